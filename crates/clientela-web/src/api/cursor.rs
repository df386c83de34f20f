//! Where a list goes on: the place of the last record of a page in the order of its list, so that what is
//! added or removed before it neither repeats a record nor leaves one out. To callers it is one opaque word.
//!
//! A cursor belongs to its list and its order; that of another one is refused, not misread.

use axum::http::StatusCode;

use super::caller::Caller;
use super::problem::Problem;

/// Parts the list from the place.
const PARTING: char = '\u{1f}';

/// Longest cursor taken: a name of the longest record, and more.
const CURSOR_BYTES_MAX: usize = 8_000;

/// The word for a place of a list.
pub(super) fn seal(list: &str, place: &str) -> String {
    let text = format!("{list}{PARTING}{place}");
    text.bytes().map(|byte| format!("{byte:02x}")).collect()
}

/// The place a word means in a list; `None` for anything that is none.
fn open(list: &str, cursor: &str) -> Option<String> {
    if cursor.len() > CURSOR_BYTES_MAX || !cursor.len().is_multiple_of(2) || !cursor.is_ascii() {
        return None;
    }
    let byte = |at: usize| u8::from_str_radix(&cursor[at..at + 2], 16).ok();
    let bytes: Option<Vec<u8>> = (0..cursor.len()).step_by(2).map(byte).collect();
    let text = String::from_utf8(bytes?).ok()?;
    let (of, place) = text.split_once(PARTING)?;
    (of == list).then(|| place.to_owned())
}

/// Where a caller wants a list to go on; the beginning when they say nothing.
///
/// # Errors
/// 422 for what is no cursor of this list.
pub(super) fn place<T>(
    caller: &Caller,
    list: &str,
    cursor: Option<&str>,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) else {
        return Ok(None);
    };
    let found = open(list, cursor).and_then(|place| read(&place));
    found.map(Some).ok_or_else(|| {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Problem::new(status, "cursor_invalid", caller.texts).at("cursor", cursor)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_means_its_place_and_only_in_its_list() {
        let sealed = seal("accounts -revenue", "12|Хранимир");
        assert!(sealed.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        let found = open("accounts -revenue", &sealed);
        assert_eq!(found.as_deref(), Some("12|Хранимир"));
        assert_eq!(open("accounts revenue", &sealed), None);
        for wrong in [
            "",
            "1",
            "zz",
            "50",
            "д0",
            "+0+0",
            &sealed[1..],
            &sealed[2..],
        ] {
            assert_eq!(open("accounts -revenue", wrong), None, "{wrong}");
        }
    }
}
