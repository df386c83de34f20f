//! Writing a prospect down, or jotting it down in one line.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_texts::Texts;

use super::done;
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm};
use super::prospect_parts::{
    Behind, CONTACT, OWN, ProspectRow, SOURCE, contact_draft, contact_rows, draft, field_at,
    own_rows, source_draft, source_rows,
};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;

#[derive(Template)]
#[template(path = "prospect_new.html")]
struct NewPage {
    frame: Frame,
    t: Texts,
    own: Vec<Vec<FormField>>,
    source: Vec<Vec<FormField>>,
    contact: Vec<Vec<FormField>>,
    /// Prospects and clients that may be the same organisation.
    twins: Vec<ProspectRow>,
    client: (String, String),
}

#[derive(Template)]
#[template(path = "prospect_capture.html")]
struct CapturePage {
    frame: Frame,
    t: Texts,
    line: String,
    error: String,
}

fn names() -> Vec<&'static str> {
    let all = OWN.iter().chain(&SOURCE).chain(&CONTACT);
    all.copied().collect()
}

/// `GET /prospects/new`
pub async fn new(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&Fields::parse(&visitor.query), &names());
    let page = new_page(&state, &visitor, (form, &Vec::new())).await?;
    Ok(render(&page)?.into_response())
}

async fn new_page(
    state: &WebState,
    visitor: &SignedIn,
    (mut form, errors): (TypedForm, &FieldErrors),
) -> Result<NewPage, WebError> {
    let (t, desk, user) = (visitor.t, &state.desk, &visitor.user);
    form.propose("owner", user.id.to_string());
    let drawing = Drawing {
        t,
        prefix: "prospect",
        form: &form,
        errors,
    };
    let colleagues = desk.colleagues(user).await?;
    let behind = Behind::of(state, user).await?;
    Ok(NewPage {
        frame: visitor.frame(t.get("prospect-new"), Area::Prospects),
        t,
        own: own_rows(&drawing, &colleagues),
        source: source_rows(t, &drawing, &behind),
        contact: contact_rows(&drawing),
        twins: Vec::new(),
        client: (String::new(), String::new()),
    })
}

/// `POST /prospects/new`
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&fields, &names());
    let (desk, user) = (&state.desk, &visitor.user);
    let own = draft(&form);
    if fields.get("twins") != "seen" {
        let like = (own.name.trim(), own.registration_number.trim());
        let twins = desk.prospects_like(user, like).await?;
        let client = match own.name.trim() {
            "" => None,
            name => desk.find_account(user, name).await?,
        };
        if !twins.is_empty() || client.is_some() {
            let mut page = new_page(&state, &visitor, (form, &Vec::new())).await?;
            let rows = twins.iter();
            page.twins = rows.map(|line| ProspectRow::new(visitor.t, line)).collect();
            if let Some(id) = client {
                page.client = (urls::account(id), desk.account_name(user, id).await?);
            }
            return Ok((StatusCode::CONFLICT, render(&page)?).into_response());
        }
    }
    let contact = contact_draft(&form);
    let saved = match source_draft(&form) {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(source) => desk.write_prospect(user, (&own, &source, &contact)).await,
    };
    match saved {
        Ok(id) => Ok(done(&visitor, &urls::prospect(id), "saved")),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(placed(field), message)];
            let page = new_page(&state, &visitor, (form, &errors)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// The field of the page at which a field of the use case stands.
fn placed(field: &'static str) -> &'static str {
    let form = match field {
        "source" | "source_day" | "channel" | "given_by" | "publication" | "batch" | "spotter"
        | "detail" | "cost" => "source",
        "contact" | "contact_role" => "contact",
        _ => return field,
    };
    field_at(form, field)
}

/// `GET /prospects/capture`
pub async fn capture(visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    Ok(render(&capture_page(&visitor, "", ""))?.into_response())
}

fn capture_page(visitor: &SignedIn, line: &str, error: &str) -> CapturePage {
    CapturePage {
        frame: visitor.frame(visitor.t.get("prospect-capture"), Area::Prospects),
        t: visitor.t,
        line: line.to_owned(),
        error: error.to_owned(),
    }
}

/// `POST /prospects/capture`
pub async fn jot(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let line = fields.get("line");
    match state.desk.capture_prospect(&visitor.user, line).await {
        Ok(id) => Ok(done(&visitor, &urls::prospect(id), "prospect-captured")),
        Err(DeskError::Invalid { message, .. }) => {
            let error = visitor.t.get(message);
            let page = capture_page(&visitor, line, &error);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
