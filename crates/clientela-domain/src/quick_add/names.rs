//! Names in a line, looked up in the directory.

use super::directory::{Candidate, Directory, PersonCandidate};
use super::proposal::{Side, Span};
use super::words::Word;
use crate::names::{fold, matching_key};

/// Words that one name may have.
const NAME_WORDS_MAX: usize = 4;
/// Words of a line that are looked up; more would keep the page waiting.
const LOOKED_UP_MAX: usize = 120;

/// Words after which a name is expected.
const BEFORE_ANYBODY: &[&str] = &[
    "s",
    "sas",
    "na",
    "with",
    "to",
    "i",
    "and",
    "kam",
    "do",
    "za",
    "vazlozheno",
];
const BEFORE_CLIENT: &[&str] = &["ot", "pri", "v", "vav", "at", "from", "of", "in", "prez"];

/// After these a town stands as often as a client, so an unknown name is no matter.
const BEFORE_TOWN: &[&str] = &["v", "vav", "in", "of", "prez"];

/// Words that are no names however they are written.
const NEVER_NAMES: &[&str] = &[
    "i",
    "da",
    "ne",
    "se",
    "na",
    "ot",
    "za",
    "do",
    "po",
    "v",
    "s",
    "a",
    "the",
    "an",
    "to",
    "at",
    "of",
    "in",
    "on",
    "by",
    "is",
    "we",
    "he",
    "she",
    "it",
    "they",
    "im",
    "mu",
    "ya",
    "go",
    "gi",
    "me",
    "mi",
    "ni",
    "vi",
    "ok",
    "az",
    "nie",
    "te",
    "toy",
    "tya",
    "next",
    "step",
    "todo",
    "fyi",
    "asap",
    "sledvashto",
    "sledvashta",
    "stapka",
    "zadacha",
];

/// A name of the line with everybody it may mean.
#[derive(Clone, Debug)]
pub(super) struct Name<D: Directory> {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) span: Span,
    pub(super) written: String,
    pub(super) clients: Vec<Candidate<D::Client>>,
    pub(super) people: Vec<PersonCandidate<D::Client, D::Person>>,
    pub(super) colleagues: Vec<Candidate<D::Colleague>>,
    /// What the words before it say.
    pub(super) expected: Option<Side>,
}

/// The names among the words that are not taken by something else. `is_taken` tells which are, and
/// `follows_phrase` whether a way of contact stands right before or after a word.
pub(super) fn names<D: Directory>(
    line: &str,
    words: &[Word],
    directory: &D,
    is_taken: impl Fn(usize) -> bool,
    beside_phrase: impl Fn(usize, usize) -> bool,
) -> Vec<Name<D>> {
    let mut found: Vec<Name<D>> = Vec::new();
    let mut at = 0;
    while at < words.len().min(LOOKED_UP_MAX) {
        let name = if is_taken(at) || !may_be_name(&words[at]) {
            None
        } else {
            let longest = longest_run(words, at, &is_taken);
            (1..=longest)
                .rev()
                .find_map(|count| {
                    known_name(line, words, at..at + count, directory, &beside_phrase)
                })
                .or_else(|| unknown_name(line, words, at, longest, &beside_phrase))
        };
        match name {
            Some(name) => {
                at = name.end;
                found.push(name);
            }
            None => at += 1,
        }
    }
    found
}

fn may_be_name(word: &Word) -> bool {
    let has_letter = word.lower.chars().any(char::is_alphabetic);
    has_letter && word.folded.len() > 1 && !NEVER_NAMES.contains(&word.folded.as_str())
}

/// How many words from here may belong to one name.
fn longest_run(words: &[Word], at: usize, is_taken: &impl Fn(usize) -> bool) -> usize {
    let goes_on = |step: &usize| {
        words
            .get(at + step)
            .is_some_and(|word| !word.starts_clause && !is_taken(at + step))
    };
    1 + (1..NAME_WORDS_MAX).take_while(goes_on).count()
}

fn known_name<D: Directory>(
    line: &str,
    words: &[Word],
    range: std::ops::Range<usize>,
    directory: &D,
    beside_phrase: &impl Fn(usize, usize) -> bool,
) -> Option<Name<D>> {
    // A name begins and ends with a word of its own.
    if !may_be_name(&words[range.end - 1]) {
        return None;
    }
    let span = words[range.start].span.start..words[range.end - 1].span.end;
    let written = &line[span.clone()];
    let mut name = Name {
        clients: directory.clients(written),
        people: directory.people(written),
        colleagues: directory.colleagues(written),
        expected: expected_before(words, range.start),
        first: range.start,
        end: range.end,
        written: written.to_owned(),
        span,
    };
    if range.len() == 1 && !is_marked(words, range.start, range.end, beside_phrase) {
        // A common word that is also part of somebody's name.
        let wanted = fold(&name.written);
        name.clients
            .retain(|client| matching_key(&client.name).key == wanted);
        name.people.clear();
        name.colleagues.clear();
    }
    let is_known =
        !(name.clients.is_empty() && name.people.is_empty() && name.colleagues.is_empty());
    is_known.then_some(name)
}

/// True when more than the directory says that a single word is a name.
fn is_marked(
    words: &[Word],
    first: usize,
    end: usize,
    beside_phrase: &impl Fn(usize, usize) -> bool,
) -> bool {
    let word = &words[first];
    word.is_capital
        || word.is_addressed
        || word.is_tagged
        || word.starts_clause
        || word.has_colon
        || expected_before(words, first).is_some()
        || first
            .checked_sub(1)
            .is_some_and(|before| BEFORE_ANYBODY.contains(&words[before].folded.as_str()))
        || beside_phrase(first, end)
}

fn expected_before(words: &[Word], at: usize) -> Option<Side> {
    if words[at].is_addressed {
        return Some(Side::Colleague);
    }
    if words[at].is_tagged {
        return Some(Side::Client);
    }
    if words[at].starts_clause {
        return None;
    }
    let before = words.get(at.checked_sub(1)?)?.folded.as_str();
    BEFORE_CLIENT.contains(&before).then_some(Side::Client)
}

/// Capitalised words nobody in the book has, where a name is expected.
fn unknown_name<D: Directory>(
    line: &str,
    words: &[Word],
    at: usize,
    longest: usize,
    beside_phrase: &impl Fn(usize, usize) -> bool,
) -> Option<Name<D>> {
    let count = (0..longest)
        .take_while(|step| words[at + step].is_capital && may_be_name(&words[at + step]))
        .count();
    if count == 0 {
        return None;
    }
    let end = at + count;
    let before = at
        .checked_sub(1)
        .map(|before| words[before].folded.as_str());
    let expected = expected_before(words, at)
        .filter(|_| !before.is_some_and(|before| BEFORE_TOWN.contains(&before)));
    let after_preposition = !words[at].starts_clause
        && before.is_some_and(|before| BEFORE_ANYBODY[..5].contains(&before));
    let is_opening = words[at].starts_sentence && words[end - 1].has_colon;
    let is_expected =
        expected.is_some() || after_preposition || is_opening || beside_phrase(at, end);
    if !is_expected {
        return None;
    }
    let span = words[at].span.start..words[end - 1].span.end;
    let side = match expected {
        Some(side) => side,
        None if is_opening => Side::Client,
        None => Side::Person,
    };
    Some(Name {
        first: at,
        end,
        written: line[span.clone()].to_owned(),
        span,
        clients: Vec::new(),
        people: Vec::new(),
        colleagues: Vec::new(),
        expected: Some(side),
    })
}
