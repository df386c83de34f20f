//! Complaints by a hundred orders.

use crate::statistics::{Rate, poisson_rate};
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Orders a rate of complaints is told of.
const HUNDRED: f64 = 100.0;

/// How often clients complain.
#[derive(Clone, Debug, PartialEq)]
pub struct ComplaintRate {
    /// Complaints of the period.
    pub complaints: u64,
    /// Orders that were due in it.
    pub orders: u64,
    /// Complaints by a hundred orders, with the exact 95 % interval (Garwood 1936); absent while nothing was due.
    pub per_hundred: Option<Rate>,
    /// How it came about.
    pub why: Why,
}

/// The rate of complaints. An order may bring several complaints, so that it is a rate and not a share.
#[must_use]
pub fn complaint_rate(complaints: u64, orders: u64) -> ComplaintRate {
    let of_hundred = |rate: Rate| Rate {
        mean: rate.mean * HUNDRED,
        low: rate.low * HUNDRED,
        high: rate.high * HUNDRED,
    };
    let per_hundred = poisson_rate(complaints, orders).map(of_hundred);
    let input = |name, count, source| Input {
        name,
        value: InputValue::Count(count),
        day: None,
        source,
    };
    let missing = per_hundred.is_none().then_some(Missing {
        name: "missing-orders-due",
        effect: HUNDRED,
    });
    ComplaintRate {
        complaints,
        orders,
        per_hundred,
        why: Why {
            rule: "S22/COMPLAINTS",
            inputs: vec![
                input("input-complaints", complaints, Source::Book),
                input("input-orders-due", orders, Source::Ledger),
            ],
            missing: Vec::from_iter(missing),
        },
    }
}
