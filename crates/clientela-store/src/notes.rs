//! Notes on clients and people.

use clientela_domain::ids::{AccountId, NoteId, PersonId, UserId};
use clientela_domain::names::fold;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::happening_words::{self, NOTES};
use crate::happenings::{self, differences, for_the_journal};
use crate::journal::JournalEntry;
use crate::mentions::{self, Mention, MentionSource};
use crate::new_id::new_id;
use crate::people;
use crate::sql::{self, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// A note as people write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewNote {
    /// On which client.
    pub account_id: Option<AccountId>,
    /// On which person; one of the two is needed.
    pub person_id: Option<PersonId>,
    /// The words.
    pub text: String,
    /// Seen by its author alone.
    pub private: bool,
    /// Whom and what it mentions.
    pub mentions: Vec<Mention>,
}

/// A note in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Which one.
    pub id: NoteId,
    /// What was written; its mentions are read by [`mentions::of`].
    pub note: NewNote,
    /// Who wrote it.
    pub author_id: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

pub(crate) const COLUMNS: &str = "notes.id, notes.account_id, notes.person_id, notes.text,
    notes.private, notes.author_id, notes.created_at, notes.is_sample, notes.version";

/// Writes a note; its account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such an account or person in sight; [`StoreError::Forbidden`];
/// [`StoreError::GivenUp`] for a private one without an author.
pub async fn create(tx: &mut Tx, new: &NewNote) -> Result<NoteId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    if new.private && tx.viewer().user.is_none() {
        return Err(StoreError::GivenUp("a private record needs an author"));
    }
    if let Some(account) = new.account_id {
        accounts::touch(tx, account).await?;
    }
    people::require_seen(tx, new.person_id.as_slice()).await?;
    let id = NoteId(new_id(tx.at()));
    let author = tx.viewer().user;
    let row = StoredNote {
        id,
        new,
        author,
        created_at: tx.at(),
        is_sample: false,
    };
    insert(tx, &[row]).await?;
    mentions::replace(tx, MentionSource::Note, id.0, &new.mentions).await?;
    let after = for_the_journal(new.private, || as_json(new));
    tx.journal(JournalEntry::new("created", "note", id).after(after))
        .await?;
    Ok(id)
}

/// One row to be inserted.
pub(crate) struct StoredNote<'a> {
    pub id: NoteId,
    pub new: &'a NewNote,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredNote<'_>]) -> Result<(), StoreError> {
    let head =
        "INSERT INTO notes (id, account_id, person_id, text, text_folded, private, author_id,
        is_sample, created_at, version)";
    sql::insert_many(tx, "writing notes", (head, ""), rows, |row| {
        binds![
            row.id.0,
            row.new.account_id.map(|account| account.0),
            row.new.person_id.map(|person| person.0),
            &row.new.text,
            fold(&row.new.text),
            row.new.private,
            row.author.map(|user| user.0),
            row.is_sample,
            row.created_at,
            1_i64,
        ]
    })
    .await?;
    let texts = rows.iter().map(|row| (row.id.0, row.new.text.as_str()));
    happening_words::add(tx, NOTES, texts).await
}

/// Changes the words of a note somebody read at `version`; a private one may be opened to others,
/// never the other way round. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`] for somebody else's
/// words; [`StoreError::Transition`].
pub async fn change(
    tx: &mut Tx,
    id: NoteId,
    new: &NewNote,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (NoteId, i64),
    new: &NewNote,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    if new.private && !before.note.private {
        return Err(StoreError::Transition {
            entity: "note",
            from: "open",
            to: "private",
        });
    }
    let text = "UPDATE notes SET text = $3, text_folded = $4, private = $5, is_sample = $6,
        version = version + 1 WHERE id = $1 AND version = $2";
    let values = binds![
        id.0,
        version,
        &new.text,
        fold(&new.text),
        new.private,
        false
    ];
    if sql::execute(tx, "changing a note", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let texts = (before.note.text.as_str(), new.text.as_str());
    happening_words::renew(tx, NOTES, id.0, texts).await?;
    if let Some(account) = before.note.account_id {
        accounts::touch(tx, account).await?;
    }
    mentions::replace(tx, MentionSource::Note, id.0, &new.mentions).await?;
    let kept = NewNote {
        account_id: before.note.account_id,
        person_id: before.note.person_id,
        ..new.clone()
    };
    let (was, is) = differences(
        &for_the_journal(before.note.private, || as_json(&before.note)),
        &for_the_journal(new.private, || as_json(&kept)),
    );
    let entry = JournalEntry::new(action, "note", id).before(was).after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// Puts a note into the trash.
///
/// # Errors
/// As [`change`].
pub async fn delete(tx: &mut Tx, id: NoteId, version: i64) -> Result<(), StoreError> {
    let before = editable(tx, id, version).await?;
    happenings::put_away(tx, "notes", id.0, version).await?;
    let was = for_the_journal(before.note.private, || as_json(&before.note));
    tx.journal(JournalEntry::new("deleted", "note", id).before(was))
        .await
}

/// Takes a note out of the trash.
///
/// # Errors
/// [`StoreError::Missing`] when it is not there; [`StoreError::Forbidden`].
pub async fn restore(tx: &mut Tx, id: NoteId) -> Result<(), StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM notes WHERE notes.id = $1 AND notes.deleted_at IS NOT NULL AND {}",
        happenings::notes_within_sight(tx.viewer(), &mut values)
    );
    let found = sql::one(tx, "finding a note", &text, values, read_note).await?;
    let found = found.ok_or(StoreError::Missing("note"))?;
    happenings::require_author(tx, found.author_id.map(|user| user.0))?;
    happenings::take_back(tx, "notes", id.0).await?;
    let after = for_the_journal(found.note.private, || json!({}));
    tx.journal(JournalEntry::new("restored", "note", id).after(after))
        .await
}

async fn editable(tx: &Tx, id: NoteId, version: i64) -> Result<Note, StoreError> {
    let found = get(tx, id).await?.ok_or(StoreError::Missing("note"))?;
    happenings::require_author(tx, found.author_id.map(|user| user.0))?;
    if found.version == version {
        Ok(found)
    } else {
        Err(StoreError::Stale)
    }
}

/// A note.
///
/// # Errors
/// When the database refuses.
pub async fn get(reader: &dyn Reader, id: NoteId) -> Result<Option<Note>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM notes WHERE notes.id = $1 AND {}",
        happenings::notes_visible(reader.viewer(), &mut values)
    );
    sql::one(reader, "reading a note", &text, values, read_note).await
}

pub(crate) fn as_json(new: &NewNote) -> Json {
    json!({
        "account": new.account_id.map(|id| id.to_string()),
        "person": new.person_id.map(|id| id.to_string()),
        "text": new.text,
        "private": new.private,
    })
}

pub(crate) fn read_note(row: &Row) -> Result<Note, StoreError> {
    Ok(Note {
        id: NoteId(row.uuid("id")?),
        note: NewNote {
            account_id: row.uuid_if_any("account_id")?.map(AccountId),
            person_id: row.uuid_if_any("person_id")?.map(PersonId),
            text: row.text("text")?,
            private: row.truth("private")?,
            mentions: Vec::new(),
        },
        author_id: row.uuid_if_any("author_id")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
