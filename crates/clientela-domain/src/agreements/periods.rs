//! For which days a clause is measured.

use jiff::Span;

use super::words::ClausePeriod;
use crate::day::Date;

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl ClausePeriod {
    /// How many months it has.
    #[must_use]
    pub const fn months(self) -> i8 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}

/// The period of the calendar a day lies in.
#[must_use]
pub fn window_of(period: ClausePeriod, day: Date) -> Window {
    let months = period.months();
    let first = (day.month() - 1) / months * months + 1;
    let from = Date::new(day.year(), first, 1).unwrap_or(day);
    let to = from
        .saturating_add(Span::new().months(i32::from(months)))
        .saturating_sub(Span::new().days(1));
    Window { from, to }
}

/// The periods that closed before a day, the latest first, at most so many, none that ended before an
/// agreement began. A period in the midst of which it began counts from that day.
#[must_use]
pub fn closed_windows(
    period: ClausePeriod,
    since: Option<Date>,
    today: Date,
    most: usize,
) -> Vec<Window> {
    let mut found = Vec::new();
    let mut window = window_of(period, today);
    while found.len() < most {
        let before = window.from.saturating_sub(Span::new().days(1));
        if before >= window.from || since.is_some_and(|since| before < since) {
            break;
        }
        window = window_of(period, before);
        let from = since.map_or(window.from, |since| since.max(window.from));
        found.push(Window {
            from,
            to: window.to,
        });
    }
    found
}
