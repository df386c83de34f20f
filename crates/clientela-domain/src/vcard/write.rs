//! Writes a card.

use std::fmt::Write as _;

use super::card::{Card, ContactKind};
use super::values::{clean, escape};

/// Octets of a line before it is folded (RFC 6350, 3.2).
const LINE_OCTETS_MAX: usize = 75;

/// The version in which a card is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardVersion {
    /// RFC 2426, which older programs read.
    V3,
    /// RFC 6350.
    V4,
}

/// The card as text, with CRLF after each line. A card without any name is written under an empty
/// one, for the standards require the field.
#[must_use]
pub fn write_card(card: &Card, version: CardVersion) -> String {
    let mut writer = Writer {
        version,
        text: String::new(),
        groups: 0,
    };
    writer.line("BEGIN:VCARD");
    writer.line(match version {
        CardVersion::V3 => "VERSION:3.0",
        CardVersion::V4 => "VERSION:4.0",
    });
    writer.names(card);
    writer.contacts(card);
    writer.others(card);
    writer.line("END:VCARD");
    writer.text
}

struct Writer {
    version: CardVersion,
    text: String,
    groups: usize,
}

impl Writer {
    /// Writes a line, folded so that no letter is cut in two.
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for letter in line.chars() {
            if octets + letter.len_utf8() > LINE_OCTETS_MAX {
                self.text.push_str("\r\n ");
                octets = 1;
            }
            self.text.push(letter);
            octets += letter.len_utf8();
        }
        self.text.push_str("\r\n");
    }

    fn texts(&mut self, name: &str, texts: &[String]) {
        for text in texts.iter().filter(|text| !clean(text).is_empty()) {
            self.line(&format!("{name}:{}", escape(text)));
        }
    }

    fn list(&mut self, name: &str, texts: &[String]) {
        let list: Vec<String> = texts
            .iter()
            .map(|text| escape(text))
            .filter(|text| !text.is_empty())
            .collect();
        if !list.is_empty() {
            self.line(&format!("{name}:{}", list.join(",")));
        }
    }

    fn names(&mut self, card: &Card) {
        self.line(&format!("FN:{}", escape(&card.shown_name())));
        match (&card.name, self.version) {
            (Some(name), _) => {
                let parts = [
                    &name.family,
                    &name.given,
                    &name.additional,
                    &name.prefixes,
                    &name.suffixes,
                ];
                self.line(&format!("N:{}", parts.map(|part| escape(part)).join(";")));
            }
            // Required there, and nothing is known: five empty parts.
            (None, CardVersion::V3) => self.line("N:;;;;"),
            (None, CardVersion::V4) => {}
        }
        self.list("NICKNAME", &card.nicknames);
        for organisation in &card.organisations {
            let mut parts = vec![escape(&organisation.name)];
            parts.extend(organisation.units.iter().map(|unit| escape(unit)));
            self.line(&format!("ORG:{}", parts.join(";")));
        }
        self.texts("TITLE", &card.titles);
        self.texts("ROLE", &card.roles);
    }

    fn contacts(&mut self, card: &Card) {
        for phone in &card.phones {
            self.labelled(
                "TEL",
                &phone.kinds,
                phone.is_preferred,
                &escape(&phone.number),
                phone.label.as_deref(),
            );
        }
        for email in &card.emails {
            self.labelled(
                "EMAIL",
                &email.kinds,
                email.is_preferred,
                &escape(&email.address),
                email.label.as_deref(),
            );
        }
        for address in &card.addresses {
            let parts = [
                &address.box_number,
                &address.extended,
                &address.street,
                &address.town,
                &address.region,
                &address.postcode,
                &address.country,
            ];
            let value = parts.map(|part| escape(part)).join(";");
            self.labelled("ADR", &address.kinds, address.is_preferred, &value, None);
        }
        for link in &card.links {
            self.labelled(
                "URL",
                &link.kinds,
                false,
                &clean(&link.address).replace('\n', ""),
                link.label.as_deref(),
            );
        }
    }

    fn labelled(
        &mut self,
        name: &str,
        kinds: &[ContactKind],
        is_preferred: bool,
        value: &str,
        label: Option<&str>,
    ) {
        if value.is_empty() {
            return;
        }
        let mut head = String::new();
        let label = label.map(clean).filter(|label| !label.is_empty());
        if label.is_some() {
            self.groups += 1;
            let _ = write!(head, "item{}.", self.groups);
        }
        head.push_str(name);
        for kind in kinds {
            let _ = write!(head, ";TYPE={}", parameter(kind.word()));
        }
        if is_preferred {
            head.push_str(match self.version {
                CardVersion::V3 => ";TYPE=pref",
                CardVersion::V4 => ";PREF=1",
            });
        }
        self.line(&format!("{head}:{value}"));
        if let Some(label) = label {
            self.line(&format!("item{}.X-ABLabel:{}", self.groups, escape(&label)));
        }
    }

    fn others(&mut self, card: &Card) {
        self.list("CATEGORIES", &card.categories);
        self.texts("NOTE", &card.notes);
        for language in card
            .languages
            .iter()
            .filter(|language| !clean(&language.tag).is_empty())
        {
            let tag = escape(&language.tag);
            let pref = if language.is_preferred { ";PREF=1" } else { "" };
            self.line(&match self.version {
                // The field came with 4.0.
                CardVersion::V3 => format!("X-LANG{pref}:{tag}"),
                CardVersion::V4 => format!("LANG{pref}:{tag}"),
            });
        }
        self.texts("UID", card.uid.as_slice());
        self.texts("REV", card.revision.as_slice());
    }
}

/// A parameter's value without what would end it or make two of it, in quotation marks when other
/// signs part it.
fn parameter(word: &str) -> String {
    let word = word.replace(',', " ");
    let plain: String = clean(&word)
        .chars()
        .filter(|letter| !matches!(letter, '"' | '\n'))
        .collect();
    if plain.contains([':', ';']) {
        format!("\"{plain}\"")
    } else {
        plain
    }
}
