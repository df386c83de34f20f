//! The trash: what was removed, when it goes for good, and back out of it with one click.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::read_trash::{cursor_text, read_cursor};
use clientela_domain::ids::{
    AccountId, ConfidentialityId, InteractionId, NextStepId, NoteId, PersonId,
};
use clientela_texts::{Texts, format};
use jiff::tz::Offset;
use uuid::Uuid;

use super::done;
use super::shared::SelectOption;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::{Markup, icon_s};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::trash::{KEPT_DAYS, TrashKind, TrashLine, TrashPage, TrashRef, TrashRequest};

#[derive(Template)]
#[template(path = "trash.html")]
struct TrashTemplate {
    frame: Frame,
    t: Texts,
    request: TrashRequest,
    page: TrashPage,
    may_edit: bool,
    may_purge: bool,
}

struct Row {
    icon: Markup,
    kind: String,
    name: String,
    account: String,
    deleted: String,
    goes: String,
    restore: String,
    purge: String,
}

/// The addresses of the trash.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::TRASH, get(list))
        .route("/trash/{id}/restore", post(restore))
        .route("/trash/{id}/purge", post(purge))
}

/// `GET /trash`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let t = visitor.t;
    let fields = Fields::parse(&visitor.query);
    let request = TrashRequest {
        kind: TrashKind::from_code(fields.get("kind")),
        after: read_cursor(fields.get("after")),
        limit: 0,
    };
    let page = state.desk.trash(&visitor.user, &request).await?;
    let template = TrashTemplate {
        frame: visitor.frame(t.get("trash-title"), Area::Trash),
        t,
        request,
        page,
        may_edit: visitor.user.may_edit,
        may_purge: visitor.user.manages_users,
    };
    Ok(render(&template)?.into_response())
}

/// `POST /trash/{id}/restore`
async fn restore(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    let id = Uuid::try_parse(&id).map_err(|_| WebError::NotFound)?;
    let (record, with) = state.desk.restore_from_trash(&visitor.user, id).await?;
    let message = if with.is_empty() {
        "trash-restored"
    } else {
        "trash-restored-with"
    };
    let place = place_of(record).unwrap_or_else(|| urls::TRASH.to_owned());
    Ok(done(&visitor, &place, message))
}

/// `POST /trash/{id}/purge`
async fn purge(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.manages_users)?;
    let id = Uuid::try_parse(&id).map_err(|_| WebError::NotFound)?;
    state.desk.purge_from_trash(&visitor.user, id).await?;
    Ok(done(&visitor, urls::TRASH, "trash-purged"))
}

/// Where a record is when it is back; a file is seen at what it belongs to.
fn place_of((kind, id): TrashRef) -> Option<String> {
    match kind {
        TrashKind::Account => Some(urls::account(AccountId(id))),
        TrashKind::Person => Some(urls::person(PersonId(id))),
        TrashKind::Interaction => Some(urls::interaction(InteractionId(id))),
        TrashKind::Note => Some(urls::note(NoteId(id))),
        TrashKind::NextStep => Some(urls::next_step(NextStepId(id))),
        TrashKind::Confidentiality => Some(urls::confidentiality(ConfidentialityId(id))),
        TrashKind::Attachment => None,
    }
}

fn icon_of(kind: TrashKind) -> Markup {
    match kind {
        TrashKind::Account => icon_s("building-store"),
        TrashKind::Person => icon_s("user"),
        TrashKind::Interaction => icon_s("history"),
        TrashKind::Note => icon_s("note"),
        TrashKind::NextStep => icon_s("check"),
        TrashKind::Confidentiality => icon_s("shield-lock"),
        TrashKind::Attachment => icon_s("paperclip"),
    }
}

fn kind_name(t: Texts, kind: TrashKind) -> String {
    t.get(&format!("trash-kind-{}", kind.code().replace('_', "-")))
        .into_owned()
}

impl TrashTemplate {
    fn lead(&self) -> String {
        self.t.with1("trash-lead", "days", KEPT_DAYS.unsigned_abs())
    }

    fn rows(&self) -> Vec<Row> {
        self.page.lines.iter().map(|line| self.row(line)).collect()
    }

    fn row(&self, line: &TrashLine) -> Row {
        let t = self.t;
        let entry = &line.entry;
        let day = |at| format::day(t.language, Offset::UTC.to_datetime(at).date());
        let who = line
            .who
            .clone()
            .unwrap_or_else(|| t.get("journal-program").into_owned());
        Row {
            icon: icon_of(entry.kind),
            kind: kind_name(t, entry.kind),
            name: if entry.name.trim().is_empty() {
                t.get("trash-nameless").into_owned()
            } else {
                entry.name.clone()
            },
            account: entry
                .account
                .as_ref()
                .map_or_else(String::new, |(_, name)| name.clone()),
            deleted: t.with(
                "trash-by",
                &[("who", &who), ("day", &day(entry.deleted_at))],
            ),
            goes: day(entry.goes_at()),
            restore: urls::trash_deed(entry.id, "restore"),
            purge: urls::trash_deed(entry.id, "purge"),
        }
    }

    fn kinds(&self) -> Vec<SelectOption> {
        let option = |kind: &TrashKind| SelectOption {
            value: kind.code().to_owned(),
            name: kind_name(self.t, *kind),
            selected: self.request.kind == Some(*kind),
        };
        TrashKind::ALL.iter().map(option).collect()
    }

    fn address(&self, after: &str) -> String {
        let kind = self.request.kind.map_or("", TrashKind::code);
        urls::with_query(urls::TRASH, &[("kind", kind), ("after", after)])
    }

    fn earlier(&self) -> String {
        let next = self.page.next.as_ref();
        next.map_or_else(String::new, |key| self.address(&cursor_text(key)))
    }

    fn newest(&self) -> String {
        if self.request.after.is_some() {
            self.address("")
        } else {
            String::new()
        }
    }

    fn is_filtered(&self) -> bool {
        self.request.kind.is_some() || self.request.after.is_some()
    }
}
