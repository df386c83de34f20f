//! What happened with a person, as a section of the person's page, and the form of a note.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use clientela_domain::ids::PersonId;
use clientela_texts::Texts;

use super::done;
use super::happening_parts::{EntryRow, part, undo_notice};
use super::note_forms;
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::CheckedForm;
use crate::frame::{Area, Frame};
use crate::limits::ENTRIES_PER_PAGE;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::{NoteDraft, TimelineQuery};

#[derive(Template)]
#[template(path = "parts/person_happenings.html")]
struct Section {
    frame: Frame,
    t: Texts,
    undo: Markup,
    action: String,
    rows: Vec<EntryRow>,
    may_edit: bool,
}

/// The section of a person's page; with the form of a note for who may edit.
///
/// # Errors
/// When the book cannot answer.
pub async fn section(
    state: &WebState,
    visitor: &SignedIn,
    id: PersonId,
    may_edit: bool,
) -> Result<Markup, WebError> {
    let query = TimelineQuery {
        person: Some(id),
        limit: ENTRIES_PER_PAGE,
        ..TimelineQuery::default()
    };
    let found = state.desk.timeline(&visitor.user, &query).await?;
    let frame = visitor.frame("", Area::Elsewhere);
    part(&Section {
        undo: undo_notice(visitor, &frame)?,
        action: urls::person_notes(id),
        rows: found
            .entries
            .iter()
            .map(|entry| EntryRow::new(visitor.t, entry, true))
            .collect(),
        may_edit,
        frame,
        t: visitor.t,
    })
}

/// `POST /people/{id}/notes`
///
/// # Errors
/// As a page.
pub async fn write_note(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = PersonId::parse(&id).ok_or(WebError::NotFound)?;
    let draft = NoteDraft {
        account: None,
        person: Some(id),
        text: fields.get("text").to_owned(),
        private: fields.get("private") == "yes",
    };
    match state.desk.write_note(&visitor.user, &draft).await {
        Ok(_) => {
            let place = format!("/people/{id}#timeline");
            Ok(done(&visitor, &place, "note-saved").into_response())
        }
        Err(DeskError::Invalid { field, message }) => {
            note_forms::refused(&visitor, &draft, (field, message))
        }
        Err(other) => Err(other.into()),
    }
}
