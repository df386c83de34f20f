//! The codes by which sales files know accounts, given from one account to another.

use clientela_domain::ids::AccountId;
use serde_json::json;

use super::{get, touch};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// Says on behalf of a person whose lines the lines of a code are: the account they choose has the
/// code from now on, also in files still to come. Returns the account that had it before.
///
/// # Errors
/// [`StoreError::Missing`] for a code nobody has or an account the viewer does not see;
/// [`StoreError::Forbidden`].
pub async fn give_code(
    tx: &mut Tx,
    customer_key: &str,
    to: AccountId,
) -> Result<AccountId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let text = "SELECT account_id FROM account_codes WHERE customer_key = $1";
    let found = sql::one(tx, "finding a code", text, binds![customer_key], |row| {
        Ok(AccountId(row.uuid("account_id")?))
    });
    let from = found.await?.ok_or(StoreError::Missing("code"))?;
    for account in [from, to] {
        if get(tx, account).await?.is_none() {
            return Err(StoreError::Missing("account"));
        }
    }
    if from == to {
        tx.unjournalled("nothing changed");
        return Ok(from);
    }
    // Both stay, also when an import that brought one of them is undone.
    touch(tx, from).await?;
    touch(tx, to).await?;
    let text = "UPDATE account_codes SET account_id = $2 WHERE customer_key = $1";
    sql::execute(tx, "giving a code", text, binds![customer_key, to.0]).await?;
    let after = json!({ "customer_key": customer_key, "account_id": from.to_string() });
    let entry = JournalEntry::new("code_taken_over", "account", to).after(after);
    tx.journal(entry).await?;
    let after = json!({ "customer_key": customer_key, "account_id": to.to_string() });
    let entry = JournalEntry::new("code_given_away", "account", from).after(after);
    tx.journal(entry).await?;
    Ok(from)
}
