//! People write down who else sells to their clients.

use clientela_domain::ids::{CompetitorId, MergeId};
use clientela_store::market::competitors::{self, Competitor, NewCompetitor};
use clientela_store::{Permission, Viewer, merges};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_obligations::optional;
use crate::log_interaction::{invalid, words};

/// Characters of a name or of a group of products.
pub(crate) const NAME_CHARACTERS_MAX: usize = 200;

fn checked(draft: &NewCompetitor) -> Result<NewCompetitor, AppError> {
    Ok(NewCompetitor {
        name: words("name", &draft.name, NAME_CHARACTERS_MAX)?,
        strengths: optional("strengths", &draft.strengths)?,
        weaknesses: optional("weaknesses", &draft.weaknesses)?,
        note: optional("note", &draft.note)?,
    })
}

/// Writes a competitor down.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault, also when there is one of this name; [`AppError::Forbidden`].
pub async fn write_competitor(
    context: &Context,
    viewer: &Viewer,
    draft: &NewCompetitor,
) -> Result<CompetitorId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(draft)?;
    let written = context.store.write_with(viewer, new, |tx, new| {
        Box::pin(competitors::create(tx, new))
    });
    Ok(written.await?)
}

/// Changes a competitor that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_competitor`]; [`AppError::NotFound`]; [`AppError::Stale`].
pub async fn change_competitor(
    context: &Context,
    viewer: &Viewer,
    id: CompetitorId,
    draft: &NewCompetitor,
    version: i64,
) -> Result<i64, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(draft)?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(competitors::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// Makes two competitors that are the same one, each read at its version: everything told of the one that goes passes
/// to the one that stays, which is found by both names. It can be undone for thirty days.
///
/// # Errors
/// [`AppError::NotFound`] without one of them; [`AppError::Stale`]; [`AppError::Invalid`] when they are one already;
/// [`AppError::Forbidden`].
pub async fn merge_competitors(
    context: &Context,
    viewer: &Viewer,
    kept: (CompetitorId, i64),
    gone: (CompetitorId, i64),
) -> Result<MergeId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let merged = context.store.write(viewer, move |tx| {
        Box::pin(merges::competitors::merge(tx, kept, gone))
    });
    Ok(merged.await?)
}

/// Makes two competitors of one again; returns the one that had gone.
///
/// # Errors
/// [`AppError::NotFound`] without such a merge; [`AppError::Invalid`] when it is older than thirty days;
/// [`AppError::Forbidden`].
pub async fn unmerge_competitors(
    context: &Context,
    viewer: &Viewer,
    id: MergeId,
) -> Result<CompetitorId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let undone = context.store.write(viewer, move |tx| {
        Box::pin(merges::competitors::unmerge(tx, id))
    });
    Ok(undone.await?)
}

/// A competitor, or the one it was merged into.
///
/// # Errors
/// [`AppError::NotFound`] when there is none.
pub async fn show_competitor(
    context: &Context,
    viewer: &Viewer,
    id: CompetitorId,
) -> Result<Competitor, AppError> {
    let found = competitors::survivor(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("competitor"))
}

/// All competitors, by name.
///
/// # Errors
/// When the book cannot answer.
pub async fn all_competitors(
    context: &Context,
    viewer: &Viewer,
) -> Result<Vec<Competitor>, AppError> {
    Ok(competitors::all(&context.store.read(viewer)).await?)
}

/// The competitor an id or a name means.
///
/// # Errors
/// [`AppError::Invalid`] at `competitor` for anything else.
pub async fn find_competitor(
    context: &Context,
    viewer: &Viewer,
    text: &str,
) -> Result<CompetitorId, AppError> {
    let read = context.store.read(viewer);
    let by_id = match CompetitorId::parse(text) {
        Some(id) => competitors::survivor(&read, id).await?,
        None => None,
    };
    let found = match by_id {
        Some(found) => Some(found),
        None => competitors::by_name(&read, text).await?,
    };
    let found = found.ok_or_else(|| invalid("competitor", "competitor-unknown", text))?;
    Ok(found.id)
}
