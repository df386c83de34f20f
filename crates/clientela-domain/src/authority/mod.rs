//! Authority: how strong a book of clients is (`DOMAIN.md` 19). A panel of measures and no single
//! grade: how many clients there are and how evenly what they bring is spread, how faithful they are,
//! how many solid ones there are (Hirsch 2005), and who supports whom.
//!
//! A client without closed promises enters with the whole of what is not known: its interval is wide,
//! and its mean of one half is no finding.

use crate::estimate::Estimate;
use crate::trust::Opinion;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Part of the distribution of each client's trust that its interval holds.
const LEVEL: f64 = 0.9;

/// What one side did for the other, beyond what was owed for money.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Support {
    /// What is valued, together.
    pub valued: f64,
    /// How many times nobody said what it was worth.
    pub unvalued: usize,
}

impl Support {
    /// Together with another.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            valued: self.valued + other.valued,
            unvalued: self.unvalued + other.unvalued,
        }
    }

    /// Its worth: exact, or at least so much.
    #[must_use]
    pub const fn worth(self) -> Estimate {
        if self.unvalued == 0 {
            Estimate::Known(self.valued)
        } else {
            Estimate::Range(self.valued, f64::INFINITY)
        }
    }
}

/// A client of the book.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound<Id> {
    /// Which one.
    pub id: Id,
    /// What it brings in a year; absent when nobody knows.
    pub value: Option<f64>,
    /// Weight of the promises it kept.
    pub kept: f64,
    /// Weight of those it did not.
    pub broken: f64,
    /// What we did for it.
    pub given: Support,
    /// What it did for us.
    pub received: Support,
}

/// How strong the book is.
#[derive(Clone, Debug, PartialEq)]
pub struct Authority<Id> {
    /// How many clients there are.
    pub clients: usize,
    /// Of how many nobody knows what they bring: they are in no measure by value.
    pub without_value: usize,
    /// How many have kept or broken a promise.
    pub with_promises: usize,
    /// How many clients of equal value would be as spread as these.
    pub effective: Estimate,
    /// Value weighted by trust, at the mean.
    pub weighted: Estimate,
    /// The same between the ends of every client's interval: a cautious sum.
    pub weighted_between: Estimate,
    /// Mean trust by value.
    pub mean_trust: Estimate,
    /// The most clients each of whom brings, weighted by trust, as many units as there are of them.
    pub solid: Estimate,
    /// The same between the ends of every client's interval.
    pub solid_between: Estimate,
    /// What we did for all of them.
    pub given: Support,
    /// What they did for us.
    pub received: Support,
    /// From -1, only we support, to 1, only they do.
    pub signed: Estimate,
    /// Clients who did more for us than we for them, in the order given.
    pub supporters: Vec<Id>,
    /// How it came about.
    pub why: Why,
}

/// Measures a book; `unit` is the size by which solid clients are counted.
#[must_use]
pub fn authority<Id: Clone>(book: &[Bound<Id>], unit: f64) -> Authority<Id> {
    let valued: Vec<(f64, Opinion)> = book
        .iter()
        .filter_map(|one| Some((one.value?, Opinion::of(one.kept, one.broken, LEVEL))))
        .collect();
    let total: f64 = valued.iter().map(|(value, _)| value).sum();
    let sum = |trust: fn(&Opinion) -> f64| -> f64 {
        valued
            .iter()
            .map(|(value, opinion)| value * trust(opinion))
            .sum()
    };
    let solid = |trust: fn(&Opinion) -> f64| {
        let weighted = valued.iter().map(|(value, opinion)| value * trust(opinion));
        h_index(weighted.collect(), unit) as f64
    };
    let of_value = |estimate: Estimate| {
        if total > 0.0 {
            estimate
        } else {
            Estimate::Unknown("unknown-nothing-to-weigh")
        }
    };
    let squares: f64 = valued
        .iter()
        .map(|(value, _)| (value / total) * (value / total))
        .sum();
    let mean = sum(|opinion| opinion.mean);
    let all = |side: fn(&Bound<Id>) -> Support| {
        book.iter().map(side).fold(Support::default(), Support::and)
    };
    let (given, received) = (all(|one| one.given), all(|one| one.received));
    let has_promises = |one: &&Bound<Id>| one.kept + one.broken > 0.0;
    let with_promises = book.iter().filter(has_promises).count();
    Authority {
        clients: book.len(),
        without_value: book.len() - valued.len(),
        with_promises,
        effective: of_value(Estimate::Known(1.0 / squares)),
        weighted: of_value(Estimate::Known(mean)),
        weighted_between: of_value(Estimate::between(
            sum(|opinion| opinion.low),
            sum(|opinion| opinion.high),
        )),
        mean_trust: of_value(Estimate::Known(mean / total)),
        solid: of_value(Estimate::Known(solid(|opinion| opinion.mean))),
        solid_between: of_value(Estimate::between(
            solid(|opinion| opinion.low),
            solid(|opinion| opinion.high),
        )),
        given,
        received,
        signed: signed(given, received),
        supporters: book
            .iter()
            .filter(|one| one.given.unvalued == 0 && one.received.valued > one.given.valued)
            .map(|one| one.id.clone())
            .collect(),
        why: why((book.len(), valued.len(), with_promises), unit),
    }
}

/// (R − G) / (R + G): unknown while something on either side has no value, or nothing was done at all.
fn signed(given: Support, received: Support) -> Estimate {
    if given.unvalued + received.unvalued > 0 {
        return Estimate::Unknown("unknown-support-not-valued");
    }
    let all = given.valued + received.valued;
    if all <= 0.0 {
        return Estimate::Unknown("unknown-no-support");
    }
    Estimate::Known((received.valued - given.valued) / all)
}

/// The largest count of values each of which is at least as many units as there are of them.
fn h_index(mut values: Vec<f64>, unit: f64) -> usize {
    values.sort_by(|one, other| other.total_cmp(one));
    let mut count = 0;
    for value in values {
        if unit <= 0.0 || value < (count + 1) as f64 * unit {
            break;
        }
        count += 1;
    }
    count
}

fn why((clients, valued, with_promises): (usize, usize, usize), unit: f64) -> Why {
    let count = |number: usize| InputValue::Count(u64::try_from(number).unwrap_or(u64::MAX));
    let input = |name, value, source| Input {
        name,
        value,
        day: None,
        source,
    };
    let missing = |name, missing: usize| {
        (missing > 0).then_some(Missing {
            name,
            effect: f64::INFINITY,
        })
    };
    Why {
        rule: "S19",
        inputs: vec![
            input("input-clients", count(clients), Source::Book),
            input("input-clients-valued", count(valued), Source::Ledger),
            input(
                "input-clients-with-promises",
                count(with_promises),
                Source::Book,
            ),
            input(
                "input-solid-unit",
                InputValue::Number(unit),
                Source::Setting,
            ),
        ],
        missing: [
            missing("missing-value-of-clients", clients - valued),
            missing("missing-promises-of-clients", clients - with_promises),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

#[cfg(test)]
mod tests;
