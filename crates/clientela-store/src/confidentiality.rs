//! Agreements on confidentiality: with whom, on what, from when to when, and who may know.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, AttachmentId, ConfidentialityId, UserId};
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::attachments::{self, AttachedTo};
use crate::error::StoreError;
use crate::happenings::{self, differences};
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

mod brought;

pub use brought::{
    BroughtConfidentiality, KnownConfidentiality, change_brought, create_brought, known_by_codes,
    known_of, remove_left_behind, undo_brought,
};
pub(crate) use brought::{StoredConfidentiality, insert};

/// An agreement as people write it; empty texts are unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConfidentiality {
    /// Which client it is about.
    pub account_id: AccountId,
    /// With whom it was made: the client, or somebody else about it.
    pub with_whom: String,
    /// What is to be kept confidential.
    pub scope: String,
    /// Who may know.
    pub may_know: String,
    /// What it says, as far as it was written here.
    pub text: String,
    /// From when.
    pub first_day: Date,
    /// Until when; without end when absent.
    pub last_day: Option<Date>,
    /// The document, a file of the same client.
    pub attachment_id: Option<AttachmentId>,
}

/// An agreement in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confidentiality {
    /// Which one.
    pub id: ConfidentialityId,
    /// What was written.
    pub agreement: NewConfidentiality,
    /// Name of the client.
    pub account_name: String,
    /// Name of the document; empty without one.
    pub file_name: String,
    /// Who wrote it down.
    pub created_by: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
    /// Grows with every change.
    pub version: i64,
}

const TABLE: &str = "confidentiality_agreements";

/// Writes an agreement down; its client then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such a client or file of it in sight; [`StoreError::Refused`] for days in
/// the wrong order; [`StoreError::Forbidden`].
pub async fn create(
    tx: &mut Tx,
    new: &NewConfidentiality,
) -> Result<ConfidentialityId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    check(tx, new).await?;
    let id = ConfidentialityId(new_id(tx.at()));
    let row = StoredConfidentiality {
        id,
        new,
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    tx.journal(JournalEntry::new("created", "confidentiality", id).after(as_json(new)))
        .await?;
    Ok(id)
}

/// Changes an agreement somebody read at `version`. Its client stays. Returns the new version.
///
/// # Errors
/// As [`create`]; [`StoreError::Stale`].
pub async fn change(
    tx: &mut Tx,
    id: ConfidentialityId,
    new: &NewConfidentiality,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (ConfidentialityId, i64),
    new: &NewConfidentiality,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    let new = NewConfidentiality {
        account_id: before.agreement.account_id,
        ..new.clone()
    };
    if new == before.agreement {
        tx.unjournalled("nothing changed");
        return Ok(version);
    }
    accounts::touch(tx, new.account_id).await?;
    check(tx, &new).await?;
    rewrite(tx, action, &before, &new).await
}

/// Writes what an agreement is from now on, whoever says so; its client stays.
async fn rewrite(
    tx: &mut Tx,
    action: &'static str,
    before: &Confidentiality,
    new: &NewConfidentiality,
) -> Result<i64, StoreError> {
    let (id, version) = (before.id, before.version);
    let text = "UPDATE confidentiality_agreements SET with_whom = $3, scope = $4, may_know = $5,
            text = $6, first_day = $7, last_day = $8, attachment_id = $9,
            is_sample = $10, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        &new.with_whom,
        &new.scope,
        &new.may_know,
        &new.text,
        new.first_day,
        new.last_day,
        new.attachment_id.map(|file| file.0),
        false,
    ];
    if sql::execute(tx, "changing an agreement", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let (was, is) = differences(&as_json(&before.agreement), &as_json(new));
    let entry = JournalEntry::new(action, "confidentiality", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Puts an agreement into the trash.
///
/// # Errors
/// As [`change`].
pub async fn delete(tx: &mut Tx, id: ConfidentialityId, version: i64) -> Result<(), StoreError> {
    let before = editable(tx, id, version).await?;
    happenings::put_away(tx, TABLE, id.0, version).await?;
    let was = as_json(&before.agreement);
    tx.journal(JournalEntry::new("deleted", "confidentiality", id).before(was))
        .await
}

/// Takes an agreement out of the trash.
///
/// # Errors
/// [`StoreError::Missing`] when it is not there; [`StoreError::Forbidden`].
pub async fn restore(tx: &mut Tx, id: ConfidentialityId) -> Result<(), StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let mut values = binds![id.0];
    let text = format!(
        "SELECT c.id, c.scope FROM confidentiality_agreements AS c
         JOIN accounts ON accounts.id = c.account_id
         WHERE c.id = $1 AND c.deleted_at IS NOT NULL AND {}",
        accounts::within_sight(tx.viewer(), &mut values)
    );
    let read = |row: &Row| row.text("scope");
    let found = sql::one(tx, "finding an agreement", &text, values, read).await?;
    let scope = found.ok_or(StoreError::Missing("confidentiality"))?;
    happenings::take_back(tx, TABLE, id.0).await?;
    let after = json!({ "scope": scope });
    tx.journal(JournalEntry::new("restored", "confidentiality", id).after(after))
        .await
}

async fn editable(
    tx: &Tx,
    id: ConfidentialityId,
    version: i64,
) -> Result<Confidentiality, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let found = get(tx, id).await?;
    let found = found.ok_or(StoreError::Missing("confidentiality"))?;
    if found.version == version {
        Ok(found)
    } else {
        Err(StoreError::Stale)
    }
}

async fn check(tx: &Tx, new: &NewConfidentiality) -> Result<(), StoreError> {
    if new.last_day.is_some_and(|last| last < new.first_day) {
        return Err(StoreError::Refused {
            field: "last_day",
            code: "days-order",
        });
    }
    let Some(file) = new.attachment_id else {
        return Ok(());
    };
    let known = attachments::get(tx, file).await?;
    let of_client =
        known.is_some_and(|one| one.attachment.to == AttachedTo::Account(new.account_id));
    if of_client {
        Ok(())
    } else {
        Err(StoreError::Missing("attachment"))
    }
}

/// An agreement field by field, by the names of the journal.
#[must_use]
pub fn as_json(new: &NewConfidentiality) -> Json {
    json!({
        "account": new.account_id.to_string(),
        "with_whom": new.with_whom,
        "scope": new.scope,
        "may_know": new.may_know,
        "text": new.text,
        "first_day": new.first_day.to_string(),
        "last_day": new.last_day.map(|day| day.to_string()),
        "attachment": new.attachment_id.map(|file| file.to_string()),
    })
}

/// The condition that leaves only agreements the viewer may see; the tables are `c` and `accounts`.
fn visible(viewer: &Viewer, values: &mut Values) -> String {
    format!(
        "c.deleted_at IS NULL AND {}",
        accounts::visible(viewer, values)
    )
}

const SELECT: &str =
    "SELECT c.id, c.account_id, c.with_whom, c.scope, c.may_know, c.text, c.first_day,
        c.last_day, c.attachment_id, c.created_by, c.created_at, c.version,
        accounts.name AS account_name, COALESCE(f.name, '') AS file_name
    FROM confidentiality_agreements AS c JOIN accounts ON accounts.id = c.account_id
        LEFT JOIN attachments AS f ON f.id = c.attachment_id AND f.deleted_at IS NULL";

/// An agreement of a client the viewer may see.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: ConfidentialityId,
) -> Result<Option<Confidentiality>, StoreError> {
    let mut values = binds![id.0];
    let sight = visible(reader.viewer(), &mut values);
    let text = format!("{SELECT} WHERE c.id = $1 AND {sight}");
    sql::one(reader, "reading an agreement", &text, values, read).await
}

/// Agreements of a client, the latest first.
///
/// # Errors
/// When the database refuses.
pub async fn of_account(
    reader: &dyn Reader,
    account: AccountId,
) -> Result<Vec<Confidentiality>, StoreError> {
    let mut values = binds![account.0];
    let sight = visible(reader.viewer(), &mut values);
    let text = format!(
        "{SELECT} WHERE c.account_id = $1 AND {sight} ORDER BY c.first_day DESC, c.id DESC"
    );
    sql::all(reader, "reading agreements", &text, values, read).await
}

/// Agreements of every client the viewer may see: those that end first come first, those without end last.
/// `after` is the place of the last one of the page before.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    after: Option<(Option<Date>, ConfidentialityId)>,
    limit: u64,
) -> Result<Vec<Confidentiality>, StoreError> {
    let mut values = binds![limit];
    let sight = visible(reader.viewer(), &mut values);
    let place = match after {
        None => "1 = 1".to_owned(),
        Some((day, id)) => {
            values.push(sql::Bind::bind(end_of(day)));
            values.push(sql::Bind::bind(id.0));
            format!(
                "(COALESCE(c.last_day, '{NO_DAY}'), c.id) > (${}, ${})",
                values.len() - 1,
                values.len()
            )
        }
    };
    let text = format!(
        "{SELECT} WHERE {sight} AND {place}
         ORDER BY COALESCE(c.last_day, '{NO_DAY}'), c.id LIMIT $1"
    );
    sql::all(reader, "reading agreements", &text, values, read).await
}

/// Stands for no end where days are compared.
const NO_DAY: &str = "9999-99-99";

fn end_of(day: Option<Date>) -> String {
    day.map_or_else(|| NO_DAY.to_owned(), |day| day.to_string())
}

fn read(row: &Row) -> Result<Confidentiality, StoreError> {
    Ok(Confidentiality {
        id: ConfidentialityId(row.uuid("id")?),
        agreement: NewConfidentiality {
            account_id: AccountId(row.uuid("account_id")?),
            with_whom: row.text("with_whom")?,
            scope: row.text("scope")?,
            may_know: row.text("may_know")?,
            text: row.text("text")?,
            first_day: row.day("first_day")?,
            last_day: row.day_if_any("last_day")?,
            attachment_id: row.uuid_if_any("attachment_id")?.map(AttachmentId),
        },
        account_name: row.text("account_name")?,
        file_name: row.text("file_name")?,
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        version: row.integer("version")?,
    })
}
