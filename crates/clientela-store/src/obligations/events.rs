//! What happens to an obligation: entries of a list that only grows.

use std::collections::HashMap;

use clientela_domain::event_day::{EventDay, ToldDay};
use clientela_domain::ids::{ObligationEventId, ObligationId, UserId};
use clientela_domain::obligations::{Deed, Entry, Event, Group, Refusal, State, admit};
use serde_json::json;
use uuid::Uuid;

use super::{
    Beginning, NewObligation, Obligation, ObligationEvent, create_in_place_of, editable, settled,
    successor,
};
use crate::accounts;
use crate::error::StoreError;
use crate::happenings::require_author;
use crate::journal::JournalEntry;
use crate::new_id::new_id;
use crate::sql::{self, Bind, Row, binds};
use crate::transaction::{Reader, Tx};
use crate::viewer::Permission;

/// Something that happened to an obligation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewEvent {
    /// What.
    pub event: Event,
    /// On which day, as it is told.
    pub day: ToldDay,
    /// Proof, or a reason; may be empty.
    pub note: String,
}

pub(super) async fn insert(
    tx: &Tx,
    rows: &[(ObligationId, &ObligationEvent)],
) -> Result<(), StoreError> {
    let head = "INSERT INTO obligation_events (id, obligation_id, event, takes_back_id, day, note,
        author_id, created_at, told_day)";
    sql::insert_many(
        tx,
        "writing what happened to an obligation",
        (head, ""),
        rows,
        |(obligation, event)| {
            let (happened, taken_back) = match event.entry.deed {
                Deed::Happened(event) => (Some(event.code()), None),
                Deed::TakenBack(id) => (None, Some(id.0)),
            };
            binds![
                event.entry.id.0,
                obligation.0,
                happened,
                taken_back,
                event.entry.day,
                &event.note,
                event.author_id.map(|user| user.0),
                event.entry.at,
                event.told.map(|told| told.to_string()),
            ]
        },
    )
    .await?;
    Ok(())
}

/// Completes obligations the viewer has been shown with their events.
pub(super) async fn add(
    reader: &dyn Reader,
    obligations: &mut [Obligation],
) -> Result<(), StoreError> {
    let mut events: HashMap<Uuid, Vec<ObligationEvent>> = HashMap::new();
    for chunk in obligations.chunks(sql::KEYS_MAX) {
        let text = format!(
            "SELECT id, obligation_id, event, takes_back_id, day, note, author_id, created_at,
                 told_day
             FROM obligation_events WHERE obligation_id IN ({}) ORDER BY obligation_id, day, id",
            sql::list(1, chunk.len())
        );
        let values = chunk.iter().map(|one| one.id.0.bind()).collect();
        let operation = "reading what happened to obligations";
        for (of, event) in sql::all(reader, operation, &text, values, read_event).await? {
            events.entry(of).or_default().push(event);
        }
    }
    for one in obligations {
        one.events = events.remove(&one.id.0).unwrap_or_default();
    }
    Ok(())
}

fn read_event(row: &Row) -> Result<(Uuid, ObligationEvent), StoreError> {
    let happened = row.word_if_any("event", Event::from_code)?;
    let taken_back = row.uuid_if_any("takes_back_id")?.map(ObligationEventId);
    let deed = match (happened, taken_back) {
        (Some(event), _) => Deed::Happened(event),
        (None, Some(id)) => Deed::TakenBack(id),
        (None, None) => {
            return Err(StoreError::Inconsistent {
                what: "event",
                value: String::new(),
            });
        }
    };
    let event = ObligationEvent {
        entry: Entry {
            id: ObligationEventId(row.uuid("id")?),
            deed,
            day: row.day("day")?,
            at: row.instant("created_at")?,
        },
        told: row.word_if_any("told_day", EventDay::parse)?,
        note: row.text("note")?,
        author_id: row.uuid_if_any("author_id")?.map(UserId),
    };
    Ok((row.uuid("obligation_id")?, event))
}

/// Writes down what happened to an obligation. Both agreeing on something else is [`renegotiate`].
/// Returns the new version.
///
/// # Errors
/// [`StoreError::Transition`] when that cannot have happened to it; [`StoreError::Stale`];
/// [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn record(
    tx: &mut Tx,
    id: ObligationId,
    new: &NewEvent,
    version: Option<i64>,
) -> Result<i64, StoreError> {
    let before = editable(tx, id, version).await?;
    if new.event == Event::Renegotiate {
        return Err(refused(settled_state(&before), new.event));
    }
    append(tx, &before, new).await
}

/// Both sides agreed on something else: the promise ends, and another one stands in its place.
/// Returns the new one.
///
/// # Errors
/// As [`record`] and [`super::create`].
pub async fn renegotiate(
    tx: &mut Tx,
    id: ObligationId,
    (day, note): (ToldDay, &str),
    new: &NewObligation,
    version: Option<i64>,
) -> Result<ObligationId, StoreError> {
    let before = editable(tx, id, version).await?;
    let event = NewEvent {
        event: Event::Renegotiate,
        day,
        note: note.to_owned(),
    };
    append(tx, &before, &event).await?;
    let new = NewObligation {
        account_id: before.obligation.account_id,
        ..new.clone()
    };
    create_in_place_of(tx, &new, Beginning::Accepted, Some(id)).await
}

fn settled_state(of: &Obligation) -> State {
    settled(&of.obligation.terms(), &of.entries())
}

fn refused(from: State, event: Event) -> StoreError {
    StoreError::Transition {
        entity: "obligation",
        from: from.code(),
        to: event.code(),
    }
}

async fn append(tx: &mut Tx, before: &Obligation, new: &NewEvent) -> Result<i64, StoreError> {
    if before.obligation.is_gift || !new.event.is_said() {
        return Err(refused(settled_state(before), new.event));
    }
    let event = of_now(tx, Deed::Happened(new.event), new.day, &new.note);
    let state = write(tx, before, std::slice::from_ref(&event)).await?;
    let entry = JournalEntry::new("changed", "obligation", before.id)
        .before(json!({ "state": settled_state(before).code() }))
        .after(json!({ "state": state.code(), "day": new.day.to_string(), "note": new.note }));
    tx.journal(entry).await?;
    Ok(before.version + 1)
}

pub(super) fn of_now(tx: &Tx, deed: Deed, day: ToldDay, note: &str) -> ObligationEvent {
    ObligationEvent {
        entry: Entry {
            id: ObligationEventId(new_id(tx.at())),
            deed,
            day: day.civil(),
            at: tx.at(),
        },
        told: day.told().copied(),
        note: note.to_owned(),
        author_id: tx.viewer().user,
    }
}

/// Adds entries to a list that must be possible together with what stands in it; its account then counts as
/// touched.
async fn write(tx: &Tx, before: &Obligation, new: &[ObligationEvent]) -> Result<State, StoreError> {
    let state = extend(tx, before, new).await?;
    accounts::touch(tx, before.obligation.account_id).await?;
    Ok(state)
}

/// As [`write`], whoever says so.
pub(super) async fn extend(
    tx: &Tx,
    before: &Obligation,
    new: &[ObligationEvent],
) -> Result<State, StoreError> {
    let terms = before.obligation.terms();
    let entries: Vec<Entry> = new.iter().map(|event| event.entry).collect();
    let known = admit(&terms, &before.entries(), &entries)
        .map_err(|Refusal { event, state, .. }| refused(state, event))?;
    let rows: Vec<(ObligationId, &ObligationEvent)> =
        new.iter().map(|event| (before.id, event)).collect();
    insert(tx, &rows).await?;
    let text = "UPDATE obligations SET state = $3, is_sample = $4, version = version + 1
        WHERE id = $1 AND version = $2";
    let values = binds![before.id.0, before.version, known.state.code(), false];
    if sql::execute(tx, "changing an obligation", text, values).await? != 1 {
        return Err(StoreError::Stale);
    }
    Ok(known.state)
}

/// The entry of a list that was written last and still counts.
fn latest(of: &Obligation) -> Option<&ObligationEvent> {
    let taken_back = |id: ObligationEventId| {
        let takes = |event: &ObligationEvent| event.entry.deed == Deed::TakenBack(id);
        of.events.iter().any(takes)
    };
    of.events
        .iter()
        .filter(|event| matches!(event.entry.deed, Deed::Happened(_)))
        .filter(|event| !taken_back(event.entry.id))
        .max_by_key(|event| (event.entry.at, event.entry.id))
}

/// Takes back what was written last: it was a mistake, and stays in the list as such. Taking back the
/// beginning withdraws the obligation; taking back a new agreement withdraws what was agreed. Who did
/// not write it, or takes back a promise whose day has passed, needs
/// [`Permission::EditOthersWords`].
///
/// # Errors
/// [`StoreError::Transition`] when nothing is left to take back, or something rests on it;
/// [`StoreError::Stale`]; [`StoreError::Missing`]; [`StoreError::Forbidden`].
pub async fn take_back(
    tx: &mut Tx,
    id: ObligationId,
    note: &str,
    version: Option<i64>,
) -> Result<(), StoreError> {
    let before = editable(tx, id, version).await?;
    let state = settled_state(&before);
    let nothing = || refused(state, Event::Withdraw);
    let last = latest(&before).ok_or_else(nothing)?.clone();
    let Deed::Happened(event) = last.entry.deed else {
        return Err(nothing());
    };
    if state.group() == Group::Ended {
        return Err(nothing());
    }
    require_author(tx, last.author_id.map(|user| user.0))?;
    if event == Event::Renegotiate
        && let Some(new) = successor(tx, id).await?
    {
        if new.version != 1 {
            return Err(nothing());
        }
        withdraw(tx, &new, note).await?;
    }
    let is_beginning = matches!(event, Event::AcceptUnconditional | Event::AcceptConditional);
    if is_beginning || before.obligation.is_gift {
        let day = tx.viewer().day();
        let passed = before.obligation.due_day.is_some_and(|due| due < day);
        if passed && !before.obligation.is_gift {
            tx.viewer().require(Permission::EditOthersWords)?;
        }
        return withdraw(tx, &before, note).await;
    }
    let back = of_now(tx, Deed::TakenBack(last.entry.id), last.day(), note);
    let state_now = write(tx, &before, std::slice::from_ref(&back)).await?;
    let entry = JournalEntry::new("changed", "obligation", id)
        .before(json!({ "state": state.code() }))
        .after(json!({ "state": state_now.code(), "note": note }));
    tx.journal(entry).await
}

/// An obligation that was written by mistake: all of its entries are taken back, and it is withdrawn.
async fn withdraw(tx: &mut Tx, of: &Obligation, note: &str) -> Result<(), StoreError> {
    let state = settled_state(of);
    let mut new: Vec<ObligationEvent> = Vec::new();
    let counts = |id: ObligationEventId| {
        let takes = |event: &ObligationEvent| event.entry.deed == Deed::TakenBack(id);
        !of.events.iter().any(takes)
    };
    for event in &of.events {
        if matches!(event.entry.deed, Deed::Happened(_)) && counts(event.entry.id) {
            let deed = Deed::TakenBack(event.entry.id);
            new.push(of_now(tx, deed, event.day(), note));
        }
    }
    let day = of.obligation.made_on;
    new.push(of_now(tx, Deed::Happened(Event::Withdraw), day, note));
    let now = write(tx, of, &new).await?;
    let entry = JournalEntry::new("changed", "obligation", of.id)
        .before(json!({ "state": state.code() }))
        .after(json!({ "state": now.code(), "note": note }));
    tx.journal(entry).await
}
