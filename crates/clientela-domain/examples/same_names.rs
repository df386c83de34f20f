//! Finds records that may be one in a table, for `bench/same_names.py`:
//! `same_names persons|firms RECORDS.tsv PAIRS.tsv`.
//!
//! The table has tabs between its cells and a header; columns it does not know are left out. Written
//! are the places of the two records, counted from zero, the probability and the verdict.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "the domain has no fs_err; a measurement says what it found"
)]

use std::collections::HashMap;
use std::error::Error;
use std::fmt::Write;

use clientela_domain::duplicates::{
    Kind, Model, OrganisationFacts, PersonFacts, Record, Verdict, scan,
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [kind, records, pairs] = arguments.as_slice() else {
        return Err("same_names persons|firms RECORDS.tsv PAIRS.tsv".into());
    };
    let (kind, record): (Kind, fn(&Row<'_>) -> Record) = match kind.as_str() {
        "persons" => (Kind::Person, person),
        "firms" => (Kind::Organisation, firm),
        other => return Err(format!("`{other}` is neither persons nor firms").into()),
    };
    let text = std::fs::read_to_string(records)?;
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
    let places: HashMap<&str, usize> = header.into_iter().zip(0..).collect();
    let records: Vec<Record> = lines
        .map(|line| {
            let cells = line.split('\t').collect();
            record(&Row {
                places: &places,
                cells,
            })
        })
        .collect();
    let found = scan(&records, &Model::default_for(kind));
    let mut written = String::from("left\tright\tprobability\tverdict\n");
    let candidates = found.candidates.iter();
    for pair in candidates.filter(|pair| pair.comparison.verdict != Verdict::SameCompany) {
        let probability = pair.comparison.probability;
        let verdict = pair.comparison.verdict.code();
        writeln!(
            written,
            "{}\t{}\t{probability:.6}\t{verdict}",
            pair.left, pair.right
        )?;
    }
    std::fs::write(pairs, written)?;
    println!(
        "{} records, {} pairs compared, weights learnt: {}",
        records.len(),
        found.compared,
        found.learnt
    );
    Ok(())
}

/// A line of the table.
struct Row<'a> {
    places: &'a HashMap<&'a str, usize>,
    cells: Vec<&'a str>,
}

impl Row<'_> {
    fn cell(&self, column: &str) -> Option<String> {
        let cell = self.cells.get(*self.places.get(column)?)?.trim();
        (!cell.is_empty()).then(|| cell.to_owned())
    }
}

fn person(row: &Row<'_>) -> Record {
    Record::of_person(&PersonFacts {
        given_name: row.cell("given_name"),
        family_name: row.cell("surname"),
        street_number: row.cell("street_number"),
        street: row.cell("address_1"),
        quarter: row.cell("address_2"),
        town: row.cell("suburb"),
        postcode: row.cell("postcode"),
        region: row.cell("state"),
        birth_day: row.cell("date_of_birth"),
        number: row.cell("soc_sec_id"),
        ..PersonFacts::default()
    })
}

fn firm(row: &Row<'_>) -> Record {
    Record::of_organisation(&OrganisationFacts {
        names: Vec::from_iter(row.cell("name")),
        registration_number: row.cell("number"),
        phones: Vec::from_iter(row.cell("phone")),
        emails: Vec::from_iter(row.cell("email")),
        town: row.cell("town"),
        address: row.cell("address"),
        ..OrganisationFacts::default()
    })
}
