//! How far two folded values agree, field by field.

use super::field::{Agreement, Field, Kind};
use super::record::{Record, Value};
use super::similarity::{jaro_winkler, one_slip_apart};

/// Names of organisations typed twice are at least this alike.
const NAME_NEAR: f64 = 0.9;
/// Two words of a name that stand for each other are at least this alike.
const WORD_NEAR: f64 = 0.85;
/// A name of a person mistyped is at least this alike, a family's spelling of it the second.
const PERSON_NEAR: f64 = 0.9;
const PERSON_PARTIAL: f64 = 0.8;
/// The same for streets, quarters and towns.
const PLACE_NEAR: f64 = 0.92;
const PLACE_PARTIAL: f64 = 0.82;
/// A code with this share of its characters in place was copied badly, not another code.
const CODE_PARTIAL: f64 = 0.6;
/// Texts shorter than this are one slip apart too easily.
const SLIP_LENGTH_MIN: usize = 4;

/// What comparing two values showed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Look {
    pub(super) agreement: Agreement,
    /// 0 to 1; `None` when one of the values is missing.
    pub(super) similarity: Option<f64>,
}

const MISSING: Look = Look {
    agreement: Agreement::Missing,
    similarity: None,
};

fn look(agreement: Agreement, similarity: f64) -> Look {
    Look {
        agreement,
        similarity: Some(similarity),
    }
}

/// Compares all fields of two records of one kind, in the order of [`Kind::fields`].
pub(super) fn compare_fields(left: &Record, right: &Record, looks: &mut Vec<Look>) {
    looks.clear();
    let kind = left.kind();
    for (place, field) in kind.fields().iter().enumerate() {
        looks.push(best_look(*field, left.at(place), right.at(place)));
    }
    if kind == Kind::Person {
        forgive_swapped_names(left, right, looks);
    }
}

/// The best agreement of any value with any: one phone in common is a phone in common.
fn best_look(field: Field, left: &[Value], right: &[Value]) -> Look {
    let mut best = MISSING;
    for one in left {
        for other in right {
            let found = compare_values(field, one, other);
            let is_better = found.agreement < best.agreement
                || (found.agreement == best.agreement && found.similarity > best.similarity);
            if is_better {
                best = found;
            }
            if best.agreement == Agreement::Equal {
                return best;
            }
        }
    }
    best
}

/// Given and family name in each other's column: near, when both fit crosswise better.
fn forgive_swapped_names(left: &Record, right: &Record, looks: &mut [Look]) {
    let [given, family, ..] = looks else {
        return;
    };
    if given.agreement.agrees() || family.agreement.agrees() {
        return;
    }
    let crosswise = [(0, 1), (1, 0)]
        .map(|(place, other)| best_look(Field::GivenName, left.at(place), right.at(other)));
    if crosswise
        .iter()
        .all(|look| look.agreement <= Agreement::Near)
    {
        for (look, found) in [given, family].into_iter().zip(crosswise) {
            look.agreement = Agreement::Near;
            look.similarity = found.similarity;
        }
    }
}

fn compare_values(field: Field, left: &Value, right: &Value) -> Look {
    if left.text == right.text {
        return look(Agreement::Equal, 1.0);
    }
    match field {
        Field::Name | Field::Organisation => compare_names(left, right),
        Field::GivenName | Field::FamilyName => compare_person_names(left, right),
        Field::BirthDay | Field::PersonNumber | Field::Postcode | Field::StreetNumber => {
            compare_codes(&left.text, &right.text)
        }
        Field::Town | Field::Street | Field::Quarter => compare_places(left, right),
        Field::Address => compare_addresses(left, right),
        Field::Email
            if one_slip_apart(&left.text, &right.text)
                && !initials_differ(&left.text, &right.text) =>
        {
            look(Agreement::Near, jaro_winkler(&left.text, &right.text))
        }
        Field::CompanyNumber
        | Field::VatNumber
        | Field::Iban
        | Field::Phone
        | Field::Domain
        | Field::Email
        | Field::Region => look(Agreement::Different, 0.0),
    }
}

/// `g.tonkov@` and `s.tonkov@` are two colleagues: an initial, or the first letter, is hardly ever a slip.
fn initials_differ(left: &str, right: &str) -> bool {
    let parts = |address: &'_ str| -> Vec<String> {
        let name = address.split('@').next().unwrap_or_default();
        name.split(['.', '_', '-']).map(str::to_owned).collect()
    };
    let (one, other) = (parts(left), parts(right));
    let first = |parts: &[String]| parts.first().and_then(|part| part.chars().next());
    let is_initial = |part: &String| part.chars().count() == 1;
    first(&one) != first(&other)
        || one.len() == other.len()
            && one
                .iter()
                .zip(&other)
                .any(|(one, other)| one != other && is_initial(one) && is_initial(other))
}

/// Jaro–Winkler of the words as written or sorted, whichever is higher.
fn similarity(left: &Value, right: &Value) -> f64 {
    let as_written = jaro_winkler(&left.text, &right.text);
    if left.sorted.is_empty() && right.sorted.is_empty() {
        return as_written;
    }
    as_written.max(jaro_winkler(left.sorted(), right.sorted()))
}

/// A long common beginning makes „Строителна компания Алфа“ and „Строителна компания Бета“ alike;
/// so every word must find its like, and numbers in names must be equal: shop 12 is not shop 13.
fn compare_names(left: &Value, right: &Value) -> Look {
    if left.sorted() == right.sorted() {
        return look(Agreement::Equal, 1.0);
    }
    let similarity = similarity(left, right);
    if numbers_clash(&left.text, &right.text) {
        return look(Agreement::Different, similarity);
    }
    let is_slip = left.text.len().min(right.text.len()) > SLIP_LENGTH_MIN
        && one_slip_apart(&left.text, &right.text);
    if is_slip || letters(&left.text).eq(letters(&right.text)) {
        return look(Agreement::Near, similarity);
    }
    let paired = pair_words(&left.text, &right.text);
    let agreement = if similarity >= NAME_NEAR && paired == Pairing::Whole {
        Agreement::Near
    } else if paired != Pairing::None || similarity >= NAME_NEAR && one_word(left, right) {
        Agreement::Partial
    } else {
        Agreement::Different
    };
    look(agreement, similarity)
}

fn one_word(left: &Value, right: &Value) -> bool {
    !left.text.contains(' ') || !right.text.contains(' ')
}

/// How the words of two names find each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pairing {
    /// Every word has its like.
    Whole,
    /// Every word of the shorter name has, and one of them is longer than an abbreviation.
    Contained,
    None,
}

fn pair_words(left: &str, right: &str) -> Pairing {
    let count = |text: &str| text.split(' ').count();
    // Of equally long names the first of the alphabet leads, so that the sides do not matter.
    let (short, long) = if (count(left), left) <= (count(right), right) {
        (left, right)
    } else {
        (right, left)
    };
    // Words of the longer name that are taken, one bit each.
    let mut taken = 0_u64;
    let mut has_long_word = false;
    for word in short.split(' ') {
        let free = long
            .split(' ')
            .take(64)
            .enumerate()
            .filter(|(at, _)| taken >> at & 1 == 0);
        let like = free
            .map(|(at, other)| (at, word_likeness(word, other)))
            .filter(|(_, likeness)| *likeness >= WORD_NEAR)
            .max_by(|one, other| one.1.total_cmp(&other.1));
        let Some((at, _)) = like else {
            return Pairing::None;
        };
        taken |= 1 << at;
        has_long_word |= word.len() >= SLIP_LENGTH_MIN;
    }
    if taken.count_ones() as usize == count(long) {
        Pairing::Whole
    } else if has_long_word {
        Pairing::Contained
    } else {
        Pairing::None
    }
}

/// The letters of a name without the blanks between its words.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| *letter != ' ')
}

fn word_likeness(left: &str, right: &str) -> f64 {
    if left == right {
        1.0
    } else if left.len().min(right.len()) >= SLIP_LENGTH_MIN {
        if one_slip_apart(left, right) {
            return jaro_winkler(left, right).max(WORD_NEAR);
        }
        jaro_winkler(left, right)
    } else {
        0.0
    }
}

/// True when both names hold numbers and these differ.
fn numbers_clash(left: &str, right: &str) -> bool {
    let numbers = |text: &'_ str| -> Vec<String> {
        let mut found: Vec<String> = text
            .split(|character: char| !character.is_ascii_digit())
            .filter(|number| !number.is_empty())
            .map(str::to_owned)
            .collect();
        found.sort_unstable();
        found
    };
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    has_digit(left) && has_digit(right) && numbers(left) != numbers(right)
}

fn compare_person_names(left: &Value, right: &Value) -> Look {
    let similarity = similarity(left, right);
    let (short, long) = if left.text.len() <= right.text.len() {
        (&left.text, &right.text)
    } else {
        (&right.text, &left.text)
    };
    let is_initial = short.chars().count() == 1 && long.starts_with(short.as_str());
    let is_slip = short.len() >= SLIP_LENGTH_MIN && one_slip_apart(short, long);
    let is_one_of_two = long.split([' ']).any(|word| word == short) && short.len() > 2;
    let agreement = if similarity >= PERSON_NEAR || is_slip || left.sorted() == right.sorted() {
        Agreement::Near
    } else if similarity >= PERSON_PARTIAL || is_initial || is_one_of_two {
        Agreement::Partial
    } else {
        Agreement::Different
    };
    look(agreement, similarity)
}

fn compare_places(left: &Value, right: &Value) -> Look {
    let similarity = similarity(left, right);
    let is_slip = left.text.len().min(right.text.len()) >= SLIP_LENGTH_MIN
        && one_slip_apart(&left.text, &right.text);
    let agreement = if similarity >= PLACE_NEAR || is_slip {
        Agreement::Near
    } else if similarity >= PLACE_PARTIAL {
        Agreement::Partial
    } else {
        Agreement::Different
    };
    look(agreement, similarity)
}

/// As places; another house number in the same street is partial at best.
fn compare_addresses(left: &Value, right: &Value) -> Look {
    let found = compare_places(left, right);
    if found.agreement == Agreement::Near && numbers_clash(&left.text, &right.text) {
        return Look {
            agreement: Agreement::Partial,
            ..found
        };
    }
    found
}

fn compare_codes(left: &str, right: &str) -> Look {
    let length = left.len().max(right.len()).max(1);
    let in_place = left
        .bytes()
        .zip(right.bytes())
        .filter(|(one, other)| one == other)
        .count();
    let share = in_place as f64 / length as f64;
    let agreement = if one_slip_apart(left, right) || day_and_month_swapped(left, right) {
        Agreement::Near
    } else if share >= CODE_PARTIAL {
        Agreement::Partial
    } else {
        Agreement::Different
    };
    look(agreement, share)
}

/// `19810203` and `19810302`.
fn day_and_month_swapped(left: &str, right: &str) -> bool {
    left.len() == 8
        && right.len() == 8
        && left.is_ascii()
        && right.is_ascii()
        && left[..4] == right[..4]
        && left[4..6] == right[6..]
        && left[6..] == right[4..6]
}
