//! A quarter of a calendar year.

use std::fmt;

use crate::day::{Date, Month, Period};

/// A quarter, as `2026-Q3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i16,
    number: i8,
}

impl Quarter {
    /// The quarter of a day.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            number: (day.month() - 1) / 3 + 1,
        }
    }

    /// Reads `2026-Q3`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.trim().split_once("-Q")?;
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year = year.parse().ok().filter(|_| is_year)?;
        let number = match number {
            "1" => 1,
            "2" => 2,
            "3" => 3,
            "4" => 4,
            _ => return None,
        };
        Date::new(year, 1, 1).ok()?;
        Some(Self { year, number })
    }

    /// The quarter before it.
    #[must_use]
    pub const fn before(self) -> Self {
        if self.number > 1 {
            Self {
                number: self.number - 1,
                ..self
            }
        } else {
            Self {
                year: self.year - 1,
                number: 4,
            }
        }
    }

    /// Its days; `None` at the end of the calendar.
    #[must_use]
    pub fn period(self) -> Option<Period> {
        let first = Date::new(self.year, 3 * (self.number - 1) + 1, 1).ok()?;
        Some(Period {
            from: first,
            to: Month::of(first).plus(2).last_day(),
        })
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-Q{}", self.year, self.number)
    }
}
