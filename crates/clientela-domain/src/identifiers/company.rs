//! The Bulgarian company number, ЕИК or formerly БУЛСТАТ.

use super::{IdentifierError, compact, digit_values, weighted_sum};

const COMPANY_DIGITS: usize = 9;
const BRANCH_DIGITS: usize = 13;

/// A company number whose check digits hold: nine digits of a company, thirteen of its branch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Eik {
    digits: String,
    padded: bool,
}

impl Eik {
    /// Reads a company number. Eight digits get back the leading zero a spreadsheet took, but only
    /// when the check digit then holds, and [`Eik::was_padded`] says so.
    ///
    /// # Errors
    /// When the text is not nine or thirteen digits, or a check digit does not fit.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let mut text = compact(text)?;
        if !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IdentifierError::WrongCharacter);
        }
        let padded = text.len() == COMPANY_DIGITS - 1;
        if padded {
            text.insert(0, '0');
        }
        match text.len() {
            COMPANY_DIGITS | BRANCH_DIGITS => {}
            _ => return Err(IdentifierError::WrongLength),
        }
        let digits = digit_values(&text).ok_or(IdentifierError::WrongCharacter)?;
        // Nine zeros satisfy the arithmetic and are what people type when they have no number.
        let holds = digits.iter().any(|digit| *digit != 0)
            && company_digit(&digits[..8]) == digits[8]
            && (digits.len() == COMPANY_DIGITS || branch_digit(&digits[8..12]) == digits[12]);
        if holds {
            Ok(Self {
                digits: text,
                padded,
            })
        } else {
            Err(IdentifierError::WrongCheckDigit)
        }
    }

    /// The digits, leading zeros included.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.digits
    }

    /// The nine digits of the company; a branch and its company share them (link, do not merge).
    #[must_use]
    pub fn company(&self) -> &str {
        &self.digits[..COMPANY_DIGITS]
    }

    /// True for the thirteen digits of a branch.
    #[must_use]
    pub fn is_branch(&self) -> bool {
        self.digits.len() == BRANCH_DIGITS
    }

    /// True when a lost leading zero was put back.
    #[must_use]
    pub fn was_padded(&self) -> bool {
        self.padded
    }
}

/// The ninth digit that belongs to eight given ones; `None` unless there are eight digits.
/// Source: Ordinance on the BULSTAT register.
#[must_use]
pub fn company_check_digit(first_eight: &str) -> Option<char> {
    let digits = digit_values(first_eight)?;
    if digits.len() != COMPANY_DIGITS - 1 {
        return None;
    }
    char::from_digit(company_digit(&digits), 10)
}

fn company_digit(first_eight: &[u32]) -> u32 {
    match weighted_sum(first_eight, 1..=8) % 11 {
        10 => weighted_sum(first_eight, 3..=10) % 11 % 10,
        digit => digit,
    }
}

/// The thirteenth digit, from the ninth to the twelfth.
fn branch_digit(ninth_to_twelfth: &[u32]) -> u32 {
    match weighted_sum(ninth_to_twelfth, [2, 7, 3, 5]) % 11 {
        10 => weighted_sum(ninth_to_twelfth, [4, 9, 5, 7]) % 11 % 10,
        digit => digit,
    }
}
