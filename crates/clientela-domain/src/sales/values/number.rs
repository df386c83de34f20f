//! Numbers as people and programs write them, read exactly.

mod shape;

pub use self::shape::{MarkProof, mark_proof};
use self::shape::{NUMBER_BYTES_MAX, Shape, undress};
use crate::amount::LINE_UNITS_MAX;
use crate::currency::Currency;

/// The sign between whole and fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecimalMark {
    /// `1,234.56`.
    Dot,
    /// `1.234,56`.
    Comma,
}

impl DecimalMark {
    /// Stable code, as on the command line and in map files.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::Comma => "comma",
        }
    }

    /// The mark of a stable code or of the sign itself.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "dot" | "." => Some(Self::Dot),
            "comma" | "," => Some(Self::Comma),
            _ => None,
        }
    }
}

/// Why a cell is no usable number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// Not a number.
    Invalid,
    /// `1,234`, and nothing says what the comma means.
    Ambiguous,
    /// More digits than the ledger holds.
    TooLarge,
}

/// Digits kept of one number: eighteen decimals of a whole below ten fit an `i64`, and the product
/// of two numbers an `i128`.
const DIGITS_MAX: u32 = 18;

/// An exact decimal number: `mantissa / 10^scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    /// All digits, with the sign.
    pub mantissa: i64,
    /// How many of the digits are decimals, at most 18.
    pub scale: u8,
    /// A percent sign followed.
    pub percent: bool,
    /// The currency written beside the digits, if one was.
    pub currency: Option<Currency>,
}

impl Decimal {
    /// The number in ten-thousandths, finer decimals rounded half to even.
    ///
    /// # Errors
    /// [`NumberFault::TooLarge`] beyond 18 digits.
    pub fn units(self) -> Result<i64, NumberFault> {
        units_at_scale(i128::from(self.mantissa), u32::from(self.scale))
    }

    /// The same number without its sign.
    #[must_use]
    pub fn absolute(self) -> Self {
        Self {
            mantissa: self.mantissa.abs(),
            ..self
        }
    }

    /// `self * other` in ten-thousandths, computed exactly and rounded half to even once.
    ///
    /// # Errors
    /// [`NumberFault::TooLarge`] beyond 18 digits.
    pub fn times(self, other: Self) -> Result<i64, NumberFault> {
        let product = i128::from(self.mantissa) * i128::from(other.mantissa);
        units_at_scale(product, u32::from(self.scale) + u32::from(other.scale))
    }

    /// `self * other * third` in ten-thousandths, computed exactly and rounded half to even once.
    ///
    /// # Errors
    /// [`NumberFault::TooLarge`] beyond what an `i128` holds on the way, or 18 digits at the end.
    pub fn times_two(self, other: Self, third: Self) -> Result<i64, NumberFault> {
        let product = i128::from(self.mantissa) * i128::from(other.mantissa);
        let product = product
            .checked_mul(i128::from(third.mantissa))
            .ok_or(NumberFault::TooLarge)?;
        units_at_scale(
            product,
            u32::from(self.scale) + u32::from(other.scale) + u32::from(third.scale),
        )
    }

    /// `1 - self`, for a discount given as a fraction; `None` outside what 18 digits hold.
    #[must_use]
    pub fn one_minus(self) -> Option<Self> {
        let one = 10_i64.checked_pow(u32::from(self.scale))?;
        Some(Self {
            mantissa: one.checked_sub(self.mantissa)?,
            percent: false,
            ..self
        })
    }

    /// A hundredth of the number, for a percentage; `None` when the decimals do not fit.
    #[must_use]
    pub fn hundredth(self) -> Option<Self> {
        if self.mantissa % 100 == 0 {
            return Some(Self {
                mantissa: self.mantissa / 100,
                percent: false,
                ..self
            });
        }
        (u32::from(self.scale) + 2 <= DIGITS_MAX).then_some(Self {
            scale: self.scale + 2,
            percent: false,
            ..self
        })
    }
}

/// Ten-thousandths of `value / 10^scale`, rounded half to even.
fn units_at_scale(value: i128, scale: u32) -> Result<i64, NumberFault> {
    // Nearly every number: 64 bits are many times faster than 128.
    if let Ok(small) = i64::try_from(value) {
        let units = match scale {
            0..=4 => small.checked_mul(POWERS_OF_TEN[4 - scale as usize]),
            5..=22 => Some(divide_small_half_even(
                small,
                POWERS_OF_TEN[scale as usize - 4],
            )),
            _ => None,
        };
        if let Some(units) =
            units.filter(|units| units.unsigned_abs() <= LINE_UNITS_MAX.unsigned_abs())
        {
            return Ok(units);
        }
    }
    let units = if scale <= 4 {
        value
            .checked_mul(10_i128.pow(4 - scale))
            .ok_or(NumberFault::TooLarge)?
    } else {
        // 10^38 is the largest power an i128 holds; anything that small is zero.
        match 10_i128.checked_pow(scale - 4) {
            Some(divisor) => divide_half_even(value, divisor),
            None => 0,
        }
    };
    let units = i64::try_from(units).map_err(|_| NumberFault::TooLarge)?;
    if units.unsigned_abs() > LINE_UNITS_MAX.unsigned_abs() {
        Err(NumberFault::TooLarge)
    } else {
        Ok(units)
    }
}

/// Powers of ten that an `i64` holds.
const POWERS_OF_TEN: [i64; 19] = {
    let mut powers = [1; 19];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

/// [`divide_half_even`] in 64 bits.
const fn divide_small_half_even(value: i64, divisor: i64) -> i64 {
    let (quotient, remainder) = (value.div_euclid(divisor), value.rem_euclid(divisor));
    let other = divisor - remainder;
    if remainder > other || (remainder == other && quotient & 1 == 1) {
        quotient + 1
    } else {
        quotient
    }
}

/// `value / divisor` rounded half to even. The divisor must be above zero.
#[must_use]
pub fn divide_half_even(value: i128, divisor: i128) -> i128 {
    let quotient = value.div_euclid(divisor);
    let remainder = value.rem_euclid(divisor);
    let up = match remainder.cmp(&(divisor - remainder)) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient & 1 == 1,
        std::cmp::Ordering::Greater => true,
    };
    quotient + i128::from(up)
}

/// Reads a number. Grouping (spaces, apostrophes, the other mark), a sign before or after,
/// brackets for negative, a currency or a percent sign beside it are understood. Without a mark,
/// the number's own shape must tell.
///
/// # Errors
/// When it is no number, could be two, or has more digits than the ledger holds. Scientific
/// notation is refused: it stands for digits a spreadsheet has dropped.
pub fn parse_number(text: &str, mark: Option<DecimalMark>) -> Result<Decimal, NumberFault> {
    if let Some(plain) = parse_plain(text, mark) {
        return Ok(plain);
    }
    if text.len() > NUMBER_BYTES_MAX {
        let numeric = text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b".,-+ ".contains(&byte));
        return Err(if numeric {
            NumberFault::TooLarge
        } else {
            NumberFault::Invalid
        });
    }
    let dressed = undress(text)?;
    let shape = Shape::of(dressed.digits)?;
    let decimal_at = shape.decimal_at(mark)?;
    shape.check_groups(decimal_at)?;
    let mut decimal = assemble(dressed.digits, decimal_at)?;
    if dressed.negative {
        decimal.mantissa = -decimal.mantissa;
    }
    Ok(Decimal {
        percent: dressed.percent,
        currency: dressed.currency,
        ..decimal
    })
}

/// The fast path: digits, at most one decimal mark, a minus in front; at most 18 digits.
fn parse_plain(text: &str, mark: Option<DecimalMark>) -> Option<Decimal> {
    let bytes = text.as_bytes();
    let (negative, digits) = match bytes.first()? {
        b'-' => (true, &bytes[1..]),
        _ => (false, bytes),
    };
    if digits.is_empty() || digits.len() > DIGITS_MAX as usize {
        return None;
    }
    let decimal_byte = match mark {
        Some(DecimalMark::Dot) => b'.',
        Some(DecimalMark::Comma) => b',',
        None => 0,
    };
    let mut mantissa = 0_i64;
    let mut decimal_at = None;
    for (at, &byte) in digits.iter().enumerate() {
        if byte.is_ascii_digit() {
            mantissa = mantissa * 10 + i64::from(byte - b'0');
        } else if byte == decimal_byte && decimal_at.is_none() && at > 0 {
            decimal_at = Some(at);
        } else {
            return None;
        }
    }
    let scale = match decimal_at {
        Some(at) if at + 1 == digits.len() => return None,
        Some(at) => digits.len() - at - 1,
        None => 0,
    };
    let mantissa = if negative { -mantissa } else { mantissa };
    Some(Decimal {
        mantissa,
        scale: u8::try_from(scale).ok()?,
        percent: false,
        currency: None,
    })
}

fn assemble(digits: &str, decimal_at: Option<usize>) -> Result<Decimal, NumberFault> {
    let whole_end = decimal_at.unwrap_or(digits.len());
    let mut mantissa = 0_i64;
    let mut used = 0_u32;
    let mut scale = 0_u8;
    for (at, byte) in digits
        .bytes()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_digit())
    {
        let in_fraction = at > whole_end;
        if used >= DIGITS_MAX {
            if in_fraction {
                // Beyond eighteen digits a fraction is the noise of binary floats.
                break;
            }
            return Err(NumberFault::TooLarge);
        }
        mantissa = mantissa * 10 + i64::from(byte - b'0');
        used += u32::from(mantissa != 0);
        if in_fraction {
            if u32::from(scale) == DIGITS_MAX {
                break;
            }
            scale += 1;
        }
    }
    Ok(Decimal {
        mantissa,
        scale,
        percent: false,
        currency: None,
    })
}

#[cfg(test)]
mod tests;
