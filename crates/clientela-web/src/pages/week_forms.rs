//! What is done on the board of a week.

use axum::extract::{Path, State};
use axum::response::Response;
use clientela_domain::ids::{PlannedVisitId, UserId};
use clientela_domain::week_plan::{MissReason, VisitReason, VisitState, Week};

use super::done;
use super::week::{Typed, refused};
use crate::desk::{Answer, DeskError};
use crate::error::WebError;
use crate::form::{CheckedForm, Fields};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::week::{VisitChange, VisitDraft};

/// Most hours a field takes; a day has no more.
const HOURS_MAX: f64 = 24.0;

/// Quarters of an hour of a field of hours; none when it is empty.
pub(super) fn quarters(
    fields: &Fields,
    name: &'static str,
) -> Result<Option<u32>, (&'static str, &'static str)> {
    if fields.get(name).is_empty() {
        return Ok(None);
    }
    let wrong = (name, "field-hours-invalid");
    let hours = fields.number(name).ok_or(wrong)?;
    let quarters = hours * 4.0;
    if !(0.0..=HOURS_MAX).contains(&hours) || (quarters - quarters.round()).abs() > 1e-9 {
        return Err(wrong);
    }
    Ok(Some(quarters.round() as u32))
}

fn typed(fields: &Fields, error: (&'static str, &'static str)) -> Typed {
    Typed {
        client: fields.get("client").to_owned(),
        day: fields.get("day").to_owned(),
        hours: fields.get("hours").to_owned(),
        purpose: fields.get("purpose").to_owned(),
        promised: fields.get("promised") == "yes",
        error: Some(error),
    }
}

/// The board of the week a form came from.
fn board(fields: &Fields, id: Option<PlannedVisitId>) -> String {
    let place = id.map(|id| format!("#v-{id}")).unwrap_or_default();
    let of = fields.get("of");
    let address = match Week::parse(fields.get("week")) {
        Some(week) => urls::week(week, of),
        None => urls::with_query(urls::WEEK, &[("of", of)]),
    };
    format!("{address}{place}")
}

/// Back to the board after a deed, or the board with what could not be taken.
async fn answered(
    (state, visitor, fields): (&WebState, &SignedIn, &Fields),
    id: Option<PlannedVisitId>,
    (result, said): (Answer<()>, &str),
) -> Result<Response, WebError> {
    match result {
        Ok(()) => Ok(done(visitor, &board(fields, id), said)),
        Err(DeskError::Invalid { field, message }) => {
            let asked = (fields.get("week"), fields.get("of"));
            refused(state, visitor, asked, typed(fields, (field, message))).await
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /plan/visits`
pub(super) async fn plan(
    State(state): State<WebState>,
    visitor: SignedIn,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let planned = planned(&state, &visitor, &fields).await;
    let (id, result) = match planned {
        Ok(id) => (Some(id), Ok(())),
        Err(error) => (None, Err(error)),
    };
    let form = (&state, &visitor, &fields);
    answered(form, id, (result, "visit-saved")).await
}

async fn planned(state: &WebState, visitor: &SignedIn, fields: &Fields) -> Answer<PlannedVisitId> {
    let (desk, user) = (&state.desk, &visitor.user);
    let quarters = quarters(fields, "hours");
    let quarters = quarters.map_err(|(field, message)| DeskError::Invalid { field, message })?;
    let draft = VisitDraft {
        of: UserId::parse(fields.get("visits_of")).filter(|of| *of != user.id),
        with: Some(desk.visited_named(user, fields.get("client")).await?),
        day: fields.get("day").to_owned(),
        quarters,
        purpose: fields.get("purpose").to_owned(),
        reason: VisitReason::from_code(fields.get("reason")),
        promised: fields.get("promised") == "yes",
    };
    desk.plan_visit(user, &draft).await
}

fn visit_id(id: &str) -> Result<PlannedVisitId, WebError> {
    PlannedVisitId::parse(id).ok_or(WebError::NotFound)
}

fn version(fields: &Fields) -> i64 {
    fields.get("version").parse().unwrap_or(0)
}

/// `POST /plan/visits/{id}`
pub(super) async fn change(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = visit_id(&id)?;
    let given = |name: &str| fields.iter().any(|(known, _)| known == name);
    let change = VisitChange {
        day: given("day").then(|| fields.get("day").to_owned()),
        ..VisitChange::default()
    };
    let result = state
        .desk
        .change_visit(&visitor.user, id, &change, version(&fields))
        .await;
    let form = (&state, &visitor, &fields);
    answered(form, Some(id), (result, "visit-moved-said")).await
}

/// `POST /plan/visits/{id}/settle`
pub(super) async fn settle(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_edit)?;
    let id = visit_id(&id)?;
    let told = fields.get("outcome");
    let missed = MissReason::from_code(told);
    let outcome = match (VisitState::from_code(told), missed) {
        (_, Some(_)) => Some(VisitState::Missed),
        (state, None) => state,
    };
    let result = match outcome {
        None => Err(DeskError::Invalid {
            field: "outcome",
            message: "field-required",
        }),
        Some(outcome) => {
            let outcome = (outcome, missed, fields.get("note"));
            let version = version(&fields);
            state
                .desk
                .settle_visit(&visitor.user, id, outcome, version)
                .await
        }
    };
    let form = (&state, &visitor, &fields);
    answered(form, Some(id), (result, "visit-settled-said")).await
}
