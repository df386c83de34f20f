//! The two schemas say the same, and a book is opened only by a program that understands it.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use sqlx::{Executor, Row};

use crate::location::{BOOK_FILE, BookLocation};
use crate::testing::{postgres, system};
use crate::{Store, StoreError, migrations, settings};

#[test]
fn both_folders_hold_the_same_migrations() {
    let names = |folder: &str| -> BTreeSet<String> {
        fs_err::read_dir(format!(
            "{}/migrations/{folder}",
            env!("CARGO_MANIFEST_DIR")
        ))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert_eq!(names("sqlite"), migrations::names().into_iter().collect());
}

/// Table, column, logical type, nullable.
type Column = (String, String, &'static str, bool);

#[test]
fn both_schemas_have_the_same_tables_columns_and_nullability() {
    let Some(server) = postgres::server() else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&BookLocation::Folder(folder.path().into()))
            .await
            .unwrap();
        let sqlite = sqlite_columns(&store).await;
        let url = postgres::new_database(server).await;
        let location = BookLocation::Postgres {
            url,
            folder: folder.path().into(),
        };
        let store = Store::open(&location).await.unwrap();
        let postgres = postgres_columns(&store).await;
        assert!(sqlite.len() > 150, "{} columns", sqlite.len());
        // A boolean and an id have no type of their own on SQLite: compare what both can tell.
        let plain = |columns: &BTreeSet<Column>| -> BTreeSet<Column> {
            columns
                .iter()
                .map(|(table, column, kind, nullable)| {
                    let kind = match *kind {
                        "bool" => "integer",
                        "uuid" => "bytes",
                        other => other,
                    };
                    (table.clone(), column.clone(), kind, *nullable)
                })
                .collect()
        };
        let (sqlite, postgres) = (plain(&sqlite), plain(&postgres));
        let only_sqlite: Vec<_> = sqlite.difference(&postgres).collect();
        let only_postgres: Vec<_> = postgres.difference(&sqlite).collect();
        assert!(
            only_sqlite.is_empty() && only_postgres.is_empty(),
            "{only_sqlite:?} {only_postgres:?}"
        );
    });
}

async fn sqlite_columns(store: &Store) -> BTreeSet<Column> {
    let pool = store.read_pool().get_sqlite_connection_pool();
    let rows = sqlx::query(
        "SELECT m.name, c.name, c.type, c.\"notnull\" FROM sqlite_schema AS m
         JOIN pragma_table_info(m.name) AS c
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND m.name NOT LIKE '\\_sqlx%' ESCAPE '\\'",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    rows.iter()
        .map(|row| {
            let kind = match row.get::<String, _>(2).as_str() {
                "INTEGER" => "integer",
                "TEXT" => "text",
                "BLOB" => "bytes",
                "REAL" => "real",
                other => panic!("unexpected type {other}"),
            };
            (row.get(0), row.get(1), kind, row.get::<i64, _>(3) == 0)
        })
        .collect()
}

async fn postgres_columns(store: &Store) -> BTreeSet<Column> {
    let pool = store.read_pool().get_postgres_connection_pool();
    let rows = sqlx::query(
        "SELECT table_name::text, column_name::text, data_type::text, is_nullable::text,
             collation_name::text
         FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    rows.iter()
        .map(|row| {
            let kind = match row.get::<String, _>(2).as_str() {
                "bigint" => "integer",
                "boolean" => "bool",
                "text" => "text",
                "bytea" => "bytes",
                "uuid" => "uuid",
                "double precision" => "real",
                other => panic!("unexpected type {other}"),
            };
            if kind == "text" {
                assert_eq!(
                    row.get::<Option<String>, _>(4).as_deref(),
                    Some("C"),
                    "order by bytes"
                );
            }
            (
                row.get(0),
                row.get(1),
                kind,
                row.get::<String, _>(3) == "YES",
            )
        })
        .collect()
}

#[tokio::test]
async fn a_book_of_a_newer_program_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let location = BookLocation::Folder(folder.path().into());
    let store = Store::open(&location).await.unwrap();
    let pool = store.write_pool().get_sqlite_connection_pool();
    pool.execute("INSERT INTO _sqlx_migrations VALUES (999, 'future', 0, 1, x'00', 0)")
        .await
        .unwrap();
    store.close().await.unwrap();
    let refused = Store::open(&location).await;
    assert!(
        matches!(refused, Err(StoreError::NewerSchema { found: 999, .. })),
        "{refused:?}"
    );
}

#[tokio::test]
async fn an_older_book_is_copied_before_it_is_migrated() {
    let folder = tempfile::tempdir().unwrap();
    let location = BookLocation::Folder(folder.path().into());
    let store = Store::open(&location).await.unwrap();
    store
        .write(&system(), |tx| {
            Box::pin(async move { settings::put(tx, "kept", "true", 0).await })
        })
        .await
        .unwrap();
    let pool = store.write_pool().get_sqlite_connection_pool().clone();
    migrations::copy_before(&pool, folder.path(), 1)
        .await
        .unwrap();
    // A torn copy of an earlier try is replaced.
    migrations::copy_before(&pool, folder.path(), 1)
        .await
        .unwrap();
    store.close().await.unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = folder.path().join("book.before-schema-2.sqlite");
    fs_err::copy(copy, elsewhere.path().join(BOOK_FILE)).unwrap();
    let store = Store::open(&BookLocation::Folder(elsewhere.path().into()))
        .await
        .unwrap();
    assert!(
        settings::get(&store.read(&system()), "kept")
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn opening_twice_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let location = BookLocation::Folder(folder.path().into());
    for _ in 0..2 {
        Store::open(&location).await.unwrap().close().await.unwrap();
    }
    Store::migrate(&location).await.unwrap();
    let files = fs_err::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 1, "only the book, no copy");
}

#[test]
fn postgres_is_migrated_only_when_asked() {
    let Some(server) = postgres::server() else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let url = postgres::new_empty_database(server).await;
        let location = BookLocation::Postgres {
            url,
            folder: folder.path().into(),
        };
        let refused = Store::open(&location).await;
        assert!(
            matches!(refused, Err(StoreError::OlderSchema { found: 0, .. })),
            "{refused:?}"
        );
        Store::migrate(&location).await.unwrap();
        Store::migrate(&location).await.unwrap();
        let store = Store::open(&location).await.unwrap();
        assert!(
            store
                .read_pool()
                .execute_unprepared("SELECT 1")
                .await
                .is_ok()
        );
    });
}
