//! Given against received: two sides beside each other, what has no value counted apart.

use super::words::GiftDirection;
use crate::amount::Amount;
use crate::estimate::Estimate;

/// The larger side may be so many times the smaller one before it is told.
pub const RATIO_MOST: u8 = 3;

/// What went one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GiftSide {
    /// How many gifts.
    pub count: u64,
    /// Sum of what has a value: at least so much while one has none.
    pub known: Amount,
    /// How many have no value.
    pub unvalued: u64,
}

/// What was given and what was received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GiftBalance {
    /// From us.
    pub given: GiftSide,
    /// To us.
    pub received: GiftSide,
}

impl GiftBalance {
    /// Of gifts, each with its way and its value.
    pub fn of(gifts: impl IntoIterator<Item = (GiftDirection, Option<Amount>)>) -> Self {
        let mut balance = Self::default();
        for (direction, value) in gifts {
            let side = match direction {
                GiftDirection::Given => &mut balance.given,
                GiftDirection::Received => &mut balance.received,
            };
            side.count += 1;
            match value {
                Some(value) => side.known += value,
                None => side.unvalued += 1,
            }
        }
        balance
    }

    /// Given less received, at least and at most; an end is open while a gift has no value. A figure
    /// of the register, owed by nobody.
    #[must_use]
    pub fn difference(&self) -> Estimate {
        let known = (self.given.known - self.received.known).as_f64();
        let low = if self.received.unvalued > 0 {
            f64::NEG_INFINITY
        } else {
            known
        };
        let high = if self.given.unvalued > 0 {
            f64::INFINITY
        } else {
            known
        };
        Estimate::between(low, high)
    }

    /// The side that outweighs the other more than [`RATIO_MOST`] to one. Nothing can be said while a
    /// gift has no value, or when one side is empty.
    #[must_use]
    pub fn lopsided(&self) -> Option<GiftDirection> {
        let (given, received) = (self.given.known, self.received.known);
        let unknown = self.given.unvalued + self.received.unvalued > 0;
        if unknown || !given.is_positive() || !received.is_positive() {
            return None;
        }
        let most = i128::from(RATIO_MOST);
        if given.units() > received.units() * most {
            Some(GiftDirection::Given)
        } else if received.units() > given.units() * most {
            Some(GiftDirection::Received)
        } else {
            None
        }
    }
}
