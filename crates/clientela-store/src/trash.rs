//! The trash: what people removed and can still have back. It is one list over every kind of record;
//! a record comes back with whatever it belongs to, and goes for good after [`KEPT_DAYS`].

use clientela_domain::ids::{
    AccountId, AttachmentId, ConfidentialityId, InteractionId, NextStepId, NoteId, PersonId, UserId,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{self, Row, Values, binds, words};
use crate::transaction::{Reader, Tx};
use crate::viewer::Viewer;
use crate::{
    accounts, attachments, confidentiality, happenings, interactions, next_steps, notes, people,
};

mod purge;

pub use purge::{Purged, purge, purge_before};

/// How long a record stays in the trash before it goes for good.
pub const KEPT_DAYS: i64 = 30;

words! {
    /// A kind of record that goes into the trash when it is removed, as the journal calls it.
    TrashKind {
        /// A client.
        Account = "account",
        /// A person.
        Person = "person",
        /// Something that happened.
        Interaction = "interaction",
        /// A note.
        Note = "note",
        /// Something to be done.
        NextStep = "next_step",
        /// A file.
        Attachment = "attachment",
        /// An agreement on confidentiality.
        Confidentiality = "confidentiality",
    }
}

/// A record of one kind.
pub type TrashRef = (TrashKind, Uuid);

/// A record in the trash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrashEntry {
    /// What kind.
    pub kind: TrashKind,
    /// Which one.
    pub id: Uuid,
    /// Its name, or its words; empty when it has none.
    pub name: String,
    /// The client it belongs to: id and name.
    pub account: Option<(AccountId, String)>,
    /// When it was removed.
    pub deleted_at: Timestamp,
    /// Who removed it.
    pub deleted_by: Option<UserId>,
}

impl TrashEntry {
    /// When it goes for good.
    #[must_use]
    pub fn goes_at(&self) -> Timestamp {
        self.deleted_at
            .saturating_add(SignedDuration::from_hours(24 * KEPT_DAYS))
            .unwrap_or(Timestamp::MAX)
    }

    /// Its place in the list.
    #[must_use]
    pub const fn key(&self) -> TrashKey {
        TrashKey {
            at: self.deleted_at,
            id: self.id,
        }
    }
}

/// A place in the list, which begins with what was removed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TrashKey {
    /// When it was removed.
    pub at: Timestamp,
    /// Which record.
    pub id: Uuid,
}

/// Which records of the trash.
#[derive(Clone, Debug, Default)]
pub struct TrashFilter {
    /// Only these kinds; all when empty.
    pub kinds: Vec<TrashKind>,
    /// Only this record.
    pub id: Option<Uuid>,
    /// Only what comes after this place.
    pub after: Option<TrashKey>,
}

/// The records in the trash this viewer would see if they were not there, what was removed last
/// first, at most `limit`. Private ones are their author's only; records that were merged into others
/// are not here, because undoing the merge brings them back.
///
/// # Errors
/// When the database refuses.
pub async fn list(
    reader: &dyn Reader,
    filter: &TrashFilter,
    limit: u64,
) -> Result<Vec<TrashEntry>, StoreError> {
    let mut found = Vec::new();
    for kind in TrashKind::ALL {
        if filter.kinds.is_empty() || filter.kinds.contains(kind) {
            found.extend(of_kind(reader, *kind, filter, limit).await?);
        }
    }
    found.sort_unstable_by_key(|entry| std::cmp::Reverse(entry.key()));
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(found)
}

/// One record of the trash, when the viewer may see it.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    (kind, id): TrashRef,
) -> Result<Option<TrashEntry>, StoreError> {
    let filter = TrashFilter {
        id: Some(id),
        ..TrashFilter::default()
    };
    Ok(of_kind(reader, kind, &filter, 1).await?.pop())
}

/// What is read of a record, and the tables it stands in; `r` names the record's own table.
const fn selection(kind: TrashKind) -> (&'static str, &'static str) {
    match kind {
        TrashKind::Account => ("accounts.name AS name", "accounts"),
        TrashKind::Person => (
            "TRIM(people.given_name || ' ' || people.family_name) AS name",
            "people",
        ),
        TrashKind::Interaction => (
            "interactions.summary AS name, client.id AS client_id, client.name AS client_name",
            "interactions LEFT JOIN accounts AS client ON client.id = interactions.account_id",
        ),
        TrashKind::Note => (
            "notes.text AS name, client.id AS client_id, client.name AS client_name",
            "notes LEFT JOIN accounts AS client ON client.id = notes.account_id",
        ),
        TrashKind::NextStep => (
            "next_steps.what AS name, client.id AS client_id, client.name AS client_name",
            "next_steps LEFT JOIN accounts AS client ON client.id = next_steps.account_id",
        ),
        TrashKind::Attachment => ("attachments.name AS name", "attachments"),
        TrashKind::Confidentiality => (
            "confidentiality_agreements.scope AS name, client.id AS client_id,
             client.name AS client_name",
            "confidentiality_agreements
             LEFT JOIN accounts AS client ON client.id = confidentiality_agreements.account_id",
        ),
    }
}

/// The table of a kind.
pub(crate) const fn table(kind: TrashKind) -> &'static str {
    match kind {
        TrashKind::Account => "accounts",
        TrashKind::Person => "people",
        TrashKind::Interaction => "interactions",
        TrashKind::Note => "notes",
        TrashKind::NextStep => "next_steps",
        TrashKind::Attachment => "attachments",
        TrashKind::Confidentiality => "confidentiality_agreements",
    }
}

/// Records of a kind that are in the trash, whoever asks.
const fn lies_there(kind: TrashKind) -> &'static str {
    match kind {
        TrashKind::Account => "accounts.deleted_at IS NOT NULL AND accounts.merged_into IS NULL",
        TrashKind::Person => "people.deleted_at IS NOT NULL AND people.merged_into IS NULL",
        TrashKind::Interaction => "interactions.deleted_at IS NOT NULL",
        TrashKind::Note => "notes.deleted_at IS NOT NULL",
        TrashKind::NextStep => "next_steps.deleted_at IS NOT NULL",
        TrashKind::Attachment => "attachments.deleted_at IS NOT NULL",
        TrashKind::Confidentiality => "confidentiality_agreements.deleted_at IS NOT NULL",
    }
}

/// The condition that leaves only what the viewer would see if it, or its client, were not in the
/// trash.
fn sight(kind: TrashKind, viewer: &Viewer, values: &mut Values) -> String {
    match kind {
        TrashKind::Account => accounts::within_sight(viewer, values),
        TrashKind::Person => people::within_sight_of_trash(viewer, values),
        TrashKind::Interaction => happenings::interactions_within_sight(viewer, values),
        TrashKind::Note => happenings::notes_within_sight(viewer, values),
        TrashKind::NextStep => format!(
            "EXISTS (SELECT 1 FROM accounts WHERE accounts.id = next_steps.account_id AND {})",
            accounts::within_sight(viewer, values)
        ),
        TrashKind::Confidentiality => format!(
            "EXISTS (SELECT 1 FROM accounts
                 WHERE accounts.id = confidentiality_agreements.account_id AND {})",
            accounts::within_sight(viewer, values)
        ),
        TrashKind::Attachment => {
            let kinds = [
                TrashKind::Account,
                TrashKind::Person,
                TrashKind::Interaction,
                TrashKind::Note,
            ];
            let of_record = |kind: &TrashKind| {
                let table = table(*kind);
                format!(
                    "(attachments.entity = '{}' AND EXISTS (SELECT 1 FROM {table}
                         WHERE {table}.id = attachments.entity_id AND {}))",
                    kind.code(),
                    sight(*kind, viewer, values)
                )
            };
            let conditions: Vec<String> = kinds.iter().map(of_record).collect();
            format!("({})", conditions.join(" OR "))
        }
    }
}

async fn of_kind(
    reader: &dyn Reader,
    kind: TrashKind,
    filter: &TrashFilter,
    limit: u64,
) -> Result<Vec<TrashEntry>, StoreError> {
    let (columns, tables) = selection(kind);
    let name = table(kind);
    let mut values: Values = binds![limit];
    let mut conditions = vec![lies_there(kind).to_owned()];
    conditions.push(sight(kind, reader.viewer(), &mut values));
    if let Some(id) = filter.id {
        values.push(sql::Bind::bind(id));
        conditions.push(format!("{name}.id = ${}", values.len()));
    }
    if let Some(after) = filter.after {
        values.push(sql::Bind::bind(after.at));
        values.push(sql::Bind::bind(after.id));
        conditions.push(format!(
            "({name}.deleted_at, {name}.id) < (${}, ${})",
            values.len() - 1,
            values.len()
        ));
    }
    let text = format!(
        "SELECT {name}.id, {name}.deleted_at, {name}.deleted_by, {columns} FROM {tables}
         WHERE {} ORDER BY {name}.deleted_at DESC, {name}.id DESC LIMIT $1",
        conditions.join(" AND ")
    );
    let read: fn(&Row) -> Result<TrashEntry, StoreError> = match kind {
        TrashKind::Account => |row| read_entry(row, TrashKind::Account),
        TrashKind::Person => |row| read_entry(row, TrashKind::Person),
        TrashKind::Interaction => |row| with_client(row, TrashKind::Interaction),
        TrashKind::Note => |row| with_client(row, TrashKind::Note),
        TrashKind::NextStep => |row| with_client(row, TrashKind::NextStep),
        TrashKind::Attachment => |row| read_entry(row, TrashKind::Attachment),
        TrashKind::Confidentiality => |row| with_client(row, TrashKind::Confidentiality),
    };
    sql::all(reader, "reading the trash", &text, values, read).await
}

fn read_entry(row: &Row, kind: TrashKind) -> Result<TrashEntry, StoreError> {
    Ok(TrashEntry {
        kind,
        id: row.uuid("id")?,
        name: row.text("name")?,
        account: None,
        deleted_at: row.instant("deleted_at")?,
        deleted_by: row.uuid_if_any("deleted_by")?.map(UserId),
    })
}

fn with_client(row: &Row, kind: TrashKind) -> Result<TrashEntry, StoreError> {
    let client = row.uuid_if_any("client_id")?.map(AccountId);
    let name = row.text_if_any("client_name")?.unwrap_or_default();
    Ok(TrashEntry {
        account: client.map(|id| (id, name)),
        ..read_entry(row, kind)?
    })
}

/// Takes a record out of the trash, together with the records it belongs to when they are there too:
/// a call comes back with its client. Returns what came back with it.
///
/// # Errors
/// [`StoreError::Missing`] when it is not there, or not for this viewer; [`StoreError::Forbidden`] for
/// somebody else's words.
pub async fn restore(tx: &mut Tx, record: TrashRef) -> Result<Vec<TrashRef>, StoreError> {
    // Whoever may not see the record learns nothing of what it belongs to.
    get(tx, record)
        .await?
        .ok_or(StoreError::Missing("record"))?;
    let mut above = Vec::new();
    let mut current = record;
    while let Some((parent, in_trash)) = parent_of(tx, current).await? {
        if in_trash {
            above.push(parent);
        }
        current = parent;
    }
    above.reverse();
    for parent in &above {
        restore_one(tx, *parent).await?;
    }
    restore_one(tx, record).await?;
    Ok(above)
}

async fn restore_one(tx: &mut Tx, (kind, id): TrashRef) -> Result<(), StoreError> {
    match kind {
        TrashKind::Account => accounts::restore(tx, AccountId(id)).await,
        TrashKind::Person => people::restore(tx, PersonId(id)).await,
        TrashKind::Interaction => interactions::restore(tx, InteractionId(id)).await,
        TrashKind::Note => notes::restore(tx, NoteId(id)).await,
        TrashKind::NextStep => next_steps::restore(tx, NextStepId(id)).await,
        TrashKind::Attachment => attachments::restore(tx, AttachmentId(id)).await,
        TrashKind::Confidentiality => confidentiality::restore(tx, ConfidentialityId(id)).await,
    }
}

/// What a record belongs to, and whether that is in the trash.
async fn parent_of(tx: &Tx, (kind, id): TrashRef) -> Result<Option<(TrashRef, bool)>, StoreError> {
    let text = match kind {
        TrashKind::Account | TrashKind::Person => return Ok(None),
        TrashKind::Interaction => {
            "SELECT 'account' AS entity, account_id AS entity_id FROM interactions WHERE id = $1"
        }
        TrashKind::NextStep => {
            "SELECT 'account' AS entity, account_id AS entity_id FROM next_steps WHERE id = $1"
        }
        TrashKind::Note => {
            "SELECT CASE WHEN account_id IS NULL THEN 'person' ELSE 'account' END AS entity,
                 COALESCE(account_id, person_id) AS entity_id FROM notes WHERE id = $1"
        }
        TrashKind::Attachment => "SELECT entity, entity_id FROM attachments WHERE id = $1",
        TrashKind::Confidentiality => {
            "SELECT 'account' AS entity, account_id AS entity_id FROM confidentiality_agreements
             WHERE id = $1"
        }
    };
    let found = sql::one(
        tx,
        "finding what a record belongs to",
        text,
        binds![id],
        |row| {
            let kind = row.word("entity", TrashKind::from_code)?;
            Ok(row.uuid_if_any("entity_id")?.map(|id| (kind, id)))
        },
    );
    let Some(parent) = found.await?.flatten() else {
        return Ok(None);
    };
    let text = format!(
        "SELECT id FROM {} WHERE id = $1 AND deleted_at IS NOT NULL",
        table(parent.0)
    );
    let there = sql::one(
        tx,
        "looking into the trash",
        &text,
        binds![parent.1],
        |row| row.uuid("id"),
    );
    Ok(Some((parent, there.await?.is_some())))
}
