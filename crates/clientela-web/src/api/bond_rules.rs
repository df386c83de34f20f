//! Whether the rules of the bond hold in the book.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use clientela_app::answers::bond_rules::BondRulesAnswer;
use clientela_app::check_bond_rules::check_bond_rules;
use clientela_store::tokens::Scope;
use utoipa::OpenApi;

use super::ApiState;
use super::caller::Caller;
use super::input::Json;
use super::problem::Problem;

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(show))]
pub(super) struct BondRulesApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/bond-rules", get(show))
}

/// Whether each of the nineteen rules of the bond holds, is broken, or cannot be judged, with what shows it.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/bond-rules",
    responses((status = 200, body = BondRulesAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<BondRulesAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let rules = check_bond_rules(&state.context, &caller.viewer).await;
    Ok(Json(rules.map_err(caller.problem())?.answer()))
}
