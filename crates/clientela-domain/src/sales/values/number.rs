//! Numbers as people and programs write them, read exactly.

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

/// Longest cell read as a number. Binary floats written in full have up to 17 digits and a few
/// hundred zeros only when they are no amounts.
const NUMBER_BYTES_MAX: usize = 64;

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
        Self { mantissa: self.mantissa.abs(), ..self }
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
        let product = product.checked_mul(i128::from(third.mantissa)).ok_or(NumberFault::TooLarge)?;
        units_at_scale(product, u32::from(self.scale) + u32::from(other.scale) + u32::from(third.scale))
    }

    /// `1 - self`, for a discount given as a fraction; `None` outside what 18 digits hold.
    #[must_use]
    pub fn one_minus(self) -> Option<Self> {
        let one = 10_i64.checked_pow(u32::from(self.scale))?;
        Some(Self { mantissa: one.checked_sub(self.mantissa)?, percent: false, ..self })
    }

    /// A hundredth of the number, for a percentage; `None` when the decimals do not fit.
    #[must_use]
    pub fn hundredth(self) -> Option<Self> {
        if self.mantissa % 100 == 0 {
            return Some(Self { mantissa: self.mantissa / 100, percent: false, ..self });
        }
        (u32::from(self.scale) + 2 <= DIGITS_MAX).then_some(Self { scale: self.scale + 2, percent: false, ..self })
    }
}

/// Ten-thousandths of `value / 10^scale`, rounded half to even.
fn units_at_scale(value: i128, scale: u32) -> Result<i64, NumberFault> {
    let units = if scale <= 4 {
        value.checked_mul(10_i128.pow(4 - scale)).ok_or(NumberFault::TooLarge)?
    } else {
        // 10^38 is the largest power an i128 holds; anything that small is zero.
        match 10_i128.checked_pow(scale - 4) {
            Some(divisor) => divide_half_even(value, divisor),
            None => 0,
        }
    };
    let units = i64::try_from(units).map_err(|_| NumberFault::TooLarge)?;
    if units.unsigned_abs() > LINE_UNITS_MAX.unsigned_abs() { Err(NumberFault::TooLarge) } else { Ok(units) }
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
        let numeric = text.bytes().all(|byte| byte.is_ascii_digit() || b".,-+ ".contains(&byte));
        return Err(if numeric { NumberFault::TooLarge } else { NumberFault::Invalid });
    }
    let dressed = undress(text)?;
    let shape = Shape::of(dressed.digits)?;
    let decimal_at = shape.decimal_at(mark)?;
    shape.check_groups(decimal_at)?;
    let mut decimal = assemble(dressed.digits, decimal_at)?;
    if dressed.negative {
        decimal.mantissa = -decimal.mantissa;
    }
    Ok(Decimal { percent: dressed.percent, currency: dressed.currency, ..decimal })
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
    Some(Decimal { mantissa, scale: u8::try_from(scale).ok()?, percent: false, currency: None })
}

/// A number without its sign, brackets, currency and percent sign.
struct Dressed<'a> {
    digits: &'a str,
    negative: bool,
    percent: bool,
    currency: Option<Currency>,
}

/// Characters that separate groups of three and mean nothing else.
fn is_group_space(character: char) -> bool {
    matches!(character, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}' | '\'' | '’')
}

fn is_minus(character: char) -> bool {
    matches!(character, '-' | '−' | '\u{2010}' | '\u{2011}')
}

fn undress(text: &str) -> Result<Dressed<'_>, NumberFault> {
    let mut rest = text.trim_matches(is_group_space).trim();
    let mut signs = 0;
    let mut negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        negative = true;
        signs += 1;
        rest = inner.trim();
    }
    let (before, digits_on) = rest.split_at(rest.find(|character: char| character.is_ascii_digit() || character == '.' || character == ',').ok_or(NumberFault::Invalid)?);
    let end = digits_on.rfind(|character: char| character.is_ascii_digit()).map_or(0, |at| at + 1);
    let (digits, after) = digits_on.split_at(end);
    let mut percent = false;
    let mut currency = None;
    for part in [before, after] {
        // A sign may stand outside or inside the currency: `-€5`, `€-5`, `5- лв.`.
        let mut word = part.trim();
        for side in [Side::Start, Side::End] {
            let stripped = match side {
                Side::Start => word.strip_prefix(|character| is_minus(character) || character == '+'),
                Side::End => word.strip_suffix(|character| is_minus(character) || character == '+'),
            };
            if let Some(remaining) = stripped {
                let plus = match side {
                    Side::Start => word.starts_with('+'),
                    Side::End => word.ends_with('+'),
                };
                negative |= !plus;
                signs += 1;
                word = remaining.trim();
            }
        }
        match word {
            "" => {}
            "%" if !percent && currency.is_none() => percent = true,
            _ if currency.is_none() && !percent => {
                currency = Some(super::parse_currency(word).ok_or(NumberFault::Invalid)?);
            }
            _ => return Err(NumberFault::Invalid),
        }
    }
    if signs > 1 || digits.is_empty() {
        return Err(NumberFault::Invalid);
    }
    Ok(Dressed { digits, negative, percent, currency })
}

#[derive(Clone, Copy)]
enum Side {
    Start,
    End,
}

/// Where the separators of a run of digits stand.
#[derive(Clone, Copy, Default)]
struct Shape<'a> {
    digits: &'a str,
    dots: usize,
    commas: usize,
    spaces: usize,
    last_dot: Option<usize>,
    last_comma: Option<usize>,
}

impl<'a> Shape<'a> {
    fn of(digits: &'a str) -> Result<Self, NumberFault> {
        let mut shape = Self { digits, ..Self::default() };
        for (at, character) in digits.char_indices() {
            match character {
                '0'..='9' => {}
                '.' => {
                    shape.dots += 1;
                    shape.last_dot = Some(at);
                }
                ',' => {
                    shape.commas += 1;
                    shape.last_comma = Some(at);
                }
                _ if is_group_space(character) => shape.spaces += 1,
                _ => return Err(NumberFault::Invalid),
            }
        }
        Ok(shape)
    }

    /// Byte position of the decimal mark, `None` for a whole number.
    fn decimal_at(&self, mark: Option<DecimalMark>) -> Result<Option<usize>, NumberFault> {
        let (mine, position, mark) = match (self.own_proof(), mark) {
            (_, Some(DecimalMark::Dot)) => (self.dots, self.last_dot, DecimalMark::Dot),
            (_, Some(DecimalMark::Comma)) => (self.commas, self.last_comma, DecimalMark::Comma),
            (MarkProof::Dot, None) => (self.dots, self.last_dot, DecimalMark::Dot),
            (MarkProof::Comma, None) => (self.commas, self.last_comma, DecimalMark::Comma),
            (MarkProof::Nothing, None) => return Ok(None),
            (MarkProof::Ambiguous, None) => return Err(NumberFault::Ambiguous),
        };
        let other_after = match mark {
            DecimalMark::Dot => self.last_comma > position,
            DecimalMark::Comma => self.last_dot > position,
        };
        match mine {
            0 => Ok(None),
            1 if !other_after => Ok(position),
            _ => Err(NumberFault::Invalid),
        }
    }

    /// What the number alone says about the decimal mark.
    fn own_proof(&self) -> MarkProof {
        let proof = |position: Option<usize>, mark: MarkProof, other: MarkProof, count: usize| {
            let at = position.unwrap_or(0);
            let (whole, decimals) = (&self.digits[..at], self.digits.len() - at - 1);
            match count {
                2.. => other,
                _ if decimals == 3 && self.spaces == 0 && (1..=3).contains(&whole.len()) && whole != "0" => {
                    MarkProof::Ambiguous
                }
                _ => mark,
            }
        };
        match (self.dots, self.commas) {
            (0, 0) => MarkProof::Nothing,
            (_, 0) => proof(self.last_dot, MarkProof::Dot, MarkProof::Comma, self.dots),
            (0, _) => proof(self.last_comma, MarkProof::Comma, MarkProof::Dot, self.commas),
            _ if self.last_dot > self.last_comma => MarkProof::Dot,
            _ => MarkProof::Comma,
        }
    }

    /// Groups must be of three digits, all separated by the same sign.
    fn check_groups(&self, decimal_at: Option<usize>) -> Result<(), NumberFault> {
        let whole = &self.digits[..decimal_at.unwrap_or(self.digits.len())];
        if let Some(at) = decimal_at {
            let fraction = &self.digits[at + 1..];
            if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(NumberFault::Invalid);
            }
        }
        let mut group = 0_usize;
        let mut separator = None;
        for character in whole.chars() {
            if character.is_ascii_digit() {
                group += 1;
                continue;
            }
            let first = separator.is_none();
            let fits = if first { (1..=3).contains(&group) } else { group == 3 && separator == Some(character) };
            if !fits {
                return Err(NumberFault::Invalid);
            }
            separator = Some(character);
            group = 0;
        }
        if separator.is_some() && group != 3 { Err(NumberFault::Invalid) } else { Ok(()) }
    }
}

fn assemble(digits: &str, decimal_at: Option<usize>) -> Result<Decimal, NumberFault> {
    let whole_end = decimal_at.unwrap_or(digits.len());
    let mut mantissa = 0_i64;
    let mut used = 0_u32;
    let mut scale = 0_u8;
    for (at, byte) in digits.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_digit()) {
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
    Ok(Decimal { mantissa, scale, percent: false, currency: None })
}

/// What a number says about the decimal mark of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkProof {
    /// Only a dot can be the decimal mark.
    Dot,
    /// Only a comma can be the decimal mark.
    Comma,
    /// `1,234` or `1.234`: could be either.
    Ambiguous,
    /// A whole number without groups, or no number at all.
    Nothing,
}

/// What a cell proves about the decimal mark.
#[must_use]
pub fn mark_proof(text: &str) -> MarkProof {
    if text.len() > NUMBER_BYTES_MAX || !text.bytes().any(|byte| byte == b'.' || byte == b',') {
        return MarkProof::Nothing;
    }
    let Ok(shape) = undress(text).and_then(|dressed| Shape::of(dressed.digits)) else {
        return MarkProof::Nothing;
    };
    let proof = shape.own_proof();
    let sound = match proof {
        MarkProof::Dot => shape.decimal_at(Some(DecimalMark::Dot)).and_then(|at| shape.check_groups(at)),
        MarkProof::Comma => shape.decimal_at(Some(DecimalMark::Comma)).and_then(|at| shape.check_groups(at)),
        MarkProof::Ambiguous | MarkProof::Nothing => Ok(()),
    };
    if sound.is_ok() { proof } else { MarkProof::Nothing }
}

#[cfg(test)]
mod tests;
