//! Words of files of agreements with those who find prospects: whom each is with.

use super::words::{Codes, code_of};
use crate::prospects::SpotterKind;

const KINDS: Codes = &[
    (
        "spotter",
        "spotter|finder|person|посредник|посредник за имена|човек",
    ),
    (
        "service",
        "service|consulting firm|consulting service|agency|firm|консултантска фирма|агенция|фирма",
    ),
];

/// The kind of agreement a word names.
#[must_use]
pub fn spotter_kind(text: &str) -> Option<SpotterKind> {
    code_of(KINDS, text).and_then(SpotterKind::from_code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_in_both_languages() {
        assert_eq!(spotter_kind("Посредник"), Some(SpotterKind::Spotter));
        assert_eq!(spotter_kind("Consulting firm"), Some(SpotterKind::Service));
        assert_eq!(spotter_kind("друго"), None);
    }
}
