//! Column mappings, remembered by the fingerprint of a header.

use crate::error::StoreError;
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// The mapping of a header as JSON, when one is remembered.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, fingerprint: &str) -> Result<Option<String>, StoreError> {
    let text = "SELECT map FROM mappings WHERE header_fingerprint = $1";
    sql::one(
        reader,
        "reading a mapping",
        text,
        binds![fingerprint],
        |row| row.text("map"),
    )
    .await
}

/// Remembers the mapping of a header.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remember(tx: &mut Tx, fingerprint: &str, map: &str) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    tx.unjournalled("the import that used a mapping keeps it");
    let user = tx.viewer().user.map(|user| user.0);
    sql::execute(
        tx,
        "remembering a mapping",
        "INSERT INTO mappings (header_fingerprint, map, updated_at, user_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (header_fingerprint) DO UPDATE SET map = excluded.map,
             updated_at = excluded.updated_at, user_id = excluded.user_id",
        binds![fingerprint, map, tx.at(), user],
    )
    .await?;
    Ok(())
}
