//! Days as people name them.

use super::calendar_words::{month_number, number_word, weekday_number};
use super::words::Word;
use crate::day::{Date, Month};

/// A group of words that names a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DayPhrase {
    /// First word and the one after the last.
    pub(super) first: usize,
    pub(super) end: usize,
    /// The day if it is still to come; empty when the words only look back or there is none such.
    pub(super) ahead: Vec<Date>,
    /// The day if it has been; empty when the words only look ahead or there is none such.
    pub(super) behind: Vec<Date>,
    /// True for „до“ and `by`: a deadline whatever else the line says.
    pub(super) is_deadline: bool,
    /// True for „през май“: part of what is told, and a day only in a plan.
    pub(super) is_vague: bool,
}

/// What the core of a phrase means, before it is known whether it looks ahead or back.
#[derive(Default)]
struct Core {
    words: usize,
    ahead: Vec<Date>,
    behind: Vec<Date>,
    is_vague: bool,
}

impl Core {
    fn both(words: usize, ahead: Option<Date>, behind: Option<Date>) -> Self {
        Self {
            words,
            ahead: ahead.into_iter().collect(),
            behind: behind.into_iter().collect(),
            is_vague: false,
        }
    }

    fn ahead(words: usize, day: Option<Date>) -> Self {
        Self::both(words, day, None)
    }

    fn behind(words: usize, day: Option<Date>) -> Self {
        Self::both(words, None, day)
    }
}

const DEADLINES: &[&str] = &[
    "do",
    "by",
    "until",
    "till",
    "before",
    "due",
    "nay-kasno",
    "naykasno",
    "within",
    "srok",
];
const PREPOSITIONS: &[&str] = &[
    "na", "v", "vav", "za", "ot", "prez", "kam", "on", "in", "at", "for", "from",
];
/// Words before a whole month that do not make it a deadline.
const DURING: &[&str] = &["prez", "v", "in"];

/// What stands before the core of a phrase.
#[derive(Clone, Copy, Default)]
struct Opening {
    is_deadline: bool,
    has_preposition: bool,
    /// `in`, after which a number of weeks looks ahead.
    counts: bool,
    is_during: bool,
}

impl Opening {
    fn is_there(self) -> bool {
        self.is_deadline || self.has_preposition
    }
}
const UNITS_OF_MONEY: &[&str] = &[
    "lv", "leva", "lev", "eur", "evro", "euro", "bgn", "usd", "kg", "br", "broya", "pct",
    "percent", "procenta", "hil", "h", "m", "tona", "t", "stotinki",
];

/// All phrases that name a day, in their order, none overlapping.
pub(super) fn day_phrases(words: &[Word], today: Date) -> Vec<DayPhrase> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match phrase_at(words, at, today) {
            Some(phrase) => {
                at = phrase.end;
                found.push(phrase);
            }
            None => at += 1,
        }
    }
    found
}

fn phrase_at(words: &[Word], at: usize, today: Date) -> Option<DayPhrase> {
    let mut from = at;
    let mut opening = Opening::default();
    while let Some(word) = words
        .get(from)
        .filter(|word| from == at || !word.starts_clause)
    {
        // Also two of them: най-късно до, by the end, on the 12th.
        let folded = word.folded.as_str();
        if DEADLINES.contains(&folded) {
            opening.is_deadline = true;
            opening.counts = true;
        } else if PREPOSITIONS.contains(&folded) {
            opening.has_preposition = true;
            opening.counts |= folded == "in";
            opening.is_during |= DURING.contains(&folded);
        } else if !(folded == "the" && from > at) {
            break;
        }
        from += 1;
    }
    if from > at + 3 {
        return None;
    }
    let rest = &words[from..];
    let core = core_at(rest, today, opening)?;
    let broken = rest
        .iter()
        .take(core.words)
        .skip(1)
        .any(|word| word.starts_clause && !is_year(word));
    (!broken).then_some(DayPhrase {
        first: at,
        end: from + core.words,
        ahead: core.ahead,
        behind: core.behind,
        is_deadline: opening.is_deadline,
        is_vague: core.is_vague,
    })
}

/// „March 20th, 2027“: the comma parts nothing.
fn is_year(word: &Word) -> bool {
    word.lower.len() == 4 && word.lower.bytes().all(|byte| byte.is_ascii_digit())
}

fn core_at(words: &[Word], today: Date, opening: Opening) -> Option<Core> {
    let introduced = opening.is_there();
    named_day(words, today)
        .or_else(|| end_of(words, today))
        .or_else(|| qualified(words, today))
        .or_else(|| counted(words, today, opening))
        .or_else(|| weekday_alone(words, today, introduced))
        .or_else(|| dated(words, today, introduced))
        .or_else(|| day_of_month(words, today, introduced))
        .or_else(|| month_alone(words, today, opening))
}

fn folded(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.folded.as_str())
}

/// Today, tomorrow, yesterday and their like.
fn named_day(words: &[Word], today: Date) -> Option<Core> {
    let pair = format!("{} {}", folded(words, 0), folded(words, 1));
    let distance = match pair.as_str() {
        "onzi den" => Some(-2),
        "drugi den" => Some(2),
        _ => None,
    };
    if let Some(distance) = distance {
        return Some(away(2, today, distance));
    }
    if pair == "day after" && folded(words, 2) == "tomorrow" {
        return Some(away(3, today, 2));
    }
    if pair == "day before" && folded(words, 2) == "yesterday" {
        return Some(away(3, today, -2));
    }
    let distance = match folded(words, 0) {
        "dnes" | "today" | "tonight" | "dovechera" | "eod" => 0,
        "utre" | "tomorrow" | "tmrw" => 1,
        "vdrugiden" => 2,
        "vchera" | "yesterday" | "snoshti" => -1,
        "zavchera" => -2,
        "eow" => return Some(Core::ahead(1, end_of_week(today, 0))),
        "eom" => return Some(Core::ahead(1, Some(Month::of(today).last_day()))),
        _ => return None,
    };
    Some(away(1, today, distance))
}

fn away(words: usize, today: Date, distance: i32) -> Core {
    let day = plus_days(today, distance);
    Core::both(
        words,
        day.filter(|_| distance >= 0),
        day.filter(|_| distance <= 0),
    )
}

/// The end of a day, week, month, year or named month.
fn end_of(words: &[Word], today: Date) -> Option<Core> {
    let mut at = match folded(words, 0) {
        "kraya" | "kray" | "end" => 1,
        _ => return None,
    };
    while matches!(folded(words, at), "na" | "of" | "the") {
        at += 1;
    }
    let mut later = 0;
    match turn(folded(words, at)) {
        Some(turn) => {
            later = turn.max(0);
            at += 1;
        }
        None if matches!(folded(words, at), "tozi" | "tazi" | "this") => at += 1,
        None => {}
    }
    let day = match folded(words, at) {
        "denya" | "den" | "day" => Some(today),
        "sedmitsata" | "sedmitsa" | "week" => end_of_week(today, later),
        "mesetsa" | "mesets" | "month" => Some(Month::of(today).plus(later).last_day()),
        "godinata" | "godina" | "year" => {
            Date::new(today.year() + i16::try_from(later).ok()?, 12, 31).ok()
        }
        name => {
            let month = month_number(name)?;
            Some(nearest_month(today, month).last_day())
        }
    };
    Some(Core::ahead(at + 1, day))
}

/// Next, this or last before a weekday, week, month or year.
fn qualified(words: &[Word], today: Date) -> Option<Core> {
    let word = folded(words, 0);
    let later = match word {
        "tozi" | "tazi" | "this" => 0,
        _ => turn(word)?,
    };
    let next = folded(words, 1);
    let day = match next {
        "sedmitsa" | "week" => end_of_week(today, later),
        "mesets" | "month" => Some(Month::of(today).plus(later).last_day()),
        "godina" | "year" => Date::new(today.year() + i16::try_from(later).ok()?, 12, 31).ok(),
        _ => {
            let weekday = weekday_number(next, true)?;
            if later < 0 {
                plus_days(today, -days_back(today, weekday))
            } else {
                let monday = plus_days(today, 1 - weekday_of(today))?;
                plus_days(monday, 7 * later + weekday - 1)
            }
        }
    };
    Some(if later < 0 {
        Core::behind(2, day)
    } else {
        Core::ahead(2, day)
    })
}

/// By how many weeks or months a word turns ahead or back.
fn turn(word: &str) -> Option<i32> {
    Some(match word {
        "sledvashtia" | "sledvashtiya" | "sledvashtata" | "sledvasht" | "sledvashta" | "drugia"
        | "drugiya" | "drugata" | "drug" | "idnia" | "idniya" | "idnata" | "idna" | "next"
        | "coming" => 1,
        "minalia" | "minaliya" | "minalata" | "minal" | "minala" | "last" | "past"
        | "predishnata" | "predishnia" => -1,
        _ => return None,
    })
}

/// In two weeks, after a month, within three days, two days ago.
fn counted(words: &[Word], today: Date, opening: Opening) -> Option<Core> {
    let looks_back_before = folded(words, 0) == "predi";
    let opens = match folded(words, 0) {
        "sled" | "predi" | "after" => 1,
        "in" | "within" => 1,
        "ramkite" => 2,
        _ => 0,
    };
    let is_couple = folded(words, opens) == "a" && folded(words, opens + 1) == "couple";
    let opens = opens + usize::from(is_couple);
    let (number, unit_at) = match number_word(folded(words, opens)) {
        Some(number) if folded(words, opens + 1) == "of" => (number, opens + 2),
        Some(number) => (number, opens + 1),
        None => (1, opens),
    };
    let is_bare = unit_at == opens;
    let unit = folded(words, unit_at);
    let end = unit_at + 1;
    let looks_back_after = folded(words, end) == "ago";
    let looks_ahead_after = folded(words, end) == "from" && folded(words, end + 1) == "now";
    // „Седмица“ alone is no day; after „до“, „след“, `in` or before `ago` it is.
    let is_anchored = opens > 0 || opening.counts || looks_back_after || looks_ahead_after;
    if !is_anchored || (is_bare && opens == 0 && !opening.is_deadline) {
        return None;
    }
    let sign = if looks_back_before || looks_back_after {
        -1
    } else {
        1
    };
    let day = plus_units(today, unit, sign * number)?;
    let used = match (looks_back_after, looks_ahead_after) {
        (true, _) => end + 1,
        (_, true) => end + 2,
        _ => end,
    };
    Some(if sign < 0 {
        Core::behind(used, Some(day))
    } else {
        Core::ahead(used, Some(day))
    })
}

fn plus_units(today: Date, unit: &str, number: i32) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match unit {
        "den" | "dni" | "dena" | "day" | "days" => span.try_days(number),
        "sedmitsa" | "sedmitsi" | "week" | "weeks" => span.try_weeks(number),
        "mesets" | "mesetsa" | "meseca" | "month" | "months" => span.try_months(number),
        "godina" | "godini" | "year" | "years" => span.try_years(number),
        _ => return None,
    };
    today.checked_add(span.ok()?).ok()
}

fn weekday_alone(words: &[Word], today: Date, introduced: bool) -> Option<Core> {
    let weekday = weekday_number(folded(words, 0), introduced)?;
    let ahead = (weekday - weekday_of(today) + 6).rem_euclid(7) + 1;
    Some(Core::both(
        1,
        plus_days(today, ahead),
        plus_days(today, -days_back(today, weekday)),
    ))
}

/// Days back to the nearest such weekday before today.
fn days_back(today: Date, weekday: i32) -> i32 {
    (weekday_of(today) - weekday + 6).rem_euclid(7) + 1
}

/// `12.03`, `12.03.2027`, `2027-03-12`, `12/03`.
fn dated(words: &[Word], today: Date, introduced: bool) -> Option<Core> {
    let text = words.first()?.lower.trim_end_matches('г');
    let (sign, parts) = ['.', '/', '-'].into_iter().find_map(|sign| {
        let parts: Option<Vec<i16>> = text.split(sign).map(|part| part.parse().ok()).collect();
        parts
            .filter(|parts| (2..=3).contains(&parts.len()))
            .map(|parts| (sign, parts))
    })?;
    let is_amount = !introduced && UNITS_OF_MONEY.contains(&folded(words, 1));
    let has_month = |parts: &[i16]| parts.get(1).is_some_and(|month| (1..=12).contains(month));
    match (sign, parts.as_slice()) {
        ('-', [year, month, day]) if *year > 1_000 => Some(exactly(day_of(*year, *month, *day))),
        ('-', _) => None,
        (_, [day, month, year]) => {
            let year = if *year < 100 { 2_000 + *year } else { *year };
            let days = readings(sign, *day, *month, |month, day| day_of(year, month, day));
            Some(Core {
                words: 1 + year_mark(words, 1),
                ..exactly(days)
            })
        }
        (_, [day, month]) if !is_amount && (introduced || has_month(&parts)) && *day <= 31 => {
            let ahead = readings(sign, *day, *month, |month, day| {
                nearest(today, month, day, true)
            });
            let behind = readings(sign, *day, *month, |month, day| {
                nearest(today, month, day, false)
            });
            Some(Core {
                words: 1,
                ahead,
                behind,
                is_vague: false,
            })
        }
        _ => None,
    }
}

/// One for the „г.“ that may stand after a year.
fn year_mark(words: &[Word], at: usize) -> usize {
    usize::from(folded(words, at) == "g" && words.get(at).is_some_and(|word| !word.starts_clause))
}

/// A day with its year is the same whichever way one looks.
fn exactly(days: Vec<Date>) -> Core {
    Core {
        words: 1,
        ahead: days.clone(),
        behind: days,
        is_vague: false,
    }
}

fn day_of(year: i16, month: i16, day: i16) -> Vec<Date> {
    let parts = (i8::try_from(month), i8::try_from(day));
    match parts {
        (Ok(month), Ok(day)) => Date::new(year, month, day).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Day before month; with a slash also month before day, for so it is written elsewhere.
fn readings(
    sign: char,
    first: i16,
    second: i16,
    read: impl Fn(i16, i16) -> Vec<Date>,
) -> Vec<Date> {
    let mut days = read(second, first);
    if sign == '/' {
        days.extend(read(first, second));
        days.sort_unstable();
        days.dedup();
    }
    days
}

/// The nearest such day on or after today, or on or before it.
fn nearest(today: Date, month: i16, day: i16, ahead: bool) -> Vec<Date> {
    // 29 February comes within eight years.
    let years = (0..=8).map(|step| {
        if ahead {
            today.year() + step
        } else {
            today.year() - step
        }
    });
    let fits = |found: &Date| {
        if ahead {
            *found >= today
        } else {
            *found <= today
        }
    };
    years
        .flat_map(|year| day_of(year, month, day))
        .find(fits)
        .into_iter()
        .collect()
}

/// `12 март`, `12-ти март 2027`, `March 12`, `the 12th of March`, `12-ти`.
fn day_of_month(words: &[Word], today: Date, introduced: bool) -> Option<Core> {
    let (day, month, mut used) = if let Some(month) = month_number(folded(words, 0)) {
        (ordinal(words.get(1)?, true)?.0, Some(month), 2)
    } else {
        let (day, is_marked) = ordinal(words.first()?, false)?;
        let of = usize::from(folded(words, 1) == "of");
        match month_number(folded(words, 1 + of)) {
            Some(month) => (day, Some(month), 2 + of),
            None if is_marked && introduced => (day, None, 1),
            None => return None,
        }
    };
    let Some(month) = month else {
        return Some(Core {
            words: used,
            ahead: nearest_day(today, day, true).into_iter().collect(),
            behind: nearest_day(today, day, false).into_iter().collect(),
            is_vague: false,
        });
    };
    if let Some(year) = folded(words, used)
        .parse()
        .ok()
        .filter(|year| (1_900..2_200).contains(year))
    {
        used += 1 + year_mark(words, used + 1);
        return Some(Core {
            words: used,
            ..exactly(day_of(year, month, day))
        });
    }
    Some(Core {
        words: used,
        ahead: nearest(today, month, day, true),
        behind: nearest(today, month, day, false),
        is_vague: false,
    })
}

/// A day of the month, and whether it is written as one: `12-ти`, `12th`.
fn ordinal(word: &Word, bare: bool) -> Option<(i16, bool)> {
    let digits: String = word
        .lower
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let rest = word.lower[digits.len()..].trim_start_matches('-');
    let is_marked = matches!(
        rest,
        "ти" | "ви" | "ри" | "и" | "th" | "st" | "nd" | "rd" | "то"
    );
    if !is_marked && !rest.is_empty() {
        return None;
    }
    let day: i16 = digits.parse().ok().filter(|day| (1..=31).contains(day))?;
    Some((day, is_marked || bare))
}

/// The nearest month that has such a day: on or after today, or on or before it.
fn nearest_day(today: Date, day: i16, ahead: bool) -> Option<Date> {
    (0..12).find_map(|step| {
        let month = Month::of(today).plus(if ahead { step } else { -step });
        let first = month.first_day();
        let found = day_of(first.year(), i16::from(first.month()), day).pop()?;
        let fits = if ahead {
            found >= today
        } else {
            found <= today
        };
        fits.then_some(found)
    })
}

/// „През март“ is due on its last day; „до март“ may mean its first day or its last.
fn month_alone(words: &[Word], today: Date, opening: Opening) -> Option<Core> {
    if !opening.is_during && !opening.is_deadline {
        return None;
    }
    let month = month_number(folded(words, 0))?;
    let ahead = nearest_month(today, month);
    if opening.is_deadline {
        let days = [ahead.first_day(), ahead.last_day()];
        return Some(Core {
            words: 1,
            ahead: days.into_iter().filter(|day| *day >= today).collect(),
            ..Core::default()
        });
    }
    Some(Core {
        is_vague: true,
        ..Core::ahead(1, Some(ahead.last_day()))
    })
}

/// This month or the next of that name.
fn nearest_month(today: Date, month: i16) -> Month {
    let now = Month::of(today);
    now.plus((i32::from(month) - now.month()).rem_euclid(12))
}

/// The Friday of this or a later week; its last day when Friday is over.
fn end_of_week(today: Date, later: i32) -> Option<Date> {
    let friday = plus_days(today, 5 - weekday_of(today) + 7 * later)?;
    if friday >= today || later < 0 {
        Some(friday)
    } else {
        plus_days(friday, 2)
    }
}

fn plus_days(day: Date, days: i32) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// Monday is 1, Sunday 7.
fn weekday_of(day: Date) -> i32 {
    i32::from(day.weekday().to_monday_one_offset())
}
