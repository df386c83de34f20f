//! How people write days of events, in Bulgarian and English.
//!
//! A text becomes tokens; tokens become a [`Loose`] day, which may lack anything; of a span, the left
//! end takes from the right what it lacks (`5–7 Dec 63 BC`, `75-74 пр. Хр.`).

use super::{Calendar, Era, EventDay, EventDayError, PartialDay};
use crate::sales::values::month_of_name;

/// Longest text read as a day.
const TEXT_BYTES_MAX: usize = 120;

/// Words of an era, without their dots; longer ones stand before those they begin with.
const ERAS: &[(&[&str], Era)] = &[
    (&["преди", "новата", "ера"], Era::BeforeChrist),
    (&["преди", "нашата", "ера"], Era::BeforeChrist),
    (&["преди", "н", "е"], Era::BeforeChrist),
    (&["преди", "христа"], Era::BeforeChrist),
    (&["пр", "н", "е"], Era::BeforeChrist),
    (&["пр", "христа"], Era::BeforeChrist),
    (&["пр", "хр"], Era::BeforeChrist),
    (&["b", "c", "e"], Era::BeforeChrist),
    (&["b", "c"], Era::BeforeChrist),
    (&["bce"], Era::BeforeChrist),
    (&["bc"], Era::BeforeChrist),
    (&["от", "новата", "ера"], Era::Christian),
    (&["от", "нашата", "ера"], Era::Christian),
    (&["от", "н", "е"], Era::Christian),
    (&["н", "е"], Era::Christian),
    (&["след", "христа"], Era::Christian),
    (&["сл", "христа"], Era::Christian),
    (&["сл", "хр"], Era::Christian),
    (&["a", "d"], Era::Christian),
    (&["c", "e"], Era::Christian),
    (&["ad"], Era::Christian),
    (&["ce"], Era::Christian),
];

/// Words that say nothing here: year, and the endings of ordinal numbers.
const SILENT_WORDS: [&str; 15] = [
    "г",
    "год",
    "година",
    "години",
    "на",
    "ви",
    "ри",
    "ти",
    "ми",
    "st",
    "nd",
    "rd",
    "th",
    "of",
    "the",
];

/// Words between the two ends of a span.
const SPAN_WORDS: [&str; 2] = ["до", "to"];

/// Reads what [`EventDay::read`] describes.
pub(super) fn read(text: &str) -> Result<EventDay, EventDayError> {
    if text.len() > TEXT_BYTES_MAX {
        return Err(EventDayError::NotUnderstood);
    }
    let tokens = with_eras(&tokens(text)?);
    if let Some(at) = tokens.iter().position(|token| *token == Token::Span) {
        return span(&tokens[..at], &tokens[at + 1..]);
    }
    let single = loose(&tokens).and_then(Loose::settle).map(EventDay::on);
    if single != Err(EventDayError::NotUnderstood) {
        return single;
    }
    // `75-74 BC`: a plain hyphen is a span where it can be nothing else.
    let mut fault = EventDayError::NotUnderstood;
    for at in (0..tokens.len()).filter(|at| tokens[*at] == Token::Mark('-')) {
        match span(&tokens[..at], &tokens[at + 1..]) {
            Err(EventDayError::NotUnderstood) => {}
            Err(other) => fault = other,
            Ok(day) => return Ok(day),
        }
    }
    Err(fault)
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Number(Number),
    Word(String),
    Era(Era),
    /// A dot, slash, hyphen or comma.
    Mark(char),
    /// A dash or word between two ends.
    Span,
}

/// A number, and how many digits it was written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Number {
    value: u32,
    digits: usize,
}

fn tokens(text: &str) -> Result<Vec<Token>, EventDayError> {
    let mut tokens = Vec::new();
    let mut rest = text.trim();
    while let Some(first) = rest.chars().next() {
        let run = |belongs: fn(char) -> bool| {
            let end = rest.find(|character| !belongs(character));
            rest.split_at(end.unwrap_or(rest.len()))
        };
        let (taken, after) = if first.is_ascii_digit() {
            run(|character| character.is_ascii_digit())
        } else if first.is_alphabetic() {
            run(char::is_alphabetic)
        } else if first.is_whitespace() {
            run(char::is_whitespace)
        } else if rest.starts_with("..") {
            run(|character| character == '.')
        } else {
            rest.split_at(first.len_utf8())
        };
        let token = match first {
            '0'..='9' => Some(Token::Number(number(taken)?)),
            '.' if taken.len() > 1 => Some(Token::Span),
            '–' | '—' | '−' | '…' => Some(Token::Span),
            '-' if after.starts_with(char::is_whitespace) => Some(Token::Span),
            '.' | '/' | '-' | ',' => Some(Token::Mark(first)),
            _ if first.is_alphabetic() => word(taken),
            _ if first.is_whitespace() => None,
            _ => return Err(EventDayError::NotUnderstood),
        };
        tokens.extend(token);
        rest = after;
    }
    Ok(tokens)
}

fn number(digits: &str) -> Result<Number, EventDayError> {
    // A longer number is a telephone, not a year.
    if digits.len() > 5 {
        return Err(EventDayError::NotUnderstood);
    }
    let value = digits.parse().map_err(|_| EventDayError::NotUnderstood)?;
    Ok(Number {
        value,
        digits: digits.len(),
    })
}

fn word(letters: &str) -> Option<Token> {
    let lower = letters.to_lowercase();
    if SPAN_WORDS.contains(&lower.as_str()) {
        Some(Token::Span)
    } else if SILENT_WORDS.contains(&lower.as_str()) {
        // Its place is kept, so that `5-ти` is not read as the start of a span.
        Some(Token::Word(String::new()))
    } else {
        Some(Token::Word(lower))
    }
}

/// The tokens with the words of an era made one, without the dots of abbreviations and without
/// words that say nothing.
fn with_eras(tokens: &[Token]) -> Vec<Token> {
    let mut made = Vec::new();
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        if let Some((era, length)) = era_at(rest) {
            made.push(Token::Era(era));
            rest = after_dot(&rest[length..]);
            continue;
        }
        rest = &rest[1..];
        match first {
            Token::Word(word) => {
                if word.is_empty() {
                    // `5-ти`, `2026-та`: the hyphen belongs to the ending.
                    let _ = made.pop_if(|token| *token == Token::Mark('-'));
                } else {
                    made.push(first.clone());
                }
                rest = after_dot(rest);
            }
            other => made.push(other.clone()),
        }
    }
    made
}

fn after_dot(tokens: &[Token]) -> &[Token] {
    match tokens {
        [Token::Mark('.'), rest @ ..] => rest,
        _ => tokens,
    }
}

/// The era whose words stand here, and how many tokens they take, inner dots included.
fn era_at(tokens: &[Token]) -> Option<(Era, usize)> {
    ERAS.iter().find_map(|(words, era)| {
        let mut rest = tokens;
        for (at, wanted) in words.iter().enumerate() {
            rest = if at > 0 { after_dot(rest) } else { rest };
            match rest {
                [Token::Word(word), after @ ..] if word == wanted => rest = after,
                _ => return None,
            }
        }
        Some((*era, tokens.len() - rest.len()))
    })
}

/// A day as written, of which anything may be missing.
#[derive(Clone, Copy, Debug, Default)]
struct Loose {
    year: Option<Number>,
    month: Option<u8>,
    day: Option<u8>,
    era: Option<Era>,
    /// A number of which only the other end of the span can tell what it is.
    bare: Option<Number>,
    /// True when the month was written as a number.
    month_in_digits: bool,
}

impl Loose {
    fn settle(self) -> Result<PartialDay, EventDayError> {
        if self.bare.is_some() {
            return Err(EventDayError::NeedsEra);
        }
        let written = self.year.ok_or(EventDayError::NoYear)?;
        let era = match self.era {
            Some(era) => era,
            None if written.digits == 4 => Era::Christian,
            None if written.digits < 4 => return Err(EventDayError::NeedsEra),
            None => return Err(EventDayError::YearOutOfReach),
        };
        let year = era.astronomical(written.value)?;
        PartialDay::new(Calendar::usual_for(year), year, self.month, self.day)
    }

    /// The left end of a span with what only the right end says.
    fn filled_from(mut self, right: &Self) -> Result<Self, EventDayError> {
        self.era = self.era.or(right.era);
        if let Some(bare) = self.bare.take() {
            if right.day.is_some() && bare.digits <= 2 && self.day.is_none() {
                self.day = Some(small(bare)?);
            } else if self.month.is_none() && right.month_in_digits && bare.digits <= 2 {
                self.month = Some(small(bare)?);
            } else {
                self.year = Some(bare);
            }
        }
        if self.year.is_none() {
            self.year = right.year;
            self.month = self.month.or(right.month);
        }
        Ok(self)
    }
}

fn span(left: &[Token], right: &[Token]) -> Result<EventDay, EventDayError> {
    let left = match left {
        [Token::Word(word), rest @ ..] if word == "от" || word == "from" => rest,
        all => all,
    };
    let right = loose(right)?;
    let end = right.settle()?;
    let start = loose(left)?.filled_from(&right)?.settle()?;
    EventDay::between(start, end)
}

/// What a month's name or a number can be.
#[derive(Clone, Copy)]
enum Part {
    Number(Number),
    Month(u8),
}

/// Understands the tokens of one end.
fn loose(tokens: &[Token]) -> Result<Loose, EventDayError> {
    let mut parts = Vec::new();
    let mut marks: Vec<Vec<char>> = Vec::new();
    let mut era = None;
    for token in tokens {
        match token {
            Token::Number(number) => parts.push(Part::Number(*number)),
            Token::Word(word) => {
                let month = month_of_name(word).and_then(|month| u8::try_from(month).ok());
                parts.push(Part::Month(month.ok_or(EventDayError::NotUnderstood)?));
            }
            Token::Era(found) if era.is_none() => era = Some(*found),
            Token::Mark(mark) if !parts.is_empty() => {
                marks.resize(parts.len(), Vec::new());
                if let Some(between) = marks.last_mut() {
                    between.push(*mark);
                }
            }
            Token::Era(_) | Token::Mark(_) | Token::Span => {
                return Err(EventDayError::NotUnderstood);
            }
        }
    }
    if marks.len() >= parts.len() {
        // A mark after the last part says nothing unless it is a full stop.
        if marks.pop().is_some_and(|last| last != ['.']) {
            return Err(EventDayError::NotUnderstood);
        }
    }
    marks.resize(parts.len().saturating_sub(1), Vec::new());
    let understood = match *parts {
        [Part::Number(number)] => Ok(year_or_bare(number, era, Loose::default())),
        [Part::Month(month)] => Ok(of_month(month)),
        [Part::Number(number), Part::Month(month)] => number_and_month(number, month, era),
        [Part::Month(month), Part::Number(number)] => {
            Ok(year_or_bare(number, era, of_month(month)))
        }
        [Part::Number(first), Part::Number(second)] => two_numbers(first, second, era, &marks),
        [
            Part::Number(first),
            Part::Number(second),
            Part::Number(third),
        ] => three_numbers([first, second, third], &marks),
        [Part::Number(year), Part::Month(month), Part::Number(day)] if year.digits == 4 => {
            of_parts(year, month, day)
        }
        [Part::Number(day), Part::Month(month), Part::Number(year)]
        | [Part::Month(month), Part::Number(day), Part::Number(year)] => of_parts(year, month, day),
        _ => Err(EventDayError::NotUnderstood),
    }?;
    Ok(Loose { era, ..understood })
}

fn of_month(month: u8) -> Loose {
    Loose {
        month: Some(month),
        ..Loose::default()
    }
}

fn of_parts(year: Number, month: u8, day: Number) -> Result<Loose, EventDayError> {
    Ok(Loose {
        year: Some(year),
        day: Some(small(day)?),
        ..of_month(month)
    })
}

/// Four digits are a year, and so is a shorter number beside an era.
fn is_year(number: Number, era: Option<Era>) -> bool {
    number.digits >= 4 || era.is_some()
}

fn year_or_bare(number: Number, era: Option<Era>, rest: Loose) -> Loose {
    let (year, bare) = match is_year(number, era) {
        true => (Some(number), None),
        false => (None, Some(number)),
    };
    Loose { year, bare, ..rest }
}

/// `2026 март`, or `5 декември` of which the year is elsewhere.
fn number_and_month(number: Number, month: u8, era: Option<Era>) -> Result<Loose, EventDayError> {
    let rest = of_month(month);
    if number.digits == 4 {
        return Ok(year_or_bare(number, era, rest));
    }
    Ok(Loose {
        day: Some(small(number)?),
        ..rest
    })
}

/// `2026-03`, `03.2026`, `12.63 пр. Хр.`, or `12.03` of which the year is elsewhere.
fn two_numbers(
    first: Number,
    second: Number,
    era: Option<Era>,
    marks: &[Vec<char>],
) -> Result<Loose, EventDayError> {
    let mark = one_mark(&marks[0])?;
    let month = |number| {
        small(number).map(|month| Loose {
            month_in_digits: true,
            ..of_month(month)
        })
    };
    if first.digits == 4 && second.digits <= 2 {
        let rest = month(second)?;
        return Ok(year_or_bare(first, era, rest));
    }
    if second.digits == 4 && first.digits <= 2 || era.is_some() && mark == '.' {
        let rest = month(first)?;
        return Ok(year_or_bare(second, era, rest));
    }
    if mark == '.' && first.digits <= 2 && second.digits <= 2 {
        let rest = month(second)?;
        return Ok(Loose {
            day: Some(small(first)?),
            ..rest
        });
    }
    Err(EventDayError::NotUnderstood)
}

/// `12.03.2026`, `2026-03-12`; with slashes or hyphens only when there is one way to read it.
fn three_numbers(numbers: [Number; 3], marks: &[Vec<char>]) -> Result<Loose, EventDayError> {
    let [first, second, third] = numbers;
    let mark = one_mark(&marks[0])?;
    if mark != one_mark(&marks[1])? {
        return Err(EventDayError::NotUnderstood);
    }
    let day = |year: Number, month: Number, day: Number| {
        let month = small(month)?;
        of_parts(year, month, day).map(|read| Loose {
            month_in_digits: true,
            ..read
        })
    };
    if first.digits == 4 {
        return day(first, second, third);
    }
    if mark == '.' || first.value == second.value || first.value > 12 {
        return day(third, second, first);
    }
    if second.value > 12 {
        return day(third, first, second);
    }
    Err(EventDayError::Ambiguous)
}

fn one_mark(between: &[char]) -> Result<char, EventDayError> {
    match between {
        [mark @ ('.' | '/' | '-')] => Ok(*mark),
        _ => Err(EventDayError::NotUnderstood),
    }
}

/// A number that may be a day or a month; whether the calendar has it is seen later.
fn small(number: Number) -> Result<u8, EventDayError> {
    match u8::try_from(number.value) {
        Ok(small) if number.digits <= 2 => Ok(small),
        _ => Err(EventDayError::NotUnderstood),
    }
}
