//! The endless chain.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use clientela_app::answers::chain::ChainAnswer;
use clientela_app::show_chain::{ChainRequest, Party, show_chain};
use clientela_domain::day::Date;
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
pub(super) struct ChainApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/chain", get(show))
}

/// Which days, and whose tree.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChainParameters {
    /// First day, ISO 8601; 119 days before the last when absent.
    pub from: Option<String>,
    /// Last day, ISO 8601; today when absent.
    pub to: Option<String>,
    /// The start of the tree: `person:ID`, `account:ID` or `prospect:ID`; the one that led to most when absent.
    pub root: Option<String>,
}

/// How many new names each talk brings, where the chain breaks, and who led to whom.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/chain", params(ChainParameters),
    responses((status = 200, body = ChainAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ChainParameters>,
) -> Result<Json<ChainAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let day = |text: &str| text.parse::<Date>().ok();
    let request = ChainRequest {
        from: read(&caller, "from", asked.from.as_deref(), day)?,
        to: read(&caller, "to", asked.to.as_deref(), day)?,
        root: read(&caller, "root", asked.root.as_deref(), Party::parse)?,
    };
    let chain = show_chain(&state.context, &caller.viewer, &request).await;
    Ok(Json(chain.map_err(caller.problem())?.answer()))
}
