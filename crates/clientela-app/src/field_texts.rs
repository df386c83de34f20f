//! Texts of forms as the book keeps them: trimmed, checked, in one spelling.

use clientela_domain::identifiers::{Eik, Phone, VatNumber, is_personal_number};
use clientela_domain::names::fold;
use clientela_store::accounts::Tag;
use clientela_store::external_codes::ExternalCode;

/// Characters of a name, an address, a link.
const SHORT_CHARACTERS_MAX: usize = 300;

/// Characters of a note: a paragraph, not a report.
const NOTE_CHARACTERS_MAX: usize = 4_000;

/// Characters of a number of another country's register.
const NUMBER_CHARACTERS_MAX: usize = 30;

/// Tags of one client, codes of one record.
const LIST_ITEMS_MAX: usize = 50;

/// Characters of a tag, of a system's name.
const WORD_CHARACTERS_MAX: usize = 60;

/// A text, or the code of what is wrong with it.
pub(crate) type Checked<T> = Result<T, &'static str>;

pub(crate) fn short(text: &str) -> Checked<String> {
    bounded(text, SHORT_CHARACTERS_MAX)
}

pub(crate) fn note(text: &str) -> Checked<String> {
    bounded(text, NOTE_CHARACTERS_MAX)
}

fn bounded(text: &str, characters_max: usize) -> Checked<String> {
    let text = text.trim();
    if text.chars().count() > characters_max {
        Err("too-long-short")
    } else {
        Ok(text.to_owned())
    }
}

/// A number of the national register. Bulgarian numbers must prove themselves; a person who knows
/// better names the country the number is from.
pub(crate) fn registration_number(text: &str, country: &str) -> Checked<String> {
    let text = bounded(text, NUMBER_CHARACTERS_MAX)?;
    if text.is_empty() {
        return Ok(text);
    }
    match Eik::parse(&text) {
        Ok(number) => Ok(number.as_str().to_owned()),
        Err(_) if is_personal_number(&text) => Err("registration-number-personal"),
        Err(_) if !country.is_empty() && country != "BG" => Ok(text),
        Err(_) => Err("registration-number-wrong"),
    }
}

/// A VAT number; what may hold a personal number is masked.
pub(crate) fn vat_number(text: &str) -> Checked<String> {
    let text = bounded(text, NUMBER_CHARACTERS_MAX)?;
    if text.is_empty() {
        return Ok(text);
    }
    VatNumber::parse(&text).map_or(Err("vat-number-wrong"), |number| Ok(number.shown()))
}

/// A telephone number: international where that can be known, as written otherwise.
pub(crate) fn phone(text: &str, country: &str) -> Checked<String> {
    let text = short(text)?;
    if text.is_empty() {
        return Ok(text);
    }
    if text.chars().filter(char::is_ascii_digit).count() < 3 {
        return Err("phone-invalid");
    }
    Ok(Phone::parse(&text, country).map_or(text, |phone| phone.as_str().to_owned()))
}

pub(crate) fn email(text: &str) -> Checked<String> {
    let text = short(text)?;
    let has_address = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !host.contains('@')
            && host.contains('.')
            && !host.starts_with('.')
            && !host.ends_with('.')
    });
    if text.is_empty() || (has_address && !text.contains(char::is_whitespace)) {
        Ok(text)
    } else {
        Err("email-invalid")
    }
}

/// A web address; one without a scheme is taken as `https`.
pub(crate) fn website(text: &str) -> Checked<String> {
    let text = short(text)?;
    if text.is_empty() {
        return Ok(text);
    }
    let (scheme, rest) = text.split_once("://").unwrap_or(("https", &text));
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let has_host =
        rest.contains('.') && !rest.starts_with('.') && !rest.contains(char::is_whitespace);
    if is_web && has_host {
        Ok(format!("{}://{rest}", scheme.to_ascii_lowercase()))
    } else {
        Err("website-invalid")
    }
}

/// A country: two letters of ISO 3166.
pub(crate) fn country(text: &str) -> Checked<String> {
    let text = text.trim().to_ascii_uppercase();
    if text.is_empty() || (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())) {
        Ok(text)
    } else {
        Err("country-invalid")
    }
}

/// Languages, two letters each, between commas or spaces.
pub(crate) fn languages(text: &str) -> Checked<Vec<String>> {
    let mut languages: Vec<String> = Vec::new();
    for word in text.split([',', ';', ' ']).filter(|word| !word.is_empty()) {
        let word = word.to_ascii_lowercase();
        if word.len() != 2 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Err("language-invalid");
        }
        if !languages.contains(&word) {
            languages.push(word);
        }
    }
    if languages.len() > LIST_ITEMS_MAX {
        return Err("too-many");
    }
    Ok(languages)
}

/// Tags between commas; two that fold alike are one.
pub(crate) fn tags(text: &str) -> Checked<Vec<Tag>> {
    let mut tags: Vec<Tag> = Vec::new();
    for word in text.split([',', ';', '\n']) {
        let word = word.split_whitespace().collect::<Vec<_>>().join(" ");
        let folded = fold(&word);
        if folded.is_empty() || tags.iter().any(|known| known.folded == folded) {
            continue;
        }
        if word.chars().count() > WORD_CHARACTERS_MAX {
            return Err("too-long-short");
        }
        tags.push(Tag { folded, text: word });
    }
    if tags.len() > LIST_ITEMS_MAX {
        return Err("too-many");
    }
    tags.sort();
    Ok(tags)
}

/// Keys of other systems, one a line: `system: key`, or the key alone.
pub(crate) fn codes(text: &str) -> Checked<Vec<ExternalCode>> {
    let mut codes = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (system, code) = line.split_once(':').unwrap_or(("", line));
        let code = ExternalCode {
            system: system.trim().to_lowercase(),
            code: code.trim().to_owned(),
        };
        let too_long = code.system.chars().count() > WORD_CHARACTERS_MAX
            || code.code.chars().count() > WORD_CHARACTERS_MAX * 2;
        if code.code.is_empty() || too_long {
            return Err("code-invalid");
        }
        codes.push(code);
    }
    codes.sort();
    codes.dedup();
    if codes.len() > LIST_ITEMS_MAX {
        return Err("too-many");
    }
    Ok(codes)
}

/// Keys as [`codes`] reads them.
#[must_use]
pub fn codes_text(codes: &[ExternalCode]) -> String {
    let line = |code: &ExternalCode| {
        if code.system.is_empty() {
            code.code.clone()
        } else {
            format!("{}: {}", code.system, code.code)
        }
    };
    codes.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bulgarian_number_proves_itself_and_a_foreign_one_names_its_country() {
        assert_eq!(
            registration_number("175 074 752", "").as_deref(),
            Ok("175074752")
        );
        assert_eq!(
            registration_number("175074751", ""),
            Err("registration-number-wrong")
        );
        assert_eq!(
            registration_number("HRB 86891", "DE").as_deref(),
            Ok("HRB 86891")
        );
        assert_eq!(
            registration_number("HRB 86891", "BG"),
            Err("registration-number-wrong")
        );
        assert_eq!(
            registration_number("7523169263", "DE"),
            Err("registration-number-personal")
        );
        assert_eq!(vat_number("175074752").as_deref(), Ok("BG175074752"));
        assert_eq!(vat_number("BG175074751"), Err("vat-number-wrong"));
    }

    #[test]
    fn addresses_are_checked_and_written_in_one_way() {
        assert_eq!(phone("0888 12 34 56", "").as_deref(), Ok("+359888123456"));
        assert_eq!(phone("вътр. 123", "").as_deref(), Ok("вътр. 123"));
        assert_eq!(phone("няма", ""), Err("phone-invalid"));
        assert_eq!(
            website("rakita.example/bg").as_deref(),
            Ok("https://rakita.example/bg")
        );
        for wrong in ["javascript://a.b", "no host", "localhost"] {
            assert_eq!(website(wrong), Err("website-invalid"), "{wrong}");
        }
        for wrong in ["a@b", "@b.bg", "a b@c.bg", "a@b@c.bg"] {
            assert_eq!(email(wrong), Err("email-invalid"), "{wrong}");
        }
    }

    #[test]
    fn lists_are_read_from_one_field() {
        let tags = tags("Хоре, верига,  хоре , ").expect("tags");
        assert_eq!(
            tags.iter().map(|tag| tag.text.as_str()).collect::<Vec<_>>(),
            ["Хоре", "верига"]
        );
        let codes = codes("ERP: 00017\nold: 3\n00017\nerp: 00017").expect("codes");
        assert_eq!(codes_text(&codes), "00017\nerp: 00017\nold: 3");
        assert_eq!(super::codes("erp:"), Err("code-invalid"));
        assert_eq!(
            languages("bg, EN bg").as_deref(),
            Ok(["bg".to_owned(), "en".to_owned()].as_slice())
        );
        assert_eq!(languages("bulgarian"), Err("language-invalid"));
    }
}
