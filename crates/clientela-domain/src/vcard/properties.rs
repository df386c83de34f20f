//! Lines of a card become what it says.

use std::collections::BTreeMap;

use super::card::{
    Card, CardAddress, CardEmail, CardLanguage, CardLink, CardName, CardOrganisation, CardPhone,
    ContactKind,
};
use super::charset::Charsets;
use super::lines::Line;
use super::problem::{CardProblem, CardReason};
use super::values::{Shape, decode};
use crate::birthday::Birthday;

/// Fields that say nothing about the person and are passed over without a word.
const OF_THE_FILE: &[&str] = &[
    "PRODID",
    "PROFILE",
    "MAILER",
    "SOURCE",
    "CLASS",
    "SORT-STRING",
    "KIND",
];

/// Pictures, sounds and keys: never text.
pub(super) fn is_media(name: &str) -> bool {
    matches!(name, "PHOTO" | "LOGO" | "SOUND" | "KEY")
}

/// A card while its lines are read.
pub(super) struct CardInProgress<'a> {
    card: Card,
    problems: Vec<CardProblem>,
    is_version_2: bool,
    charsets: &'a dyn Charsets,
    /// Names somebody gave to the thing of a group, as Apple writes them.
    labels: BTreeMap<String, String>,
    /// Which group the phones, addresses and pages belong to.
    groups: Vec<(String, Labelled)>,
}

/// Something a label may belong to.
#[derive(Clone, Copy)]
enum Labelled {
    Phone(usize),
    Email(usize),
    Link(usize),
}

impl<'a> CardInProgress<'a> {
    pub(super) fn new(is_version_2: bool, charsets: &'a dyn Charsets) -> Self {
        Self {
            card: Card::default(),
            problems: Vec::new(),
            is_version_2,
            charsets,
            labels: BTreeMap::new(),
            groups: Vec::new(),
        }
    }

    pub(super) fn problem(&mut self, line: &Line, reason: CardReason) {
        self.problems.push(CardProblem::new(
            line.number,
            &line.name,
            &line.value,
            reason,
        ));
    }

    /// The card and what was not taken over.
    pub(super) fn finish(mut self) -> (Card, Vec<CardProblem>) {
        for (group, labelled) in &self.groups {
            let label = self.labels.get(group).cloned();
            match *labelled {
                Labelled::Phone(at) => self.card.phones[at].label = label,
                Labelled::Email(at) => self.card.emails[at].label = label,
                Labelled::Link(at) => self.card.links[at].label = label,
            }
        }
        self.problems.sort_by_key(|problem| problem.line);
        (self.card, self.problems)
    }

    /// Takes over one line.
    pub(super) fn take(&mut self, line: &Line) {
        if !line.has_colon {
            return self.problem(line, CardReason::NoColon);
        }
        if line.value.trim_ascii().is_empty() {
            return;
        }
        match line.name.as_str() {
            "FN" | "UID" | "REV" => self.take_single(line),
            "N" => self.take_name(line),
            "NICKNAME" | "CATEGORIES" => self.take_list(line),
            "ORG" => self.take_organisation(line),
            "TITLE" | "ROLE" | "NOTE" => self.take_text(line),
            "TEL" => self.take_phone(line),
            "EMAIL" => self.take_email(line),
            "ADR" => self.take_address(line),
            "URL" => self.take_link(line),
            "LANG" | "X-LANG" => self.take_language(line),
            "BDAY" => self.take_birthday(line),
            "X-ABLABEL" => self.take_label(line),
            name if OF_THE_FILE.contains(&name) => {}
            _ => self.problem(line, CardReason::NotImported),
        }
    }

    /// The parts of a value; `None` when it cannot be read, which is noted.
    fn parts(&mut self, line: &Line, shape: Shape) -> Option<Vec<Vec<String>>> {
        match decode(line, shape, self.is_version_2, self.charsets) {
            Ok(decoded) => {
                if let Some(reason) = decoded.reason {
                    self.problem(line, reason);
                }
                Some(decoded.parts)
            }
            Err(reason) => {
                self.problem(line, reason);
                None
            }
        }
    }

    /// The value as one text; `None` when it is empty or cannot be read.
    fn text(&mut self, line: &Line, shape: Shape) -> Option<String> {
        let text = self.parts(line, shape)?.into_iter().flatten().next()?;
        (!text.is_empty()).then_some(text)
    }

    fn take_single(&mut self, line: &Line) {
        let Some(text) = self.text(line, Shape::Text) else {
            return;
        };
        let card = &mut self.card;
        let is_second = match line.name.as_str() {
            "FN" if card.formatted_name.is_empty() => {
                card.formatted_name = text;
                false
            }
            "FN" => card.formatted_name != text,
            "UID" => card.uid.get_or_insert_with(|| text.clone()) != &text,
            _ => card.revision.get_or_insert_with(|| text.clone()) != &text,
        };
        if is_second {
            self.problem(line, CardReason::SecondValue);
        }
    }

    fn take_birthday(&mut self, line: &Line) {
        let Some(text) = self.text(line, Shape::Text) else {
            return;
        };
        let omitted = line.parameter("X-APPLE-OMIT-YEAR");
        let Some(birthday) = birthday(&text, omitted) else {
            return self.problem(line, CardReason::NotImported);
        };
        if *self.card.birthday.get_or_insert(birthday) != birthday {
            self.problem(line, CardReason::SecondValue);
        }
    }

    fn take_name(&mut self, line: &Line) {
        let Some(parts) = self.parts(line, Shape::Parts) else {
            return;
        };
        let part = |at: usize| {
            parts
                .get(at)
                .map_or(String::new(), |texts| texts.join(" ").trim().to_owned())
        };
        let name = CardName {
            family: part(0),
            given: part(1),
            additional: part(2),
            prefixes: part(3),
            suffixes: part(4),
        };
        if name == CardName::default() {
            return;
        }
        if self.card.name.as_ref().is_some_and(|known| *known != name) {
            return self.problem(line, CardReason::SecondValue);
        }
        self.card.name = Some(name);
    }

    fn take_list(&mut self, line: &Line) {
        let Some(parts) = self.parts(line, Shape::List) else {
            return;
        };
        let list = if line.name == "NICKNAME" {
            &mut self.card.nicknames
        } else {
            &mut self.card.categories
        };
        for text in parts.into_iter().flatten().filter(|text| !text.is_empty()) {
            if !list.contains(&text) {
                list.push(text);
            }
        }
    }

    fn take_organisation(&mut self, line: &Line) {
        let Some(parts) = self.parts(line, Shape::PlainParts) else {
            return;
        };
        let mut texts = parts.into_iter().flatten();
        let name = texts.next().unwrap_or_default();
        let units: Vec<String> = texts.filter(|unit| !unit.is_empty()).collect();
        if !name.is_empty() || !units.is_empty() {
            self.card
                .organisations
                .push(CardOrganisation { name, units });
        }
    }

    fn take_text(&mut self, line: &Line) {
        let Some(text) = self.text(line, Shape::Text) else {
            return;
        };
        match line.name.as_str() {
            "TITLE" => self.card.titles.push(text),
            "ROLE" => self.card.roles.push(text),
            _ => self.card.notes.push(text),
        }
    }

    fn take_phone(&mut self, line: &Line) {
        let Some(text) = self.text(line, Shape::Text) else {
            return;
        };
        let number = match without_scheme(&text, "tel:") {
            Some(number) => match number.split_once(";ext=") {
                Some((number, extension)) => format!("{number} ext. {extension}"),
                None => number.split(';').next().unwrap_or_default().to_owned(),
            },
            None => text,
        };
        self.groups
            .push((line.group.clone(), Labelled::Phone(self.card.phones.len())));
        self.card.phones.push(CardPhone {
            number,
            kinds: kinds(line),
            is_preferred: is_preferred(line),
            label: None,
        });
    }

    fn take_email(&mut self, line: &Line) {
        let Some(text) = self.text(line, Shape::Text) else {
            return;
        };
        let address = without_scheme(&text, "mailto:").unwrap_or(&text).to_owned();
        self.groups
            .push((line.group.clone(), Labelled::Email(self.card.emails.len())));
        self.card.emails.push(CardEmail {
            address,
            kinds: kinds(line),
            is_preferred: is_preferred(line),
            label: None,
        });
    }

    fn take_address(&mut self, line: &Line) {
        let Some(parts) = self.parts(line, Shape::Parts) else {
            return;
        };
        let part = |at: usize| {
            parts
                .get(at)
                .map_or(String::new(), |texts| texts.join(", ").trim().to_owned())
        };
        let address = CardAddress {
            box_number: part(0),
            extended: part(1),
            street: part(2),
            town: part(3),
            region: part(4),
            postcode: part(5),
            country: part(6),
            kinds: kinds(line),
            is_preferred: is_preferred(line),
        };
        if (0..7).any(|at| !part(at).is_empty()) {
            self.card.addresses.push(address);
        }
    }

    fn take_link(&mut self, line: &Line) {
        // Many programs escape colons and commas of an address all the same.
        let Some(address) = self.text(line, Shape::Uri) else {
            return;
        };
        let address = address
            .replace("\\:", ":")
            .replace("\\,", ",")
            .replace("\\;", ";");
        self.groups
            .push((line.group.clone(), Labelled::Link(self.card.links.len())));
        self.card.links.push(CardLink {
            address,
            kinds: kinds(line),
            label: None,
        });
    }

    fn take_language(&mut self, line: &Line) {
        let Some(tag) = self.text(line, Shape::Text) else {
            return;
        };
        if self.card.languages.iter().all(|known| known.tag != tag) {
            self.card.languages.push(CardLanguage {
                tag,
                is_preferred: is_preferred(line),
            });
        }
    }

    fn take_label(&mut self, line: &Line) {
        let Some(text) = self.text(line, Shape::Text) else {
            return;
        };
        // Apple's own words stand between signs: _$!<Mobile>!$_
        let word = text
            .trim_start_matches("_$!<")
            .trim_end_matches(">!$_")
            .to_owned();
        if line.group.is_empty() {
            return self.problem(line, CardReason::NotImported);
        }
        self.labels.insert(line.group.clone(), word);
    }
}

fn without_scheme<'t>(text: &'t str, scheme: &str) -> Option<&'t str> {
    let start = text.get(..scheme.len())?;
    start
        .eq_ignore_ascii_case(scheme)
        .then(|| &text[scheme.len()..])
}

/// What a line's TYPE parameters say it is for, each kind once.
fn kinds(line: &Line) -> Vec<ContactKind> {
    let mut kinds = Vec::new();
    for parameter in &line.parameters {
        let is_type = parameter.name == "TYPE"
            || (parameter.name.is_empty()
                && !matches!(
                    parameter.value.to_ascii_uppercase().as_str(),
                    "QUOTED-PRINTABLE" | "BASE64" | "8BIT" | "7BIT"
                ));
        if !is_type {
            continue;
        }
        for kind in parameter.value.split(',').filter_map(ContactKind::of_word) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
    }
    kinds
}

/// PREF of vCard 4.0 counts from 1; in the others it is a type.
/// A day of birth as cards write it: `1978-11-26`, `19781126`, `--1126`, `--11-26`, each also with an hour behind
/// it, or with a year that stands for none.
fn birthday(text: &str, year_for_none: Option<&str>) -> Option<Birthday> {
    let day = text.trim().split(['T', ' ']).next().unwrap_or_default();
    let digits = day.len() == 8 && day.bytes().all(|byte| byte.is_ascii_digit());
    let spelled = if digits {
        let (year, rest) = day.split_at(4);
        let (month, date) = rest.split_at(2);
        format!("{year}-{month}-{date}")
    } else {
        day.to_owned()
    };
    let known = Birthday::read(&spelled)?;
    let stands_for_none = year_for_none
        .and_then(|year| year.trim().parse::<i16>().ok())
        .is_some_and(|year| known.year() == Some(year));
    if stands_for_none {
        return Birthday::new(known.month(), known.day(), None);
    }
    Some(known)
}

fn is_preferred(line: &Line) -> bool {
    let by_number = line.parameter("PREF") == Some("1");
    by_number
        || line.parameters.iter().any(|parameter| {
            (parameter.name.is_empty() || parameter.name == "TYPE")
                && parameter
                    .value
                    .split(',')
                    .any(|word| word.trim().eq_ignore_ascii_case("pref"))
        })
}
