//! The first criterion, computed: what a client buys, and what it can reach.

use super::{Ageing, Answer, Confidence, Criterion, CriterionScore, Proof, StaleAnswers};
use crate::amount::Amount;
use crate::concentration::{Class, ClassedAccount, Classification};
use crate::currency::Currency;
use crate::day::Date;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// With fewer clients a class says nothing.
const CLIENTS_MIN: usize = 3;
/// A client known for fewer days is new, and its revenue is annualised as an interval.
const DAYS_OF_YEAR: u32 = 365;

/// What a client brought in the period.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ActualVolume {
    /// Net revenue, returns with their sign.
    pub revenue: Amount,
    /// Its place among the clients; `None` at or below zero.
    pub place: Option<ClassedAccount>,
    /// Days from its first sale to the end of the period, both included, when it is new; `None`
    /// when it is not, or when the ledger itself is younger than a year, so that all would be new.
    pub days_known: Option<u32>,
}

impl ActualVolume {
    /// A client at a position of what was classified, see [`Classification::by_index`].
    #[must_use]
    pub fn of(revenue: Amount, place: Option<ClassedAccount>) -> Self {
        Self {
            revenue,
            place,
            days_known: None,
        }
    }
}

/// What a client could bring in a year, as somebody says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Potential {
    /// At least.
    pub low: Amount,
    /// Most likely. Shown; the rule uses the ends.
    pub likely: Amount,
    /// At most.
    pub high: Amount,
    /// How we know; without it the potential is stated, not proven, and does not count.
    pub source: String,
    /// The day it was said.
    pub day: Date,
    /// Who said it.
    pub author: String,
    /// How sure they are.
    pub confidence: Confidence,
}

impl Potential {
    /// True when low ≤ likely ≤ high and none is negative.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        !self.low.is_negative() && self.low <= self.likely && self.likely <= self.high
    }
}

/// All that the volume criterion looks at; amounts in the reporting currency.
#[derive(Clone, Copy, Debug)]
pub struct VolumeInput<'a> {
    /// All clients of the period.
    pub classification: &'a Classification,
    /// This client.
    pub actual: ActualVolume,
    /// What it could bring, if anybody said.
    pub potential: Option<&'a Potential>,
    /// The reporting currency.
    pub currency: Currency,
    /// The last day of the period.
    pub period_end: Option<Date>,
}

/// The volume criterion is the better of actual and potential volume. Each is worth 1 in class A
/// (or from its smallest revenue), ½ in class B, 0 below; an unknown potential may still be worth 1.
/// With fewer than three clients only the potential counts.
#[must_use]
pub fn assess_volume(input: &VolumeInput<'_>, ageing: &Ageing) -> CriterionScore {
    let potential_is_stale = input
        .potential
        .is_some_and(|potential| ageing.is_stale(potential.day));
    let stated = input
        .potential
        .is_some_and(|potential| potential.source.trim().is_empty());
    let expired = potential_is_stale && ageing.stale_answers == StaleAnswers::Unknown;
    let (actual_low, actual_high) = actual_value(input);
    let potential = input
        .potential
        .filter(|_| !stated && !expired)
        .and_then(|potential| potential_value(input, potential));
    let (potential_low, potential_high) = potential.unwrap_or((0.0, 1.0));
    let (low, high) = (
        actual_low.max(potential_low),
        actual_high.max(potential_high),
    );
    let answer = Answer::of_bounds(low, high);
    CriterionScore {
        answer,
        proof: match answer {
            Answer::Unknown if stated => Proof::Stated,
            Answer::Unknown => Proof::Unknown,
            _ => Proof::Proven,
        },
        low,
        high,
        // What is settled by the ledger alone does not age with somebody's guess.
        stale: potential_is_stale && (actual_low, actual_high) != (1.0, 1.0),
        why: why(input, missing(input, potential.is_none(), high - low)),
    }
}

/// What the ledger alone says.
fn actual_value(input: &VolumeInput<'_>) -> (f64, f64) {
    if input.classification.accounts.len() < CLIENTS_MIN {
        return (0.0, 0.0);
    }
    let so_far = input
        .actual
        .place
        .map_or(0.0, |place| value_of_class(place.class));
    let annualised = annualised(&input.actual).and_then(|revenue| value_of_revenue(input, revenue));
    (so_far, annualised.unwrap_or(so_far).max(so_far))
}

/// The most a new client's year may bring: its revenue so far at the same pace for 365 days.
fn annualised(actual: &ActualVolume) -> Option<Amount> {
    let days = actual
        .days_known
        .filter(|days| (1..DAYS_OF_YEAR).contains(days))?;
    let revenue = actual.revenue.units().max(0);
    // Rounded up, for it is an upper end.
    let year = (revenue * i128::from(DAYS_OF_YEAR) + i128::from(days) - 1) / i128::from(days);
    Some(Amount::from_units(year))
}

fn potential_value(input: &VolumeInput<'_>, potential: &Potential) -> Option<(f64, f64)> {
    let one = value_of_revenue(input, potential.low)?;
    let other = value_of_revenue(input, potential.high)?;
    Some((one.min(other), one.max(other)))
}

fn value_of_class(class: Class) -> f64 {
    match class {
        Class::A => 1.0,
        Class::B => 0.5,
        Class::C => 0.0,
    }
}

/// `None` without clients to compare with.
fn value_of_revenue(input: &VolumeInput<'_>, revenue: Amount) -> Option<f64> {
    let (a_cut, b_cut) = (input.classification.a_cut?, input.classification.b_cut?);
    let class = if revenue >= a_cut {
        Class::A
    } else if revenue >= b_cut {
        Class::B
    } else {
        Class::C
    };
    Some(value_of_class(class))
}

fn missing(input: &VolumeInput<'_>, potential_is_missing: bool, width: f64) -> Vec<Missing> {
    if width <= 0.0 {
        return Vec::new();
    }
    let mut missing = Vec::new();
    if input.classification.accounts.len() < CLIENTS_MIN {
        missing.push(Missing {
            name: "missing-clients-to-compare",
            effect: width,
        });
    }
    if potential_is_missing {
        let name = match input.potential {
            None => "missing-potential",
            Some(potential) if potential.source.trim().is_empty() => "missing-potential-source",
            Some(_) if input.classification.accounts.is_empty() => return missing,
            Some(_) => "missing-fresh-potential",
        };
        missing.push(Missing {
            name,
            effect: width,
        });
    } else if annualised(&input.actual).is_some() {
        missing.push(Missing {
            name: "missing-full-year",
            effect: width,
        });
    } else {
        missing.push(Missing {
            name: "missing-narrower-potential",
            effect: width,
        });
    }
    missing
}

fn why(input: &VolumeInput<'_>, missing: Vec<Missing>) -> Why {
    let money = |amount| InputValue::Money(amount, input.currency);
    let from_ledger = |name, value| Input {
        name,
        value,
        day: input.period_end,
        source: Source::Ledger,
    };
    let actual = &input.actual;
    let mut inputs = vec![from_ledger("input-revenue", money(actual.revenue))];
    if let Some(place) = actual.place {
        inputs.push(from_ledger("input-share", InputValue::Share(place.share)));
        inputs.push(from_ledger(
            "input-rank",
            InputValue::Count(place.rank as u64),
        ));
        inputs.push(from_ledger(
            "input-class",
            InputValue::Word(place.class.message_id()),
        ));
    }
    if let (Some(days), Some(year)) = (actual.days_known, annualised(actual)) {
        inputs.push(from_ledger(
            "input-days-known",
            InputValue::Count(days.into()),
        ));
        inputs.push(from_ledger("input-revenue-annualised", money(year)));
    }
    if let Some(potential) = input.potential {
        let said = |name, value| Input {
            name,
            value,
            day: Some(potential.day),
            source: Source::Person(potential.author.clone()),
        };
        inputs.push(said("input-potential-low", money(potential.low)));
        inputs.push(said("input-potential-likely", money(potential.likely)));
        inputs.push(said("input-potential-high", money(potential.high)));
        inputs.push(said(
            "input-potential-source",
            InputValue::Text(potential.source.clone()),
        ));
        let confidence = InputValue::Word(potential.confidence.message_id());
        inputs.push(said("input-confidence", confidence));
    }
    if let (Some(a_cut), Some(b_cut)) = (input.classification.a_cut, input.classification.b_cut) {
        inputs.push(from_ledger("input-class-a-from", money(a_cut)));
        inputs.push(from_ledger("input-class-b-from", money(b_cut)));
    }
    Why {
        rule: Criterion::Volume.rule(),
        inputs,
        missing,
    }
}
