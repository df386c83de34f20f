//! What was recorded of executions, as a list and one by one.

use clientela_domain::day::Date;
use clientela_domain::execution::EventKind;
use clientela_domain::ids::{AccountId, ExecutionEventId};
use clientela_store::execution_events::{self, EventFilter, EventKey, ExecutionEvent};
use clientela_store::{Permission, Viewer};
use uuid::Uuid;

use crate::answers::execution::{EventAnswer, EventsAnswer};
use crate::answers::happenings::NamedAnswer;
use crate::context::Context;
use crate::error::AppError;

/// Which events.
#[derive(Clone, Debug, Default)]
pub struct EventQuery {
    /// At which client.
    pub account: Option<AccountId>,
    /// Of which kind.
    pub kind: Option<EventKind>,
    /// On or after this day.
    pub from: Option<Date>,
    /// Up to this day.
    pub to: Option<Date>,
    /// Those that were withdrawn, too.
    pub withdrawn: bool,
    /// After this one.
    pub cursor: Option<EventKey>,
    /// At most so many.
    pub limit: u64,
}

/// An event with its names.
#[derive(Clone, Debug)]
pub struct EventLine {
    /// The event.
    pub event: ExecutionEvent,
    /// Name of its client.
    pub account_name: String,
    /// Name of who wrote it; empty for the program.
    pub author_name: String,
    /// This viewer may change it.
    pub may_edit: bool,
    /// This viewer may withdraw or reinstate it.
    pub may_withdraw: bool,
}

/// A page of events.
#[derive(Clone, Debug, Default)]
pub struct EventPage {
    /// The events, the latest first.
    pub lines: Vec<EventLine>,
    /// Where the next page begins.
    pub next: Option<EventKey>,
    /// How many fit.
    pub matching: u64,
}

/// A page of events the viewer may see.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_events(
    context: &Context,
    viewer: &Viewer,
    query: &EventQuery,
) -> Result<EventPage, AppError> {
    let read = context.store.read(viewer);
    let filter = EventFilter {
        account: query.account,
        kind: query.kind,
        from: query.from,
        to: query.to,
        withdrawn: query.withdrawn,
    };
    let mut found = execution_events::list(&read, &filter, query.cursor, query.limit + 1).await?;
    let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| EventKey {
        day: last.event.recorded.day,
        id: last.id.0,
    });
    Ok(EventPage {
        lines: with_names(context, viewer, found).await?,
        next,
        matching: execution_events::count(&read, &filter).await?,
    })
}

/// An event.
///
/// # Errors
/// [`AppError::NotFound`] when the viewer may see no such event.
pub async fn show_event(
    context: &Context,
    viewer: &Viewer,
    id: ExecutionEventId,
) -> Result<EventLine, AppError> {
    let found = execution_events::get(&context.store.read(viewer), id).await?;
    let found = found.ok_or(AppError::NotFound("execution_event"))?;
    let mut lines = with_names(context, viewer, vec![found]).await?;
    lines.pop().ok_or(AppError::NotFound("execution_event"))
}

async fn with_names(
    context: &Context,
    viewer: &Viewer,
    found: Vec<ExecutionEvent>,
) -> Result<Vec<EventLine>, AppError> {
    let state = context.book_state(viewer).await?;
    let colleagues = context.colleagues(viewer).await?;
    let may_edit = viewer.may(Permission::EditAccounts);
    let line = |event: ExecutionEvent| {
        let author = event.created_by;
        let own = author.is_some() && author == viewer.user;
        let named = colleagues.iter().find(|one| Some(one.id) == author);
        EventLine {
            account_name: state.directory.name_of(event.event.account_id).to_owned(),
            author_name: named.map_or_else(String::new, |one| one.name.clone()),
            may_edit: may_edit && !event.withdrawn,
            may_withdraw: may_edit && (own || viewer.may(Permission::EditOthersWords)),
            event,
        }
    };
    Ok(found.into_iter().map(line).collect())
}

/// The place of an event in a list, as text.
#[must_use]
pub fn cursor_text(key: &EventKey) -> String {
    format!("{}_{}", key.day, key.id)
}

/// A place in a list out of its text.
#[must_use]
pub fn read_cursor(text: &str) -> Option<EventKey> {
    let (day, id) = text.split_once('_')?;
    Some(EventKey {
        day: day.parse().ok()?,
        id: Uuid::try_parse(id).ok()?,
    })
}

impl EventPage {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> EventsAnswer {
        EventsAnswer {
            events: self.lines.iter().map(EventLine::answer).collect(),
            next: self.next.as_ref().map(cursor_text),
            matching: self.matching,
        }
    }
}

impl EventLine {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> EventAnswer {
        let own = &self.event.event.recorded;
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let amount = |one: Option<clientela_domain::amount::Amount>| one.map(|one| one.to_string());
        EventAnswer {
            id: self.event.id.to_string(),
            account: NamedAnswer {
                id: self.event.event.account_id.to_string(),
                name: self.account_name.clone(),
            },
            kind: own.kind.code().to_owned(),
            day: own.day.to_string(),
            document: own.document.clone(),
            what: own.what.clone(),
            class: own.class.clone(),
            requested_day: day(own.requested_day),
            promised_day: day(own.promised_day),
            done_day: day(own.done_day),
            ordered: amount(own.ordered),
            delivered: amount(own.delivered),
            received: amount(own.received),
            defects: own.defects,
            moved_by: own.moved_by.map(|party| party.code().to_owned()),
            reason: own.reason.clone(),
            note: self.event.event.note.clone(),
            withdrawn: self.event.withdrawn,
            version: self.event.version,
        }
    }
}
