//! Civil days and months of the ledger. Days have no time zone; the clock stays outside.

pub use jiff::civil::Date;

/// Days since 1970-01-01, the form of a day inside ledger columns.
pub type DayNumber = i32;

/// The day as a number of days since 1970-01-01.
#[must_use]
pub fn day_number(day: Date) -> DayNumber {
    let epoch = Date::constant(1970, 1, 1);
    day.since(epoch).map_or(0, |span| span.get_days())
}

/// The day of a [`DayNumber`]; `None` outside the calendar.
#[must_use]
pub fn day_from_number(number: DayNumber) -> Option<Date> {
    Date::constant(1970, 1, 1)
        .checked_add(jiff::Span::new().try_days(number).ok()?)
        .ok()
}

/// A calendar month as `year * 12 + (month - 1)`, so that months can be counted and compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month a day lies in.
    #[must_use]
    pub fn of(day: Date) -> Self {
        Self(i32::from(day.year()) * 12 + i32::from(day.month()) - 1)
    }

    /// The month from its running number, see [`Month::index`].
    #[must_use]
    pub const fn from_index(index: i32) -> Self {
        Self(index)
    }

    /// The running number of the month, `year * 12 + (month - 1)`.
    #[must_use]
    pub const fn index(self) -> i32 {
        self.0
    }

    /// The month so many months later (or earlier, when negative).
    #[must_use]
    pub const fn plus(self, months: i32) -> Self {
        Self(self.0 + months)
    }

    /// Calendar year.
    #[must_use]
    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// Month of the year, 1 to 12.
    #[must_use]
    pub const fn month(self) -> i32 {
        self.0.rem_euclid(12) + 1
    }

    /// The first day of the month.
    #[must_use]
    pub fn first_day(self) -> Date {
        let year = i16::try_from(self.year()).unwrap_or(i16::MAX);
        let month = i8::try_from(self.month()).unwrap_or(1);
        Date::new(year, month, 1).unwrap_or(Date::MAX)
    }

    /// The last day of the month.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }
}

/// A closed span of days: both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Period {
    /// The twelve months that end on `last_day`, the default period of every figure.
    #[must_use]
    pub fn twelve_months_to(last_day: Date) -> Self {
        let from = last_day
            .tomorrow()
            .and_then(|next| next.checked_sub(jiff::Span::new().years(1)))
            .unwrap_or(Date::MIN);
        Self { from, to: last_day }
    }

    /// The same span one year earlier.
    #[must_use]
    pub fn year_before(self) -> Self {
        let back = |day: Date| {
            day.checked_sub(jiff::Span::new().years(1))
                .unwrap_or(Date::MIN)
        };
        // The end goes through the day after it, so that 29 February keeps whole months whole.
        let to = self
            .to
            .tomorrow()
            .map(back)
            .and_then(Date::yesterday)
            .unwrap_or(Date::MIN);
        Self {
            from: back(self.from),
            to,
        }
    }

    /// True when the day lies inside.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_go_there_and_back() {
        let day = Date::constant(2026, 2, 28);
        assert_eq!(day_from_number(day_number(day)), Some(day));
        assert_eq!(day_number(Date::constant(1970, 1, 2)), 1);
        let month = Month::of(day);
        assert_eq!((month.year(), month.month()), (2026, 2));
        assert_eq!(month.plus(-2).first_day(), Date::constant(2025, 12, 1));
        assert_eq!(month.last_day(), Date::constant(2026, 2, 28));
    }

    #[test]
    fn twelve_months_end_on_the_last_day() {
        let period = Period::twelve_months_to(Date::constant(2026, 10, 31));
        assert_eq!(period.from, Date::constant(2025, 11, 1));
        assert_eq!(period.year_before().to, Date::constant(2025, 10, 31));
        assert_eq!(
            Period::twelve_months_to(Date::constant(2024, 2, 29)).from,
            Date::constant(2023, 3, 1)
        );
    }
}
