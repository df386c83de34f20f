//! Handing a client over: the dossier, the checklist, the change of hands.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::routing::{get, post};
use axum::{Json, Router};
use clientela_app::answers::manager::{DossierAnswer, HandoverAnswer};
use clientela_app::hand_over;
use clientela_domain::ids::HandoverId;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::accounts::account_id;
use super::caller::Caller;
use super::managers::{missing, user_id};
use super::problem::Problem;
use super::replay::once;

/// What these routes add to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(dossier, begin, check, finish))]
pub struct HandoversApi;

/// The routes.
pub fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/accounts/{id}/handover", get(dossier).post(begin))
        .route("/api/v1/handovers/{id}/items/{item}", post(check))
        .route("/api/v1/handovers/{id}/finish", post(finish))
}

/// What whoever takes a client over must know.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/handover", params(("id" = String, Path)),
    responses((status = 200, body = DossierAnswer), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn dossier(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<DossierAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let account = account_id(&caller, &id)?;
    let found = hand_over::dossier(&state.context, &caller.viewer, account).await;
    Ok(Json((&found.map_err(caller.problem())?).into()))
}

/// To whom a client goes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverBody {
    /// The user.
    pub to: String,
}

async fn handover_answer(
    state: &ApiState,
    caller: &Caller,
    id: HandoverId,
) -> Result<HandoverAnswer, Problem> {
    let found = hand_over::get(&state.context, &caller.viewer, id).await;
    Ok((&found.map_err(caller.problem())?).into())
}

/// Begins to hand a client over.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/handover", params(("id" = String, Path)),
    request_body = HandoverBody,
    responses((status = 200, body = HandoverAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn begin(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<HandoverBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = account_id(&caller, &id)?;
    let to = user_id(&caller, &body.to)?;
    once(&state, &caller, &headers, &(&id, &body), async {
        let begun = hand_over::begin(&state.context, &caller.viewer, account, to).await;
        handover_answer(&state, &caller, begun.map_err(caller.problem())?).await
    })
    .await
}

/// A line of the checklist.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ItemBody {
    /// It is done.
    pub done: bool,
    /// What was agreed or found.
    pub note: String,
    /// Version of the hand-over it was read at.
    pub version: i64,
}

fn handover_id(caller: &Caller, id: &str) -> Result<HandoverId, Problem> {
    HandoverId::parse(id).ok_or_else(|| missing(caller, "handover", id))
}

/// Marks a line of the checklist of a hand-over.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/handovers/{id}/items/{item}",
    params(("id" = String, Path), ("item" = String, Path)), request_body = ItemBody,
    responses((status = 200, body = HandoverAnswer), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn check(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, item)): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<ItemBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let handover = handover_id(&caller, &id)?;
    once(&state, &caller, &headers, &(&id, &item, &body), async {
        let said = (item.as_str(), body.done, body.note.as_str());
        let which = (handover, body.version);
        let checked = hand_over::check_item(&state.context, &caller.viewer, which, said).await;
        checked.map_err(caller.problem())?;
        handover_answer(&state, &caller, handover).await
    })
    .await
}

/// Version of a hand-over.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FinishBody {
    /// Version it was read at.
    pub version: i64,
}

/// Ends a hand-over: the client changes hands.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/handovers/{id}/finish", params(("id" = String, Path)),
    request_body = FinishBody,
    responses((status = 200, body = HandoverAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("key" = ["write"])))]
pub async fn finish(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<FinishBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let handover = handover_id(&caller, &id)?;
    once(&state, &caller, &headers, &(&id, &body), async {
        let which = (handover, body.version);
        let ended = hand_over::finish(&state.context, &caller.viewer, which).await;
        ended.map_err(caller.problem())?;
        handover_answer(&state, &caller, handover).await
    })
    .await
}
