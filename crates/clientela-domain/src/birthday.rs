//! Birthdays: a month and a day, and the year where somebody said it.

use std::fmt;

use crate::day::Date;
use crate::event_day::{Completeness, EventDay};

/// A leap year, for days of which no year is known.
const ANY_YEAR: i16 = 2000;

/// A birthday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Birthday {
    month: i8,
    day: i8,
    year: Option<i16>,
}

impl Birthday {
    /// The birthday of this month and day, in a year or without one; `None` where there is no such day.
    #[must_use]
    pub fn new(month: i8, day: i8, year: Option<i16>) -> Option<Self> {
        Date::new(year.unwrap_or(ANY_YEAR), month, day).ok()?;
        Some(Self { month, day, year })
    }

    /// The canonical form that [`fmt::Display`] writes: `1978-11-26`, or `11-26`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, rest) = match text.len() {
            5 => (None, text),
            10 => (
                Some(text.get(..4)?.parse().ok()?),
                text.get(4..)?.strip_prefix('-')?,
            ),
            _ => return None,
        };
        let (month, day) = rest.split_once('-')?;
        let number = |text: &str| {
            let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse::<i8>().ok()).flatten()
        };
        Self::new(number(month)?, number(day)?, year)
    }

    /// A birthday as people write it: `26.11`, `26.11.1978`, `26 ноември`, `26 Nov 1978`, `1978-11-26`
    /// or, as cards have it, `--11-26`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('.').trim();
        let text = text.strip_suffix("г").map_or(text, str::trim_end);
        if let Some(rest) = text.strip_prefix("--") {
            let split = rest.len() == 4;
            let canonical = if split {
                format!("{}-{}", rest.get(..2)?, rest.get(2..)?)
            } else {
                rest.to_owned()
            };
            return Self::parse(&canonical);
        }
        if let Some(known) = Self::parse(text) {
            return Some(known);
        }
        let on = |day: &EventDay, year: Option<i16>| {
            let start = day.start();
            let whole = start.completeness() == Completeness::Day && !day.is_span();
            let month = i8::try_from(start.month()?).ok()?;
            let date = i8::try_from(start.day()?).ok()?;
            whole.then(|| Self::new(month, date, year)).flatten()
        };
        if let Ok(day) = EventDay::read(text) {
            return on(&day, Some(day.start().year()));
        }
        let numbers = text.split('.').count() == 2;
        let dated = if numbers {
            format!("{}.{ANY_YEAR}", text.replace(' ', ""))
        } else {
            format!("{text} {ANY_YEAR}")
        };
        on(&EventDay::read(&dated).ok()?, None)
    }

    /// Month, 1 to 12.
    #[must_use]
    pub const fn month(&self) -> i8 {
        self.month
    }

    /// Day of the month.
    #[must_use]
    pub const fn day(&self) -> i8 {
        self.day
    }

    /// The year of birth, when somebody said it.
    #[must_use]
    pub const fn year(&self) -> Option<i16> {
        self.year
    }

    /// The day on which it is celebrated in a year: 28 February for 29 February in a year without it.
    #[must_use]
    pub fn in_year(&self, year: i16) -> Option<Date> {
        let own = Date::new(year, self.month, self.day);
        own.or_else(|_| Date::new(year, self.month, self.day - 1))
            .ok()
    }

    /// Month and day as text, `11-26`.
    #[must_use]
    pub fn day_of_year(&self) -> String {
        format!("{:02}-{:02}", self.month, self.day)
    }

    /// The days of the year, as [`Self::day_of_year`] writes them, that are celebrated on a day.
    #[must_use]
    pub fn celebrated_on(day: Date) -> Vec<String> {
        let mut days = vec![format!("{:02}-{:02}", day.month(), day.day())];
        if !day.in_leap_year() && (day.month(), day.day()) == (2, 28) {
            days.push("02-29".to_owned());
        }
        days
    }
}

impl fmt::Display for Birthday {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(year) = self.year {
            write!(formatter, "{year:04}-")?;
        }
        formatter.write_str(&self.day_of_year())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_birthday_is_read_as_people_write_it() {
        let read = |text: &str| Birthday::read(text).map(|one| one.to_string());
        for (text, expected) in [
            ("26.11", "11-26"),
            ("26.11.", "11-26"),
            ("26.11.1978", "1978-11-26"),
            ("26.11.1978 г.", "1978-11-26"),
            ("26 ноември", "11-26"),
            ("26 Nov 1978", "1978-11-26"),
            ("1978-11-26", "1978-11-26"),
            ("--11-26", "11-26"),
            ("--1126", "11-26"),
            ("29.02", "02-29"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "31.02",
            "11",
            "ноември",
            "2026",
            "29.02.1979",
            "--1",
            "x.y",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn the_canonical_form_goes_there_and_back() {
        for text in ["11-26", "1978-11-26"] {
            let birthday = Birthday::parse(text).expect("a birthday");
            assert_eq!(birthday.to_string(), text);
            assert_eq!(birthday.day_of_year(), "11-26");
        }
        assert_eq!(Birthday::parse("1-26"), None);
        assert_eq!(Birthday::parse("+1-26"), None);
    }

    #[test]
    fn a_leap_day_is_celebrated_every_year() {
        let leap = Birthday::new(2, 29, None).expect("a birthday");
        assert_eq!(leap.in_year(2026), Some(Date::constant(2026, 2, 28)));
        assert_eq!(leap.in_year(2028), Some(Date::constant(2028, 2, 29)));
        let on = |year, day| Birthday::celebrated_on(Date::constant(year, 2, day));
        assert_eq!(on(2026, 28), ["02-28", "02-29"]);
        assert_eq!(on(2028, 28), ["02-28"]);
    }
}
