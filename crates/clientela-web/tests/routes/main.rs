//! Who gets what: every route of the pages and every operation of the API, as every role, for an own,
//! a team's and a stranger's record. The policy is the table of `table.rs`; a route without its row, or
//! a row without its route, fails.

#![expect(unreachable_pub, reason = "the modules of a test offer each other")]

mod figures;
mod principal;
mod source;
mod table;
mod world;

use clientela_store::db_tests;
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
    let in_table: std::collections::BTreeSet<(String, String)> = ROWS
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
    let document = serde_json::to_value(document).expect("the description as JSON");
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

/// Everything that is wrong is told at once, so that a changed policy shows whole.
async fn check(world: &World, row: &Row, faults: &mut Vec<String>) {
    for principal in Principal::ALL {
        for record in row.subject.records() {
            let expected = row.expected(principal, *record);
            let answer = world.ask(row, principal, *record).await;
            let found = answer.outcome();
            let what = format!("{} {} as {principal:?} of {record:?}", row.method, row.path);
            if !row.is_met(expected, found) {
                faults.push(format!(
                    "{what}: {found:?} ({}), not {expected:?}",
                    answer.status
                ));
            }
            if expected == table::Outcome::Hidden && answer.body.contains(world::FRESH) {
                faults.push(format!("{what}: shows what it hides"));
            }
            for secret in world.hidden_from(principal) {
                if answer.body.contains(&secret) {
                    faults.push(format!("{what}: shows {secret}"));
                }
            }
        }
    }
}

db_tests! {
    async fn everybody_gets_what_the_table_says(store: Store) {
        let world = World::new(store).await;
        let mut faults = Vec::new();
        for row in ROWS {
            check(&world, row, &mut faults).await;
        }
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    }
}
