//! Accounts nobody has touched, as imports of sales renew and remove them.

use clientela_domain::ids::AccountId;

use super::{AccountDetails, brought};
use crate::error::StoreError;
use crate::import_records;
use crate::journal::JournalEntry;
use crate::sample_happenings;
use crate::search_words::{self, Searched};
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// Brings what imports of sales know of accounts up to date; accounts people have touched, or a file of
/// clients has written, keep what they have. Returns how many changed.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn update_untouched(tx: &Tx, details: &[AccountDetails]) -> Result<u64, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let head = "UPDATE accounts SET name = v.column2, name_folded = v.column3,
        registration_number = v.column4, vat_number = v.column5, city = v.column6 FROM (";
    let tail = format!(
        ") AS v WHERE accounts.id = v.column1 AND NOT accounts.touched AND {}",
        import_records::unwritten("account", "accounts")
    );
    let changed = sql::insert_many(tx, "updating accounts", (head, &tail), details, |account| {
        binds![
            account.id.0,
            &account.name,
            &account.name_folded,
            &account.registration_number,
            &account.vat_number,
            &account.city,
        ]
    })
    .await?;
    let ids: Vec<uuid::Uuid> = details.iter().map(|account| account.id.0).collect();
    search_words::refresh(tx, Searched::Account, &ids).await?;
    Ok(changed)
}

/// Removes those of the accounts that nobody has touched and no import of records rests on, with their
/// codes, and returns which were removed. The others stay.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn remove_untouched(
    tx: &mut Tx,
    accounts: &[AccountId],
) -> Result<Vec<AccountId>, StoreError> {
    tx.viewer().require(Permission::Import)?;
    let mut removed = Vec::new();
    for chunk in accounts.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT id FROM accounts WHERE NOT touched AND id IN ({}) AND {}",
            sql::list(1, chunk.len()),
            import_records::unclaimed("account", "accounts")
        );
        let values: Values = chunk.iter().map(|id| sql::Bind::bind(id.0)).collect();
        let read = |row: &Row| row.uuid("id");
        let going = sql::all(tx, "finding accounts", &text, values, read).await?;
        if going.is_empty() {
            continue;
        }
        sample_happenings::remove_of_untouched(tx, &going).await?;
        brought::remove(tx, &going).await?;
        removed.extend(going.into_iter().map(AccountId));
    }
    let before = serde_json::json!({ "accounts": removed.len() });
    tx.journal(JournalEntry::new("accounts_removed", "import", "").before(before))
        .await?;
    Ok(removed)
}
