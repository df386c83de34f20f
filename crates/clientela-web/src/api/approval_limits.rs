//! The firm's limits for terms: above them the commercial director approves first.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use clientela_app::answers::approval_limits::ApprovalLimitsAnswer;
use clientela_app::approval_settings::ApprovalSettings;
use clientela_store::Permission;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::input::Json;
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(show, set))]
pub(super) struct ApprovalLimitsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/agreements/limits", get(show).put(set))
}

async fn answer(state: &ApiState, caller: &Caller) -> Result<ApprovalLimitsAnswer, Problem> {
    let (context, viewer) = (&state.context, &caller.viewer);
    let settings = ApprovalSettings::load(context, viewer).await;
    let settings = settings.map_err(caller.problem())?;
    let book = context.book_state(viewer).await;
    let book = book.map_err(caller.problem())?;
    let currency = book.settings.reporting_currency();
    Ok(ApprovalLimitsAnswer::of(&settings, currency))
}

/// The firm's limits for terms of agreements.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/agreements/limits",
    responses((status = 200, body = ApprovalLimitsAnswer), (status = 401, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(State(state): State<ApiState>, caller: Caller) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let answer = answer(&state, &caller).await?;
    Ok(versioned(answer.version, answer))
}

/// The firm's limits, as they shall be; one that is not given holds nothing back.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "discount": "10", "payment_days": "60", "credit": "20000", "guarantee": "10000" }))]
pub struct ApprovalLimitsBody {
    /// Highest discount, in per cent, a decimal string.
    pub discount: Option<String>,
    /// Longest time until payment, in days, up to 730.
    pub payment_days: Option<String>,
    /// Highest credit, a decimal string in the firm's currency.
    pub credit: Option<String>,
    /// Highest guarantee.
    pub guarantee: Option<String>,
    /// The version they were read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// Sets the firm's limits for terms of agreements.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/agreements/limits",
    params(("If-Match" = Option<String>, Header)), request_body = ApprovalLimitsBody,
    responses((status = 200, body = ApprovalLimitsAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn set(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<ApprovalLimitsBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Admin)?;
    caller.permit(Permission::ChangeSettings)?;
    let version = version_of(&headers, &caller, body.version)?;
    super::replay::once(&state, &caller, &headers, &(version, &body), async {
        let now = answer(&state, &caller).await?;
        let settings = ApprovalSettings {
            discount: body.discount.clone(),
            payment_days: body.payment_days.clone(),
            credit: body.credit.clone(),
            guarantee: body.guarantee.clone(),
            version: version.unwrap_or(now.version),
        };
        let shown = async || answer(&state, &caller).await;
        match settings.save(&state.context, &caller.viewer).await {
            Ok(()) => shown().await,
            Err(error) => Err(or_both_versions(&caller, version, error, shown).await),
        }
    })
    .await
}
