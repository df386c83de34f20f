//! A calendar week.

use std::fmt;

use jiff::civil::{ISOWeekDate, Weekday};

use crate::day::Date;

/// A week from Monday to Sunday, as ISO 8601 counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Week {
    monday: Date,
}

impl Week {
    /// The week a day is in.
    #[must_use]
    pub fn of(day: Date) -> Self {
        let after_monday = i64::from(day.weekday().to_monday_zero_offset());
        Self {
            monday: day.saturating_sub(jiff::Span::new().days(after_monday)),
        }
    }

    /// Reads `2026-W48`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, week) = text.split_once("-W")?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || week.len() != 2 || !digits(year) || !digits(week) {
            return None;
        }
        let first = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday);
        Some(Self {
            monday: first.ok()?.date(),
        })
    }

    /// Its Monday.
    #[must_use]
    pub const fn first_day(self) -> Date {
        self.monday
    }

    /// Its Sunday.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.day(6)
    }

    /// Its days from Monday to Sunday.
    #[must_use]
    pub fn days(self) -> [Date; 7] {
        [0, 1, 2, 3, 4, 5, 6].map(|after| self.day(after))
    }

    /// So many weeks later; earlier when negative.
    #[must_use]
    pub fn later(self, weeks: i64) -> Self {
        Self::of(self.day(7 * weeks))
    }

    /// Is a day in it?
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        Self::of(day) == self
    }

    fn day(self, after: i64) -> Date {
        self.monday.saturating_add(jiff::Span::new().days(after))
    }
}

impl fmt::Display for Week {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let week = self.monday.iso_week_date();
        write!(formatter, "{:04}-W{:02}", week.year(), week.week())
    }
}
