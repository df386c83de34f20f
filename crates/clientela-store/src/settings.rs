//! Settings of the firm: JSON by key, each with its version. Their meaning lives with their users.

use clientela_domain::ids::UserId;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// A setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name, for example `reporting_currency`.
    pub key: String,
    /// Its value as JSON, byte for byte as it was put.
    pub value: String,
    /// Grows with every change, from 1.
    pub version: i64,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// By whom.
    pub updated_by: Option<UserId>,
}

/// A setting; `None` when it was never put.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, key: &str) -> Result<Option<Setting>, StoreError> {
    let text = "SELECT key, value, version, updated_at, updated_by FROM settings WHERE key = $1";
    sql::one(reader, "reading a setting", text, binds![key], read_setting).await
}

/// Every setting, by key.
///
/// # Errors
/// When the database refuses.
pub async fn all(reader: &dyn Reader) -> Result<Vec<Setting>, StoreError> {
    let text = "SELECT key, value, version, updated_at, updated_by FROM settings ORDER BY key";
    sql::all(reader, "reading settings", text, vec![], read_setting).await
}

/// Puts a setting and returns its new version. `expected` is the version the change was based on;
/// 0 for a setting that was never put.
///
/// # Errors
/// [`StoreError::Stale`] when the version is another; [`StoreError::Forbidden`].
pub async fn put(tx: &mut Tx, key: &str, json: &str, expected: i64) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::ChangeSettings)?;
    put_by_program(tx, key, json, expected).await
}

/// As [`put`], for settings the program derives itself, whoever triggers it: the first currency of
/// a book becomes its reporting currency, for example.
///
/// # Errors
/// [`StoreError::Stale`] when the version is another.
pub async fn put_by_program(
    tx: &mut Tx,
    key: &str,
    json: &str,
    expected: i64,
) -> Result<i64, StoreError> {
    let before = get(tx, key).await?;
    let found = before.as_ref().map_or(0, |setting| setting.version);
    if found != expected {
        return Err(StoreError::Stale);
    }
    let user = tx.viewer().user.map(|user| user.0);
    sql::execute(
        tx,
        "changing a setting",
        "INSERT INTO settings (key, value, version, updated_at, updated_by)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = excluded.version,
             updated_at = excluded.updated_at, updated_by = excluded.updated_by",
        binds![key, json, expected + 1, tx.at(), user],
    )
    .await?;
    let mut entry = JournalEntry::new("changed", "setting", key).after(json);
    entry.before = before.map(|setting| setting.value);
    tx.journal(entry).await?;
    Ok(expected + 1)
}

fn read_setting(row: &sql::Row) -> Result<Setting, StoreError> {
    Ok(Setting {
        key: row.text("key")?,
        value: row.text("value")?,
        version: row.integer("version")?,
        updated_at: row.instant("updated_at")?,
        updated_by: row.uuid_if_any("updated_by")?.map(UserId),
    })
}
