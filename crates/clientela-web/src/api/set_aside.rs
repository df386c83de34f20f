//! Rows of an import that are set aside: listed, corrected cell by cell or by file, and documents with
//! two versions decided.

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::import::{
    CorrectionAnswer, DecidedAnswer, OpenRowAnswer, OpenRowsAnswer, document_of,
};
use clientela_app::correct_cells::{Cell, CorrectedCell, correct_cells};
use clientela_app::correct_rows::{self, correct_rows, decide_conflicts, open_rows};
use clientela_app::corrected_file::read_corrected;
use clientela_app::error::AppError;
use clientela_app::import_history;
use clientela_app::set_aside::{SetAsideRow, set_aside_csv};
use clientela_domain::ids::ImportId;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Permission;
use clientela_store::document_decisions::DocumentChoice;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::cursor;
use super::imports::{import_id, receive};
use super::input::{Json, Path, Query};
use super::managers::invalid;
use super::problem::Problem;
use super::replay::once;
use crate::limits::UPLOAD_BYTES_MAX;
use crate::pages::export::attachment;

/// Rows on one page unless asked otherwise, and at most.
const LIMIT_DEFAULT: usize = 50;
const LIMIT_MAX: usize = 500;

/// Rows corrected by one request.
const ROWS_MAX: usize = 1_000;

/// What these routes add to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list, csv, correct, correct_by_file, decide))]
pub struct SetAsideApi;

/// The routes.
pub fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/imports/{id}/set-aside", get(list).post(correct))
        .route(
            "/api/v1/imports/{id}/set-aside.csv",
            get(csv).post(correct_by_file),
        )
        .layer(DefaultBodyLimit::max(
            usize::try_from(UPLOAD_BYTES_MAX).unwrap_or(usize::MAX),
        ))
        .route("/api/v1/imports/{id}/conflicts", post(decide))
}

/// Which rows.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RowsParameters {
    /// Only rows set aside for this reason: a `code` of the answer.
    pub reason: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<usize>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// The import, when the caller's key and user may import.
fn import_of(caller: &Caller, id: &str) -> Result<ImportId, Problem> {
    caller.permit(Permission::Import)?;
    import_id(caller, id)
}

/// Rows of an import that are still set aside, with their cells, in the order of the file.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/imports/{id}/set-aside", params(("id" = String, Path), RowsParameters),
    responses((status = 200, body = OpenRowsAnswer)), security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<RowsParameters>,
) -> Result<Json<OpenRowsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let import = import_of(&caller, &id)?;
    let reason = asked.reason.as_deref().map(|code| {
        SetAsideReason::from_code(code).ok_or_else(|| invalid(&caller, "reason", code))
    });
    let reason = reason.transpose()?;
    let list_id = format!("set-aside {import}");
    let after = cursor::place(&caller, &list_id, asked.cursor.as_deref(), |text| {
        let (sheet, line) = text.split_once(' ')?;
        Some((sheet.parse::<usize>().ok()?, line.parse::<u64>().ok()?))
    })?;
    let limit = asked.limit.unwrap_or(LIMIT_DEFAULT).clamp(1, LIMIT_MAX);
    let open = open_rows(&state.context, &caller.viewer, import).await;
    let (header, mut rows) = open.map_err(caller.problem())?;
    rows.retain(|row| reason.is_none_or(|reason| row.reason == reason));
    // Rows stand in the order of the file, each once.
    let place = |row: &SetAsideRow| (row.sheet, row.line);
    let begins = after.map_or(0, |after| rows.partition_point(|row| place(row) <= after));
    let rest = &rows[begins..];
    let page: Vec<OpenRowAnswer> = rest
        .iter()
        .take(limit)
        .map(|row| OpenRowAnswer::of_row(row, caller.texts))
        .collect();
    let last = rest.get(page.len().saturating_sub(1));
    let next = last.filter(|_| page.len() < rest.len()).map(place);
    Ok(Json(OpenRowsAnswer {
        import_id: import.to_string(),
        header,
        next: next.map(|(sheet, line)| cursor::seal(&list_id, &format!("{sheet} {line}"))),
        rows: page,
        matching: u64::try_from(rows.len()).unwrap_or(u64::MAX),
    }))
}

/// The same rows as a CSV that comes back corrected.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/imports/{id}/set-aside.csv", params(("id" = String, Path)),
    responses((status = 200, body = String, content_type = "text/csv; charset=utf-8")),
    security(("key" = ["read"])))]
pub async fn csv(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let import = import_of(&caller, &id)?;
    let open = open_rows(&state.context, &caller.viewer, import).await;
    let (header, rows) = open.map_err(caller.problem())?;
    let bytes = set_aside_csv(&rows, &header, caller.texts).into_bytes();
    let name = "rows-set-aside.csv";
    Ok(attachment("text/csv; charset=utf-8", name, bytes))
}

/// Rows with the cells that are to change.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "rows": [{ "line": 17, "values": { "Дата": "24.11.2026" } }] }))]
pub struct CorrectionsBody {
    /// The rows, at most 1,000.
    pub rows: Vec<CorrectedRowBody>,
}

/// A row with the cells that are to change; the others stay as the file had them.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectedRowBody {
    /// Position of the sheet in its file.
    pub sheet: u64,
    /// Physical line of the row.
    pub line: u64,
    /// New values by the header of their column.
    pub values: BTreeMap<String, String>,
}

/// Corrects cells of rows that are set aside and runs the rows again.
///
/// # Errors
/// As a problem; 409 when the import does not count or another one runs.
#[utoipa::path(post, path = "/api/v1/imports/{id}/set-aside", params(("id" = String, Path)),
    request_body = CorrectionsBody, responses((status = 200, body = CorrectionAnswer)),
    security(("key" = ["import"])))]
pub async fn correct(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<CorrectionsBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Import)?;
    let import = import_of(&caller, &id)?;
    if body.rows.len() > ROWS_MAX {
        return Err(invalid(&caller, "rows", &body.rows.len().to_string()));
    }
    let cells: Vec<CorrectedCell> = body
        .rows
        .iter()
        .flat_map(|row| {
            row.values.iter().map(|(header, value)| CorrectedCell {
                sheet: row.sheet,
                line: row.line,
                cell: Cell::Under(header.clone()),
                value: value.clone(),
            })
        })
        .collect();
    once(&state, &caller, &headers, &(&id, &body), async {
        let corrected = Box::pin(correct_cells(
            &state.context,
            &caller.viewer,
            import,
            &cells,
        ))
        .await;
        Ok(CorrectionAnswer::from(corrected.map_err(caller.problem())?))
    })
    .await
}

/// Runs the rows of a corrected CSV again: the list of rows set aside, changed by somebody, as the body.
///
/// # Errors
/// As a problem; 409 when the import does not count or another one runs.
#[utoipa::path(post, path = "/api/v1/imports/{id}/set-aside.csv", params(("id" = String, Path)),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = CorrectionAnswer)), security(("key" = ["import"])))]
pub async fn correct_by_file(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Import)?;
    let import = import_of(&caller, &id)?;
    let path = state
        .upload_folder
        .join(format!("api-{:032x}", rand::random::<u128>()));
    let read = match receive(&path, body, UPLOAD_BYTES_MAX).await {
        Ok(()) => {
            let (context, path) = (Arc::clone(&state.context), path.clone());
            let read = tokio::task::spawn_blocking(move || read_corrected(&context, &path)).await;
            read.unwrap_or_else(|error| Err(AppError::system("reading corrected rows", error)))
        }
        Err(error) => Err(error),
    };
    drop(tokio::fs::remove_file(&path).await);
    let rows = read.map_err(caller.problem())?;
    let request: Vec<_> = rows
        .iter()
        .map(|row| (row.sheet, row.line, &row.cells))
        .collect();
    once(&state, &caller, &headers, &(&id, &request), async {
        let again = correct_rows(&state.context, &caller.viewer, import, rows.clone());
        // On the heap: what a correction does is too long for a stack shared with the request.
        let again = Box::pin(again).await;
        let again: correct_rows::Correction = again.map_err(caller.problem())?;
        Ok(CorrectionAnswer::from(again))
    })
    .await
}

/// Which version of documents counts.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "choice": "replace" }))]
pub struct DecisionBody {
    /// `keep` what is in the book, `replace` it, or `both`.
    pub choice: String,
    /// Keys of documents, as the rows set aside name them; all that wait when absent.
    #[serde(default)]
    pub documents: Option<Vec<String>>,
}

/// Decides documents that are in the book already with other lines.
///
/// # Errors
/// As a problem; 409 when the import does not count or another one runs.
#[utoipa::path(post, path = "/api/v1/imports/{id}/conflicts", params(("id" = String, Path)),
    request_body = DecisionBody, responses((status = 200, body = DecidedAnswer)),
    security(("key" = ["import"])))]
pub async fn decide(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<DecisionBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Import)?;
    let import = import_of(&caller, &id)?;
    let (context, viewer) = (&state.context, &caller.viewer);
    // Known before anything is decided, so that a wrong address is not an empty decision.
    let known = import_history::one(context, viewer, import).await;
    known.map_err(caller.problem())?;
    let choice = DocumentChoice::from_code(&body.choice)
        .ok_or_else(|| invalid(&caller, "choice", &body.choice))?;
    let named = body.documents.as_ref().map(|keys| {
        let key =
            |text: &String| document_of(text).ok_or_else(|| invalid(&caller, "documents", text));
        keys.iter().map(key).collect::<Result<Vec<u64>, Problem>>()
    });
    let named = named.transpose()?;
    once(&state, &caller, &headers, &(&id, &body), async {
        let decided = decide_conflicts(context, viewer, import, named.clone(), choice).await;
        Ok(DecidedAnswer {
            rows: decided.map_err(caller.problem())?,
        })
    })
    .await
}
