//! HHI when some clients' amounts are only known to lie between two ends (`DOMAIN.md` 3).

use super::UNKNOWN_NO_SALES;
use crate::amount::Amount;
use crate::estimate::Estimate;

/// Up to so many unknown clients every combination of ends is tried (4,096 of them).
const CORNERS_CLIENTS_MAX: usize = 12;
/// Halvings of the search for the minimum: enough to use up a float's 53 bits from any start.
const BISECTION_STEPS: usize = 200;

/// An amount known to lie between two ends, both included and neither below zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AmountInterval {
    low: Amount,
    high: Amount,
}

impl AmountInterval {
    /// The interval between two amounts, in either order; what lies below zero is cut off.
    #[must_use]
    pub fn between(one: Amount, other: Amount) -> Self {
        Self {
            low: one.min(other).max(Amount::ZERO),
            high: one.max(other).max(Amount::ZERO),
        }
    }

    /// Its lower end.
    #[must_use]
    pub fn low(self) -> Amount {
        self.low
    }

    /// Its upper end.
    #[must_use]
    pub fn high(self) -> Amount {
        self.high
    }
}

/// Sum and sum of squares, all that HHI needs.
#[derive(Clone, Copy)]
struct Moments {
    sum: f64,
    squares: f64,
}

impl Moments {
    fn with(self, amount: f64) -> Self {
        Self {
            sum: self.sum + amount,
            squares: self.squares + amount * amount,
        }
    }

    fn hhi(self) -> Option<f64> {
        (self.sum > 0.0).then(|| self.squares / (self.sum * self.sum))
    }
}

/// The interval in which HHI lies, whatever the uncertain amounts turn out to be.
///
/// Both ends are reached for up to twelve uncertain clients; beyond, the upper end is a bound that
/// no outcome exceeds. Known amounts at or below zero do not count.
#[must_use]
pub fn hhi_interval(known: &[Amount], uncertain: &[AmountInterval]) -> Estimate {
    let start = Moments {
        sum: 0.0,
        squares: 0.0,
    };
    let certain = known
        .iter()
        .filter(|amount| amount.is_positive())
        .fold(start, |moments, amount| moments.with(amount.as_f64()));
    let ends: Vec<(f64, f64)> = uncertain
        .iter()
        .map(|interval| (interval.low.as_f64(), interval.high.as_f64()))
        .collect();
    let highest = if ends.len() <= CORNERS_CLIENTS_MAX {
        highest_of_corners(certain, &ends)
    } else {
        bound_of_chords(certain, ends.clone())
    };
    match (lowest(certain, &ends), highest) {
        (Some(low), Some(high)) => Estimate::between(low.min(high), high.min(1.0)),
        _ => Estimate::Unknown(UNKNOWN_NO_SALES),
    }
}

/// HHI falls and then rises in each single amount, so its maximum has every amount at an end.
fn highest_of_corners(certain: Moments, ends: &[(f64, f64)]) -> Option<f64> {
    let corner = |mask: usize| {
        let chosen = ends
            .iter()
            .enumerate()
            .map(|(bit, (low, high))| if mask >> bit & 1 == 1 { *high } else { *low });
        chosen.fold(certain, Moments::with).hhi()
    };
    (0..1_usize << ends.len())
        .filter_map(corner)
        .reduce(f64::max)
}

/// The minimum has every amount at `clamp(Q/S, low, high)` with Q and S taken over all clients:
/// the fixed point of the coordinate descent of `DOMAIN.md` 3, one for all coordinates because HHI
/// is pseudo-convex. `Q(c) − c·S(c)` never grows with c, so halving finds where it crosses zero.
fn lowest(certain: Moments, ends: &[(f64, f64)]) -> Option<f64> {
    let at = |centre: f64| {
        ends.iter().fold(certain, |moments, (low, high)| {
            moments.with(centre.clamp(*low, *high))
        })
    };
    let largest_end = ends.iter().map(|(_, high)| *high).fold(0.0, f64::max);
    let (mut left, mut right) = (0.0, largest_end);
    for _ in 0..BISECTION_STEPS {
        let middle = 0.5 * (left + right);
        let moments = at(middle);
        if moments.squares > middle * moments.sum {
            left = middle
        } else {
            right = middle
        }
    }
    at(right).hhi()
}

/// An upper bound for many uncertain clients. On each interval the square lies below its chord
/// `low² + (low + high)(x − low)`; for a given sum the chords are largest when clients with the
/// largest `low + high` stand at their upper end (a fractional knapsack). Raising them one after
/// the other therefore walks along the bound, and on each step its largest value is at an end or
/// where the derivative of `(a + b·t)/(s + t)²` vanishes.
fn bound_of_chords(certain: Moments, mut ends: Vec<(f64, f64)>) -> Option<f64> {
    ends.sort_unstable_by(|one, other| (other.0 + other.1).total_cmp(&(one.0 + one.1)));
    let mut moments = ends
        .iter()
        .fold(certain, |moments, (low, _)| moments.with(*low));
    let mut bound = moments.hhi();
    for (low, high) in ends {
        let (slope, width) = (low + high, high - low);
        let at = |raised: f64| Moments {
            sum: moments.sum + raised,
            squares: moments.squares + slope * raised,
        };
        let peak = if slope > 0.0 {
            moments.sum - 2.0 * moments.squares / slope
        } else {
            0.0
        };
        for raised in [peak.clamp(0.0, width), width] {
            bound = [bound, at(raised).hhi()]
                .into_iter()
                .flatten()
                .reduce(f64::max);
        }
        moments = at(width);
    }
    bound
}

/// Both ways to the upper end, for the test that holds them against each other.
#[cfg(test)]
pub(super) mod tests_only {
    use super::{Moments, bound_of_chords, highest_of_corners};

    pub(in crate::concentration) fn moments(amount: f64) -> (f64, f64) {
        (amount, amount * amount)
    }

    pub(in crate::concentration) fn highest_and_bound(
        (sum, squares): (f64, f64),
        ends: Vec<(f64, f64)>,
    ) -> (f64, f64) {
        let certain = Moments { sum, squares };
        let exact = highest_of_corners(certain, &ends).unwrap_or(0.0);
        (exact, bound_of_chords(certain, ends).unwrap_or(0.0))
    }
}
