//! The chance that a prospect becomes a client, learned from the firm's own history.
//!
//! A naive Bayes classifier over features with few values. What each feature says adds up, so that the chance
//! can be told in its reasons; a feature nobody knows says nothing. No feature may be a protected trait of a
//! person: that is the caller's to keep.

use crate::why::{Input, InputValue, Missing, Source, Why};

/// How much history is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Enough {
    /// Outcomes in all.
    pub outcomes: usize,
    /// Outcomes of the rarer kind.
    pub rarer: usize,
}

impl Default for Enough {
    fn default() -> Self {
        Self {
            outcomes: 30,
            rarer: 10,
        }
    }
}

/// A prospect whose outcome is known. All have the same features, in the same order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The value of each feature, counted from 0; absent when nobody knows.
    pub features: Vec<Option<u32>>,
    /// It became a client.
    pub won: bool,
}

/// Prospects with the same features whose outcomes are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcomes {
    /// The value of each feature, counted from 0; absent when nobody knows.
    pub features: Vec<Option<u32>>,
    /// How many became clients.
    pub won: u64,
    /// How many did not.
    pub lost: u64,
}

impl From<&Outcome> for Outcomes {
    fn from(one: &Outcome) -> Self {
        Self {
            features: one.features.clone(),
            won: u64::from(one.won),
            lost: u64::from(!one.won),
        }
    }
}

/// What history says.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    won: u64,
    lost: u64,
    /// For each feature and value: how many won and lost with it.
    seen: Vec<Vec<[u64; 2]>>,
}

impl Model {
    /// Learns from outcomes; `None` where they are not enough, or do not have the same features.
    #[must_use]
    pub fn learn(outcomes: &[Outcome], enough: Enough) -> Option<Self> {
        let outcomes: Vec<Outcomes> = outcomes.iter().map(Outcomes::from).collect();
        Self::learn_counted(&outcomes, enough)
    }

    /// Learns from outcomes that are counted by their features, as [`Model::learn`] does from single ones.
    #[must_use]
    pub fn learn_counted(outcomes: &[Outcomes], enough: Enough) -> Option<Self> {
        let features = outcomes.first()?.features.len();
        let won: u64 = outcomes.iter().map(|one| one.won).sum();
        let lost: u64 = outcomes.iter().map(|one| one.lost).sum();
        let alike = outcomes.iter().all(|one| one.features.len() == features);
        let least = |least: usize| u64::try_from(least).unwrap_or(u64::MAX);
        let rarer = least(enough.rarer.max(1));
        if won + lost < least(enough.outcomes) || won.min(lost) < rarer || !alike {
            return None;
        }
        let mut seen: Vec<Vec<[u64; 2]>> = vec![Vec::new(); features];
        for one in outcomes {
            for (feature, value) in seen.iter_mut().zip(&one.features) {
                let Some(value) = value.map(|value| value as usize) else {
                    continue;
                };
                if feature.len() <= value {
                    feature.resize(value + 1, [0, 0]);
                }
                feature[value][0] += one.won;
                feature[value][1] += one.lost;
            }
        }
        Some(Self { won, lost, seen })
    }

    /// The share of all outcomes that were won.
    #[must_use]
    pub fn base_rate(&self) -> f64 {
        self.won as f64 / (self.won + self.lost) as f64
    }

    /// The chance of a prospect with these features. A value never seen before says nothing.
    #[must_use]
    pub fn chance(&self, features: &[Option<u32>]) -> WinChance {
        let start = (self.won as f64 / self.lost as f64).ln();
        let mut reasons = Vec::new();
        let mut unknown = 0_u64;
        let mut variance = 1.0 / self.won as f64 + 1.0 / self.lost as f64;
        for (place, values) in self.seen.iter().enumerate() {
            let value = features.get(place).copied().flatten();
            match value.and_then(|value| says(values, value as usize)) {
                Some((says, unsure)) => {
                    reasons.push((place, says));
                    variance += unsure;
                }
                None => unknown += 1,
            }
        }
        let all: f64 = start + reasons.iter().map(|(_, says)| says).sum::<f64>();
        reasons.sort_by(|(one_place, one), (other_place, other)| {
            let by_weight = other.abs().total_cmp(&one.abs());
            by_weight.then(one_place.cmp(other_place))
        });
        let known = reasons.len() as u64;
        let input = |name, value| Input {
            name,
            value,
            day: None,
            source: Source::Book,
        };
        let missing = (unknown > 0).then(|| Missing {
            name: "missing-features",
            effect: unknown as f64 / (known + unknown) as f64,
        });
        let at = |log_odds: f64| 1.0 / (1.0 + (-log_odds).exp());
        let away = NORMAL_95 * variance.sqrt();
        WinChance {
            chance: at(all),
            low: at(all - away),
            high: at(all + away),
            start,
            reasons,
            why: Why {
                rule: "S14/WIN-CHANCE",
                inputs: vec![
                    input("input-won", InputValue::Count(self.won)),
                    input("input-lost", InputValue::Count(self.lost)),
                    input("input-features-known", InputValue::Count(known)),
                ],
                missing: Vec::from_iter(missing),
            },
        }
    }
}

/// The 95 % quantile of the normal distribution: each end of a 90 % interval leaves one in twenty out.
const NORMAL_95: f64 = 1.644_853_626_951_472_7;

/// What a value of a feature adds to the log-odds, with one more of each value on both sides (Laplace), and the variance
/// of that (delta method on the logarithm of a ratio of two shares; Katz, Baptista, Azen & Pike 1978).
fn says(values: &[[u64; 2]], value: usize) -> Option<(f64, f64)> {
    let [won, lost] = *values.get(value)?;
    let kinds = values.len() as f64;
    let all = |side: usize| values.iter().map(|counts| counts[side]).sum::<u64>() as f64;
    let share = |count: u64, side: usize| (count as f64 + 1.0) / (all(side) + kinds);
    let unsure = |count: u64, side: usize| 1.0 / (count as f64 + 1.0) - 1.0 / (all(side) + kinds);
    let says = (share(won, 0) / share(lost, 1)).ln();
    Some((says, unsure(won, 0) + unsure(lost, 1)))
}

/// A chance with its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct WinChance {
    /// From 0 to 1.
    pub chance: f64,
    /// Lower end of the 90 % interval that the counts behind it leave open.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Log-odds before any feature is looked at.
    pub start: f64,
    /// What each known feature adds to the log-odds, by its place, the weightiest first.
    pub reasons: Vec<(usize, f64)>,
    /// How it came about.
    pub why: Why,
}

/// A chance that was given, and what happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// The chance, 0 to 1.
    pub chance: f64,
    /// It became a client.
    pub won: bool,
}

/// The mean squared distance of chances from what happened (Brier 1950); less is better. `None` without any.
#[must_use]
pub fn brier(forecasts: &[Forecast]) -> Option<f64> {
    let distance = |one: &Forecast| (one.chance - f64::from(u8::from(one.won))).powi(2);
    let sum: f64 = forecasts.iter().map(distance).sum();
    (!forecasts.is_empty()).then(|| sum / forecasts.len() as f64)
}

/// Chances that lie near each other, against what happened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decile {
    /// Lower end of the chances in it.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Forecasts in it.
    pub count: u64,
    /// Their mean chance.
    pub mean_chance: f64,
    /// The part that was won.
    pub won: f64,
}

/// The table of calibration: chances by tenths, those without a forecast left out.
#[must_use]
pub fn reliability(forecasts: &[Forecast]) -> Vec<Decile> {
    const TENTHS: usize = 10;
    let tenth_of = |chance: f64| ((chance * TENTHS as f64).floor() as usize).min(TENTHS - 1);
    let row = |tenth: usize| {
        let within = forecasts.iter().filter(|one| tenth_of(one.chance) == tenth);
        let within: Vec<&Forecast> = within.collect();
        let count = within.len() as f64;
        (!within.is_empty()).then(|| Decile {
            low: tenth as f64 / TENTHS as f64,
            high: (tenth + 1) as f64 / TENTHS as f64,
            count: within.len() as u64,
            mean_chance: within.iter().map(|one| one.chance).sum::<f64>() / count,
            won: within.iter().filter(|one| one.won).count() as f64 / count,
        })
    };
    (0..TENTHS).filter_map(row).collect()
}
