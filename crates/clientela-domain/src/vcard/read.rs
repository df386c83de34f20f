//! Reads a file of cards.

use std::borrow::Cow;

use super::card::Card;
use super::charset::Charsets;
use super::lines::{Line, Lines};
use super::problem::{CardProblem, CardReason};
use super::properties::{CardInProgress, is_media};

/// Cards that one import takes.
pub const CARDS_MAX: usize = 10_000;
/// Bytes of the text of one card; pictures and sounds, which are not imported, do not count.
pub const CARD_BYTES_MAX: usize = 1024 * 1024;

/// A card that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadCard {
    /// Line of the file where it begins.
    pub line: u64,
    /// What it says.
    pub card: Card,
    /// What was not taken over from it, or not as it stands, in the order of lines.
    pub problems: Vec<CardProblem>,
}

/// What a file of cards holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cards {
    /// The cards, in the order of the file.
    pub cards: Vec<ReadCard>,
    /// What was not taken over at all.
    pub refused: Vec<CardProblem>,
}

/// Reads all cards of a file.
#[must_use]
pub fn read_cards(bytes: &[u8], charsets: &dyn Charsets) -> Cards {
    let mut cards = Cards::default();
    let bytes = &*as_bytes_of_ascii(bytes);
    let mut lines = Lines::new(bytes);
    let mut saw_card = false;
    while let Some(line) = lines.next() {
        if !is_mark(&line, "BEGIN") {
            cards.refuse(&line, CardReason::OutsideCard);
            continue;
        }
        saw_card = true;
        if cards.cards.len() == CARDS_MAX {
            cards.refuse(&line, CardReason::TooManyCards);
            return cards;
        }
        let mut begin = line;
        // A card that begins inside another one means that the first never ended.
        while let Some(next) = read_card(begin, &mut lines, charsets, &mut cards) {
            begin = next;
        }
    }
    if !saw_card {
        cards.refused.clear();
        cards
            .refused
            .push(CardProblem::new(1, "", bytes, CardReason::NoCards));
    }
    cards
}

/// A file of UTF-16, as some programs write everything, in UTF-8; others as they are.
fn as_bytes_of_ascii(bytes: &[u8]) -> Cow<'_, [u8]> {
    let (rest, unit): (_, fn([u8; 2]) -> u16) = match bytes {
        [0xff, 0xfe, rest @ ..] => (rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => (rest, u16::from_be_bytes),
        _ => return Cow::Borrowed(bytes),
    };
    let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let letters =
        char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER));
    Cow::Owned(letters.collect::<String>().into_bytes())
}

impl Cards {
    fn refuse(&mut self, line: &Line, reason: CardReason) {
        self.refused.push(CardProblem::new(
            line.number,
            &line.name,
            &line.value,
            reason,
        ));
    }
}

/// Reads the lines after a BEGIN up to the END; returns the BEGIN of a card that starts before.
fn read_card(
    begin: Line,
    lines: &mut Lines<'_>,
    charsets: &dyn Charsets,
    cards: &mut Cards,
) -> Option<Line> {
    let mut text: Vec<Line> = Vec::new();
    let mut bytes = 0;
    let mut nested = 0;
    for line in lines.by_ref() {
        if is_mark(&line, "BEGIN") {
            // An agent's card inside a card of vCard 2.1.
            let is_agent = text
                .last()
                .is_some_and(|last| last.name == "AGENT" && last.value.trim_ascii().is_empty());
            if !is_agent && nested == 0 {
                cards.refuse(&begin, CardReason::NoEnd);
                return Some(line);
            }
            nested += 1;
            // So that it is said that the agent was not taken over.
            if let Some(agent) = text.last_mut().filter(|_| nested == 1) {
                agent.value = b"BEGIN:VCARD".to_vec();
            }
            continue;
        }
        if is_mark(&line, "END") {
            if nested > 0 {
                nested -= 1;
                continue;
            }
            if bytes > CARD_BYTES_MAX {
                cards.refuse(&begin, CardReason::TooLarge);
            } else {
                finish(&begin, &text, charsets, cards);
            }
            return None;
        }
        if nested > 0 {
            continue;
        }
        if !is_media(&line.name) {
            bytes += line.value.len();
        }
        if bytes <= CARD_BYTES_MAX {
            text.push(line);
        }
    }
    cards.refuse(&begin, CardReason::NoEnd);
    None
}

fn finish(begin: &Line, text: &[Line], charsets: &dyn Charsets, cards: &mut Cards) {
    let version = text.iter().find(|line| line.name == "VERSION");
    let version_text = version.map(|line| String::from_utf8_lossy(&line.value).trim().to_owned());
    let mut card = CardInProgress::new(version_text.as_deref() == Some("2.1"), charsets);
    if !matches!(version_text.as_deref(), Some("2.1" | "3.0" | "4.0")) {
        let line = version.unwrap_or(begin);
        card.problem(line, CardReason::UnknownVersion);
    }
    for line in text.iter().filter(|line| line.name != "VERSION") {
        card.take(line);
    }
    let (card, problems) = card.finish();
    if card.shown_name().is_empty() {
        cards.refuse(begin, CardReason::NoName);
        cards.refused.extend(problems);
        return;
    }
    cards.cards.push(ReadCard {
        line: begin.number,
        card,
        problems,
    });
}

fn is_mark(line: &Line, name: &str) -> bool {
    line.name == name && line.value.trim_ascii().eq_ignore_ascii_case(b"VCARD")
}
