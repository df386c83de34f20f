//! The trash: what was removed, back out of it, and gone for good.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{delete, get, post};
use clientela_app::answers::trash::{RestoredAnswer, TrashAnswer};
use clientela_app::empty_trash::purge_from_trash;
use clientela_app::read_trash::{self, TrashRequest};
use clientela_store::Permission;
use clientela_store::tokens::Scope;
use clientela_store::trash::{TrashKind, TrashRef};
use serde::Deserialize;
use utoipa::{IntoParams, OpenApi};
use uuid::Uuid;

use super::ApiState;
use super::caller::Caller;
use super::input::{Json, Path, Query};
use super::problem::Problem;

/// The addresses.
pub fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/trash", get(list))
        .route("/api/v1/trash/{id}", delete(purge))
        .route("/api/v1/trash/{id}/restore", post(restore))
}

/// The description of the trash.
#[derive(OpenApi)]
#[openapi(paths(list, purge, restore,))]
pub struct TrashApi;

/// Which records of the trash.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TrashParameters {
    /// Only `account`, `person`, `interaction`, `note`, `next_step` or `attachment`.
    pub kind: Option<String>,
    /// `next` of the page before.
    pub after: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
}

impl TrashParameters {
    fn request(&self, caller: &Caller) -> Result<TrashRequest, Problem> {
        let wrong = |field: &str, value: &str| {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
        };
        let kind = match &self.kind {
            None => None,
            Some(word) => Some(TrashKind::from_code(word).ok_or_else(|| wrong("kind", word))?),
        };
        let after = match &self.after {
            None => None,
            Some(text) => Some(read_trash::read_cursor(text).ok_or_else(|| wrong("after", text))?),
        };
        Ok(TrashRequest {
            kind,
            after,
            limit: self.limit.unwrap_or(0),
        })
    }
}

/// What was removed and can still come back, what was removed last first: as far as the caller would
/// see it outside of the trash.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/trash", params(TrashParameters),
    responses((status = 200, body = TrashAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<TrashParameters>,
) -> Result<Json<TrashAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let request = asked.request(&caller)?;
    let page = read_trash::read_trash(&state.context, &caller.viewer, &request).await;
    Ok(Json(read_trash::answer(&page.map_err(caller.problem())?)))
}

async fn found(state: &ApiState, caller: &Caller, id: &str) -> Result<TrashRef, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("record", id);
    let id = Uuid::try_parse(id).map_err(|_| unknown())?;
    let record = read_trash::find_in_trash(&state.context, &caller.viewer, id).await;
    record.map_err(caller.problem())
}

/// Takes a record out of the trash, with what it belongs to. Asked twice, the second time there is
/// nothing left to take, so this needs no idempotency key.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/trash/{id}/restore", params(("id" = String, Path)),
    responses((status = 200, body = RestoredAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("key" = ["write"])))]
pub async fn restore(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<RestoredAnswer>, Problem> {
    caller.require(Scope::Write)?;
    let record = found(&state, &caller, &id).await?;
    let with = read_trash::restore_from_trash(&state.context, &caller.viewer, record)
        .await
        .map_err(caller.problem())?;
    Ok(Json(read_trash::restored_answer(record, &with)))
}

/// Lets a record of the trash go for good. For administrators.
///
/// # Errors
/// As a problem.
#[utoipa::path(delete, path = "/api/v1/trash/{id}", params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["write"])))]
pub async fn purge(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    if !caller.viewer.may(Permission::ManageUsers) {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "forbidden",
            caller.texts,
        ));
    }
    let record = found(&state, &caller, &id).await?;
    purge_from_trash(&state.context, &caller.viewer, record)
        .await
        .map_err(caller.problem())?;
    Ok(StatusCode::NO_CONTENT)
}
