//! The key under which spellings of one organisation's name meet.

use super::{fold_look_alikes, plain_words};

/// Legal forms as they stand after folding, of up to four words, and the word we keep for each.
/// The list is that of `DOMAIN.md` 23.
const LEGAL_FORMS: &[(&[&str], &str)] = &[
    (&["eood"], "eood"),
    (&["ood"], "ood"),
    (&["ead"], "ead"),
    (&["ad"], "ad"),
    (&["adsits"], "adsits"),
    (&["kda"], "kda"),
    (&["kd"], "kd"),
    (&["sd"], "sd"),
    (&["et"], "et"),
    (&["dzzd"], "dzzd"),
    (&["dpk"], "dpk"),
    (&["edpk"], "edpk"),
    (&["kooperatsia"], "kooperatsia"),
    (&["ltd"], "ltd"),
    (&["limited"], "ltd"),
    (&["llc"], "llc"),
    (&["inc"], "inc"),
    (&["plc"], "plc"),
    (&["gmbh", "i", "co", "kg"], "gmbh co kg"),
    (&["gmbh", "co", "kg"], "gmbh co kg"),
    (&["gmbh"], "gmbh"),
    (&["ag"], "ag"),
    (&["kg"], "kg"),
    (&["sa"], "sa"),
    (&["sarl"], "sarl"),
    (&["srl"], "srl"),
    (&["spa"], "spa"),
    (&["bv"], "bv"),
    (&["nv"], "nv"),
    (&["ab"], "ab"),
    (&["as"], "as"),
    (&["oy"], "oy"),
    (&["kft"], "kft"),
    (&["doo"], "doo"),
    (&["sro"], "sro"),
    (&["sp", "z", "oo"], "sp zoo"),
    (&["sp", "zoo"], "sp zoo"),
];

/// The only forms written in front of a name: sole trader and general partnership.
const FORMS_IN_FRONT: [&str; 2] = ["et", "sd"];

/// A name for finding duplicates, and the legal forms taken off it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MatchingKey {
    /// Latin, lower case, words parted by one space.
    pub key: String,
    /// Legal forms, those behind the name first. Equal keys with different forms are not the same
    /// organisation unless a number says so.
    pub legal_forms: Vec<&'static str>,
}

/// The key of an organisation's name. A name that is nothing but a legal form keeps it as its key.
#[must_use]
pub fn matching_key(name: &str) -> MatchingKey {
    // Folded first, so that look-alikes inside initials are one script when they are joined.
    let one_script = fold_look_alikes(name);
    let folded = plain_words(&join_initials(&one_script));
    let mut words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let mut legal_forms = Vec::new();
    while let Some((length, form)) = form_at_end(&words) {
        words.truncate(words.len() - length);
        legal_forms.insert(0, form);
    }
    while words.len() > 1
        && let Some(form) = FORMS_IN_FRONT
            .iter()
            .copied()
            .find(|form| words.first() == Some(form))
    {
        words.remove(0);
        legal_forms.push(form);
    }
    MatchingKey {
        key: words.join(" "),
        legal_forms,
    }
}

/// The longest form at the end, unless nothing would be left before it.
fn form_at_end(words: &[&str]) -> Option<(usize, &'static str)> {
    LEGAL_FORMS
        .iter()
        .filter(|(form, _)| form.len() < words.len() && words.ends_with(form))
        .max_by_key(|(form, _)| form.len())
        .map(|(form, name)| (form.len(), *name))
}

/// Writes `&` as a word and takes the dots out of initials: `А. Д. Трейд` becomes `АД Трейд`.
/// A dot goes, with the spaces after it, when single letters stand on both sides.
fn join_initials(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    let is_letter = |at: usize| {
        characters
            .get(at)
            .is_some_and(|character| character.is_alphanumeric())
    };
    let is_single =
        |at: usize| is_letter(at) && !is_letter(at + 1) && (at == 0 || !is_letter(at - 1));
    let mut joined = String::with_capacity(name.len());
    let mut at = 0;
    while let Some(character) = characters.get(at) {
        at += 1;
        match character {
            '&' => joined.push_str(" i "),
            '.' if at >= 2 && is_single(at - 2) => {
                let spaces = characters[at..]
                    .iter()
                    .take_while(|next| next.is_whitespace())
                    .count();
                if is_single(at + spaces) {
                    at += spaces;
                } else {
                    joined.push('.');
                }
            }
            _ => joined.push(*character),
        }
    }
    joined
}
