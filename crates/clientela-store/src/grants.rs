//! What the firm allows a role beyond the one table of [`crate::Viewer::may`]: seeing the firm's
//! totals, importing.

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, Row, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Role};

words! {
    /// A permission that can be given to a role.
    Grantable {
        /// Seeing the firm's total, shares and ranks.
        SeeFirmTotals = "see_firm_totals",
        /// Importing files and undoing imports.
        Import = "import",
    }
}

/// The key under which the journal keeps what was given.
pub(crate) const SETTING: &str = "role_permissions";

/// What can be given to whom; leading roles have it anyway, and readers change nothing.
pub const CHOICES: [(Role, Grantable); 5] = [
    (Role::KeyAccountManager, Grantable::SeeFirmTotals),
    (Role::SalesRepresentative, Grantable::SeeFirmTotals),
    (Role::Reader, Grantable::SeeFirmTotals),
    (Role::KeyAccountManager, Grantable::Import),
    (Role::SalesRepresentative, Grantable::Import),
];

/// What was given, by role.
///
/// # Errors
/// When the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<(Role, Grantable)>, StoreError> {
    let text = "SELECT role, permission FROM role_permissions ORDER BY role, permission";
    sql::all(reader, "reading permissions", text, vec![], |row: &Row| {
        Ok((
            row.word("role", Role::from_code)?,
            row.word("permission", Grantable::from_code)?,
        ))
    })
    .await
}

/// Gives exactly this; whatever cannot be given is left out.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn set(tx: &mut Tx, wanted: &[(Role, Grantable)]) -> Result<(), StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let mut given: Vec<(Role, Grantable)> = CHOICES
        .into_iter()
        .filter(|choice| wanted.contains(choice))
        .collect();
    given.sort_by_key(|(role, permission)| (role.code(), permission.code()));
    let before = list(tx).await?;
    if before == given {
        tx.unjournalled("nothing changed");
        return Ok(());
    }
    sql::execute(
        tx,
        "clearing permissions",
        "DELETE FROM role_permissions",
        vec![],
    )
    .await?;
    let head = "INSERT INTO role_permissions (role, permission)";
    sql::insert_many(
        tx,
        "giving permissions",
        (head, ""),
        &given,
        |(role, one)| binds![role.code(), one.code()],
    )
    .await?;
    let entry = JournalEntry::new("changed", "setting", SETTING)
        .before(json(&before))
        .after(json(&given));
    tx.journal(entry).await
}

/// Gives what was given before a change, unless it was changed again since.
///
/// # Errors
/// [`StoreError::Stale`]; as [`set`].
pub(crate) async fn set_back(
    tx: &mut Tx,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::ManageUsers)?;
    let now = json(&list(tx).await?);
    let left = after.and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok());
    if left != Some(now) {
        return Err(StoreError::Stale);
    }
    set(tx, &given_by(before.unwrap_or_default())).await
}

/// The choices of a row of the journal; words nobody knows any more are left out.
fn given_by(text: &str) -> Vec<(Role, Grantable)> {
    let words: serde_json::Value = serde_json::from_str(text).unwrap_or_default();
    let words = words.get(SETTING).and_then(serde_json::Value::as_array);
    let choice = |word: &serde_json::Value| {
        let (role, permission) = word.as_str()?.split_once(':')?;
        Some((Role::from_code(role)?, Grantable::from_code(permission)?))
    };
    words.into_iter().flatten().filter_map(choice).collect()
}

fn json(given: &[(Role, Grantable)]) -> serde_json::Value {
    let words: Vec<String> = given
        .iter()
        .map(|(role, permission)| format!("{}:{}", role.code(), permission.code()))
        .collect();
    serde_json::json!({ SETTING: words })
}
