//! By how much an account must grow to pay for its key account manager (`DOMAIN.md` 2).

use crate::amount::Amount;
use crate::currency::Currency;
use crate::estimate::Estimate;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Why the growth is unknown: no margin is stated or computed.
const UNKNOWN_NO_MARGIN: &str = "unknown-no-margin";
/// Why the growth is unknown: the margin may be nothing or less, so no growth would pay.
const UNKNOWN_MARGIN_NOT_POSITIVE: &str = "unknown-margin-not-positive";
/// Why the growth is unknown: cost or share of time make no sense.
const UNKNOWN_NO_COST: &str = "unknown-no-kam-cost";

/// What a key account manager costs, and what the account brings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BreakEvenInput {
    /// Cost of a key account manager in a year, at least and at most.
    pub cost_of_year: (Amount, Amount),
    /// Share of the working time given to the account, at least and at most, 0 to 1.
    pub share_of_time: (f64, f64),
    /// Margin of the account in a year, at least and at most; `None` when unknown.
    pub margin: Option<(Amount, Amount)>,
    /// Currency of cost and margin.
    pub currency: Currency,
}

/// The growth of the margin that pays for the key account manager.
#[derive(Clone, Debug, PartialEq)]
pub struct BreakEven {
    /// Cost charged to the account in a year, in units of the currency.
    pub cost: Estimate,
    /// Growth of the margin at which the cost is paid, as a fraction of one.
    pub uplift: Estimate,
    /// How it came about.
    pub why: Why,
}

/// Cost charged to the account over its margin; an interval when either is.
#[must_use]
pub fn break_even(input: &BreakEvenInput) -> BreakEven {
    let (cheap, dear) = input.cost_of_year;
    let (least, most) = input.share_of_time;
    let makes_sense = !cheap.is_negative()
        && cheap <= dear
        && (0.0..=1.0).contains(&least)
        && (least..=1.0).contains(&most);
    let cost = match makes_sense {
        true => Estimate::between(cheap.as_f64() * least, dear.as_f64() * most),
        false => Estimate::Unknown(UNKNOWN_NO_COST),
    };
    let uplift = match (cost.bounds(), input.margin) {
        (None, _) => Estimate::Unknown(UNKNOWN_NO_COST),
        (_, None) => Estimate::Unknown(UNKNOWN_NO_MARGIN),
        (Some(_), Some((one, other))) if !one.min(other).is_positive() => {
            Estimate::Unknown(UNKNOWN_MARGIN_NOT_POSITIVE)
        }
        (Some((low, high)), Some((one, other))) => {
            let (thin, thick) = (one.min(other).as_f64(), one.max(other).as_f64());
            Estimate::between(low / thick, high / thin)
        }
    };
    BreakEven {
        why: why(input, &uplift),
        cost,
        uplift,
    }
}

fn why(input: &BreakEvenInput, uplift: &Estimate) -> Why {
    let mut inputs = Vec::new();
    let mut push = |name, value, source: Source| {
        inputs.push(Input {
            name,
            value,
            day: None,
            source,
        });
    };
    let money = |amount| InputValue::Money(amount, input.currency);
    push(
        "input-kam-cost-low",
        money(input.cost_of_year.0),
        Source::Setting,
    );
    push(
        "input-kam-cost-high",
        money(input.cost_of_year.1),
        Source::Setting,
    );
    let (least, most) = input.share_of_time;
    let time = if least < most {
        InputValue::Interval(least, most)
    } else {
        InputValue::Share(least)
    };
    push("input-share-of-time", time, Source::Setting);
    if let Some((low, high)) = input.margin {
        push("input-margin-low", money(low), Source::Ledger);
        push("input-margin-high", money(high), Source::Ledger);
    }
    let missing = match uplift {
        Estimate::Unknown(reason) => vec![Missing {
            name: reason,
            effect: f64::INFINITY,
        }],
        Estimate::Known(_) => Vec::new(),
        Estimate::Range(low, high) => vec![Missing {
            name: "missing-narrower-margin",
            effect: high - low,
        }],
    };
    Why {
        rule: "S2/BREAK-EVEN",
        inputs,
        missing,
    }
}
