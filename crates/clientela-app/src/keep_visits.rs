//! People plan visits, move them, take them off the plan and say what became of them.

use clientela_domain::day::Date;
use clientela_domain::ids::{PlannedVisitId, UserId};
use clientela_domain::typed_day::Side;
use clientela_domain::week_plan::{
    MissReason, QUARTERS_BY_DAY_MAX, VisitReason, VisitState, Visited,
};
use clientela_store::planned_visits::{self, NewVisit, PlannedVisit, VisitOutcome};
use clientela_store::{Permission, Viewer, prospects};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_gifts::any_day;
use crate::keep_obligations::optional;
use crate::keep_work_hours::{time_of, whose};
use crate::log_interaction::{invalid, words};

/// Longest note on a visit that did not take place.
const NOTE_CHARACTERS_MAX: usize = 500;

/// A visit as somebody plans it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitDraft {
    /// Who of us goes; whoever plans it when absent.
    pub of: Option<UserId>,
    /// With whom.
    pub with: Option<Visited>,
    /// When, as typed.
    pub day: String,
    /// Quarters of an hour it takes; as is usual when absent.
    pub quarters: Option<u32>,
    /// What for.
    pub purpose: String,
    /// Why it comes onto the plan; because somebody means it when absent.
    pub reason: Option<VisitReason>,
    /// It was promised.
    pub promised: bool,
}

/// Refuses a client or prospect the viewer does not see.
///
/// # Errors
/// [`AppError::NotFound`]; when the book cannot answer.
pub(crate) async fn require_seen(
    context: &Context,
    viewer: &Viewer,
    with: Visited,
) -> Result<(), AppError> {
    match with {
        Visited::Account(id) => {
            let state = context.book_state(viewer).await?;
            let card = state.directory.card(id);
            card.map(drop).ok_or(AppError::NotFound("account"))
        }
        Visited::Prospect(id) => {
            let found = prospects::get(&context.store.read(viewer), id).await?;
            found.map(drop).ok_or(AppError::NotFound("prospect"))
        }
    }
}

fn quarters_within_a_day(quarters: u32) -> Result<u32, AppError> {
    if (1..=QUARTERS_BY_DAY_MAX).contains(&quarters) {
        Ok(quarters)
    } else {
        Err(invalid(
            "hours",
            "visit-hours-out-of-range",
            &quarters.to_string(),
        ))
    }
}

fn meant_day(text: &str, today: Date) -> Result<Date, AppError> {
    let day = any_day("day", text, today, Side::Ahead)?;
    day.ok_or_else(|| invalid("day", "required", ""))
}

/// Plans a visit.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client, prospect or
/// colleague; [`AppError::Forbidden`].
pub async fn plan_visit(
    context: &Context,
    viewer: &Viewer,
    draft: &VisitDraft,
) -> Result<PlannedVisitId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let with = draft.with.ok_or_else(|| invalid("with", "required", ""))?;
    require_seen(context, viewer, with).await?;
    let (user, _) = whose(context, viewer, draft.of).await?;
    let day = meant_day(&draft.day, context.clock.today())?;
    let quarters = match draft.quarters {
        Some(quarters) => quarters,
        None => {
            let time = time_of(context, viewer, user, (day, day)).await?;
            time.hours.visit_quarters
        }
    };
    let visit = NewVisit {
        user_id: user,
        with,
        day,
        quarters: quarters_within_a_day(quarters)?,
        purpose: optional("purpose", &draft.purpose)?,
        reason: draft.reason.unwrap_or(VisitReason::Own),
        promised: draft.promised,
    };
    let planned = context.store.write_with(viewer, visit, |tx, visit| {
        Box::pin(planned_visits::create(tx, visit))
    });
    Ok(planned.await?)
}

/// What is to be different about a visit; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitChange {
    /// Another day, as typed.
    pub day: Option<String>,
    /// Another length, in quarters of an hour.
    pub quarters: Option<u32>,
    /// Another purpose.
    pub purpose: Option<String>,
    /// Whether it was promised.
    pub promised: Option<bool>,
}

/// A visit.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may know of.
pub async fn show_visit(
    context: &Context,
    viewer: &Viewer,
    id: PlannedVisitId,
) -> Result<PlannedVisit, AppError> {
    let found = planned_visits::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("planned_visit"))
}

/// Changes a visit that was read at `version`, most often its day; returns the new version.
///
/// # Errors
/// [`AppError::Invalid`]; [`AppError::NotNow`] when it is not ahead any more; [`AppError::Stale`];
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn change_visit(
    context: &Context,
    viewer: &Viewer,
    id: PlannedVisitId,
    change: &VisitChange,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_visit(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    if before.outcome.state != VisitState::Planned {
        return Err(AppError::NotNow("visit-settled"));
    }
    let mut visit = before.visit;
    if let Some(day) = &change.day {
        visit.day = meant_day(day, context.clock.today())?;
    }
    if let Some(quarters) = change.quarters {
        visit.quarters = quarters_within_a_day(quarters)?;
    }
    if let Some(purpose) = &change.purpose {
        visit.purpose = optional("purpose", purpose)?;
    }
    visit.promised = change.promised.unwrap_or(visit.promised);
    let changed = context.store.write_with(viewer, visit, move |tx, visit| {
        Box::pin(planned_visits::change(tx, id, visit, version))
    });
    Ok(changed.await?)
}

/// Says what became of a visit that was read at `version`: it is meant again, took place, did not (which wants its
/// reason, and another reason its words), or is off the plan. Returns the new version.
///
/// # Errors
/// As [`change_visit`].
pub async fn settle_visit(
    context: &Context,
    viewer: &Viewer,
    id: PlannedVisitId,
    (state, missed, note): (VisitState, Option<MissReason>, &str),
    version: i64,
) -> Result<i64, AppError> {
    let before = show_visit(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    if state == VisitState::Done && before.visit.day > context.clock.today() {
        return Err(AppError::NotNow("visit-ahead"));
    }
    let outcome = match (state, missed) {
        (VisitState::Missed, None) => return Err(invalid("reason", "required", "")),
        (VisitState::Missed, Some(reason)) => VisitOutcome {
            state,
            missed: Some(reason),
            note: match reason {
                MissReason::Other => words("note", note, NOTE_CHARACTERS_MAX)?,
                _ if note.trim().is_empty() => String::new(),
                _ => words("note", note, NOTE_CHARACTERS_MAX)?,
            },
        },
        _ => VisitOutcome {
            state,
            missed: None,
            note: String::new(),
        },
    };
    let settled = context
        .store
        .write_with(viewer, outcome, move |tx, outcome| {
            Box::pin(planned_visits::settle(tx, id, outcome, version))
        });
    Ok(settled.await?)
}
