//! The connections themselves: pragmas, read-only readers, poisoned sessions.

use sqlx::Executor;

use crate::connection::sqlite::pragma;
use crate::location::{BOOK_FILE, BookLocation};
use crate::testing::{postgres, system};
use crate::{Store, StoreError, settings};

#[tokio::test]
async fn every_sqlite_connection_has_the_properties_of_the_promises() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&BookLocation::Folder(folder.path().into()))
        .await
        .unwrap();
    for (pool, query_only) in [(store.write_pool(), "0"), (store.read_pool(), "1")] {
        let pool = pool.get_sqlite_connection_pool();
        for (name, expected) in [
            ("journal_mode", "wal"),
            ("synchronous", "2"),
            ("foreign_keys", "1"),
            ("auto_vacuum", "2"),
            ("trusted_schema", "0"),
            ("query_only", query_only),
        ] {
            assert_eq!(pragma(pool, name).await.unwrap(), expected, "{name}");
        }
    }
    let refused = store
        .read_pool()
        .get_sqlite_connection_pool()
        .execute("INSERT INTO settings VALUES ('a', '1', 1, 0, NULL)")
        .await;
    assert!(refused.is_err(), "readers cannot write");
    assert_eq!(
        store
            .write_pool()
            .get_sqlite_connection_pool()
            .options()
            .get_max_connections(),
        1
    );
}

#[tokio::test]
async fn a_file_of_another_program_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(BOOK_FILE);
    let url = format!("sqlite:{}?mode=rwc", file.display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    pool.execute("CREATE TABLE theirs (a)").await.unwrap();
    pool.close().await;
    let before = fs_err::read(&file).unwrap();
    let refused = Store::open(&BookLocation::Folder(folder.path().into())).await;
    assert!(
        matches!(refused, Err(StoreError::NotABook(_))),
        "{refused:?}"
    );
    assert!(
        fs_err::read(&file).unwrap() == before,
        "not a byte of it changed"
    );
}

#[tokio::test]
async fn text_that_is_no_database_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    fs_err::write(
        folder.path().join(BOOK_FILE),
        "not a database at all, but long enough".repeat(99),
    )
    .unwrap();
    let refused = Store::open(&BookLocation::Folder(folder.path().into())).await;
    assert!(
        matches!(refused, Err(StoreError::Open { .. })),
        "{refused:?}"
    );
}

/// S1 of `RELIABILITY.md`: a session handed on inside a transaction that nobody knows of.
#[test]
fn s1_a_poisoned_postgres_session_is_cleaned_before_its_next_use() {
    let Some(server) = postgres::server() else {
        return;
    };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let url = postgres::new_database(server).await;
        let location = BookLocation::Postgres {
            url,
            folder: folder.path().into(),
        };
        let store = Store::open_postgres_with(&location, 1).await.unwrap();
        let pool = store.write_pool().get_postgres_connection_pool().clone();
        for round in 0..100_i64 {
            // What a dropped future leaves behind: the server is in a transaction, sqlx is not.
            let mut connection = pool.acquire().await.unwrap();
            connection.execute("BEGIN").await.unwrap();
            connection.execute("SELECT 1").await.unwrap();
            drop(connection);
            store
                .write(&system(), move |tx| {
                    Box::pin(
                        async move { settings::put(tx, "round", &round.to_string(), round).await },
                    )
                })
                .await
                .unwrap();
        }
        store.close().await.unwrap();
        // From outside, as another process would see it after a crash.
        let store = Store::open_postgres_with(&location, 1).await.unwrap();
        let found = settings::get(&store.read(&system()), "round")
            .await
            .unwrap()
            .unwrap();
        assert_eq!((found.value.as_str(), found.version), ("99", 100));
        let idle: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM pg_stat_activity
             WHERE datname = current_database() AND state LIKE 'idle in transaction%'",
        )
        .fetch_one(store.write_pool().get_postgres_connection_pool())
        .await
        .unwrap();
        assert_eq!(idle, 0);
    });
}
