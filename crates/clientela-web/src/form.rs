//! Forms: their fields, checked for a CSRF token before anything else sees them.

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::{HeaderMap, header};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;

use crate::csrf;
use crate::error::WebError;
use crate::limits::FORM_BYTES_MAX;
use crate::request::Visitor;
use crate::router::WebState;

/// Fields of a form or of a query, in their order; a name may stand more than once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Reads `a=1&b=2`; broken percent signs stay as they are.
    #[must_use]
    pub fn parse(encoded: &str) -> Self {
        let pairs = encoded
            .split('&')
            .filter(|pair| !pair.is_empty())
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (decode(name), decode(value))
            });
        Self(pairs.collect())
    }

    /// Fields that came one by one, as in a form with a file.
    pub(crate) fn of_pairs(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The first value of a name, trimmed; empty when it is not there.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The first value of a name as it was sent; for passwords.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map_or("", |(_, value)| value)
    }

    /// Every value of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.trim())
    }

    /// All fields.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A number as people write it: `1 234,50`, `1,234.50`, `1234.5`. The last of comma and point is
    /// the decimal mark unless it can only part thousands. `None` for anything else.
    #[must_use]
    pub fn amount(&self, name: &str) -> Option<Amount> {
        amount(self.get(name))
    }

    /// A plain number with a decimal comma or point.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<f64> {
        self.get(name)
            .replace(',', ".")
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
    }

    /// A day, as a date field sends it or as people write it: `2026-11-24`, `24.11.2026`.
    #[must_use]
    pub fn day(&self, name: &str) -> Option<Date> {
        day(self.get(name))
    }
}

/// Beginning of the name by which a choice between two versions of a field is sent; `mine` or
/// `theirs` is its value.
pub const CHOICE: &str = "choose:";
/// Beginning of the names of inputs of one's own version: the field, a colon, the input.
pub const MINE: &str = "mine:";
/// As [`MINE`], of the other version.
pub const THEIRS: &str = "theirs:";

/// Of a form on which somebody chose between two versions, the form as chosen; any other form as it is.
/// A field for which nothing was chosen stays as typed: the journal keeps what it overwrites.
#[must_use]
pub fn settled(fields: Fields) -> Fields {
    let taken = |name: &str| -> Option<String> {
        let (mine, rest) = match (name.strip_prefix(MINE), name.strip_prefix(THEIRS)) {
            (Some(rest), _) => (true, rest),
            (_, Some(rest)) => (false, rest),
            _ => return Some(name.to_owned()).filter(|name| !name.starts_with(CHOICE)),
        };
        let (field, input) = rest.split_once(':')?;
        let chosen = fields.get(&format!("{CHOICE}{field}"));
        (mine == (chosen != "theirs")).then(|| input.to_owned())
    };
    let pairs = fields.0.iter();
    let kept = pairs.filter_map(|(name, value)| Some((taken(name)?, value.clone())));
    Fields(kept.collect())
}

/// See [`Fields::amount`].
#[must_use]
pub fn amount(text: &str) -> Option<Amount> {
    let compact: String = text
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '€' | '\'' | '’'))
        .map(|character| {
            if character == '\u{2212}' {
                '-'
            } else {
                character
            }
        })
        .collect();
    let last_mark = compact.rfind([',', '.']);
    let normal = match last_mark {
        None => compact,
        Some(at) => {
            let mark = &compact[at..=at];
            let other = if mark == "," { "." } else { "," };
            let repeated = compact.matches(mark).count() > 1;
            if repeated && compact.contains(other) {
                return None;
            }
            if repeated {
                // 1.234.567: the mark can only part thousands.
                compact.replace([',', '.'], "")
            } else {
                compact.replace(other, "").replace(',', ".")
            }
        }
    };
    Amount::parse(&normal)
}

/// See [`Fields::day`].
#[must_use]
pub fn day(text: &str) -> Option<Date> {
    if let Ok(day) = text.parse::<Date>() {
        return Some(day);
    }
    let text = text.trim_end_matches("г.").trim_end_matches('.').trim();
    let mut parts = text
        .split(['.', '/'])
        .map(|part| part.trim().parse::<i16>().ok());
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() || year < 1000 {
        return None;
    }
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes().iter();
    while let Some(&byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let ahead = rest.as_slice();
                let pair = ahead
                    .get(..2)
                    .and_then(|pair| std::str::from_utf8(pair).ok());
                match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
                    Some(decoded) => {
                        bytes.push(decoded);
                        rest.nth(1);
                    }
                    None => bytes.push(b'%'),
                }
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Refuses requests another site made the browser send.
///
/// # Errors
/// [`WebError::FormExpired`].
pub fn check_origin(headers: &HeaderMap) -> Result<(), WebError> {
    let site = headers
        .get("sec-fetch-site")
        .and_then(|value| value.to_str().ok());
    match site {
        Some("cross-site" | "same-site") => Err(WebError::FormExpired),
        _ => Ok(()),
    }
}

/// A form whose CSRF token (field or header) is right.
#[derive(Clone, Debug)]
pub struct CheckedForm(pub Fields);

impl FromRequest<WebState> for CheckedForm {
    type Rejection = WebError;

    async fn from_request(request: Request, state: &WebState) -> Result<Self, WebError> {
        let (mut parts, body) = request.into_parts();
        let visitor =
            <Visitor as FromRequestParts<WebState>>::from_request_parts(&mut parts, state).await?;
        check_origin(&parts.headers)?;
        let kind = parts
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        if kind.is_some_and(|kind| !kind.starts_with("application/x-www-form-urlencoded")) {
            return Err(WebError::Invalid {
                field: "",
                message: "error-invalid-text",
            });
        }
        let body = to_bytes(body, FORM_BYTES_MAX)
            .await
            .map_err(|_| WebError::TooLarge {
                bytes_max: FORM_BYTES_MAX as u64,
            })?;
        let fields = Fields::parse(&String::from_utf8_lossy(&body));
        let from_header = parts
            .headers
            .get(csrf::HEADER)
            .and_then(|value| value.to_str().ok());
        let token = from_header.unwrap_or_else(|| fields.raw(csrf::FIELD));
        if !csrf::matches(&visitor.secret, token) {
            return Err(WebError::FormExpired);
        }
        Ok(Self(settled(fields)))
    }
}

/// A message at a field of a form: the field's name and a message id.
pub type FieldErrors = Vec<(&'static str, &'static str)>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_decoded_and_may_repeat() {
        let fields = Fields::parse("q=%D0%90+%26+1&cue=a&cue=b&broken=%zz%");
        assert_eq!(fields.get("q"), "А & 1");
        assert_eq!(fields.all("cue").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(fields.get("broken"), "%zz%");
        assert_eq!(fields.get("none"), "");
    }

    #[test]
    fn a_choice_between_versions_becomes_the_form_as_chosen() {
        let sent = Fields::parse(
            "version=4&note=same&choose:city=theirs&mine:city:city=Varna&theirs:city:city=Burgas\
             &choose:people=mine&mine:people:people=1&mine:people:people=2&theirs:people:people=3\
             &mine:name:name=Rakita&theirs:name:name=Other",
        );
        let form = settled(sent);
        assert_eq!(
            (form.get("version"), form.get("note"), form.get("city")),
            ("4", "same", "Burgas")
        );
        assert_eq!(form.all("people").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(form.get("name"), "Rakita", "nothing typed is lost");
        assert_eq!(form.iter().count(), 6);
        let plain = Fields::parse("a=1&b=mine:x");
        assert_eq!(settled(plain.clone()), plain);
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, units) in [
            ("1 234,50", 12_345_000),
            ("1,234.50", 12_345_000),
            ("1.234.567", 12_345_670_000),
            ("\u{2212}5", -50_000),
            ("1234.5 €", 12_345_000),
            ("1\u{202f}000", 10_000_000),
        ] {
            assert_eq!(amount(text).map(Amount::units), Some(units), "{text}");
        }
        for wrong in ["", "дванайсет", "1e5", "1,2,3.4.5", "--1"] {
            assert_eq!(amount(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn days_are_read_in_both_ways() {
        let expected = Some(Date::constant(2026, 11, 4));
        for text in ["2026-11-04", "4.11.2026", "04.11.2026 г.", "04/11/2026"] {
            assert_eq!(day(text), expected, "{text}");
        }
        for wrong in ["31.11.2026", "утре", "", "4.11.26", "1.2.3.4"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
