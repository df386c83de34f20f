//! Exact decimal amounts at scale 4, the scale of the sales ledger.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub};

/// Ten-thousandths in one unit.
pub const UNITS_PER_ONE: i64 = 10_000;

/// Largest magnitude of one ledger value, in ten-thousandths: `Decimal128(18, 4)` holds 18 digits.
pub const LINE_UNITS_MAX: i64 = 999_999_999_999_999_999;

/// An exact amount in ten-thousandths of a unit, without its currency.
///
/// Sums of any number of ledger lines fit: a line has at most 18 digits, an amount 38.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i128);

impl Amount {
    /// Nothing; a measured zero, not an unknown.
    pub const ZERO: Self = Self(0);

    /// An amount from ten-thousandths.
    #[must_use]
    pub const fn from_units(units: i128) -> Self {
        Self(units)
    }

    /// An amount from whole hundredths (cents).
    #[must_use]
    pub const fn from_cents(cents: i64) -> Self {
        Self(cents as i128 * 100)
    }

    /// The amount in ten-thousandths.
    #[must_use]
    pub const fn units(self) -> i128 {
        self.0
    }

    /// The amount in hundredths, rounded half to even: the one rounding for showing money.
    #[must_use]
    pub const fn cents_half_even(self) -> i128 {
        let floor = self.0.div_euclid(100);
        match self.0.rem_euclid(100) {
            0..=49 => floor,
            50 => floor + (floor & 1),
            _ => floor + 1,
        }
    }

    /// True above zero.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// True below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// The amount as a binary float, for shares, indices and charts only; never for sums of money.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        self.0 as f64 / UNITS_PER_ONE as f64
    }

    /// Reads `-1234.5678`: an optional minus, digits, a dot and at most four decimals.
    /// Returns `None` for anything else; files go through [`crate::sales::values`] instead.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || fraction.len() > 4 || !all_digits(whole) || !all_digits(fraction) {
            return None;
        }
        let mut units: i128 = whole
            .parse::<i128>()
            .ok()?
            .checked_mul(UNITS_PER_ONE.into())?;
        let scale = 10_i128.pow(4 - u32::try_from(fraction.len()).ok()?);
        if !fraction.is_empty() {
            units = units.checked_add(fraction.parse::<i128>().ok()? * scale)?;
        }
        Some(Self(if negative { -units } else { units }))
    }
}

/// A decimal string with a dot, at least two and at most four decimals: the form of JSON and CSV.
impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let units = self.0.unsigned_abs();
        let whole = units / 10_000;
        let fraction = units % 10_000;
        let text = if fraction.is_multiple_of(100) {
            format!("{sign}{whole}.{:02}", fraction / 100)
        } else if fraction.is_multiple_of(10) {
            format!("{sign}{whole}.{:03}", fraction / 10)
        } else {
            format!("{sign}{whole}.{fraction:04}")
        };
        formatter.pad(&text)
    }
}

impl Add for Amount {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Amount {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Amount {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Amount {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_written_with_two_to_four_decimals_and_read_back() {
        for (units, text) in [
            (12_345_000, "1234.50"),
            (-1, "-0.0001"),
            (0, "0.00"),
            (12_340, "1.234"),
            (-505_000_000, "-50500.00"),
        ] {
            let amount = Amount::from_units(units);
            assert_eq!(amount.to_string(), text);
            assert_eq!(Amount::parse(text), Some(amount));
        }
        for wrong in ["", ".", "1,5", "1.23456", "+1", "--1", "1e3", ".5"] {
            assert_eq!(Amount::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn cents_are_rounded_half_to_even() {
        for (units, cents) in [
            (50, 0),
            (150, 2),
            (250, 2),
            (-50, 0),
            (-150, -2),
            (151, 2),
            (149, 1),
        ] {
            assert_eq!(
                Amount::from_units(units).cents_half_even(),
                cents,
                "{units}"
            );
        }
    }
}
