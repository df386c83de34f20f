//! Our share of what a client buys, as an interval.

use super::words::PurchasesSource;
use crate::estimate::Estimate;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// One estimate of what the client buys of something in a year, from anybody.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Purchases {
    /// Where it comes from.
    pub source: PurchasesSource,
    /// At least so much.
    pub low: f64,
    /// At most so much; absent when it has no upper end.
    pub high: Option<f64>,
}

/// What the client buys, and our part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Wallet {
    /// What they buy in all; the upper end is infinite when nothing bounds it.
    pub purchases: Estimate,
    /// Our share of it, 0 to 1.
    pub share: Estimate,
    /// What they buy from others.
    pub room: Estimate,
    /// Estimates contradict each other, or what we sell: the widest of them is shown.
    pub conflict: bool,
    /// How it came about.
    pub why: Why,
}

/// Our share of a client's purchases from what we sold and any estimates of what they buy. Several estimates
/// are intersected; where nothing is common to all, they are put side by side. What we sell is bought: it is a
/// lower end of its own.
#[must_use]
pub fn wallet(ours: f64, estimates: &[Purchases]) -> Wallet {
    let why = why(ours, estimates);
    if estimates.is_empty() {
        const REASON: &str = "unknown-purchases";
        return Wallet {
            purchases: Estimate::Unknown(REASON),
            share: Estimate::Unknown(REASON),
            room: Estimate::Unknown(REASON),
            conflict: false,
            why,
        };
    }
    let high_of = |one: &Purchases| match one.source {
        PurchasesSource::Observed => f64::INFINITY,
        _ => one.high.unwrap_or(f64::INFINITY),
    };
    let lows = || estimates.iter().map(|one| one.low);
    let highs = || estimates.iter().map(high_of);
    let common = (
        lows().fold(ours, f64::max),
        highs().fold(f64::INFINITY, f64::min),
    );
    let conflict = common.0 > common.1;
    let (low, high) = if conflict {
        (
            lows().fold(f64::INFINITY, f64::min).max(ours),
            highs().fold(ours, f64::max),
        )
    } else {
        common
    };
    let share = if high <= 0.0 {
        Estimate::Unknown("unknown-nothing-to-divide")
    } else {
        let most = if low > 0.0 { ours / low } else { 1.0 };
        Estimate::between(ours / high, most.min(1.0))
    };
    Wallet {
        purchases: Estimate::between(low, high),
        share,
        room: Estimate::between(low - ours, high - ours),
        conflict,
        why,
    }
}

fn why(ours: f64, estimates: &[Purchases]) -> Why {
    let mut inputs = vec![Input {
        name: "input-our-sales",
        value: InputValue::Number(ours),
        day: None,
        source: Source::Ledger,
    }];
    inputs.extend(estimates.iter().map(|one| Input {
        name: one.source.message_id(),
        value: InputValue::Interval(one.low, one.high.unwrap_or(f64::INFINITY)),
        day: None,
        source: Source::Book,
    }));
    let missing = estimates.is_empty().then_some(Missing {
        name: "missing-purchases",
        effect: 1.0,
    });
    Why {
        rule: "S22/WALLET",
        inputs,
        missing: Vec::from_iter(missing),
    }
}
