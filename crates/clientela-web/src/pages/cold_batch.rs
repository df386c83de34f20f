//! A batch of cold contacts: what became of it, and the desk at which its names are asked one question after another.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::day::{Date, day_from_number, day_number};
use clientela_domain::ids::{ColdBatchId, ProspectId};
use clientela_texts::{Texts, format};

use super::cold_batches::{NAMES, draft, lines_error, lines_help, rows, told_at};
use super::conflict::{self, Conflict, FieldVersion};
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm};
use super::origin_parts::{FigureRow, figures};
use super::prospect_parts::ProspectRow;
use super::{done, done_with_undo};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::limits::{ENTRIES_PER_PAGE, SEARCH_CHARACTERS_MAX};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::origins::{BatchLine, ColdBatch, OriginReturn, cold_batch_draft_of};
use crate::views::prospects::{
    ProspectLine, ProspectQuery, ProspectSort, QuestionAnswer, Stage, Verdict,
    prospect_cursor_text, read_prospect_cursor,
};

/// Days after which one that is parked is looked at again, unless somebody says otherwise.
const REVIEW_DAYS: i32 = 180;

/// The word of an address that shows also those nobody works on any more.
const ALL: &str = "all";

#[derive(Template)]
#[template(path = "cold_batch.html")]
struct BatchPage {
    frame: Frame,
    t: Texts,
    id: ColdBatchId,
    heading: String,
    lead: String,
    /// What was told of a pasted list.
    told: Vec<String>,
    figures: Vec<FigureRow>,
    desk: Vec<DeskRow>,
    shows_all: bool,
    show: String,
    after: String,
    next: String,
    list_href: String,
    review_on: String,
    lines: String,
    lines_error: String,
    lines_help: String,
    rows: Vec<Vec<FormField>>,
    version: i64,
    opened: Markup,
    may_edit: bool,
    may_import: bool,
    errors_shown: bool,
}

/// A name at the desk: what to ask of it next, and what else is done with it.
struct DeskRow {
    row: ProspectRow,
    phone: String,
    /// Stable word and text of the next question; empty when the verdict stands.
    question: (&'static str, String),
    answer_action: String,
    /// Nobody has spoken with it yet.
    is_new: bool,
    may_park: bool,
    park_open: bool,
}

/// What an address says of the desk.
struct DeskView {
    shows_all: bool,
    after: String,
    park: Option<ProspectId>,
    told: Vec<String>,
}

impl DeskView {
    fn of(t: Texts, fields: &Fields) -> Self {
        let words = |name: &str| -> String {
            let most = SEARCH_CHARACTERS_MAX * 4;
            fields.get(name).chars().take(most).collect()
        };
        let count = |name: &str| fields.get(name).parse::<u64>().unwrap_or(0);
        let mut told = Vec::new();
        match count("added") {
            0 => {}
            added => told.push(t.with1("batch-added", "count", added)),
        }
        for (name, names, message) in [
            ("known", "known_names", "batch-known"),
            ("refused", "refused_lines", "batch-refused"),
        ] {
            match count(name) {
                0 => {}
                count => {
                    let names = words(names);
                    told.push(t.with(message, &[("count", &count), ("names", &names)]));
                }
            }
        }
        Self {
            shows_all: fields.get("show") == ALL,
            after: fields.get("after").to_owned(),
            park: ProspectId::parse(fields.get("park")),
            told,
        }
    }
}

impl DeskRow {
    fn new(t: Texts, line: &ProspectLine, park: Option<ProspectId>) -> Self {
        let prospect = &line.prospect;
        let stage = prospect.standing.stage;
        let question = line.next.as_ref().map_or(("", String::new()), |next| {
            let text = t.get(next.question.message_id()).into_owned();
            (next.question.code(), text)
        });
        let is_out = line.qualification.verdict == Verdict::Disqualified;
        Self {
            row: ProspectRow::new(t, line),
            phone: prospect.prospect.phone.clone(),
            question,
            answer_action: urls::prospect_deed(prospect.id, "answer"),
            is_new: stage == Stage::Prospect,
            may_park: stage.is_live(),
            park_open: stage.is_live() && (is_out || park == Some(prospect.id)),
        }
    }
}

impl BatchPage {
    fn versions(&self) -> Vec<FieldVersion> {
        self.rows.iter().flatten().map(FieldVersion::of).collect()
    }

    fn open(mut self) -> Result<Response, WebError> {
        self.opened = conflict::opened(&self.versions());
        Ok(render(&self)?.into_response())
    }

    fn refused(mut self, opened: Markup) -> Result<Response, WebError> {
        self.opened = opened;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&self)?).into_response())
    }

    /// The answers a tap gives: stable word and text; the last needs no evidence.
    fn answers(&self) -> Vec<(&'static str, String)> {
        let said = [
            QuestionAnswer::Yes,
            QuestionAnswer::Partly,
            QuestionAnswer::No,
            QuestionAnswer::Unknown,
        ];
        said.iter()
            .map(|one| (one.code(), self.t.get(one.message_id()).into_owned()))
            .collect()
    }

    /// The address that shows the other names: all of them, or those in work.
    fn other_href(&self) -> String {
        let show = if self.shows_all { "" } else { ALL };
        urls::with_query(&urls::cold_batch(self.id), &[("show", show)])
    }
}

fn lead(t: Texts, line: &BatchLine) -> String {
    let own = &line.batch.batch;
    let parts = [
        format::day(t.language, own.day),
        own.list_from.clone(),
        own.reason.clone(),
        line.worker_name.clone(),
        own.note.clone(),
    ];
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

fn typed(of: &ColdBatch) -> TypedForm {
    let own = cold_batch_draft_of(of);
    let code = |currency: clientela_domain::currency::Currency| currency.code().to_owned();
    let cost = own.cost.map(|cost| cost.to_string());
    let worker = own.worker.map(|id| id.to_string());
    TypedForm::with(vec![
        ("name", own.name),
        ("list_from", own.list_from),
        ("reason", own.reason),
        ("day", own.day),
        ("worker", worker.unwrap_or_default()),
        ("cost", cost.unwrap_or_default()),
        ("currency", own.currency.map(code).unwrap_or_default()),
        ("note", own.note),
    ])
}

/// What is known of a batch: itself with its figures, and what came back.
type Known = (BatchLine, OriginReturn);

async fn page(
    (state, visitor): (&WebState, &SignedIn),
    (line, back): &Known,
    view: DeskView,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<BatchPage, WebError> {
    let (t, user, own) = (visitor.t, &visitor.user, &line.batch);
    let drawing = Drawing {
        t,
        prefix: "batch",
        form,
        errors,
    };
    let live = Stage::ALL.iter().copied().filter(|one| one.is_live());
    let query = ProspectQuery {
        stages: if view.shows_all {
            Vec::new()
        } else {
            live.collect()
        },
        batch: Some(own.id),
        sort: Some(ProspectSort::Name),
        cursor: read_prospect_cursor(&view.after),
        limit: ENTRIES_PER_PAGE,
        ..ProspectQuery::default()
    };
    let found = state.desk.prospects(user, &query).await?;
    let show = if view.shows_all { ALL } else { "" };
    let next = found.next.as_ref().map(prospect_cursor_text);
    let next = next.map_or_else(String::new, |after| {
        let shown = [("show", show), ("after", after.as_str())];
        urls::with_query(&urls::cold_batch(own.id), &shown)
    });
    let colleagues = state.desk.colleagues(user).await?;
    let desk = found.lines.iter();
    let heading = own.batch.name.clone();
    Ok(BatchPage {
        frame: visitor.frame(heading.clone(), Area::Prospects),
        t,
        id: own.id,
        heading,
        lead: lead(t, line),
        told: view.told,
        figures: figures(t, &line.report, back),
        desk: desk.map(|line| DeskRow::new(t, line, view.park)).collect(),
        shows_all: view.shows_all,
        show: show.to_owned(),
        after: view.after,
        next,
        list_href: urls::with_query(urls::PROSPECTS, &[("batch", &own.id.to_string())]),
        review_on: later(state.desk.today()),
        lines: String::new(),
        lines_error: lines_error(t, errors),
        lines_help: lines_help(t),
        rows: rows(&drawing, &colleagues),
        version: own.version,
        opened: Markup::default(),
        may_edit: user.may_edit,
        may_import: user.may_import,
        errors_shown: false,
    })
}

/// The day on which one that is parked today is looked at again.
fn later(today: Date) -> String {
    let day = day_from_number(day_number(today) + REVIEW_DAYS).unwrap_or(today);
    day.to_string()
}

/// `GET /prospects/batches/{id}`
pub(super) async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = ColdBatchId::parse(&id).ok_or(WebError::NotFound)?;
    let known = state.desk.cold_batch(&visitor.user, id).await?;
    let form = typed(&known.0.batch);
    let view = DeskView::of(visitor.t, &Fields::parse(&visitor.query));
    let nothing = Vec::new();
    let page = page((&state, &visitor), &known, view, (&form, &nothing)).await?;
    page.open()
}

/// `POST /prospects/batches/{id}`
pub(super) async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = ColdBatchId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let known = desk.cold_batch(user, id).await?;
    visitor.require(user.may_edit)?;
    let form = TypedForm::of(&fields, &NAMES);
    let version = fields.get("version").parse().unwrap_or(0);
    let saved = match draft(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => desk.change_cold_batch(user, id, &draft, version).await,
    };
    let asking = (&state, &visitor);
    let view = || DeskView::of(visitor.t, &Fields::default());
    let batch = &known.0.batch;
    match saved {
        Ok(()) => done_with_undo(&state, &visitor, &urls::cold_batch(id), "saved").await,
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let mut page = page(asking, &known, view(), (&form, &errors)).await?;
            page.version = version;
            page.errors_shown = true;
            page.refused(conflict::still_opened(&fields))
        }
        Err(DeskError::Conflict) if batch.version != version => {
            let (nothing, standing) = (Vec::new(), typed(batch));
            let theirs = page(asking, &known, view(), (&standing, &nothing)).await?;
            let mine = page(asking, &known, view(), (&form, &nothing)).await?;
            let conflict = Conflict {
                name: batch.batch.name.clone(),
                area: Area::Prospects,
                record: ("cold_batch", id.to_string()),
                action: urls::cold_batch(id),
                back: urls::cold_batch(id),
                version: batch.version,
                fields: &fields,
                mine: mine.versions(),
                theirs: theirs.versions(),
            };
            conflict::page(&state, &visitor, conflict).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /prospects/batches/{id}/names`
pub(super) async fn add(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = ColdBatchId::parse(&id).ok_or(WebError::NotFound)?;
    let (desk, user) = (&state.desk, &visitor.user);
    let known = desk.cold_batch(user, id).await?;
    visitor.require(user.may_edit)?;
    let lines = fields.raw("lines");
    match desk.add_to_cold_batch(user, id, lines).await {
        Ok(told) => Ok(done(&visitor, &told_at(id, &told), "saved")),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let form = typed(&known.0.batch);
            let view = DeskView::of(visitor.t, &Fields::default());
            let mut page = page((&state, &visitor), &known, view, (&form, &errors)).await?;
            lines.clone_into(&mut page.lines);
            page.opened = conflict::opened(&page.versions());
            let opened = std::mem::take(&mut page.opened);
            page.refused(opened)
        }
        Err(other) => Err(other.into()),
    }
}
