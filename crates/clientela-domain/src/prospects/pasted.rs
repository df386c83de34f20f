//! One line of a pasted list of organisations nobody of ours knows.

/// What a line says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pasted {
    /// The organisation.
    pub name: String,
    /// City; empty when the line does not say.
    pub city: String,
    /// Telephone; empty when the line does not say.
    pub phone: String,
    /// E-mail; empty when the line does not say.
    pub email: String,
    /// What else stands there; may be empty.
    pub rest: String,
}

/// Digits that make a text a telephone.
const PHONE_DIGITS_LEAST: usize = 5;

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let written = |letter: char| letter.is_ascii_digit() || " +()/-.".contains(letter);
    digits >= PHONE_DIGITS_LEAST && text.chars().all(written)
}

/// Reads a line: the name first, then city, telephone and e-mail in any order, parted by semicolons or tabs. What a
/// part is, its look tells: one with `@` is an e-mail, one of digits a telephone, the first other one the city. `None`
/// for a line that names nobody.
#[must_use]
pub fn pasted(line: &str) -> Option<Pasted> {
    let mut parts = line.split([';', '\t']).map(str::trim);
    let name = parts.next().filter(|name| !name.is_empty())?;
    let mut read = Pasted {
        name: name.to_owned(),
        ..Pasted::default()
    };
    let mut rest = Vec::new();
    for part in parts.filter(|part| !part.is_empty()) {
        let into = if part.contains('@') {
            &mut read.email
        } else if is_phone(part) {
            &mut read.phone
        } else {
            &mut read.city
        };
        if into.is_empty() {
            part.clone_into(into);
        } else {
            rest.push(part);
        }
    }
    read.rest = rest.join("; ");
    Some(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str, city: &str, phone: &str, email: &str, rest: &str) -> Option<Pasted> {
        Some(Pasted {
            name: name.into(),
            city: city.into(),
            phone: phone.into(),
            email: email.into(),
            rest: rest.into(),
        })
    }

    #[test]
    fn parts_are_told_by_their_look_in_any_order() {
        let whole = "Хотел „Бриз“; Бургас; 056 30 01 00; office@briz.bg";
        let expected = said(
            "Хотел „Бриз“",
            "Бургас",
            "056 30 01 00",
            "office@briz.bg",
            "",
        );
        assert_eq!(pasted(whole), expected);
        let turned = "Хотел „Бриз“\toffice@briz.bg\t\t+359 (56) 300-100\tБургас";
        let expected = said(
            "Хотел „Бриз“",
            "Бургас",
            "+359 (56) 300-100",
            "office@briz.bg",
            "",
        );
        assert_eq!(pasted(turned), expected);
    }

    #[test]
    fn what_has_no_place_is_kept_and_nobody_is_none() {
        let more = "Хотел 2000; Варна; ул. Цар Симеон 5; 052 111; 0888 123 456";
        assert_eq!(
            pasted(more),
            said(
                "Хотел 2000",
                "Варна",
                "052 111",
                "",
                "ул. Цар Симеон 5; 0888 123 456"
            )
        );
        assert_eq!(
            pasted(" Само име, с запетая "),
            said("Само име, с запетая", "", "", "", "")
        );
        assert_eq!(pasted("; Варна"), None);
        assert_eq!(pasted("   "), None);
    }
}
