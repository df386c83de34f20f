use super::*;
use crate::day::Date;
use crate::search::tokens;

mod bulgarian;
mod days;
mod english;
mod pieces;
mod promises;

/// A Wednesday.
const TODAY: Date = Date::constant(2026, 3, 11);

/// A small firm's book. Clients and people are known by number.
struct Book;

const CLIENTS: [(u32, &[&str]); 8] = [
    (1, &["Хлебна къща ООД"]),
    (2, &["Родопи Млеко ЕАД"]),
    (3, &["Метро Кеш енд Кери", "Metro", "Метро"]),
    (4, &["Билла България"]),
    (5, &["Витоша Строй"]),
    (6, &["Алфа Инвест"]),
    (7, &["Алфа Трейд"]),
    (8, &["Костов и синове"]),
];

const PEOPLE: [(u32, &str, u32); 8] = [
    (11, "Иван Петров", 1),
    (12, "Иван Стоянов", 2),
    (13, "Мария Илиева", 2),
    (14, "Георги Димитров", 3),
    (15, "Anna Smith", 3),
    (16, "Елена Костова", 4),
    (17, "Петър Колев", 5),
    (18, "Стефан Костов", 8),
];

const COLLEAGUES: [(u32, &str); 3] = [
    (21, "Петя Николова"),
    (22, "Димо Русев"),
    (23, "Елена Русева"),
];

/// True when every word that is asked for is a word of the name.
fn has_words(name: &str, asked: &str) -> bool {
    let (known, wanted) = (tokens(name), tokens(asked));
    !wanted.is_empty() && wanted.iter().all(|word| known.contains(word))
}

fn client(id: u32) -> Candidate<u32> {
    let (_, names) = CLIENTS
        .iter()
        .find(|(known, _)| *known == id)
        .expect("a client");
    Candidate {
        id,
        name: names[0].to_owned(),
    }
}

impl Directory for Book {
    type Client = u32;
    type Person = u32;
    type Colleague = u32;

    fn clients(&self, name: &str) -> Vec<Candidate<u32>> {
        let fits = |names: &&[&str]| names.iter().any(|known| has_words(known, name));
        CLIENTS
            .iter()
            .filter(|(_, names)| fits(names))
            .map(|(id, _)| client(*id))
            .collect()
    }

    fn people(&self, name: &str) -> Vec<PersonCandidate<u32, u32>> {
        let fits = PEOPLE.iter().filter(|(_, known, _)| has_words(known, name));
        fits.map(|(id, known, at)| PersonCandidate {
            person: Candidate {
                id: *id,
                name: (*known).to_owned(),
            },
            clients: vec![client(*at)],
        })
        .collect()
    }

    fn colleagues(&self, name: &str) -> Vec<Candidate<u32>> {
        let fits = COLLEAGUES
            .iter()
            .filter(|(_, known)| has_words(known, name));
        fits.map(|(id, known)| Candidate {
            id: *id,
            name: (*known).to_owned(),
        })
        .collect()
    }
}

fn names<'a>(candidates: impl Iterator<Item = &'a str>) -> String {
    candidates.collect::<Vec<_>>().join(" or ")
}

fn days(due: &Due) -> String {
    let days: Vec<String> = due.days.iter().map(ToString::to_string).collect();
    days.join(" or ")
}

/// A proposal in one line: `how`, `on` a day, `client`, `with` people, `said`, `next`, `due`, `by`, and
/// after `?` what was not understood.
fn shown(line: &str) -> String {
    let found = parse(line, TODAY, &Book);
    let mut parts: Vec<String> = Vec::new();
    if let Some(interaction) = &found.interaction {
        let how = interaction.channel.as_ref();
        let how = how.map_or("something".to_owned(), |how| {
            format!("{:?}", how.value).to_lowercase()
        });
        parts.push(match interaction.direction {
            Some(Direction::Ours) => format!("{how} by us"),
            Some(Direction::Theirs) => format!("{how} by them"),
            None => how,
        });
        parts.extend(
            interaction
                .day
                .iter()
                .map(|day| format!("on {}", days(day))),
        );
        parts.extend(
            interaction
                .minutes
                .iter()
                .map(|minutes| format!("{} min", minutes.value)),
        );
    }
    if let Some(client) = &found.client {
        let name = names(client.candidates.iter().map(|client| client.name.as_str()));
        let how = if client.span.is_some() {
            "client"
        } else {
            "so client"
        };
        parts.push(format!("{how} {name}"));
    }
    for person in &found.people {
        let name = names(
            person
                .candidates
                .iter()
                .map(|person| person.person.name.as_str()),
        );
        parts.push(format!("with {name}"));
    }
    for colleague in &found.colleagues {
        let name = names(
            colleague
                .candidates
                .iter()
                .map(|colleague| colleague.name.as_str()),
        );
        parts.push(format!("and {name}"));
    }
    if let Some(said) = found
        .interaction
        .as_ref()
        .and_then(|interaction| interaction.said.as_ref())
    {
        parts.push(format!("said „{}“", said.text));
    }
    if let Some(step) = &found.next_step {
        let what = step
            .what
            .as_ref()
            .map_or("something".to_owned(), |what| format!("„{}“", what.text));
        parts.push(format!("next {what}"));
        parts.extend(
            step.channel
                .iter()
                .map(|how| format!("as {:?}", how.value).to_lowercase()),
        );
        parts.extend(step.due.iter().map(|due| format!("due {}", days(due))));
        if let Some(by) = &step.by {
            let name = names(
                by.candidates
                    .iter()
                    .map(|colleague| colleague.name.as_str()),
            );
            parts.push(format!("by {name}"));
        }
    }
    for unclear in &found.unclear {
        let place = unclear
            .span
            .clone()
            .map_or(String::new(), |span| format!(" „{}“", &line[span]));
        parts.push(format!("? {:?}{place}", unclear.reason));
    }
    parts.join("; ")
}

/// Compares every line of a table with what it must propose, and shows all that differ.
fn assert_proposes(lines: &[(&str, &str)]) {
    let differ: Vec<String> = lines
        .iter()
        .map(|(line, expected)| (line, shown(line), expected))
        .filter(|(_, found, expected)| found != *expected)
        .map(|(line, found, expected)| format!("{line}\n  found    {found}\n  expected {expected}"))
        .collect();
    assert!(differ.is_empty(), "\n{}\n", differ.join("\n"));
}
