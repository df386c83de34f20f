//! What the firm reads for prospects: the list with what is due first, something on it, and writing a reading down.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use clientela_app::export_reading;
use clientela_domain::ids::{PublicationId, UserId};
use clientela_domain::prospects::Yield;
use clientela_texts::{Texts, evidence, format};

use super::done;
use super::export::{Cell, Table};
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm, menu, plain_option};
use super::next_steps::owner_options;
use super::prospect_parts::yielded;
use super::shared::SelectOption;
use super::trouble_page::TroublePage;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::reading::{
    PublicationDraft, PublicationKind, PublicationLine, Reading, ReadingDraft, ReadingShow,
    ReadingSort, publication_draft_of,
};

/// The addresses of the reading list.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::READING, get(list))
        .route("/prospects/reading.csv", get(csv))
        .route(urls::PUBLICATION_NEW, get(new).post(save))
        .route("/prospects/reading/{id}", get(show).post(change))
        .route("/prospects/reading/{id}/{deed}", post(deed))
}

#[derive(Template)]
#[template(path = "reading.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    rows: Vec<Row>,
    shows: Vec<SelectOption>,
    sorts: Vec<SelectOption>,
    export: String,
    may_edit: bool,
}

/// Something on the list, in words.
struct Row {
    href: String,
    name: String,
    about: String,
    reader: String,
    last: String,
    next: String,
    late: String,
    is_due: bool,
    names: String,
    prospects: String,
    prospects_href: String,
    qualified: String,
    won: String,
    qualify_chance: String,
    win_chance: String,
}

fn row(t: Texts, line: &PublicationLine) -> Row {
    let (own, figures) = (&line.publication.publication, &line.figures);
    let day = |day| format::day(t.language, day);
    let count = |count: u64| format::integer(t.language, i128::from(count));
    let kind = t.get(own.kind.message_id()).into_owned();
    let about = [kind, own.looks_for.clone()];
    let about = about.into_iter().filter(|text| !text.is_empty());
    let reader = match line.reader_name.as_str() {
        "" => t.get("reading-anybody").into_owned(),
        name => name.to_owned(),
    };
    let late = line.due.as_ref().map_or(0, |due| due.working_days_late);
    let never = || t.get("reading-never").into_owned();
    let stopped = || t.get("publication-is-stopped-yes").into_owned();
    let ripe = figures.ripe > 0;
    let told = |of: Option<&Yield>| match of.filter(|_| ripe) {
        None => String::new(),
        known => t.with1("reading-chance", "chance", yielded(t, known)),
    };
    Row {
        href: urls::publication(line.publication.id),
        name: own.name.clone(),
        about: about.collect::<Vec<_>>().join(" · "),
        reader,
        last: line.last_read.map_or_else(never, day),
        next: line.due.as_ref().map_or_else(stopped, |due| day(due.next)),
        late: match late {
            0 => String::new(),
            count => t.with1("reading-late", "count", count),
        },
        is_due: line.is_due(),
        names: count(line.found),
        prospects: count(figures.prospects),
        prospects_href: urls::with_query(
            urls::PROSPECTS,
            &[("publication", &line.publication.id.to_string())],
        ),
        qualified: count(figures.qualified),
        won: count(figures.won),
        qualify_chance: told(line.qualified.as_ref()),
        win_chance: told(line.won.as_ref()),
    }
}

/// What an address asks of the list.
fn asked(query: &str) -> (ReadingShow, ReadingSort) {
    let fields = Fields::parse(query);
    (
        ReadingShow::from_code(fields.get("show")).unwrap_or_default(),
        ReadingSort::from_code(fields.get("sort")).unwrap_or_default(),
    )
}

/// `GET /prospects/reading`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let t = visitor.t;
    let (show, sort) = asked(&visitor.query);
    let lines = state.desk.reading_list(&visitor.user, (show, sort)).await?;
    let option = |code: &str, message: &str, selected: bool| SelectOption {
        value: code.to_owned(),
        name: t.get(message).into_owned(),
        selected,
    };
    let shows = ReadingShow::ALL.iter();
    let sorts = ReadingSort::ALL.iter();
    let page = ListPage {
        frame: visitor.frame(t.get("reading-title"), Area::Observations),
        t,
        rows: lines.iter().map(|line| row(t, line)).collect(),
        shows: shows
            .map(|one| option(one.code(), one.message_id(), *one == show))
            .collect(),
        sorts: sorts
            .map(|one| option(one.code(), one.message_id(), *one == sort))
            .collect(),
        export: urls::with_query(
            "/prospects/reading.csv",
            &[("show", show.code()), ("sort", sort.code())],
        ),
        may_edit: visitor.user.may_edit,
    };
    Ok(render(&page)?.into_response())
}

/// `GET /prospects/reading.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let asked = asked(&visitor.query);
    let lines = state.desk.reading_list(&visitor.user, asked).await?;
    let row = |line| {
        let cells = export_reading::publication_row(visitor.t, line).into_iter();
        cells.map(Cell::Text).collect()
    };
    let table = Table {
        name: "reading",
        header: export_reading::publications_header(visitor.t),
        rows: lines.iter().map(row).collect(),
    };
    Ok(table.csv())
}

/// The fields of something on the list.
const NAMES: [&str; 8] = [
    "kind",
    "name",
    "address",
    "looks_for",
    "rhythm_days",
    "reader",
    "is_stopped",
    "note",
];

/// The fields of a reading.
const READ: [&str; 3] = ["lines", "day", "found"];

fn draft(form: &TypedForm) -> PublicationDraft {
    PublicationDraft {
        kind: PublicationKind::from_code(form.get("kind")),
        name: form.text("name"),
        address: form.text("address"),
        looks_for: form.text("looks_for"),
        rhythm_days: form.text("rhythm_days"),
        reader: UserId::parse(form.get("reader")),
        note: form.text("note"),
        is_stopped: form.get("is_stopped") == "yes",
    }
}

fn typed(line: &PublicationLine) -> TypedForm {
    let own = publication_draft_of(&line.publication);
    let stopped = if own.is_stopped { "yes" } else { "" };
    TypedForm::with(vec![
        (
            "kind",
            own.kind.map_or("", PublicationKind::code).to_owned(),
        ),
        ("name", own.name),
        ("address", own.address),
        ("looks_for", own.looks_for),
        ("rhythm_days", own.rhythm_days),
        (
            "reader",
            own.reader.map(|id| id.to_string()).unwrap_or_default(),
        ),
        ("is_stopped", stopped.to_owned()),
        ("note", own.note),
    ])
}

fn form_rows(t: Texts, drawing: &Drawing<'_>, colleagues: &[Colleague]) -> Vec<Vec<FormField>> {
    let kinds = menu(t, PublicationKind::ALL, |one| {
        (one.code(), one.message_id())
    });
    let chosen = UserId::parse(drawing.form.get("reader"));
    let stopped = t.get("publication-is-stopped-yes").into_owned();
    vec![
        vec![
            drawing.required("name"),
            FormField {
                required: true,
                ..drawing.choice("kind", kinds)
            },
        ],
        vec![drawing.line("address"), drawing.line("looks_for")],
        vec![
            drawing.line("rhythm_days"),
            drawing.choice("reader", owner_options(colleagues, chosen)),
            drawing.choice("is_stopped", vec![plain_option("yes", stopped)]),
        ],
        vec![drawing.lines("note")],
    ]
}

async fn new_page(
    state: &WebState,
    visitor: &SignedIn,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<TroublePage, WebError> {
    let t = visitor.t;
    let drawing = Drawing {
        t,
        prefix: "publication",
        form,
        errors,
    };
    let colleagues = state.desk.colleagues(&visitor.user).await?;
    let title = t.get("publication-new").into_owned();
    Ok(TroublePage {
        frame: visitor.frame(title.clone(), Area::Observations),
        t,
        list: (urls::READING, t.get("reading-title").into_owned()),
        account: (String::new(), String::new()),
        heading: title,
        lead: String::new(),
        facts: Vec::new(),
        rows: form_rows(t, &drawing, &colleagues),
        action: urls::PUBLICATION_NEW.to_owned(),
        save: t.get("save").into_owned(),
        version: None,
        opened: Markup::default(),
        may_edit: visitor.user.may_edit,
        errors_shown: false,
    })
}

/// `GET /prospects/reading/new`
async fn new(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let mut form = TypedForm::of(&Fields::parse(&visitor.query), &NAMES);
    form.propose("reader", visitor.user.id.to_string());
    new_page(&state, &visitor, (&form, &Vec::new()))
        .await?
        .open()
}

/// `POST /prospects/reading/new`
async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&fields, &NAMES);
    let saved = state
        .desk
        .write_publication(&visitor.user, &draft(&form))
        .await;
    match saved {
        Ok(id) => Ok(Redirect::to(&urls::publication(id)).into_response()),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let page = new_page(&state, &visitor, (&form, &errors)).await?;
            page.refused(Markup::default())
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "publication.html")]
struct CardPage {
    frame: Frame,
    t: Texts,
    row: Row,
    address: String,
    note: String,
    why: Vec<String>,
    readings: Vec<String>,
    read_fields: Vec<FormField>,
    rows: Vec<Vec<FormField>>,
    action: String,
    read_action: String,
    take_back: String,
    version: i64,
    may_edit: bool,
    is_changed: bool,
}

/// The form that was typed into: of the publication, or of a reading.
enum Typed<'a> {
    Nothing,
    Change(&'a TypedForm, &'a FieldErrors),
    Read(&'a TypedForm, &'a FieldErrors),
}

async fn card_page(
    state: &WebState,
    visitor: &SignedIn,
    (line, readings): (&PublicationLine, &[Reading]),
    form: Typed<'_>,
) -> Result<CardPage, WebError> {
    let t = visitor.t;
    let (stands, nothing, faultless) = (typed(line), TypedForm::default(), FieldErrors::new());
    let (change, change_errors, read, read_errors) = match form {
        Typed::Nothing => (&stands, &faultless, &nothing, &faultless),
        Typed::Change(form, errors) => (form, errors, &nothing, &faultless),
        Typed::Read(form, errors) => (&stands, &faultless, form, errors),
    };
    let changing = Drawing {
        t,
        prefix: "publication",
        form: change,
        errors: change_errors,
    };
    let reading = Drawing {
        t,
        prefix: "reading",
        form: read,
        errors: read_errors,
    };
    let colleagues = state.desk.colleagues(&visitor.user).await?;
    let own = &line.publication.publication;
    let id = line.publication.id;
    let told = |one: &Reading| {
        let said = t.with(
            "reading-told",
            &[
                ("day", &format::day(t.language, one.day)),
                ("count", &one.names),
            ],
        );
        match one.found.as_str() {
            "" => said,
            more => format!("{said} · {more}"),
        }
    };
    let why = line.due.iter().flat_map(|due| &due.why.inputs);
    Ok(CardPage {
        frame: visitor.frame(own.name.clone(), Area::Observations),
        t,
        row: row(t, line),
        address: own.address.clone(),
        note: own.note.clone(),
        why: why.map(|input| evidence::input(t, input)).collect(),
        readings: readings.iter().map(told).collect(),
        read_fields: vec![
            reading.lines("lines"),
            reading.line("day"),
            reading.line("found"),
        ],
        rows: form_rows(t, &changing, &colleagues),
        action: urls::publication(id),
        read_action: urls::publication_deed(id, "read"),
        take_back: urls::publication_deed(id, "take-back"),
        version: line.publication.version,
        may_edit: visitor.user.may_edit,
        is_changed: !change_errors.is_empty(),
    })
}

async fn known(
    state: &WebState,
    visitor: &SignedIn,
    id: &str,
) -> Result<(PublicationLine, Vec<Reading>), WebError> {
    let id = PublicationId::parse(id).ok_or(WebError::NotFound)?;
    Ok(state.desk.publication(&visitor.user, id).await?)
}

/// `GET /prospects/reading/{id}`
async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let (line, readings) = known(&state, &visitor, &id).await?;
    let page = card_page(&state, &visitor, (&line, &readings), Typed::Nothing).await?;
    Ok(render(&page)?.into_response())
}

/// `POST /prospects/reading/{id}`
async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let (line, readings) = known(&state, &visitor, &id).await?;
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&fields, &NAMES);
    let version = fields.get("version").parse().unwrap_or(0);
    let (desk, user, of) = (&state.desk, &visitor.user, line.publication.id);
    match desk
        .change_publication(user, of, &draft(&form), version)
        .await
    {
        Ok(()) => Ok(done(&visitor, &urls::publication(of), "saved")),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let typed = Typed::Change(&form, &errors);
            let mut page = card_page(&state, &visitor, (&line, &readings), typed).await?;
            page.version = version;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /prospects/reading/{id}/{deed}`
async fn deed(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, deed)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let (line, readings) = known(&state, &visitor, &id).await?;
    let form = TypedForm::of(&fields, &READ);
    let version = fields.get("version").parse().unwrap_or(0);
    let at = (line.publication.id, version);
    let here = urls::publication(line.publication.id);
    let (desk, user) = (&state.desk, &visitor.user);
    let written = match deed.as_str() {
        "read" => {
            let draft = ReadingDraft {
                day: form.text("day"),
                lines: form.text("lines"),
                found: form.text("found"),
            };
            let read = desk.read_publication(user, at, &draft).await;
            read.map(|_| "reading-written")
        }
        "take-back" => {
            let taken = desk.take_reading_back(user, at).await;
            taken.map(|()| "reading-taken-back")
        }
        _ => return Err(WebError::NotFound),
    };
    match written {
        Ok(message) => Ok(done(&visitor, &here, message)),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let typed = Typed::Read(&form, &errors);
            let page = card_page(&state, &visitor, (&line, &readings), typed).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
