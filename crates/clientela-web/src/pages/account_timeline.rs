//! A client's next steps and what happened last, on its page; and the forms that add to them.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::AccountId;
use clientela_texts::Texts;

use super::done;
use super::happening_parts::{
    EntryRow, FileLink, StepRow, part, silence_text, silence_why, undo_notice, without_undo,
};
use super::next_steps::{owner_options, step_of};
use super::shared::SelectOption;
use super::{interaction_forms, note_forms};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::CheckedForm;
use crate::frame::{Area, Frame};
use crate::limits::ENTRIES_ON_RECORD;
use crate::markup::{Markup, icon_s};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::{
    AttachedTo, Attention, NoteDraft, Silence, StepQuery, TimelineQuery,
};

/// Next steps of one client shown; more than that is no plan.
const STEPS_SHOWN: u64 = 20;

#[derive(Template)]
#[template(path = "parts/account_happenings.html")]
struct Section {
    frame: Frame,
    t: Texts,
    undo: Markup,
    id: AccountId,
    attention: Attention,
    steps: Vec<StepRow>,
    rows: Vec<EntryRow>,
    more: bool,
    kinds: Vec<SelectOption>,
    owners: Vec<SelectOption>,
    files: Vec<FileLink>,
    may_edit: bool,
    here: String,
}

impl Section {
    fn silence(&self) -> String {
        silence_text(self.t, &self.attention.silence)
    }

    fn is_silent(&self) -> bool {
        self.attention.silence.state == Silence::Longer
    }

    fn silence_why(&self) -> Vec<String> {
        silence_why(self.t, &self.attention.silence)
    }

    fn warning(&self) -> Markup {
        icon_s("alert-triangle")
    }

    fn steps_action(&self) -> String {
        urls::account_next_steps(self.id)
    }

    fn timeline_href(&self) -> String {
        urls::account_timeline(self.id)
    }

    fn log_action(&self) -> String {
        urls::account_interactions(self.id)
    }

    fn log_form(&self) -> String {
        urls::new_interaction(self.id)
    }

    fn notes_action(&self) -> String {
        urls::account_notes(self.id)
    }

    fn files_action(&self) -> String {
        urls::account_files(self.id)
    }
}

/// The section of a client's page.
pub(super) async fn section(
    state: &WebState,
    visitor: &SignedIn,
    id: AccountId,
) -> Result<Markup, WebError> {
    let (desk, user, t) = (&state.desk, &visitor.user, visitor.t);
    let steps = StepQuery {
        account: Some(id),
        limit: STEPS_SHOWN,
        ..StepQuery::default()
    };
    let latest = TimelineQuery {
        account: Some(id),
        limit: ENTRIES_ON_RECORD,
        ..TimelineQuery::default()
    };
    let steps = desk.next_steps(user, &steps).await?;
    let found = desk.timeline(user, &latest).await?;
    let frame = visitor.frame("", Area::Accounts);
    let colleagues = desk.colleagues(user).await?;
    let files = desk.files(user, AttachedTo::Account(id)).await?;
    part(&Section {
        undo: undo_notice(visitor, &frame)?,
        attention: desk.attention(user, id).await?,
        steps: steps
            .lines
            .iter()
            .map(|line| StepRow::new(t, line))
            .collect(),
        rows: found
            .entries
            .iter()
            .map(|entry| EntryRow::new(t, entry, false))
            .collect(),
        more: found.next.is_some(),
        kinds: super::happening_parts::kind_options(t, None),
        owners: owner_options(&colleagues, Some(visitor.user.id)),
        files: files.iter().map(|file| FileLink::new(t, file)).collect(),
        may_edit: visitor.user.may_edit,
        here: without_undo(&visitor.here),
        frame,
        t,
        id,
    })
}

fn place(id: AccountId, anchor: &str) -> String {
    format!("{}#{anchor}", urls::account(id))
}

/// `POST /accounts/{id}/notes`
pub async fn write_note(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let draft = NoteDraft {
        account: Some(id),
        person: None,
        text: fields.get("text").to_owned(),
        private: fields.get("private") == "yes",
    };
    match state.desk.write_note(&visitor.user, &draft).await {
        Ok(_) => Ok(done(&visitor, &place(id, "timeline"), "note-saved")),
        Err(DeskError::Invalid { field, message }) => {
            note_forms::refused(&visitor, &draft, (field, message))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /accounts/{id}/next-steps`
pub async fn plan_next_step(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let draft = step_of(&fields, "");
    match state.desk.plan_next_step(&visitor.user, id, &draft).await {
        Ok(()) => Ok(done(&visitor, &place(id, "next-steps"), "step-saved")),
        Err(DeskError::Invalid { field, message }) => {
            interaction_forms::step_refused(&state, &visitor, id, &draft, (field, message)).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /accounts/{id}/interactions`
pub async fn log_interaction(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let form = interaction_forms::InteractionForm::of(&fields, Some(id));
    match form.log(&state, &visitor).await {
        Ok(()) => Ok(done(&visitor, &place(id, "timeline"), "interaction-saved")),
        Err(DeskError::Invalid { field, message }) => {
            interaction_forms::refused(&state, &visitor, form, None, (field, message)).await
        }
        Err(other) => Err(WebError::from(other)),
    }
    .map(IntoResponse::into_response)
}
