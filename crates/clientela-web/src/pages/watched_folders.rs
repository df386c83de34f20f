//! Which folders are watched: one for each kind of file, and in whose name its files come.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_domain::ids::UserId;
use clientela_domain::records::FileKind;
use clientela_texts::Texts;

use super::conflict::{self, Conflict, FieldVersion};
use super::done_with_undo;
use super::shared::SelectOption;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::watch::{WatchedKind, WatchedReport};

#[derive(Template)]
#[template(path = "watched_folders.html")]
struct WatchedFoldersPage {
    frame: Frame,
    t: Texts,
    report: WatchedReport,
    kinds: Vec<WatchedKind>,
    version: i64,
    errors: FieldErrors,
    opened: Markup,
}

/// One kind of file in the form.
struct KindForm {
    code: &'static str,
    legend: String,
    folder: String,
    folder_error: Option<String>,
    users: Vec<SelectOption>,
    user_error: Option<String>,
    on: bool,
    trouble: Option<String>,
}

/// The routes.
pub fn routes() -> Router<WebState> {
    Router::new().route(urls::SETTINGS_WATCH, get(show).post(save))
}

/// `GET /settings/watched-folders`
async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.manages_users)?;
    let report = state.desk.watched_folders(&visitor.user).await?;
    let opened = conflict::opened(&versions(visitor.t, &report, &report.folders.kinds));
    let mut page = page(&visitor, report);
    page.opened = opened;
    Ok(render(&page)?.into_response())
}

fn page(visitor: &SignedIn, report: WatchedReport) -> WatchedFoldersPage {
    WatchedFoldersPage {
        frame: visitor.frame(visitor.t.get("watch-title"), Area::Settings),
        t: visitor.t,
        kinds: report.folders.kinds.clone(),
        version: report.folders.version,
        report,
        errors: FieldErrors::new(),
        opened: Markup::default(),
    }
}

/// `POST /settings/watched-folders`
async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.manages_users)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let kinds = kinds_of(&fields);
    let (user, wanted) = (&visitor.user, kinds.clone());
    match state
        .desk
        .choose_watched_folders(user, wanted, version)
        .await
    {
        Ok(()) => done_with_undo(&state, &visitor, urls::SETTINGS_WATCH, "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let report = state.desk.watched_folders(user).await?;
            let mut page = page(&visitor, report);
            page.kinds = kinds;
            page.version = version;
            page.errors = vec![(field, message)];
            page.opened = conflict::still_opened(&fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(DeskError::Conflict) => compared(&state, &visitor, kinds, &fields).await,
        Err(other) => Err(other.into()),
    }
}

/// Somebody else chose meanwhile.
async fn compared(
    state: &WebState,
    visitor: &SignedIn,
    kinds: Vec<WatchedKind>,
    fields: &Fields,
) -> Result<Response, WebError> {
    let t = visitor.t;
    let report = state.desk.watched_folders(&visitor.user).await?;
    let conflict = Conflict {
        name: t.get("watch-title").into_owned(),
        area: Area::Settings,
        record: ("setting", "watched_folders".to_owned()),
        action: urls::SETTINGS_WATCH.to_owned(),
        back: urls::SETTINGS_WATCH.to_owned(),
        version: report.folders.version,
        fields,
        mine: versions(t, &report, &kinds),
        theirs: versions(t, &report, &report.folders.kinds),
    };
    conflict::page(state, visitor, conflict).await
}

fn kinds_of(fields: &Fields) -> Vec<WatchedKind> {
    let kind = |kind: FileKind| {
        let code = kind.code();
        WatchedKind {
            kind,
            folder: fields.get(&format!("{code}_folder")).to_owned(),
            user: UserId::parse(fields.get(&format!("{code}_by"))),
            on: fields.get(&format!("{code}_on")) == "yes",
        }
    };
    FileKind::ALL.map(kind).to_vec()
}

fn kind_name(t: Texts, kind: FileKind) -> String {
    t.get(&format!("file-kind-{}", kind.word())).into_owned()
}

fn users(t: Texts, report: &WatchedReport, chosen: Option<UserId>) -> Vec<SelectOption> {
    let program = SelectOption {
        value: String::new(),
        name: t.get("watch-by-program").into_owned(),
        selected: chosen.is_none(),
    };
    let user = |(id, name): &(UserId, String)| SelectOption {
        value: id.to_string(),
        name: name.clone(),
        selected: Some(*id) == chosen,
    };
    std::iter::once(program)
        .chain(report.importers.iter().map(user))
        .collect()
}

/// What the form says, field by field.
fn versions(t: Texts, report: &WatchedReport, kinds: &[WatchedKind]) -> Vec<FieldVersion> {
    let mut all = Vec::new();
    for kind in kinds {
        let label = |id: &str| format!("{}: {}", kind_name(t, kind.kind), t.get(id));
        let code = kind.kind.code();
        let user = kind.user.map(|user| user.to_string()).unwrap_or_default();
        let options = users(t, report, kind.user);
        all.push(FieldVersion::text(
            &format!("{code}_folder"),
            label("watch-folder"),
            &kind.folder,
        ));
        all.push(FieldVersion::choice(
            &format!("{code}_by"),
            label("watch-by"),
            &options,
            &user,
        ));
        all.push(FieldVersion::truth(
            t,
            &format!("{code}_on"),
            label("watch-on"),
            kind.on,
        ));
    }
    all
}

impl WatchedFoldersPage {
    /// The base with its sentence; empty when there is none.
    fn base(&self) -> String {
        let base = self.report.base.as_ref();
        base.map_or_else(String::new, |base| {
            self.t
                .with1("watch-base", "base", base.display().to_string())
        })
    }

    fn forms(&self) -> Vec<KindForm> {
        let form = |kind: &WatchedKind| {
            let error = |field: &str| {
                let found = self.errors.iter().find(|(name, _)| *name == field);
                found.map(|(_, message)| self.t.get(message).into_owned())
            };
            let trouble = self.report.troubles.iter();
            let trouble = trouble
                .filter(|(stopped, _)| *stopped == kind.kind && kind.on)
                .map(|(_, code)| self.t.get(&format!("field-{code}")).into_owned())
                .next();
            KindForm {
                code: kind.kind.code(),
                legend: kind_name(self.t, kind.kind),
                folder: kind.folder.clone(),
                folder_error: error(WatchedKind::folder_field(kind.kind)),
                users: users(self.t, &self.report, kind.user),
                user_error: error(WatchedKind::user_field(kind.kind)),
                on: kind.on,
                trouble,
            }
        };
        self.kinds.iter().map(form).collect()
    }
}
