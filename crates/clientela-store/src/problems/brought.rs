//! Problems as files bring them: looked up so that none comes twice, made in bulk, removed by
//! the undo.

use std::collections::BTreeSet;

use clientela_domain::ids::{AccountId, ImportId, ProblemId, UserId};
use serde_json::json;

use super::{NewProblem, StoredProblem, insert};
use crate::brought;
use crate::error::StoreError;
use crate::external_codes::CodedEntity;
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// What tells one problem from another when no code does.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownProblem {
    /// Whose.
    pub account_id: AccountId,
    /// What, folded.
    pub what_folded: String,
}

/// Problems of these clients in the book, and the codes among these that problems have.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
    codes: &[String],
) -> Result<(Vec<KnownProblem>, BTreeSet<String>), StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, what_folded FROM problems
             WHERE state <> 'dropped' AND account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| {
            Ok(KnownProblem {
                account_id: AccountId(row.uuid("account_id")?),
                what_folded: row.text("what_folded")?,
            })
        };
        known.extend(sql::all(reader, "reading problems", &text, values, read).await?);
    }
    let kind = ("problems", CodedEntity::Problem);
    Ok((known, brought::taken_codes(reader, kind, codes).await?))
}

/// A problem a file brings: what, who wrote it, and the code by which the file knows it.
pub type BroughtProblem = (ProblemId, NewProblem, Option<UserId>, String);

/// Makes the problems a file brings.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtProblem],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let at = tx.at();
    let stored: Vec<StoredProblem<'_>> = rows
        .iter()
        .map(|(id, new, author, _)| StoredProblem {
            id: *id,
            new,
            author: *author,
            created_at: at,
            is_sample: false,
            import: Some(import),
        })
        .collect();
    insert(tx, &stored).await?;
    let codes = rows.iter().map(|(id, .., code)| (id.0, code));
    brought::give_codes(tx, CodedEntity::Problem, codes).await?;
    let after = json!({ "problems": rows.len() });
    tx.journal(JournalEntry::new("problems_created", "import", import).after(after))
        .await
}

/// Removes the problems an undone import made that nobody has touched; returns how many.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_brought(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let removed = brought::remove_made(tx, ("problems", "problem"), import, "1 = 1").await?;
    let before = json!({ "problems": removed });
    tx.journal(JournalEntry::new("problems_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
