//! Obligations as files bring them: looked up so that none comes twice, made in bulk, removed by the
//! undo.

use std::collections::BTreeSet;

use clientela_domain::ids::{AccountId, ImportId, ObligationId, UserId};
use serde_json::json;
use uuid::Uuid;

use super::{NewObligation, ObligationEvent, StoredObligation, insert};
use crate::error::StoreError;
use crate::external_codes::{self, CodedEntity, ExternalCode};
use crate::import_records;
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// What tells one obligation from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownObligation {
    /// Between us and which client.
    pub account_id: AccountId,
    /// Who owes, a stable word.
    pub debtor: String,
    /// What, folded.
    pub what_folded: String,
    /// Since when, ISO 8601.
    pub made_on: String,
}

/// Obligations of these clients in the book, and the codes among these that obligations have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
    codes: &[String],
) -> Result<(Vec<KnownObligation>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, debtor, what_folded, made_on, told_day FROM obligations
             WHERE state <> 'withdrawn' AND account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| {
            Ok(KnownObligation {
                account_id: AccountId(row.uuid("account_id")?),
                debtor: row.text("debtor")?,
                what_folded: row.text("what_folded")?,
                made_on: row.told_day("made_on")?.to_string(),
            })
        };
        known.extend(sql::all(reader, "reading obligations", &text, values, read).await?);
    }
    let owners = external_codes::owners(reader, CodedEntity::Obligation, codes).await?;
    Ok((known, owners.into_iter().map(|(code, _)| code).collect()))
}

/// An obligation a file brings: what, its events, who wrote it, and the code by which the file knows it.
pub type BroughtObligation = (
    ObligationId,
    NewObligation,
    Vec<ObligationEvent>,
    Option<UserId>,
    String,
);

/// Makes the obligations a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtObligation],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredObligation<'_>> = rows
        .iter()
        .map(|(id, new, events, author, _)| StoredObligation {
            id: *id,
            new,
            replaces_id: None,
            events: events.clone(),
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
    external_codes::add_free(tx, CodedEntity::Obligation, &codes).await?;
    let after = json!({ "obligations": rows.len() });
    tx.journal(JournalEntry::new("obligations_created", "import", import).after(after))
        .await
}

/// Removes the obligations an undone import made that nobody has changed or agreed anew; returns how
/// many.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_brought(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let text = format!(
        "SELECT obligations.id FROM obligations
         WHERE obligations.created_by_import = $1 AND obligations.version = 1 AND {}",
        import_records::unclaimed("obligation", "obligations")
    );
    let read = |row: &Row| row.uuid("id");
    let going = sql::all(tx, "finding obligations", &text, binds![import.0], read).await?;
    for chunk in going.chunks(sql::KEYS_MAX) {
        let list = sql::list(1, chunk.len());
        for text in [
            format!(
                "DELETE FROM external_codes WHERE entity = 'obligation' AND entity_id IN ({list})"
            ),
            format!("DELETE FROM obligations WHERE id IN ({list})"),
        ] {
            let values = chunk.iter().map(|id| id.bind()).collect();
            sql::execute(tx, "removing obligations", &text, values).await?;
        }
    }
    let removed = u64::try_from(going.len()).unwrap_or(u64::MAX);
    let before = json!({ "obligations": removed });
    tx.journal(JournalEntry::new("obligations_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
