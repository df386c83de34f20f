//! What each way of finding prospects brings and costs.

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use clientela_app::answers::prospects::SourcesAnswer;
use clientela_app::prospect_sources::{SourceSort, SourcesQuery, sources_in_full};
use clientela_domain::day::Date;
use clientela_domain::ids::UserId;
use clientela_store::prospects::{Cold, SourceFilter};
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
#[openapi(paths(sources))]
pub(super) struct ProspectSourcesApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/prospects/sources", get(sources))
}

/// Which prospects are counted by way, and in which order.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SourcesParameters {
    /// That came on this day or later, ISO 8601.
    pub from: Option<String>,
    /// That came by this day, ISO 8601.
    pub to: Option<String>,
    /// Of this user, or the key's (`me`).
    pub owner: Option<String>,
    /// Cold contacts: `with`, `without` or `only`.
    pub cold: Option<String>,
    /// `names`, `chance`, `cost` or `way`.
    pub sort: Option<String>,
}

/// What each way of finding prospects brings and costs, and where the next euro and the next hour go.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/prospects/sources", params(SourcesParameters),
    responses((status = 200, body = SourcesAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn sources(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<SourcesParameters>,
) -> Result<Json<SourcesAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let day = |text: &str| text.parse::<Date>().ok();
    let whose = |text: &str| match text {
        "me" => caller.viewer.user,
        other => UserId::parse(other),
    };
    let sort = asked.sort.as_deref();
    let query = SourcesQuery {
        filter: SourceFilter {
            from: read(&caller, "from", asked.from.as_deref(), day)?,
            to: read(&caller, "to", asked.to.as_deref(), day)?,
            owner: read(&caller, "owner", asked.owner.as_deref(), whose)?,
            cold: read(&caller, "cold", asked.cold.as_deref(), Cold::from_code)?
                .filter(|cold| *cold != Cold::With),
        },
        sort: read(&caller, "sort", sort, SourceSort::from_code)?.unwrap_or_default(),
    };
    let found = sources_in_full(&state.context, &caller.viewer, &query).await;
    let (report, efforts) = found.map_err(caller.problem())?;
    Ok(Json(report.answer(&efforts)))
}
