//! Statements and placeholders as files and samples bring them, and the undo of an import.

use clientela_domain::ids::{AccountId, ImportId, PlaceholderId, PurchaseProcessId};
use clientela_domain::people_map::Statement;
use serde_json::json;

use super::placeholders;
use super::{NewPlaceholder, StoredStatement, insert};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::purchase_processes::{self, NewPurchaseProcess};
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// A statement a file brings, and on which client's map.
pub type BroughtStatement = (AccountId, Statement);

/// What a sample says on its clients' maps.
#[derive(Clone, Debug, Default)]
pub struct SampleMaps {
    /// Those nobody knows yet.
    pub placeholders: Vec<(PlaceholderId, NewPlaceholder)>,
    /// What is said.
    pub statements: Vec<BroughtStatement>,
    /// How its clients buy.
    pub purchases: Vec<(PurchaseProcessId, NewPurchaseProcess)>,
}

/// Writes what a file says. Nothing of it is said twice: the caller left out what stands already.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    new_placeholders: &[(PlaceholderId, NewPlaceholder)],
    statements: &[BroughtStatement],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if new_placeholders.is_empty() && statements.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = new_placeholders
        .iter()
        .map(|(id, new)| (*id, new, false, Some(import)))
        .collect();
    placeholders::insert(tx, &rows).await?;
    insert(tx, &stored(statements, false, Some(import))).await?;
    let after = json!({ "placeholders": new_placeholders.len(), "statements": statements.len() });
    tx.journal(JournalEntry::new("map_stated", "import", import).after(after))
        .await
}

fn stored(
    statements: &[BroughtStatement],
    is_sample: bool,
    import: Option<ImportId>,
) -> Vec<StoredStatement> {
    statements
        .iter()
        .map(|(account, statement)| StoredStatement {
            account: *account,
            statement: statement.clone(),
            is_sample,
            import,
        })
        .collect()
}

/// Writes the maps a sample book comes with.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_samples(tx: &mut Tx, sample: &SampleMaps) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let rows: Vec<_> = sample
        .placeholders
        .iter()
        .map(|(id, new)| (*id, new, true, None))
        .collect();
    placeholders::insert(tx, &rows).await?;
    insert(tx, &stored(&sample.statements, true, None)).await?;
    let rows: Vec<_> = sample
        .purchases
        .iter()
        .map(|(id, new)| (*id, new))
        .collect();
    purchase_processes::insert(tx, &rows, true).await?;
    let after = json!({
        "placeholders": sample.placeholders.len(),
        "statements": sample.statements.len(),
    });
    tx.journal(JournalEntry::new("sample_maps", "book", "").after(after))
        .await
}

/// Removes what an undone import said, and those it put on maps of whom nothing else tells; returns how
/// many statements.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_brought(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = "DELETE FROM map_statements WHERE created_by_import = $1";
    let removed = sql::execute(tx, "removing what was said", text, binds![import.0]).await?;
    let text = "DELETE FROM map_placeholders WHERE created_by_import = $1 AND version = 1
        AND NOT EXISTS (SELECT 1 FROM map_statements AS s
            WHERE s.placeholder_id = map_placeholders.id OR s.to_placeholder_id = map_placeholders.id)
        AND NOT EXISTS (SELECT 1 FROM purchase_parts AS d
            WHERE d.placeholder_id = map_placeholders.id)";
    let placeholders = sql::execute(tx, "removing placeholders", text, binds![import.0]).await?;
    if removed + placeholders == 0 {
        return Ok(0);
    }
    let before = json!({ "placeholders": placeholders, "statements": removed });
    tx.journal(JournalEntry::new("map_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
