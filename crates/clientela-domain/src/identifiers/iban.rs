//! International bank account numbers (ISO 13616; check by ISO 7064, modulus 97).

use super::{IdentifierError, compact};

/// Shortest IBAN in use (Norway).
const LENGTH_MIN: usize = 15;
/// Longest the standard allows.
const LENGTH_MAX: usize = 34;
/// Length of a Bulgarian IBAN.
const LENGTH_BULGARIA: usize = 22;

/// An account number whose check digits hold, without spaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Iban(String);

impl Iban {
    /// Reads an account number, with or without its usual spaces.
    ///
    /// # Errors
    /// When the shape or the length is wrong, or the remainder modulo 97 is not one.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let text = compact(text)?;
        let shape = text.bytes().take(2).all(|byte| byte.is_ascii_alphabetic())
            && text
                .bytes()
                .skip(2)
                .take(2)
                .all(|byte| byte.is_ascii_digit());
        if !shape {
            return Err(IdentifierError::WrongCharacter);
        }
        let wrong_for_bulgaria = text.starts_with("BG") && text.len() != LENGTH_BULGARIA;
        if !(LENGTH_MIN..=LENGTH_MAX).contains(&text.len()) || wrong_for_bulgaria {
            return Err(IdentifierError::WrongLength);
        }
        if iban_remainder(&text) == Some(1) {
            Ok(Self(text))
        } else {
            Err(IdentifierError::WrongCheckDigit)
        }
    }

    /// Capital letters and digits, no spaces.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The two letters of the country.
    #[must_use]
    pub fn country(&self) -> &str {
        &self.0[..2]
    }
}

/// The number modulo 97 with its first four characters moved to the end and letters counted as
/// 10 to 35; one for a valid number, `None` for a text that cannot be one.
#[must_use]
pub fn iban_remainder(text: &str) -> Option<u32> {
    if !text.is_ascii() || text.len() < 5 {
        return None;
    }
    let (head, tail) = text.split_at(4);
    let mut remainder: u32 = 0;
    for character in tail.chars().chain(head.chars()) {
        let value = character.to_digit(36)?;
        // One character at a time keeps every step below 97 * 100 + 35.
        remainder = (remainder * if value < 10 { 10 } else { 100 } + value) % 97;
    }
    Some(remainder)
}
