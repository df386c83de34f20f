//! Telephone numbers as the world dials them (ITU-T E.164).

/// Most and fewest digits after the plus sign.
const DIGITS_MAX: usize = 15;
const DIGITS_MIN: usize = 8;

/// Bulgaria's country code, for numbers written without one.
const BULGARIA: &str = "359";

/// A telephone number in its international form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone {
    number: String,
    mobile: bool,
}

impl Phone {
    /// Reads a number as people write it. With `+` or `00` it is international; with one leading
    /// zero it is Bulgarian when `country` is `BG` or unknown (empty). `None` where the international
    /// form cannot be known: such a number is kept as it was written.
    #[must_use]
    pub fn parse(text: &str, country: &str) -> Option<Self> {
        let text = text.trim();
        let mut digits = String::with_capacity(text.len());
        for (at, character) in text.char_indices() {
            match character {
                '0'..='9' => digits.push(character),
                '+' if at == 0 => {}
                ' ' | '\u{a0}' | '\u{202f}' | '-' | '/' | '.' | '(' | ')' => {}
                _ => return None,
            }
        }
        let number = if text.starts_with('+') {
            digits
        } else if let Some(international) = digits.strip_prefix("00") {
            international.to_owned()
        } else if let Some(national) = digits.strip_prefix('0') {
            if !country.is_empty() && country != "BG" {
                return None;
            }
            format!("{BULGARIA}{national}")
        } else {
            return None;
        };
        // +359 (0)888 …: the zero in brackets is the national prefix, not a digit of the number.
        let number = match number.strip_prefix("3590") {
            Some(rest) => format!("{BULGARIA}{rest}"),
            None => number,
        };
        let holds = (DIGITS_MIN..=DIGITS_MAX).contains(&number.len()) && !number.starts_with('0');
        let bulgarian = number.strip_prefix(BULGARIA);
        // Bulgarian numbers have eight or nine digits after the code; mobiles begin with 87, 88, 89,
        // 98 and 99 (plan of the Communications Regulation Commission).
        if !holds || bulgarian.is_some_and(|rest| !(8..=9).contains(&rest.len())) {
            return None;
        }
        let mobile = bulgarian.is_some_and(|rest| {
            rest.len() == 9
                && ["87", "88", "89", "98", "99"]
                    .iter()
                    .any(|prefix| rest.starts_with(prefix))
        });
        Some(Self {
            number: format!("+{number}"),
            mobile,
        })
    }

    /// `+359888123456`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.number
    }

    /// True for a Bulgarian mobile number; false also where it cannot be known.
    #[must_use]
    pub const fn is_mobile(&self) -> bool {
        self.mobile
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn e164(text: &str) -> Option<String> {
        Phone::parse(text, "").map(|phone| phone.as_str().to_owned())
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for text in [
            "0888 123 456",
            "+359 888 123456",
            "00359/888-123-456",
            "+359 (0)888 123 456",
        ] {
            assert_eq!(e164(text).as_deref(), Some("+359888123456"), "{text}");
        }
        assert_eq!(e164("02/ 987 65 43").as_deref(), Some("+35929876543"));
        assert_eq!(e164("+49 30 901820").as_deref(), Some("+4930901820"));
        assert!(Phone::parse("0888123456", "").is_some_and(|phone| phone.is_mobile()));
        assert!(Phone::parse("029876543", "BG").is_some_and(|phone| !phone.is_mobile()));
    }

    #[test]
    fn what_cannot_be_known_stays_as_it_is() {
        for text in [
            "",
            "123",
            "вътр. 12",
            "0888 123 456 вътр. 2",
            "+359 1",
            "888123456",
            "+0123456789",
        ] {
            assert_eq!(e164(text), None, "{text}");
        }
        assert_eq!(Phone::parse("030 901820", "DE"), None);
    }
}
