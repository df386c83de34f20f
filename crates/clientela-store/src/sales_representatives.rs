//! Sales representatives as sales files write them, and the users they are.

use clientela_domain::ids::UserId;
use clientela_domain::names::fold;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// A sales representative of the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SalesRepresentative {
    /// Name as it was first written.
    pub name: String,
    /// Name folded, by which spellings are one.
    pub name_folded: String,
    /// Which user it is; absent until somebody says.
    pub user_id: Option<UserId>,
    /// When a file first named it.
    pub first_seen_at: Timestamp,
}

/// Keeps the names a file brings; those known already stay as they are.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn note_names(tx: &Tx, names: &[String]) -> Result<(), StoreError> {
    tx.viewer().require(Permission::Import)?;
    let mut folded: Vec<(String, &String)> = names
        .iter()
        .map(|name| (fold(name), name))
        .filter(|(folded, _)| !folded.is_empty())
        .collect();
    // The spelling that comes first stays.
    folded.sort_by(|a, b| a.0.cmp(&b.0));
    folded.dedup_by(|a, b| a.0 == b.0);
    let head = "INSERT INTO sales_representatives (name_folded, name, first_seen_at)";
    let tail = "ON CONFLICT DO NOTHING";
    let at = tx.at();
    sql::insert_many(
        tx,
        "keeping names",
        (head, tail),
        &folded,
        |(folded, name)| binds![folded, *name, at],
    )
    .await?;
    Ok(())
}

/// Every representative, by name.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn list(reader: &dyn Reader) -> Result<Vec<SalesRepresentative>, StoreError> {
    reader.viewer().require(Permission::AssignOwners)?;
    let text = "SELECT name_folded, name, user_id, first_seen_at FROM sales_representatives
        ORDER BY name_folded";
    sql::all(reader, "listing representatives", text, vec![], read).await
}

impl SalesRepresentative {
    /// What people say about it, as the journal keeps it.
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::json!({ "user_id": self.user_id.map(|user| user.to_string()) })
    }
}

/// Says which user a representative is; `None` takes it back.
///
/// # Errors
/// [`StoreError::Missing`] for a name no file brought or a user there is not;
/// [`StoreError::Forbidden`].
pub async fn link(tx: &mut Tx, name: &str, user: Option<UserId>) -> Result<(), StoreError> {
    link_as(tx, "changed", name, user).await
}

/// As [`link`], under this word of the journal.
pub(crate) async fn link_as(
    tx: &mut Tx,
    action: &'static str,
    name: &str,
    user: Option<UserId>,
) -> Result<(), StoreError> {
    tx.viewer().require(Permission::AssignOwners)?;
    let folded = fold(name);
    let text = "SELECT name_folded, name, user_id, first_seen_at FROM sales_representatives
        WHERE name_folded = $1";
    let before = sql::one(tx, "reading a representative", text, binds![&folded], read)
        .await?
        .ok_or(StoreError::Missing("sales_representative"))?;
    if before.user_id == user {
        tx.unjournalled("nothing changed");
        return Ok(());
    }
    if let Some(user) = user
        && crate::users::by_id(tx, user).await?.is_none()
    {
        return Err(StoreError::Missing("user"));
    }
    let text = "UPDATE sales_representatives SET user_id = $2 WHERE name_folded = $1";
    let values = binds![&folded, user.map(|user| user.0)];
    sql::execute(tx, "linking a representative", text, values).await?;
    let entry = JournalEntry::new(action, "sales_representative", &before.name)
        .before(before.json())
        .after(
            SalesRepresentative {
                user_id: user,
                ..before
            }
            .json(),
        );
    tx.journal(entry).await
}

fn read(row: &Row) -> Result<SalesRepresentative, StoreError> {
    Ok(SalesRepresentative {
        name: row.text("name")?,
        name_folded: row.text("name_folded")?,
        user_id: row.uuid_if_any("user_id")?.map(UserId),
        first_seen_at: row.instant("first_seen_at")?,
    })
}
