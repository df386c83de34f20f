//! How much time for visits a day has.

use jiff::civil::Weekday;

use crate::day::Date;
use crate::obligations::coded;
use crate::working_days::is_holiday;

/// Quarters of an hour in a day: nobody visits longer.
pub const QUARTERS_BY_DAY_MAX: u32 = 96;

/// Quarters of an hour a visit takes where nobody said: an hour and a half with the way there. A reasoned default.
pub const VISIT_QUARTERS: u32 = 6;

/// Quarters of an hour for visits on each weekday, Monday first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeekHours(pub [u32; 7]);

impl Default for WeekHours {
    /// Four hours from Monday to Friday: half of a day, the other half goes to what visits leave to do. A reasoned
    /// default until somebody says what they have.
    fn default() -> Self {
        Self([16, 16, 16, 16, 16, 0, 0])
    }
}

impl WeekHours {
    fn on(&self, weekday: Weekday) -> u32 {
        let place = usize::try_from(weekday.to_monday_zero_offset()).unwrap_or(0);
        self.0.get(place).copied().unwrap_or(0)
    }
}

coded! {
    /// What kind of day it is for visits.
    DayKind {
        /// As every week.
        Usual = "usual", "day-usual";
        /// A public holiday.
        Holiday = "holiday", "day-holiday";
        /// Whoever plans is away.
        Absent = "absent", "day-absent";
        /// Somebody said how much time this very day has.
        Stated = "stated", "day-stated";
    }
}

/// The time of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayHours {
    /// Which day.
    pub day: Date,
    /// Quarters of an hour for visits.
    pub quarters: u32,
    /// Why so many.
    pub kind: DayKind,
}

/// The time a day has: none for whoever is away; what was said of this very day; none on a public holiday; otherwise
/// as every week.
#[must_use]
pub fn hours_of(day: Date, usual: &WeekHours, stated: Option<u32>, absent: bool) -> DayHours {
    let (quarters, kind) = match (absent, stated) {
        (true, _) => (0, DayKind::Absent),
        (false, Some(quarters)) => (quarters, DayKind::Stated),
        (false, None) if is_holiday(day) => (0, DayKind::Holiday),
        (false, None) => (usual.on(day.weekday()), DayKind::Usual),
    };
    DayHours {
        day,
        quarters,
        kind,
    }
}

/// What is left of a day after its visits; below zero when they take more than there is.
#[must_use]
pub fn free_quarters(hours: &DayHours, planned: u32) -> i64 {
    i64::from(hours.quarters) - i64::from(planned)
}
