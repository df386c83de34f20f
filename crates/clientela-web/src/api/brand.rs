//! Our brand in sums.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use clientela_app::answers::brand::BrandAnswer;
use clientela_app::read_brand::read_brand;
use clientela_store::tokens::Scope;
use utoipa::OpenApi;

use super::ApiState;
use super::caller::Caller;
use super::input::Json;
use super::problem::Problem;

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(show))]
pub(super) struct BrandApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/brand", get(show))
}

/// Our brand as others see it: incidents, complaints by a hundred orders, what is said of us, what those who decide
/// think, where our prices stand.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/brand",
    responses((status = 200, body = BrandAnswer), (status = 401, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<BrandAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let brand = read_brand(&state.context, &caller.viewer).await;
    Ok(Json(brand.map_err(caller.problem())?.answer()))
}
