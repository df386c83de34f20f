//! Letters that look alike in Cyrillic and Latin, typed into the wrong word.

use std::borrow::Cow;

use super::{is_inside_word, letters::is_spelled_cyrillic};

/// Cyrillic letter and the Latin letter drawn the same.
const PAIRS: [(char, char); 20] = [
    ('А', 'A'),
    ('В', 'B'),
    ('С', 'C'),
    ('Е', 'E'),
    ('Н', 'H'),
    ('К', 'K'),
    ('М', 'M'),
    ('О', 'O'),
    ('Р', 'P'),
    ('Т', 'T'),
    ('Х', 'X'),
    ('У', 'Y'),
    ('а', 'a'),
    ('с', 'c'),
    ('е', 'e'),
    ('к', 'k'),
    ('о', 'o'),
    ('р', 'p'),
    ('х', 'x'),
    ('у', 'y'),
];

/// Puts words that mix Cyrillic and Latin letters into one script, when every letter of the other
/// script has a double there: „OOД“ with a Latin O becomes „ООД“. Words of one script stay, and so
/// do words that are mixed on purpose.
#[must_use]
pub fn fold_look_alikes(text: &str) -> Cow<'_, str> {
    if !text
        .split(|character| !is_part_of_word(character))
        .any(is_mixed)
    {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let word_end = rest
            .find(|character| !is_part_of_word(character))
            .unwrap_or(rest.len());
        let (word, after) = rest.split_at(word_end);
        folded.push_str(&fold_word(word));
        let gap_end = after.find(is_part_of_word).unwrap_or(after.len());
        let (gap, next) = after.split_at(gap_end);
        folded.push_str(gap);
        rest = next;
    }
    Cow::Owned(folded)
}

/// A letter, or a mark that folding takes out of a word: what stands around it is one word then.
fn is_part_of_word(character: char) -> bool {
    character.is_alphabetic() || is_inside_word(character)
}

fn is_mixed(word: &str) -> bool {
    word.chars().any(is_spelled_cyrillic) && word.chars().any(|letter| letter.is_ascii_alphabetic())
}

fn fold_word(word: &str) -> Cow<'_, str> {
    if !is_mixed(word) {
        return Cow::Borrowed(word);
    }
    let latin = word.chars().filter(char::is_ascii_alphabetic);
    let cyrillic = word.chars().filter(|letter| is_spelled_cyrillic(*letter));
    let latin_are_doubles = latin
        .clone()
        .all(|letter| cyrillic_double(letter).is_some());
    let cyrillic_are_doubles = cyrillic
        .clone()
        .all(|letter| latin_double(letter).is_some());
    // When either way would do, the script of most letters wins, and Cyrillic at a tie.
    let mostly_latin = latin.count() > cyrillic.count();
    let change = |double: fn(char) -> Option<char>| -> Cow<'_, str> {
        Cow::Owned(
            word.chars()
                .map(|letter| double(letter).unwrap_or(letter))
                .collect(),
        )
    };
    match (latin_are_doubles, cyrillic_are_doubles) {
        (true, true) if mostly_latin => change(latin_double),
        (true, _) => change(cyrillic_double),
        (false, true) => change(latin_double),
        (false, false) => Cow::Borrowed(word),
    }
}

fn cyrillic_double(letter: char) -> Option<char> {
    PAIRS
        .iter()
        .find(|(_, latin)| *latin == letter)
        .map(|(cyrillic, _)| *cyrillic)
}

fn latin_double(letter: char) -> Option<char> {
    PAIRS
        .iter()
        .find(|(cyrillic, _)| *cyrillic == letter)
        .map(|(_, latin)| *latin)
}
