//! Agreements as files bring them: looked up so that none comes twice, made in bulk, removed by the undo.

use std::collections::HashSet;

use clientela_domain::agreements::{AgreementState, Exceeded};
use clientela_domain::ids::{AccountId, AgreementId, ImportId, UserId};
use serde_json::json;

use super::{NewAgreement, StoredAgreement, approval_of, insert};
use crate::brought;
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, Bind, Row};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// Numbers of the agreements these clients have, folded.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn known_of(
    reader: &dyn Reader,
    accounts: &[AccountId],
) -> Result<HashSet<(AccountId, String)>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut known = HashSet::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT account_id, number_folded FROM agreements
             WHERE state <> 'withdrawn' AND account_id IN ({})",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|account| account.0.bind()).collect();
        let read = |row: &Row| {
            Ok((
                AccountId(row.uuid("account_id")?),
                row.text("number_folded")?,
            ))
        };
        known.extend(sql::all(reader, "reading agreements", &text, values, read).await?);
    }
    Ok(known)
}

/// An agreement a file brings: what, how far it is, what of it is above the limits, and who wrote it.
pub type BroughtAgreement = (
    AgreementId,
    NewAgreement,
    AgreementState,
    Vec<Exceeded>,
    Option<UserId>,
);

/// Makes the agreements a file brings. What is above the limits waits as if it were written by hand: nothing is
/// approved by a file.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn create_brought(
    tx: &mut Tx,
    rows: &[BroughtAgreement],
    import: ImportId,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    if rows.is_empty() {
        return Ok(());
    }
    let (at, day) = (tx.at(), tx.viewer().day());
    let stored: Vec<StoredAgreement<'_>> = rows
        .iter()
        .map(|(id, new, state, exceeded, author)| StoredAgreement {
            id: *id,
            new,
            state: *state,
            state_day: day,
            exceeded,
            approval: approval_of(exceeded),
            author: *author,
            created_at: at,
            is_sample: false,
            import: Some(import),
        })
        .collect();
    insert(tx, &stored).await?;
    let after = json!({ "agreements": rows.len() });
    tx.journal(JournalEntry::new("agreements_created", "import", import).after(after))
        .await
}

/// Removes the agreements an undone import made that nobody has touched; returns how many.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_brought(tx: &mut Tx, import: ImportId) -> Result<u64, StoreError> {
    let without_rounds = "NOT EXISTS (SELECT 1 FROM agreement_rounds
        WHERE agreement_rounds.agreement_id = agreements.id)";
    let removed =
        brought::remove_made(tx, ("agreements", "agreement"), import, without_rounds).await?;
    let before = json!({ "agreements": removed });
    tx.journal(JournalEntry::new("agreements_removed", "import", import).before(before))
        .await?;
    Ok(removed)
}
