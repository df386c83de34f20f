//! What counts as on time and in full for the firm.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use clientela_app::on_time_settings::OnTimeSettings;
use clientela_store::Permission;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::input::Json;
use super::problem::Problem;
use super::versions::{if_match, or_both_versions, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(show, change))]
pub(super) struct OnTimeApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/settings/on-time", get(show).put(change))
}

/// What counts as on time and in full.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "late_days": "1", "early_days": null, "short_percent": "2.5" }))]
pub struct OnTimeBody {
    /// Days a line may come after its promised day; none when absent.
    pub late_days: Option<String>,
    /// Days it may come before it; any when absent.
    pub early_days: Option<String>,
    /// Per cent of the ordered quantity that may be missing, a decimal string; none when absent.
    pub short_percent: Option<String>,
}

async fn load(state: &ApiState, caller: &Caller) -> Result<(i64, OnTimeBody), Problem> {
    let settings = OnTimeSettings::load(&state.context, &caller.viewer).await;
    let settings = settings.map_err(caller.problem())?;
    let body = OnTimeBody {
        late_days: settings.late_days,
        early_days: settings.early_days,
        short_percent: settings.short_percent,
    };
    Ok((settings.version, body))
}

/// What counts as on time for the firm.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/settings/on-time",
    responses((status = 200, body = OnTimeBody), (status = 401, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(State(state): State<ApiState>, caller: Caller) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let (version, body) = load(&state, &caller).await?;
    Ok(versioned(version, body))
}

/// Sets what counts as on time; what is absent is set to nothing.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/settings/on-time", params(("If-Match" = Option<String>, Header)),
    request_body = OnTimeBody,
    responses((status = 200, body = OnTimeBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<OnTimeBody>,
) -> Result<Response, Problem> {
    caller.require(Scope::Admin)?;
    caller.permit(Permission::ChangeSettings)?;
    let asked = if_match(&headers, &caller)?;
    let version = match asked {
        Some(version) => version,
        None => load(&state, &caller).await?.0,
    };
    let settings = OnTimeSettings {
        late_days: body.late_days,
        early_days: body.early_days,
        short_percent: body.short_percent,
        version,
    };
    match settings.save(&state.context, &caller.viewer).await {
        Ok(()) => {
            let (version, body) = load(&state, &caller).await?;
            Ok(versioned(version, body))
        }
        Err(error) => {
            let now = async || load(&state, &caller).await.map(|(_, body)| body);
            Err(or_both_versions(&caller, asked, error, now).await)
        }
    }
}
