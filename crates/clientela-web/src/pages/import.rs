//! One import in the wizard: columns, trial run, progress, report, undo.

mod outcome;
mod plan;
mod words;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::ids::ImportId;
use clientela_texts::{Texts, format, report};

use words::message_text;
pub(crate) use words::refusal_text;

use super::done;
use crate::charts::svg::escape;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{ImportEntry, ImportSettings, ImportState, ImportView, SetAsideView};

/// Rows set aside that the report shows; all of them have their own page.
const REVIEW_ROWS: usize = 20;

/// Seconds between reloads of a running import without script.
const REFRESH_SECONDS: u32 = 2;

/// A step of the wizard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// The file.
    File,
    /// Its columns.
    Columns,
    /// What would happen.
    Trial,
    /// It happens.
    Commit,
    /// It has happened.
    After,
}

struct StepView {
    name: String,
    note: String,
    done: bool,
    current: bool,
}

#[derive(Template)]
#[template(path = "parts/stepper.html")]
struct Stepper {
    steps: Vec<StepView>,
}

/// The steps with the current one marked; `notes` stand under their steps.
pub(super) fn stepper(t: Texts, current: Step, notes: &[(Step, String)]) -> Markup {
    let step = |step: Step, name: &str| {
        let done = step < current;
        let noted = notes
            .iter()
            .find(|(noted, _)| *noted == step)
            .map(|(_, note)| note.clone());
        let fallback = match (step, done) {
            (Step::Commit, false) => t.get("import-step-undoable"),
            (_, true) => t.get("import-step-done"),
            _ => "".into(),
        };
        StepView {
            name: t.get(name).into_owned(),
            note: noted.unwrap_or_else(|| fallback.into_owned()),
            done,
            current: step == current,
        }
    };
    let stepper = Stepper {
        steps: vec![
            step(Step::File, "import-step-file"),
            step(Step::Columns, "import-step-columns"),
            step(Step::Trial, "import-step-trial"),
            step(Step::Commit, "import-step-commit"),
        ],
    };
    Markup::safe(stepper.render().unwrap_or_default())
}

/// The state of an import as a badge.
pub(super) fn state_badge(t: Texts, entry: &ImportEntry) -> Markup {
    let partly = entry.state == ImportState::Done && entry.rows.set_aside > 0;
    let class = match entry.state {
        ImportState::Done if partly => "badge badge-warn",
        ImportState::Done => "badge badge-ok",
        ImportState::Failed => "badge badge-bad",
        ImportState::Running => "badge badge-info",
        ImportState::Uploaded | ImportState::Tried => "badge badge-open",
        ImportState::Undone | ImportState::Stopped => "badge",
    };
    let id = if partly {
        "import-state-done-partly"
    } else {
        entry.state.message()
    };
    Markup::safe(format!(
        r#"<span class="{class}">{}</span>"#,
        escape(&t.get(id))
    ))
}

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    frame: Frame,
    t: Texts,
    view: ImportView,
    stepper: Markup,
}

/// The progress alone, for the page that asks every second.
#[derive(Template)]
#[template(path = "import_progress.html")]
struct ProgressPart {
    t: Texts,
    view: ImportView,
}

struct RefusalParts {
    title: String,
    text: String,
}

/// A row set aside as text.
pub(super) struct SetAsideText {
    pub line: String,
    pub column: String,
    pub value: String,
    pub why: String,
    pub remedy: String,
}

impl SetAsideText {
    pub(super) fn new(t: Texts, row: &SetAsideView) -> Self {
        let column = if row.header.is_empty() {
            row.column
                .map_or_else(String::new, |column| report::column(t, column))
        } else {
            row.header.clone()
        };
        let value = if row.value.is_empty() {
            t.get("set-aside-empty-value").into_owned()
        } else {
            row.value.clone()
        };
        Self {
            line: format::integer(t.language, row.line.into()),
            column,
            value,
            why: report::set_aside_reason(t, row.reason),
            remedy: report::remedy(t, row.reason),
        }
    }
}

fn parse(id: &str) -> Result<ImportId, WebError> {
    ImportId::parse(id).ok_or(WebError::NotFound)
}

/// `GET /imports/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let view = state.desk.import(&visitor.user, parse(&id)?).await?;
    let t = visitor.t;
    let mut frame = visitor.frame(view.entry.file_name.clone(), Area::Imports);
    if view.entry.state == ImportState::Running {
        frame.refresh_seconds = Some(REFRESH_SECONDS);
    }
    let stepper = stepper(t, step_of(&view), &notes(t, &view));
    Ok(render(&ImportPage {
        frame,
        t,
        view,
        stepper,
    })?
    .into_response())
}

fn step_of(view: &ImportView) -> Step {
    match view.entry.state {
        ImportState::Uploaded => Step::Columns,
        ImportState::Tried => Step::Trial,
        ImportState::Running => Step::Commit,
        ImportState::Done | ImportState::Undone => Step::After,
        ImportState::Stopped | ImportState::Failed => Step::Columns,
    }
}

fn notes(t: Texts, view: &ImportView) -> Vec<(Step, String)> {
    let mut notes = Vec::new();
    if let Some(plan) = &view.plan {
        let recognised = plan
            .columns
            .iter()
            .filter(|column| column.column.is_some())
            .count();
        let all = plan.columns.len();
        notes.push((
            Step::Columns,
            t.with(
                "import-step-columns-note",
                &[("recognised", &recognised), ("all", &all)],
            ),
        ));
    }
    if let Some(done) = view
        .report
        .as_ref()
        .filter(|_| view.entry.state == ImportState::Tried)
    {
        notes.push((
            Step::Trial,
            t.with1("import-step-trial-note", "count", done.rows.set_aside),
        ));
    }
    notes
}

/// `GET /imports/{id}/progress`: the part htmx asks for; once finished it sends the page anew.
pub async fn progress(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = parse(&id)?;
    let view = state.desk.import(&visitor.user, id).await?;
    if view.entry.state != ImportState::Running {
        let headers = [("HX-Redirect", urls::import(id))];
        return Ok((StatusCode::OK, headers, "").into_response());
    }
    Ok(render(&ProgressPart { t: visitor.t, view })?.into_response())
}

/// `POST /imports/{id}/settings`: what the user settled, and on to a trial run if asked.
pub async fn settle(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = parse(&id)?;
    state
        .desk
        .settle_import(&visitor.user, id, &settings_of(&fields))
        .await?;
    if fields.get("then") == "try" {
        match state.desk.try_import(&visitor.user, id).await {
            // The page shows why.
            Ok(()) | Err(DeskError::Refused(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(Redirect::to(&urls::import(id)).into_response())
}

fn settings_of(fields: &Fields) -> ImportSettings {
    let text = |name| fields.get(name).chars().take(64).collect::<String>();
    let headers = fields
        .iter()
        .filter(|(name, _)| *name == "header")
        .map(|(_, value)| value.to_owned());
    let columns = headers
        .zip(fields.all("column").map(str::to_owned))
        .collect();
    ImportSettings {
        encoding: text("encoding"),
        delimiter: text("delimiter"),
        decimal: text("decimal"),
        date_order: text("date_order"),
        sheet: fields.get("sheet").to_owned(),
        currency: text("currency").to_uppercase(),
        vat_rate: text("vat_rate"),
        on_conflict: text("on_conflict"),
        campaign: text("campaign"),
        columns,
    }
}

/// `POST /imports/{id}/{step}` with `commit`, `stop`, `undo`, `discard` or `trial`.
pub async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, step)): Path<(String, String)>,
    CheckedForm(_): CheckedForm,
) -> Result<Response, WebError> {
    let id = parse(&id)?;
    let user = &visitor.user;
    let here = urls::import(id);
    match step.as_str() {
        "trial" => state.desk.try_import(user, id).await?,
        "commit" => state.desk.commit_import(user, id).await?,
        "stop" => state.desk.stop_import(user, id).await?,
        "undo" => {
            state.desk.undo_import(user, id).await?;
            return Ok(done(&visitor, urls::IMPORTS, "import-undone"));
        }
        "discard" => {
            state.desk.discard_import(user, id).await?;
            return Ok(Redirect::to(urls::IMPORTS).into_response());
        }
        _ => return Err(WebError::NotFound),
    }
    Ok(Redirect::to(&here).into_response())
}

fn percent(view: &ImportView) -> u64 {
    view.progress
        .filter(|one| one.bytes_total > 0)
        .map_or(0, |one| {
            (one.bytes_read.min(one.bytes_total) * 100) / one.bytes_total
        })
}

fn progress_text(t: Texts, view: &ImportView) -> String {
    let rows = view.progress.map_or(0, |one| one.rows);
    let share = format::share(t.language, percent(view) as f64 / 100.0);
    t.with("import-running-text", &[("read", &rows), ("share", &share)])
}

impl ProgressPart {
    fn percent(&self) -> u64 {
        percent(&self.view)
    }

    fn progress_text(&self) -> String {
        progress_text(self.t, &self.view)
    }

    fn progress_url(&self) -> String {
        urls::import_step(self.view.entry.id, "progress")
    }
}

impl ImportPage {
    fn percent(&self) -> u64 {
        percent(&self.view)
    }

    fn progress_text(&self) -> String {
        progress_text(self.t, &self.view)
    }

    fn progress_url(&self) -> String {
        urls::import_step(self.view.entry.id, "progress")
    }

    fn step(&self, step: &str) -> String {
        urls::import_step(self.view.entry.id, step)
    }

    fn count(&self, count: &u64) -> String {
        format::integer(self.t.language, i128::from(*count))
    }

    fn subtitle(&self) -> String {
        let t = self.t;
        let mut parts = vec![format::bytes(t.language, self.view.bytes)];
        let read = self
            .view
            .report
            .as_ref()
            .map_or(self.view.entry.rows.read, |done| done.rows.read);
        if read > 0 {
            parts.insert(0, t.with1("count-rows", "count", read));
        }
        parts.push(format::day(t.language, self.view.entry.day));
        parts.join(" · ")
    }

    fn state_badge(&self) -> Markup {
        state_badge(self.t, &self.view.entry)
    }

    fn refusal(&self) -> Option<RefusalParts> {
        let refusal = self.view.refusal.as_ref()?;
        let title = if self.view.entry.state == ImportState::Failed {
            self.t.get("import-failed-title").into_owned()
        } else {
            self.t.get("import-open-question").into_owned()
        };
        Some(RefusalParts {
            title,
            text: refusal_text(self.t, refusal),
        })
    }

    fn is_running(&self) -> bool {
        self.view.entry.state == ImportState::Running
    }

    fn is_done(&self) -> bool {
        self.view.entry.state == ImportState::Done
    }

    fn is_draft(&self) -> bool {
        matches!(
            self.view.entry.state,
            ImportState::Uploaded | ImportState::Tried
        )
    }

    fn is_over(&self) -> bool {
        matches!(
            self.view.entry.state,
            ImportState::Undone | ImportState::Stopped | ImportState::Failed
        )
    }

    fn over_text(&self) -> String {
        let t = self.t;
        match self.view.entry.state {
            ImportState::Undone => t.get("import-undone-text"),
            ImportState::Stopped => t.get("import-stopped-text"),
            _ => t.get("import-failed-nothing"),
        }
        .into_owned()
    }

    fn can_commit(&self) -> bool {
        let accepted = self
            .view
            .report
            .as_ref()
            .is_some_and(|done| done.rows.accepted > 0);
        self.view.entry.state == ImportState::Tried && accepted && self.view.refusal.is_none()
    }

    fn commit_text(&self) -> String {
        let accepted = self
            .view
            .report
            .as_ref()
            .map_or(0, |done| done.rows.accepted);
        self.t.with1("import-commit", "count", accepted)
    }
}
