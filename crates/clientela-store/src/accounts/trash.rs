//! Accounts out of the trash: because somebody wants them back, or because sales came for them.

use clientela_domain::ids::AccountId;
use serde_json::json;

use crate::error::StoreError;
use crate::happenings::take_back;
use crate::journal::JournalEntry;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// An account that was merged into another comes back by undoing the merge, not out of the trash.
pub(super) const IN_TRASH: &str =
    "accounts.deleted_at IS NOT NULL AND accounts.merged_into IS NULL";

/// Takes an account out of the trash, with everything that belongs to it: its codes, tags, people and
/// what happened with it never left it.
///
/// # Errors
/// [`StoreError::Missing`] when it is not there, or not for this viewer; [`StoreError::Forbidden`].
pub async fn restore(tx: &mut Tx, id: AccountId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let mut values = binds![id.0];
    let text = format!(
        "SELECT accounts.id, accounts.name FROM accounts WHERE accounts.id = $1 AND {IN_TRASH} AND {}",
        super::within_sight(tx.viewer(), &mut values)
    );
    let found = sql::one(tx, "finding an account", &text, values, read_name).await?;
    let (id, name) = found.ok_or(StoreError::Missing("account"))?;
    take_back(tx, "accounts", id.0).await?;
    note_restored(tx, id, &name).await
}

/// Those of the accounts that are in the trash, by name. For imports, which must know every account:
/// needs [`Permission::Import`].
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn in_trash(
    reader: &dyn Reader,
    accounts: &[AccountId],
) -> Result<Vec<(AccountId, String)>, StoreError> {
    lying_there(reader, accounts, true).await
}

/// As [`in_trash`]; what is behind a wall with the viewer outside only when it is not to be told.
async fn lying_there(
    reader: &dyn Reader,
    accounts: &[AccountId],
    told: bool,
) -> Result<Vec<(AccountId, String)>, StoreError> {
    reader.viewer().require(Permission::Import)?;
    let mut found = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let mut values: Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        let outside = super::outside_walls(reader.viewer(), "accounts.id", &mut values);
        let outside = outside.filter(|_| told);
        if outside.is_none() {
            values.truncate(chunk.len());
        }
        let text = format!(
            "SELECT accounts.id, accounts.name FROM accounts
             WHERE {IN_TRASH} AND accounts.id IN ({}) AND {}
             ORDER BY accounts.name_folded, accounts.id",
            sql::list(1, chunk.len()),
            outside.as_deref().unwrap_or("1 = 1")
        );
        found.extend(sql::all(reader, "reading the trash", &text, values, read_name).await?);
    }
    Ok(found)
}

/// Takes accounts out of the trash for which an import brings sales. Those that are not there stay as
/// they are.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn restore_found_again(tx: &mut Tx, accounts: &[AccountId]) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    for (id, name) in lying_there(tx, accounts, false).await? {
        take_back(tx, "accounts", id.0).await?;
        note_restored(tx, id, &name).await?;
    }
    Ok(())
}

async fn note_restored(tx: &mut Tx, id: AccountId, name: &str) -> Result<(), StoreError> {
    let entry = JournalEntry::new("restored", "account", id).after(json!({ "name": name }));
    tx.journal(entry).await
}

fn read_name(row: &Row) -> Result<(AccountId, String), StoreError> {
    Ok((AccountId(row.uuid("id")?), row.text("name")?))
}
