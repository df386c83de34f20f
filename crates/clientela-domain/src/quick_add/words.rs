//! A line cut into words.

use super::proposal::Span;
use crate::names::fold;

/// Letters of a line that are read; more is a note, not a line.
pub const LETTERS_MAX: usize = 1_000;

/// Short forms whose point ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "tel", "gr", "g", "ch", "br", "lv", "ul", "bul", "inzh", "prof", "dots", "gn", "gzha", "mr",
    "mrs", "ms", "dr", "no", "st", "eur", "t", "e",
];

/// A word of the line.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Where it stands.
    pub(super) span: Span,
    /// Latin, lower case, without hyphens and accents.
    pub(super) folded: String,
    /// As it is written, in lower case.
    pub(super) lower: String,
    /// True when it begins with a capital.
    pub(super) is_capital: bool,
    /// True when a comma, point or another sign parts it from the word before, and for the first.
    pub(super) starts_clause: bool,
    /// True when a sentence starts with it: its capital says nothing.
    pub(super) starts_sentence: bool,
    /// True for `@name`.
    pub(super) is_addressed: bool,
    /// True for `#client`.
    pub(super) is_tagged: bool,
    /// True when a colon follows.
    pub(super) has_colon: bool,
}

/// The words of a line, and the byte up to which it was read.
pub(super) fn words(line: &str) -> (Vec<Word>, usize) {
    let end = line
        .char_indices()
        .nth(LETTERS_MAX)
        .map_or(line.len(), |(end, _)| end);
    let read = &line[..end];
    let mut words: Vec<Word> = Vec::new();
    let mut rest = 0;
    while let Some(span) = next_word(read, rest) {
        let gap = &read[rest..span.start];
        let text = &read[span.clone()];
        if let Some(last) = words.last_mut() {
            last.has_colon = gap.starts_with(':');
        }
        let sentence = words.is_empty() || ends_sentence(gap, words.last());
        words.push(Word {
            folded: fold(text).replace(' ', ""),
            lower: text.to_lowercase(),
            is_capital: text.chars().next().is_some_and(char::is_uppercase),
            starts_clause: sentence || parts_clauses(gap),
            starts_sentence: sentence,
            is_addressed: gap.ends_with('@'),
            is_tagged: gap.ends_with('#'),
            has_colon: false,
            span: span.clone(),
        });
        rest = span.end;
    }
    if let Some(last) = words.last_mut() {
        last.has_colon = read[rest..].starts_with(':');
    }
    (words, end)
}

/// The next run of letters and digits, with the signs that hold parts of one word together.
fn next_word(line: &str, from: usize) -> Option<Span> {
    let start = from + line[from..].find(char::is_alphanumeric)?;
    let letters: Vec<(usize, char)> = line[start..].char_indices().collect();
    let mut end = line.len();
    for (at, (offset, letter)) in letters.iter().enumerate() {
        let before = at
            .checked_sub(1)
            .and_then(|at| letters.get(at))
            .map(|(_, letter)| *letter);
        let after = letters.get(at + 1).map(|(_, letter)| *letter);
        if !is_inside(*letter, before, after) {
            end = start + offset;
            break;
        }
    }
    Some(start..end)
}

fn is_inside(letter: char, before: Option<char>, after: Option<char>) -> bool {
    let both = |holds: fn(char) -> bool| before.is_some_and(holds) && after.is_some_and(holds);
    match letter {
        '-' | '\'' | '’' | '@' | '_' => both(char::is_alphanumeric),
        '.' | ',' | ':' | '/' => both(|letter| letter.is_ascii_digit()),
        // Marks of their own, as in и + breve.
        '\u{300}'..='\u{36f}' => true,
        _ => letter.is_alphanumeric(),
    }
}

fn ends_sentence(gap: &str, last: Option<&Word>) -> bool {
    let sign = gap.trim_start_matches(['"', '“', '”', ')', '»']);
    match sign.chars().next() {
        Some('!' | '?' | '\n') => true,
        Some('.') => !last.is_some_and(|word| ABBREVIATIONS.contains(&word.folded.as_str())),
        _ => gap.contains('\n'),
    }
}

fn parts_clauses(gap: &str) -> bool {
    gap.contains([',', ';', ':', '—', '–', '→', '>', '|', '(', ')', '…']) || gap.contains(" - ")
}
