//! A day as people type it into a field: `24.11`, `утре`, `+3d`, `пт`, `2026-11-24`.
//!
//! A field knows whether it looks ahead (until when) or back (when was it), and so a weekday or a day
//! without its year means the nearest one on that side. What could be two days is not guessed.

use crate::day::Date;

/// On which side of today a field looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// Until when: today and later.
    Ahead,
    /// When it was: today and earlier.
    Behind,
}

/// Words for days around today, with the days to go.
const NEAR: [(&str, i32); 14] = [
    ("днес", 0),
    ("today", 0),
    ("утре", 1),
    ("tomorrow", 1),
    ("вдругиден", 2),
    ("другиден", 2),
    ("вчера", -1),
    ("yesterday", -1),
    ("завчера", -2),
    ("онзи ден", -2),
    ("след седмица", 7),
    ("in a week", 7),
    ("до края на седмицата", END_OF_WEEK),
    ("end of week", END_OF_WEEK),
];

/// Stands for the Friday of this week, which is no fixed number of days.
const END_OF_WEEK: i32 = i32::MAX;

/// Beginnings of weekdays from Monday on, in both languages.
const WEEKDAYS: [&[&str]; 7] = [
    &["пн", "пон", "понеделник", "mon", "monday"],
    &["вт", "втор", "вторник", "tue", "tues", "tuesday"],
    &["ср", "сря", "сряда", "wed", "wednesday"],
    &[
        "чт",
        "четв",
        "четвъртък",
        "thu",
        "thur",
        "thurs",
        "thursday",
    ],
    &["пт", "пет", "петък", "fri", "friday"],
    &["сб", "съб", "събота", "sat", "saturday"],
    &["нд", "нед", "неделя", "sun", "sunday"],
];

/// Reads a typed day; `None` when it is none, or could be two.
#[must_use]
pub fn read(text: &str, today: Date, side: Side) -> Option<Date> {
    let lower = text.trim().trim_end_matches("г.").trim().to_lowercase();
    let word = lower
        .strip_prefix("до ")
        .or(lower.strip_prefix("by "))
        .unwrap_or(&lower)
        .trim();
    if let Ok(day) = word.parse::<Date>() {
        return Some(day);
    }
    if let Some((_, days)) = NEAR.iter().find(|(known, _)| *known == word) {
        return if *days == END_OF_WEEK {
            weekday(4, today, Side::Ahead)
        } else {
            plus(today, *days)
        };
    }
    if let Some(place) = WEEKDAYS.iter().position(|names| names.contains(&word)) {
        return weekday(i32::try_from(place).ok()?, today, side);
    }
    offset(word, today).or_else(|| numbers(word, today, side))
}

fn plus(day: Date, days: i32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// The nearest such weekday: today counts for neither side, for then one would have said today.
fn weekday(wanted: i32, today: Date, side: Side) -> Option<Date> {
    let now = i32::from(today.weekday().to_monday_zero_offset());
    let ahead = (wanted - now).rem_euclid(7);
    match (side, ahead) {
        (Side::Ahead, 0) => plus(today, 7),
        (Side::Ahead, ahead) => plus(today, ahead),
        (Side::Behind, ahead) => plus(today, ahead - 7),
    }
}

/// `+3d`, `+2 седмици`, `-1w`: days, weeks, months.
fn offset(word: &str, today: Date) -> Option<Date> {
    let (sign, rest) = match word.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (
            -1,
            word.strip_prefix('-').or(word.strip_prefix('\u{2212}'))?,
        ),
    };
    let digits = rest
        .find(|letter: char| !letter.is_ascii_digit())
        .unwrap_or(rest.len());
    let number: i32 = rest[..digits]
        .parse()
        .ok()
        .filter(|number| *number <= 3_660)?;
    let unit = rest[digits..].trim();
    let begins = |words: &[&str]| words.iter().any(|known| unit == *known);
    if begins(&["", "d", "day", "days", "д", "ден", "дни", "дена"]) {
        plus(today, sign * number)
    } else if begins(&[
        "w",
        "week",
        "weeks",
        "с",
        "сед",
        "седм",
        "седмица",
        "седмици",
    ]) {
        plus(today, sign * number * 7)
    } else if begins(&["m", "month", "months", "м", "мес", "месец", "месеца"]) {
        today
            .checked_add(jiff::Span::new().try_months(sign * number).ok()?)
            .ok()
    } else {
        None
    }
}

/// `24.11`, `24.11.2026`, `24/11/26`: the day stands first.
fn numbers(word: &str, today: Date, side: Side) -> Option<Date> {
    let mut parts = word
        .trim_end_matches('.')
        .split(['.', '/'])
        .map(|part| part.trim().parse::<i16>().ok());
    let (day, month) = (parts.next()??, parts.next()??);
    let year = parts.next();
    if parts.next().is_some() {
        return None;
    }
    let date = |year: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    match year {
        Some(Some(year)) if year >= 1000 => date(year),
        Some(Some(year)) if (0..100).contains(&year) => date(2000 + year),
        Some(_) => None,
        None => {
            let this = date(today.year());
            let fits = |day: &Date| match side {
                Side::Ahead => *day >= today,
                Side::Behind => *day <= today,
            };
            let other = match side {
                Side::Ahead => date(today.year() + 1),
                Side::Behind => date(today.year() - 1),
            };
            this.filter(fits).or(other)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Tuesday.
    const TODAY: Date = Date::constant(2026, 11, 24);

    fn ahead(text: &str) -> Option<String> {
        read(text, TODAY, Side::Ahead).map(|day| day.to_string())
    }

    fn behind(text: &str) -> Option<String> {
        read(text, TODAY, Side::Behind).map(|day| day.to_string())
    }

    #[test]
    fn words_around_today() {
        for (text, day) in [
            ("днес", "2026-11-24"),
            (" Утре ", "2026-11-25"),
            ("вдругиден", "2026-11-26"),
            ("yesterday", "2026-11-23"),
            ("+3d", "2026-11-27"),
            ("+2 седмици", "2026-12-08"),
            ("+1м", "2026-12-24"),
            ("\u{2212}1w", "2026-11-17"),
            ("end of week", "2026-11-27"),
        ] {
            assert_eq!(ahead(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn a_weekday_is_the_nearest_on_its_side() {
        assert_eq!(ahead("до петък").as_deref(), Some("2026-11-27"));
        assert_eq!(ahead("fri").as_deref(), Some("2026-11-27"));
        assert_eq!(ahead("вторник").as_deref(), Some("2026-12-01"));
        assert_eq!(behind("пт").as_deref(), Some("2026-11-20"));
        assert_eq!(behind("tue").as_deref(), Some("2026-11-17"));
    }

    #[test]
    fn a_day_without_its_year_is_the_nearest_on_its_side() {
        assert_eq!(ahead("24.11").as_deref(), Some("2026-11-24"));
        assert_eq!(ahead("5.1").as_deref(), Some("2027-01-05"));
        assert_eq!(behind("31.12").as_deref(), Some("2025-12-31"));
        assert_eq!(ahead("1.12.26").as_deref(), Some("2026-12-01"));
        assert_eq!(ahead("1/12/2026 г.").as_deref(), Some("2026-12-01"));
        assert_eq!(ahead("2026-12-01").as_deref(), Some("2026-12-01"));
    }

    #[test]
    fn what_is_no_day_stays_none() {
        for text in [
            "",
            "скоро",
            "31.11",
            "32.1.2026",
            "+",
            "+3x",
            "1.2.3.4",
            "+99999d",
            "24",
        ] {
            assert_eq!(ahead(text), None, "{text}");
        }
    }
}
