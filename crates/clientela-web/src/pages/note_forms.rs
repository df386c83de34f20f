//! The form of a note: an existing one, and what could not be taken with everything that was typed.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::ids::NoteId;
use clientela_texts::Texts;

use super::conflict::{self, Conflict, FieldVersion};
use super::done;
use super::happening_parts::{FileLink, Undoable, undo_notice};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{CheckedForm, FieldErrors, Fields};
use crate::frame::{Area, Frame, render};
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::happenings::{AttachedTo, Note, NoteDraft};

#[derive(Template)]
#[template(path = "note.html")]
struct NotePage {
    frame: Frame,
    t: Texts,
    undo: Markup,
    view: Option<Note>,
    draft: NoteDraft,
    files: Vec<FileLink>,
    may_change: bool,
    errors: FieldErrors,
    /// Version the words were read at; 0 for a new note.
    version: i64,
    opened: Markup,
}

impl NotePage {
    fn error(&self, name: &str) -> Option<&'static str> {
        self.errors
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, message)| *message)
    }

    fn action(&self) -> String {
        match (&self.view, self.draft.account) {
            (Some(view), _) => urls::note(view.id),
            (None, Some(account)) => urls::account_notes(account),
            (None, None) => self
                .draft
                .person
                .map_or_else(|| urls::ACTIVITY.to_owned(), urls::person_notes),
        }
    }

    fn deed(&self, deed: &str) -> String {
        self.view
            .as_ref()
            .map_or_else(String::new, |view| urls::note_deed(view.id, deed))
    }

    fn back(&self) -> String {
        urls::home_of(self.draft.account, self.draft.person)
    }

    fn may_be_private(&self) -> bool {
        self.view.as_ref().is_none_or(|view| view.note.private)
    }
}

/// What the form of a note says, field by field.
fn versions(t: Texts, draft: &NoteDraft) -> Vec<FieldVersion> {
    vec![
        FieldVersion::text("text", t.get("note-text"), &draft.text),
        FieldVersion::truth(t, "private", t.get("private-check"), draft.private),
    ]
}

fn draft_of(view: &Note) -> NoteDraft {
    NoteDraft {
        account: view.note.account_id,
        person: view.note.person_id,
        text: view.note.text.clone(),
        private: view.note.private,
    }
}

/// The form of a note again, with what was typed.
pub(super) fn refused(
    visitor: &SignedIn,
    draft: &NoteDraft,
    error: (&'static str, &'static str),
) -> Result<Response, WebError> {
    let page = NotePage {
        frame: visitor.frame(visitor.t.get("note-title"), Area::Activity),
        t: visitor.t,
        undo: Markup::default(),
        view: None,
        draft: draft.clone(),
        files: Vec::new(),
        may_change: true,
        errors: vec![error],
        version: 0,
        opened: Markup::default(),
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&page)?).into_response())
}

/// `GET /notes/{id}`
pub async fn show(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = NoteId::parse(&id).ok_or(WebError::NotFound)?;
    let view = state.desk.note(&visitor.user, id).await?;
    let draft = draft_of(&view);
    let mut found = page(&state, &visitor, view, draft, Vec::new()).await?;
    found.opened = conflict::opened(&versions(found.t, &found.draft));
    Ok(render(&found)?.into_response())
}

async fn page(
    state: &WebState,
    visitor: &SignedIn,
    view: Note,
    draft: NoteDraft,
    errors: FieldErrors,
) -> Result<NotePage, WebError> {
    let files = state
        .desk
        .files(&visitor.user, AttachedTo::Note(view.id))
        .await?;
    let frame = visitor.frame(visitor.t.get("note-title"), Area::Activity);
    let own = view.author_id == Some(visitor.user.id);
    Ok(NotePage {
        undo: undo_notice(visitor, &frame)?,
        files: files
            .iter()
            .map(|file| FileLink::new(visitor.t, file))
            .collect(),
        may_change: visitor.user.may_edit && (own || visitor.user.is_administrator),
        frame,
        t: visitor.t,
        version: view.version,
        view: Some(view),
        draft,
        errors,
        opened: Markup::default(),
    })
}

/// `POST /notes/{id}`
pub async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = NoteId::parse(&id).ok_or(WebError::NotFound)?;
    let view = state.desk.note(&visitor.user, id).await?;
    let draft = NoteDraft {
        account: view.note.account_id,
        person: view.note.person_id,
        text: fields.get("text").to_owned(),
        private: fields.get("private") == "yes",
    };
    let version = fields.get("version").parse().unwrap_or(0);
    match state
        .desk
        .change_note(&visitor.user, id, &draft, version)
        .await
    {
        Ok(()) => {
            let back = urls::home_of(draft.account, draft.person);
            Ok(done(&visitor, &format!("{back}#timeline"), "note-saved"))
        }
        Err(DeskError::Invalid { field, message }) => {
            let mut found = page(&state, &visitor, view, draft, vec![(field, message)]).await?;
            found.version = version;
            found.opened = conflict::still_opened(&fields);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&found)?).into_response())
        }
        Err(DeskError::Conflict) => {
            let now = state.desk.note(&visitor.user, id).await?;
            if now.version == version {
                return Err(WebError::Conflict);
            }
            compared(&state, &visitor, &now, &draft, &fields).await
        }
        Err(other) => Err(other.into()),
    }
}

/// Somebody else changed the note meanwhile.
async fn compared(
    state: &WebState,
    visitor: &SignedIn,
    now: &Note,
    draft: &NoteDraft,
    fields: &Fields,
) -> Result<Response, WebError> {
    let t = visitor.t;
    let conflict = Conflict {
        name: t.get("note-title").into_owned(),
        area: Area::Activity,
        record: ("note", now.id.to_string()),
        action: urls::note(now.id),
        back: urls::home_of(draft.account, draft.person),
        version: now.version,
        fields,
        mine: versions(t, draft),
        theirs: versions(t, &draft_of(now)),
    };
    conflict::page(state, visitor, conflict).await
}

/// `POST /notes/{id}/{deed}`
pub async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, deed)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = NoteId::parse(&id).ok_or(WebError::NotFound)?;
    match deed.as_str() {
        "delete" => {
            let view = state.desk.note(&visitor.user, id).await?;
            let version = fields.get("version").parse().unwrap_or(0);
            state.desk.delete_note(&visitor.user, id, version).await?;
            let back = urls::home_of(view.note.account_id, view.note.person_id);
            Ok(Redirect::to(&Undoable::NoteRemoved(id).after(&back)).into_response())
        }
        "restore" => {
            state.desk.restore_note(&visitor.user, id).await?;
            Ok(done(&visitor, &urls::note(id), "saved"))
        }
        _ => Err(WebError::NotFound),
    }
}
