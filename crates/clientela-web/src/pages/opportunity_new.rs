//! Writing an opportunity down: of a client, of a prospect, or of somebody not known yet.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::{AccountId, ProspectId};
use clientela_texts::Texts;

use super::done;
use super::form_fields::{FormField, Kind};
use super::known_form::{Drawing, TypedForm};
use super::opportunity_parts::{OWN, draft, own_rows, stage_menu};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::opportunities::{OpportunityBeginning, OpportunityDraft, OpportunityStage};

#[derive(Template)]
#[template(path = "opportunity_new.html")]
struct NewPage {
    frame: Frame,
    t: Texts,
    rows: Vec<Vec<FormField>>,
    /// The prospect it is of: id, address and name; empty without one.
    prospect: (String, String, String),
}

fn names() -> Vec<&'static str> {
    let more = ["client", "prospect", "stage", "day", "code"];
    OWN.iter().copied().chain(more).collect()
}

/// `GET /opportunities/new`
pub(super) async fn new(
    State(state): State<WebState>,
    visitor: SignedIn,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let fields = Fields::parse(&visitor.query);
    let mut form = TypedForm::of(&fields, &names());
    if let Some(id) = AccountId::parse(fields.get("account")) {
        let name = state.desk.account_name(&visitor.user, id).await?;
        form.propose("client", name);
    }
    let page = page(&state, &visitor, (form, &Vec::new())).await?;
    Ok(render(&page)?.into_response())
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    (mut form, errors): (TypedForm, &FieldErrors),
) -> Result<NewPage, WebError> {
    let (t, desk, user) = (visitor.t, &state.desk, &visitor.user);
    form.propose("owner", user.id.to_string());
    form.propose("stage", OpportunityStage::Identified.code().to_owned());
    let prospect = ProspectId::parse(form.get("prospect"));
    let account = match form.get("client").trim() {
        "" => None,
        name => desk.find_account(user, name).await?,
    };
    let mut rows = own_rows(state, visitor, (account, prospect), (&form, errors)).await?;
    let drawing = Drawing {
        t,
        prefix: "opportunity",
        form: &form,
        errors,
    };
    if prospect.is_none() {
        rows.insert(0, vec![drawing.line("client")]);
    }
    let stages = stage_menu(t, OpportunityStage::OPEN.into_iter());
    let begun = vec![
        drawing.choice("stage", stages),
        drawing.line("day"),
        drawing.line("code"),
    ];
    rows.insert(rows.len() - 1, begun);
    let prospect = match prospect {
        None => (String::new(), String::new(), String::new()),
        Some(id) => {
            let view = desk.prospect(user, id).await?;
            let name = view.line.prospect.prospect.name;
            (id.to_string(), urls::prospect(id), name)
        }
    };
    Ok(NewPage {
        frame: visitor.frame(t.get("opportunity-new"), Area::Opportunities),
        t,
        rows,
        prospect,
    })
}

/// What the form says, with whose it is.
async fn whole(
    state: &WebState,
    visitor: &SignedIn,
    form: &TypedForm,
) -> Result<Result<OpportunityDraft, DeskError>, WebError> {
    let invalid = |field, message| DeskError::Invalid { field, message };
    let own = match draft(form) {
        Ok(own) => own,
        Err((field, message)) => return Ok(Err(invalid(field, message))),
    };
    let account = match form.get("client").trim() {
        "" => None,
        name => match state.desk.find_account(&visitor.user, name).await? {
            Some(found) => Some(found),
            None => return Ok(Err(invalid("client", "add-client-unknown"))),
        },
    };
    Ok(Ok(OpportunityDraft {
        account,
        prospect: ProspectId::parse(form.get("prospect")),
        ..own
    }))
}

/// `POST /opportunities/new`
pub(super) async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let form = TypedForm::of(&fields, &names());
    let beginning = OpportunityBeginning {
        stage: OpportunityStage::from_code(form.get("stage")),
        day: form.text("day"),
        code: form.text("code"),
    };
    let saved = match whole(&state, &visitor, &form).await? {
        Err(fault) => Err(fault),
        Ok(draft) => {
            let new = (&draft, &beginning);
            state.desk.write_opportunity(&visitor.user, new).await
        }
    };
    match saved {
        Ok(id) => Ok(done(&visitor, &urls::opportunity(id), "saved")),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let page = page(&state, &visitor, (form, &errors)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
