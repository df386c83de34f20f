//! How strong the book is.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use clientela_app::answers::authority::AuthorityAnswer;
use clientela_app::measure_authority::{AuthorityRequest, measure_authority};
use clientela_domain::ids::UserId;
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
#[openapi(paths(show))]
pub(super) struct AuthorityApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/authority", get(show))
}

/// Whose book, and by what size solid clients are counted.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuthorityParameters {
    /// Only the clients of this user; another's is for who leads the firm.
    pub r#for: Option<String>,
    /// The size of a solid client; a hundredth of what all bring when absent.
    pub unit: Option<f64>,
}

/// How many clients there are, how faithful and how spread, and who supports whom.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/authority", params(AuthorityParameters),
    responses((status = 200, body = AuthorityAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<AuthorityParameters>,
) -> Result<Json<AuthorityAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let size = |unit: f64| Some(unit).filter(|unit| unit.is_finite() && *unit > 0.0);
    let unit = match asked.unit {
        None => None,
        Some(unit) => {
            let text = unit.to_string();
            read(&caller, "unit", Some(&text), |_| size(unit))?
        }
    };
    let request = AuthorityRequest {
        of: read(&caller, "for", asked.r#for.as_deref(), UserId::parse)?,
        unit,
    };
    let standing = measure_authority(&state.context, &caller.viewer, &request).await;
    Ok(Json(standing.map_err(caller.problem())?.answer()))
}
