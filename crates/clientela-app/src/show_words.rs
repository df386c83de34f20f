//! One interaction, one note and the files of one record, with the names of everybody in them.

use clientela_domain::ids::{AccountId, InteractionId, NoteId, PersonId, UserId};
use clientela_store::Viewer;
use clientela_store::attachments::{self, AttachedTo};
use clientela_store::names_of;

use crate::answers::happenings::{
    AttachmentAnswer, AttachmentsAnswer, InteractionAnswer, NamedAnswer, NoteAnswer,
};
use crate::context::Context;
use crate::edit_account::account_record;
use crate::edit_person::person_record;
use crate::error::AppError;
use crate::log_interaction::show_interaction;
use crate::show_timeline::file_answer;
use crate::write_note::show_note;

/// An interaction.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_interaction_answer(
    context: &Context,
    viewer: &Viewer,
    id: InteractionId,
) -> Result<InteractionAnswer, AppError> {
    let found = show_interaction(context, viewer, id).await?;
    let what = &found.interaction;
    Ok(InteractionAnswer {
        interaction: id.to_string(),
        account: account(context, viewer, what.account_id).await?,
        kind: what.kind.code().to_owned(),
        day: what.day.to_string(),
        direction: what.direction.map(|one| one.code().to_owned()),
        summary: what.summary.clone(),
        mood: what.mood,
        duration_minutes: what.duration_minutes,
        asked: what.asked.code().to_owned(),
        private: what.private,
        people: people(context, viewer, &what.people).await?,
        users: users(context, viewer, &what.users).await?,
        author: users(context, viewer, found.author_id.as_slice())
            .await?
            .pop(),
        attachments: files(context, viewer, AttachedTo::Interaction(id)).await?,
        version: found.version,
    })
}

/// A note.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_note_answer(
    context: &Context,
    viewer: &Viewer,
    id: NoteId,
) -> Result<NoteAnswer, AppError> {
    let found = show_note(context, viewer, id).await?;
    let what = &found.note;
    Ok(NoteAnswer {
        note: id.to_string(),
        account: account(context, viewer, what.account_id).await?,
        person: people(context, viewer, what.person_id.as_slice())
            .await?
            .pop(),
        text: what.text.clone(),
        private: what.private,
        author: users(context, viewer, found.author_id.as_slice())
            .await?
            .pop(),
        attachments: files(context, viewer, AttachedTo::Note(id)).await?,
        version: found.version,
    })
}

/// The files of a record.
///
/// # Errors
/// [`AppError::NotFound`] for a record the viewer may not see.
pub async fn list_files(
    context: &Context,
    viewer: &Viewer,
    of: AttachedTo,
) -> Result<AttachmentsAnswer, AppError> {
    match of {
        AttachedTo::Account(id) => drop(account_record(context, viewer, id).await?),
        AttachedTo::Person(id) => drop(person_record(context, viewer, id).await?),
        AttachedTo::Interaction(id) => drop(show_interaction(context, viewer, id).await?),
        AttachedTo::Note(id) => drop(show_note(context, viewer, id).await?),
    }
    Ok(AttachmentsAnswer {
        attachments: files(context, viewer, of).await?,
    })
}

async fn files(
    context: &Context,
    viewer: &Viewer,
    of: AttachedTo,
) -> Result<Vec<AttachmentAnswer>, AppError> {
    let found = attachments::of(&context.store.read(viewer), &[of]).await?;
    Ok(found.iter().map(file_answer).collect())
}

async fn account(
    context: &Context,
    viewer: &Viewer,
    id: Option<AccountId>,
) -> Result<Option<NamedAnswer>, AppError> {
    let Some(id) = id else { return Ok(None) };
    let state = context.book_state(viewer).await?;
    Ok(Some(named(&id, state.directory.name_of(id))))
}

async fn people(
    context: &Context,
    viewer: &Viewer,
    ids: &[PersonId],
) -> Result<Vec<NamedAnswer>, AppError> {
    let names = names_of::people(&context.store.read(viewer), ids).await?;
    let name = |id: &PersonId| names.get(id).map_or("", String::as_str);
    Ok(ids.iter().map(|id| named(id, name(id))).collect())
}

async fn users(
    context: &Context,
    viewer: &Viewer,
    ids: &[UserId],
) -> Result<Vec<NamedAnswer>, AppError> {
    let known = names_of::colleagues(&context.store.read(viewer)).await?;
    let name = |id: &UserId| {
        let found = known.iter().find(|one| one.id == *id);
        found.map_or("", |one| one.name.as_str())
    };
    Ok(ids.iter().map(|id| named(id, name(id))).collect())
}

fn named(id: &impl ToString, name: &str) -> NamedAnswer {
    NamedAnswer {
        id: id.to_string(),
        name: name.to_owned(),
    }
}
