//! People write down who else sells to their clients.

use clientela_domain::ids::CompetitorId;
use clientela_store::market::competitors::{self, Competitor, NewCompetitor};
use clientela_store::{Permission, Viewer};

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

/// A competitor.
///
/// # Errors
/// [`AppError::NotFound`] when there is none.
pub async fn show_competitor(
    context: &Context,
    viewer: &Viewer,
    id: CompetitorId,
) -> Result<Competitor, AppError> {
    let found = competitors::get(&context.store.read(viewer), id).await?;
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
        Some(id) => competitors::get(&read, id).await?,
        None => None,
    };
    let found = match by_id {
        Some(found) => Some(found),
        None => competitors::by_name(&read, text).await?,
    };
    let found = found.ok_or_else(|| invalid("competitor", "competitor-unknown", text))?;
    Ok(found.id)
}
