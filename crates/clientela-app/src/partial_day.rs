//! Days of places and of becoming a client: as much of them as people know, as the canonical text of
//! an [`EventDay`].

use clientela_domain::day::{Date, day_number};
use clientela_domain::event_day::EventDay;

/// The canonical text of a day as people write it; `None` for anything that is no day, month or year.
#[must_use]
pub fn canonical(text: &str) -> Option<String> {
    EventDay::read(text).ok().map(|day| day.to_string())
}

/// Has the last moment a canonical text may mean passed before this day?
#[must_use]
pub fn is_past(canonical: &str, today: Date) -> bool {
    EventDay::parse(canonical).is_some_and(|day| day.latest() < day_number(today))
}

/// Is everything the second text may mean before everything the first may mean?
#[must_use]
pub fn are_reversed(first: &str, last: &str) -> bool {
    match (EventDay::parse(first), EventDay::parse(last)) {
        (Some(first), Some(last)) => last.latest() < first.earliest(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_are_kept_as_far_as_they_are_known() {
        for (text, expected) in [
            ("2019", "2019"),
            ("05.2019", "2019-05"),
            ("24.5.2019", "2019-05-24"),
            ("2019-05-24", "2019-05-24"),
        ] {
            assert_eq!(canonical(text).as_deref(), Some(expected), "{text}");
        }
        for wrong in ["", "13.2019", "2019-02-30", "вчера"] {
            assert_eq!(canonical(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_month_is_past_when_it_is_over() {
        let today = Date::constant(2026, 11, 24);
        assert!(is_past("2026-10", today) && is_past("2025", today));
        assert!(!is_past("2026-11", today) && !is_past("2026-11-24", today));
        assert!(are_reversed("2020-05", "2019-12-31") && !are_reversed("2019-05-03", "2019"));
    }
}
