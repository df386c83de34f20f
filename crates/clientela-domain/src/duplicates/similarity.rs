//! How alike two texts are: Jaro, Jaro–Winkler, and whether one slip of the keys parts them.

/// Only texts at least this alike are lifted for a common beginning (Winkler 1990).
const BOOST_FROM: f64 = 0.7;
/// How much of the missing likeness each common first letter makes up for.
const BOOST_PER_LETTER: f64 = 0.1;
/// Common first letters that count.
const PREFIX_MAX: usize = 4;
/// Texts up to this many letters are compared without memory of their own.
const LETTERS_IN_MASK: usize = 128;

/// Jaro's similarity, 0 (nothing alike) to 1 (equal). Two empty texts are equal.
///
/// Letters match when they are equal and at most `max(|a|,|b|)/2 − 1` places apart; with `m` matches
/// of which `t` pairs stand in another order, it is `(m/|a| + m/|b| + (m−t)/m) / 3`. Source: Jaro
/// 1989, "Advances in record-linkage methodology".
#[must_use]
pub fn jaro(left: &str, right: &str) -> f64 {
    if left == right {
        return 1.0;
    }
    if left.is_ascii() && right.is_ascii() {
        jaro_of(left.as_bytes(), right.as_bytes())
    } else {
        let left: Vec<char> = left.chars().collect();
        let right: Vec<char> = right.chars().collect();
        jaro_of(&left, &right)
    }
}

/// Jaro's similarity lifted for a common beginning of up to four letters, by a tenth of what is
/// missing for each, when it is above 0.7. Source: Winkler 1990, "String comparator metrics and
/// enhanced decision rules in the Fellegi–Sunter model of record linkage".
#[must_use]
pub fn jaro_winkler(left: &str, right: &str) -> f64 {
    let jaro = jaro(left, right);
    if jaro <= BOOST_FROM {
        return jaro;
    }
    let common = left
        .chars()
        .zip(right.chars())
        .take(PREFIX_MAX)
        .take_while(|(one, other)| one == other)
        .count();
    jaro + common as f64 * BOOST_PER_LETTER * (1.0 - jaro)
}

/// Jaro–Winkler of the texts as they are or with their words in alphabetical order, whichever is
/// higher: „Родопи Млеко“ is „Млеко Родопи“.
#[must_use]
pub fn word_order_similarity(left: &str, right: &str) -> f64 {
    let as_written = jaro_winkler(left, right);
    if as_written >= 1.0 || !(left.contains(' ') || right.contains(' ')) {
        return as_written;
    }
    as_written.max(jaro_winkler(&words_sorted(left), &words_sorted(right)))
}

/// The words of a text in alphabetical order.
#[must_use]
pub fn words_sorted(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    words.sort_unstable();
    words.join(" ")
}

/// True when the texts are equal or one letter was added, left out, mistyped or swapped with its
/// neighbour.
#[must_use]
pub fn one_slip_apart(left: &str, right: &str) -> bool {
    if left == right {
        return true;
    }
    if left.len().abs_diff(right.len()) > 4 {
        return false;
    }
    let mut left = left.chars();
    let mut right = right.chars();
    strip_common(&mut left, &mut right, Iterator::next);
    strip_common(&mut left, &mut right, DoubleEndedIterator::next_back);
    let (left, right) = (left.as_str(), right.as_str());
    let letters = |text: &str| text.chars().take(3).count();
    match (letters(left), letters(right)) {
        (0 | 1, 0 | 1) => true,
        (2, 2) => left.chars().eq(right.chars().rev()),
        _ => false,
    }
}

/// Takes letters off both texts as long as the same ones come.
fn strip_common<'a>(
    left: &mut std::str::Chars<'a>,
    right: &mut std::str::Chars<'a>,
    next: fn(&mut std::str::Chars<'a>) -> Option<char>,
) {
    loop {
        let before = (left.clone(), right.clone());
        match (next(left), next(right)) {
            (Some(one), Some(other)) if one == other => {}
            _ => {
                (*left, *right) = before;
                return;
            }
        }
    }
}

fn jaro_of<T: PartialEq + Copy>(left: &[T], right: &[T]) -> f64 {
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    if left.len().max(right.len()) <= LETTERS_IN_MASK {
        jaro_matched(left, right, &mut 0_u128, &mut 0_u128)
    } else {
        let (one, other) = (vec![false; left.len()], vec![false; right.len()]);
        jaro_matched(left, right, &mut { one }, &mut { other })
    }
}

/// Which letters of a text are matched.
trait Matched {
    fn has(&self, at: usize) -> bool;
    fn set(&mut self, at: usize);
}

impl Matched for u128 {
    fn has(&self, at: usize) -> bool {
        *self >> at & 1 == 1
    }
    fn set(&mut self, at: usize) {
        *self |= 1 << at;
    }
}

impl Matched for Vec<bool> {
    fn has(&self, at: usize) -> bool {
        self[at]
    }
    fn set(&mut self, at: usize) {
        self[at] = true;
    }
}

fn jaro_matched<T: PartialEq + Copy, M: Matched>(
    left: &[T],
    right: &[T],
    in_left: &mut M,
    in_right: &mut M,
) -> f64 {
    let window = (left.len().max(right.len()) / 2).saturating_sub(1);
    let mut count = 0;
    for (at, letter) in left.iter().enumerate() {
        let from = at.saturating_sub(window);
        let to = (at + window + 1).min(right.len());
        let found = (from..to).find(|place| right[*place] == *letter && !in_right.has(*place));
        if let Some(place) = found {
            in_left.set(at);
            in_right.set(place);
            count += 1;
        }
    }
    if count == 0 {
        return 0.0;
    }
    let matched_left = (0..left.len()).filter(|at| in_left.has(*at));
    let matched_right = (0..right.len()).filter(|at| in_right.has(*at));
    let out_of_order = matched_left
        .zip(matched_right)
        .filter(|(one, other)| left[*one] != right[*other])
        .count();
    let matches = f64::from(count);
    // Whole pairs, as Jaro's own program counts them: an odd letter out is no transposition.
    let transpositions = (out_of_order / 2) as f64;
    (matches / left.len() as f64
        + matches / right.len() as f64
        + (matches - transpositions) / matches)
        / 3.0
}
