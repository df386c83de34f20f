//! Absences and who stands in.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use clientela_app::answers::firm::{AbsenceAnswer, AbsencesAnswer};
use clientela_app::plan_absences;
use clientela_domain::day::Date;
use clientela_domain::ids::{AbsenceId, UserId};
use clientela_store::absences::NewAbsence;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{id_if_any, invalid, not_found};
use crate::api::caller::Caller;
use crate::api::input::{Json, Path};
use crate::api::problem::Problem;
use crate::api::{ApiState, replay};

/// Absences the caller may know of: all for whoever keeps users, otherwise one's own.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/absences",
    responses((status = 200, body = AbsencesAnswer), (status = 403, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn absences(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<AbsencesAnswer>, Problem> {
    caller.require(Scope::Admin)?;
    let all = plan_absences::list_absences(&state.context, &caller.viewer).await;
    let all = all.map_err(caller.problem())?;
    Ok(Json(AbsencesAnswer {
        absences: all.iter().map(plan_absences::answer).collect(),
    }))
}

/// An absence with who stands in.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "substitute": "0199b3c4-5d6e-7f80-9a1b-2c3d4e5f6071", "from": "2026-12-20", "to": "2027-01-04", "note": "отпуск" }))]
pub struct AbsenceBody {
    /// Id of the user who is away; the caller when absent.
    pub user: Option<String>,
    /// Id of the user who stands in.
    pub substitute: String,
    /// First day, ISO 8601.
    pub from: String,
    /// Last day, ISO 8601.
    pub to: String,
    /// Why.
    pub note: String,
}

/// Enters an absence: one's own, or anybody's for whoever keeps users.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/absences", request_body = AbsenceBody,
    responses((status = 200, body = AbsenceAnswer), (status = 422, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn plan_absence(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<AbsenceBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Admin)?;
    replay::once(&state, &caller, &headers, &body, async {
        let day = |field: &str, text: &str| -> Result<Date, Problem> {
            text.parse().map_err(|_| invalid(&caller, field, text))
        };
        let user = id_if_any(&caller, "user", body.user.as_ref(), UserId::parse)?;
        let absence = NewAbsence {
            user_id: user
                .or(caller.viewer.user)
                .ok_or_else(|| invalid(&caller, "user", ""))?,
            substitute_id: UserId::parse(&body.substitute)
                .ok_or_else(|| invalid(&caller, "substitute", &body.substitute))?,
            first_day: day("from", &body.from)?,
            last_day: day("to", &body.to)?,
            note: body.note.clone(),
        };
        let id = plan_absences::plan_absence(&state.context, &caller.viewer, absence)
            .await
            .map_err(caller.problem())?;
        let all = plan_absences::list_absences(&state.context, &caller.viewer).await;
        let all = all.map_err(caller.problem())?;
        let made = all.iter().find(|absence| absence.id == id);
        made.map(plan_absences::answer)
            .ok_or_else(|| not_found(&caller, "absence", &id.to_string()))
    })
    .await
}

/// Removes an absence.
///
/// # Errors
/// As a problem.
#[utoipa::path(delete, path = "/api/v1/absences/{id}", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)), security(("key" = ["admin"])))]
pub async fn remove_absence(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Admin)?;
    let id = AbsenceId::parse(&id).ok_or_else(|| not_found(&caller, "absence", &id))?;
    plan_absences::remove_absence(&state.context, &caller.viewer, id)
        .await
        .map_err(caller.problem())?;
    Ok(StatusCode::NO_CONTENT)
}
