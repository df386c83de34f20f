//! What each item scores.

use std::collections::BTreeMap;

use super::{Item, OVER_DAYS, ReasonKind, TAU_DAYS};

/// What counts for an item of which nothing at all is known, so that the rest of its score decides.
const VALUE_WITHOUT_ANY: f64 = 1.0;

/// An item's score and what it is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// What is at stake.
    pub value: f64,
    /// The value is not its own but the median of its kind, or of all items.
    pub is_guessed: bool,
    /// Probability that acting today changes it.
    pub chance: f64,
    /// How urgent it is.
    pub urgency: f64,
    /// How much of all that is known.
    pub confidence: f64,
    /// All of it multiplied.
    pub points: f64,
}

/// How urgent something due in so many days is: a half in a week, one today, two when it is two weeks
/// late or later still.
#[must_use]
pub fn urgency(days: i64) -> f64 {
    let days = days as f64;
    if days > 0.0 {
        (-days / TAU_DAYS).exp2()
    } else {
        1.0 + (-days / OVER_DAYS).min(1.0)
    }
}

/// The scores of items, in their order. A value that is not known is the median of those of its kind
/// that are; of all kinds when of its own none is.
#[must_use]
pub fn scores<Id, Client, Cause>(items: &[Item<Id, Client, Cause>]) -> Vec<Score> {
    let mut by_kind: BTreeMap<ReasonKind, Vec<f64>> = BTreeMap::new();
    let mut all = Vec::new();
    for item in items {
        if let Some(value) = middle(item) {
            by_kind.entry(item.kind).or_default().push(value);
            all.push(value);
        }
    }
    let medians: BTreeMap<ReasonKind, f64> = by_kind
        .into_iter()
        .filter_map(|(kind, values)| Some((kind, median(values)?)))
        .collect();
    let of_all = median(all).unwrap_or(VALUE_WITHOUT_ANY);
    let score = |item: &Item<Id, Client, Cause>| {
        let own = middle(item);
        let guessed = || medians.get(&item.kind).copied().unwrap_or(of_all);
        let value = own.unwrap_or_else(guessed);
        let urgency = urgency(item.days);
        Score {
            value,
            is_guessed: own.is_none(),
            chance: item.chance,
            urgency,
            confidence: item.confidence,
            points: value * item.chance * urgency * item.confidence,
        }
    };
    items.iter().map(score).collect()
}

/// The middle of a value's interval; `None` when it has no two ends.
fn middle<Id, Client, Cause>(item: &Item<Id, Client, Cause>) -> Option<f64> {
    let (low, high) = item.value.bounds()?;
    let middle = f64::midpoint(low, high);
    middle.is_finite().then_some(middle)
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_unstable_by(f64::total_cmp);
    let upper = *values.get(values.len() / 2)?;
    if values.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *values.get(values.len() / 2 - 1)?;
    Some(f64::midpoint(lower, upper))
}
