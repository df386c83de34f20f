//! Interests our own people declare at clients: one's own for everybody, the register for whoever leads.

use askama::Template;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_domain::day::Date;
use clientela_domain::ids::{InterestId, UserId};
use clientela_domain::interests::InterestKind;
use clientela_store::interests::DeclaredInterest;
use clientela_texts::{Texts, format};

use super::done;
use super::happening_parts::undo_notice;
use super::shared::SelectOption;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::Colleague;
use crate::views::interests::{InterestDraft, Interests, draft_of, state_of};

/// The addresses of declared interests.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::INTERESTS, get(list).post(declare))
        .route("/interests/{id}", get(edit).post(change))
        .route("/interests/{id}/withdraw", post(withdraw))
}

#[derive(Template)]
#[template(path = "interests.html")]
struct ListPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    view: Interests,
    colleagues: Vec<Colleague>,
    today: Date,
    own: UserId,
    form: InterestForm,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "interest.html")]
struct EditPage {
    frame: Frame,
    t: Texts,
    known: DeclaredInterest,
    today: Date,
    is_own: bool,
    form: InterestForm,
    errors: FieldErrors,
}

/// An interest as its form says it.
#[derive(Clone, Debug, Default)]
struct InterestForm {
    /// Name or code of the client.
    client: String,
    /// Whose; the reader's own when absent.
    user: Option<UserId>,
    draft: InterestDraft,
}

impl InterestForm {
    fn typed(fields: &Fields) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            client: text("client"),
            user: UserId::parse(fields.get("user")),
            draft: InterestDraft {
                kind: InterestKind::from_code(fields.get("kind")),
                first_day: text("first_day"),
                last_day: text("last_day"),
                note: text("note"),
            },
        }
    }

    fn kinds(&self, t: Texts) -> Vec<SelectOption> {
        let option = |kind: &InterestKind| SelectOption {
            value: kind.code().to_owned(),
            name: t.get(kind.message_id()).into_owned(),
            selected: self.draft.kind == Some(*kind),
        };
        InterestKind::ALL.iter().map(option).collect()
    }
}

/// An interest as a row shows it.
struct InterestRow {
    account: String,
    account_href: String,
    href: String,
    user: String,
    kind: String,
    term: String,
    state: String,
    class: &'static str,
    note: String,
}

impl InterestRow {
    fn new(t: Texts, one: &DeclaredInterest, today: Date) -> Self {
        let known = &one.interest;
        let state = state_of(one, today);
        let until = known.last_day.map_or_else(
            || t.get("interests-no-end").into_owned(),
            |day| format::day(t.language, day),
        );
        Self {
            account: one.account_name.clone(),
            account_href: urls::account_confidentiality(known.account_id),
            href: urls::interest(one.id),
            user: one.user_name.clone(),
            kind: t.get(known.kind.message_id()).into_owned(),
            term: format!("{} – {until}", format::day(t.language, known.first_day)),
            state: t.get(&format!("interests-state-{state}")).into_owned(),
            class: if state == "current" {
                "mark mark-warn"
            } else {
                "mark"
            },
            note: known.note.clone(),
        }
    }
}

/// `GET /interests`; `client` names the one at which an interest is declared.
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let form = InterestForm {
        client: Fields::parse(&visitor.query).get("client").to_owned(),
        ..InterestForm::default()
    };
    let page = list_page(&state, &visitor, form, Vec::new()).await?;
    Ok(render(&page)?.into_response())
}

async fn list_page(
    state: &WebState,
    visitor: &SignedIn,
    form: InterestForm,
    errors: FieldErrors,
) -> Result<ListPage, WebError> {
    let asked = Fields::parse(&visitor.query);
    let frame = visitor.frame(visitor.t.get("interests-title"), Area::Confidentiality);
    Ok(ListPage {
        undo: undo_notice(visitor, &frame)?,
        frame,
        t: visitor.t,
        view: state
            .desk
            .interests(&visitor.user, asked.get("after"))
            .await?,
        colleagues: state.desk.colleagues(&visitor.user).await?,
        today: state.desk.today(),
        own: visitor.user.id,
        form,
        errors,
    })
}

/// `POST /interests`
async fn declare(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let form = InterestForm::typed(&fields);
    match declared(&state, &visitor, &form).await {
        Ok(_) => Ok(done(&visitor, urls::INTERESTS, "interests-declared")),
        Err(DeskError::Invalid { field, message }) => {
            let page = list_page(&state, &visitor, form, vec![(field, message)]).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn declared(
    state: &WebState,
    visitor: &SignedIn,
    form: &InterestForm,
) -> Result<InterestId, DeskError> {
    let unknown = DeskError::Invalid {
        field: "client",
        message: "add-client-unknown",
    };
    let account = state.desk.find_account(&visitor.user, &form.client).await?;
    let account = account.ok_or(unknown)?;
    let desk = &state.desk;
    desk.declare_interest(&visitor.user, (account, form.user), &form.draft)
        .await
}

fn interest(id: &str) -> Result<InterestId, WebError> {
    InterestId::parse(id).ok_or(WebError::NotFound)
}

/// `GET /interests/{id}`
async fn edit(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let known = state.desk.interest(&visitor.user, interest(&id)?).await?;
    let form = InterestForm {
        draft: draft_of(&known.interest),
        ..InterestForm::default()
    };
    let page = edit_page(&state, &visitor, known, form, Vec::new());
    Ok(render(&page)?.into_response())
}

fn edit_page(
    state: &WebState,
    visitor: &SignedIn,
    known: DeclaredInterest,
    form: InterestForm,
    errors: FieldErrors,
) -> EditPage {
    EditPage {
        frame: visitor.frame(visitor.t.get("interests-one"), Area::Confidentiality),
        t: visitor.t,
        today: state.desk.today(),
        is_own: known.interest.user_id == visitor.user.id,
        known,
        form,
        errors,
    }
}

/// `POST /interests/{id}`
async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = interest(&id)?;
    let known = state.desk.interest(&visitor.user, id).await?;
    let form = InterestForm::typed(&fields);
    let which = (id, fields.get("version").parse().unwrap_or(0));
    let changed = state
        .desk
        .change_interest(&visitor.user, which, &form.draft)
        .await;
    again(
        &state,
        &visitor,
        (known, form),
        "interests-changed",
        changed,
    )
}

/// `POST /interests/{id}/withdraw`
async fn withdraw(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = interest(&id)?;
    let known = state.desk.interest(&visitor.user, id).await?;
    let form = InterestForm {
        draft: draft_of(&known.interest),
        ..InterestForm::default()
    };
    let which = (id, fields.get("version").parse().unwrap_or(0));
    let withdrawn = state
        .desk
        .withdraw_interest(&visitor.user, which, fields.get("why"))
        .await;
    again(
        &state,
        &visitor,
        (known, form),
        "interests-withdrawn",
        withdrawn,
    )
}

/// The way back to the list, or the page again with what is wrong.
fn again(
    state: &WebState,
    visitor: &SignedIn,
    (known, form): (DeclaredInterest, InterestForm),
    message: &'static str,
    end: Result<(), DeskError>,
) -> Result<Response, WebError> {
    match end {
        Ok(()) => Ok(done(visitor, urls::INTERESTS, message)),
        Err(DeskError::Invalid { field, message }) => {
            let page = edit_page(state, visitor, known, form, vec![(field, message)]);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// The message about a field, when something is wrong with it.
fn error_at(errors: &FieldErrors, name: &str) -> Option<&'static str> {
    let found = errors.iter().find(|(field, _)| *field == name);
    found.map(|(_, message)| *message)
}

impl ListPage {
    fn own_rows(&self) -> Vec<InterestRow> {
        let row = |one| InterestRow::new(self.t, one, self.today);
        self.view.own.iter().map(row).collect()
    }

    fn register(&self) -> Option<Vec<InterestRow>> {
        let row = |one| InterestRow::new(self.t, one, self.today);
        let found = self.view.register.as_ref()?;
        Some(found.iter().map(row).collect())
    }

    fn next(&self) -> Option<String> {
        let next = self.view.next.as_ref()?;
        Some(urls::with_query(urls::INTERESTS, &[("after", next)]))
    }

    /// Whose interest may be declared, for whoever leads.
    fn users(&self) -> Vec<SelectOption> {
        if self.view.register.is_none() {
            return Vec::new();
        }
        let chosen = self.form.user.unwrap_or(self.own);
        let active = self.colleagues.iter().filter(|one| one.active);
        active
            .map(|one| SelectOption {
                value: one.id.to_string(),
                name: one.name.clone(),
                selected: one.id == chosen,
            })
            .collect()
    }

    fn error(&self, name: &str) -> Option<&'static str> {
        error_at(&self.errors, name)
    }
}

impl EditPage {
    fn row(&self) -> InterestRow {
        InterestRow::new(self.t, &self.known, self.today)
    }

    fn action(&self) -> String {
        urls::interest(self.known.id)
    }

    fn withdrawal(&self) -> String {
        urls::interest_withdrawal(self.known.id)
    }

    fn error(&self, name: &str) -> Option<&'static str> {
        error_at(&self.errors, name)
    }
}
