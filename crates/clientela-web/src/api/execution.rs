//! What was promised against what was done.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use clientela_app::answers::execution::ExecutionAnswer;
use clientela_app::measure_execution::{ExecutionRequest, measure_execution, read_cursor};
use clientela_app::on_time_settings::OnTimeSettings;
use clientela_domain::execution::LineTerms;
use clientela_domain::execution::lines::TOLERANCE_SCALE;
use clientela_domain::ids::AccountId;
use clientela_store::tokens::Scope;
use serde::Deserialize;
use utoipa::{IntoParams, OpenApi};

use super::ApiState;
use super::accounts::account_id;
use super::caller::Caller;
use super::figures::FigureParameters;
use super::happenings::read;
use super::input::{Json, Path, Query};
use super::problem::Problem;

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(show, of_account))]
pub(super) struct ExecutionApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/execution", get(show))
        .route("/api/v1/accounts/{id}/execution", get(of_account))
}

/// What counts as on time and in full.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExecutionParameters {
    /// Days a line may come after its promised day; as the firm has it when absent.
    pub late_days: Option<u32>,
    /// Days it may come before it; as the firm has it when absent.
    pub early_days: Option<u32>,
    /// Percent of the ordered quantity that may be missing; as the firm has it when absent.
    pub short_percent: Option<f64>,
    /// Late lines from the answer's `next` on.
    pub cursor: Option<String>,
}

impl ExecutionParameters {
    /// What was asked for in place of what the firm has; nothing when nothing was.
    async fn terms(&self, state: &ApiState, caller: &Caller) -> Result<Option<LineTerms>, Problem> {
        if self.late_days.is_none() && self.early_days.is_none() && self.short_percent.is_none() {
            return Ok(None);
        }
        let firm = OnTimeSettings::load(&state.context, &caller.viewer).await;
        let firm = firm.map_err(caller.problem())?.terms();
        let firm = firm.map_err(caller.problem())?;
        let short = match self.short_percent {
            None => firm.short,
            Some(percent) if (0.0..=100.0).contains(&percent) => {
                // Between nothing and the whole, so it fits.
                (percent / 100.0 * f64::from(TOLERANCE_SCALE)).round() as u32
            }
            Some(percent) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                let problem = Problem::new(status, "invalid", caller.texts);
                return Err(problem.at("short_percent", &percent.to_string()));
            }
        };
        Ok(Some(LineTerms {
            early: self.early_days.or(firm.early),
            late: self.late_days.unwrap_or(firm.late),
            short,
            over: None,
        }))
    }
}

/// What was promised against what was done, for all clients in sight and for each.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/execution", params(FigureParameters, ExecutionParameters),
    responses((status = 200, body = ExecutionAnswer), (status = 401, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Query(period): Query<FigureParameters>,
    Query(asked): Query<ExecutionParameters>,
) -> Result<Json<ExecutionAnswer>, Problem> {
    measured(&state, &caller, None, (&period, &asked)).await
}

/// The same for one client.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/execution",
    params(("id" = String, Path), FigureParameters, ExecutionParameters),
    responses((status = 200, body = ExecutionAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn of_account(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    Query(period): Query<FigureParameters>,
    Query(asked): Query<ExecutionParameters>,
) -> Result<Json<ExecutionAnswer>, Problem> {
    let account = account_id(&caller, &id)?;
    measured(&state, &caller, Some(account), (&period, &asked)).await
}

async fn measured(
    state: &ApiState,
    caller: &Caller,
    account: Option<AccountId>,
    (period, asked): (&FigureParameters, &ExecutionParameters),
) -> Result<Json<ExecutionAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let request = ExecutionRequest {
        account,
        figures: period.request(caller.texts)?,
        terms: asked.terms(state, caller).await?,
        failed_after: read(caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
    };
    let execution = measure_execution(&state.context, &caller.viewer, &request).await;
    Ok(Json(execution.map_err(caller.problem())?.answer()))
}
