//! Writing support down.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::ids::AccountId;
use clientela_texts::Texts;

use super::happening_parts::Undoable;
use super::shared::SelectOption;
use super::support::{Choices, choices};
use super::support_parts::{SupportForm, kind_options, mark_options, side_options};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;

#[derive(Template)]
#[template(path = "support_new.html")]
struct NewPage {
    frame: Frame,
    t: Texts,
    form: SupportForm,
    account: String,
    choices: Choices,
    errors: FieldErrors,
}

/// `GET /support/new`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let fields = Fields::parse(&visitor.query);
    let given = AccountId::parse(fields.get("account"));
    let name = match given {
        Some(id) => state.desk.account_name(&visitor.user, id).await?,
        None => String::new(),
    };
    let form = SupportForm::of(&fields, given);
    let page = page(&state, &visitor, (form, name), Vec::new()).await?;
    Ok(render(&page)?.into_response())
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    (mut form, account): (SupportForm, String),
    errors: FieldErrors,
) -> Result<NewPage, WebError> {
    form.owner = form.owner.or(Some(visitor.user.id));
    Ok(NewPage {
        frame: visitor.frame(visitor.t.get("support-new"), Area::Support),
        t: visitor.t,
        choices: choices(state, visitor, &form).await?,
        form,
        account,
        errors,
    })
}

/// `POST /support/new`
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let typed = fields.get("client").to_owned();
    let account = state.desk.find_account(&visitor.user, &typed).await?;
    let form = SupportForm::of(&fields, account);
    let invalid = |(field, message)| DeskError::Invalid { field, message };
    let saved = match (account, form.draft()) {
        (None, _) => Err(invalid(("client", "add-client-unknown"))),
        (_, Err(fault)) => Err(invalid(fault)),
        (Some(account), Ok(draft)) => {
            state
                .desk
                .write_support(&visitor.user, account, &draft)
                .await
        }
    };
    match saved {
        Ok(id) => {
            let there = Undoable::SupportWritten(id).after(&urls::support(id));
            Ok(Redirect::to(&there).into_response())
        }
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let page = page(&state, &visitor, (form, typed), errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

impl NewPage {
    fn error(&self, name: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| *message)
    }

    fn sides(&self) -> Vec<SelectOption> {
        side_options(self.t, self.form.side)
    }

    fn kinds(&self) -> Vec<SelectOption> {
        kind_options(self.t, self.form.kind)
    }

    fn marks(&self) -> Vec<SelectOption> {
        mark_options(self.t, self.form.mark)
    }
}
