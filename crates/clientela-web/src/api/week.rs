//! The plan of activity: the week, its visits, where hours bring most, what visits bring.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::allocate_visits::{AllocationRequest, allocate_visits};
use clientela_app::answers::week::{
    AllocationAnswer, ResponseWrittenAnswer, VisitAnswer, WeekAnswer,
};
use clientela_app::error::AppError;
use clientela_app::judge_response::judge_response;
use clientela_app::keep_visits::{change_visit, plan_visit, settle_visit, show_visit};
use clientela_app::show_week::{WeekOf, WeekRequest, show_visit_line, show_week};
use clientela_domain::account_plan::Quarter;
use clientela_domain::ids::{PlannedVisitId, UserId};
use clientela_domain::week_plan::{MissReason, VisitState, Visited, Week};
use clientela_store::tokens::Scope;
use serde::Deserialize;
use utoipa::{IntoParams, OpenApi};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{invalid, read};
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};
use super::week_bodies::{ResponseBody, VisitBody, VisitOutcomeBody};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(week, allocation, plan, show, change, settle, judge))]
pub(super) struct WeekApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/plan/week", get(week))
        .route("/api/v1/plan/allocation", get(allocation))
        .route("/api/v1/plan/visits", post(plan))
        .route("/api/v1/plan/visits/{id}", get(show).put(change))
        .route("/api/v1/plan/visits/{id}/outcome", post(settle))
        .route("/api/v1/plan/responses", post(judge))
}

/// Whose week, and which.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WeekParameters {
    /// Which week, as `2026-W48`; this one when absent.
    pub week: Option<String>,
    /// A user, or `team` for everybody; the key's user when absent.
    pub of: Option<String>,
}

/// A week: its visits, its hours, what it is expected to bring, what is proposed, what became of it.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/plan/week", params(WeekParameters),
    responses((status = 200, body = WeekAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn week(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<WeekParameters>,
) -> Result<Json<WeekAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let whose = |text: &str| match text {
        "team" => Some(WeekOf::Team),
        other => UserId::parse(other).map(WeekOf::User),
    };
    let request = WeekRequest {
        of: read(&caller, "of", asked.of.as_deref(), whose)?.unwrap_or_default(),
        week: read(&caller, "week", asked.week.as_deref(), Week::parse)?,
    };
    let found = Box::pin(show_week(&state.context, &caller.viewer, &request)).await;
    Ok(Json(found.map_err(caller.problem())?.answer()))
}

/// Whose hours, of which quarter.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AllocationParameters {
    /// Which quarter, as `2026-Q4`; this one when absent.
    pub quarter: Option<String>,
    /// A user; the key's user when absent.
    pub of: Option<String>,
}

/// Where the hours of a quarter bring most, as visits are judged.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/plan/allocation", params(AllocationParameters),
    responses((status = 200, body = AllocationAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn allocation(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<AllocationParameters>,
) -> Result<Json<AllocationAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let request = AllocationRequest {
        of: read(&caller, "of", asked.of.as_deref(), UserId::parse)?,
        quarter: read(&caller, "quarter", asked.quarter.as_deref(), Quarter::parse)?,
    };
    let found = Box::pin(allocate_visits(&state.context, &caller.viewer, &request)).await;
    Ok(Json(found.map_err(caller.problem())?.answer()))
}

/// Plans a visit.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/plan/visits", request_body = VisitBody,
    responses((status = 200, body = VisitAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn plan(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<VisitBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let draft = body.draft(&caller)?;
    super::replay::once(&state, &caller, &headers, &("visits", &body), async {
        let planned = plan_visit(&state.context, &caller.viewer, &draft).await;
        whole(&state, &caller, planned.map_err(caller.problem())?).await
    })
    .await
}

fn visit_id(caller: &Caller, id: &str) -> Result<PlannedVisitId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("planned_visit", id);
    PlannedVisitId::parse(id).ok_or_else(unknown)
}

async fn whole(
    state: &ApiState,
    caller: &Caller,
    id: PlannedVisitId,
) -> Result<VisitAnswer, Problem> {
    let line = show_visit_line(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// A visit, whatever became of it.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/plan/visits/{id}", params(("id" = String, Path)),
    responses((status = 200, body = VisitAnswer), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = visit_id(&caller, &id)?;
    let answer = whole(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// The visit after a deed, or why it was not done.
async fn after(
    state: &ApiState,
    caller: &Caller,
    (id, version): (PlannedVisitId, Option<i64>),
    done: Result<i64, AppError>,
) -> Result<VisitAnswer, Problem> {
    match done {
        Ok(_) => whole(state, caller, id).await,
        Err(error) => {
            let now = async || whole(state, caller, id).await;
            Err(or_both_versions(caller, version, error, now).await)
        }
    }
}

/// The version a deed is based on: the one that was sent, or the one that stands.
async fn based_on(
    state: &ApiState,
    caller: &Caller,
    id: PlannedVisitId,
    version: Option<i64>,
) -> Result<i64, Problem> {
    let now = show_visit(&state.context, &caller.viewer, id).await;
    Ok(version.unwrap_or(now.map_err(caller.problem())?.version))
}

/// Moves a visit or changes it; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/plan/visits/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = VisitBody,
    responses((status = 200, body = VisitAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<VisitBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = visit_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let change = body.change(&caller)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = based_on(&state, &caller, id, version).await?;
        let done = change_visit(&state.context, &caller.viewer, id, &change, at).await;
        after(&state, &caller, (id, version), done).await
    })
    .await
}

/// Says what became of a visit.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(post, path = "/api/v1/plan/visits/{id}/outcome",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = VisitOutcomeBody,
    responses((status = 200, body = VisitAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn settle(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<VisitOutcomeBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = visit_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let outcome = read(
        &caller,
        "state",
        body.state.as_deref(),
        VisitState::from_code,
    )?
    .ok_or_else(|| invalid(&caller, "state", ""))?;
    let reason = body.reason.as_deref();
    let missed = read(&caller, "reason", reason, MissReason::from_code)?;
    let note = body.note.clone().unwrap_or_default();
    let request = (id.to_string(), "outcome", version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = based_on(&state, &caller, id, version).await?;
        let told = (outcome, missed, note.as_str());
        let done = settle_visit(&state.context, &caller.viewer, id, told, at).await;
        after(&state, &caller, (id, version), done).await
    })
    .await
}

/// Judges what visits to a client or a prospect bring; the latest judgement of each counts.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/plan/responses", request_body = ResponseBody,
    responses((status = 200, body = ResponseWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn judge(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<ResponseBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let with = read(&caller, "with", body.with.as_deref(), Visited::parse)?
        .ok_or_else(|| invalid(&caller, "with", ""))?;
    let draft = body.draft(&caller)?;
    super::replay::once(&state, &caller, &headers, &("responses", &body), async {
        let judged = judge_response(&state.context, &caller.viewer, with, &draft).await;
        Ok(ResponseWrittenAnswer {
            judgement: judged.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}
