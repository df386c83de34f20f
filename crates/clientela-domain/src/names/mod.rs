//! Names of organisations and people across Cyrillic and Latin spellings (`DOMAIN.md` 23).
//!
//! Four answers to "the same name?", from the closest to the widest:
//! [`folded_customer_name`] (what a file's customer is when it has no code), [`transliterate`] (for
//! showing), [`fold`] (for searching) and [`matching_key`] (for finding duplicates).

mod letters;
mod look_alikes;
mod matching;

pub use letters::transliterate;
pub use look_alikes::fold_look_alikes;
pub use matching::{MatchingKey, matching_key};

/// The name as a customer's identity when a file has no code: trimmed, spaces collapsed, lower case,
/// without quotation marks and invisible characters. Not transliterated, and the legal form stays:
/// two legal forms are two customers.
#[must_use]
pub fn folded_customer_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for character in name.chars() {
        if character.is_whitespace() {
            if !folded.is_empty() && !folded.ends_with(' ') {
                folded.push(' ');
            }
        } else if !is_invisible(character) && !is_quotation_mark(character) {
            folded.extend(character.to_lowercase());
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The text as it is searched: Latin, lower case, without accents, words parted by one space.
/// Fold both the name and what was typed, and a part of one is a part of the other.
///
/// The law spells България with a u and every other ъ with an a. Somebody who has typed „бълг“ or
/// `bulg` wants both, so here such words begin with `balg`.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = plain_words(text);
    if folded.starts_with("bulg") {
        folded.replace_range(..4, "balg");
    }
    if folded.contains(" bulg") {
        folded.replace(" bulg", " balg")
    } else {
        folded
    }
}

/// Latin words in lower case without accents, parted by one space.
fn plain_words(text: &str) -> String {
    let plain = fold_look_alikes(text);
    let latin = transliterate(&plain);
    let mut folded = String::with_capacity(latin.len());
    for character in latin.chars() {
        if is_inside_word(character) {
            continue;
        }
        let length_before = folded.len();
        letters::push_plain_lower(character, &mut folded);
        if folded.len() == length_before && !folded.is_empty() && !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Soft hyphens, zero-width characters and byte order marks: seen by nobody, copied by everybody.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// What may stand between two letters of one word, and is not a letter.
fn is_inside_word(character: char) -> bool {
    is_invisible(character) || is_apostrophe(character) || letters::is_combining_accent(character)
}

/// Marks inside a word, as in Wendy's.
fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | '‘' | '`' | '´')
}

fn is_quotation_mark(character: char) -> bool {
    is_apostrophe(character)
        || matches!(
            character,
            '"' | '„' | '“' | '”' | '‟' | '«' | '»' | '‹' | '›' | '‚' | '‛'
        )
}

#[cfg(test)]
mod tests;
