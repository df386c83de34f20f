//! People write notes on clients and persons.

use clientela_domain::ids::{AccountId, NoteId, PersonId};
use clientela_store::notes::{self, NewNote, Note};
use clientela_store::{Permission, StoreError, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::log_interaction::{invalid, words};
use crate::mention_words::mentions_in;

/// Longest note.
pub const NOTE_CHARACTERS_MAX: usize = 20_000;

/// What somebody writes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteDraft {
    /// On which client.
    pub account: Option<AccountId>,
    /// On which person.
    pub person: Option<PersonId>,
    /// The words.
    pub text: String,
    /// For the author alone.
    pub private: bool,
}

async fn checked(
    context: &Context,
    viewer: &Viewer,
    draft: &NoteDraft,
) -> Result<NewNote, AppError> {
    viewer.require(Permission::EditAccounts)?;
    if draft.private && viewer.user.is_none() {
        return Err(invalid("private", "private-needs-author", ""));
    }
    let text = words("text", &draft.text, NOTE_CHARACTERS_MAX)?;
    Ok(NewNote {
        account_id: draft.account,
        person_id: draft.person,
        mentions: mentions_in(context, viewer, &text).await?,
        text,
        private: draft.private,
    })
}

/// Writes a note.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client or
/// person; [`AppError::Forbidden`].
pub async fn write_note(
    context: &Context,
    viewer: &Viewer,
    draft: &NoteDraft,
) -> Result<NoteId, AppError> {
    if draft.account.is_none() && draft.person.is_none() {
        return Err(invalid("account", "required", ""));
    }
    let new = checked(context, viewer, draft).await?;
    let written = context
        .store
        .write_with(viewer, new, |tx, new| Box::pin(notes::create(tx, new)));
    Ok(written.await?)
}

/// Changes the words of a note that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_note`]; [`AppError::Stale`]; [`AppError::NotNow`] when it was open to others and is to
/// become private.
pub async fn change_note(
    context: &Context,
    viewer: &Viewer,
    id: NoteId,
    draft: &NoteDraft,
    version: i64,
) -> Result<i64, AppError> {
    let new = checked(context, viewer, draft).await?;
    let changed = context
        .store
        .write_with(viewer, new, move |tx, new| {
            Box::pin(notes::change(tx, id, new, version))
        })
        .await;
    changed.map_err(|error| match error {
        StoreError::Transition { .. } => AppError::NotNow("open-stays-open"),
        other => other.into(),
    })
}

/// Puts a note into the trash.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`]; [`AppError::Forbidden`].
pub async fn delete_note(
    context: &Context,
    viewer: &Viewer,
    id: NoteId,
    version: i64,
) -> Result<(), AppError> {
    let deleted = context
        .store
        .write(viewer, move |tx| Box::pin(notes::delete(tx, id, version)));
    Ok(deleted.await?)
}

/// Takes a note out of the trash.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn restore_note(context: &Context, viewer: &Viewer, id: NoteId) -> Result<(), AppError> {
    let restored = context
        .store
        .write(viewer, move |tx| Box::pin(notes::restore(tx, id)));
    Ok(restored.await?)
}

/// A note.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_note(context: &Context, viewer: &Viewer, id: NoteId) -> Result<Note, AppError> {
    notes::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("note"))
}
