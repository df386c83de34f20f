//! A person's places at clients: begun, changed, ended, left for another; former ones stay.

use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, AffiliationId, PersonId};
use clientela_store::affiliations::{self, Affiliation, AffiliationValues};
use clientela_store::{Permission, Viewer};

use crate::context::Context;
use crate::directory::Directory;
use crate::edit_account::word;
use crate::edit_error::{EditError, FieldProblem};
use crate::error::AppError;
use crate::{field_texts, partial_day};

/// A place as typed; what is absent stays as it is.
#[derive(Clone, Debug, Default)]
pub struct PlaceChanges {
    /// The client: id, code or name. Only for a new place.
    pub account: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Department.
    pub unit: Option<String>,
    /// Since when.
    pub first_day: Option<String>,
    /// Until when.
    pub last_day: Option<String>,
    /// They are not there any more; when absent, the last day says it.
    pub former: Option<bool>,
}

/// Gives a person a place.
///
/// # Errors
/// The fields that cannot be taken; [`AppError::NotFound`], [`AppError::Forbidden`].
pub async fn add_place(
    context: &Context,
    viewer: &Viewer,
    person: PersonId,
    changes: &PlaceChanges,
) -> Result<AffiliationId, EditError> {
    viewer.require(Permission::EditAccounts)?;
    let state = context.book_state(viewer).await?;
    let today = context.clock.today();
    let place = new_place(&state.directory, changes, today).map_err(EditError::Fields)?;
    let id = context
        .store
        .write_with(viewer, place, move |tx, place| {
            Box::pin(affiliations::create(tx, person, place))
        })
        .await?;
    Ok(id)
}

/// Changes a place that was read at `version` (whatever stands now, when absent).
///
/// # Errors
/// The fields that cannot be taken; [`AppError::Stale`], [`AppError::NotFound`],
/// [`AppError::Forbidden`].
pub async fn change_place(
    context: &Context,
    viewer: &Viewer,
    id: AffiliationId,
    version: Option<i64>,
    changes: &PlaceChanges,
) -> Result<i64, EditError> {
    viewer.require(Permission::EditAccounts)?;
    let before = place(context, viewer, id).await?;
    let version = version.unwrap_or(before.version);
    let mut values = before.values;
    let problems = apply(&mut values, changes, context.clock.today());
    if !problems.is_empty() {
        return Err(EditError::Fields(problems));
    }
    let new = context
        .store
        .write_with(viewer, values, move |tx, values| {
            Box::pin(affiliations::change(tx, id, values, version))
        })
        .await?;
    Ok(new)
}

/// Ends a place: the person is not there any more, the place stays as a former one.
///
/// # Errors
/// As [`change_place`].
pub async fn end_place(
    context: &Context,
    viewer: &Viewer,
    id: AffiliationId,
    version: Option<i64>,
    last_day: Option<String>,
) -> Result<i64, EditError> {
    let ended = PlaceChanges {
        last_day: Some(last_day.unwrap_or_else(|| context.clock.today().to_string())),
        former: Some(true),
        ..PlaceChanges::default()
    };
    change_place(context, viewer, id, version, &ended).await
}

/// Moves a person to another employer: the old place ends the day the new one begins, and stays.
///
/// # Errors
/// As [`add_place`] and [`change_place`].
pub async fn move_on(
    context: &Context,
    viewer: &Viewer,
    from: AffiliationId,
    to: &PlaceChanges,
) -> Result<AffiliationId, EditError> {
    viewer.require(Permission::EditAccounts)?;
    let before = place(context, viewer, from).await?;
    let state = context.book_state(viewer).await?;
    let today = context.clock.today();
    let place = new_place(&state.directory, to, today).map_err(EditError::Fields)?;
    let ended = AffiliationValues {
        last_day: Some(place.first_day.clone().unwrap_or_else(|| today.to_string())),
        former: true,
        ..before.values
    };
    let (person, version) = (before.person_id, before.version);
    let id = context
        .store
        .write_with(viewer, (ended, place), move |tx, (ended, place)| {
            Box::pin(async move {
                affiliations::change(tx, from, ended, version).await?;
                affiliations::create(tx, person, place).await
            })
        })
        .await?;
    Ok(id)
}

/// Removes a place that was written by mistake.
///
/// # Errors
/// [`AppError::Stale`], [`AppError::NotFound`], [`AppError::Forbidden`].
pub async fn remove_place(
    context: &Context,
    viewer: &Viewer,
    id: AffiliationId,
    version: Option<i64>,
) -> Result<(), AppError> {
    viewer.require(Permission::EditAccounts)?;
    let version = version.unwrap_or(place(context, viewer, id).await?.version);
    context
        .store
        .write(viewer, move |tx| {
            Box::pin(affiliations::delete(tx, id, version))
        })
        .await?;
    Ok(())
}

/// A place as it stands.
///
/// # Errors
/// [`AppError::NotFound`].
pub async fn place(
    context: &Context,
    viewer: &Viewer,
    id: AffiliationId,
) -> Result<Affiliation, AppError> {
    affiliations::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("affiliation"))
}

/// A new place as the book keeps it.
pub(crate) fn new_place(
    directory: &Directory,
    changes: &PlaceChanges,
    today: Date,
) -> Result<AffiliationValues, Vec<FieldProblem>> {
    let wanted = changes.account.as_deref().unwrap_or_default();
    let code = if wanted.trim().is_empty() {
        "required"
    } else {
        "account-unknown"
    };
    let account: Option<AccountId> = directory.find(wanted.trim());
    let Some(account_id) = account else {
        return Err(vec![FieldProblem {
            field: "account",
            code,
            value: wanted.trim().to_owned(),
        }]);
    };
    let mut values = AffiliationValues {
        account_id,
        title: String::new(),
        unit: String::new(),
        first_day: None,
        last_day: None,
        former: false,
    };
    let problems = apply(&mut values, changes, today);
    if problems.is_empty() {
        Ok(values)
    } else {
        Err(problems)
    }
}

fn apply(values: &mut AffiliationValues, changes: &PlaceChanges, today: Date) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let mut read = |field: &'static str, text: &Option<String>| {
        let text = text.as_deref()?;
        match field_texts::short(text) {
            Ok(text) => Some(text),
            Err(code) => {
                problems.push(FieldProblem {
                    field,
                    code,
                    value: text.to_owned(),
                });
                None
            }
        }
    };
    if let Some(title) = read("title", &changes.title) {
        values.title = title;
    }
    if let Some(unit) = read("unit", &changes.unit) {
        values.unit = unit;
    }
    let mut day = |field: &'static str, text: &Option<String>, kept: &mut Option<String>| {
        let Some(text) = text.as_deref() else {
            return;
        };
        match word(text, "day-invalid", partial_day::canonical) {
            Ok(day) => *kept = day,
            Err(code) => problems.push(FieldProblem {
                field,
                code,
                value: text.to_owned(),
            }),
        }
    };
    day("first_day", &changes.first_day, &mut values.first_day);
    day("last_day", &changes.last_day, &mut values.last_day);
    if let (Some(first), Some(last)) = (&values.first_day, &values.last_day)
        && partial_day::are_reversed(first, last)
    {
        problems.push(FieldProblem {
            field: "last_day",
            code: "days-reversed",
            value: last.clone(),
        });
    }
    let ended = values
        .last_day
        .as_ref()
        .is_some_and(|last| partial_day::is_past(last, today));
    values.former = changes.former.unwrap_or(if changes.last_day.is_some() {
        ended
    } else {
        values.former
    });
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 24);

    fn applied(first: &str, last: &str) -> (AffiliationValues, Vec<FieldProblem>) {
        let mut values = AffiliationValues {
            account_id: AccountId(uuid::Uuid::from_u128(1)),
            title: String::new(),
            unit: String::new(),
            first_day: None,
            last_day: None,
            former: false,
        };
        let changes = PlaceChanges {
            first_day: Some(first.to_owned()),
            last_day: Some(last.to_owned()),
            ..PlaceChanges::default()
        };
        let problems = apply(&mut values, &changes, TODAY);
        (values, problems)
    }

    #[test]
    fn a_place_that_has_ended_is_a_former_one() {
        assert!(applied("2019", "2025-03").0.former);
        assert!(!applied("2019", "2027").0.former);
        assert!(!applied("2019", "").0.former);
        assert!(applied("2019-05-03", "2019").1.is_empty());
    }

    #[test]
    fn nobody_leaves_before_they_came() {
        let (_, problems) = applied("2020-05", "2019-12-31");
        assert_eq!(problems[0].code, "days-reversed");
        assert_eq!(applied("утре", "").1[0].field, "first_day");
    }
}
