//! People write down what happened to promises: a delivery, a day that was moved, a complaint, a quality count, a
//! service.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::execution::{EventKind, Recorded};
use clientela_domain::ids::{AccountId, ExecutionEventId};
use clientela_domain::obligations::Party;
use clientela_domain::typed_day::Side;
use clientela_store::execution_events::{self, NewExecutionEvent};
use clientela_store::{Permission, StoreError, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::follow_agreements::follow_account_or_log;
use crate::keep_gifts::any_day;
use crate::keep_obligations::{optional, past_day};
use crate::list_executions::show_event;
use crate::log_interaction::invalid;

/// An event as somebody writes it; days as typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventDraft {
    /// What.
    pub kind: EventKind,
    /// When it was noted, or a complaint made; today when empty.
    pub day: String,
    /// Number of the order or the document.
    pub document: String,
    /// The goods, the service.
    pub what: String,
    /// What a complaint is about.
    pub class: String,
    /// The day the client asked for.
    pub requested_day: String,
    /// The day promised; of a moved one, the new day.
    pub promised_day: String,
    /// The day it was done; of a complaint, the day it was resolved.
    pub done_day: String,
    /// Quantity ordered.
    pub ordered: Option<Amount>,
    /// Quantity delivered; of a quality count, the units looked at.
    pub delivered: Option<Amount>,
    /// Quantity the client accepted.
    pub received: Option<Amount>,
    /// Defective units.
    pub defects: Option<u32>,
    /// Who moved the day.
    pub moved_by: Option<Party>,
    /// Why.
    pub reason: String,
    /// More about it.
    pub note: String,
}

impl EventDraft {
    /// A draft of a kind, everything else open.
    #[must_use]
    pub const fn new(kind: EventKind) -> Self {
        Self {
            kind,
            day: String::new(),
            document: String::new(),
            what: String::new(),
            class: String::new(),
            requested_day: String::new(),
            promised_day: String::new(),
            done_day: String::new(),
            ordered: None,
            delivered: None,
            received: None,
            defects: None,
            moved_by: None,
            reason: String::new(),
            note: String::new(),
        }
    }

    /// The draft that an event stands for.
    #[must_use]
    pub fn of(event: &NewExecutionEvent) -> Self {
        let own = event.recorded.clone();
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            kind: own.kind,
            day: own.day.to_string(),
            requested_day: day(own.requested_day),
            promised_day: day(own.promised_day),
            done_day: day(own.done_day),
            document: own.document,
            what: own.what,
            class: own.class,
            ordered: own.ordered,
            delivered: own.delivered,
            received: own.received,
            defects: own.defects,
            moved_by: own.moved_by,
            reason: own.reason,
            note: event.note.clone(),
        }
    }
}

fn checked(
    context: &Context,
    account: AccountId,
    draft: &EventDraft,
) -> Result<NewExecutionEvent, AppError> {
    let today = context.clock.today();
    let done_day = match draft.done_day.trim() {
        "" => None,
        text => Some(past_day("done_day", text, today)?),
    };
    let recorded = Recorded {
        kind: draft.kind,
        day: past_day("day", &draft.day, today)?,
        document: optional("document", &draft.document)?,
        what: optional("what", &draft.what)?,
        class: optional("class", &draft.class)?,
        requested_day: any_day("requested_day", &draft.requested_day, today, Side::Ahead)?,
        promised_day: any_day("promised_day", &draft.promised_day, today, Side::Ahead)?,
        done_day,
        ordered: draft.ordered,
        delivered: draft.delivered,
        received: draft.received,
        defects: draft.defects,
        moved_by: draft.moved_by,
        reason: optional("reason", &draft.reason)?,
    };
    if let Some((field, code)) = recorded.flaw() {
        return Err(invalid(field, code, ""));
    }
    Ok(NewExecutionEvent {
        account_id: account,
        recorded,
        note: optional("note", &draft.note)?,
    })
}

/// Writes an event down.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client;
/// [`AppError::Forbidden`].
pub async fn write_event(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &EventDraft,
) -> Result<ExecutionEventId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, account, draft)?;
    let written = context.store.write_with(viewer, new, |tx, new| {
        Box::pin(execution_events::create(tx, new))
    });
    let id = written.await?;
    follow_account_or_log(context, account).await;
    Ok(id)
}

/// Changes an event that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_event`]; [`AppError::Stale`]; [`AppError::NotNow`] for what is withdrawn.
pub async fn change_event(
    context: &Context,
    viewer: &Viewer,
    id: ExecutionEventId,
    draft: &EventDraft,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_event(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    if before.event.withdrawn {
        return Err(AppError::NotNow("execution-event-state"));
    }
    // The kind of an event stays: another one has other fields.
    let draft = EventDraft {
        kind: before.event.event.recorded.kind,
        ..draft.clone()
    };
    let account = before.event.event.account_id;
    let new = checked(context, account, &draft)?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(execution_events::change(tx, id, new, version))
    });
    let version = changed.await?;
    follow_account_or_log(context, account).await;
    Ok(version)
}

/// Withdraws an event that was written down by mistake; returns the new version.
///
/// # Errors
/// [`AppError::Forbidden`] for others' words; [`AppError::NotNow`]; [`AppError::NotFound`];
/// [`AppError::Stale`].
pub async fn withdraw_event(
    context: &Context,
    viewer: &Viewer,
    id: ExecutionEventId,
    version: Option<i64>,
) -> Result<i64, AppError> {
    let withdrawn = context.store.write(viewer, move |tx| {
        Box::pin(execution_events::withdraw(tx, id, version))
    });
    let version = withdrawn.await.map_err(in_words)?;
    followed(context, viewer, id).await?;
    Ok(version)
}

/// Takes a withdrawal back; returns the new version.
///
/// # Errors
/// As [`withdraw_event`].
pub async fn reinstate_event(
    context: &Context,
    viewer: &Viewer,
    id: ExecutionEventId,
    version: Option<i64>,
) -> Result<i64, AppError> {
    let reinstated = context.store.write(viewer, move |tx| {
        Box::pin(execution_events::reinstate(tx, id, version))
    });
    let version = reinstated.await.map_err(in_words)?;
    followed(context, viewer, id).await?;
    Ok(version)
}

/// Follows the agreements of the client an event is about.
async fn followed(
    context: &Context,
    viewer: &Viewer,
    id: ExecutionEventId,
) -> Result<(), AppError> {
    let of = show_event(context, viewer, id).await?;
    follow_account_or_log(context, of.event.event.account_id).await;
    Ok(())
}

fn in_words(error: StoreError) -> AppError {
    match error {
        StoreError::Transition { .. } => AppError::NotNow("execution-event-state"),
        other => other.into(),
    }
}
