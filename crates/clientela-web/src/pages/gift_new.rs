//! Writing a gift down, and asking first what the policy would say of it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::currency::Currency;
use clientela_domain::ids::AccountId;
use clientela_texts::Texts;

use super::gift_parts::{
    GiftForm, direction_options, kind_options, official_options, remaining_text, why_lines,
};
use super::happening_parts::Undoable;
use super::next_steps::owner_options;
use super::shared::SelectOption;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::gifts::{GiftDirection, GiftVerdict};

#[derive(Template)]
#[template(path = "gift_new.html")]
struct NewPage {
    frame: Frame,
    t: Texts,
    form: GiftForm,
    account: String,
    people: Vec<SelectOption>,
    owners: Vec<SelectOption>,
    verdict: Option<(GiftVerdict, Currency)>,
    errors: FieldErrors,
}

/// `GET /gifts/new`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let fields = Fields::parse(&visitor.query);
    let given = AccountId::parse(fields.get("account"));
    let name = match given {
        Some(id) => state.desk.account_name(&visitor.user, id).await?,
        None => String::new(),
    };
    let form = GiftForm {
        direction: GiftDirection::from_code(fields.get("direction")),
        ..GiftForm::of(&fields, given)
    };
    let page = page(&state, &visitor, (form, name), None, Vec::new()).await?;
    Ok(render(&page)?.into_response())
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    (form, account): (GiftForm, String),
    verdict: Option<GiftVerdict>,
    errors: FieldErrors,
) -> Result<NewPage, WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let colleagues = desk.colleagues(user).await?;
    let people = match form.account {
        Some(id) => desk.people_at(user, id).await?,
        None => Vec::new(),
    };
    let (_, currency) = desk.gift_settings(user).await?;
    Ok(NewPage {
        frame: visitor.frame(visitor.t.get("gift-new"), Area::Gifts),
        t: visitor.t,
        owners: owner_options(&colleagues, form.user.or(Some(user.id))),
        people: people
            .into_iter()
            .map(|(id, name)| SelectOption {
                selected: form.person == Some(id),
                value: id.to_string(),
                name,
            })
            .collect(),
        verdict: verdict.map(|verdict| (verdict, currency)),
        form,
        account,
        errors,
    })
}

/// `POST /gifts/new`: writes it down, or only says what the policy would.
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let typed = fields.get("client").to_owned();
    let account = state.desk.find_account(&visitor.user, &typed).await?;
    let form = GiftForm::of(&fields, account);
    let only_try = fields.get("only") == "try";
    let invalid = |(field, message)| DeskError::Invalid { field, message };
    let done = match (account, form.draft()) {
        (None, _) => Err(invalid(("client", "add-client-unknown"))),
        (_, Err(fault)) => Err(invalid(fault)),
        (Some(account), Ok(draft)) if only_try => {
            let tried = state.desk.try_gift(&visitor.user, account, &draft).await;
            tried.map(Done::Tried)
        }
        (Some(account), Ok(draft)) => {
            let written = state.desk.write_gift(&visitor.user, account, &draft).await;
            written.map(Done::Written)
        }
    };
    match done {
        Ok(Done::Written(id)) => {
            let there = Undoable::GiftWritten(id).after(&urls::gift(id));
            Ok(Redirect::to(&there).into_response())
        }
        Ok(Done::Tried(verdict)) => {
            let page = page(&state, &visitor, (form, typed), Some(verdict), Vec::new()).await?;
            Ok(render(&page)?.into_response())
        }
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let page = page(&state, &visitor, (form, typed), None, errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

enum Done {
    Written(clientela_domain::ids::GiftId),
    Tried(GiftVerdict),
}

impl NewPage {
    fn error(&self, name: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| *message)
    }

    fn directions(&self) -> Vec<SelectOption> {
        direction_options(self.t, self.form.direction)
    }

    fn kinds(&self) -> Vec<SelectOption> {
        kind_options(self.t, self.form.kind)
    }

    fn officials(&self) -> Vec<SelectOption> {
        official_options(self.t, self.form.official)
    }

    /// What the policy would say; empty before it was asked.
    fn verdict_text(&self) -> String {
        let verdict = self.verdict.as_ref();
        verdict.map_or_else(String::new, |(verdict, _)| {
            self.t.get(verdict.decision.message_id()).into_owned()
        })
    }

    fn verdict_tone(&self) -> &'static str {
        let state = self.verdict.as_ref().map(|(one, _)| one.decision.state());
        state.map_or("", super::gift_parts::tone)
    }

    fn verdict_why(&self) -> Vec<String> {
        let Some((verdict, currency)) = &self.verdict else {
            return Vec::new();
        };
        let mut lines = why_lines(self.t, verdict);
        lines.push(remaining_text(self.t, verdict, *currency));
        lines
    }
}
