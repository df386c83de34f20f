//! The form of an interaction: a new one, an existing one, and what could not be taken with everything
//! that was typed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::ids::{AccountId, InteractionId, PersonId, UserId};
use clientela_domain::prospects::Asked;
use clientela_texts::Texts;

use super::conflict::{self, Conflict, FieldVersion};
use super::done;
use super::happening_parts::{
    FileLink, Undoable, asked_options, kind_options, mood_name, undo_notice,
};
use super::next_steps::{owner_options, step_of};
use super::shared::SelectOption;
use crate::desk::{Answer, DeskError};
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::{
    AttachedTo, Direction, Interaction, InteractionDraft, InteractionKind, NamesDraft, StepDraft,
};

/// An interaction and its next step as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct InteractionForm {
    pub account: Option<AccountId>,
    pub kind: String,
    pub day: String,
    pub direction: String,
    pub summary: String,
    pub mood: String,
    pub minutes: String,
    pub asked: String,
    pub names: String,
    pub given_by: String,
    pub private: bool,
    pub people: Vec<PersonId>,
    pub users: Vec<UserId>,
    pub step: StepDraft,
}

impl InteractionForm {
    /// What a form says.
    pub(super) fn of(fields: &Fields, account: Option<AccountId>) -> Self {
        let text = |name: &str| fields.get(name).to_owned();
        Self {
            account: account.or_else(|| AccountId::parse(fields.get("account"))),
            kind: text("kind"),
            day: text("day"),
            direction: text("direction"),
            summary: text("summary"),
            mood: text("mood"),
            minutes: text("duration_minutes"),
            asked: text("asked"),
            names: text("names"),
            given_by: text("given_by"),
            private: fields.get("private") == "yes",
            people: fields.all("people").filter_map(PersonId::parse).collect(),
            users: fields.all("users").filter_map(UserId::parse).collect(),
            step: step_of(fields, "step_"),
        }
    }

    fn of_interaction(view: &Interaction) -> Self {
        let one = &view.interaction;
        Self {
            account: one.account_id,
            kind: one.kind.code().to_owned(),
            day: one.day.to_string(),
            direction: one.direction.map_or("", Direction::code).to_owned(),
            summary: one.summary.clone(),
            mood: one.mood.map(|mood| mood.to_string()).unwrap_or_default(),
            minutes: one
                .duration_minutes
                .map(|minutes| minutes.to_string())
                .unwrap_or_default(),
            asked: one.asked.code().to_owned(),
            names: String::new(),
            given_by: String::new(),
            private: one.private,
            people: one.people.clone(),
            users: one.users.clone(),
            step: StepDraft::default(),
        }
    }

    fn draft(&self) -> Answer<InteractionDraft> {
        let invalid = |field, message| DeskError::Invalid { field, message };
        let kind = InteractionKind::from_code(&self.kind)
            .ok_or(invalid("kind", "field-choice-invalid"))?;
        let minutes = match self.minutes.as_str() {
            "" => None,
            text => Some(
                text.parse()
                    .map_err(|_| invalid("duration_minutes", "field-value-invalid"))?,
            ),
        };
        Ok(InteractionDraft {
            day: self.day.clone(),
            direction: Direction::from_code(&self.direction),
            summary: self.summary.clone(),
            mood: self.mood.parse().ok(),
            duration_minutes: minutes,
            asked: Asked::from_code(&self.asked).unwrap_or(Asked::NotRecorded),
            private: self.private,
            people: self.people.clone(),
            users: self.users.clone(),
            names: NamesDraft {
                given_by: PersonId::parse(&self.given_by),
                lines: self.names.clone(),
            },
            ..InteractionDraft::new(self.account, kind)
        })
    }

    /// This one gave the names.
    pub(super) fn is_given_by(&self, person: &str) -> bool {
        self.given_by == person
    }

    /// Writes it down; a form that only plans plans only.
    pub(super) async fn log(&self, state: &WebState, visitor: &SignedIn) -> Answer<()> {
        let nothing_happened = self.kind.is_empty() && self.summary.is_empty();
        if nothing_happened && !self.step.what.is_empty() {
            let account = self.account.ok_or(DeskError::Invalid {
                field: "account",
                message: "field-required",
            })?;
            return state
                .desk
                .plan_next_step(&visitor.user, account, &self.step)
                .await;
        }
        state
            .desk
            .log_interaction(&visitor.user, &self.draft()?, &self.step)
            .await?;
        Ok(())
    }
}

#[derive(Template)]
#[template(path = "interaction.html")]
struct InteractionPage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    view: Option<Interaction>,
    form: InteractionForm,
    account: String,
    people: Vec<SelectOption>,
    users: Vec<SelectOption>,
    owners: Vec<SelectOption>,
    files: Vec<FileLink>,
    may_change: bool,
    errors: FieldErrors,
    /// Version it was read at; 0 for a new one.
    version: i64,
    opened: Markup,
}

impl InteractionPage {
    fn error(&self, name: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| *message)
    }

    /// Where a promise made in this conversation is written down; a private one is told to nobody.
    fn promise_href(&self) -> String {
        let view = self.view.as_ref().filter(|_| self.may_change);
        let open = view.filter(|view| !view.interaction.private);
        match open.and_then(|view| Some((view.interaction.account_id?, view.id))) {
            Some((account, id)) => urls::obligation_new_from(account, id),
            None => String::new(),
        }
    }

    fn kinds(&self) -> Vec<SelectOption> {
        kind_options(self.t, InteractionKind::from_code(&self.form.kind))
    }

    fn directions(&self) -> Vec<SelectOption> {
        let option = |direction: &Direction| SelectOption {
            value: direction.code().to_owned(),
            name: self
                .t
                .get(&format!("direction-{}", direction.code()))
                .into_owned(),
            selected: self.form.direction == direction.code(),
        };
        Direction::ALL.iter().map(option).collect()
    }

    fn moods(&self) -> Vec<SelectOption> {
        let option = |mood: i8| SelectOption {
            value: mood.to_string(),
            name: mood_name(self.t, mood),
            selected: self.form.mood == mood.to_string(),
        };
        (-2..=2).rev().map(option).collect()
    }

    fn asked(&self) -> Vec<SelectOption> {
        asked_options(self.t, &self.form.asked)
    }

    fn account_href(&self) -> String {
        urls::home_of(self.form.account, None)
    }

    fn action(&self) -> String {
        match (&self.view, self.form.account) {
            (Some(view), _) => urls::interaction(view.id),
            (None, Some(account)) => urls::account_interactions(account),
            (None, None) => urls::ADD.to_owned(),
        }
    }

    fn deed(&self, deed: &str) -> String {
        self.view
            .as_ref()
            .map_or_else(String::new, |view| urls::interaction_deed(view.id, deed))
    }

    fn is_new(&self) -> bool {
        self.view.is_none()
    }

    /// What is open to others stays open, so the choice is only offered before.
    fn may_be_private(&self) -> bool {
        self.view
            .as_ref()
            .is_none_or(|view| view.interaction.private)
    }

    /// What the form says, field by field.
    fn versions(&self) -> Vec<FieldVersion> {
        let (t, form) = (self.t, &self.form);
        let text = |name, label: &str, value: &str| FieldVersion::text(name, t.get(label), value);
        let choice = |name, label: &str, options: &[SelectOption], value: &str| {
            FieldVersion::choice(name, t.get(label), options, value)
        };
        let several = |name, label: &str, options: &[SelectOption], chosen: Vec<String>| {
            let chosen = options
                .iter()
                .filter(|option| chosen.contains(&option.value));
            let pairs = chosen.map(|option| (option.value.clone(), option.name.clone()));
            FieldVersion::several(name, t.get(label), pairs)
        };
        let people = form.people.iter().map(ToString::to_string).collect();
        let users = form.users.iter().map(ToString::to_string).collect();
        vec![
            choice("kind", "interaction-kind", &self.kinds(), &form.kind),
            text("day", "interaction-day", &form.day),
            choice(
                "direction",
                "interaction-direction",
                &self.directions(),
                &form.direction,
            ),
            choice("mood", "interaction-mood", &self.moods(), &form.mood),
            text("duration_minutes", "interaction-duration", &form.minutes),
            choice("asked", "interaction-asked", &self.asked(), &form.asked),
            text("summary", "interaction-summary", &form.summary),
            text("names", "chain-names", &form.names),
            choice("given_by", "chain-given-by", &self.people, &form.given_by),
            several("people", "interaction-people", &self.people, people),
            several("users", "interaction-users", &self.users, users),
            FieldVersion::truth(t, "private", t.get("private-check"), form.private),
        ]
    }

    fn account_value(&self) -> String {
        self.form
            .account
            .map(|id| id.to_string())
            .unwrap_or_default()
    }
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    form: InteractionForm,
    view: Option<Interaction>,
    errors: FieldErrors,
) -> Result<InteractionPage, WebError> {
    let (desk, user, t) = (&state.desk, &visitor.user, visitor.t);
    let account = match form.account {
        Some(id) => desk.account_name(user, id).await?,
        None => String::new(),
    };
    let mut people = match form.account {
        Some(id) => desk.people_at(user, id).await?,
        None => Vec::new(),
    };
    let elsewhere: Vec<PersonId> = form
        .people
        .iter()
        .copied()
        .filter(|id| people.iter().all(|(known, _)| known != id))
        .collect();
    people.extend(desk.people_named(user, &elsewhere).await?);
    let colleagues = desk.colleagues(user).await?;
    let files = match &view {
        Some(view) => desk.files(user, AttachedTo::Interaction(view.id)).await?,
        None => Vec::new(),
    };
    let own = view
        .as_ref()
        .is_none_or(|view| view.author_id == Some(user.id));
    let title = if view.is_some() {
        "interaction-title"
    } else {
        "interaction-new"
    };
    let frame = visitor.frame(t.get(title), Area::Activity);
    let part_of_it =
        |id: &UserId| form.users.contains(id) || (form.users.is_empty() && *id == user.id);
    Ok(InteractionPage {
        undo: undo_notice(visitor, &frame)?,
        account,
        people: people
            .into_iter()
            .map(|(id, name)| SelectOption {
                selected: form.people.contains(&id),
                value: id.to_string(),
                name,
            })
            .collect(),
        users: colleagues
            .iter()
            .filter(|one| one.active || form.users.contains(&one.id))
            .map(|one| SelectOption {
                selected: part_of_it(&one.id),
                value: one.id.to_string(),
                name: one.name.clone(),
            })
            .collect(),
        owners: owner_options(&colleagues, form.step.owner.or(Some(user.id))),
        files: files.iter().map(|file| FileLink::new(t, file)).collect(),
        may_change: user.may_edit && (own || user.is_administrator),
        version: view.as_ref().map_or(0, |view| view.version),
        opened: Markup::default(),
        frame,
        t,
        view,
        form,
        errors,
    })
}

/// The form again, with what was typed and what is wrong with it.
pub(super) async fn refused(
    state: &WebState,
    visitor: &SignedIn,
    form: InteractionForm,
    view: Option<Interaction>,
    error: (&'static str, &'static str),
) -> Result<Response, WebError> {
    let page = page(state, visitor, form, view, vec![error]).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
}

/// `GET /accounts/{id}/interactions/new`
pub async fn new(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let asked = Fields::parse(&visitor.query);
    let form = InteractionForm {
        account: Some(id),
        kind: asked.get("kind").to_owned(),
        asked: asked.get("asked").to_owned(),
        people: asked.all("people").filter_map(PersonId::parse).collect(),
        ..InteractionForm::default()
    };
    let page = page(&state, &visitor, form, None, Vec::new()).await?;
    Ok(render(&page)?.into_response())
}

/// `GET /interactions/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = InteractionId::parse(&id).ok_or(WebError::NotFound)?;
    let view = state.desk.interaction(&visitor.user, id).await?;
    let form = InteractionForm::of_interaction(&view);
    let mut page = page(&state, &visitor, form, Some(view), Vec::new()).await?;
    page.opened = conflict::opened(&page.versions());
    Ok(render(&page)?.into_response())
}

/// `POST /interactions/{id}`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = InteractionId::parse(&id).ok_or(WebError::NotFound)?;
    let view = state.desk.interaction(&visitor.user, id).await?;
    let form = InteractionForm::of(&fields, view.interaction.account_id);
    let version = fields.get("version").parse().unwrap_or(0);
    let changed = match form.draft() {
        Ok(draft) => {
            state
                .desk
                .change_interaction(&visitor.user, id, &draft, version)
                .await
        }
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => {
            let back = urls::home_of(form.account, None);
            Ok(done(&visitor, &format!("{back}#timeline"), "saved"))
        }
        Err(DeskError::Invalid { field, message }) => {
            let errors = vec![(field, message)];
            let mut page = page(&state, &visitor, form, Some(view), errors).await?;
            page.version = version;
            page.opened = conflict::still_opened(&fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
        }
        Err(DeskError::Conflict) => {
            let now = state.desk.interaction(&visitor.user, id).await?;
            if now.version == version {
                return Err(WebError::Conflict);
            }
            compared(&state, &visitor, now, form, &fields).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Somebody else changed the interaction meanwhile.
async fn compared(
    state: &WebState,
    visitor: &SignedIn,
    now: Interaction,
    form: InteractionForm,
    fields: &Fields,
) -> Result<Response, WebError> {
    let standing = InteractionForm::of_interaction(&now);
    let theirs = page(state, visitor, standing, Some(now.clone()), Vec::new()).await?;
    let mine = page(state, visitor, form, Some(now), Vec::new()).await?;
    let title = visitor.t.get("interaction-title");
    let name = if theirs.account.is_empty() {
        title.into_owned()
    } else {
        format!("{title}, {}", theirs.account)
    };
    let conflict = Conflict {
        name,
        area: Area::Activity,
        record: (
            "interaction",
            theirs
                .view
                .as_ref()
                .map_or_else(String::new, |view| view.id.to_string()),
        ),
        action: theirs.action(),
        back: theirs.account_href(),
        version: theirs.version,
        fields,
        mine: mine.versions(),
        theirs: theirs.versions(),
    };
    conflict::page(state, visitor, conflict).await
}

/// `POST /interactions/{id}/{deed}`
pub async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, deed)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = InteractionId::parse(&id).ok_or(WebError::NotFound)?;
    match deed.as_str() {
        "delete" => {
            let view = state.desk.interaction(&visitor.user, id).await?;
            let version = fields.get("version").parse().unwrap_or(0);
            state
                .desk
                .delete_interaction(&visitor.user, id, version)
                .await?;
            let back = urls::home_of(view.interaction.account_id, None);
            Ok(Redirect::to(&Undoable::InteractionRemoved(id).after(&back)).into_response())
        }
        "restore" => {
            state.desk.restore_interaction(&visitor.user, id).await?;
            Ok(done(&visitor, &urls::interaction(id), "saved"))
        }
        _ => Err(WebError::NotFound),
    }
}

/// The form of a next step again: as the form of an interaction, where it stands at the end.
pub(super) async fn step_refused(
    state: &WebState,
    visitor: &SignedIn,
    account: AccountId,
    draft: &StepDraft,
    (field, message): (&'static str, &'static str),
) -> Result<Response, WebError> {
    let form = InteractionForm {
        account: Some(account),
        step: draft.clone(),
        ..InteractionForm::default()
    };
    refused(state, visitor, form, None, (field, message)).await
}
