//! Writing an agreement down, and changing one: other terms become a further version.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::ids::{AccountId, AgreementId};
use clientela_texts::Texts;

use super::agreement_form::AgreementForm;
use super::conflict::{self, Conflict};
use super::done;
use super::next_steps::owner_options;
use super::shared::SelectOption;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::agreements::{AgreementView, draft_of};

#[derive(Template)]
#[template(path = "agreement_edit.html")]
struct EditPage {
    frame: Frame,
    t: Texts,
    heading: String,
    lead: &'static str,
    action: String,
    /// Of which client; a field of the form while the agreement is new.
    account: String,
    is_new: bool,
    form: AgreementForm,
    owners: Vec<SelectOption>,
    /// Files of the client: id, name, whether it belongs to the agreement.
    files: Vec<(String, String, bool)>,
    errors: FieldErrors,
    version: i64,
    opened: Markup,
}

/// `GET /agreements/new`
pub async fn new(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let fields = Fields::parse(&visitor.query);
    let given = AccountId::parse(fields.get("account"));
    let name = match given {
        Some(id) => state.desk.account_name(&visitor.user, id).await?,
        None => String::new(),
    };
    let form = AgreementForm::of(&fields, given);
    let page = new_page(&state, &visitor, (form, name), Vec::new()).await?;
    Ok(render(&page)?.into_response())
}

async fn new_page(
    state: &WebState,
    visitor: &SignedIn,
    (form, account): (AgreementForm, String),
    errors: FieldErrors,
) -> Result<EditPage, WebError> {
    let colleagues = state.desk.colleagues(&visitor.user).await?;
    Ok(EditPage {
        frame: visitor.frame(visitor.t.get("agreement-new"), Area::Agreements),
        t: visitor.t,
        heading: visitor.t.get("agreement-new").into_owned(),
        lead: "agreement-new-lead",
        action: urls::AGREEMENT_NEW.to_owned(),
        account,
        is_new: true,
        owners: owner_options(&colleagues, form.owner.or(Some(visitor.user.id))),
        files: Vec::new(),
        form,
        errors,
        version: 0,
        opened: Markup::default(),
    })
}

/// `POST /agreements/new`
pub async fn save_new(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let typed = fields.get("client").to_owned();
    let account = state.desk.find_account(&visitor.user, &typed).await?;
    let form = AgreementForm::of(&fields, account);
    let invalid = |(field, message)| DeskError::Invalid { field, message };
    let saved = match (account, form.draft()) {
        (None, _) => Err(invalid(("client", "add-client-unknown"))),
        (_, Err(fault)) => Err(invalid(fault)),
        (Some(account), Ok(draft)) => {
            let (desk, user) = (&state.desk, &visitor.user);
            desk.write_agreement(user, account, &draft).await
        }
    };
    match saved {
        Ok(id) => Ok(Redirect::to(&urls::agreement(id)).into_response()),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let page = new_page(&state, &visitor, (form, typed), errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

fn form_of(view: &AgreementView) -> AgreementForm {
    let found = &view.line.agreement;
    AgreementForm::of_draft(found.agreement.account_id, &draft_of(found))
}

/// `GET /agreements/{id}/edit`
pub async fn edit(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AgreementId::parse(&id).ok_or(WebError::NotFound)?;
    let view = state.desk.agreement(&visitor.user, id).await?;
    visitor.require(visitor.user.may_edit)?;
    let form = form_of(&view);
    let mut page = edit_page(&state, &visitor, &view, form, Vec::new()).await?;
    page.opened = conflict::opened(&page.form.versions(visitor.t, &page.owners));
    Ok(render(&page)?.into_response())
}

async fn edit_page(
    state: &WebState,
    visitor: &SignedIn,
    view: &AgreementView,
    form: AgreementForm,
    errors: FieldErrors,
) -> Result<EditPage, WebError> {
    let colleagues = state.desk.colleagues(&visitor.user).await?;
    let found = &view.line.agreement;
    let file = |file: &clientela_store::attachments::Attachment| {
        let chosen = form.files.contains(&file.id);
        (file.id.to_string(), file.attachment.name.clone(), chosen)
    };
    Ok(EditPage {
        frame: visitor.frame(visitor.t.get("agreement-change"), Area::Agreements),
        t: visitor.t,
        heading: format!("{}, {}", found.agreement.number, view.line.account_name),
        lead: "agreement-change-lead",
        action: urls::agreement(found.id),
        account: view.line.account_name.clone(),
        is_new: false,
        owners: owner_options(&colleagues, form.owner),
        files: view.account_files.iter().map(file).collect(),
        form,
        errors,
        version: found.version,
        opened: Markup::default(),
    })
}

/// `POST /agreements/{id}`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AgreementId::parse(&id).ok_or(WebError::NotFound)?;
    let view = state.desk.agreement(&visitor.user, id).await?;
    visitor.require(visitor.user.may_edit)?;
    let version = fields.get("version").parse().unwrap_or(0);
    let form = AgreementForm::of(&fields, Some(view.line.agreement.agreement.account_id));
    let saved = match form.draft() {
        Err((field, message)) => Err(DeskError::Invalid { field, message }),
        Ok(draft) => {
            let (desk, user) = (&state.desk, &visitor.user);
            desk.change_agreement(user, id, &draft, version).await
        }
    };
    match saved {
        Ok(()) => Ok(done(&visitor, &urls::agreement(id), "saved")),
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let mut page = edit_page(&state, &visitor, &view, form, errors).await?;
            page.version = version;
            page.opened = conflict::still_opened(&fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(DeskError::Conflict) => {
            let now = state.desk.agreement(&visitor.user, id).await?;
            if now.line.agreement.version == version {
                return Err(WebError::Conflict);
            }
            compared(&state, &visitor, &now, (form, &fields)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Somebody else changed it meanwhile.
async fn compared(
    state: &WebState,
    visitor: &SignedIn,
    now: &AgreementView,
    (mine, fields): (AgreementForm, &Fields),
) -> Result<Response, WebError> {
    let theirs = edit_page(state, visitor, now, form_of(now), Vec::new()).await?;
    let found = &now.line.agreement;
    let conflict = Conflict {
        name: theirs.heading.clone(),
        area: Area::Agreements,
        record: ("agreement", found.id.to_string()),
        action: urls::agreement(found.id),
        back: urls::agreement(found.id),
        version: theirs.version,
        fields,
        mine: mine.versions(visitor.t, &theirs.owners),
        theirs: theirs.form.versions(visitor.t, &theirs.owners),
    };
    conflict::page(state, visitor, conflict).await
}

impl EditPage {
    fn error(&self, name: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| *message)
    }

    /// A fault in one of the rows, said above them: which row it is the message cannot tell.
    fn fault_of(&self, fields: &[&str]) -> Option<&'static str> {
        fields.iter().find_map(|field| self.error(field))
    }

    fn product_fault(&self) -> Option<&'static str> {
        self.fault_of(&["portfolio", "price", "unit", "line_discount"])
    }

    fn clause_fault(&self) -> Option<&'static str> {
        self.fault_of(&[
            "clauses",
            "clause_number",
            "clause_text",
            "dimension",
            "target",
            "tolerance",
            "early_days",
            "late_days",
            "quantity_tolerance",
            "tiers",
            "fee",
        ])
    }
}
