//! Days as Romans name them (`DOMAIN.md` 25.3): so many before the Kalends, Nones or Ides of a month, both
//! ends counted: `a.d. VI Kal. Feb. 60 BC`, `prid. Kal. Mai. 54`, `мартенските иди 44 г. пр. Хр.`.
//!
//! Before 45 BC months have their republican lengths, and no day is converted to any other calendar; days of
//! an intercalary month cannot be computed and are not read. The year is the one in which the day lies: a day
//! before the Kalends of January lies in the December of that year. A year without an era is before Christ,
//! as editors of letters number them.

use super::{Calendar, Era, EventDay, EventDayError, PartialDay};
use crate::sales::values::month_of_name;

/// Longest text read as a Roman day.
const TEXT_BYTES_MAX: usize = 120;

/// A day of the month from which others are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The first.
    Kalends,
    /// The fifth, or the seventh.
    Nones,
    /// The thirteenth, or the fifteenth.
    Ides,
}

impl Mark {
    /// Beginnings of its names in Latin, Bulgarian and English.
    const NAMES: [(&'static str, Self); 8] = [
        ("kal", Self::Kalends),
        ("cal", Self::Kalends),
        ("кал", Self::Kalends),
        ("non", Self::Nones),
        ("нон", Self::Nones),
        ("eid", Self::Ides),
        ("id", Self::Ides),
        ("ид", Self::Ides),
    ];

    fn of(word: &str) -> Option<Self> {
        let mut names = Self::NAMES.iter();
        let fitting = names.find(|(name, _)| word.starts_with(name));
        fitting.map(|(_, mark)| *mark)
    }

    /// The day of the month; later by two in March, May, July and October.
    const fn day(self, month: u8) -> u8 {
        let late = if matches!(month, 3 | 5 | 7 | 10) {
            2
        } else {
            0
        };
        match self {
            Self::Kalends => 1,
            Self::Nones => 5 + late,
            Self::Ides => 13 + late,
        }
    }
}

/// The day that is the `ordinal`-th before a mark of a month, both ends counted: 1 is the mark itself, 2 the
/// day before. Month, from 1, and day.
///
/// # Errors
/// [`EventDayError::NoSuchDay`] for a count that leaves the month, or goes beyond the mark before.
pub fn month_and_day(
    calendar: Calendar,
    year: i16,
    (ordinal, mark, month): (u8, Mark, u8),
) -> Result<(u8, u8), EventDayError> {
    if ordinal == 0 {
        return Err(EventDayError::NoSuchDay);
    }
    let base = mark.day(month);
    if ordinal == 1 {
        return Ok((month, base));
    }
    if mark != Mark::Kalends {
        // Days after the mark before are counted to this one, so a count never reaches it.
        let before = match mark {
            Mark::Ides => Mark::Nones.day(month),
            Mark::Kalends | Mark::Nones => Mark::Kalends.day(month),
        };
        let day = (base + 1).checked_sub(ordinal);
        let day = day.filter(|day| *day > before);
        return day.map(|day| (month, day)).ok_or(EventDayError::NoSuchDay);
    }
    let previous = if month == 1 { 12 } else { month - 1 };
    let mut length = calendar
        .days_of_month(year, previous)
        .ok_or(EventDayError::NoSuchDay)?;
    // The day added in a leap year doubles the sixth before the Kalends of March.
    if previous == 2 && length == 29 && ordinal > LEAP_ORDINAL {
        length -= 1;
    }
    let day = (length + 2).checked_sub(ordinal);
    let day = day.filter(|day| *day > Mark::Ides.day(previous));
    let day = day.map(|day| (previous, day));
    day.ok_or(EventDayError::NoSuchDay)
}

/// The sixth before the Kalends of March, which a leap year has twice.
const LEAP_ORDINAL: u8 = 6;

/// Words of the day before.
const EVES: [&str; 5] = ["prid", "pridie", "пр", "прид", "навечерието"];

/// Words that introduce a count and say nothing themselves.
const SILENT: [&str; 24] = [
    "a",
    "d",
    "ad",
    "ante",
    "diem",
    "а",
    "д",
    "анте",
    "дием",
    "на",
    "в",
    "преди",
    "ден",
    "деня",
    "от",
    "г",
    "година",
    "of",
    "the",
    "before",
    "day",
    "in",
    "th",
    "st",
];

/// Latin names of months by their beginnings.
const MONTHS: [(&str, u8); 24] = [
    ("ian", 1),
    ("jan", 1),
    ("feb", 2),
    ("mart", 3),
    ("mar", 3),
    ("apr", 4),
    ("mai", 5),
    ("may", 5),
    ("iun", 6),
    ("jun", 6),
    ("quin", 7),
    ("iul", 7),
    ("jul", 7),
    ("sext", 8),
    ("aug", 8),
    ("sept", 9),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("квинт", 7),
    ("секст", 8),
    ("ян", 1),
    ("юл", 7),
];

/// What a Roman day is written with.
#[derive(Default)]
struct Written {
    ordinal: Option<u8>,
    is_leap_double: bool,
    mark: Option<Mark>,
    month: Option<u8>,
    year: Option<u32>,
}

/// Reads a Roman day; `None` when the text names no mark of a month, and so is none.
pub(super) fn read(text: &str) -> Option<Result<EventDay, EventDayError>> {
    if text.len() > TEXT_BYTES_MAX {
        return None;
    }
    let (day, era) = without_era(&text.to_lowercase());
    let words = day
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    if !words.iter().any(|word| Mark::of(word).is_some()) {
        return None;
    }
    Some(written(&words).and_then(|written| settled(&written, era)))
}

/// The text without the words of its era, which stand at its end.
fn without_era(text: &str) -> (String, Option<Era>) {
    const ENDS: [(&str, Era); 14] = [
        ("г. пр. хр", Era::BeforeChrist),
        ("пр. хр", Era::BeforeChrist),
        ("пр.хр", Era::BeforeChrist),
        ("пр. н. е", Era::BeforeChrist),
        ("пр.н.е", Era::BeforeChrist),
        ("преди христа", Era::BeforeChrist),
        ("b.c", Era::BeforeChrist),
        ("bc", Era::BeforeChrist),
        ("bce", Era::BeforeChrist),
        ("сл. хр", Era::Christian),
        ("сл.хр", Era::Christian),
        ("a.d", Era::Christian),
        ("ad", Era::Christian),
        ("ce", Era::Christian),
    ];
    let text = text.trim().trim_end_matches('.');
    let found = ENDS
        .iter()
        .find_map(|(end, era)| Some((text.strip_suffix(end)?, *era)));
    match found {
        // Of `Id. Mart. AD 14` the era stands before the year.
        None => match text
            .rsplit_once(" ad ")
            .map(|(day, year)| format!("{day} {year}"))
        {
            Some(day) if !day.starts_with("ad ") => (day, Some(Era::Christian)),
            _ => (text.to_owned(), None),
        },
        Some((day, era)) => (day.to_owned(), Some(era)),
    }
}

fn written(words: &[&str]) -> Result<Written, EventDayError> {
    let mut found = Written::default();
    for word in words {
        let is_after_mark = found.mark.is_some();
        if let Some(mark) = Mark::of(word) {
            if found.mark.replace(mark).is_some() {
                return Err(EventDayError::NotUnderstood);
            }
        } else if *word == "bis" || *word == "бис" {
            found.is_leap_double = true;
        } else if !is_after_mark && EVES.contains(word) {
            found.ordinal = Some(2);
        } else if let Some(month) = month(word).filter(|_| found.month.is_none()) {
            found.month = Some(month);
        } else if let Some(number) = number(word) {
            if is_after_mark {
                found.year = Some(number);
            } else {
                found.ordinal = u8::try_from(number).ok();
            }
        } else if !SILENT.contains(word) {
            return Err(EventDayError::NotUnderstood);
        }
    }
    Ok(found)
}

/// A Latin, Bulgarian or English name of a month, also as an adjective (`мартенските`).
fn month(word: &str) -> Option<u8> {
    // A letter alone is a numeral, and so is `iii`.
    if word.chars().count() < 2 || number(word).is_some() {
        return None;
    }
    let latin = MONTHS.iter().find(|(name, _)| word.starts_with(name));
    let known = latin.map(|(_, month)| *month);
    let adjective = word
        .strip_suffix("ските")
        .or(word.strip_suffix("ски"))
        .map(|stem| stem.trim_end_matches("ен"));
    let named = || month_of_name(adjective.unwrap_or(word));
    known.or_else(|| named().and_then(|month| u8::try_from(month).ok()))
}

/// A number in digits, or a Roman numeral in Latin letters or the Cyrillic ones that look alike.
fn number(word: &str) -> Option<u32> {
    if word.bytes().all(|byte| byte.is_ascii_digit()) {
        return word.parse().ok().filter(|_| word.len() <= 4);
    }
    let mut sum = 0;
    let mut largest = 0;
    for letter in word.chars().rev() {
        let value = match letter {
            'i' | 'j' | 'і' => 1,
            'v' => 5,
            'x' | 'х' => 10,
            'l' => 50,
            'c' | 'с' => 100,
            _ => return None,
        };
        if value < largest {
            sum -= value;
        } else {
            sum += value;
            largest = value;
        }
    }
    u32::try_from(sum).ok().filter(|sum| *sum > 0)
}

fn settled(written: &Written, era: Option<Era>) -> Result<EventDay, EventDayError> {
    let (Some(mark), Some(month)) = (written.mark, written.month) else {
        return Err(EventDayError::NotUnderstood);
    };
    let number = written.year.ok_or(EventDayError::NoYear)?;
    let year = era.unwrap_or(Era::BeforeChrist).astronomical(number)?;
    let calendar = Calendar::usual_for(year);
    let ordinal = written.ordinal.unwrap_or(1);
    let (month, mut day) = month_and_day(calendar, year, (ordinal, mark, month))?;
    if written.is_leap_double {
        let has_double = month == 2 && calendar.days_of_month(year, 2) == Some(29);
        if !has_double || ordinal != LEAP_ORDINAL {
            return Err(EventDayError::NoSuchDay);
        }
        day -= 1;
    }
    PartialDay::new(calendar, year, Some(month), Some(day)).map(EventDay::on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s25_2_roman_days() {
        use Mark::{Ides, Kalends, Nones};
        let cases = [
            ((6, Kalends, 2), true, (1, 25)),
            ((6, Kalends, 2), false, (1, 27)),
            ((3, Nones, 10), true, (10, 5)),
            ((1, Ides, 3), false, (3, 15)),
            ((2, Kalends, 5), true, (4, 29)),
            ((4, Kalends, 11), false, (10, 29)),
            ((4, Kalends, 5), true, (4, 27)),
            ((6, Ides, 4), true, (4, 8)),
        ];
        for (asked, is_republican, expected) in cases {
            let (calendar, year) = match is_republican {
                true => (Calendar::Republican, -59),
                false => (Calendar::Julian, 14),
            };
            assert_eq!(
                month_and_day(calendar, year, asked),
                Ok(expected),
                "{asked:?}"
            );
        }
    }

    #[test]
    fn people_write_roman_days_in_both_alphabets() {
        for (text, expected) in [
            ("a.d. VI Kal. Feb. 60 BC", "-0059-01-25"),
            ("a. d. VI Kal. Febr. 60 B.C.", "-0059-01-25"),
            ("ante diem VI Kalendas Februarias 60 BC", "-0059-01-25"),
            ("prid. Kal. Mai. 54", "-0053-04-29"),
            ("pridie Kalendas Maias 54 BC", "-0053-04-29"),
            ("Id. Mart. 44 BC", "-0043-03-15"),
            ("Ides of March 44 BC", "-0043-03-15"),
            ("мартенските иди 44 г. пр. Хр.", "-0043-03-15"),
            ("Ид. Март. 44 пр. Хр.", "-0043-03-15"),
            ("а.д. VI Кал. Февр. 60 г. пр. Хр.", "-0059-01-25"),
            (
                "VI ден преди февруарските календи 60 г. пр. Хр.",
                "-0059-01-25",
            ),
            (
                "в навечерието на календите на май 54 г. пр. Хр.",
                "-0053-04-29",
            ),
            ("Kal. Ian. 61", "-0060-01-01"),
            ("a.d. IV Kal. Ian. 61 BC", "-0060-12-27"),
            ("Non. Quint. 46 BC", "-0045-07-07"),
            ("a.d. V Id. Mart. 56 BC", "-0055-03-11"),
            ("Id. Aug. 14 AD", "0014-08-13"),
            ("a.d. bis VI Kal. Mart. 4 AD", "0004-02-24"),
            ("a.d. VI Kal. Mart. 4 AD", "0004-02-25"),
            ("a.d. VII Kal. Mart. 4 AD", "0004-02-23"),
        ] {
            let day = EventDay::read(text);
            assert_eq!(
                day.map(|day| day.to_string()),
                Ok(expected.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_roman_day_is_refused_with_its_reason() {
        for (text, expected) in [
            ("a.d. VI Kal. Feb.", EventDayError::NoYear),
            ("a.d. XX Kal. Feb. 60 BC", EventDayError::NoSuchDay),
            ("a.d. IX Id. Apr. 60 BC", EventDayError::NoSuchDay),
            ("a.d. bis VI Kal. Mart. 5 AD", EventDayError::NoSuchDay),
            ("Kal. intercal. 46 BC", EventDayError::NotUnderstood),
            ("Id. 44 BC", EventDayError::NotUnderstood),
        ] {
            assert_eq!(EventDay::read(text), Err(expected), "{text}");
        }
    }

    /// Every day of every month has one Roman name, and the names follow each other backwards.
    #[test]
    fn names_cover_every_day_of_a_year_once() {
        for (calendar, year) in [
            (Calendar::Republican, -59),
            (Calendar::Julian, 14),
            (Calendar::Julian, 4),
        ] {
            let mut found = std::collections::BTreeSet::new();
            for month in 1..=12 {
                for mark in [Mark::Kalends, Mark::Nones, Mark::Ides] {
                    for ordinal in 1..=20 {
                        let asked = (ordinal, mark, month);
                        let Ok(day) = month_and_day(calendar, year, asked) else {
                            continue;
                        };
                        assert!(found.insert(day), "{asked:?} is {day:?} once more");
                    }
                }
            }
            let days: usize = (1..=12)
                .filter_map(|month| calendar.days_of_month(year, month))
                .map(usize::from)
                .sum();
            // The doubled sixth has its name from `bis`.
            let doubled = usize::from(calendar.days_of_month(year, 2) == Some(29));
            assert_eq!(found.len() + doubled, days);
        }
    }
}
