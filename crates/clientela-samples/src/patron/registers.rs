//! The registers of the patron's book: support, gifts and promises, each from the event whose words and source
//! it has. `samples/patron/registers.csv` and `bonds.csv` say which event belongs where; nothing is told twice.

use super::{EVENTS_BG, EVENTS_EN, Fulfilled, RECORD};

const REGISTERS: &str = include_str!("../../../../samples/patron/registers.csv");
const BONDS: &str = include_str!("../../../../samples/patron/bonds.csv");

/// An event as the lists tell it.
struct Told {
    id: String,
    day: String,
    client: String,
    person: String,
    /// What happened, without its kind, outcome and source.
    what: String,
    source: String,
}

/// The fields of a row, whose quotes may hold the delimiter.
pub(super) fn fields(row: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut letters = row.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                push(&mut fields, '"');
            }
            '"' => quoted = !quoted,
            ';' if !quoted => fields.push(String::new()),
            other => push(&mut fields, other),
        }
    }
    fields
}

fn push(fields: &mut [String], letter: char) {
    if let Some(last) = fields.last_mut() {
        last.push(letter);
    }
}

/// The rows below the head, as fields.
pub(super) fn rows(csv: &str) -> Vec<Vec<String>> {
    csv.lines().skip(1).map(fields).collect()
}

fn cell(row: &[String], at: usize) -> &str {
    row.get(at).map_or("", String::as_str)
}

/// A line of a file: every field in quotes.
fn line(fields: &[&str]) -> String {
    let quoted: Vec<String> = fields
        .iter()
        .map(|field| format!("\"{}\"", field.replace('"', "\"\"")))
        .collect();
    format!("{}\n", quoted.join(";"))
}

/// The events in one language, each with its source.
fn events(is_bulgarian: bool) -> Vec<Told> {
    let sources = rows(RECORD);
    let source_of = |id: &str| {
        let mut sources = sources.iter();
        let found = sources.find(|row| cell(row, 0) == id);
        found.map_or_else(String::new, |row| cell(row, 5).to_owned())
    };
    let (csv, sides) = if is_bulgarian {
        (EVENTS_BG, [". Патронът, ", ". Клиентът, "])
    } else {
        (EVENTS_EN, [". The patron, ", ". The client, "])
    };
    let told = |row: Vec<String>| {
        let summary = cell(&row, 7);
        let text = summary.split_once(": ").map_or(summary, |(_, text)| text);
        let end = sides.iter().find_map(|side| text.find(side));
        Told {
            what: text[..end.unwrap_or(text.len())].to_owned(),
            source: source_of(cell(&row, 0)),
            id: cell(&row, 0).to_owned(),
            day: cell(&row, 1).to_owned(),
            client: cell(&row, 2).to_owned(),
            person: cell(&row, 3).to_owned(),
        }
    };
    rows(csv).into_iter().map(told).collect()
}

fn event<'a>(events: &'a [Told], id: &str) -> Option<&'a Told> {
    events.iter().find(|event| event.id == id)
}

/// The support both sides gave each other, as a file.
#[must_use]
pub fn support(is_bulgarian: bool) -> String {
    let events = events(is_bulgarian);
    let mut csv = line(&[
        "code",
        "account",
        "side",
        "support_kind",
        "what",
        "before_whom",
        "person",
        "document",
        "day",
        "state",
    ]);
    for row in rows(REGISTERS) {
        let Some(told) = event(&events, cell(&row, 0)).filter(|_| cell(&row, 1) == "support")
        else {
            continue;
        };
        let elsewhere = cell(&row, 4);
        let (client, person) = match elsewhere {
            "" => (told.client.as_str(), told.person.as_str()),
            other => (other, other),
        };
        let before = cell(&row, if is_bulgarian { 5 } else { 6 });
        csv.push_str(&line(&[
            &told.id,
            client,
            cell(&row, 2),
            cell(&row, 3),
            &told.what,
            before,
            person,
            &told.source,
            &told.day,
            "done",
        ]));
    }
    csv
}

/// What was given and received, as a file.
#[must_use]
pub fn gifts(is_bulgarian: bool) -> String {
    let events = events(is_bulgarian);
    let mut csv = line(&[
        "code",
        "account",
        "gift_direction",
        "gift_kind",
        "what",
        "occasion",
        "person",
        "value",
        "official",
        "document",
        "day",
    ]);
    for row in rows(REGISTERS) {
        let Some(told) = event(&events, cell(&row, 0)).filter(|_| cell(&row, 1) == "gift") else {
            continue;
        };
        let (direction, occasion) = match (cell(&row, 2), is_bulgarian) {
            ("us", true) => ("given", "писмо"),
            ("us", false) => ("given", "letter"),
            (_, true) => ("received", "наследство"),
            (_, false) => ("received", "legacy"),
        };
        csv.push_str(&line(&[
            &told.id,
            &told.client,
            direction,
            cell(&row, 3),
            &told.what,
            occasion,
            &told.person,
            cell(&row, 7),
            "no",
            &told.source,
            &told.day,
        ]));
    }
    csv
}

/// What was promised, owed by custom, or owed for support before, with days of its own, as a file.
#[must_use]
pub fn bonds(is_bulgarian: bool) -> String {
    let events = events(is_bulgarian);
    let mut csv = line(&[
        "code",
        "account",
        "debtor",
        "person",
        "what",
        "kind",
        "origin",
        "source",
        "condition",
        "made_on",
        "state",
        "closed_on",
        "note",
    ]);
    for row in rows(BONDS) {
        let Some(made) = event(&events, cell(&row, 0)) else {
            continue;
        };
        let closing = event(&events, cell(&row, 1));
        // What repays support is told by what repaid it.
        let told = closing.unwrap_or(made);
        let condition = cell(&row, if is_bulgarian { 6 } else { 7 });
        let closed_on = closing.map_or("", |closing| closing.day.as_str());
        let note = closing.map_or(String::new(), |closing| closing.source.clone());
        csv.push_str(&line(&[
            &made.id,
            &made.client,
            cell(&row, 2),
            &made.person,
            &told.what,
            cell(&row, 3),
            cell(&row, 4),
            &made.source,
            condition,
            &made.day,
            cell(&row, 5),
            closed_on,
            &note,
        ]));
    }
    csv
}

/// E01, whose condition came true with E03 and which E04 kept.
#[must_use]
pub fn fulfilled(is_bulgarian: bool) -> Vec<Fulfilled> {
    let events = events(is_bulgarian);
    let with_source = |told: &Told| format!("{}. {}", told.what, told.source);
    let one = |made: &str, condition: &str, kept: &str| {
        let (made, condition) = (event(&events, made)?, event(&events, condition)?);
        let kept = event(&events, kept)?;
        Some(Fulfilled {
            client: made.client.clone(),
            what: made.what.clone(),
            came_true: condition.day.clone(),
            because: with_source(condition),
            kept: kept.day.clone(),
            by: with_source(kept),
        })
    };
    one("E01", "E03", "E04").into_iter().collect()
}
