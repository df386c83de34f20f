//! A patron's book: Cicero (106–43 BC) and those around him, with a source for every line. The same
//! book holds it that holds a firm's clients: nothing here is a kind of its own.
//!
//! The files lie in `samples/patron`, in both languages. What happened has its own days before Christ, in
//! the lists of what happened and in the registers of support, gifts and promises alike ([`registers`]).
//! Promises for a morning have days of today, because a promise that is two thousand years late says nothing
//! about one: each is told after the letter its source names.

use clientela_domain::day::Date;
use clientela_domain::records::FileKind;

pub mod registers;

const CLIENTS_BG: &str = include_str!("../../../../samples/patron/clients.bg.csv");
const CLIENTS_EN: &str = include_str!("../../../../samples/patron/clients.en.csv");
const PEOPLE_BG: &str = include_str!("../../../../samples/patron/people.bg.csv");
const PEOPLE_EN: &str = include_str!("../../../../samples/patron/people.en.csv");
const EVENTS_BG: &str = include_str!("../../../../samples/patron/events.bg.csv");
const EVENTS_EN: &str = include_str!("../../../../samples/patron/events.en.csv");
const PROMISES: &str = include_str!("../../../../samples/patron/promises.csv");

/// What the sources say of each event, for whoever counts it: side, outcome, kind, source, confidence.
pub const RECORD: &str = include_str!("../../../../samples/patron/record.csv");

/// One file of the patron's book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatronFile {
    /// What it brings.
    pub kind: FileKind,
    /// Name of the file.
    pub name: &'static str,
    /// Its bytes, as CSV.
    pub csv: String,
}

/// The patron's book in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatronBook {
    /// The patron.
    pub patron: &'static str,
    /// The files, in the order in which they are to be imported.
    pub files: Vec<PatronFile>,
    /// What came of promises after they were made, and is no row of a file: the promise, by its words, with
    /// the day its condition came true and the day it was kept.
    pub fulfilled: Vec<Fulfilled>,
    /// Who cannot be served by one and the same: what about, and the codes of the clients.
    pub rivals: Vec<(&'static str, Vec<&'static str>)>,
    /// A client around whom stands a wall: its code, the rival it is kept from, and why.
    pub wall: (&'static str, &'static str, &'static str),
}

/// A promise under a condition that came true and was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fulfilled {
    /// The client it was made to, by code.
    pub client: String,
    /// What was promised.
    pub what: String,
    /// When its condition came true.
    pub came_true: String,
    /// What made it true, with its source.
    pub because: String,
    /// When it was kept.
    pub kept: String,
    /// By what, with its source.
    pub by: String,
}

/// The patron's book as of a day; Bulgarian, or else English.
#[must_use]
pub fn patron(today: Date, is_bulgarian: bool) -> PatronBook {
    let told =
        |bulgarian: &str, english: &str| if is_bulgarian { bulgarian } else { english }.to_owned();
    let file = |kind, name, csv| PatronFile { kind, name, csv };
    PatronBook {
        patron: if is_bulgarian {
            "Марк Тулий Цицерон"
        } else {
            "M. Tullius Cicero"
        },
        files: vec![
            file(
                FileKind::Accounts,
                "patron-clients.csv",
                told(CLIENTS_BG, CLIENTS_EN),
            ),
            file(
                FileKind::People,
                "patron-people.csv",
                told(PEOPLE_BG, PEOPLE_EN),
            ),
            file(
                FileKind::Interactions,
                "patron-events.csv",
                told(EVENTS_BG, EVENTS_EN),
            ),
            file(
                FileKind::Obligations,
                "patron-promises.csv",
                promises(today, is_bulgarian),
            ),
            file(
                FileKind::Obligations,
                "patron-bonds.csv",
                registers::bonds(is_bulgarian),
            ),
            file(
                FileKind::Support,
                "patron-support.csv",
                registers::support(is_bulgarian),
            ),
            file(
                FileKind::Gifts,
                "patron-gifts.csv",
                registers::gifts(is_bulgarian),
            ),
        ],
        fulfilled: registers::fulfilled(is_bulgarian),
        rivals: rivals(is_bulgarian),
        wall: if is_bulgarian {
            (
                "CAECILIUS",
                "SATYRUS",
                "Отказва да действа срещу Сатир. Att. 1.1.3-4 (E06)",
            )
        } else {
            (
                "CAECILIUS",
                "SATYRUS",
                "He declines to act against Satyrus. Att. 1.1.3-4 (E06)",
            )
        },
    }
}

/// E05 and E06, and the two that have two patrons.
fn rivals(is_bulgarian: bool) -> Vec<(&'static str, Vec<&'static str>)> {
    let told = |bulgarian, english| if is_bulgarian { bulgarian } else { english };
    vec![
        (
            told(
                "Цецилий срещу Сатир (Att. 1.1.3-4)",
                "Caecilius against Satyrus (Att. 1.1.3-4)",
            ),
            vec!["SATYRUS", "CAECILIUS"],
        ),
        (
            told(
                "Двама патрони на Хилар (Att. 1.12.2)",
                "Two patrons of Hilarus (Att. 1.12.2)",
            ),
            vec!["HILARUS", "ATTICUS"],
        ),
        (
            told(
                "Двама патрони на Цецина (Fam. 13.66)",
                "Two patrons of Caecina (Fam. 13.66)",
            ),
            vec!["CAECINA", "SERVILII"],
        ),
    ]
}

/// The promises as a file of this day.
fn promises(today: Date, is_bulgarian: bool) -> String {
    let head = "code;account;debtor;what;kind;source;made_on;due_day;importance";
    let mut csv = format!("{head}\n");
    for line in PROMISES.lines().skip(1) {
        let fields: Vec<&str> = line.split(';').collect();
        let [
            code,
            account,
            debtor,
            bulgarian,
            english,
            kind,
            source,
            made,
            due,
            importance,
        ] = fields[..]
        else {
            continue;
        };
        let what = if is_bulgarian { bulgarian } else { english };
        let after = |days: &str, sign: i64| {
            let days = sign * days.parse::<i64>().unwrap_or(0);
            today.saturating_add(jiff::Span::new().days(days))
        };
        let (made, due) = (after(made, -1), after(due, 1));
        csv.push_str(&format!(
            "{code};{account};{debtor};{what};{kind};{source};{made};{due};{importance}\n"
        ));
    }
    csv
}

#[cfg(test)]
mod tests;
