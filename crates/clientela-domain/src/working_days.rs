//! Working days of Bulgaria (`DOMAIN.md` 0.5): Monday to Friday without the public holidays of the
//! Labour Code, article 154.

use jiff::civil::Weekday;

use crate::day::Date;

/// Fixed holidays: month and day.
const FIXED: [(i8, i8); 10] = [
    (1, 1),
    (3, 3),
    (5, 1),
    (5, 6),
    (5, 24),
    (9, 6),
    (9, 22),
    (12, 24),
    (12, 25),
    (12, 26),
];

/// From the Friday before Easter to the Monday after it.
const EASTER_DAYS: std::ops::RangeInclusive<i64> = -2..=1;

/// Years between which the Julian calendar lies thirteen days behind.
const EASTER_YEARS: std::ops::RangeInclusive<i16> = 1900..=2099;

/// Days the Julian calendar lies behind in those years.
const JULIAN_DAYS_BEHIND: i64 = 13;

/// Longest row of days off there is, with room to spare.
const DAYS_OFF_MAX: usize = 14;

/// Orthodox Easter Sunday by Meeus' rule for the Julian calendar; `None` outside of 1900 to 2099.
#[must_use]
pub fn orthodox_easter(year: i16) -> Option<Date> {
    if !EASTER_YEARS.contains(&year) {
        return None;
    }
    let number = i32::from(year);
    let (four, seven, nineteen) = (number % 4, number % 7, number % 19);
    let moon = (19 * nineteen + 15) % 30;
    let sunday = (2 * four + 4 * seven - moon + 34).rem_euclid(7);
    let (month, day) = ((moon + sunday + 114) / 31, (moon + sunday + 114) % 31 + 1);
    let julian = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(plus(julian, JULIAN_DAYS_BEHIND))
}

/// True when the firm works on that day.
#[must_use]
pub fn is_working_day(day: Date) -> bool {
    !is_weekend(day) && !holidays(day.year()).contains(&day)
}

/// True on a public holiday, on a weekend or not, and on the day off a holiday on a weekend gives.
#[must_use]
pub fn is_holiday(day: Date) -> bool {
    holidays(day.year()).contains(&day)
}

/// The last working day up to a day, the day itself included.
#[must_use]
pub fn working_day_up_to(day: Date) -> Date {
    step(day, -1)
}

/// The first working day after a day.
#[must_use]
pub fn working_day_after(day: Date) -> Date {
    step(plus(day, 1), 1)
}

/// Working days after one day, up to another and with it.
#[must_use]
pub fn working_days_between(after: Date, up_to: Date) -> usize {
    let mut count = 0;
    let mut day = after;
    while day < up_to {
        day = plus(day, 1);
        count += usize::from(is_working_day(day));
    }
    count
}

fn step(mut day: Date, by: i64) -> Date {
    for _ in 0..DAYS_OFF_MAX {
        if is_working_day(day) {
            break;
        }
        day = plus(day, by);
    }
    day
}

fn plus(day: Date, days: i64) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The days off of a year beside its weekends. A fixed holiday on a weekend is given back on the next
/// days that are neither weekend nor holiday.
fn holidays(year: i16) -> Vec<Date> {
    let fixed = |(month, day): (i8, i8)| Date::new(year, month, day).ok();
    let mut off: Vec<Date> = FIXED.into_iter().filter_map(fixed).collect();
    let moved: Vec<Date> = off.iter().copied().filter(|day| is_weekend(*day)).collect();
    if let Some(easter) = orthodox_easter(year) {
        off.extend(EASTER_DAYS.map(|days| plus(easter, days)));
    }
    for holiday in moved {
        let mut day = plus(holiday, 1);
        while is_weekend(day) || off.contains(&day) {
            day = plus(day, 1);
        }
        off.push(day);
    }
    off
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a day")
    }

    #[test]
    fn s0_4_easter_and_working_days() {
        let easters = [
            "2024-05-05",
            "2025-04-20",
            "2026-04-12",
            "2027-05-02",
            "2028-04-16",
        ];
        for (year, easter) in (2024..).zip(easters) {
            assert_eq!(orthodox_easter(year), Some(day(easter)), "{year}");
        }
        let spans = [
            ("2026-04-01", "2026-04-30", 19),
            ("2026-12-20", "2027-01-05", 8),
            ("2026-02-27", "2026-03-06", 4),
        ];
        for (after, up_to, count) in spans {
            assert_eq!(
                working_days_between(day(after), day(up_to)),
                count,
                "{after}"
            );
        }
    }

    #[test]
    fn days_off_lead_back_to_the_last_day_of_work_and_on_to_the_next() {
        assert_eq!(working_day_up_to(day("2026-11-26")), day("2026-11-26"));
        assert_eq!(working_day_up_to(day("2026-11-29")), day("2026-11-27"));
        // Good Friday to Easter Monday.
        assert_eq!(working_day_up_to(day("2026-04-13")), day("2026-04-09"));
        assert_eq!(working_day_after(day("2026-04-09")), day("2026-04-14"));
        // 26 December 2026 is a Saturday and is given back on the Monday after.
        assert_eq!(working_day_after(day("2026-12-23")), day("2026-12-29"));
    }
}
