//! Persons of the labelled files `febrl1.csv` and `febrl2.csv`. The folder comes from the
//! environment variable `CLIENTELA_REAL_DATA`.

#![expect(
    clippy::disallowed_methods,
    reason = "the domain has no fs_err; the test names the file itself"
)]

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::*;

/// The folder of real files, or `None` (said aloud) when the variable is not set.
fn real_data() -> Option<PathBuf> {
    let folder = std::env::var_os("CLIENTELA_REAL_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("skipped: CLIENTELA_REAL_DATA is not set");
    }
    folder
}

/// A file as text; a missing one is a failure, not a skip.
fn read(folder: &Path, name: &str) -> String {
    let path = folder.join(name);
    let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The records of a file and, for each, the label of its person. The labels are the truth and take
/// no part in the comparison. Without the number every name, street and day must do.
fn persons(text: &str, with_number: bool) -> (Vec<Record>, Vec<String>) {
    let mut records = Vec::new();
    let mut labels = Vec::new();
    for line in text.lines().skip(1).filter(|line| !line.trim().is_empty()) {
        let cells: Vec<&str> = line.split(',').map(str::trim).collect();
        let cell = |at: usize| Some(cells[at].to_owned()).filter(|text| !text.is_empty());
        labels.push(cells[0].split('-').nth(1).expect("rec-N-…").to_owned());
        records.push(Record::of_person(&PersonFacts {
            given_name: cell(1),
            family_name: cell(2),
            street_number: cell(3),
            street: cell(4),
            quarter: cell(5),
            town: cell(6),
            postcode: cell(7),
            region: cell(8),
            birth_day: cell(9),
            number: cell(10).filter(|_| with_number),
            ..PersonFacts::default()
        }));
    }
    (records, labels)
}

/// F1 of the pairs the scan shows: the harmonic mean of the share of them that is right and the
/// share of the true pairs that is among them.
fn f1(scan: &Scan, labels: &[String], true_pairs: f64) -> f64 {
    let is_right = |pair: &&Candidate| labels[pair.left] == labels[pair.right];
    let right = scan.candidates.iter().filter(is_right).count() as f64;
    2.0 * right / (scan.candidates.len() as f64 + true_pairs)
}

/// The F1 that the reference library reached, from the words beside the file.
fn reference_f1(oracle: &Value) -> f64 {
    let words = oracle["reference"].as_str().expect("a reference");
    words
        .rsplit(' ')
        .next()
        .and_then(|number| number.parse().ok())
        .expect("… F1 0.992")
}

#[test]
fn labelled_persons_are_found() {
    let Some(folder) = real_data() else { return };
    for name in ["febrl1", "febrl2"] {
        let oracle = read(&folder, &format!("{name}.oracle.json"));
        let oracle: Value = serde_json::from_str(&oracle).expect("JSON");
        let true_pairs = oracle["true_pairs"].as_f64().expect("a count");
        let text = read(&folder, &format!("{name}.csv"));
        for (with_number, f1_least) in [(true, 0.999_5), (false, 0.998)] {
            let (records, labels) = persons(&text, with_number);
            assert_eq!(oracle["records"], records.len(), "{name}");
            let scan = scan(&records, &Model::default_for(Kind::Person));
            let f1 = f1(&scan, &labels, true_pairs);
            println!(
                "{name}, with number {with_number}: F1 {f1:.4}, {} pairs compared of {}",
                scan.compared,
                records.len() * (records.len() - 1) / 2
            );
            assert!(scan.learnt);
            assert!(f1 >= f1_least, "{name}, with number {with_number}: F1 {f1}");
            assert!(f1 >= reference_f1(&oracle), "{name}: F1 {f1}");
        }
    }
}

#[test]
fn persons_are_found_with_weights_that_were_not_learnt() {
    let Some(folder) = real_data() else { return };
    let (records, labels) = persons(&read(&folder, "febrl1.csv"), false);
    let model = Model::default_for(Kind::Person);
    let (mut right, mut shown, mut truth) = (0.0, 0.0, 0.0);
    for (place, record) in records.iter().enumerate().take(200) {
        for (other, label) in records.iter().zip(&labels).skip(place + 1) {
            let is_same = labels[place] == *label;
            let is_shown = compare(record, other, &model).verdict.is_shown();
            right += f64::from(u8::from(is_same && is_shown));
            shown += f64::from(u8::from(is_shown));
            truth += f64::from(u8::from(is_same));
        }
    }
    let f1 = 2.0 * right / (shown + truth);
    println!("febrl1, weights given, no number: F1 {f1:.4}");
    assert!(f1 >= 0.97, "F1 {f1}");
}
