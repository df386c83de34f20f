//! Those with a part in the purchase whom nobody knows yet, and who it turned out to be.

use clientela_domain::ids::{AccountId, PersonId, PlaceholderId};
use jiff::Timestamp;
use serde_json::json;

use crate::accounts;
use crate::changes::{FieldValues, changed, filled};
use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// Somebody nobody knows yet, as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPlaceholder {
    /// At which client.
    pub account_id: AccountId,
    /// What they are there, for example head of logistics.
    pub title: String,
    /// Department; empty when unknown.
    pub unit: String,
    /// Who it turned out to be.
    pub person_id: Option<PersonId>,
}

impl NewPlaceholder {
    pub(crate) fn fields(&self) -> FieldValues {
        vec![
            ("account", json!(self.account_id.to_string())),
            ("title", json!(self.title)),
            ("unit", json!(self.unit)),
            ("person", json!(self.person_id.map(|id| id.to_string()))),
        ]
    }
}

/// Somebody nobody knows yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placeholder {
    /// Which one.
    pub id: PlaceholderId,
    /// What was written.
    pub placeholder: NewPlaceholder,
    /// When it was written.
    pub created_at: Timestamp,
    /// Grows with every change.
    pub version: i64,
}

const COLUMNS: &str = "h.id, h.account_id, h.title, h.unit, h.person_id, h.created_at, h.version";

/// Puts somebody nobody knows yet on a client's map.
///
/// # Errors
/// [`StoreError::Missing`] without such a client or person; [`StoreError::Forbidden`].
pub async fn create_placeholder(
    tx: &mut Tx,
    new: &NewPlaceholder,
) -> Result<PlaceholderId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    people::require_seen(tx, new.person_id.as_slice()).await?;
    let id = PlaceholderId(new_id(tx.at()));
    insert(tx, &[(id, new, false, None)]).await?;
    let entry = JournalEntry::new("created", "map_placeholder", id).after(filled(&new.fields()));
    tx.journal(entry).await?;
    Ok(id)
}

/// One row to be inserted: which, what, part of a sample, brought by which import.
pub(super) type NewRow<'a> = (
    PlaceholderId,
    &'a NewPlaceholder,
    bool,
    Option<clientela_domain::ids::ImportId>,
);

pub(super) async fn insert(tx: &Tx, rows: &[NewRow<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO map_placeholders (id, account_id, title, unit, person_id, is_sample,
        created_by, created_by_import, created_at, version)";
    let (at, user) = (tx.at(), tx.viewer().user);
    sql::insert_many(
        tx,
        "writing placeholders",
        (head, ""),
        rows,
        |(id, new, is_sample, import)| {
            binds![
                id.0,
                new.account_id.0,
                &new.title,
                &new.unit,
                new.person_id.map(|person| person.0),
                *is_sample,
                user.map(|user| user.0),
                import.map(|import| import.0),
                at,
                1_i64,
            ]
        },
    )
    .await?;
    Ok(())
}

/// Changes what is written about somebody nobody knew, or says who it is; the client stays. Returns the
/// new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change_placeholder(
    tx: &mut Tx,
    id: PlaceholderId,
    new: &NewPlaceholder,
    version: i64,
) -> Result<i64, StoreError> {
    change_placeholder_as(tx, "changed", (id, version), new).await
}

/// As [`change_placeholder`], under this word of the journal.
pub(crate) async fn change_placeholder_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (PlaceholderId, i64),
    new: &NewPlaceholder,
) -> Result<i64, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let before = placeholder(tx, id).await?;
    let before = before.ok_or(StoreError::Missing("map_placeholder"))?;
    if before.version != version {
        return Err(StoreError::Stale);
    }
    people::require_seen(tx, new.person_id.as_slice()).await?;
    let new = NewPlaceholder {
        account_id: before.placeholder.account_id,
        ..new.clone()
    };
    let Some((old, is)) = changed(&before.placeholder.fields(), &new.fields()) else {
        tx.unjournalled("nothing changed");
        return Ok(version);
    };
    let text = "UPDATE map_placeholders SET title = $3, unit = $4, person_id = $5, is_sample = $6,
        version = version + 1 WHERE id = $1 AND version = $2";
    let person = new.person_id.map(|person| person.0);
    let values = binds![id.0, version, &new.title, &new.unit, person, false];
    accounts::fresh(sql::execute(tx, "changing a placeholder", text, values).await?)?;
    accounts::touch(tx, new.account_id).await?;
    let entry = JournalEntry::new(action, "map_placeholder", id)
        .before(old)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Somebody nobody knows yet, at a client the viewer sees.
///
/// # Errors
/// When the database refuses.
pub async fn placeholder(
    reader: &dyn Reader,
    id: PlaceholderId,
) -> Result<Option<Placeholder>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM map_placeholders AS h JOIN accounts ON accounts.id = h.account_id
         WHERE h.id = $1 AND {}",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a placeholder", &text, values, read).await
}

/// Everybody on a client's map whom nobody knew once, in the order in which they were written.
///
/// # Errors
/// When the database refuses.
pub async fn placeholders_of(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<Placeholder>, StoreError> {
    let mut values = binds![account.0];
    let text = format!(
        "SELECT {COLUMNS} FROM map_placeholders AS h JOIN accounts ON accounts.id = h.account_id
         WHERE h.account_id = $1 AND {} ORDER BY h.created_at, h.id",
        accounts::visible(reader.viewer(), &mut values)
    );
    sql::all(reader, "reading placeholders", &text, values, read).await
}

fn read(row: &Row) -> Result<Placeholder, StoreError> {
    Ok(Placeholder {
        id: PlaceholderId(row.uuid("id")?),
        placeholder: NewPlaceholder {
            account_id: AccountId(row.uuid("account_id")?),
            title: row.text("title")?,
            unit: row.text("unit")?,
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
        },
        created_at: row.instant("created_at")?,
        version: row.integer("version")?,
    })
}
