//! Words of a file of a people map: roles, attitudes, ties, as the book's own codes, in English or in
//! Bulgarian.

use super::words::{Codes, code_of};

/// Roles in the purchase.
const ROLES: Codes = &[
    ("initiator", "initiator|initiates|инициатор|инициира"),
    ("user", "user|uses|потребител|ползва|ползвател"),
    (
        "influencer",
        "influencer|influences|expert|влияещ|влияе|експерт|съветник",
    ),
    (
        "decider",
        "decider|decides|decision maker|решаващ|решава|взема решение|вземащ решение",
    ),
    ("buyer", "buyer|buys|purchasing|купувач|купува|снабдител"),
    (
        "gatekeeper",
        "gatekeeper|gate keeper|пазач на входа|пазач|допуска",
    ),
];

/// Attitudes; numbers from -2 to 2 mean the same.
const ATTITUDES: Codes = &[
    ("blocker", "blocker|blocks|-2|−2|блокиращ|блокира|враг"),
    ("opponent", "opponent|against|-1|−1|противник|против"),
    ("neutral", "neutral|0|неутрален|неутрална"),
    (
        "supporter",
        "supporter|for|1|+1|поддръжник|поддръжничка|подкрепя|за",
    ),
    (
        "champion",
        "champion|defender|2|+2|защитник|защитничка|застъпник",
    ),
    (
        "unknown",
        "unknown|not known|?|неизвестно|неизвестен|не се знае",
    ),
];

/// Yes, no, not known.
const VETOES: Codes = &[
    ("yes", "yes|true|1|veto|да|има|може"),
    ("no", "no|false|0|не|няма|не може"),
    ("unknown", "unknown|?|неизвестно|не се знае"),
];

/// Kinds of ties.
const TIES: Codes = &[
    ("influences", "influences|influence|влияе на|влияе|влияние"),
    (
        "opposes",
        "opposes|opponent of|against|пречи на|пречи|против",
    ),
    (
        "friend",
        "friend|friend of|friends|приятел|приятел на|приятели|приятелка",
    ),
    (
        "former_colleague",
        "former colleague|ex colleague|former colleague of|бивш колега|бивш колега на|бивши колеги",
    ),
];

/// Strengths of ties.
const STRENGTHS: Codes = &[
    ("weak", "weak|слаба|слаба връзка"),
    ("plain", "plain|ordinary|обичайна|средна|обичайна връзка"),
    ("strong", "strong|силна|силна връзка"),
];

/// The role a word means.
#[must_use]
pub fn role(text: &str) -> Option<&'static str> {
    code_of(ROLES, text)
}

/// The attitude a word or a number from -2 to 2 means; `unknown` for one that is not known.
#[must_use]
pub fn attitude(text: &str) -> Option<&'static str> {
    // Folding leaves no signs, so numbers are compared as they stand.
    let text = text.trim();
    let by_number = ATTITUDES
        .iter()
        .find(|(_, words)| words.split('|').any(|word| word == text));
    by_number
        .map(|(code, _)| *code)
        .or_else(|| code_of(ATTITUDES, text))
}

/// Whether somebody can stop a decision alone: `yes`, `no`, `unknown`.
#[must_use]
pub fn veto(text: &str) -> Option<&'static str> {
    code_of(VETOES, text)
}

/// The kind of tie a word means.
#[must_use]
pub fn tie(text: &str) -> Option<&'static str> {
    code_of(TIES, text)
}

/// The strength of a tie a word means.
#[must_use]
pub fn strength(text: &str) -> Option<&'static str> {
    code_of(STRENGTHS, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_both_languages_and_numbers_mean_the_same() {
        for text in ["decider", "Решаващ", "взема решение", "DECIDER"] {
            assert_eq!(role(text), Some("decider"), "{text}");
        }
        for (text, code) in [
            ("-2", "blocker"),
            ("\u{2212}1", "opponent"),
            ("0", "neutral"),
            ("+1", "supporter"),
            ("2", "champion"),
            ("защитник", "champion"),
            ("?", "unknown"),
        ] {
            assert_eq!(attitude(text), Some(code), "{text}");
        }
        assert_eq!(attitude("3"), None);
        assert_eq!(veto("да"), Some("yes"));
        assert_eq!(tie("пречи на"), Some("opposes"));
        assert_eq!(strength("силна"), Some("strong"));
        assert_eq!(role("шеф"), None);
    }
}
