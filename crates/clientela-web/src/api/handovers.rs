//! Handing a client over: the dossier, the checklist, the change of hands.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use clientela_app::answers::manager::{DossierAnswer, HandoverAnswer};
use clientela_app::error::AppError;
use clientela_app::hand_over;
use clientela_domain::ids::HandoverId;
use clientela_store::Permission;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::accounts::account_id;
use super::caller::Caller;
use super::input::{Json, Path};
use super::managers::{missing, user_id};
use super::problem::Problem;
use super::replay::once;
use super::versions::{or_both_versions, version_of};

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
#[schema(example = json!({ "to": "0199b3c4-5d6e-7f80-9a1b-2c3d4e5f6071" }))]
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
#[schema(example = json!({ "done": true, "note": "Представен на срещата на 12.11." }))]
pub struct ItemBody {
    /// It is done.
    pub done: bool,
    /// What was agreed or found.
    pub note: String,
    /// Version of the hand-over it was read at, where no `If-Match` says it; any when absent.
    pub version: Option<i64>,
}

fn handover_id(caller: &Caller, id: &str) -> Result<HandoverId, Problem> {
    HandoverId::parse(id).ok_or_else(|| missing(caller, "handover", id))
}

/// Marks a line of the checklist of a hand-over.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(post, path = "/api/v1/handovers/{id}/items/{item}",
    params(("id" = String, Path), ("item" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ItemBody, responses((status = 200, body = HandoverAnswer)),
    security(("key" = ["write"])))]
pub async fn check(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, item)): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<ItemBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    caller.permit(Permission::EditAccounts)?;
    let handover = handover_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (&id, &item, version, &body);
    once(&state, &caller, &headers, &request, async {
        let said = (item.as_str(), body.done, body.note.as_str());
        let which = based_on(&state, &caller, handover, version).await?;
        let checked = hand_over::check_item(&state.context, &caller.viewer, which, said).await;
        after(&state, &caller, (handover, version), checked).await
    })
    .await
}

/// The hand-over at the version the caller names, or as it stands.
async fn based_on(
    state: &ApiState,
    caller: &Caller,
    id: HandoverId,
    version: Option<i64>,
) -> Result<(HandoverId, i64), Problem> {
    match version {
        Some(version) => Ok((id, version)),
        None => Ok((id, handover_answer(state, caller, id).await?.version)),
    }
}

/// The hand-over after a change, or why there was none.
async fn after(
    state: &ApiState,
    caller: &Caller,
    (id, version): (HandoverId, Option<i64>),
    outcome: Result<(), AppError>,
) -> Result<HandoverAnswer, Problem> {
    let now = async || handover_answer(state, caller, id).await;
    match outcome {
        Ok(()) => now().await,
        Err(error) => Err(or_both_versions(caller, version, error, now).await),
    }
}

/// Version of a hand-over.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "version": 3 }))]
pub struct FinishBody {
    /// Version it was read at, where no `If-Match` says it; any when absent.
    pub version: Option<i64>,
}

/// Ends a hand-over: the client changes hands.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(post, path = "/api/v1/handovers/{id}/finish",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = FinishBody,
    responses((status = 200, body = HandoverAnswer)),
    security(("key" = ["write"])))]
pub async fn finish(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<FinishBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    caller.permit(Permission::ChangeSettings)?;
    let handover = handover_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    once(&state, &caller, &headers, &(&id, version, &body), async {
        let which = based_on(&state, &caller, handover, version).await?;
        let ended = hand_over::finish(&state.context, &caller.viewer, which).await;
        after(&state, &caller, (handover, version), ended).await
    })
    .await
}
