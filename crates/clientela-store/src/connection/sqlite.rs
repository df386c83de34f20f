//! SQLite: one writing connection, a few reading ones, and the properties the promises rest on.

use std::path::{Path, PathBuf};
use std::time::Duration;

use sea_orm::{DatabaseConnection, SqlxSqliteConnector};
use sqlx::sqlite::{
    SqliteAutoVacuum, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions,
    SqliteSynchronous,
};
use sqlx::{ConnectOptions, Connection, Row};

use crate::error::StoreError;
use crate::location::BOOK_FILE;
use crate::migrations;

/// First release without the WAL-reset fault, by which acknowledged commits could be lost.
const VERSION_MIN: (u32, u32, u32) = (3, 51, 3);

/// Marks our files: the bytes `CLTA`.
pub(crate) const APPLICATION_ID: i64 = 0x434C_5441;

/// Reading connections: as many as can be busy on a small machine.
const READERS: u32 = 4;

/// Pages the writing connection may hold, in KiB: an import of a hundred thousand clients changes
/// the pages of its indexes again and again, and would write and read them each time with less.
const WRITER_CACHE: &str = "-65536";

/// Pages each reading connection may hold, in KiB, and does hold once a book that large was read: a list
/// looks up thousands of rows of a large book, and would ask the system for nearly each with less.
const READER_CACHE: &str = "-32768";

/// Longest wait for the writing connection: other writes queue here, and an import of millions of
/// lines ends in one long transaction.
const WRITE_WAIT: Duration = Duration::from_secs(300);

/// Longest wait for a reading connection.
const READ_WAIT: Duration = Duration::from_secs(30);

/// How long a connection waits for a lock held by another process.
const BUSY_WAIT: Duration = Duration::from_secs(5);

/// Statements slower than this are logged, without their values.
pub(super) const SLOW_STATEMENT: Duration = Duration::from_secs(2);

/// Opens, creates or migrates the book in a folder: the reading and the writing pool.
pub(crate) async fn open(
    folder: &Path,
) -> Result<(DatabaseConnection, DatabaseConnection), StoreError> {
    let file = folder.join(BOOK_FILE);
    if fs_err::metadata(&file).is_ok_and(|metadata| metadata.len() > 0) {
        assert_ours(&file).await?;
    }
    let writer = open_writer(&file, folder, migrations::known()).await?;

    let reader = SqlitePoolOptions::new()
        .max_connections(READERS)
        .acquire_timeout(READ_WAIT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(
            options(&file)
                .pragma("cache_size", READER_CACHE)
                .pragma("query_only", "ON"),
        )
        .await
        .map_err(StoreError::while_opening("opening the book for reading"))?;
    assert_properties(&reader, &[("journal_mode", "wal"), ("query_only", "1")]).await?;
    Ok((
        SqlxSqliteConnector::from_sqlx_sqlite_pool(reader),
        SqlxSqliteConnector::from_sqlx_sqlite_pool(writer),
    ))
}

/// Makes a book with the tables of a schema in a folder that has none.
pub(crate) async fn create_at(
    folder: &Path,
    schema: i64,
) -> Result<DatabaseConnection, StoreError> {
    let file = folder.join(BOOK_FILE);
    if file.exists() {
        return Err(StoreError::Exists("book"));
    }
    let writer = open_writer(&file, folder, schema).await?;
    Ok(SqlxSqliteConnector::from_sqlx_sqlite_pool(writer))
}

async fn open_writer(file: &Path, folder: &Path, schema: i64) -> Result<SqlitePool, StoreError> {
    let writer = SqlitePoolOptions::new()
        .min_connections(1)
        .max_connections(1)
        .acquire_timeout(WRITE_WAIT)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(
            options(file)
                .create_if_missing(true)
                .pragma("cache_size", WRITER_CACHE)
                .journal_mode(SqliteJournalMode::Wal),
        )
        .await
        .map_err(StoreError::while_opening("opening the book for writing"))?;
    assert_version(&writer).await?;
    migrations::migrate_sqlite(&writer, folder, schema).await?;
    assert_properties(&writer, &[("journal_mode", "wal"), ("query_only", "0")]).await?;
    Ok(writer)
}

/// What every connection has in common; `properties` asserts it.
///
/// The limits on statement length and `DEFENSIVE` have no switch in sqlx and need unsafe code,
/// which the workspace forbids; statements come from this crate only and values are bound.
fn options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .busy_timeout(BUSY_WAIT)
        .auto_vacuum(SqliteAutoVacuum::Incremental)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .pragma("journal_size_limit", "67108864")
        .pragma("wal_autocheckpoint", "1000")
        .pragma("mmap_size", "0")
        .log_statements(log::LevelFilter::Trace)
        .log_slow_statements(log::LevelFilter::Warn, SLOW_STATEMENT)
}

/// Properties and the values a connection must report.
const PROPERTIES: &[(&str, &str)] = &[
    ("synchronous", "2"),
    ("foreign_keys", "1"),
    ("busy_timeout", "5000"),
    ("trusted_schema", "0"),
    ("cell_size_check", "1"),
    ("secure_delete", "1"),
    ("temp_store", "2"),
    ("journal_size_limit", "67108864"),
    ("wal_autocheckpoint", "1000"),
    ("auto_vacuum", "2"),
    ("application_id", "1129075777"),
];

async fn assert_properties(
    pool: &SqlitePool,
    own: &[(&'static str, &'static str)],
) -> Result<(), StoreError> {
    for &(name, expected) in PROPERTIES.iter().chain(own) {
        let found = pragma(pool, name).await?;
        if found != expected {
            return Err(StoreError::Unsafe {
                name,
                found,
                expected: expected.to_owned(),
            });
        }
    }
    Ok(())
}

/// The value of a pragma as text.
pub(crate) async fn pragma(pool: &SqlitePool, name: &str) -> Result<String, StoreError> {
    // A pragma's name cannot be bound; the names are the constants above.
    let row = sqlx::query(sqlx::AssertSqlSafe(format!("PRAGMA {name}")))
        .fetch_one(pool)
        .await
        .map_err(StoreError::while_opening("reading a pragma"))?;
    // Unchecked, because SQLite hands numbers over as text when asked.
    row.try_get_unchecked(0)
        .map_err(StoreError::while_opening("reading a pragma"))
}

async fn assert_version(pool: &SqlitePool) -> Result<(), StoreError> {
    let found: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(pool)
        .await
        .map_err(StoreError::while_opening("reading the version of SQLite"))?;
    if is_safe_version(&found) {
        return Ok(());
    }
    let (major, minor, patch) = VERSION_MIN;
    Err(StoreError::Unsafe {
        name: "sqlite_version",
        found,
        expected: format!("{major}.{minor}.{patch} or newer"),
    })
}

/// True for a release without the WAL-reset fault. The back-ported fixes (3.44.6, 3.50.7) do not
/// count: we bundle our own SQLite.
fn is_safe_version(version: &str) -> bool {
    let mut numbers = version.split('.').map(|number| number.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    (next(), next(), next()) >= VERSION_MIN
}

/// Refuses the file of another program, before any pragma could change it.
async fn assert_ours(file: &Path) -> Result<(), StoreError> {
    let looking = "looking at the book";
    let mut connection = SqliteConnectOptions::new()
        .filename(file)
        .busy_timeout(BUSY_WAIT)
        .connect()
        .await
        .map_err(StoreError::while_opening(looking))?;
    let mark: i64 = sqlx::query_scalar("PRAGMA application_id")
        .fetch_one(&mut connection)
        .await
        .map_err(StoreError::while_opening(looking))?;
    // A crash between creating the file and its first migration leaves a file without tables.
    let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_schema")
        .fetch_one(&mut connection)
        .await
        .map_err(StoreError::while_opening(looking))?;
    connection
        .close()
        .await
        .map_err(StoreError::while_opening(looking))?;
    let ours = mark == APPLICATION_ID || tables == 0;
    if ours {
        Ok(())
    } else {
        Err(StoreError::NotABook(PathBuf::from(file)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s7_releases_with_the_wal_reset_fault_are_refused() {
        for safe in ["3.51.3", "3.52.0", "3.53.2", "4.0.0"] {
            assert!(is_safe_version(safe), "{safe}");
        }
        for faulty in ["3.51.2", "3.40.1", "3.7.0", "3.50.7", "", "x"] {
            assert!(!is_safe_version(faulty), "{faulty}");
        }
    }

    #[tokio::test]
    async fn s7_the_bundled_sqlite_is_safe() {
        let pool = SqlitePool::connect("sqlite::memory:").await.unwrap();
        assert_version(&pool).await.unwrap();
    }
}
