//! VAT numbers: the Bulgarian ones are checked, those of other countries only by their pattern.

use super::{Eik, IdentifierError, compact, mask_personal_number};

/// How far a VAT number was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VatCheck {
    /// Its check digit holds: the nine digits of a Bulgarian company.
    CheckDigit,
    /// Only the pattern fits. An online check is for whoever wants it; we send nothing anywhere.
    Pattern,
}

/// A VAT number in capital letters, with its country prefix and without spaces.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VatNumber(String);

impl VatNumber {
    /// Reads a VAT number. Nine or ten digits without a prefix are Bulgarian.
    ///
    /// # Errors
    /// When the pattern of the country does not fit, or the check digit of a Bulgarian company.
    pub fn parse(text: &str) -> Result<Self, IdentifierError> {
        let text = compact(text)?;
        let number = if text.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("BG{text}")
        } else {
            text
        };
        if number.len() < 4 {
            return Err(IdentifierError::WrongLength);
        }
        let (country, body) = number.split_at(2);
        if !country.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Err(IdentifierError::WrongCharacter);
        }
        if country == "BG" {
            check_bulgarian(body)?;
        } else if !patterns(country).iter().any(|pattern| fits(body, pattern)) {
            return Err(IdentifierError::WrongLength);
        }
        Ok(Self(number))
    }

    /// The whole number, for example `BG175074752`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The two letters of the country.
    #[must_use]
    pub fn country(&self) -> &str {
        &self.0[..2]
    }

    /// How far it was checked.
    #[must_use]
    pub fn check(&self) -> VatCheck {
        if self.company().is_some() {
            VatCheck::CheckDigit
        } else {
            VatCheck::Pattern
        }
    }

    /// The company number inside a Bulgarian company's VAT number.
    #[must_use]
    pub fn company(&self) -> Option<Eik> {
        let body = self.0.strip_prefix("BG")?;
        if body.len() == 9 {
            Eik::parse(body).ok()
        } else {
            None
        }
    }

    /// True for Bulgarian numbers of ten digits, which may hold a personal number: mask them, and
    /// never match accounts by them.
    #[must_use]
    pub fn is_personal_data(&self) -> bool {
        self.0.len() == 12 && self.0.starts_with("BG")
    }

    /// The number as it may be shown: personal data masked.
    #[must_use]
    pub fn shown(&self) -> String {
        if self.is_personal_data() {
            mask_personal_number(&self.0)
        } else {
            self.0.clone()
        }
    }
}

fn check_bulgarian(body: &str) -> Result<(), IdentifierError> {
    if !body.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(IdentifierError::WrongCharacter);
    }
    match body.len() {
        9 => Eik::parse(body).map(|_| ()),
        10 => Ok(()),
        _ => Err(IdentifierError::WrongLength),
    }
}

/// Patterns after the country letters: `9` a digit, `A` a letter, `X` either, the rest itself.
/// Source: European Commission, "VIES VAT number structure"; `XI` and `GB` by the same rules.
fn patterns(country: &str) -> &'static [&'static str] {
    match country {
        "AT" => &["U99999999"],
        "BE" | "PL" | "SK" => &["9999999999"],
        "CY" => &["99999999A"],
        "CZ" => &["99999999", "999999999", "9999999999"],
        "DE" | "EE" | "EL" | "PT" => &["999999999"],
        "DK" | "FI" | "HU" | "LU" | "MT" | "SI" => &["99999999"],
        "ES" => &["X9999999X"],
        "FR" => &["XX999999999"],
        "GB" | "XI" => &["999999999", "999999999999", "GD999", "HA999"],
        "HR" | "IT" | "LV" => &["99999999999"],
        "IE" => &["9999999A", "9999999AA", "9A99999A"],
        "LT" => &["999999999", "999999999999"],
        "NL" => &["999999999B99"],
        "RO" => &[
            "99",
            "999",
            "9999",
            "99999",
            "999999",
            "9999999",
            "99999999",
            "999999999",
            "9999999999",
        ],
        "SE" => &["999999999999"],
        // Outside the Union there is no list to hold it against: two to fifteen characters.
        _ => &[
            "XX",
            "XXX",
            "XXXX",
            "XXXXX",
            "XXXXXX",
            "XXXXXXX",
            "XXXXXXXX",
            "XXXXXXXXX",
            "XXXXXXXXXX",
            "XXXXXXXXXXX",
            "XXXXXXXXXXXX",
            "XXXXXXXXXXXXX",
            "XXXXXXXXXXXXXX",
            "XXXXXXXXXXXXXXX",
        ],
    }
}

fn fits(body: &str, pattern: &str) -> bool {
    body.len() == pattern.len()
        && body
            .bytes()
            .zip(pattern.bytes())
            .all(|(byte, wanted)| match wanted {
                b'9' => byte.is_ascii_digit(),
                b'A' => byte.is_ascii_alphabetic(),
                b'X' => byte.is_ascii_alphanumeric(),
                letter => byte == letter,
            })
}
