//! What somebody typed, in every way it may have been meant.

use super::layouts::other_layouts;
use super::spellings::{of_cyrillic, of_latin};
use super::tokens::{canonical_prefix, without_trunk};
use crate::names::fold;

/// Words of a query that are looked for; the rest is left out.
pub const WORDS_MAX: usize = 8;
/// Ways to read one word that are looked for.
pub const ALTERNATIVES_MAX: usize = 8;
/// Letters of a query that are read.
const QUERY_LETTERS_MAX: usize = 200;
/// Shorter words mean too much in another layout.
const LAYOUT_LETTERS_MIN: usize = 3;
/// Shorter words are not read by the ear.
const SPELLING_LETTERS_MIN: usize = 2;
/// Digits from which a query of nothing but digits is one number, however it is grouped.
const NUMBER_DIGITS_MIN: usize = 5;
/// How far a reading in another layout is from what was typed; readings by the ear are nearer.
const LAYOUT_COST: u8 = 8;

/// How a word was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reading {
    /// As it was typed, transliterated by the law.
    AsTyped,
    /// Spelt by the ear: `6umen`, `kushta`.
    ByEar,
    /// With the keyboard set to another layout.
    OtherLayout,
}

/// One way to read a word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// Beginnings of stored words, all of which must be found; nearly always one, more when a point
    /// or hyphen stood inside the word.
    pub prefixes: Vec<String>,
    /// How it was read.
    pub reading: Reading,
    /// How far it is from what was typed; zero is as typed.
    pub cost: u8,
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryWord {
    /// As it was typed.
    pub typed: String,
    /// The ways to read it, the likeliest first, none twice, at most [`ALTERNATIVES_MAX`]. A stored
    /// text has the word when it has one of them.
    pub alternatives: Vec<Alternative>,
}

/// What somebody typed. A hit has all its words, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    words: Vec<QueryWord>,
}

impl Query {
    /// Reads what was typed. Text without a letter or digit is an empty query.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let end = typed
            .char_indices()
            .nth(QUERY_LETTERS_MAX)
            .map_or(typed.len(), |(end, _)| end);
        let typed = &typed[..end];
        match number_word(typed) {
            Some(number) => Self {
                words: vec![number],
            },
            None => Self::words_of(typed),
        }
    }

    /// Reads what was typed to find texts: as [`Query::parse`], but numbers are words like others, for
    /// `14/2026` in a note is no telephone.
    #[must_use]
    pub fn for_texts(typed: &str) -> Self {
        let end = typed.char_indices().nth(QUERY_LETTERS_MAX);
        Self::words_of(end.map_or(typed, |(end, _)| &typed[..end]))
    }

    fn words_of(typed: &str) -> Self {
        let mut words: Vec<QueryWord> = Vec::new();
        for word in typed.split_whitespace().filter_map(query_word) {
            if words
                .iter()
                .all(|known| known.alternatives != word.alternatives)
            {
                words.push(word);
            }
        }
        words.truncate(WORDS_MAX);
        Self { words }
    }

    /// The words to be found, in their order.
    #[must_use]
    pub fn words(&self) -> &[QueryWord] {
        &self.words
    }

    /// True when there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }
}

impl Alternative {
    /// The longest of its prefixes, to look up first.
    #[must_use]
    pub fn lead(&self) -> &str {
        let longest = self.prefixes.iter().rev().max_by_key(|prefix| prefix.len());
        longest.map_or("", String::as_str)
    }
}

/// A query that is one number, grouped and marked in any way: `+359 888 123`, `175 074 752`.
fn number_word(typed: &str) -> Option<QueryWord> {
    let is_number = typed.chars().all(|letter| {
        letter.is_ascii_digit() || letter.is_whitespace() || "+-()/.".contains(letter)
    });
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if !is_number || digits.len() < NUMBER_DIGITS_MIN {
        return None;
    }
    let mut alternatives = Alternatives::default();
    alternatives.add(&digits, Reading::AsTyped, 0);
    alternatives.add(without_trunk(&digits), Reading::AsTyped, 1);
    Some(QueryWord {
        typed: typed.trim().to_owned(),
        alternatives: alternatives.list,
    })
}

/// One word between blanks; `None` when nothing can be meant by it.
fn query_word(typed: &str) -> Option<QueryWord> {
    let letters = typed.chars().count();
    let has_letter = typed.chars().any(char::is_alphabetic);
    let mut alternatives = Alternatives::default();
    alternatives.add(&fold(typed), Reading::AsTyped, 0);
    if letters >= SPELLING_LETTERS_MIN && has_letter {
        alternatives.add_spellings(typed, 0, Reading::ByEar);
    }
    if letters >= LAYOUT_LETTERS_MIN {
        for meant in other_layouts(typed) {
            alternatives.add(&fold(&meant), Reading::OtherLayout, LAYOUT_COST);
            if meant.is_ascii() {
                alternatives.add_spellings(&meant, LAYOUT_COST, Reading::OtherLayout);
            }
        }
    }
    let mut list = alternatives.list;
    list.sort_by_key(|alternative| alternative.cost);
    list.truncate(ALTERNATIVES_MAX);
    (!list.is_empty()).then(|| QueryWord {
        typed: typed.to_owned(),
        alternatives: list,
    })
}

/// Collects readings, none twice.
#[derive(Default)]
struct Alternatives {
    list: Vec<Alternative>,
}

impl Alternatives {
    fn add(&mut self, folded: &str, reading: Reading, cost: u8) {
        let prefixes: Vec<String> = folded
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(canonical_prefix)
            .collect();
        if !prefixes.is_empty() && self.list.iter().all(|known| known.prefixes != prefixes) {
            self.list.push(Alternative {
                prefixes,
                reading,
                cost,
            });
        }
    }

    fn add_spellings(&mut self, typed: &str, cost: u8, reading: Reading) {
        let folded = fold(typed);
        if folded.is_empty() || folded.contains(' ') {
            return;
        }
        let is_cyrillic = typed
            .chars()
            .any(|letter| matches!(letter, 'а'..='я' | 'А'..='Я'));
        let spellings = if is_cyrillic {
            of_cyrillic(typed)
        } else {
            of_latin(&folded)
        };
        for spelling in spellings {
            self.add(&fold(&spelling.text), reading, cost + spelling.cost);
        }
    }
}
