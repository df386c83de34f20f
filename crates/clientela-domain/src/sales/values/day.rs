//! Days as people and programs write them.

use crate::day::DayNumber;
use crate::sales::format::DateOrder;

/// Why a cell is no usable day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFault {
    /// Not a day of the calendar, or not in the given order.
    Invalid,
    /// Could be two different days and no order is known.
    Ambiguous,
}

/// What a cell says about the order of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderProof {
    /// The first number is above 12.
    DayFirst,
    /// The second number is above 12.
    MonthFirst,
    /// A two-digit year can only stand in front (`69-01-31`).
    YearFirst,
    /// Both orders are possible and give different days.
    Ambiguous,
    /// A day that needs no order: ISO, a month's name, dots, or twice the same number.
    Unneeded,
    /// No day.
    Nothing,
}

/// Longest cell read as a day, time and zone included.
const DAY_BYTES_MAX: usize = 48;

/// Reads a day, with or without a time after it. Dots mean day first, as is the custom wherever
/// dates have dots; slashes and dashes need the order unless the value itself tells. Two-digit
/// years lie between 1969 and 2068.
///
/// # Errors
/// When it is no day of the calendar, or could be two.
pub fn parse_day(text: &str, order: Option<DateOrder>) -> Result<DayNumber, DayFault> {
    match written(text) {
        Some(Written::Known { year, month, day }) => {
            day_number(year, month, day).ok_or(DayFault::Invalid)
        }
        Some(Written::Numbers { numbers, dotted }) => {
            let order = order.or(dotted.then_some(DateOrder::DayFirst));
            day_of_numbers(numbers, order)
        }
        None => Err(DayFault::Invalid),
    }
}

/// What a cell proves about the order of day and month in its column.
#[must_use]
pub fn order_proof(text: &str) -> OrderProof {
    match written(text) {
        None => OrderProof::Nothing,
        Some(Written::Known { year, month, day }) => {
            if day_number(year, month, day).is_some() {
                OrderProof::Unneeded
            } else {
                OrderProof::Nothing
            }
        }
        Some(Written::Numbers {
            numbers,
            dotted: true,
        }) => {
            let day = day_of_numbers(numbers, Some(DateOrder::DayFirst));
            if day.is_ok() {
                OrderProof::Unneeded
            } else {
                OrderProof::Nothing
            }
        }
        Some(Written::Numbers {
            numbers,
            dotted: false,
        }) => {
            let day_first = day_of_numbers(numbers, Some(DateOrder::DayFirst));
            let month_first = day_of_numbers(numbers, Some(DateOrder::MonthFirst));
            match (day_first, month_first) {
                (Ok(one), Ok(other)) if one == other => OrderProof::Unneeded,
                (Ok(_), Ok(_)) => OrderProof::Ambiguous,
                (Ok(_), Err(_)) => OrderProof::DayFirst,
                (Err(_), Ok(_)) => OrderProof::MonthFirst,
                (Err(_), Err(_)) if day_of_numbers(numbers, Some(DateOrder::YearFirst)).is_ok() => {
                    OrderProof::YearFirst
                }
                (Err(_), Err(_)) => OrderProof::Nothing,
            }
        }
    }
}

/// The order a day shows by itself: year first as in ISO, day first with dots. `None` for others.
#[must_use]
pub fn shown_order(text: &str) -> Option<DateOrder> {
    let digits = text
        .bytes()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    match (digits, text.as_bytes().get(digits)) {
        (4, _) | (8, None) => Some(DateOrder::YearFirst),
        (1 | 2, Some(b'.')) => Some(DateOrder::DayFirst),
        _ => None,
    }
}

/// The day of a serial number of Excel's 1900 system, `20000` (1954) to `80000` (2119); the time
/// after the point is dropped.
#[must_use]
pub fn day_from_excel_serial(text: &str) -> Option<DayNumber> {
    let text = text.trim();
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    if whole.len() != 5 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // `u32::from_str` takes a plus sign, so the digits are checked first.
    let serial = whole
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| whole.parse::<i32>().ok())??;
    // 25569 is 1970-01-01: Excel counts from 1899-12-30 once past its 29 February 1900.
    (20_000..=80_000)
        .contains(&serial)
        .then_some(serial - 25_569)
}

/// A day as its three parts, as far as the text alone tells which is which.
enum Written {
    Known { year: i32, month: u32, day: u32 },
    Numbers { numbers: [Number; 3], dotted: bool },
}

#[derive(Clone, Copy, Default)]
struct Number {
    value: u32,
    digits: u8,
}

fn written(text: &str) -> Option<Written> {
    if let Some(day) = iso(text.as_bytes()).or_else(|| dotted(text.as_bytes())) {
        return Some(day);
    }
    let text = text.trim();
    if text.len() > DAY_BYTES_MAX
        || !text.bytes().next()?.is_ascii_alphanumeric() && text.is_ascii()
    {
        return None;
    }
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let value: i32 = text.parse().ok()?;
        let part = |number: i32| u32::try_from(number).ok();
        return Some(Written::Known {
            year: value / 10_000,
            month: part(value / 100 % 100)?,
            day: part(value % 100)?,
        });
    }
    parts(text)
}

/// The fast path: `2026-01-31`, alone or with a time.
fn iso(bytes: &[u8]) -> Option<Written> {
    if bytes.len() < 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let number = |range: std::ops::Range<usize>| {
        bytes[range].iter().try_fold(0_u32, |value, byte| {
            byte.is_ascii_digit()
                .then(|| value * 10 + u32::from(byte - b'0'))
        })
    };
    let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
    if bytes.len() > 10 && !is_time(std::str::from_utf8(&bytes[10..]).ok()?) {
        return None;
    }
    Some(Written::Known {
        year: year.cast_signed(),
        month,
        day,
    })
}

/// The fast path of Bulgarian files: `31.01.2026` and nothing else.
fn dotted(bytes: &[u8]) -> Option<Written> {
    let [d1, d0, b'.', m1, m0, b'.', y3, y2, y1, y0] = *bytes else {
        return None;
    };
    let number = |digits: &[u8]| {
        let value = digits.iter().try_fold(0_u32, |value, byte| {
            byte.is_ascii_digit()
                .then(|| value * 10 + u32::from(byte - b'0'))
        })?;
        Some(Number {
            value,
            digits: u8::try_from(digits.len()).ok()?,
        })
    };
    let numbers = [
        number(&[d1, d0])?,
        number(&[m1, m0])?,
        number(&[y3, y2, y1, y0])?,
    ];
    Some(Written::Numbers {
        numbers,
        dotted: true,
    })
}

/// Splits `31.01.2026 г.`, `2-Jun-06`, `June 2, 2006`, `12/1/2010 8:26`.
fn parts(text: &str) -> Option<Written> {
    let mut numbers = [Number::default(); 3];
    let mut found = 0;
    let mut month_name: Option<(usize, u32)> = None;
    let mut separators = [' '; 2];
    let mut rest = text;
    while found < 3 {
        let first = rest.chars().next()?;
        if first.is_ascii_digit() {
            let end = rest
                .find(|character: char| !character.is_ascii_digit())
                .unwrap_or(rest.len());
            if end == 3 || end > 4 {
                return None;
            }
            numbers[found] = Number {
                value: rest[..end].parse().ok()?,
                digits: u8::try_from(end).ok()?,
            };
            rest = &rest[end..];
        } else if first.is_alphabetic() && month_name.is_none() {
            let end = rest
                .find(|character: char| !character.is_alphabetic())
                .unwrap_or(rest.len());
            month_name = Some((found, month_of_name(&rest[..end])?));
            rest = &rest[end..];
        } else {
            return None;
        }
        found += 1;
        if found < 3 {
            let end = rest.find(|character: char| character.is_alphanumeric())?;
            separators[found - 1] = separator(&rest[..end])?;
            rest = &rest[end..];
        }
    }
    if !is_tail(rest) {
        return None;
    }
    match month_name {
        Some((at, month)) => with_name(numbers, at, month),
        None if separators[0] == separators[1] && separators[0] != ' ' => {
            if numbers[0].digits == 4 {
                let [year, month, day] = numbers;
                return Some(Written::Known {
                    year: year.value.cast_signed(),
                    month: month.value,
                    day: day.value,
                });
            }
            Some(Written::Numbers {
                numbers,
                dotted: separators[0] == '.',
            })
        }
        None => None,
    }
}

/// The one sign between two parts: `.`, `/`, `-`, or a space (also for `. ` after a month's name).
fn separator(between: &str) -> Option<char> {
    let mut signs = between
        .chars()
        .filter(|character| !character.is_whitespace());
    let sign = signs.next();
    match (sign, signs.next()) {
        (None, _) => Some(' '),
        (Some(sign @ ('.' | '/' | '-')), None) => Some(sign),
        (Some(','), None) => Some(' '),
        // `ян.-2026`
        (Some('.'), Some('-' | '/' | '.' | ',')) => Some(' '),
        _ => None,
    }
}

fn with_name(numbers: [Number; 3], at: usize, month: u32) -> Option<Written> {
    let (year, day) = match at {
        1 if numbers[0].digits == 4 => (numbers[0], numbers[2]),
        1 => (numbers[2], numbers[0]),
        0 => (numbers[2], numbers[1]),
        _ => return None,
    };
    Some(Written::Known {
        year: full_year(year)?,
        month,
        day: day.value,
    })
}

fn full_year(year: Number) -> Option<i32> {
    let value = year.value.cast_signed();
    match year.digits {
        4 => Some(value),
        2 if value >= 69 => Some(1900 + value),
        2 => Some(2000 + value),
        _ => None,
    }
}

fn day_of_numbers(numbers: [Number; 3], order: Option<DateOrder>) -> Result<DayNumber, DayFault> {
    let [first, second, third] = numbers;
    let day = |year: Number, month: Number, day: Number| {
        full_year(year)
            .and_then(|year| day_number(year, month.value, day.value))
            .ok_or(DayFault::Invalid)
    };
    match order {
        Some(DateOrder::DayFirst) => day(third, second, first),
        Some(DateOrder::MonthFirst) => day(third, first, second),
        Some(DateOrder::YearFirst) if third.digits <= 2 => day(first, second, third),
        Some(DateOrder::YearFirst) | None => {
            match (day(third, second, first), day(third, first, second)) {
                (Ok(one), Ok(other)) if one != other => Err(DayFault::Ambiguous),
                (Ok(one), _) | (_, Ok(one)) => Ok(one),
                (Err(fault), Err(_)) => Err(fault),
            }
        }
    }
}

/// What may follow a day: nothing, the word for year, a time.
fn is_tail(rest: &str) -> bool {
    let rest = rest.trim();
    let rest = ["г.", "г", "год.", "год"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    rest.is_empty() || is_time(rest)
}

/// `8:26`, `08:26:00.000`, `T08:26:00Z`, `8:26 PM`, `, 8:26 ч.`; the clock itself is of no interest.
fn is_time(text: &str) -> bool {
    let text = text.trim_start_matches(['T', ',', ' ', '\u{a0}']);
    let starts_right =
        text.as_bytes().first().is_some_and(u8::is_ascii_digit) && text.contains(':');
    let clock = text.trim_end_matches(['Z', 'ч', '.', ' ']);
    let clock = ["AM", "PM", "am", "pm", "a.m", "p.m"]
        .iter()
        .find_map(|half| clock.strip_suffix(half))
        .unwrap_or(clock);
    starts_right
        && clock
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b":.+- ".contains(&byte))
}

const ENGLISH_MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const BULGARIAN_MONTHS: [&str; 12] = [
    "януари",
    "февруари",
    "март",
    "април",
    "май",
    "юни",
    "юли",
    "август",
    "септември",
    "октомври",
    "ноември",
    "декември",
];

/// The month of a name or of a beginning that only one month has (`Jun`, `ян`, `сеп`, `sept`).
pub(crate) fn month_of_name(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let letters = word.chars().count();
    for (months, letters_min) in [(&ENGLISH_MONTHS, 3), (&BULGARIAN_MONTHS, 2)] {
        if letters < letters_min {
            continue;
        }
        let mut fitting = (1_u32..)
            .zip(months)
            .filter(|(_, name)| name.starts_with(&word));
        if let (Some((number, _)), None) = (fitting.next(), fitting.next()) {
            return Some(number);
        }
    }
    None
}

/// Days since 1970-01-01 of a day of the Gregorian calendar, years 1 to 9999; `None` for a day that
/// does not exist. Algorithm: Howard Hinnant, `days_from_civil`, *chrono-Compatible Low-Level Date
/// Algorithms* (2021); jiff's own path costs too much once per line.
fn day_number(year: i32, month: u32, day: u32) -> Option<DayNumber> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=9999).contains(&year) || !(1..=last).contains(&day) {
        return None;
    }
    let (month, day) = (month.cast_signed(), day.cast_signed());
    let shifted_year = if month <= 2 { year - 1 } else { year };
    let era = shifted_year.div_euclid(400);
    let year_of_era = shifted_year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

#[cfg(test)]
mod tests;
