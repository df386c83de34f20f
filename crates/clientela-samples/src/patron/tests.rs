use std::collections::{BTreeMap, BTreeSet};

use clientela_domain::amount::Amount;
use clientela_domain::event_day::EventDay;
use clientela_domain::trust::Opinion;

use super::*;

const TODAY: Date = Date::constant(2026, 11, 26);

/// Rows of a file whose fields hold no quoted delimiter before the column asked for.
fn column(csv: &str, at: usize) -> Vec<&str> {
    let rows = csv.lines().skip(1);
    rows.map(|row| row.split(';').nth(at).unwrap_or_default())
        .collect()
}

fn count<'a>(words: &[&'a str]) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(*word).or_default() += 1;
    }
    counts
}

#[test]
fn s25_4_parties_events_and_their_outcomes() {
    // The callers without names and two other patrons are no party of the sources.
    assert_eq!(column(CLIENTS_EN, 0).len(), 36 + 3);
    // Two people have a second patron beside the 29 persons.
    assert_eq!(column(PEOPLE_EN, 0).len(), 29 + 2);
    assert_eq!(column(EVENTS_EN, 0).len(), 56);
    let explicit = CLIENTS_EN
        .lines()
        .filter(|row| row.contains("explicit term"));
    assert_eq!(explicit.count(), 14);
    for (kind, expected) in [
        ("freedman", 8),
        ("foreigner", 8),
        ("citizen", 13),
        ("community", 7),
    ] {
        let tagged = CLIENTS_EN.lines().filter(|row| {
            let tags = row
                .split(';')
                .find(|field| field.trim_matches('"').split(", ").next() == Some(kind));
            tags.is_some()
        });
        assert_eq!(tagged.count(), expected, "{kind}");
    }
    let (sides, outcomes) = (column(RECORD, 2), column(RECORD, 3));
    let pairs: Vec<String> = sides
        .iter()
        .zip(&outcomes)
        .map(|(side, outcome)| format!("{side} {outcome}"))
        .collect();
    let pairs: Vec<&str> = pairs.iter().map(String::as_str).collect();
    let expected = BTreeMap::from([
        ("us kept", 27),
        ("us none", 5),
        ("them kept", 11),
        ("them broken", 3),
        ("them unknown", 2),
        ("them none", 8),
    ]);
    assert_eq!(count(&pairs), expected);
}

#[test]
fn s25_4_trust_of_the_whole_book_without_forgetting() {
    let ours = Opinion::of(27.0, 0.0, 0.9);
    let theirs = Opinion::of(11.0, 3.0, 0.9);
    let close = |one: f64, other: f64| (one - other).abs() < 1e-6;
    assert!(close(ours.mean, 0.965_517_241_379));
    assert!(close(ours.low, 0.898_534_264_427) && close(ours.high, 0.998_169_773_54));
    assert!(close(theirs.mean, 0.75));
    assert!(close(theirs.low, 0.560_215_564_018) && close(theirs.high, 0.903_341_666_008));
    assert!(close(Opinion::of(11.0, 5.0, 0.9).mean, 0.666_666_666_667));
    assert!(close(Opinion::of(13.0, 3.0, 0.9).mean, 0.777_777_777_778));
}

#[test]
fn every_event_has_a_day_before_christ_a_source_and_a_party() {
    let clients: BTreeSet<&str> = column(CLIENTS_EN, 0).into_iter().collect();
    for csv in [EVENTS_BG, EVENTS_EN] {
        for (day, party) in column(csv, 1).into_iter().zip(column(csv, 2)) {
            let read = EventDay::parse(day);
            let read = read.unwrap_or_else(|| panic!("`{day}` is no day"));
            assert!(read.start().year() < 0, "{day}");
            assert!(clients.contains(party), "{party}");
        }
    }
    assert!(column(RECORD, 5).iter().all(|source| !source.is_empty()));
    assert_eq!(column(EVENTS_BG, 0), column(EVENTS_EN, 0));
    assert_eq!(column(CLIENTS_BG, 0), column(CLIENTS_EN, 0));
}

/// The rows of a register file: id, and what stands in a column.
fn register(csv: &str, column: &str) -> BTreeMap<String, String> {
    let head = registers::fields(csv.lines().next().unwrap_or_default());
    let at = head.iter().position(|one| one == column).expect("a column");
    let rows = registers::rows(csv).into_iter();
    rows.map(|row| (row[0].clone(), row[at].clone())).collect()
}

fn kind_of(id: &str) -> Option<&'static str> {
    let at = column(RECORD, 0).iter().position(|one| *one == id);
    at.map(|at| column(RECORD, 4)[at])
}

/// `DOMAIN.md` 25.5, row by row: each function stands in the register it belongs to.
#[test]
fn what_the_sample_exercises_stands_in_its_register() {
    for is_bulgarian in [true, false] {
        let book = patron(TODAY, is_bulgarian);
        let file = |name: &str| {
            let found = book.files.iter().find(|file| file.name == name);
            found.map(|file| file.csv.clone()).expect("a file")
        };
        let support = file("patron-support.csv");
        let bonds = file("patron-bonds.csv");
        let promised = register(&bonds, "state");
        let support_kinds = register(&support, "support_kind");

        // A promise under a condition, the condition, and that it was kept: three days of their own.
        assert_eq!(promised["E01"], "conditional");
        let kept = &book.fulfilled[0];
        assert_eq!(
            (kept.came_true.as_str(), kept.kept.as_str()),
            ("-0069-01", "-0069-08-05")
        );
        assert_eq!(register(&bonds, "what")["E01"], kept.what);
        // Support repaid years later.
        for (given, repaid) in [("E17", "E27"), ("E15", "E33"), ("E18", "E42")] {
            assert_eq!(promised[given], "kept");
            let day = |of: &BTreeMap<String, String>, id: &str| {
                EventDay::parse(&of[id]).unwrap_or_else(|| panic!("{id}"))
            };
            let days = register(&support, "day");
            assert!(day(&days, given) < day(&days, repaid), "{given}, {repaid}");
            assert_eq!(
                day(&register(&bonds, "closed_on"), given),
                day(&days, repaid)
            );
            let sides = register(&support, "side");
            assert_eq!(
                (sides[given].as_str(), sides[repaid].as_str()),
                ("them", "us")
            );
        }
        // A centre of influence brings clients.
        assert_eq!(support_kinds["E28"], "introduction");
        assert_eq!(register(&support, "account")["E28"], "TREBATIUS");
        // Conflict of interest, and two who have two patrons.
        assert_eq!(register(&support, "account")["E06"], "SATYRUS");
        let rivals = book.rivals.iter().map(|(_, codes)| codes.as_slice());
        let rivals: Vec<&[&str]> = rivals.collect();
        assert_eq!(
            rivals,
            [
                ["SATYRUS", "CAECILIUS"],
                ["HILARUS", "ATTICUS"],
                ["CAECINA", "SERVILII"],
            ]
        );
        assert_eq!((book.wall.0, book.wall.1), ("CAECILIUS", "SATYRUS"));
    }
}

/// The same of gifts, and of what is neither owed nor broken.
#[test]
fn legacies_failures_and_reports_stand_where_they_belong() {
    for is_bulgarian in [true, false] {
        let (gifts, bonds) = (
            registers::gifts(is_bulgarian),
            registers::bonds(is_bulgarian),
        );
        let support_kinds = register(&registers::support(is_bulgarian), "support_kind");
        let (promised, gift_days) = (register(&bonds, "state"), register(&gifts, "day"));
        // What was only expected or reported is neither owed nor broken.
        for id in ["E11", "E10", "E34"] {
            let registers = [&promised, &support_kinds, &gift_days];
            assert!(
                registers.iter().all(|register| !register.contains_key(id)),
                "{id}"
            );
        }
        // Amounts nobody can tell stay unknown; the one that is told is in sesterces.
        let worth = register(&gifts, "value");
        for id in ["E14", "E35", "E56"] {
            assert_eq!(worth[id], "", "{id}");
        }
        assert_eq!(
            clientela_domain::coins::read(&worth["E49"]),
            Amount::parse("80000")
        );
        // Rich clients support the patron.
        let ways = register(&gifts, "gift_direction");
        for id in ["E14", "E35", "E49", "E56"] {
            assert_eq!(ways[id], "received", "{id}");
        }
        assert_eq!(ways["E55"], "given");
        // Uncoupling, and the refusal in Sicily.
        for id in ["E16", "E36", "E38"] {
            assert_eq!(promised[id], "broken", "{id}");
        }
        // What is promised and not known to be kept stays open.
        assert_eq!(promised["E37"], "open");
        // Rites paid from protected income.
        assert_eq!(support_kinds["E41"], "reference");
        for id in ["E25", "E43", "E44"] {
            assert_eq!(kind_of(id), Some("name"));
        }
        assert_eq!(
            kind_of("E12"),
            Some("greeting"),
            "a morning call with many and no one to trust"
        );
    }
}

/// Every event that is support stands in the register of support, told in its own words without its outcome.
#[test]
fn all_support_is_in_the_register_with_its_words() {
    for is_bulgarian in [true, false] {
        let csv = registers::support(is_bulgarian);
        let (what, sources) = (register(&csv, "what"), register(&csv, "document"));
        let kinds = column(RECORD, 0).into_iter().zip(column(RECORD, 4));
        for (id, _) in kinds.filter(|(_, kind)| *kind == "support") {
            let words = what.get(id).unwrap_or_else(|| panic!("{id} is missing"));
            assert!(
                !words.is_empty() && !words.contains(&sources[id]),
                "{id}: {words}"
            );
            assert!(
                !words.contains("atron, kept") && !words.contains("изпълнено."),
                "{id}: {words}"
            );
        }
        assert_eq!(what.len(), 28 + 3);
    }
}

#[test]
fn promises_have_days_of_today_in_both_languages() {
    for is_bulgarian in [true, false] {
        let book = patron(TODAY, is_bulgarian);
        let promises = &book.files[3].csv;
        assert_eq!(promises.lines().count(), 7);
        assert_eq!(column(promises, 7)[0], "2026-11-26");
        assert_eq!(column(promises, 7)[2], "2026-11-30");
        assert_eq!(column(promises, 6)[1], "2026-11-17");
    }
    assert_ne!(patron(TODAY, true), patron(TODAY, false));
}
