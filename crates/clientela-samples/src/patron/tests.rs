use std::collections::{BTreeMap, BTreeSet};

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
    // The callers without names are no party of the sources.
    assert_eq!(column(CLIENTS_EN, 0).len(), 36 + 1);
    assert_eq!(column(PEOPLE_EN, 0).len(), 29);
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

#[test]
fn what_the_sample_exercises_is_there() {
    let kind = |id: &str| {
        let at = column(RECORD, 0).iter().position(|one| *one == id);
        at.map(|at| column(RECORD, 4)[at])
    };
    for (ids, expected) in [
        (&["E01"][..], "promise"),
        (&["E03"], "condition"),
        (
            &["E04", "E17", "E27", "E15", "E33", "E18", "E42"],
            "support",
        ),
        (&["E06"], "conflict"),
        (&["E11"], "expectation"),
        (&["E10", "E34"], "warning"),
        (&["E14", "E35", "E49", "E56"], "legacy"),
        (&["E25", "E43", "E44"], "name"),
        (&["E36", "E38"], "failure"),
        (&["E05", "E12", "E51"], "greeting"),
        (&["E08", "E28"], "entry"),
    ] {
        for id in ids {
            assert_eq!(kind(id), Some(expected), "{id}");
        }
    }
}

#[test]
fn promises_have_days_of_today_in_both_languages() {
    for is_bulgarian in [true, false] {
        let book = patron(TODAY, is_bulgarian);
        let promises = &book.files[3].csv;
        assert_eq!(promises.lines().count(), 8);
        assert_eq!(column(promises, 7)[0], "2026-11-26");
        assert_eq!(column(promises, 7)[2], "2026-11-23");
        assert_eq!(column(promises, 6)[1], "2026-11-17");
    }
    assert_ne!(patron(TODAY, true), patron(TODAY, false));
}
