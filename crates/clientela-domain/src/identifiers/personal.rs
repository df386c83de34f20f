//! The personal number of a Bulgarian citizen (ЕГН): recognised so that it is not kept.

use super::{Eik, digit_values, weighted_sum};
use crate::day::Date;

const PERSONAL_DIGITS: usize = 10;
const WEIGHTS: [u32; 9] = [2, 4, 8, 5, 10, 9, 7, 3, 6];

/// True for ten digits that open with a plausible day of birth and end with the right check digit.
///
/// One in about a hundred other ten-digit codes passes too, so use it only where a company number
/// is expected. Source: Ordinance RD-02-20-9/2012 on the national population database.
#[must_use]
pub fn is_personal_number(text: &str) -> bool {
    let Some(digits) = digit_values(text.trim()) else {
        return false;
    };
    digits.len() == PERSONAL_DIGITS
        && has_birthday(&digits)
        && weighted_sum(&digits, WEIGHTS) % 11 % 10 == digits[9]
}

/// True also when a spreadsheet took the leading zero of somebody born in a year from 00 to 09,
/// unless the nine digits left are a valid company number.
#[must_use]
pub fn may_be_personal_number(text: &str) -> bool {
    let text = text.trim();
    is_personal_number(text)
        || (text.len() == PERSONAL_DIGITS - 1
            && is_personal_number(&format!("0{text}"))
            && Eik::parse(text).is_err())
}

/// Months 21 to 32 are births of the 1800s, 41 to 52 of the 2000s.
fn has_birthday(digits: &[u32]) -> bool {
    let pair = |at: usize| digits[at] * 10 + digits[at + 1];
    let (century, month) = match pair(2) {
        month @ 1..=12 => (1900, month),
        month @ 21..=32 => (1800, month - 20),
        month @ 41..=52 => (2000, month - 40),
        _ => return false,
    };
    let (Ok(year), Ok(month), Ok(day)) = (
        i16::try_from(century + pair(0)),
        i8::try_from(month),
        i8::try_from(pair(4)),
    ) else {
        return false;
    };
    Date::new(year, month, day).is_ok()
}

/// The number with all but its first two digits replaced by `*`: the year of birth alone points to
/// nobody and still lets somebody find the line in their own file. Other characters stay.
#[must_use]
pub fn mask_personal_number(text: &str) -> String {
    let mut digits_seen = 0;
    let mask = |character: char| {
        if !character.is_ascii_digit() {
            return character;
        }
        digits_seen += 1;
        if digits_seen <= 2 { character } else { '*' }
    };
    text.chars().map(mask).collect()
}

/// A text with every personal number in it masked, and how many there were. Only whole runs of ten
/// digits count: part of a longer number is not a personal number.
#[must_use]
pub fn mask_personal_numbers(text: &str) -> (String, usize) {
    let mut masked = String::with_capacity(text.len());
    let mut found = 0;
    let mut rest = text;
    while let Some(start) = rest.find(|character: char| character.is_ascii_digit()) {
        let (before, run) = rest.split_at(start);
        let end = run
            .find(|character: char| !character.is_ascii_digit())
            .unwrap_or(run.len());
        let (run, after) = run.split_at(end);
        masked.push_str(before);
        if is_personal_number(run) {
            found += 1;
            masked.push_str(&mask_personal_number(run));
        } else {
            masked.push_str(run);
        }
        rest = after;
    }
    masked.push_str(rest);
    (masked, found)
}
