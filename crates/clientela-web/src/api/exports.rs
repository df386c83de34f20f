//! What one may see, taken out of the book: a workbook of everything, and the sales lines.

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_app::error::AppError;
use clientela_app::export_all::export_all;
use clientela_store::tokens::Scope;
use utoipa::OpenApi;

use super::ApiState;
use super::caller::Caller;
use super::problem::Problem;
use crate::pages::export::{CsvStyle, streamed};
use crate::sales_csv::sales_csv;
use crate::workbook::{XLSX_KIND, workbook};

/// Addresses of this part.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/export.xlsx", get(everything))
        .route("/api/v1/export/sales.csv", get(sales))
}

#[derive(OpenApi)]
#[openapi(paths(everything, sales))]
pub(super) struct ExportsApi;

/// Everything the key may see, as a workbook: a sheet for each kind of record.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/export.xlsx",
    responses((status = 200, body = Vec<u8>,
        content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    security(("key" = ["read"])))]
async fn everything(State(state): State<ApiState>, caller: Caller) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let sheets = export_all(&state.context, &caller.viewer, caller.texts)
        .await
        .map_err(caller.problem())?;
    let bytes = workbook(&sheets)
        .map_err(|error| caller.problem()(AppError::system("writing a workbook", error)))?;
    Ok(([(CONTENT_TYPE, XLSX_KIND)], bytes).into_response())
}

/// The sales lines the key may see, under the headers by which a file of them is imported again; for
/// programs: RFC 4180, decimal point, days as `2026-11-26`.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/export/sales.csv",
    responses((status = 200, body = Vec<u8>, content_type = "text/csv")),
    security(("key" = ["read"])))]
async fn sales(State(state): State<ApiState>, caller: Caller) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let lines = sales_csv(
        &state.context,
        &caller.viewer,
        caller.texts,
        CsvStyle::Plain,
    )
    .await
    .map_err(caller.problem())?;
    Ok(streamed("sales.csv", Body::from_stream(lines)))
}
