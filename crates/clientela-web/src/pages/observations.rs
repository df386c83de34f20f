//! What people saw and read: a line is jotted down, the inbox shows it, later it becomes something.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::export_reading;
use clientela_domain::ids::ObservationId;
use clientela_domain::prospects::{Answer, Question};
use clientela_texts::{Texts, format};

use super::done;
use super::export::{Cell, Table};
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm, menu};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::observations::{ObservationLine, ObservationState, TurnDraft};

/// The addresses of observations.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::OBSERVATIONS, get(list).post(jot))
        .route("/observations.csv", get(csv))
        .route("/observations/{id}", get(show))
        .route("/observations/{id}/{deed}", post(turn))
}

#[derive(Template)]
#[template(path = "observations.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    rows: Vec<Row>,
    all: bool,
    fields: Vec<FormField>,
    may_edit: bool,
}

/// An observation in words.
struct Row {
    href: String,
    line: String,
    about: String,
    state: String,
    said_before: String,
    led: (String, String),
}

fn row(t: Texts, line: &ObservationLine) -> Row {
    let own = &line.observation;
    let about = [
        format::day(t.language, own.day),
        line.author_name.clone(),
        line.publication_name.clone(),
        own.turned.reason.clone(),
    ];
    let about = about.into_iter().filter(|text| !text.is_empty());
    let prospect = own.turned.prospect_id.map(urls::prospect);
    let account = own.turned.account_id.map(urls::account);
    let led = match (prospect, account) {
        (Some(href), _) if !line.prospect_name.is_empty() => (href, line.prospect_name.clone()),
        (_, Some(href)) if !line.account_name.is_empty() => (href, line.account_name.clone()),
        _ => (String::new(), String::new()),
    };
    Row {
        href: urls::observation(own.id),
        line: own.line.clone(),
        about: about.collect::<Vec<_>>().join(" · "),
        state: t.get(own.turned.state.message_id()).into_owned(),
        said_before: match line.twins {
            0 => String::new(),
            _ => t.get("observation-said-before").into_owned(),
        },
        led,
    }
}

const JOTTED: [&str; 2] = ["line", "day"];

async fn list_page(
    state: &WebState,
    visitor: &SignedIn,
    all: bool,
    (form, errors): (&TypedForm, &FieldErrors),
) -> Result<ListPage, WebError> {
    let t = visitor.t;
    let only = (!all).then_some(ObservationState::New);
    let lines = state.desk.observations(&visitor.user, only).await?;
    let drawing = Drawing {
        t,
        prefix: "observation",
        form,
        errors,
    };
    Ok(ListPage {
        frame: visitor.frame(t.get("nav-observations"), Area::Observations),
        t,
        rows: lines.iter().map(|line| row(t, line)).collect(),
        all,
        fields: vec![
            FormField {
                required: true,
                ..drawing.lines("line")
            },
            drawing.line("day"),
        ],
        may_edit: visitor.user.may_edit,
    })
}

/// `GET /observations`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let fields = Fields::parse(&visitor.query);
    let all = fields.get("show") == "all";
    let form = TypedForm::of(&fields, &JOTTED);
    let page = list_page(&state, &visitor, all, (&form, &Vec::new())).await?;
    Ok(render(&page)?.into_response())
}

/// `GET /observations.csv`
async fn csv(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let all = Fields::parse(&visitor.query).get("show") == "all";
    let only = (!all).then_some(ObservationState::New);
    let lines = state.desk.observations(&visitor.user, only).await?;
    let row = |line| {
        let cells = export_reading::observation_row(visitor.t, line).into_iter();
        cells.map(Cell::Text).collect()
    };
    let table = Table {
        name: "observations",
        header: export_reading::observations_header(visitor.t),
        rows: lines.iter().map(row).collect(),
    };
    Ok(table.csv())
}

/// `POST /observations`
async fn jot(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&fields, &JOTTED);
    let jotted = (form.get("line"), form.get("day"));
    match state.desk.observe(&visitor.user, jotted).await {
        Ok(jotted) => {
            let message = match jotted.said_before {
                0 => "observation-jotted",
                _ => "observation-jotted-again",
            };
            Ok(done(&visitor, urls::OBSERVATIONS, message))
        }
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let page = list_page(&state, &visitor, false, (&form, &errors)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

#[derive(Template)]
#[template(path = "observation.html")]
struct CardPage {
    frame: Frame,
    t: Texts,
    row: Row,
    forms: Vec<DeedForm>,
    version: i64,
    may_edit: bool,
    reopen: String,
    is_new: bool,
}

/// A form by which an observation becomes something.
struct DeedForm {
    id: &'static str,
    title: String,
    action: String,
    fields: Vec<FormField>,
    is_open: bool,
}

/// The fields of what becomes of an observation.
const DEEDS: [&str; 6] = [
    "prospect_name",
    "evidence_prospect",
    "evidence_question",
    "evidence_answer",
    "note_client",
    "aside_reason",
];

/// The field of the page at which a field of the use case stands.
fn placed(deed: &str, field: &'static str) -> &'static str {
    match (deed, field) {
        ("prospect", "name") => "prospect_name",
        ("evidence", "prospect") => "evidence_prospect",
        ("evidence", "question") => "evidence_question",
        ("evidence", "answer") => "evidence_answer",
        ("note", "client") => "note_client",
        ("aside", "reason") => "aside_reason",
        _ => field,
    }
}

fn card_page(
    visitor: &SignedIn,
    line: &ObservationLine,
    (deed, form, errors): (&str, &TypedForm, &FieldErrors),
) -> CardPage {
    let t = visitor.t;
    let drawing = Drawing {
        t,
        prefix: "observation",
        form,
        errors,
    };
    let questions = menu(t, Question::ALL, |one| (one.code(), one.message_id()));
    let said = [Answer::Yes, Answer::Partly, Answer::No];
    let answers = menu(t, &said, |one| (one.code(), one.message_id()));
    let id = line.observation.id;
    let deed_form = |name: &'static str, fields: Vec<FormField>| DeedForm {
        id: name,
        title: t.get(&format!("observation-to-{name}")).into_owned(),
        action: urls::observation_deed(id, name),
        fields,
        is_open: deed == name,
    };
    CardPage {
        frame: visitor.frame(t.get("observation-title"), Area::Observations),
        t,
        row: row(t, line),
        forms: vec![
            deed_form("prospect", vec![drawing.line("prospect_name")]),
            deed_form(
                "evidence",
                vec![
                    drawing.required("evidence_prospect"),
                    drawing.choice("evidence_question", questions),
                    drawing.choice("evidence_answer", answers),
                ],
            ),
            deed_form("note", vec![drawing.required("note_client")]),
            deed_form("aside", vec![drawing.required("aside_reason")]),
        ],
        version: line.observation.version,
        may_edit: visitor.user.may_edit,
        reopen: urls::observation_deed(id, "reopen"),
        is_new: line.observation.turned.state == ObservationState::New,
    }
}

/// `GET /observations/{id}`
async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = ObservationId::parse(&id).ok_or(WebError::NotFound)?;
    let line = state.desk.observation(&visitor.user, id).await?;
    let form = TypedForm::of(&Fields::parse(&visitor.query), &DEEDS);
    let page = card_page(&visitor, &line, ("", &form, &Vec::new()));
    Ok(render(&page)?.into_response())
}

/// `POST /observations/{id}/{deed}`
async fn turn(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, deed)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = ObservationId::parse(&id).ok_or(WebError::NotFound)?;
    let form = TypedForm::of(&fields, &DEEDS);
    let draft = match deed.as_str() {
        "prospect" => TurnDraft::Prospect {
            name: form.text("prospect_name"),
        },
        "evidence" => TurnDraft::Evidence {
            prospect: form.text("evidence_prospect"),
            question: Question::from_code(form.get("evidence_question")),
            answer: Answer::from_code(form.get("evidence_answer")),
        },
        "note" => TurnDraft::Note {
            client: form.text("note_client"),
        },
        "aside" => TurnDraft::SetAside {
            reason: form.text("aside_reason"),
        },
        "reopen" => TurnDraft::Reopen,
        _ => return Err(WebError::NotFound),
    };
    let version = fields.get("version").parse().unwrap_or(0);
    let (desk, user) = (&state.desk, &visitor.user);
    match desk.turn_observation(user, (id, version), &draft).await {
        Ok(()) => Ok(done(&visitor, &urls::observation(id), "saved")),
        Err(DeskError::Invalid { field, message }) => {
            let line = desk.observation(user, id).await?;
            let errors = vec![(placed(&deed, field), message)];
            let page = card_page(&visitor, &line, (&deed, &form, &errors));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
