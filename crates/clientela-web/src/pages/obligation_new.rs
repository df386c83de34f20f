//! Writing an obligation down: in one line, of which the page shows what it understood, or in a form.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::ids::{AccountId, InteractionId, SupportId};
use clientela_domain::obligations::Origin;
use clientela_texts::Texts;

use super::add::{Doubt, Mark, doubts, marks};
use super::happening_parts::Undoable;
use super::next_steps::owner_options;
use super::obligation_parts::{ObligationForm, kind_options, origin_options, side_options};
use super::shared::SelectOption;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::obligations::Promised;

#[derive(Template)]
#[template(path = "obligation_new.html")]
struct NewPage {
    frame: Frame,
    t: Texts,
    line: String,
    read: Option<Promised>,
    form: ObligationForm,
    account: String,
    people: Vec<SelectOption>,
    owners: Vec<SelectOption>,
    errors: FieldErrors,
}

/// `GET /obligations/new`
pub async fn show(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let fields = Fields::parse(&visitor.query);
    let line = fields.get("line").to_owned();
    let given = AccountId::parse(fields.get("account"));
    let name = match given {
        Some(id) => state.desk.account_name(&visitor.user, id).await?,
        None => String::new(),
    };
    let mut form = ObligationForm {
        account: given,
        interaction: InteractionId::parse(fields.get("interaction")),
        support: SupportId::parse(fields.get("support")),
        origin: Origin::from_code(fields.get("origin")),
        ..ObligationForm::default()
    };
    if line.is_empty() {
        let page = page(
            &state,
            &visitor,
            (String::new(), None),
            (form, name),
            Vec::new(),
        );
        return Ok(render(&page.await?)?.into_response());
    }
    match state.desk.read_promise(&visitor.user, &line).await {
        Ok(read) => {
            let named = read.account().cloned();
            form = proposed(&read, form, &visitor);
            let name = named.map_or(name, |(_, name)| name);
            let page = page(
                &state,
                &visitor,
                (line, Some(read)),
                (form, name),
                Vec::new(),
            );
            Ok(render(&page.await?)?.into_response())
        }
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let page = page(&state, &visitor, (line, None), (form, name), errors).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// What the line proposes, as a form to be corrected.
fn proposed(read: &Promised, form: ObligationForm, visitor: &SignedIn) -> ObligationForm {
    let draft = read.draft();
    let due = match read.due.as_slice() {
        // As it is read again, whatever the language.
        [day] => day.to_string(),
        _ => String::new(),
    };
    ObligationForm {
        account: read.account().map(|(id, _)| *id).or(form.account),
        debtor: read.debtor,
        what: read.what.clone(),
        kind: Some(read.kind),
        person: draft.person,
        owner: draft.owner.or(Some(visitor.user.id)),
        due,
        is_gift: read.is_gift,
        ..form
    }
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    (line, read): (String, Option<Promised>),
    (form, account): (ObligationForm, String),
    errors: FieldErrors,
) -> Result<NewPage, WebError> {
    let (desk, user) = (&state.desk, &visitor.user);
    let colleagues = desk.colleagues(user).await?;
    let mut people = match form.account {
        Some(id) => desk.people_at(user, id).await?,
        None => Vec::new(),
    };
    let elsewhere: Vec<_> = form
        .person
        .into_iter()
        .filter(|id| people.iter().all(|(known, _)| known != id))
        .collect();
    people.extend(desk.people_named(user, &elsewhere).await?);
    Ok(NewPage {
        frame: visitor.frame(visitor.t.get("obligation-new"), Area::Obligations),
        t: visitor.t,
        owners: owner_options(&colleagues, form.owner.or(Some(user.id))),
        people: people
            .into_iter()
            .map(|(id, name)| SelectOption {
                selected: form.person == Some(id),
                value: id.to_string(),
                name,
            })
            .collect(),
        line,
        read,
        form,
        account,
        errors,
    })
}

/// `POST /obligations/new`
pub async fn save(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let typed = fields.get("client").to_owned();
    let account = state.desk.find_account(&visitor.user, &typed).await?;
    let form = ObligationForm::of(&fields, account);
    let invalid = |(field, message)| DeskError::Invalid { field, message };
    let saved = match (account, form.draft()) {
        (None, _) => Err(invalid(("client", "add-client-unknown"))),
        (_, Err(fault)) => Err(invalid(fault)),
        (Some(account), Ok(draft)) => {
            let written = state.desk.write_obligation(&visitor.user, account, &draft);
            written.await.map(|id| (account, id))
        }
    };
    match saved {
        Ok((account, id)) => {
            let back = format!("{}#obligations", urls::account(account));
            Ok(Redirect::to(&Undoable::ObligationTold(id).after(&back)).into_response())
        }
        Err(DeskError::Invalid { field, message }) => {
            let line = fields.get("line").to_owned();
            let errors = vec![(field, message)];
            let page = page(&state, &visitor, (line, None), (form, typed), errors).await?;
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

    fn marks(&self) -> Vec<Mark> {
        let pieces = self.read.as_ref().map(|read| read.pieces.as_slice());
        marks(self.t, pieces.unwrap_or_default())
    }

    fn doubts(&self) -> Vec<Doubt> {
        let unclear = self.read.as_ref().map(|read| read.unclear.as_slice());
        doubts(self.t, unclear.unwrap_or_default())
    }

    /// Clients the line may mean, to choose from.
    fn account_choices(&self) -> Vec<String> {
        let read = self.read.as_ref().filter(|read| read.accounts.len() > 1);
        read.map_or_else(Vec::new, |read| {
            read.accounts.iter().map(|(_, name)| name.clone()).collect()
        })
    }

    fn sides(&self) -> Vec<SelectOption> {
        side_options(self.t, self.form.debtor)
    }

    fn kinds(&self) -> Vec<SelectOption> {
        kind_options(self.t, self.form.kind)
    }

    fn origins(&self) -> Vec<SelectOption> {
        origin_options(self.t, self.form.origin)
    }

    fn support(&self) -> String {
        let id = self.form.support;
        id.map(|id| id.to_string()).unwrap_or_default()
    }

    fn interaction(&self) -> String {
        let id = self.form.interaction;
        id.map(|id| id.to_string()).unwrap_or_default()
    }
}
