//! What a further euro and a further hour bring, by way: what was won for what was spent, with the interval that few
//! outcomes leave.

use std::cmp::Ordering;

use crate::estimate::Estimate;
use crate::statistics::gamma;
use crate::why::{Input, InputValue, Missing, Source, Why};

/// What each end of a 95 % interval leaves out.
const TAIL_95: f64 = 0.025;

/// Successes for an effort.
#[derive(Clone, Debug, PartialEq)]
pub struct Gain {
    /// The likeliest; absent where the effort is unknown or only bounded.
    pub likely: Option<f64>,
    /// Lower end of the 95 % interval; absent where the effort is unknown.
    pub low: Option<f64>,
    /// Upper end; absent where the effort is unknown or may have been nothing. Without any success the one-sided bound.
    pub high: Option<f64>,
    /// How it came about.
    pub why: Why,
}

/// Successes for `per` units of an effort, by Gamma bounds of their count (Garwood 1936), as the cost of one success is
/// told. An unknown effort, and one of nothing, leaves the gain unknown.
#[must_use]
pub fn gain(effort: &Estimate, successes: u64, per: f64) -> Gain {
    let count = successes as f64;
    let ends = effort.bounds().filter(|(_, high)| *high > 0.0);
    let fewest = match successes {
        0 => 0.0,
        _ => gamma::quantile(count, TAIL_95),
    };
    let most = match successes {
        0 => -(2.0 * TAIL_95).ln(),
        _ => gamma::quantile(count + 1.0, 1.0 - TAIL_95),
    };
    let spent = ends.map(|(low, high)| Input {
        name: "input-effort-of-source",
        value: if low < high {
            InputValue::Interval(low, high)
        } else {
            InputValue::Number(low)
        },
        day: None,
        source: Source::Book,
    });
    let missing = ends.is_none().then_some(Missing {
        name: "missing-effort-of-source",
        effect: 1.0,
    });
    let mut inputs = Vec::from_iter(spent);
    inputs.push(Input {
        name: "input-successes",
        value: InputValue::Count(successes),
        day: None,
        source: Source::Book,
    });
    Gain {
        likely: ends
            .filter(|(low, high)| low >= high)
            .map(|(low, _)| per * count / low),
        low: ends.map(|(_, high)| per * fewest / high),
        high: ends
            .filter(|(low, _)| *low > 0.0)
            .map(|(low, _)| per * most / low),
        why: Why {
            rule: "S14/NEXT-EFFORT",
            inputs,
            missing: Vec::from_iter(missing),
        },
    }
}

/// Where a further effort goes first: the larger gain, by its likeliest or else its least; what is unknown comes last.
#[must_use]
pub fn larger_first(one: &Gain, other: &Gain) -> Ordering {
    let value = |of: &Gain| of.likely.or(of.low).unwrap_or(-1.0);
    let high = |of: &Gain| of.high.unwrap_or(f64::INFINITY);
    value(other)
        .total_cmp(&value(one))
        .then(high(other).total_cmp(&high(one)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prospects::unit_cost;

    #[test]
    fn a_gain_is_the_cost_of_a_success_turned_round() {
        let paid = Estimate::Known(9_000.0);
        let (gain, cost) = (gain(&paid, 6, 1_000.0), unit_cost(&paid, 6));
        let near = |one: f64, other: f64| assert!((one - other).abs() < 1e-9, "{one} {other}");
        near(gain.likely.expect("known"), 1_000.0 / 1_500.0);
        near(
            gain.low.expect("a bound"),
            1_000.0 / cost.high.expect("a bound"),
        );
        near(
            gain.high.expect("a bound"),
            1_000.0 / cost.low.expect("a bound"),
        );
    }

    #[test]
    fn what_is_unknown_stays_unknown_and_comes_last() {
        let unknown = gain(&Estimate::Unknown("unknown-cost-of-source"), 6, 1.0);
        assert_eq!(
            (unknown.likely, unknown.low, unknown.high),
            (None, None, None)
        );
        assert_eq!(
            gain(&Estimate::Known(0.0), 6, 1.0).likely,
            None,
            "nothing was spent"
        );
        let none = gain(&Estimate::Known(450.0), 0, 450.0);
        assert_eq!((none.likely, none.low), (Some(0.0), Some(0.0)));
        assert!((none.high.expect("one-sided") - 20.0_f64.ln()).abs() < 1e-9);
        let bounded = gain(&Estimate::Range(0.0, 10.0), 5, 10.0);
        assert_eq!((bounded.likely, bounded.high), (None, None));
        assert!(bounded.low.is_some_and(|low| low > 0.0));
        let mut gains = [unknown.clone(), none.clone(), bounded.clone()];
        gains.sort_by(larger_first);
        assert_eq!(gains, [bounded, none, unknown]);
    }
}
