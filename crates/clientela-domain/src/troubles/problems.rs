//! What a solved problem was worth to the client.

use crate::amount::Amount;
use crate::estimate::Estimate;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// What a solution was worth.
#[derive(Clone, Debug, PartialEq)]
pub struct ProblemValue {
    /// Its worth: what the client confirmed, or anything from nothing up to what we show.
    pub value: Estimate,
    /// How it came about.
    pub why: Why,
}

/// What a solution was worth: what the client confirmed counts; what only we show is an interval that begins at
/// nothing; without either it is unknown.
#[must_use]
pub fn solved_value(shown: Option<Amount>, confirmed: Option<Amount>) -> ProblemValue {
    let value = match (shown, confirmed) {
        (_, Some(confirmed)) => Estimate::Known(confirmed.as_f64()),
        (Some(shown), None) => Estimate::between(0.0, shown.as_f64()),
        (None, None) => Estimate::Unknown("unknown-solution-value"),
    };
    let input = |name, amount: Option<Amount>| {
        amount.map(|amount| Input {
            name,
            value: InputValue::Number(amount.as_f64()),
            day: None,
            source: Source::Book,
        })
    };
    let stated = input("input-value-shown", shown);
    let inputs = stated.into_iter();
    let missing = confirmed.is_none().then(|| Missing {
        name: "missing-confirmation",
        effect: shown.map_or(f64::INFINITY, Amount::as_f64),
    });
    ProblemValue {
        value,
        why: Why {
            rule: "S21/PROBLEM",
            inputs: inputs
                .chain(input("input-value-confirmed", confirmed))
                .collect(),
            missing: Vec::from_iter(missing),
        },
    }
}
