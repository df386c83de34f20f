//! The words under which something is found.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::names::fold;

/// Words kept of one text: a name has fewer, and a note pasted into a name must not fill an index.
pub const TOKENS_MAX: usize = 32;
/// Words of a whole text that are kept; more than the longest note people write has.
pub const TEXT_TOKENS_MAX: usize = 5_000;
/// Letters kept of one word.
pub const TOKEN_LETTERS_MAX: usize = 40;

/// Trunk prefixes of Bulgarian phones; without them every way to write a number begins alike.
const TRUNKS: [&str; 3] = ["00359", "359", "0"];

/// The folded words of a text in their order, each once: Latin, lower case, without accents. These
/// are what is stored and indexed.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let folded = fold(text);
    let mut found: Vec<String> = Vec::new();
    for word in folded.split(' ').filter(|word| !word.is_empty()) {
        let token = canonical(word);
        if !found.contains(&token) {
            found.push(token);
        }
        if found.len() == TOKENS_MAX {
            break;
        }
    }
    found
}

/// The stored words of a whole text such as a note, each once, at most [`TEXT_TOKENS_MAX`].
#[must_use]
pub fn text_tokens(text: &str) -> BTreeSet<String> {
    let folded = fold(text);
    let words = folded.split(' ').filter(|word| !word.is_empty());
    words.map(canonical).take(TEXT_TOKENS_MAX).collect()
}

/// The one token of a phone or another number of digits: without signs, and without what stands
/// before a Bulgarian number. `None` when there is no digit.
#[must_use]
pub fn number_token(number: &str) -> Option<String> {
    let digits: String = number
        .chars()
        .filter(char::is_ascii_digit)
        .take(TOKEN_LETTERS_MAX)
        .collect();
    (!digits.is_empty()).then(|| without_trunk(&digits).to_owned())
}

/// The digits without the prefix that Bulgarian phones may carry; all of them when nothing else
/// would be left.
pub(super) fn without_trunk(digits: &str) -> &str {
    TRUNKS
        .iter()
        .find_map(|trunk| digits.strip_prefix(trunk))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(digits)
}

/// A folded word in its stored form. The law writes „ия“ at the end of a word `ia` and elsewhere
/// `iya`; so that „Мария“ also begins „Марияна“, it is `ia` everywhere.
pub(super) fn canonical(folded: &str) -> String {
    let word = stored_spelling(folded);
    match word.char_indices().nth(TOKEN_LETTERS_MAX) {
        Some((end, _)) => word[..end].to_owned(),
        None => word.into_owned(),
    }
}

/// A folded text with its words spelled as they are stored, so that beginnings of words, see
/// [`super::Alternative`], stand in it as they are.
#[must_use]
pub fn stored_spelling(folded: &str) -> Cow<'_, str> {
    if folded.contains("iya") {
        Cow::Owned(folded.replace("iya", "ia"))
    } else {
        Cow::Borrowed(folded)
    }
}

/// The stored form of the beginning of a word: as [`canonical`], and a `y` after an `i` waits for the
/// letter after it.
pub(super) fn canonical_prefix(folded: &str) -> String {
    let mut prefix = canonical(folded);
    if prefix.len() > 2 && prefix.ends_with("iy") {
        prefix.pop();
    }
    prefix
}

/// The first text after all that begin with the prefix, in the order of bytes: stored words from
/// `prefix` up to but without this one are the hits. `None` when nothing comes after them.
#[must_use]
pub fn range_end(prefix: &str) -> Option<String> {
    let mut letters: Vec<char> = prefix.chars().collect();
    while let Some(last) = letters.pop() {
        let next = match last {
            '\u{d7ff}' => Some('\u{e000}'),
            _ => char::from_u32(u32::from(last) + 1),
        };
        if let Some(next) = next {
            letters.push(next);
            return Some(letters.into_iter().collect());
        }
    }
    None
}
