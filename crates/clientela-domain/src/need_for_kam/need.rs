//! The need for a key account manager, from the eight conditions.

use super::statement::value_of;
use super::{CONDITIONS, Condition, ConditionScore, NeedSettings};
use crate::estimate::{Estimate, Truth};
use crate::why::{Input, InputValue, Missing, Source, Why};

/// What to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recommendation {
    /// Appoint a key account manager, whatever the open conditions turn out to be.
    Appoint,
    /// Consider it; find out the next thing.
    Consider,
    /// No need, whatever the open conditions turn out to be.
    NoNeed,
}

impl Recommendation {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Appoint, Self::Consider, Self::NoNeed];

    /// The word of JSON and database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Appoint => "appoint",
            Self::Consider => "consider",
            Self::NoNeed => "no_need",
        }
    }

    /// The recommendation of a [`Recommendation::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.id() == id)
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Appoint => "need-appoint",
            Self::Consider => "need-consider",
            Self::NoNeed => "need-no-need",
        }
    }
}

/// One condition inside a need.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgedCondition {
    /// How far it holds.
    pub score: ConditionScore,
    /// Its weight.
    pub weight: f64,
    /// By how much it can move the need.
    pub swing: f64,
}

/// The need, with all that led to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Need {
    /// What to do.
    pub recommendation: Recommendation,
    /// Least the need can be, from 0.
    pub low: f64,
    /// Most the need can be, up to 1.
    pub high: f64,
    /// Part of the weight whose conditions are settled.
    pub known_weight: f64,
    /// The eight, in their order.
    pub conditions: [JudgedCondition; CONDITIONS],
    /// The open condition that moves most, while the recommendation is to consider.
    pub next_question: Option<Condition>,
    /// How it came about.
    pub why: Why,
}

impl Need {
    /// True when the open conditions could still lead to appointing, or already do.
    #[must_use]
    pub fn may_be_appoint(&self, settings: &NeedSettings) -> bool {
        Estimate::between(self.low, self.high).at_least(settings.appoint()) != Truth::False
    }
}

/// The weighted mean of eight conditions, in the order of [`Condition::ALL`], and what follows.
#[must_use]
pub fn need(settings: &NeedSettings, scores: [ConditionScore; CONDITIONS]) -> Need {
    let total = settings.total_weight();
    let conditions = scores.map(|score| {
        let weight = settings.weight(score.condition);
        JudgedCondition {
            weight,
            swing: weight * (score.high - score.low) / total,
            score,
        }
    });
    let mean = |end: fn(&ConditionScore) -> f64| {
        let weighted = conditions.iter().map(|one| one.weight * end(&one.score));
        weighted.sum::<f64>() / total
    };
    let (low, high) = (mean(|score| score.low), mean(|score| score.high));
    let recommendation = recommend(settings, low, high);
    let settled = conditions.iter().filter(|one| one.swing <= 0.0);
    Need {
        recommendation,
        low,
        high,
        known_weight: settled.map(|one| one.weight).sum::<f64>() / total,
        next_question: next_question(&conditions, recommendation),
        why: why(settings, &conditions),
        conditions,
    }
}

fn recommend(settings: &NeedSettings, low: f64, high: f64) -> Recommendation {
    let need = Estimate::between(low, high);
    match (
        need.at_least(settings.appoint()),
        need.at_least(settings.no_need()),
    ) {
        (Truth::True, _) => Recommendation::Appoint,
        (_, Truth::False) => Recommendation::NoNeed,
        _ => Recommendation::Consider,
    }
}

/// The largest swing, the first at a tie.
fn next_question(
    conditions: &[JudgedCondition; CONDITIONS],
    recommendation: Recommendation,
) -> Option<Condition> {
    if recommendation != Recommendation::Consider {
        return None;
    }
    let mut best: Option<&JudgedCondition> = None;
    for one in conditions.iter().filter(|one| one.swing > 0.0) {
        if best.is_none_or(|best| one.swing > best.swing) {
            best = Some(one);
        }
    }
    best.map(|one| one.score.condition)
}

fn why(settings: &NeedSettings, conditions: &[JudgedCondition; CONDITIONS]) -> Why {
    let setting = |name, value| Input {
        name,
        value: InputValue::Number(value),
        day: None,
        source: Source::Setting,
    };
    let mut inputs = vec![
        setting("input-appoint-from", settings.appoint()),
        setting("input-no-need-below", settings.no_need()),
    ];
    for one in conditions {
        let first = one.score.why.inputs.first();
        inputs.push(Input {
            name: one.score.condition.message_id(),
            value: value_of((one.score.low, one.score.high)),
            day: first.and_then(|input| input.day),
            source: first.map_or(Source::Setting, |input| input.source.clone()),
        });
    }
    let open = conditions.iter().filter(|one| one.swing > 0.0);
    let mut missing: Vec<Missing> = open
        .map(|one| Missing {
            name: one.score.condition.message_id(),
            effect: one.swing,
        })
        .collect();
    missing.sort_by(|one, other| other.effect.total_cmp(&one.effect));
    Why {
        rule: "S2",
        inputs,
        missing,
    }
}
