//! Where our price of a group of products stands among those competitors ask, by what was seen of them.

use super::price::{PricePosition, price_position};
use crate::day::{Date, Month};
use crate::why::{Input, InputValue, Missing, Source, Why};

/// Our own price, by which those of others are told.
const OURS: f64 = 100.0;

/// What somebody saw of a competitor's price.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeenPrice {
    /// Theirs where ours is 100.
    pub index: f64,
    /// When it was seen.
    pub day: Date,
    /// It still holds: what was only heard does for a while.
    pub holds: bool,
}

/// Where our price stands among those seen in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct PriceStanding {
    /// The latest month in which a price was seen that still holds.
    pub month: Month,
    /// Ours among them.
    pub position: PricePosition,
    /// What was seen in an earlier month or holds no more.
    pub left_out: u64,
    /// How it came about.
    pub why: Why,
}

impl PriceStanding {
    /// The price seen on a day is one of those compared.
    #[must_use]
    pub fn counts(&self, seen: &SeenPrice) -> bool {
        seen.holds && Month::of(seen.day) == self.month
    }
}

/// Where our price stands: prices of different months are not comparable, so those of the latest month count.
/// `None` when nothing that was seen still holds.
#[must_use]
pub fn price_standing(seen: &[SeenPrice]) -> Option<PriceStanding> {
    let holding = seen.iter().filter(|one| one.holds);
    let month = holding.clone().map(|one| Month::of(one.day)).max()?;
    let compared: Vec<&SeenPrice> = holding.filter(|one| Month::of(one.day) == month).collect();
    let others: Vec<f64> = compared.iter().map(|one| one.index).collect();
    let position = price_position(OURS, &others)?;
    let left_out = seen.len() - compared.len();
    let input = |one: &&SeenPrice| Input {
        name: "input-their-price",
        value: InputValue::Number(one.index),
        day: Some(one.day),
        source: Source::Book,
    };
    let width = position.high - position.low;
    let missing = (position.index.is_none()).then_some(Missing {
        name: "missing-prices",
        effect: width,
    });
    Some(PriceStanding {
        month,
        position,
        left_out: u64::try_from(left_out).unwrap_or(u64::MAX),
        why: Why {
            rule: "S22/PRICE",
            inputs: compared.iter().map(input).collect(),
            missing: Vec::from_iter(missing),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(index: f64, (year, month, day): (i16, i8, i8), holds: bool) -> SeenPrice {
        SeenPrice {
            index,
            day: Date::constant(year, month, day),
            holds,
        }
    }

    #[test]
    fn only_prices_of_one_month_that_hold_are_compared() {
        let october = (2026, 10, 3);
        let all = [
            seen(80.0, (2026, 9, 30), true),
            seen(125.0, october, true),
            seen(98.0, (2026, 10, 31), true),
            seen(50.0, (2026, 11, 1), false),
        ];
        let found = price_standing(&all).expect("a standing");
        assert_eq!(found.month, Month::of(Date::constant(2026, 10, 1)));
        assert_eq!((found.position.rank, found.position.of), (2, 3));
        assert!((found.position.low - 0.8).abs() < 1e-12);
        assert!((found.position.high - 100.0 / 98.0).abs() < 1e-12);
        assert_eq!(found.position.index, None, "two prices make no middle");
        assert_eq!((found.left_out, found.why.inputs.len()), (2, 2));
        assert_eq!(found.why.missing.len(), 1);
        let counted: Vec<bool> = all.iter().map(|one| found.counts(one)).collect();
        assert_eq!(counted, [false, true, true, false]);
    }

    #[test]
    fn s22_4_told_by_indices_is_the_same_as_by_prices() {
        let prices = [9.8, 10.4, 10.9, 11.5].map(|price| {
            let index = 100.0 * price / 10.6;
            seen(index, (2026, 10, 3), true)
        });
        let found = price_standing(&prices).expect("a standing").position;
        assert!((found.index.expect("a middle") - 0.995_305_164_319).abs() < 1e-9);
        assert!((found.low - 0.921_739_130_435).abs() < 1e-9);
        assert!((found.high - 1.081_632_653_06).abs() < 1e-9);
        assert_eq!((found.rank, found.of), (3, 5));
    }

    #[test]
    fn nothing_that_holds_says_nothing() {
        assert_eq!(price_standing(&[]), None);
        assert_eq!(price_standing(&[seen(90.0, (2026, 1, 1), false)]), None);
    }
}
