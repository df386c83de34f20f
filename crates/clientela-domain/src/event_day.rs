//! Days of events that may lack their day or month and may lie before Christ (`DOMAIN.md` 0.5, 25.1).
//!
//! An [`EventDay`] is a [`PartialDay`] or the span between two. Years are astronomical: 1 BC is 0,
//! 63 BC is -62, so that years can be subtracted. A missing month is unknown, not January. Its
//! canonical text (`2026-03-12`, `-0062-12`, `-0074/-0073`, `1900-03 julian`) is what the book stores,
//! beside [`EventDay::order`], an integer that databases can sort by.
//! [`EventDay::read`] understands how people write such days.

mod find;
mod roman;
mod told;
mod words;

pub use find::find_in;
pub use roman::{Mark, month_and_day};
pub use told::ToldDay;

use std::cmp::Ordering;
use std::fmt;

use crate::day::{Date, DayNumber};
use crate::estimate::Truth;

/// First and last astronomical year a day can lie in.
const YEARS: std::ops::RangeInclusive<i16> = -9_999..=9_999;
/// The first year of Caesar's calendar, 45 BC.
const FIRST_JULIAN_YEAR: i16 = -44;
/// The first whole year of the Gregorian calendar.
const FIRST_GREGORIAN_YEAR: i16 = 1583;
/// How far a republican day is attested away from the Julian day of the same name: the eclipse of
/// 14 March 190 BC fell on 11 Quintilis (Livy 37.4.4).
const REPUBLICAN_DRIFT_DAYS: DayNumber = 120;

/// What the days and months of a date belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Calendar {
    /// Of Rome before 45 BC. Its days cannot be converted to any other calendar.
    Republican,
    /// Caesar's, from 45 BC.
    Julian,
    /// Today's.
    Gregorian,
}

impl Calendar {
    /// All calendars, the oldest first.
    pub const ALL: [Self; 3] = [Self::Republican, Self::Julian, Self::Gregorian];

    /// The word of JSON and of the canonical text.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Republican => "republican",
            Self::Julian => "julian",
            Self::Gregorian => "gregorian",
        }
    }

    /// The calendar of a [`Calendar::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|calendar| calendar.id() == id)
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Republican => "calendar-republican",
            Self::Julian => "calendar-julian",
            Self::Gregorian => "calendar-gregorian",
        }
    }

    /// The calendar by which a year is usually given: republican before 45 BC, Julian up to 1582,
    /// Gregorian from 1583.
    #[must_use]
    pub const fn usual_for(year: i16) -> Self {
        if year >= FIRST_GREGORIAN_YEAR {
            Self::Gregorian
        } else if year >= FIRST_JULIAN_YEAR {
            Self::Julian
        } else {
            Self::Republican
        }
    }

    /// Days of a month; `None` when there is no such month. The republican calendar also had an
    /// intercalary month, which cannot be computed and is no part of this.
    #[must_use]
    pub const fn days_of_month(self, year: i16, month: u8) -> Option<u8> {
        let days = match (self, month) {
            (Self::Republican, 3 | 5 | 7 | 10) => 31,
            (Self::Republican, 2) => 28,
            (Self::Republican, 1..=12) => 29,
            (_, 4 | 6 | 9 | 11) => 30,
            (_, 2) if self.is_leap(year) => 29,
            (_, 2) => 28,
            (_, 1..=12) => 31,
            _ => return None,
        };
        Some(days)
    }

    const fn is_leap(self, year: i16) -> bool {
        match self {
            Self::Republican => false,
            Self::Julian => year % 4 == 0,
            Self::Gregorian => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0),
        }
    }

    /// Days since 1970-01-01 (Gregorian). A republican day is counted as if it were Julian, which
    /// keeps the order of republican days and puts all of them before 45 BC, but is no conversion.
    ///
    /// Algorithm: Howard Hinnant, `days_from_civil`, *chrono-Compatible Low-Level Date Algorithms*
    /// (2021), and the same with the Julian leap rule.
    fn day_number(self, year: i16, month: u8, day: u8) -> DayNumber {
        let (year, month, day) = (i32::from(year), i32::from(month), i32::from(day));
        let shifted_year = if month <= 2 { year - 1 } else { year };
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        match self {
            Self::Gregorian => {
                let (era, year_of_era) =
                    (shifted_year.div_euclid(400), shifted_year.rem_euclid(400));
                let leap_days = year_of_era / 4 - year_of_era / 100;
                era * 146_097 + year_of_era * 365 + leap_days + day_of_year - 719_468
            }
            Self::Julian | Self::Republican => {
                let (era, year_of_era) = (shifted_year.div_euclid(4), shifted_year.rem_euclid(4));
                era * 1_461 + year_of_era * 365 + day_of_year - 719_470
            }
        }
    }
}

/// On which side of the year 1 a year lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Era {
    /// Before Christ.
    BeforeChrist,
    /// After Christ.
    Christian,
}

impl Era {
    /// The astronomical year of a year of this era: 63 BC is -62. There is no year 0, and none
    /// above 9999.
    ///
    /// # Errors
    /// When there is no such year.
    pub fn astronomical(self, year: u32) -> Result<i16, EventDayError> {
        if year == 0 {
            return Err(EventDayError::YearZero);
        }
        let year = i16::try_from(year).map_err(|_| EventDayError::YearOutOfReach)?;
        let astronomical = match self {
            Self::BeforeChrist => 1 - year,
            Self::Christian => year,
        };
        match YEARS.contains(&astronomical) {
            true => Ok(astronomical),
            false => Err(EventDayError::YearOutOfReach),
        }
    }

    /// Era and year within it of an astronomical year.
    #[must_use]
    pub const fn of(year: i16) -> (Self, u16) {
        if year > 0 {
            (Self::Christian, year.unsigned_abs())
        } else {
            (Self::BeforeChrist, year.unsigned_abs() + 1)
        }
    }
}

/// How much of a day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Completeness {
    /// The year alone.
    Year,
    /// Year and month.
    Month,
    /// All of it.
    Day,
}

/// Why words or parts make no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventDayError {
    /// Not understood.
    #[error("not understood as a day")]
    NotUnderstood,
    /// A day or month without its year.
    #[error("the year is missing")]
    NoYear,
    /// A year of fewer than four digits that does not say on which side of the year 1 it lies.
    #[error("a short year needs its era")]
    NeedsEra,
    /// The year 0, which no era has.
    #[error("there is no year 0")]
    YearZero,
    /// Before 10000 BC or after AD 9999.
    #[error("the year is out of reach")]
    YearOutOfReach,
    /// A month or day the calendar does not have.
    #[error("there is no such day")]
    NoSuchDay,
    /// Could be two different days.
    #[error("could be two different days")]
    Ambiguous,
    /// A span that ends before it starts.
    #[error("the end is before the start")]
    EndBeforeStart,
}

impl EventDayError {
    /// The message that explains it to the user.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::NotUnderstood => "event-day-not-understood",
            Self::NoYear => "event-day-no-year",
            Self::NeedsEra => "event-day-needs-era",
            Self::YearZero => "event-day-year-zero",
            Self::YearOutOfReach => "event-day-year-out-of-reach",
            Self::NoSuchDay => "event-day-no-such-day",
            Self::Ambiguous => "event-day-ambiguous",
            Self::EndBeforeStart => "event-day-end-before-start",
        }
    }
}

/// A year, with its month and day as far as they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDay {
    year: i16,
    month: Option<u8>,
    day: Option<u8>,
    calendar: Calendar,
}

impl PartialDay {
    /// A day of a calendar, or as much of it as is known.
    ///
    /// # Errors
    /// When the calendar has no such year, month or day, or a day comes without its month.
    pub fn new(
        calendar: Calendar,
        year: i16,
        month: Option<u8>,
        day: Option<u8>,
    ) -> Result<Self, EventDayError> {
        if !YEARS.contains(&year) {
            return Err(EventDayError::YearOutOfReach);
        }
        let days = calendar.days_of_month(year, month.unwrap_or(1));
        let exists = match (days, day) {
            (None, _) => false,
            (Some(_), None) => true,
            (Some(days), Some(day)) => month.is_some() && (1..=days).contains(&day),
        };
        match exists {
            true => Ok(Self {
                year,
                month,
                day,
                calendar,
            }),
            false => Err(EventDayError::NoSuchDay),
        }
    }

    /// Astronomical year: 63 BC is -62.
    #[must_use]
    pub const fn year(&self) -> i16 {
        self.year
    }

    /// Era, and the year within it, as people say it.
    #[must_use]
    pub const fn year_of_era(&self) -> (Era, u16) {
        Era::of(self.year)
    }

    /// Month, 1 to 12, if known.
    #[must_use]
    pub const fn month(&self) -> Option<u8> {
        self.month
    }

    /// Day of the month, from 1, if known.
    #[must_use]
    pub const fn day(&self) -> Option<u8> {
        self.day
    }

    /// The calendar it belongs to.
    #[must_use]
    pub const fn calendar(&self) -> Calendar {
        self.calendar
    }

    /// How much of it is known.
    #[must_use]
    pub const fn completeness(&self) -> Completeness {
        match (self.month, self.day) {
            (Some(_), Some(_)) => Completeness::Day,
            (Some(_), None) => Completeness::Month,
            (None, _) => Completeness::Year,
        }
    }

    /// The first day it can be, counted from 1970-01-01; for republican days see
    /// [`EventDay::earliest`].
    #[must_use]
    pub fn earliest(&self) -> DayNumber {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        self.calendar.day_number(self.year, month, day)
    }

    /// The last day it can be, counted from 1970-01-01.
    #[must_use]
    pub fn latest(&self) -> DayNumber {
        let month = self.month.unwrap_or(12);
        let last = self.calendar.days_of_month(self.year, month).unwrap_or(1);
        let day = self.day.unwrap_or(last);
        self.calendar.day_number(self.year, month, day)
    }

    /// Reads the form that [`fmt::Display`] writes.
    fn parse(text: &str) -> Option<Self> {
        let (numbers, calendar) = match text.split_once(' ') {
            Some((numbers, calendar)) => (numbers, Some(Calendar::from_id(calendar)?)),
            None => (text, None),
        };
        let (sign, numbers) = match numbers.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, numbers),
        };
        let mut parts = numbers.split('-');
        let year = sign * i16::try_from(digits(parts.next()?, 4)?).ok()?;
        let mut two_digits = || match parts.next() {
            Some(part) => digits(part, 2).and_then(|number| u8::try_from(number).ok()),
            None => None,
        };
        let (month, day) = (two_digits(), two_digits());
        let calendar = calendar.unwrap_or(Calendar::usual_for(year));
        let parsed = Self::new(calendar, year, month, day).ok()?;
        // Whatever else stood there (a fourth part, a minus before zero) is not written that way.
        (parsed.to_string() == text).then_some(parsed)
    }
}

/// The number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<u16> {
    let all_digits = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    all_digits.then(|| text.parse().ok())?
}

/// The canonical form of one end, for example `-0062-12-05` or `2026-03`; the calendar is named when
/// it is not the one usual for the year.
impl fmt::Display for PartialDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.year < 0 { "-" } else { "" };
        write!(formatter, "{sign}{:04}", self.year.unsigned_abs())?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(formatter, "-{part:02}")?;
        }
        match self.calendar == Calendar::usual_for(self.year) {
            true => Ok(()),
            false => write!(formatter, " {}", self.calendar.id()),
        }
    }
}

/// When something happened: a day, as much of it as is known, or the span between two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EventDay {
    start: PartialDay,
    end: Option<PartialDay>,
}

impl EventDay {
    /// A single day, or as much of it as is known.
    #[must_use]
    pub const fn on(day: PartialDay) -> Self {
        Self {
            start: day,
            end: None,
        }
    }

    /// A span; a single day when both ends are the same.
    ///
    /// # Errors
    /// When the end lies before the start.
    pub fn between(start: PartialDay, end: PartialDay) -> Result<Self, EventDayError> {
        if end.earliest() < start.earliest() || end.latest() < start.latest() {
            return Err(EventDayError::EndBeforeStart);
        }
        Ok(Self {
            start,
            end: (start != end).then_some(end),
        })
    }

    /// Reads the canonical text that [`fmt::Display`] writes; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some((start, end)) = text.split_once('/') else {
            return PartialDay::parse(text).map(Self::on);
        };
        let span = Self::between(PartialDay::parse(start)?, PartialDay::parse(end)?).ok()?;
        span.is_span().then_some(span)
    }

    /// Reads a day as people write it, in Bulgarian or English: `63 BC`, `5 декември 63 пр. Хр.`,
    /// `03.2026`, `12.03.2026`, `2026`, `75–74 BC`, `May-November 58 BC`, and as Romans did:
    /// `a.d. VI Kal. Feb. 60 BC`. The calendar is the one usual for the year, see
    /// [`Calendar::usual_for`].
    ///
    /// # Errors
    /// When it is no day, or could be two.
    pub fn read(text: &str) -> Result<Self, EventDayError> {
        match Self::parse(text.trim()) {
            Some(day) => Ok(day),
            None => roman::read(text).unwrap_or_else(|| words::read(text)),
        }
    }

    /// The day, or the start of the span.
    #[must_use]
    pub const fn start(&self) -> &PartialDay {
        &self.start
    }

    /// The end of the span.
    #[must_use]
    pub const fn end(&self) -> Option<&PartialDay> {
        self.end.as_ref()
    }

    /// True when it is a span between two days.
    #[must_use]
    pub const fn is_span(&self) -> bool {
        self.end.is_some()
    }

    /// How much of it is known: of a span, of its lesser known end.
    #[must_use]
    pub fn completeness(&self) -> Completeness {
        let start = self.start.completeness();
        self.end.map_or(start, |end| start.min(end.completeness()))
    }

    /// The first day it can be, counted from 1970-01-01. Republican days are counted as if they
    /// were Julian: good for their order, no conversion.
    #[must_use]
    pub fn earliest(&self) -> DayNumber {
        self.start.earliest()
    }

    /// The last day it can be, counted from 1970-01-01, see [`EventDay::earliest`].
    #[must_use]
    pub fn latest(&self) -> DayNumber {
        self.last().latest()
    }

    fn last(&self) -> &PartialDay {
        self.end.as_ref().unwrap_or(&self.start)
    }

    /// An integer that sorts by the first possible day; of those that begin together, the less is
    /// known of the start, the earlier.
    #[must_use]
    pub fn order(&self) -> i64 {
        i64::from(self.earliest()) * 4 + self.start.completeness() as i64
    }

    /// The day as a civil day, when it is a single Gregorian day and known completely.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        match (self.end, self.start.month, self.start.day) {
            (None, Some(month), Some(day)) if self.start.calendar == Calendar::Gregorian => {
                Date::new(self.start.year, month.cast_signed(), day.cast_signed()).ok()
            }
            _ => None,
        }
    }

    /// Whole years from the start of this to the start of another, by their numbers alone: from
    /// 63 BC to AD 14 are 76, for there is no year 0.
    #[must_use]
    pub const fn years_until(&self, other: &Self) -> i32 {
        other.start.year as i32 - self.start.year as i32
    }

    /// Did it happen before the other? Undecided while both may have been at the same time or either
    /// way round, also because a republican day may be months away from the Julian day of the same
    /// name.
    #[must_use]
    pub fn is_before(&self, other: &Self) -> Truth {
        if self.latest() + drift(self.last(), &other.start) < other.earliest() {
            Truth::True
        } else if other.latest() + drift(other.last(), &self.start) <= self.earliest() {
            Truth::False
        } else {
            Truth::Undecided
        }
    }

    /// The same numbers read in another calendar.
    ///
    /// # Errors
    /// When that calendar has no such day, or the end would lie before the start.
    pub fn in_calendar(&self, calendar: Calendar) -> Result<Self, EventDayError> {
        let read = |day: PartialDay| PartialDay::new(calendar, day.year, day.month, day.day);
        match self.end {
            None => read(self.start).map(Self::on),
            Some(end) => Self::between(read(self.start)?, read(end)?),
        }
    }
}

/// By how many days two ends may lie closer than their numbers say. The last republican day was
/// followed by the first day of 45 BC, so only against older Julian days there is doubt.
fn drift(one: &PartialDay, other: &PartialDay) -> DayNumber {
    let republican = |day: &PartialDay| day.calendar == Calendar::Republican;
    let reckoned_back = |day: &PartialDay| !republican(day) && day.year < FIRST_JULIAN_YEAR;
    let doubtful =
        (republican(one) && reckoned_back(other)) || (republican(other) && reckoned_back(one));
    if doubtful { REPUBLICAN_DRIFT_DAYS } else { 0 }
}

/// A civil day of today's calendar.
impl From<Date> for EventDay {
    fn from(date: Date) -> Self {
        Self::on(PartialDay {
            year: date.year(),
            month: Some(date.month().unsigned_abs()),
            day: Some(date.day().unsigned_abs()),
            calendar: Calendar::Gregorian,
        })
    }
}

/// The canonical text: one end, or both with a slash between.
impl fmt::Display for EventDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.start.fmt(formatter)?;
        match &self.end {
            Some(end) => write!(formatter, "/{end}"),
            None => Ok(()),
        }
    }
}

/// By [`EventDay::order`], then by the last possible day.
impl Ord for EventDay {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.order(), self.latest(), self.start, self.end).cmp(&(
            other.order(),
            other.latest(),
            other.start,
            other.end,
        ))
    }
}

impl PartialOrd for EventDay {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests;
