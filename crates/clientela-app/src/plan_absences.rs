//! Absences and who stands in.

use clientela_domain::day::Date;
use clientela_domain::ids::AbsenceId;
use clientela_store::Viewer;
use clientela_store::absences::{self, Absence, NewAbsence};

use crate::answers::firm::AbsenceAnswer;
use crate::context::Context;
use crate::error::AppError;
use crate::keep_users::refused;

/// Longest note taken.
const NOTE_CHARACTERS_MAX: usize = 300;

/// Absences the viewer may know of, the latest first.
///
/// # Errors
/// When the book cannot answer.
pub async fn list_absences(context: &Context, viewer: &Viewer) -> Result<Vec<Absence>, AppError> {
    Ok(absences::list(&context.store.read(viewer)).await?)
}

/// Enters an absence: one's own, or anybody's for whoever keeps users.
///
/// # Errors
/// [`AppError::Invalid`] for days in the wrong order, an absence that is over, or somebody standing in
/// for themselves; [`AppError::NotFound`] for a user who does not sign in; [`AppError::Forbidden`].
pub async fn plan_absence(
    context: &Context,
    viewer: &Viewer,
    absence: NewAbsence,
) -> Result<AbsenceId, AppError> {
    let invalid = |field, code, value: String| AppError::Invalid { field, code, value };
    if absence.note.chars().count() > NOTE_CHARACTERS_MAX {
        return Err(invalid("note", "too-long", String::new()));
    }
    if absence.last_day < context.clock.today() {
        let day = absence.last_day.to_string();
        return Err(invalid("last_day", "absence-over", day));
    }
    let last_possible = Date::constant(9999, 12, 31);
    if absence.last_day > last_possible || absence.first_day < Date::constant(1, 1, 1) {
        return Err(invalid("first_day", "absence-days", String::new()));
    }
    context
        .store
        .write_with(viewer, absence, |tx, absence| {
            Box::pin(absences::create(tx, absence))
        })
        .await
        .map_err(|error| refused(error, "last_day"))
}

/// Removes an absence: one's own, or anybody's for whoever keeps users.
///
/// # Errors
/// [`AppError::NotFound`], [`AppError::Forbidden`].
pub async fn remove_absence(
    context: &Context,
    viewer: &Viewer,
    id: AbsenceId,
) -> Result<(), AppError> {
    context
        .store
        .write_with(viewer, id, |tx, id| Box::pin(absences::remove(tx, *id)))
        .await?;
    Ok(())
}

/// An absence as it leaves the program.
#[must_use]
pub fn answer(absence: &Absence) -> AbsenceAnswer {
    AbsenceAnswer {
        absence: absence.id.to_string(),
        user: absence.user_id.to_string(),
        substitute: absence.substitute_id.to_string(),
        from: absence.first_day.to_string(),
        to: absence.last_day.to_string(),
        note: absence.note.clone(),
    }
}
