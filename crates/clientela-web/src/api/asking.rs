//! Whom to ask for a name.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use clientela_app::answers::asking::AskingAnswer;
use clientela_app::ask_for_names::{AskingQuery, whom_to_ask};
use clientela_domain::prospects::{AskingKind, AskingSort};
use clientela_store::tokens::Scope;
use serde::Deserialize;
use utoipa::{IntoParams, OpenApi};

use super::ApiState;
use super::caller::Caller;
use super::happenings::read;
use super::input::{Json, Query};
use super::problem::Problem;

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(to_ask))]
pub(super) struct AskingApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/prospects/to-ask", get(to_ask))
}

/// Which of those who may be asked.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AskingParameters {
    /// Only at clients the key's user cares for today.
    pub mine: Option<bool>,
    /// Only those thought of for this: `satisfied` or `influence`.
    pub kind: Option<String>,
    /// Words in their name or their client's.
    pub search: Option<String>,
    /// `best`, `name`, `client` or `asked`.
    pub sort: Option<String>,
}

/// Whom to ask for a name today, and whom once something else is done.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/prospects/to-ask", params(AskingParameters),
    responses((status = 200, body = AskingAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn to_ask(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<AskingParameters>,
) -> Result<Json<AskingAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let kind = read(
        &caller,
        "kind",
        asked.kind.as_deref(),
        AskingKind::from_code,
    )?;
    let sort = read(
        &caller,
        "sort",
        asked.sort.as_deref(),
        AskingSort::from_code,
    )?;
    let query = AskingQuery {
        mine: asked.mine.unwrap_or_default(),
        kind,
        search: asked.search.unwrap_or_default(),
        sort: sort.unwrap_or(AskingSort::Best),
    };
    let list = whom_to_ask(&state.context, &caller.viewer, &query).await;
    Ok(Json(list.map_err(caller.problem())?.answer()))
}
