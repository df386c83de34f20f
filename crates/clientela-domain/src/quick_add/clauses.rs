//! Which part of a line tells what happened, and which what is to be done.

use super::days::DayPhrase;
use super::words::Word;

/// Words that join clauses and may stand before what opens a plan.
const JOINING: &[&str] = &[
    "i", "and", "then", "posle", "sled", "tova", "but", "no", "also", "please", "molya",
];

/// Words that stand for whoever writes.
const WRITER: &[&str] = &["az", "nie", "i", "we"];

/// What opens a plan at the start of a clause.
const OPENERS: &[&str] = &[
    "da",
    "shte",
    "neka",
    "zadacha",
    "napomni",
    "obeshtah",
    "obeshtahme",
    "chakam",
    "ochakvam",
    "sledvashto",
    "todo",
    "to",
    "will",
    "must",
    "should",
    "next",
    "send",
    "prepare",
    "remind",
    "promised",
    "schedule",
    "find",
    "arrange",
    "follow",
    "confirm",
    "ask",
    "invite",
    "bring",
    "meet",
    "write",
];

/// The same in two words.
const OPENERS_OF_TWO: &[(&str, &str)] = &[
    ("tryabva", "da"),
    ("sledvashta", "stapka"),
    ("sledvasht", "pat"),
    ("to", "do"),
    ("action", "item"),
    ("need", "to"),
    ("needs", "to"),
    ("have", "to"),
    ("has", "to"),
];

/// Orders that are also nouns, so that „call with Ivan“ is none.
const ALSO_NOUNS: &[&str] = &[
    "call", "email", "visit", "text", "phone", "ring", "update", "book", "check", "draft",
    "deliver",
];

/// What follows the noun, not the order.
const AFTER_NOUNS: &[&str] = &[
    "call",
    "number",
    "conversation",
    "meeting",
    "with",
    "from",
    "to",
    "about",
    "at",
    "on",
    "re",
    "in",
    "by",
    "for",
    "was",
    "is",
    "and",
];

/// Orders in Bulgarian that are also what somebody did: a day to come tells them apart.
const ALSO_PAST: &[&str] = &[
    "prati", "izprati", "podgotvi", "proveri", "ugovori", "nasrochi", "zvanni", "obadi",
    "potvardi", "pokani", "napishi",
];

/// Openers that are only labels and no part of what is to be done.
const LABELS: &[&str] = &[
    "todo",
    "zadacha",
    "sledvashto",
    "sledvashta",
    "stapka",
    "next",
    "step",
    "action",
    "item",
    "sledvasht",
    "pat",
];

/// A clause: words that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) first: usize,
    pub(super) end: usize,
    /// True when it says what is to be done.
    pub(super) is_plan: bool,
    /// Where its own text starts, after what joins or labels it.
    pub(super) body: usize,
    /// The word that opens the plan; a name of ours before it says who does it.
    pub(super) opener: usize,
}

/// What is already known of the words.
pub(super) struct Known<'a> {
    pub(super) words: &'a [Word],
    pub(super) days: &'a [DayPhrase],
    /// The end of the name of one of us that starts at a word.
    pub(super) colleague_end: &'a dyn Fn(usize) -> Option<usize>,
    /// True when a phrase that starts at a word says that something happened.
    pub(super) is_fact: &'a dyn Fn(usize) -> bool,
}

/// The clauses of a line, in order.
pub(super) fn clauses(known: &Known<'_>) -> Vec<Clause> {
    let words = known.words;
    let mut found: Vec<Clause> = Vec::new();
    for at in 0..words.len() {
        let is_inside_head = found
            .last()
            .is_some_and(|last| at <= last.opener && last.first < at);
        let joined = at > 0 && JOINING.contains(&words[at].folded.as_str()) && !known.in_day(at);
        if is_inside_head || !(words[at].starts_clause || joined) {
            continue;
        }
        let opener = known.plan_opener(at);
        if !words[at].starts_clause && opener.is_none() {
            continue;
        }
        if let Some(last) = found.last_mut() {
            last.end = at;
        }
        let was_plan = found.last().is_some_and(|last| last.is_plan);
        // A list goes on in the mood in which it began, until something has happened again.
        let is_plan = opener.is_some() || (was_plan && !known.has_fact(at));
        found.push(Clause {
            first: at,
            end: words.len(),
            is_plan,
            body: opener.map_or(at, |(_, body)| body),
            opener: opener.map_or(at, |(opener, _)| opener),
        });
    }
    found
}

impl Known<'_> {
    fn folded(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.folded.as_str())
    }

    /// The folded word, unless another clause starts with it.
    fn following(&self, at: usize) -> &str {
        match self.words.get(at) {
            Some(word) if !word.starts_clause => &word.folded,
            _ => "",
        }
    }

    fn in_day(&self, at: usize) -> bool {
        self.days.iter().any(|day| day.first <= at && at < day.end)
    }

    /// The words from here to the next sign that parts clauses.
    fn clause_words(&self, start: usize) -> std::ops::Range<usize> {
        let rest = self.words.iter().enumerate().skip(start + 1);
        let end = rest
            .clone()
            .find(|(_, word)| word.starts_clause)
            .map(|(at, _)| at);
        start..end.unwrap_or(self.words.len())
    }

    fn has_fact(&self, start: usize) -> bool {
        self.clause_words(start).any(|at| (self.is_fact)(at))
    }

    fn has_day_ahead(&self, start: usize) -> bool {
        let clause = self.clause_words(start);
        self.days.iter().any(|day| {
            clause.contains(&day.first)
                && day.behind.is_empty() | day.is_deadline | !day.ahead.is_empty()
        })
    }

    /// Where the plan opens and where its text starts, when the clause that starts here is a plan.
    fn plan_opener(&self, start: usize) -> Option<(usize, usize)> {
        let mut at = start;
        loop {
            let day = self.days.iter().find(|day| day.first == at);
            match day {
                Some(day) => at = day.end,
                None if JOINING.contains(&self.folded(at)) || WRITER.contains(&self.folded(at)) => {
                    at += 1
                }
                None => break,
            }
        }
        let subject_end = (self.colleague_end)(at);
        let opener = subject_end.unwrap_or(at);
        if self.in_day(opener) || !self.opens(opener, start, subject_end.is_some()) {
            return None;
        }
        let mut body = opener;
        while LABELS.contains(&self.folded(body)) {
            body += 1;
        }
        if subject_end.is_some() && matches!(self.folded(opener), "will" | "to") {
            body += 1;
        }
        Some((opener, body))
    }

    /// True when the first word from here that is no short pronoun ends like „пратя“ or „пратим“.
    fn is_first_person(&self, from: usize) -> bool {
        let pronouns = ["se", "si", "mu", "im", "i", "go", "gi", "ya", "vi", "ti"];
        let verb = (from..)
            .map(|at| self.following(at))
            .find(|word| !pronouns.contains(word));
        verb.is_some_and(|verb| verb.ends_with(['a', 'm']) || verb.ends_with("me"))
    }

    fn opens(&self, at: usize, start: usize, has_subject: bool) -> bool {
        let next = self.following(at + 1);
        let word = self.folded(at);
        match word {
            // „Да, …“ is a yes.
            "da" => !next.is_empty(),
            // „Ще пратят“ is theirs, „ще пратя“ ours.
            "shte" => has_subject || self.is_first_person(at + 1),
            "obadi" => next == "se" && self.has_day_ahead(start),
            // I'll and we'll, not ill and well.
            "ill" | "well" => self.words[at].lower.contains(['\'', '’']),
            _ if ALSO_PAST.contains(&word) => self.has_day_ahead(start),
            _ if ALSO_NOUNS.contains(&word) => {
                !next.is_empty() && !AFTER_NOUNS.contains(&next) && !self.words[at].has_colon
            }
            _ => {
                OPENERS.contains(&word)
                    || OPENERS_OF_TWO
                        .iter()
                        .any(|(one, two)| *one == word && *two == next)
            }
        }
    }
}
