//! Words of files of competitors' positions, of what clients buy and of threats: sources, kinds, states, degrees.

use super::words::{Codes, code_of};
use crate::market::{PositionSource, PurchasesSource};
use crate::names::fold;
use crate::troubles::{Degree, ThreatKind, ThreatState};

const POSITION_SOURCES: Codes = &[
    (
        "client",
        "client|the client|customer|клиент|клиентът|каза го клиентът|от клиента",
    ),
    (
        "published",
        "published|public|price list|tender|published price list tender|публично|публикувано|ценова листа|търг|\
         публично ценова листа търг|published: price list, tender|публично: ценова листа, търг",
    ),
    (
        "observed",
        "observed|seen|on the shelf|at a fair|seen on a shelf or at a fair|видяно|наблюдение|на рафта|на изложение|\
         видяно на рафта или на изложение",
    ),
    (
        "hearsay",
        "hearsay|heard|rumour|rumor|слух|чуто|чуто от други|от други",
    ),
];

const PURCHASES_SOURCES: Codes = &[
    (
        "statement",
        "statement|client|the client|the client said so|customer|клиент|клиентът|каза го клиентът|по думите на клиента",
    ),
    (
        "accounts",
        "accounts|published accounts|annual report|отчет|отчети|публикувани отчети|годишен отчет",
    ),
    (
        "norm",
        "norm|by norm|a norm by shop or head|норма|по норма|норма на обект или човек",
    ),
    (
        "observed",
        "observed|seen|seen of others|seen of others (at least so much)|видяно|наблюдение|видяно у други|\
         видяно у други (най-малко толкова)",
    ),
];

/// Who is no source: prices are never exchanged with competitors.
const COMPETITORS: &str = "competitor|the competitor|rival|конкурент|конкурентът|от конкурента";

const THREAT_KINDS: Codes = &[
    ("price", "price|prices|цена|цени"),
    ("terms", "terms|conditions|условия|условие|срокове"),
    ("capacity", "capacity|капацитет|мощности"),
    ("other", "other|друго|други|друг"),
];

const THREAT_STATES: Codes = &[
    (
        "watched",
        "watched|open|may come|active|следи се|отворена|очаква се|активна",
    ),
    (
        "arrived",
        "arrived|it has come|happened|настъпила|случи се|сбъдната",
    ),
    ("passed", "passed|over|closed|отминала|минала|затворена"),
];

const DEGREES: Codes = &[
    ("1", "very low|много ниска|много ниско|едва"),
    ("2", "low|small|ниска|ниско|малка|малко"),
    ("3", "medium|middle|средна|средно"),
    ("4", "high|large|висока|високо|голяма|голямо"),
    ("5", "very high|критична|критично|много висока|много високо"),
];

/// What a word says of where a position is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told<S> {
    /// This source.
    By(S),
    /// A competitor, who is none.
    Competitor,
    /// Nothing the book knows.
    Unread,
}

fn told<S>(text: &str, read: impl Fn(&str) -> Option<S>) -> Told<S> {
    let folded = fold(text);
    if COMPETITORS.split('|').any(|word| fold(word) == folded) {
        return Told::Competitor;
    }
    read(text).map_or(Told::Unread, Told::By)
}

/// Where a position is known from.
#[must_use]
pub fn position_source(text: &str) -> Told<PositionSource> {
    told(text, |text| {
        code_of(POSITION_SOURCES, text).and_then(PositionSource::from_code)
    })
}

/// Where a figure of what a client buys comes from.
#[must_use]
pub fn purchases_source(text: &str) -> Told<PurchasesSource> {
    told(text, |text| {
        code_of(PURCHASES_SOURCES, text).and_then(PurchasesSource::from_code)
    })
}

/// What a threat is about.
#[must_use]
pub fn threat_kind(text: &str) -> Option<ThreatKind> {
    code_of(THREAT_KINDS, text).and_then(ThreatKind::from_code)
}

/// How far a threat is.
#[must_use]
pub fn threat_state(text: &str) -> Option<ThreatState> {
    code_of(THREAT_STATES, text).and_then(ThreatState::from_code)
}

/// A degree of likelihood or of effect: its number, with or without what stands behind it, or a word.
#[must_use]
pub fn degree(text: &str) -> Option<Degree> {
    let number = text.split(['–', '-', ' ']).next().unwrap_or_default();
    let by_number = Degree::from_code(number.trim());
    by_number.or_else(|| code_of(DEGREES, text).and_then(Degree::from_code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages_mean_the_same_source() {
        for text in ["client", "клиентът", "The client"] {
            assert_eq!(
                position_source(text),
                Told::By(PositionSource::Client),
                "{text}"
            );
        }
        for text in [
            "публично: ценова листа, търг",
            "published: price list, tender",
        ] {
            assert_eq!(
                position_source(text),
                Told::By(PositionSource::Published),
                "{text}"
            );
        }
        for text in ["видяно у други (най-малко толкова)", "observed"] {
            assert_eq!(
                purchases_source(text),
                Told::By(PurchasesSource::Observed),
                "{text}"
            );
        }
        assert_eq!(position_source("птица"), Told::Unread);
    }

    #[test]
    fn a_competitor_is_no_source() {
        for text in ["competitor", "Конкурентът"] {
            assert_eq!(position_source(text), Told::Competitor, "{text}");
            assert_eq!(purchases_source(text), Told::Competitor, "{text}");
        }
    }

    #[test]
    fn a_degree_is_a_number_or_a_word() {
        for (text, degree_of) in [
            ("4", Some(Degree::Fourth)),
            ("4 – вероятно", Some(Degree::Fourth)),
            ("средна", Some(Degree::Third)),
            ("6", None),
            ("0", None),
            ("-1", None),
        ] {
            assert_eq!(degree(text), degree_of, "{text}");
        }
    }

    #[test]
    fn threats_are_read_in_both_languages() {
        assert_eq!(threat_kind("Цени"), Some(ThreatKind::Price));
        assert_eq!(threat_kind("capacity"), Some(ThreatKind::Capacity));
        assert_eq!(threat_state("настъпила"), Some(ThreatState::Arrived));
        assert_eq!(threat_state("it has come"), Some(ThreatState::Arrived));
        assert_eq!(threat_state("друга"), None);
    }
}
