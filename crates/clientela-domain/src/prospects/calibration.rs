//! Whether the chances that are shown came true: learned from the earlier half of history, tried on the later one.

use super::source_yield::{Tally, prior, source_yield};
use super::win_chance::{Decile, Enough, Forecast, Model, Outcomes, brier, reliability};
use crate::obligations::coded;

/// Prospects each half must have, and clients there must be in each, before a calibration says something.
const HALF_LEAST: u64 = 30;
const WON_LEAST: u64 = 5;

/// What became of the prospects that came one way, by half of the time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Halves {
    /// Of the earlier half.
    pub earlier: Tally,
    /// Of the later one.
    pub later: Tally,
}

/// How well chances learned from the earlier half fit the later one.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// Prospects the chances were learned from.
    pub learned_from: u64,
    /// Prospects they were tried on.
    pub tried_on: u64,
    /// Mean squared distance of the chances from what happened (Brier 1950); less is better.
    pub brier: f64,
    /// The same of one chance for everybody: the share of the earlier half that was won.
    pub brier_of_base_rate: f64,
    /// Chances by tenths, against what happened.
    pub table: Vec<Decile>,
}

/// Tries the chances of sources ([`source_yield`]) on prospects they were not learned from. `None` where either half
/// has too few prospects or clients to say anything.
#[must_use]
pub fn calibration(sources: &[Halves]) -> Option<Calibration> {
    let sum = |half: fn(&Halves) -> Tally| {
        let all = sources.iter().map(half);
        all.fold(Tally::default(), |sum, one| Tally {
            successes: sum.successes + one.successes,
            names: sum.names + one.names,
        })
    };
    let (earlier, later) = (sum(|one| one.earlier), sum(|one| one.later));
    let enough = |half: Tally| half.names >= HALF_LEAST && half.successes >= WON_LEAST;
    if !enough(earlier) || !enough(later) {
        return None;
    }
    let learned: Vec<Tally> = sources.iter().map(|one| one.earlier).collect();
    let prior = prior(&learned)?;
    let base_rate = earlier.successes as f64 / earlier.names as f64;
    let mut forecasts = Vec::with_capacity(usize::try_from(later.names).ok()?);
    let mut base = Vec::with_capacity(forecasts.capacity());
    for one in sources {
        let chance = source_yield(one.earlier, &prior).mean;
        for place in 0..one.later.names {
            let won = place < one.later.successes;
            forecasts.push(Forecast { chance, won });
            base.push(Forecast {
                chance: base_rate,
                won,
            });
        }
    }
    Some(Calibration {
        learned_from: earlier.names,
        tried_on: later.names,
        brier: brier(&forecasts)?,
        brier_of_base_rate: brier(&base)?,
        table: reliability(&forecasts),
    })
}

coded! {
    /// How the chance of a prospect is told.
    ChanceMethod {
        /// By all that is known of it: each thing raises or lowers the chance.
        Reasons = "reasons", "chance-method-reasons";
        /// By the way it came alone.
        Source = "source", "chance-method-source";
    }
}

/// What became of prospects with the same features, by half of the time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeatureHalves {
    /// The features, as [`Outcomes::features`].
    pub features: Vec<Option<u32>>,
    /// Of the earlier half.
    pub earlier: Tally,
    /// Of the later one.
    pub later: Tally,
}

/// How well chances told by reasons fit the later half.
#[derive(Clone, Debug, PartialEq)]
pub struct ReasonsTried {
    /// As [`Calibration::brier`].
    pub brier: f64,
    /// Chances by tenths, against what happened.
    pub table: Vec<Decile>,
}

/// Tries the chances of [`Model`], learned from the earlier half, on the later one. `None` where the earlier half has not
/// enough outcomes to learn from ([`Enough`]), or the later one too few to say anything.
#[must_use]
pub fn reasons_tried(groups: &[FeatureHalves]) -> Option<ReasonsTried> {
    let earlier: Vec<Outcomes> = groups
        .iter()
        .map(|one| outcomes(&one.features, one.earlier))
        .collect();
    let tried: u64 = groups.iter().map(|one| one.later.names).sum();
    let won: u64 = groups.iter().map(|one| one.later.successes).sum();
    if tried < HALF_LEAST || won < WON_LEAST {
        return None;
    }
    let model = Model::learn_counted(&earlier, Enough::default())?;
    let mut forecasts = Vec::with_capacity(usize::try_from(tried).ok()?);
    for one in groups {
        let chance = model.chance(&one.features).chance;
        let forecast = |place: u64| Forecast {
            chance,
            won: place < one.later.successes,
        };
        forecasts.extend((0..one.later.names).map(forecast));
    }
    Some(ReasonsTried {
        brier: brier(&forecasts)?,
        table: reliability(&forecasts),
    })
}

/// What became of prospects with the same features, to learn from.
#[must_use]
pub fn outcomes(features: &[Option<u32>], of: Tally) -> Outcomes {
    Outcomes {
        features: features.to_vec(),
        won: of.successes,
        lost: of.names.saturating_sub(of.successes),
    }
}

/// Which chance is shown: by reasons only where they did better on the later half than the source alone; what was not
/// tried is not used.
#[must_use]
pub fn better(source: Option<&Calibration>, reasons: Option<&ReasonsTried>) -> ChanceMethod {
    match (source, reasons) {
        (Some(source), Some(reasons)) if reasons.brier < source.brier => ChanceMethod::Reasons,
        _ => ChanceMethod::Source,
    }
}
