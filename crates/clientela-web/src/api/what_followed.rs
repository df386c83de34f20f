//! What contacts brought: plan against fact, and what followed.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use clientela_app::answers::what_followed::WhatFollowedAnswer;
use clientela_app::show_week::WeekOf;
use clientela_app::what_followed::{FollowedRequest, what_followed};
use clientela_domain::day::Date;
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
pub(super) struct WhatFollowedApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/plan/followed", get(show))
}

/// Whose contacts, of which days.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FollowedParameters {
    /// A user, or `team` for everybody; the key's user when absent.
    pub of: Option<String>,
    /// First day, ISO 8601; ninety days before the last when absent.
    pub from: Option<String>,
    /// Last day, ISO 8601; today when absent.
    pub to: Option<String>,
    /// Days after a contact that are looked at, from 1 to 92; thirty when absent.
    pub within: Option<u32>,
}

/// What contacts of the plan brought, and what the others did: visits by what became of them, names, prospects and
/// opportunities that followed, and sales in the days after against what is usual.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/plan/followed", params(FollowedParameters),
    responses((status = 200, body = WhatFollowedAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<FollowedParameters>,
) -> Result<Json<WhatFollowedAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let whose = |text: &str| match text {
        "team" => Some(WeekOf::Team),
        other => UserId::parse(other).map(WeekOf::User),
    };
    let day = |text: &str| text.parse::<Date>().ok();
    let request = FollowedRequest {
        of: read(&caller, "of", asked.of.as_deref(), whose)?.unwrap_or_default(),
        from: read(&caller, "from", asked.from.as_deref(), day)?,
        to: read(&caller, "to", asked.to.as_deref(), day)?,
        within: asked.within,
    };
    let found = Box::pin(what_followed(&state.context, &caller.viewer, &request)).await;
    Ok(Json(found.map_err(caller.problem())?.answer()))
}
