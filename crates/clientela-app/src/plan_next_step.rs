//! What is to be done next for a client: planned, done, dropped, moved, taken back.

use clientela_domain::ids::{AccountId, NextStepId};
use clientela_store::next_steps::{self, NewNextStep, NextStep, StepState};
use clientela_store::{StoreError, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::log_interaction::{STEP_CHARACTERS_MAX, StepDraft, due_day, words};

pub(crate) fn checked(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &StepDraft,
) -> Result<NewNextStep, AppError> {
    Ok(NewNextStep {
        account_id: account,
        person_id: draft.person,
        what: words("what", &draft.what, STEP_CHARACTERS_MAX)?,
        due_day: due_day(&draft.due, context.clock.today())?,
        owner_id: draft.owner.or(viewer.user),
        interaction_id: None,
    })
}

/// Plans a next step.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client, person
/// or colleague; [`AppError::Forbidden`].
pub async fn plan_next_step(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &StepDraft,
) -> Result<NextStepId, AppError> {
    let new = checked(context, viewer, account, draft)?;
    let planned = context
        .store
        .write_with(viewer, new, |tx, new| Box::pin(next_steps::create(tx, new)));
    Ok(planned.await?)
}

/// Changes or moves a step that was read at `version`; returns the new version.
///
/// # Errors
/// As [`plan_next_step`]; [`AppError::Stale`].
pub async fn change_next_step(
    context: &Context,
    viewer: &Viewer,
    id: NextStepId,
    draft: &StepDraft,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_next_step(context, viewer, id).await?;
    let new = checked(context, viewer, before.step.account_id, draft)?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(next_steps::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// Moves a step to another day and leaves the rest as it is.
///
/// # Errors
/// As [`change_next_step`].
pub async fn move_next_step(
    context: &Context,
    viewer: &Viewer,
    id: NextStepId,
    due: &str,
) -> Result<i64, AppError> {
    let before = show_next_step(context, viewer, id).await?;
    let new = NewNextStep {
        due_day: due_day(due, context.clock.today())?,
        ..before.step
    };
    let version = before.version;
    let moved = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(next_steps::change(tx, id, new, version))
    });
    Ok(moved.await?)
}

/// Closes an open step: done, or dropped.
///
/// # Errors
/// [`AppError::NotNow`] when it is closed already; [`AppError::NotFound`]; [`AppError::Stale`] when
/// somebody changed it since `version`; [`AppError::Forbidden`].
pub async fn close_next_step(
    context: &Context,
    viewer: &Viewer,
    id: NextStepId,
    to: StepState,
    version: Option<i64>,
) -> Result<(), AppError> {
    let closed = context
        .store
        .write(viewer, move |tx| {
            Box::pin(next_steps::close(tx, id, to, version))
        })
        .await;
    closed.map_err(|error| in_words(error, "step-is-closed"))
}

/// Opens a closed step again: the undo of [`close_next_step`].
///
/// # Errors
/// [`AppError::NotNow`] when it is open; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn reopen_next_step(
    context: &Context,
    viewer: &Viewer,
    id: NextStepId,
) -> Result<(), AppError> {
    let opened = context
        .store
        .write(viewer, move |tx| Box::pin(next_steps::reopen(tx, id)))
        .await;
    opened.map_err(|error| in_words(error, "step-is-open"))
}

fn in_words(error: StoreError, code: &'static str) -> AppError {
    match error {
        StoreError::Transition { .. } => AppError::NotNow(code),
        other => other.into(),
    }
}

/// Puts a step into the trash.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Stale`]; [`AppError::Forbidden`].
pub async fn delete_next_step(
    context: &Context,
    viewer: &Viewer,
    id: NextStepId,
    version: i64,
) -> Result<(), AppError> {
    let deleted = context.store.write(viewer, move |tx| {
        Box::pin(next_steps::delete(tx, id, version))
    });
    Ok(deleted.await?)
}

/// Takes a step out of the trash.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn restore_next_step(
    context: &Context,
    viewer: &Viewer,
    id: NextStepId,
) -> Result<(), AppError> {
    let restored = context
        .store
        .write(viewer, move |tx| Box::pin(next_steps::restore(tx, id)));
    Ok(restored.await?)
}

/// A next step.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_next_step(
    context: &Context,
    viewer: &Viewer,
    id: NextStepId,
) -> Result<NextStep, AppError> {
    next_steps::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("next_step"))
}
