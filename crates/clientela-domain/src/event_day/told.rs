//! A day of a record that rules reckon by, as it is told: a civil day, or a year, a month, a span, a day before
//! Christ with the first civil day it can be.

use std::cmp::Ordering;
use std::fmt;

use super::EventDay;
use crate::day::Date;

/// The earliest year that is reckoned by; what is told of an earlier one is kept, and stands at its beginning.
const FIRST_YEAR: i16 = -999;

/// A day of a record: the civil day by which it is ordered and rules reckon, and how it is told when that says
/// more. The civil day has the numbers of what is told: a republican day is not converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ToldDay {
    civil: Date,
    told: Option<EventDay>,
}

impl ToldDay {
    /// The civil day by which it is ordered and rules reckon.
    #[must_use]
    pub const fn civil(&self) -> Date {
        self.civil
    }

    /// How it is told, where the civil day does not say all of it.
    #[must_use]
    pub const fn told(&self) -> Option<&EventDay> {
        self.told.as_ref()
    }

    /// The day as it is shown.
    #[must_use]
    pub fn event_day(&self) -> EventDay {
        self.told.unwrap_or_else(|| EventDay::from(self.civil))
    }

    /// Reads the canonical text that [`fmt::Display`] writes; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        EventDay::parse(text).map(Self::from)
    }
}

/// A civil day of today's calendar.
impl From<Date> for ToldDay {
    fn from(civil: Date) -> Self {
        Self { civil, told: None }
    }
}

/// What is told of a day, with the first civil day of the same numbers.
impl From<EventDay> for ToldDay {
    fn from(day: EventDay) -> Self {
        if let Some(civil) = day.date().filter(|civil| civil.year() > 0) {
            return Self::from(civil);
        }
        let start = day.start();
        let year = start.year().max(FIRST_YEAR);
        let month = i8::try_from(start.month().unwrap_or(1)).unwrap_or(1);
        let first = Date::new(year, month, 1).unwrap_or(Date::MIN);
        let of_month = i8::try_from(start.day().unwrap_or(1)).unwrap_or(1);
        // A leap day of Caesar's calendar stands for the last day of its month in today's.
        let civil = Date::new(year, month, of_month).unwrap_or_else(|_| first.last_of_month());
        Self {
            civil,
            told: Some(day),
        }
    }
}

/// The canonical text of an event's day.
impl fmt::Display for ToldDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.event_day().fmt(formatter)
    }
}

/// By the civil day, then by what is told.
impl Ord for ToldDay {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.civil, self.told).cmp(&(other.civil, other.told))
    }
}

impl PartialOrd for ToldDay {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_told_day_keeps_its_words_and_has_a_day_to_reckon_by() {
        for (text, civil, is_told) in [
            ("2026-11-26", "2026-11-26", false),
            ("2026-11", "2026-11-01", true),
            ("2026", "2026-01-01", true),
            ("-0043-07-28", "-000043-07-28", true),
            ("-0069-01", "-000069-01-01", true),
            ("-0074/-0073", "-000074-01-01", true),
            ("0004-02-29", "0004-02-29", true),
            ("0100-02-29", "0100-02-28", true),
            ("-5000", "-000999-01-01", true),
        ] {
            let day = ToldDay::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(day.civil().to_string(), civil, "{text}");
            assert_eq!(day.told().is_some(), is_told, "{text}");
            assert_eq!(day.to_string(), text);
        }
        assert_eq!(ToldDay::parse("утре"), None);
    }

    #[test]
    fn days_before_christ_come_first() {
        let mut days = ["2026-11-26", "-0043-07-28", "-0074/-0073", "0014-08-19"]
            .map(|text| ToldDay::parse(text).expect("a day"));
        days.sort();
        let texts = days.map(|day| day.to_string());
        assert_eq!(
            texts,
            ["-0074/-0073", "-0043-07-28", "0014-08-19", "2026-11-26"]
        );
    }
}
