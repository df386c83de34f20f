//! What was recorded of executions one by one: a list, and each event in the form it was written in.

mod form;

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use clientela_domain::execution::EventKind;
use clientela_domain::ids::{AccountId, ExecutionEventId};
use clientela_texts::{Texts, format};

use self::form::{EventForm, kind_options, mover_options};
use super::conflict::{self, Conflict, FieldVersion};
use super::happening_parts::{Undoable, undo_notice};
use super::shared::SelectOption;
use super::{done, done_with_undo};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::execution::{EventLine, EventPage, EventQuery, cursor_text, read_cursor};

/// Events of one page.
const EVENTS_PER_PAGE: u64 = 50;

/// The addresses.
pub(crate) fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::EXECUTION_EVENTS, get(list))
        .route(urls::EXECUTION_EVENT_NEW, get(new).post(write))
        .route("/execution/events/{id}", get(show).post(change))
        .route("/execution/events/{id}/{deed}", post(act))
}

#[derive(Template)]
#[template(path = "execution_events.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    found: EventPage,
    kind: Option<EventKind>,
    withdrawn: bool,
    /// Of which client; id and name, both empty for all.
    account: (String, String),
    next: String,
    new: String,
}

struct EventRow {
    href: String,
    kind: String,
    day: String,
    account: String,
    account_href: String,
    document: String,
    what: String,
    promised: String,
    done: String,
    withdrawn: bool,
}

#[derive(Template)]
#[template(path = "execution_event.html")]
struct FormPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    /// The event; absent while a new one is written.
    line: Option<EventLine>,
    form: EventForm,
    /// The client as typed, or its name.
    account: String,
    errors: FieldErrors,
    version: i64,
    opened: Markup,
}

/// `GET /execution/events`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let account = AccountId::parse(fields.get("account"));
    let query = EventQuery {
        account,
        kind: EventKind::from_code(fields.get("kind")),
        withdrawn: fields.get("withdrawn") == "yes",
        cursor: read_cursor(fields.get("after")),
        limit: EVENTS_PER_PAGE,
        ..EventQuery::default()
    };
    let name = match account {
        Some(id) => state.desk.account_name(&visitor.user, id).await?,
        None => String::new(),
    };
    let found = state.desk.execution_events(&visitor.user, &query).await?;
    let frame = visitor.frame(visitor.t.get("execution-events"), Area::Execution);
    let after = found.next.as_ref().map(cursor_text);
    let page = ListPage {
        undo: undo_notice(&visitor, &frame)?,
        frame,
        t: visitor.t,
        next: after.map_or_else(String::new, |after| address(&query, &after)),
        new: match (visitor.user.may_edit, account) {
            (false, _) => String::new(),
            (true, Some(id)) => urls::execution_event_new_at(id),
            (true, None) => urls::EXECUTION_EVENT_NEW.to_owned(),
        },
        kind: query.kind,
        withdrawn: query.withdrawn,
        account: (fields.get("account").to_owned(), name),
        found,
    };
    Ok(render(&page)?.into_response())
}

fn address(query: &EventQuery, after: &str) -> String {
    let account = query.account.map(|id| id.to_string()).unwrap_or_default();
    let withdrawn = if query.withdrawn { "yes" } else { "" };
    urls::with_query(
        urls::EXECUTION_EVENTS,
        &[
            ("account", &account),
            ("kind", query.kind.map_or("", EventKind::code)),
            ("withdrawn", withdrawn),
            ("after", after),
        ],
    )
}

/// `GET /execution/events/new`
async fn new(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let fields = Fields::parse(&visitor.query);
    let name = match AccountId::parse(fields.get("account")) {
        Some(id) => state.desk.account_name(&visitor.user, id).await?,
        None => String::new(),
    };
    let page = new_page(&visitor, (EventForm::of(&fields), name), Vec::new());
    Ok(render(&page)?.into_response())
}

fn new_page(
    visitor: &SignedIn,
    (form, account): (EventForm, String),
    errors: FieldErrors,
) -> FormPage {
    FormPage {
        frame: visitor.frame(visitor.t.get("execution-event-new"), Area::Execution),
        t: visitor.t,
        undo: Markup::default(),
        line: None,
        form,
        account,
        errors,
        version: 0,
        opened: Markup::default(),
    }
}

/// `POST /execution/events/new`
async fn write(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let typed = fields.get("client").to_owned();
    let account = state.desk.find_account(&visitor.user, &typed).await?;
    let form = EventForm::of(&fields);
    let invalid = |(field, message)| DeskError::Invalid { field, message };
    let saved = match (account, form.draft()) {
        (None, _) => Err(invalid(("client", "add-client-unknown"))),
        (_, Err(fault)) => Err(invalid(fault)),
        (Some(account), Ok(draft)) => {
            let (desk, user) = (&state.desk, &visitor.user);
            desk.write_execution_event(user, account, &draft).await
        }
    };
    match saved {
        Ok(id) => {
            let there = Undoable::EventWritten(id).after(&urls::execution_event(id));
            Ok(Redirect::to(&there).into_response())
        }
        Err(DeskError::Invalid { field, message }) => {
            let page = new_page(&visitor, (form, typed), vec![(field, message)]);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /execution/events/{id}`
async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = ExecutionEventId::parse(&id).ok_or(WebError::NotFound)?;
    let line = state.desk.execution_event(&visitor.user, id).await?;
    let form = EventForm::of_event(&line);
    let mut page = page(&visitor, line, form, Vec::new())?;
    page.opened = conflict::opened(&page.versions());
    Ok(render(&page)?.into_response())
}

fn page(
    visitor: &SignedIn,
    line: EventLine,
    form: EventForm,
    errors: FieldErrors,
) -> Result<FormPage, WebError> {
    let frame = visitor.frame(visitor.t.get("execution-event"), Area::Execution);
    Ok(FormPage {
        undo: undo_notice(visitor, &frame)?,
        frame,
        t: visitor.t,
        account: line.account_name.clone(),
        version: line.event.version,
        opened: Markup::default(),
        line: Some(line),
        form,
        errors,
    })
}

/// `POST /execution/events/{id}`
async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = ExecutionEventId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let line = desk.execution_event(user, id).await?;
    visitor.require(user.may_edit)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let mut form = EventForm::of(&fields);
    form.kind = Some(line.event.event.recorded.kind);
    let saved = match form.draft() {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => desk.change_execution_event(user, id, &draft, version).await,
    };
    match saved {
        Ok(()) => done_with_undo(&state, &visitor, &urls::execution_event(id), "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let mut page = page(&visitor, line, form, vec![(field, message)])?;
            page.version = version;
            page.opened = conflict::still_opened(&fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(DeskError::Conflict) => {
            let now = desk.execution_event(user, id).await?;
            if now.event.version == version {
                return Err(WebError::Conflict);
            }
            compared(&state, &visitor, (now, form), &fields).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Somebody else changed it meanwhile.
async fn compared(
    state: &WebState,
    visitor: &SignedIn,
    (now, mine): (EventLine, EventForm),
    fields: &Fields,
) -> Result<Response, WebError> {
    let id = now.event.id;
    let name = format!("{}, {}", visitor.t.get("execution-event"), now.account_name);
    let theirs = page(visitor, now.clone(), EventForm::of_event(&now), Vec::new())?;
    let mine = page(visitor, now, mine, Vec::new())?;
    let conflict = Conflict {
        name,
        area: Area::Execution,
        record: ("execution_event", id.to_string()),
        action: urls::execution_event(id),
        back: urls::execution_event(id),
        version: theirs.version,
        fields,
        mine: mine.versions(),
        theirs: theirs.versions(),
    };
    conflict::page(state, visitor, conflict).await
}

/// `POST /execution/events/{id}/{deed}`: withdrawing, and taking that back.
async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, deed)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = ExecutionEventId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    desk.execution_event(user, id).await?;
    let version = fields.get("version").parse().ok();
    let there = urls::execution_event(id);
    match deed.as_str() {
        "withdraw" => {
            desk.turn_execution_event(user, id, true, version).await?;
            let there = Undoable::EventWithdrawn(id).after(&there);
            Ok(Redirect::to(&there).into_response())
        }
        "reinstate" => {
            desk.turn_execution_event(user, id, false, version).await?;
            Ok(done(&visitor, &there, "execution-event-reinstated"))
        }
        _ => Err(WebError::NotFound),
    }
}

impl ListPage {
    fn kinds(&self) -> Vec<SelectOption> {
        kind_options(self.t, self.kind)
    }

    fn headline(&self) -> String {
        let count = self.found.matching;
        self.t.with1("execution-events-count", "count", count)
    }

    fn rows(&self) -> Vec<EventRow> {
        let t = self.t;
        let day = |day: Option<clientela_domain::day::Date>| {
            day.map_or_else(String::new, |day| format::day(t.language, day))
        };
        let row = |line: &EventLine| {
            let own = &line.event.event.recorded;
            EventRow {
                href: urls::execution_event(line.event.id),
                kind: t.get(own.kind.message_id()).into_owned(),
                day: format::day(t.language, own.day),
                account: line.account_name.clone(),
                account_href: urls::account(line.event.event.account_id),
                document: own.document.clone(),
                what: own.what.clone(),
                promised: day(own.promised_day),
                done: day(own.done_day),
                withdrawn: line.event.withdrawn,
            }
        };
        self.found.lines.iter().map(row).collect()
    }
}

impl FormPage {
    fn is_new(&self) -> bool {
        self.line.is_none()
    }

    fn is_withdrawn(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.event.withdrawn)
    }

    /// The form can be sent.
    fn may_edit(&self) -> bool {
        self.line.as_ref().is_none_or(|line| line.may_edit)
    }

    fn may_withdraw(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.may_withdraw)
    }

    fn title(&self) -> String {
        match &self.line {
            None => self.t.get("execution-event-new").into_owned(),
            Some(line) => {
                let kind = line.event.event.recorded.kind;
                let kind = self.t.get(kind.message_id()).into_owned();
                self.t.with(
                    "execution-event-of",
                    &[("kind", &kind), ("client", &line.account_name)],
                )
            }
        }
    }

    fn action(&self) -> String {
        match &self.line {
            None => urls::EXECUTION_EVENT_NEW.to_owned(),
            Some(line) => urls::execution_event(line.event.id),
        }
    }

    fn deed(&self, deed: &str) -> String {
        let line = self.line.as_ref();
        line.map_or_else(String::new, |line| {
            urls::execution_event_deed(line.event.id, deed)
        })
    }

    fn account_href(&self) -> String {
        let line = self.line.as_ref();
        line.map_or_else(String::new, |line| {
            urls::account(line.event.event.account_id)
        })
    }

    fn written(&self) -> String {
        match &self.line {
            Some(line) if !line.author_name.is_empty() => {
                self.t
                    .with1("execution-event-by", "name", &line.author_name)
            }
            _ => String::new(),
        }
    }

    fn kinds(&self) -> Vec<SelectOption> {
        kind_options(self.t, self.form.kind)
    }

    fn movers(&self) -> Vec<SelectOption> {
        mover_options(self.t, self.form.moved_by)
    }

    fn error(&self, name: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| *message)
    }

    /// What the form says, field by field.
    fn versions(&self) -> Vec<FieldVersion> {
        let label = |id: &str| self.t.get(id);
        let movers = self.movers();
        let chosen = movers.iter().find(|option| option.selected);
        let chosen = chosen.map_or_else(String::new, |option| option.value.clone());
        let mut versions: Vec<FieldVersion> = self
            .form
            .texts()
            .into_iter()
            .map(|(name, message, value)| FieldVersion::text(name, label(message), value))
            .collect();
        let movers = FieldVersion::choice("moved_by", label("event-moved-by"), &movers, &chosen);
        versions.push(movers);
        versions
    }
}
