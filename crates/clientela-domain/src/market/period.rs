//! The days a figure of what a client buys is of, as people and files write them.

use crate::day::{Date, Month, Period};

/// Reads a year (`2026`), a quarter (`2026-Q2`), a month (`2026-04`) or two days (`2026-01-15..2026-03-31`);
/// `None` for anything else, and for days the wrong way round.
#[must_use]
pub fn read_period(text: &str) -> Option<Period> {
    let text = text.trim();
    if let Some((from, to)) = text.split_once("..") {
        let (from, to): (Date, Date) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        return (from <= to).then_some(Period { from, to });
    }
    let (year, part) = match text.split_once('-') {
        None => (text, None),
        Some((year, part)) => (year, Some(part)),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if year.len() != 4 || !digits(year) {
        return None;
    }
    let first = Month::of(Date::new(year.parse().ok()?, 1, 1).ok()?);
    let (offset, months) = match part {
        None => (0, 12),
        Some(part) => match part.strip_prefix(['Q', 'q']) {
            Some(quarter) => (3 * (within(quarter, 4)? - 1), 3),
            None if part.len() == 2 => (within(part, 12)? - 1, 1),
            None => return None,
        },
    };
    let from = first.plus(offset);
    Some(Period {
        from: from.first_day(),
        to: from.plus(months - 1).last_day(),
    })
}

/// A number from 1 to the last one.
fn within(text: &str, last: i32) -> Option<i32> {
    let number = text.parse().ok()?;
    (1..=last).contains(&number).then_some(number)
}

/// A period in the shortest form [`read_period`] reads.
#[must_use]
pub fn period_text(period: Period) -> String {
    let (from, to) = (Month::of(period.from), Month::of(period.to));
    let is_whole = period.from == from.first_day() && period.to == to.last_day();
    let (year, month) = (from.year(), from.month());
    match to.index() - from.index() + 1 {
        12 if is_whole && month == 1 => format!("{year}"),
        3 if is_whole && month % 3 == 1 => format!("{year}-Q{}", (month + 2) / 3),
        1 if is_whole => format!("{year}-{month:02}"),
        _ => format!("{}..{}", period.from, period.to),
    }
}
