//! Numbers that prove themselves: the company number (ЕИК), VAT numbers, IBAN, and the personal
//! number (ЕГН) that must never be stored by accident (`DOMAIN.md` 23).

mod company;
mod iban;
mod personal;
mod phone;
mod vat;

pub use company::{Eik, company_check_digit};
pub use iban::{Iban, iban_remainder};
pub use personal::{
    is_personal_number, mask_personal_number, mask_personal_numbers, may_be_personal_number,
};
pub use phone::Phone;
pub use vat::{VatCheck, VatNumber};

/// Why a text is not the number it was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum IdentifierError {
    /// Nothing but spaces.
    #[error("the number is empty")]
    Empty,
    /// A character that cannot stand in such a number.
    #[error("the number holds a character that does not belong there")]
    WrongCharacter,
    /// Too short or too long.
    #[error("the number has the wrong length")]
    WrongLength,
    /// The digits do not prove themselves.
    #[error("the check digit does not fit")]
    WrongCheckDigit,
}

impl IdentifierError {
    /// The message that explains it to the user.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Empty => "identifier-empty",
            Self::WrongCharacter => "identifier-wrong-character",
            Self::WrongLength => "identifier-wrong-length",
            Self::WrongCheckDigit => "identifier-wrong-check-digit",
        }
    }
}

/// Capital letters and digits of a number as people write it: spaces, dots, hyphens and invisible
/// characters between them are dropped.
fn compact(text: &str) -> Result<String, IdentifierError> {
    let mut compacted = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            _ if character.is_ascii_alphanumeric() => {
                compacted.push(character.to_ascii_uppercase())
            }
            '.' | '-' | '/' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{feff}' => {}
            _ if character.is_whitespace() => {}
            _ => return Err(IdentifierError::WrongCharacter),
        }
    }
    if compacted.is_empty() {
        Err(IdentifierError::Empty)
    } else {
        Ok(compacted)
    }
}

/// The values of a text of digits; `None` when another character is among them.
fn digit_values(text: &str) -> Option<Vec<u32>> {
    text.chars()
        .map(|character| character.to_digit(10))
        .collect()
}

/// Sum of digit times weight.
fn weighted_sum(digits: &[u32], weights: impl IntoIterator<Item = u32>) -> u32 {
    digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum()
}

#[cfg(test)]
mod tests;
