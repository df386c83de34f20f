//! Batches of cold contacts as a list: what became of each and what it cost; and writing one down.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_app::answers::prospects::SpanAnswer;
use clientela_domain::ids::{ColdBatchId, UserId};
use clientela_texts::{Texts, format};

use super::done;
use super::export::{Cell, Table};
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, Fault, TypedForm, plain_option};
use super::next_steps::owner_options;
use super::origin_parts::{days_to_qualified, money};
use super::shared::SelectOption;
use super::spotter::unit_cost;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::limits::SEARCH_CHARACTERS_MAX;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::origins::{
    BatchLine, BatchQuery, BatchSort, ColdBatchDraft, PASTED_LINES_MAX, PastedList,
};

/// Names that are told one by one after a list was pasted.
const NAMES_TOLD_MAX: usize = 20;

#[derive(Template)]
#[template(path = "cold_batches.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    fields: FilterFields,
    colleagues: Vec<Colleague>,
    lines: Vec<BatchLine>,
    may_edit: bool,
}

/// The filter as the address says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct FilterFields {
    search: String,
    worker: String,
    sort: String,
}

/// A batch in the list, in words.
struct ListRow {
    href: String,
    name: String,
    about: String,
    names: String,
    contacted: String,
    disqualified: String,
    qualified: String,
    won: String,
    cost: String,
    unit_cost: String,
    days: String,
}

impl FilterFields {
    fn of(fields: &Fields) -> Self {
        let search = fields.get("q").chars();
        Self {
            search: search.take(SEARCH_CHARACTERS_MAX).collect(),
            worker: fields.get("worker").to_owned(),
            sort: fields.get("sort").to_owned(),
        }
    }

    fn query(&self) -> BatchQuery {
        BatchQuery {
            search: self.search.clone(),
            worker: UserId::parse(&self.worker),
            sort: BatchSort::from_code(&self.sort).unwrap_or_default(),
        }
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl ListPage {
    fn export(&self, format: &str) -> String {
        let own = &self.fields;
        urls::with_query(
            &format!("{}.{format}", urls::COLD_BATCHES),
            &[
                ("q", &own.search),
                ("worker", &own.worker),
                ("sort", &own.sort),
            ],
        )
    }

    fn rows(&self) -> Vec<ListRow> {
        self.lines.iter().map(|line| row(self.t, line)).collect()
    }

    fn worker_options(&self) -> Vec<SelectOption> {
        owner_options(&self.colleagues, UserId::parse(&self.fields.worker))
    }

    fn sort_options(&self) -> Vec<SelectOption> {
        let chosen = self.fields.query().sort;
        let option = |one: &BatchSort| SelectOption {
            selected: *one == chosen,
            ..plain_option(
                one.code(),
                self.t.get(&format!("batches-sort-{}", one.code())),
            )
        };
        BatchSort::ALL.iter().map(option).collect()
    }
}

fn row(t: Texts, line: &BatchLine) -> ListRow {
    let (own, report) = (&line.batch.batch, &line.report);
    let figures = &report.figures;
    let count = |count: u64| format::integer(t.language, i128::from(count));
    let about = [
        format::day(t.language, own.day),
        own.list_from.clone(),
        line.worker_name.clone(),
    ];
    let about = about.into_iter().filter(|text| !text.is_empty());
    ListRow {
        href: urls::cold_batch(line.batch.id),
        name: own.name.clone(),
        about: about.collect::<Vec<_>>().join(" · "),
        names: count(figures.names),
        contacted: count(figures.contacted),
        disqualified: count(figures.disqualified),
        qualified: count(figures.qualified),
        won: count(figures.won),
        cost: money(t, &report.cost, report.currency),
        unit_cost: unit_cost(t, &report.by_qualified, report.currency),
        days: days_to_qualified(t, report),
    }
}

/// `GET /prospects/batches`
pub(super) async fn list(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    let fields = FilterFields::of(&Fields::parse(&visitor.query));
    let (desk, user) = (&state.desk, &visitor.user);
    let page = ListPage {
        frame: visitor.frame(visitor.t.get("batches-title"), Area::Prospects),
        t: visitor.t,
        lines: desk.cold_batches(user, &fields.query()).await?,
        colleagues: desk.colleagues(user).await?,
        may_edit: user.may_edit,
        fields,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /prospects/batches.csv`
pub(super) async fn csv(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    Ok(table(&state, &visitor).await?.csv())
}

/// `GET /prospects/batches.xlsx`
pub(super) async fn xlsx(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    table(&state, &visitor).await?.xlsx()
}

/// The columns of the file, as messages.
const COLUMNS: [&str; 15] = [
    "batch-name",
    "batch-day",
    "batch-list-from",
    "batch-reason",
    "batch-worker",
    "prospect-names",
    "origin-contacted",
    "origin-disqualified",
    "prospect-qualified",
    "prospect-won-count",
    "prospect-cost",
    "prospect-unit-cost",
    "batch-unit-cost-low",
    "batch-unit-cost-high",
    "origin-days-to-qualified",
];

async fn table(state: &WebState, visitor: &SignedIn) -> Result<Table, WebError> {
    let t = visitor.t;
    let query = FilterFields::of(&Fields::parse(&visitor.query)).query();
    let lines = state.desk.cold_batches(&visitor.user, &query).await?;
    let header = COLUMNS.iter().map(|id| t.get(id).into_owned());
    Ok(Table {
        name: "cold-batches",
        header: header.collect(),
        rows: lines.iter().map(cells).collect(),
    })
}

fn cells(line: &BatchLine) -> Vec<Cell> {
    let own = &line.batch.batch;
    let answer = line.answer(None);
    let figures = answer.figures;
    let count = |count: u64| Cell::Text(count.to_string());
    let SpanAnswer { low, likely, high } = figures.cost_per_qualified;
    let known = line.report.cost.bounds();
    vec![
        Cell::Text(own.name.clone()),
        Cell::Text(answer.day),
        Cell::Text(own.list_from.clone()),
        Cell::Text(own.reason.clone()),
        Cell::Text(line.worker_name.clone()),
        count(figures.names),
        count(figures.contacted),
        count(figures.disqualified_early),
        count(figures.qualified),
        count(figures.won),
        Cell::Number(known.map(|(low, _)| low)),
        Cell::Number(likely),
        Cell::Number(low),
        Cell::Number(high),
        Cell::Number(figures.days_to_qualified.and_then(|days| days.likely)),
    ]
}

/// The fields of a batch.
pub(super) const NAMES: [&str; 8] = [
    "name",
    "list_from",
    "reason",
    "day",
    "worker",
    "cost",
    "currency",
    "note",
];

/// What the form of a batch says.
pub(super) fn draft(form: &TypedForm) -> Result<ColdBatchDraft, Fault> {
    Ok(ColdBatchDraft {
        name: form.text("name"),
        list_from: form.text("list_from"),
        reason: form.text("reason"),
        day: form.text("day"),
        worker: UserId::parse(form.get("worker")),
        cost: form.money("cost")?,
        currency: form.currency()?,
        note: form.text("note"),
    })
}

/// The rows of the form of a batch.
pub(super) fn rows(drawing: &Drawing<'_>, colleagues: &[Colleague]) -> Vec<Vec<FormField>> {
    let worker = UserId::parse(drawing.form.get("worker"));
    vec![
        vec![drawing.required("name"), drawing.line("day")],
        vec![drawing.line("list_from"), drawing.line("reason")],
        vec![
            drawing.choice("worker", owner_options(colleagues, worker)),
            drawing.line("cost"),
            drawing.line("currency"),
        ],
        vec![drawing.lines("note")],
    ]
}

#[derive(Template)]
#[template(path = "cold_batch_new.html")]
struct NewPage {
    frame: Frame,
    t: Texts,
    rows: Vec<Vec<FormField>>,
    lines: String,
    lines_error: String,
    lines_help: String,
}

async fn new_page(
    state: &WebState,
    visitor: &SignedIn,
    (mut form, lines, errors): (TypedForm, &str, &FieldErrors),
) -> Result<NewPage, WebError> {
    let (t, user) = (visitor.t, &visitor.user);
    form.propose("worker", user.id.to_string());
    let drawing = Drawing {
        t,
        prefix: "batch",
        form: &form,
        errors,
    };
    let colleagues = state.desk.colleagues(user).await?;
    Ok(NewPage {
        frame: visitor.frame(t.get("batch-new"), Area::Prospects),
        t,
        rows: rows(&drawing, &colleagues),
        lines: lines.to_owned(),
        lines_error: lines_error(t, errors),
        lines_help: lines_help(t),
    })
}

/// What is wrong with a pasted list; empty when nothing is.
pub(super) fn lines_error(t: Texts, errors: &FieldErrors) -> String {
    let wrong = errors.iter().find(|(field, _)| *field == "lines");
    wrong.map_or_else(String::new, |(_, message)| t.get(message).into_owned())
}

/// How a list is pasted.
pub(super) fn lines_help(t: Texts) -> String {
    t.with1("batch-lines-help", "count", PASTED_LINES_MAX)
}

/// `GET /prospects/batches/new`
pub(super) async fn new(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&Fields::parse(&visitor.query), &NAMES);
    let page = new_page(&state, &visitor, (form, "", &Vec::new())).await?;
    Ok(render(&page)?.into_response())
}

/// `POST /prospects/batches/new`
pub(super) async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&fields, &NAMES);
    let lines = fields.raw("lines");
    let saved = match draft(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => {
            let whole = (&draft, lines);
            state.desk.write_cold_batch(&visitor.user, whole).await
        }
    };
    match saved {
        Ok((id, told)) => Ok(done(&visitor, &told_at(id, &told), "saved")),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let page = new_page(&state, &visitor, (form, lines, &errors)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// The page of a batch, where it is told what was not written of a pasted list.
pub(super) fn told_at(id: ColdBatchId, told: &PastedList) -> String {
    let first = |names: &[String]| {
        let names: Vec<&str> = names
            .iter()
            .take(NAMES_TOLD_MAX)
            .map(String::as_str)
            .collect();
        names.join("; ")
    };
    let count = |names: &[String]| match names.len() {
        0 => String::new(),
        count => count.to_string(),
    };
    let added = match told.added {
        0 => String::new(),
        count => count.to_string(),
    };
    urls::with_query(
        &urls::cold_batch(id),
        &[
            ("added", &added),
            ("known", &count(&told.known)),
            ("known_names", &first(&told.known)),
            ("refused", &count(&told.refused)),
            ("refused_lines", &first(&told.refused)),
        ],
    )
}
