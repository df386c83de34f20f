//! The whole book as lines, and back, between both databases.

use std::collections::BTreeMap;

use crate::accounts::{self, NewAccount};
use crate::loading::Loading;
use crate::snapshot::Snapshot;
use crate::sql::{self, binds};
use crate::testing::{self, moment, system};
use crate::tests::done_import;
use crate::users::{self, NewUser};
use crate::{BookLocation, Reader, Role, Store, StoreError, Viewer, db_tests, journal, settings};

/// Accounts of the sample: more than one page of rows.
const ACCOUNTS: usize = 2_300;

/// Every table of a book as its lines.
type Picture = BTreeMap<String, Vec<String>>;

async fn picture(snapshot: &Snapshot) -> Picture {
    let mut tables = Picture::new();
    for table in snapshot.tables() {
        let mut lines = vec![snapshot.heading(&table).unwrap()];
        let mut place = None;
        loop {
            let page = snapshot.page(&table, place.as_ref()).await.unwrap();
            assert_eq!(page.rows, page.lines.lines().count() as u64);
            lines.extend(page.lines.lines().map(str::to_owned));
            match page.next {
                Some(next) => place = Some(next),
                None => break,
            }
        }
        tables.insert(table, lines);
    }
    tables
}

async fn picture_of(store: &Store) -> Picture {
    let snapshot = store.snapshot(&system()).await.unwrap();
    let tables = picture(&snapshot).await;
    snapshot.release().await;
    tables
}

/// A book with a value of every kind, with rows that point at each other in a ring, and with more
/// rows than a page.
async fn fill(store: &Store) {
    store
        .write(&system(), |tx| {
            Box::pin(async move {
                let maria = NewUser {
                    email: "maria@example.bg".into(),
                    name: "Мария „Ма“ \\ \n \u{1F4A1}".into(),
                    role: Role::Director,
                    password_hash: None,
                    locale: None,
                };
                let maria = users::create(tx, &maria).await?;
                let import = done_import(tx, "sales.csv").await;
                let new: Vec<_> = (0..ACCOUNTS)
                    .map(|number| NewAccount {
                        name: format!("Клиент {number}"),
                        name_folded: format!("klient {number}"),
                        customer_keys: vec![format!("c:{number}")],
                        ..NewAccount::default()
                    })
                    .collect();
                let ids = accounts::create_many(tx, &new, Some(import), true).await?;
                let team = crate::new_id::new_id(moment());
                sql::execute(
                    tx,
                    "testing",
                    "INSERT INTO teams (id, name, name_folded, leader_id, created_at, version)
                     VALUES ($1, 'Юг', 'yug', $2, 1, 1)",
                    binds![team, maria.0],
                )
                .await?;
                sql::execute(tx, "testing", "UPDATE users SET team_id = $1", binds![team]).await?;
                sql::execute(
                    tx,
                    "testing",
                    "UPDATE accounts SET parent_id = $1 WHERE id = $2",
                    binds![ids[9].0, ids[0].0],
                )
                .await?;
                sql::execute(
                    tx,
                    "testing",
                    "INSERT INTO key_status_history (id, account_id, verdict, low, high,
                         profile, decided_on, cause, at)
                     VALUES ($1, $2, 'key', $3, $4, 'equal', '2026-11-24', 'x', 5)",
                    binds![
                        crate::new_id::new_id(moment()),
                        ids[3].0,
                        0.1_f64,
                        1.0_f64 / 3.0
                    ],
                )
                .await?;
                settings::put(tx, "a", "1", 0).await.map(|_| ())
            })
        })
        .await
        .unwrap();
}

async fn load(location: &BookLocation, tables: &Picture, schema: i64) -> Result<(), StoreError> {
    let mut loading = Loading::begin(location, schema).await?;
    for lines in tables.values() {
        loading.table(&lines[0]).await?;
        for line in &lines[1..] {
            loading.row(line).await?;
        }
    }
    loading.finish().await
}

/// Loads the lines into a new place, and sees the same lines there and a book that goes on.
async fn check_copy(location: &BookLocation, tables: &Picture, schema: i64) {
    load(location, tables, schema).await.unwrap();
    let copy = Store::open(location).await.unwrap();
    assert_eq!(picture_of(&copy).await, *tables);
    let before = journal::revision(&copy.read(&system())).await.unwrap();
    copy.write(&system(), |tx| Box::pin(settings::put(tx, "b", "2", 0)))
        .await
        .unwrap();
    let after = journal::revision(&copy.read(&system())).await.unwrap();
    assert!(after > before, "the journal goes on: {after}");
    copy.close().await.unwrap();
    let again = load(location, tables, schema).await;
    assert!(
        matches!(again, Err(StoreError::Exists("book"))),
        "{again:?}"
    );
}

db_tests! {
    async fn a_whole_book_goes_into_either_database_and_stays_the_same(store: Store) {
        fill(&store).await;
        let tables = picture_of(&store).await;
        assert_eq!(tables["accounts"].len(), ACCOUNTS + 1);
        assert!(!tables.contains_key("sessions"), "who is signed in stays behind");
        let schema = store.snapshot(&system()).await.unwrap().schema();
        let folder = tempfile::tempdir().unwrap();
        let place = BookLocation::Folder(folder.path().to_owned());
        check_copy(&place, &tables, schema).await;
        if let Some(server) = testing::postgres::server() {
            for url in [testing::postgres::new_database(server).await, testing::postgres::new_empty_database(server).await] {
                let folder = folder.path().to_owned();
                check_copy(&BookLocation::Postgres { url: url.clone(), folder }, &tables, schema).await;
                testing::postgres::drop_database(server, &url).await;
            }
        }
    }

    async fn a_snapshot_does_not_see_what_is_written_after_it(store: Store) {
        fill(&store).await;
        let snapshot = store.snapshot(&system()).await.unwrap();
        let position = journal::revision(&snapshot).await.unwrap();
        store
            .write(&system(), |tx| Box::pin(settings::put(tx, "a", "2", 1)))
            .await
            .unwrap();
        let seen = picture(&snapshot).await;
        assert_eq!(journal::revision(&snapshot).await.unwrap(), position);
        assert_eq!(seen["journal"].len() as u64, position + 1);
        assert!(seen["settings"][1].contains("\"1\""), "{:?}", seen["settings"]);
        snapshot.release().await;
        assert!(picture_of(&store).await["settings"][1].contains("\"2\""));
    }

    async fn only_who_keeps_the_book_may_copy_it(store: Store) {
        let director = Viewer { role: Role::Director, ..system() };
        let refused = store.snapshot(&director).await;
        assert!(matches!(refused, Err(StoreError::Forbidden(_))));
        assert_eq!(store.read(&director).viewer().role, Role::Director);
    }

    async fn lines_that_do_not_fit_are_refused_and_leave_no_book(store: Store) {
        fill(&store).await;
        let whole = picture_of(&store).await;
        let schema = store.snapshot(&system()).await.unwrap().schema();
        let spoil = |table: &str, row: usize, line: &str| {
            let mut tables = whole.clone();
            tables.get_mut(table).unwrap()[row] = line.to_owned();
            tables
        };
        let mut dangling = whole.clone();
        dangling.get_mut("accounts").unwrap().truncate(5);
        for tables in [
            spoil("settings", 0, r#"{"table":"nowhere","columns":[]}"#),
            spoil("settings", 0, r#"{"table":"settings","columns":["nothing"]}"#),
            spoil("settings", 0, r#"{"table":"sessions","columns":["user_id"]}"#),
            spoil("settings", 1, "[1]"),
            spoil("users", 1, "{}"),
            dangling,
        ] {
            let folder = tempfile::tempdir().unwrap();
            let place = BookLocation::Folder(folder.path().to_owned());
            assert!(load(&place, &tables, schema).await.is_err());
            let book = Store::open(&place).await.unwrap();
            assert_eq!(users::count(&book.read(&system())).await.unwrap(), 0);
            book.close().await.unwrap();
        }
    }
}
