//! Who gets what: every route of the pages and every operation of the API, as every role, for an own,
//! a team's and a stranger's record. The policy is the table of `table.rs`; a route without its row, or
//! a row without its route, fails.

#![expect(unreachable_pub, reason = "the modules of a test offer each other")]

mod figures;
mod principal;
mod source;
mod table;
mod walled;
mod world;

use std::collections::{BTreeMap, BTreeSet};

use clientela_store::{Store, db_tests};
use principal::Principal;
use table::{ROWS, Row};
use world::World;

#[test]
fn every_route_has_its_row_and_every_row_its_route() {
    let in_source = source::routes();
    assert!(
        in_source.len() > 40,
        "the sources were not read: {in_source:?}"
    );
    let in_table: BTreeSet<(String, String)> = ROWS
        .iter()
        .map(|row| (row.method.to_owned(), row.path.to_owned()))
        .collect();
    let missing: Vec<_> = in_source.difference(&in_table).collect();
    assert!(
        missing.is_empty(),
        "say in crates/clientela-web/tests/routes/table.rs who may do this: {missing:#?}"
    );
    let stale: Vec<_> = in_table.difference(&in_source).collect();
    assert!(stale.is_empty(), "no such route any more: {stale:#?}");
    assert_eq!(
        in_table.len(),
        ROWS.len(),
        "a route stands twice in the table"
    );
}

#[tokio::test]
async fn every_operation_of_the_description_is_a_route() {
    let document = clientela_web::api::openapi::document().await.0;
    let paths = document["paths"].as_object().expect("paths").clone();
    for (path, operations) in paths {
        for method in operations.as_object().expect("operations").keys() {
            let method = method.to_uppercase();
            assert!(
                ROWS.iter()
                    .any(|row| row.method == method && row.path == path),
                "the description has {method} {path}, the table has not"
            );
        }
    }
}

/// The statuses the description gives each operation, by method and path.
async fn documented() -> BTreeMap<(String, String), BTreeSet<String>> {
    let document = clientela_web::api::openapi::document().await.0;
    let mut known = BTreeMap::new();
    for (path, operations) in document["paths"].as_object().expect("paths") {
        for (method, operation) in operations.as_object().expect("operations") {
            let statuses = operation["responses"].as_object().expect("responses");
            let statuses = statuses.keys().cloned().collect();
            known.insert((method.to_uppercase(), path.clone()), statuses);
        }
    }
    known
}

/// Everything that is wrong is told at once, so that a changed policy shows whole.
async fn check(
    world: &World,
    row: &Row,
    documented: Option<&BTreeSet<String>>,
    faults: &mut Vec<String>,
) {
    for principal in Principal::ALL {
        for record in row.subject.records() {
            let expected = row.expected(principal, *record);
            let answer = world.ask(row, principal, *record).await;
            let found = answer.outcome();
            let what = format!("{} {} as {principal:?} of {record:?}", row.method, row.path);
            // Who may change nothing is told so before anything is looked up: it says nothing of the record.
            let told_first = principal == Principal::Reader
                && *record == principal::Record::Walled
                && (expected, found) == (table::Outcome::Hidden, table::Outcome::Refused);
            if !told_first && !row.is_met(expected, found) {
                faults.push(format!(
                    "{what}: {found:?} ({}), not {expected:?}",
                    answer.status
                ));
            }
            let status = answer.status.as_str();
            if documented.is_some_and(|known| !known.contains(status)) {
                faults.push(format!("{what}: answers {status}, which is not described"));
            }
            if expected == table::Outcome::Hidden && answer.body.contains(world::FRESH) {
                faults.push(format!("{what}: shows what it hides"));
            }
            for secret in world.hidden_from(principal) {
                if let Some(at) = answer.body.find(&secret) {
                    let before: String = answer.body[..at].chars().rev().take(160).collect();
                    let before: String = before.chars().rev().collect();
                    faults.push(format!("{what}: shows {secret} after {before}"));
                }
            }
        }
    }
}

/// Parts the table is walked in, each in a book of its own: what one row writes down, all later ones read.
const PARTS: usize = 6;

/// Every so many-th row of the table, from the first one of the part.
async fn check_part(store: Store, part: usize) {
    let world = World::new(store).await;
    let mut faults = Vec::new();
    let documented = documented().await;
    for row in ROWS.iter().skip(part).step_by(PARTS) {
        let statuses = documented.get(&(row.method.to_owned(), row.path.to_owned()));
        // The description itself and the pages have no statuses there.
        assert!(
            statuses.is_some() || !row.is_api || row.path.ends_with("openapi.json"),
            "{} {} is not described",
            row.method,
            row.path
        );
        check(&world, row, statuses, &mut faults).await;
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

db_tests! {
    async fn everybody_gets_what_the_table_says_first(store: Store) {
        Box::pin(check_part(store, 0)).await;
    }

    async fn everybody_gets_what_the_table_says_second(store: Store) {
        Box::pin(check_part(store, 1)).await;
    }

    async fn everybody_gets_what_the_table_says_third(store: Store) {
        Box::pin(check_part(store, 2)).await;
    }

    async fn everybody_gets_what_the_table_says_fourth(store: Store) {
        Box::pin(check_part(store, 3)).await;
    }

    async fn everybody_gets_what_the_table_says_fifth(store: Store) {
        Box::pin(check_part(store, 4)).await;
    }

    async fn everybody_gets_what_the_table_says_last(store: Store) {
        Box::pin(check_part(store, PARTS - 1)).await;
    }
}
