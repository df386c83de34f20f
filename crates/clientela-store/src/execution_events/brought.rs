//! Execution events as files bring them: looked up so that none comes twice, made in bulk, removed by the
//! undo.

use std::collections::HashMap;

use clientela_domain::ids::{AccountId, ExecutionEventId, ImportId, UserId};
use serde_json::json;

use super::{COLUMNS, NewExecutionEvent, StoredEvent, insert, read_event};
use crate::brought;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, Bind};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// How many times each event of these clients is in the book: two that are alike in everything are two.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
) -> Result<HashMap<NewExecutionEvent, u64>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = HashMap::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT {COLUMNS} FROM execution_events WHERE NOT withdrawn AND account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        for event in sql::all(reader, "reading events", &text, values, read_event).await? {
            *known.entry(event.event).or_insert(0) += 1;
        }
    }
    Ok(known)
}

/// An event a file brings, and who brought it.
pub type BroughtEvent = (ExecutionEventId, NewExecutionEvent, Option<UserId>);

/// Makes the events a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtEvent],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredEvent<'_>> = rows
        .iter()
        .map(|(id, new, author)| StoredEvent {
            id: *id,
            new,
            author: *author,
            created_at: at,
            is_sample: false,
            import: Some(import),
        })
        .collect();
    insert(tx, &stored).await?;
    let after = json!({ "execution_events": rows.len() });
    tx.journal(JournalEntry::new("executions_created", "import", import).after(after))
        .await
}

/// Removes the events an undone import made that nobody has touched; returns how many.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_brought(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed =
        brought::remove_made(tx, ("execution_events", "execution_event"), import, "1 = 1").await?;
    let before = json!({ "execution_events": removed });
    tx.journal(JournalEntry::new("executions_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
