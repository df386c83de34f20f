//! Support as files bring it: looked up so that none comes twice, made in bulk, removed by
//! the undo.

use std::collections::BTreeSet;

use clientela_domain::ids::{AccountId, ImportId, SupportId, UserId};
use serde_json::json;
use uuid::Uuid;

use super::{NewSupport, StoredSupport, insert};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity, ExternalCode};
use crate::import_records;
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// What tells one support from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownSupport {
    /// Between us and which client.
    pub account_id: AccountId,
    /// Who gives it, a stable word.
    pub side: String,
    /// By what, a stable word.
    pub kind: String,
    /// What, folded.
    pub what_folded: String,
    /// When, ISO 8601.
    pub day: String,
}

/// Support of these clients in the book, and the codes among these that supports have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
    codes: &[String],
) -> Result<(Vec<KnownSupport>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, side, kind, what_folded, day FROM supports
             WHERE state <> 'withdrawn' AND account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| {
            Ok(KnownSupport {
                account_id: AccountId(row.uuid("account_id")?),
                side: row.text("side")?,
                kind: row.text("kind")?,
                what_folded: row.text("what_folded")?,
                day: row.text("day")?,
            })
        };
        known.extend(sql::all(reader, "reading supports", &text, values, read).await?);
    }
    let owners = external_codes::owners(reader, CodedEntity::Support, codes).await?;
    Ok((known, owners.into_iter().map(|(code, _)| code).collect()))
}

/// A support a file brings: what, who wrote it, and the code by which the file knows it.
pub type BroughtSupport = (SupportId, NewSupport, Option<UserId>, String);

/// Makes the support a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtSupport],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredSupport<'_>> = rows
        .iter()
        .map(|(id, new, author, _)| StoredSupport {
            id: *id,
            new,
            author: *author,
            created_at: at,
            is_sample: false,
            import: Some(import),
        })
        .collect();
    insert(tx, &stored).await?;
    let codes: Vec<(Uuid, ExternalCode)> = rows
        .iter()
        .filter(|(.., code)| !code.is_empty())
        .map(|(id, .., code)| {
            let code = ExternalCode {
                system: String::new(),
                code: code.clone(),
            };
            (id.0, code)
        })
        .collect();
    let codes: Vec<_> = codes.iter().map(|(id, code)| (*id, code)).collect();
    external_codes::add_free(tx, CodedEntity::Support, &codes).await?;
    let after = json!({ "supports": rows.len() });
    tx.journal(JournalEntry::new("supports_created", "import", import).after(after))
        .await
}

/// Removes the supports an undone import made that nobody has touched; returns how many.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_brought(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = format!(
        "SELECT supports.id FROM supports
         WHERE supports.created_by_import = $1 AND supports.version = 1 AND {}",
        import_records::unclaimed("support", "supports")
    );
    let read = |row: &Row| row.uuid("id");
    let going = sql::all(tx, "finding supports", &text, binds![import.0], read).await?;
    for chunk in going.chunks(sql::KEYS_MAX) {
        let list = sql::list(1, chunk.len());
        for text in [
            format!(
                "DELETE FROM external_codes WHERE entity = 'support' AND entity_id IN ({list})"
            ),
            format!("DELETE FROM supports WHERE id IN ({list})"),
        ] {
            let values = chunk.iter().map(|id| id.bind()).collect();
            sql::execute(tx, "removing supports", &text, values).await?;
        }
    }
    let removed = u64::try_from(going.len()).unwrap_or(u64::MAX);
    let before = json!({ "supports": removed });
    tx.journal(JournalEntry::new("supports_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
