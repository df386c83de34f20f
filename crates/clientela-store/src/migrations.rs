//! The schema and its versions: paired files of plain SQL, run by sqlx's migrator, which wraps each
//! in a transaction, keeps checksums and, on PostgreSQL, holds an advisory lock.
//!
//! Files are append-only once released. The twins of a pair have the same number, name, tables,
//! columns and nullability; a test compares them.

use std::borrow::Cow;
use std::path::Path;

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::postgres::PgPool;
use sqlx::sqlite::SqlitePool;

use crate::connection::sqlite::APPLICATION_ID;
use crate::error::StoreError;

/// Number, name, and the text for SQLite and for PostgreSQL.
type Pair = (i64, &'static str, &'static str, &'static str);

macro_rules! pairs {
    ($($number:literal $name:literal $file:literal),+ $(,)?) => {
        /// Every migration, oldest first.
        const PAIRS: &[Pair] = &[$((
            $number,
            $name,
            include_str!(concat!("../migrations/sqlite/", $file)),
            include_str!(concat!("../migrations/postgres/", $file)),
        )),+];
    };
}

pairs! {
    1 "book" "0001_book.sql",
    2 "people" "0002_people.sql",
    3 "bond" "0003_bond.sql",
    4 "people_map" "0004_people_map.sql",
    5 "support" "0005_support.sql",
    6 "walls" "0006_walls.sql",
    7 "patron" "0007_patron.sql",
    8 "told_days" "0008_told_days.sql",
    9 "bond_ends" "0009_bond_ends.sql",
    10 "execution" "0010_execution.sql",
    11 "agreements" "0011_agreements.sql",
    12 "client_known" "0012_client_known.sql",
    13 "lists" "0013_lists.sql",
    14 "prospects" "0014_prospects.sql",
    15 "account_plan" "0015_account_plan.sql",
    16 "relationship_stage" "0016_relationship_stage.sql",
    17 "market" "0017_market.sql",
    18 "chain" "0018_chain.sql",
    19 "records" "0019_records.sql",
    20 "brand" "0020_brand.sql",
    21 "spotters" "0021_spotters.sql",
    22 "observations" "0022_observations.sql",
    23 "opportunities" "0023_opportunities.sql",
    24 "week_plan" "0024_week_plan.sql",
    25 "asking" "0025_asking.sql",
    26 "batches" "0026_batches.sql",
    27 "reading" "0027_reading.sql",
    28 "finders" "0028_finders.sql",
    29 "rhythms" "0029_rhythms.sql",
    30 "qualification" "0030_qualification.sql",
}

/// The schema this program writes.
pub(crate) const fn known() -> i64 {
    PAIRS[PAIRS.len() - 1].0
}

/// The migrations up to a schema.
fn migrator(to: i64, text: fn(&Pair) -> &'static str) -> Migrator {
    let migrations = PAIRS.iter().filter(|pair| pair.0 <= to).map(|pair| {
        let sql = text(pair).into_sql_str();
        Migration::new(
            pair.0,
            Cow::Borrowed(pair.1),
            MigrationType::Simple,
            sql,
            false,
        )
    });
    Migrator::with_migrations(migrations.collect())
}

/// Creates a book on SQLite or migrates it to a schema; an existing one is copied beside itself
/// first.
pub(crate) async fn migrate_sqlite(
    pool: &SqlitePool,
    folder: &Path,
    to: i64,
) -> Result<(), StoreError> {
    let table: Option<String> =
        sqlx::query_scalar("SELECT name FROM sqlite_schema WHERE name = '_sqlx_migrations'")
            .fetch_optional(pool)
            .await
            .map_err(StoreError::while_opening("looking at the book"))?;
    let found = match table {
        None => 0,
        Some(_) => {
            let found: Option<i64> =
                sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
                    .fetch_one(pool)
                    .await
                    .map_err(StoreError::while_opening("reading the version of the book"))?;
            found.unwrap_or(0)
        }
    };
    refuse_newer(found.max(to))?;
    if found >= to {
        return Ok(());
    }
    if found > 0 {
        copy_before(pool, folder, found).await?;
    }
    let mark = format!("PRAGMA application_id = {APPLICATION_ID}");
    sqlx::query(sqlx::AssertSqlSafe(mark))
        .execute(pool)
        .await
        .map_err(StoreError::while_opening("marking the book"))?;
    migrator(to, |pair| pair.2)
        .run(pool)
        .await
        .map_err(StoreError::while_opening("migrating the book"))
}

/// Writes a whole copy, `book.before-schema-2.sqlite`, unless an earlier try already did.
pub(crate) async fn copy_before(
    pool: &SqlitePool,
    folder: &Path,
    found: i64,
) -> Result<(), StoreError> {
    let copy = folder.join(format!("book.before-schema-{}.sqlite", found + 1));
    // A copy left by a migration that failed half-way may be torn, and the book is unchanged.
    match fs_err::remove_file(&copy) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
        Err(error) => return Err(StoreError::Folder(error)),
    }
    sqlx::query("VACUUM INTO $1")
        .bind(copy.to_string_lossy().into_owned())
        .execute(pool)
        .await
        .map_err(StoreError::while_opening(
            "copying the book before its migration",
        ))?;
    Ok(())
}

/// Creates the tables of a schema on PostgreSQL, where there are none or just these.
pub(crate) async fn create_postgres(pool: &PgPool, schema: i64) -> Result<(), StoreError> {
    let found = found_postgres(pool).await?;
    if found != 0 && found != schema {
        return Err(StoreError::Exists("book"));
    }
    migrate_postgres(pool, schema).await
}

/// Creates or updates the schema on PostgreSQL.
pub(crate) async fn migrate_postgres(pool: &PgPool, to: i64) -> Result<(), StoreError> {
    refuse_newer(found_postgres(pool).await?.max(to))?;
    migrator(to, |pair| pair.3)
        .run(pool)
        .await
        .map_err(StoreError::while_opening("migrating the book"))
}

/// Refuses a PostgreSQL database whose schema is not the one this program writes.
pub(crate) async fn require_current_postgres(pool: &PgPool) -> Result<(), StoreError> {
    let found = found_postgres(pool).await?;
    refuse_newer(found)?;
    if found < known() {
        return Err(StoreError::OlderSchema {
            found,
            known: known(),
        });
    }
    Ok(())
}

async fn found_postgres(pool: &PgPool) -> Result<i64, StoreError> {
    let exists: bool = sqlx::query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL")
        .fetch_one(pool)
        .await
        .map_err(StoreError::while_opening("looking at the book"))?;
    if !exists {
        return Ok(0);
    }
    let found: Option<i64> = sqlx::query_scalar("SELECT max(version) FROM _sqlx_migrations")
        .fetch_one(pool)
        .await
        .map_err(StoreError::while_opening("reading the version of the book"))?;
    Ok(found.unwrap_or(0))
}

fn refuse_newer(found: i64) -> Result<(), StoreError> {
    if found > known() {
        return Err(StoreError::NewerSchema {
            found,
            known: known(),
        });
    }
    Ok(())
}

/// Changes with the text of any migration; names the template database of tests.
#[cfg(feature = "testing")]
pub(crate) fn fingerprint() -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    PAIRS.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
pub(crate) fn names() -> Vec<String> {
    PAIRS
        .iter()
        .map(|pair| format!("{:04}_{}.sql", pair.0, pair.1))
        .collect()
}
