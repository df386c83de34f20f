//! What is recorded of the execution of promises, one by one: deliveries, days that were moved, complaints,
//! quality counts, services.
//!
//! An event is seen with its client. Nobody deletes it: what was written by mistake is withdrawn, stays, and
//! counts nowhere.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::execution::{EventKind, Recorded};
use clientela_domain::ids::{AccountId, ExecutionEventId, ImportId, UserId};
use clientela_domain::obligations::Party;
use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::accounts;
use crate::error::StoreError;
use crate::happenings::{differences, require_author};
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Row, Values, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::{Permission, Viewer};

mod brought;
mod list;

pub use brought::{
    BroughtEvent, KnownEvents, create_brought, known_of, remove_left_behind, taken_codes,
};
pub use list::{EventFilter, EventKey, count, list, recorded};

/// An event as people write it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct NewExecutionEvent {
    /// At which client.
    pub account_id: AccountId,
    /// What was recorded.
    pub recorded: Recorded,
    /// More about it; may be empty.
    pub note: String,
}

/// An event in the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExecutionEvent {
    /// Which one.
    pub id: ExecutionEventId,
    /// What was written.
    pub event: NewExecutionEvent,
    /// Written by mistake: it counts nowhere.
    pub withdrawn: bool,
    /// Who wrote it.
    pub created_by: Option<UserId>,
    /// When it was written.
    pub created_at: Timestamp,
    /// Part of a sample book.
    pub is_sample: bool,
    /// Grows with every change.
    pub version: i64,
}

pub(crate) const COLUMNS: &str = "execution_events.id, execution_events.account_id,
    execution_events.kind, execution_events.day, execution_events.document, execution_events.what,
    execution_events.class, execution_events.requested_day, execution_events.promised_day,
    execution_events.done_day, execution_events.ordered, execution_events.delivered,
    execution_events.received, execution_events.defects, execution_events.moved_by,
    execution_events.reason, execution_events.note, execution_events.withdrawn,
    execution_events.created_by, execution_events.created_at, execution_events.is_sample,
    execution_events.version";

/// The condition that leaves only events the viewer may see; `execution_events` is the table's name.
pub(crate) fn visible(viewer: &Viewer, values: &mut Values) -> String {
    accounts::seen_by(viewer, "execution_events.account_id", values)
}

/// Writes an event down; its account then counts as touched.
///
/// # Errors
/// [`StoreError::Missing`] without such an account; [`StoreError::Forbidden`].
pub async fn create(tx: &mut Tx, new: &NewExecutionEvent) -> Result<ExecutionEventId, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    accounts::touch(tx, new.account_id).await?;
    let id = ExecutionEventId(new_id(tx.at()));
    let row = StoredEvent {
        id,
        new,
        author: tx.viewer().user,
        created_at: tx.at(),
        is_sample: false,
        import: None,
    };
    insert(tx, &[row]).await?;
    tx.journal(JournalEntry::new("created", "execution_event", id).after(as_json(new)))
        .await?;
    Ok(id)
}

/// One row to be inserted.
pub(crate) struct StoredEvent<'a> {
    pub id: ExecutionEventId,
    pub new: &'a NewExecutionEvent,
    pub author: Option<UserId>,
    pub created_at: Timestamp,
    pub is_sample: bool,
    pub import: Option<ImportId>,
}

pub(crate) async fn insert(tx: &Tx, rows: &[StoredEvent<'_>]) -> Result<(), StoreError> {
    let head = "INSERT INTO execution_events (id, account_id, kind, day, document, what, class,
        requested_day, promised_day, done_day, ordered, delivered, received, defects, moved_by, reason,
        note, withdrawn, is_sample, created_by, created_by_import, brought_version, created_at, version)";
    sql::insert_many(tx, "writing execution events", (head, ""), rows, |row| {
        let mut values = binds![row.id.0, row.new.account_id.0];
        values.extend(written(row.new));
        values.extend(binds![
            false,
            row.is_sample,
            row.author.map(|user| user.0),
            row.import.map(|import| import.0),
            row.import.map(|_| 1_i64),
            row.created_at,
            1_i64,
        ]);
        values
    })
    .await?;
    Ok(())
}

/// What people write, in the order of the columns.
fn written(new: &NewExecutionEvent) -> Values {
    let own = &new.recorded;
    let text = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    binds![
        own.kind.code(),
        own.day,
        &own.document,
        &own.what,
        &own.class,
        own.requested_day,
        own.promised_day,
        own.done_day,
        text(own.ordered),
        text(own.delivered),
        text(own.received),
        own.defects.map(i64::from),
        own.moved_by.map(|party| party.code().to_owned()),
        &own.reason,
        &new.note,
    ]
}

/// Changes an event somebody read at `version`; its account and kind stay. Returns the new version.
///
/// # Errors
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn change(
    tx: &mut Tx,
    id: ExecutionEventId,
    new: &NewExecutionEvent,
    version: i64,
) -> Result<i64, StoreError> {
    change_as(tx, "changed", (id, version), new).await
}

/// As [`change`], under this word of the journal.
pub(crate) async fn change_as(
    tx: &mut Tx,
    action: &'static str,
    (id, version): (ExecutionEventId, i64),
    new: &NewExecutionEvent,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, Some(version)).await?;
    let version = rewrite(tx, action, &before, new).await?;
    accounts::touch(tx, before.event.account_id).await?;
    Ok(version)
}

/// Writes what an event is from now on; the caller knows that it may. Returns the new version.
async fn rewrite(
    tx: &mut Tx,
    action: &'static str,
    before: &ExecutionEvent,
    new: &NewExecutionEvent,
) -> Result<i64, StoreError> {
    let (id, version, old) = (before.id, before.version, &before.event);
    let mut kept = NewExecutionEvent {
        account_id: old.account_id,
        ..new.clone()
    };
    kept.recorded.kind = old.recorded.kind;
    let text = "UPDATE execution_events SET kind = $3, day = $4, document = $5, what = $6, class = $7,
            requested_day = $8, promised_day = $9, done_day = $10, ordered = $11, delivered = $12,
            received = $13, defects = $14, moved_by = $15, reason = $16, note = $17, is_sample = $18,
            version = version + 1
        WHERE id = $1 AND version = $2";
    let mut values = binds![id.0, version];
    values.extend(written(&kept));
    values.extend(binds![false]);
    if sql::execute(tx, "changing an execution event", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    let (was, is) = differences(&as_json(old), &as_json(&kept));
    let entry = JournalEntry::new(action, "execution_event", id)
        .before(was)
        .after(is);
    tx.journal(entry).await?;
    Ok(version + 1)
}

/// An event that was written down by mistake: it stays and counts nowhere. Returns the new version.
///
/// # Errors
/// [`StoreError::Transition`] for what is withdrawn; [`StoreError::Forbidden`] for others' words without
/// the permission to change them; [`StoreError::Stale`]; [`StoreError::Missing`].
pub async fn withdraw(
    tx: &mut Tx,
    id: ExecutionEventId,
    version: Option<i64>,
) -> Result<i64, StoreError> {
    turn(tx, id, version, true).await
}

/// An event that was withdrawn by mistake: it counts again. Returns the new version.
///
/// # Errors
/// As [`withdraw`].
pub async fn reinstate(
    tx: &mut Tx,
    id: ExecutionEventId,
    version: Option<i64>,
) -> Result<i64, StoreError> {
    turn(tx, id, version, false).await
}

async fn turn(
    tx: &mut Tx,
    id: ExecutionEventId,
    version: Option<i64>,
    withdrawn: bool,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    require_author(tx, before.created_by.map(|user| user.0))?;
    let word = |withdrawn| if withdrawn { "withdrawn" } else { "recorded" };
    if before.withdrawn == withdrawn {
        return Err(StoreError::Transition {
            entity: "execution_event",
            from: word(before.withdrawn),
            to: word(withdrawn),
        });
    }
    let text = "UPDATE execution_events SET withdrawn = $2, version = version + 1 WHERE id = $1";
    sql::execute(tx, "withdrawing an event", text, binds![id.0, withdrawn]).await?;
    accounts::touch(tx, before.event.account_id).await?;
    let action = if withdrawn { "withdrawn" } else { "reinstated" };
    tx.journal(JournalEntry::new(action, "execution_event", id))
        .await?;
    Ok(before.version + 1)
}

async fn editable(
    tx: &Tx,
    id: ExecutionEventId,
    version: Option<i64>,
) -> Result<ExecutionEvent, StoreError> {
    tx.viewer().require(Permission::EditAccounts)?;
    let found = get(tx, id).await?;
    let found = found.ok_or(StoreError::Missing("execution_event"))?;
    match version {
        Some(version) if version != found.version => Err(StoreError::Stale),
        _ => Ok(found),
    }
}

/// An event.
///
/// # Errors
/// When the database refuses.
pub async fn get(
    reader: &dyn Reader,
    id: ExecutionEventId,
) -> Result<Option<ExecutionEvent>, StoreError> {
    let mut values = binds![id.0];
    let text = format!(
        "SELECT {COLUMNS} FROM execution_events WHERE execution_events.id = $1 AND {}",
        visible(reader.viewer(), &mut values)
    );
    sql::one(
        reader,
        "reading an execution event",
        &text,
        values,
        read_event,
    )
    .await
}

/// An event field by field, by the names of the journal.
#[must_use]
pub fn as_json(new: &NewExecutionEvent) -> Json {
    let own = &new.recorded;
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let amount = |amount: Option<Amount>| amount.map(|amount| amount.to_string());
    json!({
        "account": new.account_id.to_string(),
        "execution_kind": own.kind.code(),
        "day": own.day.to_string(),
        "document": own.document,
        "what": own.what,
        "class": own.class,
        "requested_day": day(own.requested_day),
        "promised_day": day(own.promised_day),
        "done_day": day(own.done_day),
        "ordered": amount(own.ordered),
        "delivered": amount(own.delivered),
        "received": amount(own.received),
        "defects": own.defects,
        "moved_by": own.moved_by.map(Party::code),
        "reason": own.reason,
        "note": new.note,
    })
}

pub(crate) fn read_recorded(row: &Row) -> Result<Recorded, StoreError> {
    let defects = row.integer_if_any("defects")?;
    Ok(Recorded {
        kind: row.word("kind", EventKind::from_code)?,
        day: row.day("day")?,
        document: row.text("document")?,
        what: row.text("what")?,
        class: row.text("class")?,
        requested_day: row.day_if_any("requested_day")?,
        promised_day: row.day_if_any("promised_day")?,
        done_day: row.day_if_any("done_day")?,
        ordered: row.word_if_any("ordered", Amount::parse)?,
        delivered: row.word_if_any("delivered", Amount::parse)?,
        received: row.word_if_any("received", Amount::parse)?,
        defects: defects.and_then(|defects| u32::try_from(defects).ok()),
        moved_by: row.word_if_any("moved_by", Party::from_code)?,
        reason: row.text("reason")?,
    })
}

pub(crate) fn read_event(row: &Row) -> Result<ExecutionEvent, StoreError> {
    Ok(ExecutionEvent {
        id: ExecutionEventId(row.uuid("id")?),
        event: NewExecutionEvent {
            account_id: AccountId(row.uuid("account_id")?),
            recorded: read_recorded(row)?,
            note: row.text("note")?,
        },
        withdrawn: row.truth("withdrawn")?,
        created_by: row.uuid_if_any("created_by")?.map(UserId),
        created_at: row.instant("created_at")?,
        is_sample: row.truth("is_sample")?,
        version: row.integer("version")?,
    })
}
