//! The journal of changes: one row for each change, in the transaction of the change, append-only.

use clientela_domain::ids::{JournalId, UserId};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Via};

/// A change to be journalled. Who, when and through what come from the viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// What was done, as a stable word, for example `renamed`.
    pub action: &'static str,
    /// The kind of thing changed, for example `account`.
    pub entity: &'static str,
    /// Which one.
    pub entity_id: String,
    /// What it was before, as JSON; absent when it did not exist.
    pub before: Option<String>,
    /// What it is now, as JSON; absent when it is gone.
    pub after: Option<String>,
}

impl JournalEntry {
    /// An entry without values; add them with [`JournalEntry::before`] and [`JournalEntry::after`].
    #[must_use]
    pub fn new(action: &'static str, entity: &'static str, entity_id: impl ToString) -> Self {
        Self {
            action,
            entity,
            entity_id: entity_id.to_string(),
            before: None,
            after: None,
        }
    }

    /// With what it was before, as JSON.
    #[must_use]
    pub fn before(mut self, json: impl ToString) -> Self {
        self.before = Some(json.to_string());
        self
    }

    /// With what it is now, as JSON.
    #[must_use]
    pub fn after(mut self, json: impl ToString) -> Self {
        self.after = Some(json.to_string());
        self
    }
}

/// A row of the journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalRow {
    /// Position; grows with every change.
    pub seq: i64,
    /// Its id.
    pub id: JournalId,
    /// When.
    pub at: Timestamp,
    /// Who; absent for the program itself.
    pub actor: Option<UserId>,
    /// Through what.
    pub via: Via,
    /// What was done.
    pub action: String,
    /// The kind of thing changed.
    pub entity: String,
    /// Which one.
    pub entity_id: String,
    /// What it was before, as JSON.
    pub before: Option<String>,
    /// What it is now, as JSON.
    pub after: Option<String>,
}

/// Which rows of the journal.
#[derive(Clone, Debug, Default)]
pub struct JournalFilter {
    /// Only this kind of thing.
    pub entity: Option<String>,
    /// Only this one.
    pub entity_id: Option<String>,
    /// Only rows before this position: the next page of a list that starts with the newest.
    pub before_seq: Option<i64>,
}

/// Number of the last change; 0 in a book without changes. Grows with everything people care about,
/// so whatever is computed from the book can be remembered by it.
///
/// # Errors
/// When the database refuses.
pub async fn revision(reader: &dyn Reader) -> Result<u64, StoreError> {
    let text = "SELECT COALESCE(MAX(seq), 0) AS revision FROM journal";
    let revision = sql::one(reader, "reading the revision", text, vec![], |row| {
        row.count("revision")
    })
    .await?;
    Ok(revision.unwrap_or(0))
}

/// What tells that the book has changed since something was remembered of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BookMarks {
    /// See [`revision`].
    pub revision: u64,
    /// Generation of the ledger, see [`crate::ledger_parts::generation`].
    pub generation: u64,
    /// Version of one setting; 0 when it was never put.
    pub setting: i64,
}

/// The marks of the book as of one moment, the setting `key` among them. Every page asks for them,
/// so they are one question and not three.
///
/// # Errors
/// When the database refuses.
pub async fn marks(reader: &dyn Reader, key: &str) -> Result<BookMarks, StoreError> {
    let text = "SELECT (SELECT COALESCE(MAX(seq), 0) FROM journal) AS revision, s.generation,
             COALESCE((SELECT version FROM settings WHERE key = $1), 0) AS setting
         FROM ledger_state AS s";
    let marks = sql::one(reader, "reading the marks", text, binds![key], |row| {
        Ok(BookMarks {
            revision: row.count("revision")?,
            generation: row.count("generation")?,
            setting: row.integer("setting")?,
        })
    });
    Ok(marks.await?.unwrap_or_default())
}

/// Rows of the journal, the newest first, at most `limit`.
///
/// # Errors
/// [`StoreError::Forbidden`]; when the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &JournalFilter,
    limit: u64,
) -> Result<Vec<JournalRow>, StoreError> {
    reader.viewer().require(Permission::ReadJournal)?;
    let mut values: Values = binds![limit];
    let mut text = String::from(
        "SELECT seq, id, at, actor, via, action, entity, entity_id, before, after FROM journal WHERE 1 = 1",
    );
    let conditions = [
        (
            " AND entity = $",
            filter.entity.clone().map(sql::Bind::bind),
        ),
        (
            " AND entity_id = $",
            filter.entity_id.clone().map(sql::Bind::bind),
        ),
        (" AND seq < $", filter.before_seq.map(sql::Bind::bind)),
    ];
    for (condition, value) in conditions {
        if let Some(value) = value {
            values.push(value);
            text.push_str(condition);
            text.push_str(&values.len().to_string());
        }
    }
    text.push_str(" ORDER BY seq DESC LIMIT $1");
    sql::all(reader, "reading the journal", &text, values, read_row).await
}

fn read_row(row: &Row) -> Result<JournalRow, StoreError> {
    Ok(JournalRow {
        seq: row.integer("seq")?,
        id: JournalId(row.uuid("id")?),
        at: row.instant("at")?,
        actor: row.uuid_if_any("actor")?.map(UserId),
        via: row.word("via", Via::from_code)?,
        action: row.text("action")?,
        entity: row.text("entity")?,
        entity_id: row.text("entity_id")?,
        before: row.text_if_any("before")?,
        after: row.text_if_any("after")?,
    })
}

pub(crate) async fn append(tx: &Tx, entry: JournalEntry) -> Result<(), StoreError> {
    let viewer = tx.viewer();
    sql::execute(
        tx,
        "writing the journal",
        "INSERT INTO journal (id, at, actor, via, action, entity, entity_id, before, after)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        binds![
            new_id(viewer.at),
            viewer.at,
            viewer.user.map(|user| user.0),
            viewer.via.code(),
            entry.action,
            entry.entity,
            entry.entity_id,
            entry.before,
            entry.after,
        ],
    )
    .await?;
    Ok(())
}
