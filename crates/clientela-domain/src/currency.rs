//! Currencies, and the one conversion the law fixes: the old Bulgarian lev to the euro.

use std::fmt;

use crate::amount::Amount;

/// An ISO 4217 code of three capital letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");
    /// The Bulgarian lev, replaced by the euro on 1 January 2026.
    pub const BGN: Self = Self(*b"BGN");

    /// The sestertius of the Romans: a code of those ISO 4217 keeps for what is no state's money, shown as
    /// `HS`, and never turned into money of today.
    pub const SESTERTIUS: Self = Self(*b"XHS");

    /// Reads a code of three Latin letters, in any case; `None` for anything else.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        let bytes: [u8; 3] = code.as_bytes().try_into().ok()?;
        bytes
            .iter()
            .all(u8::is_ascii_alphabetic)
            .then(|| Self(bytes.map(|byte| byte.to_ascii_uppercase())))
    }

    /// The code, for example `EUR`.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }

    /// The currency a book reports in when its first sales are in this one: the lev becomes the
    /// euro, every other currency stays.
    #[must_use]
    pub fn reporting(self) -> Self {
        if self == Self::BGN { Self::EUR } else { self }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// Lev amount to euro, rounded half away from zero at the cent, at the fixed rate
/// 1 EUR = 1.95583 BGN (Council Regulation (EU) 2025/1409; `DOMAIN.md` 0.5).
#[must_use]
pub fn euro_from_lev(lev: Amount) -> Amount {
    // cents = lev_units / 10^4 / 1.95583 * 100 = lev_units * 1000 / 195583
    let numerator = lev.units().unsigned_abs() * 1_000;
    let cents = (2 * numerator + 195_583) / (2 * 195_583);
    let units = i128::try_from(cents).unwrap_or(i128::MAX / 100) * 100;
    Amount::from_units(if lev.is_negative() { -units } else { units })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s0_5_lev_to_euro_cents() {
        let stotinki = [170, 10_000, 200_000, 1, 99, 195_583];
        let cents = [87, 5_113, 102_258, 1, 51, 100_000];
        for (lev, euro) in stotinki.into_iter().zip(cents) {
            assert_eq!(
                euro_from_lev(Amount::from_cents(lev)),
                Amount::from_cents(euro)
            );
            assert_eq!(
                euro_from_lev(Amount::from_cents(-lev)),
                Amount::from_cents(-euro)
            );
        }
    }
}
