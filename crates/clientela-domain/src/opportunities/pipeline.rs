//! What the firm's own history expects of what is open.

use super::OpportunityStage;
use crate::estimate::Estimate;
use crate::prospects::{Tally, Yield, prior, source_yield};
use crate::why::{Input, InputValue, Missing, Source, Why};

/// An opportunity that has ended: where it had been, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The open stages it stood in at some time.
    pub stood_in: Vec<OpportunityStage>,
    /// It was won.
    pub won: bool,
}

/// The chance that what stands in a stage is won.
#[derive(Clone, Debug, PartialEq)]
pub struct StageChance {
    /// The stage.
    pub stage: OpportunityStage,
    /// What was seen of it.
    pub seen: Tally,
    /// The chance, drawn towards all stages where little was seen; absent without any history.
    pub chance: Option<Yield>,
}

/// The chance of each open stage, learned from what has ended (beta-binomial shrinkage, as for sources): few
/// opportunities never make a stage certain.
#[must_use]
pub fn stage_chances(ended: &[History]) -> Vec<StageChance> {
    let tally = |stage: OpportunityStage| {
        let stood = ended.iter().filter(|one| one.stood_in.contains(&stage));
        let count = |stood: usize| u64::try_from(stood).unwrap_or(u64::MAX);
        Tally {
            successes: count(stood.clone().filter(|one| one.won).count()),
            names: count(stood.count()),
        }
    };
    let seen = OpportunityStage::OPEN.map(|stage| (stage, tally(stage)));
    let tallies = seen.map(|(_, tally)| tally);
    let shared = prior(&tallies);
    let chance = |(stage, seen)| StageChance {
        stage,
        seen,
        chance: shared.as_ref().map(|prior| source_yield(seen, prior)),
    };
    seen.map(chance).to_vec()
}

/// An open opportunity: where it stands and what it is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    /// Where it stands.
    pub stage: OpportunityStage,
    /// What it is worth, in the currency of the report.
    pub value: Estimate,
}

/// What open opportunities are worth.
#[derive(Clone, Debug, PartialEq)]
pub struct Expected {
    /// How many there are.
    pub count: u64,
    /// Those of which nobody knows what they are worth.
    pub without_value: u64,
    /// The worth of all whose worth is known; unknown when none is.
    pub value: Estimate,
    /// What is expected of these: lowest, likely, highest. Absent without history, or when no worth is known.
    pub expected: Option<(f64, f64, f64)>,
    /// How it came about.
    pub why: Why,
}

/// What open opportunities are worth, each by the chance of its stage. The ends take the lower end of worth with the
/// lower end of chance, and the upper with the upper: wide, and never too narrow. What nobody knows the worth of is
/// counted apart, never as nothing.
#[must_use]
pub fn expected(open: &[Open], chances: &[StageChance]) -> Expected {
    let valued: Vec<(&Open, (f64, f64))> = open
        .iter()
        .filter_map(|one| Some((one, one.value.bounds()?)))
        .collect();
    let (count, known) = (open.len() as u64, valued.len() as u64);
    let chance = |stage| {
        let found = chances.iter().find(|one| one.stage == stage);
        found?.chance.as_ref()
    };
    let each = valued.iter().map(|(one, (low, high))| {
        let chance = chance(one.stage)?;
        let likely = 0.5 * (low + high) * chance.mean;
        Some((low * chance.low, likely, high * chance.high))
    });
    let sum = each
        .collect::<Option<Vec<_>>>()
        .filter(|each| !each.is_empty())
        .map(|each| {
            let add = |all: (f64, f64, f64), one: (f64, f64, f64)| {
                (all.0 + one.0, all.1 + one.1, all.2 + one.2)
            };
            each.into_iter().fold((0.0, 0.0, 0.0), add)
        });
    let ends = valued
        .iter()
        .fold((0.0, 0.0), |all, (_, one)| (all.0 + one.0, all.1 + one.1));
    let input = |name, count| Input {
        name,
        value: InputValue::Count(count),
        day: None,
        source: Source::Book,
    };
    let seen = chances.iter().map(|one| one.seen.names).max();
    let missing = (known < count).then(|| Missing {
        name: "missing-values-of-opportunities",
        effect: (count - known) as f64 / count as f64,
    });
    Expected {
        count,
        without_value: count - known,
        value: match known {
            0 => Estimate::Unknown("unknown-value-of-opportunities"),
            _ => Estimate::between(ends.0, ends.1),
        },
        expected: sum,
        why: Why {
            rule: "S14/PIPELINE",
            inputs: vec![
                input("input-opportunities-open", count),
                input("input-opportunities-ended", seen.unwrap_or(0)),
            ],
            missing: Vec::from_iter(missing),
        },
    }
}
