//! Files beside the book: rows here, bytes in the book's folder under their hash. Bytes are shared by
//! all rows of the same hash and by imported files; they go only when nothing needs them.

use clientela_domain::ids::{AccountId, AttachmentId, InteractionId, NoteId, PersonId, UserId};
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

use crate::error::StoreError;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;
use crate::{accounts, interactions, notes, people};

/// What a file is attached to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttachedTo {
    /// A client.
    Account(AccountId),
    /// A person.
    Person(PersonId),
    /// An interaction.
    Interaction(InteractionId),
    /// A note.
    Note(NoteId),
}

impl AttachedTo {
    const fn parts(self) -> (&'static str, Uuid) {
        match self {
            Self::Account(id) => ("account", id.0),
            Self::Person(id) => ("person", id.0),
            Self::Interaction(id) => ("interaction", id.0),
            Self::Note(id) => ("note", id.0),
        }
    }

    fn of(entity: &str, id: Uuid) -> Option<Self> {
        match entity {
            "account" => Some(Self::Account(AccountId(id))),
            "person" => Some(Self::Person(PersonId(id))),
            "interaction" => Some(Self::Interaction(InteractionId(id))),
            "note" => Some(Self::Note(NoteId(id))),
            _ => None,
        }
    }
}

/// A file to be attached; its bytes lie under their hash already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttachment {
    /// To what.
    pub to: AttachedTo,
    /// SHA-256 of the bytes, hex.
    pub sha256: String,
    /// Name as it came.
    pub name: String,
    /// Media type, as the program knows it from the bytes.
    pub media_type: String,
    /// Size.
    pub bytes: u64,
}

/// A file in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Which one.
    pub id: AttachmentId,
    /// What was attached.
    pub attachment: NewAttachment,
    /// Who attached it.
    pub created_by: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
}

const COLUMNS: &str =
    "attachments.id, attachments.entity, attachments.entity_id, attachments.sha256,
    attachments.name, attachments.media_type, attachments.bytes, attachments.created_by,
    attachments.created_at";

/// Attaches a file to a record the viewer may see; `count_max` files at most on one record.
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Forbidden`]; [`StoreError::GivenUp`] when the record has
/// its fill of files.
pub async fn create(
    tx: &mut Tx,
    new: &NewAttachment,
    count_max: u64,
) -> Result<AttachmentId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let private = require_record(tx, new.to).await?;
    let already = of(tx, &[new.to]).await?.len();
    if u64::try_from(already).unwrap_or(u64::MAX) >= count_max {
        return Err(StoreError::GivenUp("the record has its fill of files"));
    }
    if let AttachedTo::Account(account) = new.to {
        accounts::touch(tx, account).await?;
    }
    let id = AttachmentId(new_id(tx.at()));
    let (entity, entity_id) = new.to.parts();
    let text = "INSERT INTO attachments (id, entity, entity_id, sha256, name, media_type, bytes,
            created_by, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let values = binds![
        id.0,
        entity,
        entity_id,
        &new.sha256,
        &new.name,
        &new.media_type,
        new.bytes,
        tx.viewer().user.map(|user| user.0),
        tx.at(),
    ];
    sql::execute(tx, "attaching a file", text, values).await?;
    let entry = JournalEntry::new("created", "attachment", id).after(as_json(new, private));
    tx.journal(entry).await?;
    Ok(id)
}

/// True when the record is private; its file's name is then in no journal.
async fn require_record(tx: &Tx, to: AttachedTo) -> Result<bool, StoreError> {
    match to {
        AttachedTo::Account(id) => {
            let found = accounts::get(tx, id).await?;
            found.map(|_| false).ok_or(StoreError::Missing("account"))
        }
        AttachedTo::Person(id) => people::require_seen(tx, &[id]).await.map(|()| false),
        AttachedTo::Interaction(id) => {
            let found = interactions::get(tx, id).await?;
            let private = found.map(|one| one.interaction.private);
            private.ok_or(StoreError::Missing("interaction"))
        }
        AttachedTo::Note(id) => {
            let found = notes::get(tx, id).await?;
            found
                .map(|one| one.note.private)
                .ok_or(StoreError::Missing("note"))
        }
    }
}

fn as_json(new: &NewAttachment, private: bool) -> serde_json::Value {
    let (entity, id) = new.to.parts();
    if private {
        return json!({ "private": true });
    }
    json!({
        "entity": entity,
        "entity_id": id.to_string(),
        "name": new.name,
        "media_type": new.media_type,
        "bytes": new.bytes,
    })
}

/// A file, when the viewer may see the record it belongs to.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: AttachmentId) -> Result<Option<Attachment>, StoreError> {
    let text = format!(
        "SELECT {COLUMNS} FROM attachments WHERE attachments.id = $1 AND attachments.deleted_at IS NULL"
    );
    let found = sql::one(
        reader,
        "reading a file",
        &text,
        binds![id.0],
        read_attachment,
    )
    .await?;
    let Some(found) = found else { return Ok(None) };
    let seen = is_seen(reader, found.attachment.to).await?;
    Ok(seen.then_some(found))
}

async fn is_seen(reader: &dyn Reader, to: AttachedTo) -> Result<bool, StoreError> {
    Ok(match to {
        AttachedTo::Account(id) => accounts::get(reader, id).await?.is_some(),
        AttachedTo::Interaction(id) => interactions::get(reader, id).await?.is_some(),
        AttachedTo::Note(id) => notes::get(reader, id).await?.is_some(),
        AttachedTo::Person(id) => match people::require_seen(reader, &[id]).await {
            Ok(()) => true,
            Err(StoreError::Missing(_)) => false,
            Err(error) => return Err(error),
        },
    })
}

/// The files of records the viewer has been shown, the oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn of(
    reader: &dyn Reader,
    records: &[AttachedTo],
) -> Result<Vec<Attachment>, StoreError> {
    let mut found = Vec::new();
    for chunk in records.chunks(sql::KEYS_MAX / 2) {
        let mut values: Values = Vec::new();
        let mut places = Vec::new();
        for record in chunk {
            let (entity, id) = record.parts();
            values.push(sql::Bind::bind(id));
            places.push(format!(
                "(attachments.entity = '{entity}' AND attachments.entity_id = ${})",
                values.len()
            ));
        }
        let text = format!(
            "SELECT {COLUMNS} FROM attachments WHERE attachments.deleted_at IS NULL AND ({})
             ORDER BY attachments.id",
            places.join(" OR ")
        );
        found.extend(sql::all(reader, "listing files", &text, values, read_attachment).await?);
    }
    Ok(found)
}

/// Takes a file off its record; the bytes stay until [`crate::trash::purge`].
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Forbidden`] for a file somebody else attached.
pub async fn delete(tx: &mut Tx, id: AttachmentId) -> Result<(), StoreError> {
    let found = get(tx, id)
        .await?
        .ok_or(StoreError::Missing("attachment"))?;
    crate::happenings::require_author(tx, found.created_by.map(|user| user.0))?;
    let private = require_record(tx, found.attachment.to).await?;
    let text = "UPDATE attachments SET deleted_at = $2, deleted_by = $3 WHERE id = $1";
    let user = tx.viewer().user.map(|user| user.0);
    sql::execute(tx, "removing a file", text, binds![id.0, tx.at(), user]).await?;
    let was = as_json(&found.attachment, private);
    tx.journal(JournalEntry::new("deleted", "attachment", id).before(was))
        .await
}

/// Puts a file that was taken off back onto its record.
///
/// # Errors
/// [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn restore(tx: &mut Tx, id: AttachmentId) -> Result<(), StoreError> {
    let text = format!(
        "SELECT {COLUMNS} FROM attachments
         WHERE attachments.id = $1 AND attachments.deleted_at IS NOT NULL"
    );
    let found = sql::one(tx, "finding a file", &text, binds![id.0], read_attachment).await?;
    let found = found.ok_or(StoreError::Missing("attachment"))?;
    let private = require_record(tx, found.attachment.to).await?;
    crate::happenings::require_author(tx, found.created_by.map(|user| user.0))?;
    let text = "UPDATE attachments SET deleted_at = NULL, deleted_by = NULL WHERE id = $1";
    sql::execute(tx, "restoring a file", text, binds![id.0]).await?;
    let after = as_json(&found.attachment, private);
    tx.journal(JournalEntry::new("restored", "attachment", id).after(after))
        .await
}

/// Does anything still need the bytes of this hash: a file, also one in the trash, an import,
/// or the evidence of an answer?
///
/// # Errors
/// When the database refuses.
pub async fn is_needed(reader: &dyn Reader, sha256: &str) -> Result<bool, StoreError> {
    // Documents of answers are referred to as `<hash>/<name>`.
    let text = "SELECT (SELECT count(*) FROM attachments WHERE sha256 = $1)
        + (SELECT count(*) FROM imports WHERE file_sha256 = $1)
        + (SELECT count(*) FROM criterion_answers WHERE evidence_file LIKE $2)
        + (SELECT count(*) FROM condition_answers WHERE evidence_file LIKE $2) AS uses";
    let reference = format!("{sha256}/%");
    let uses = sql::one(
        reader,
        "counting uses of a file",
        text,
        binds![sha256, reference],
        |row| row.count("uses"),
    );
    Ok(uses.await?.unwrap_or(0) > 0)
}

fn read_attachment(row: &Row) -> Result<Attachment, StoreError> {
    let entity_id = row.uuid("entity_id")?;
    Ok(Attachment {
        id: AttachmentId(row.uuid("id")?),
        attachment: NewAttachment {
            to: row.word("entity", |entity| AttachedTo::of(entity, entity_id))?,
            sha256: row.text("sha256")?,
            name: row.text("name")?,
            media_type: row.text("media_type")?,
            bytes: row.count("bytes")?,
        },
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
    })
}
