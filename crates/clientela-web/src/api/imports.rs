//! Imports: history, a new file, one import, undo.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use clientela_app::answers::import::{
    ImportAnswer, ImportEntryAnswer, ImportsAnswer, ProgressAnswer, SetAsideAnswer,
};
use clientela_app::error::AppError;
use clientela_app::import_file::import_file;
use clientela_app::import_history::ImportEntry;
use clientela_app::import_options::{ImportOptions, OnConflict};
use clientela_app::import_sales::ImportSales;
use clientela_app::progress::Progress;
use clientela_app::{correct_rows, import_history, running_imports, undo_import};
use clientela_domain::ids::ImportId;
use clientela_domain::records::FileKind;
use clientela_store::Permission;
use clientela_store::imports::Import;
use clientela_store::tokens::Scope;
use futures::StreamExt;
use serde::Deserialize;
use std::sync::Arc;
use tokio::io::AsyncWriteExt;
use utoipa::IntoParams;

use super::ApiState;
use super::caller::Caller;
use super::cursor;
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::replay::{RepeatHeader, once_from};
use crate::limits::UPLOAD_BYTES_MAX;

/// Every attempt, newest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/imports", params(HistoryParameters),
    responses((status = 200, body = ImportsAnswer)), security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<HistoryParameters>,
) -> Result<Json<ImportsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    caller.permit(Permission::Import)?;
    let before = cursor::place(&caller, HISTORY, asked.cursor.as_deref(), |text| {
        text.parse::<i64>().ok()
    })?;
    let limit = asked.limit.unwrap_or(LIMIT_MAX).clamp(1, LIMIT_MAX);
    let page = import_history::history_page(&state.context, &caller.viewer, before, limit).await;
    let (entries, next) = page.map_err(caller.problem())?;
    Ok(Json(ImportsAnswer {
        imports: entries.iter().map(import_history::entry_answer).collect(),
        next: next.map(|place| cursor::seal(HISTORY, &place.to_string())),
    }))
}

/// The name of the history in its cursors.
const HISTORY: &str = "imports";

/// Imports on one page, at most and unless asked otherwise.
const LIMIT_MAX: usize = 500;

/// Which part of the history.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct HistoryParameters {
    /// At most so many, up to 500.
    pub limit: Option<usize>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// How the file in the body is to be read; the options of `clientela import sales`.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ImportParameters {
    /// What the file brings: `sales` (by default), `accounts`, `people`, `interactions`,
    /// `obligations`, `people_map`, `gifts`, `support`, `confidentiality`, `agreements`, `executions`, `problems`,
    /// `survey_answers`, `prospects`, `positions`,
    /// `purchases`, `threats`, `opportunities` or `spotters`.
    pub kind: Option<String>,
    /// Name of the file.
    pub file_name: Option<String>,
    /// Say what would happen and change nothing.
    pub dry_run: Option<bool>,
    /// Currency of lines that do not say theirs.
    pub file_currency: Option<String>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Encoding label.
    pub encoding: Option<String>,
    /// Delimiter of a text file.
    pub delimiter: Option<char>,
    /// `comma` or `dot`.
    pub decimal: Option<String>,
    /// `dmy`, `mdy` or `ymd`.
    pub date_order: Option<String>,
    /// VAT rate in percent for files that hold only prices with VAT.
    pub gross_vat_rate: Option<String>,
    /// `ask`, `keep`, `replace` or `both`.
    pub on_conflict: Option<String>,
    /// Id of the campaign by which prospects came whose way the file does not say; of files of prospects alone.
    pub campaign: Option<String>,
    /// A map file (TOML) as text.
    pub map: Option<String>,
}

impl ImportParameters {
    fn options(&self, caller: &Caller) -> Result<ImportOptions, Problem> {
        let on_conflict = match self.on_conflict.as_deref() {
            None | Some("ask") => OnConflict::Ask,
            Some("keep") => OnConflict::Keep,
            Some("replace") => OnConflict::Replace,
            Some("both") => OnConflict::Both,
            Some(other) => {
                let problem =
                    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts);
                return Err(problem.at("on_conflict", other));
            }
        };
        let kind = match self.kind.as_deref() {
            None => FileKind::Sales,
            Some(code) => FileKind::from_code(code).ok_or_else(|| {
                let problem =
                    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts);
                problem.at("kind", code)
            })?,
        };
        let options = ImportOptions {
            kind,
            columns: Vec::new(),
            encoding: self.encoding.clone(),
            delimiter: self.delimiter,
            decimal: self.decimal.clone(),
            date_order: self.date_order.clone(),
            sheet: self.sheet.clone(),
            file_currency: self.file_currency.clone(),
            gross_vat_rate: self.gross_vat_rate.clone(),
            on_conflict,
            campaign: self.campaign.clone(),
        };
        match &self.map {
            None => Ok(options),
            Some(map) => options
                .with_map_file(map)
                .map_err(|refusal| caller.problem()(refusal.into())),
        }
    }
}

/// Imports the file in the body (the raw bytes; any of the formats). Sending the same file again
/// changes nothing, so this needs no idempotency key. While it works, the import is `running` in the
/// list of imports, where it can be followed and stopped.
///
/// # Errors
/// As a problem; 422 with the reason when the file is refused.
#[utoipa::path(post, path = "/api/v1/imports", params(ImportParameters),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = ImportAnswer), (status = 422, body = Problem)),
    security(("key" = ["import"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ImportParameters>,
    body: Body,
) -> Result<Json<ImportAnswer>, Problem> {
    caller.require(Scope::Import)?;
    let options = asked.options(&caller)?;
    let path = state
        .upload_folder
        .join(format!("api-{:032x}", rand::random::<u128>()));
    let received = receive(&path, body, UPLOAD_BYTES_MAX).await;
    let report = match received {
        Err(error) => Err(error),
        Ok(()) => {
            let command = ImportSales {
                path: path.clone(),
                file_name: asked.file_name.clone().unwrap_or_else(|| "api".to_owned()),
                options,
                trial: asked.dry_run == Some(true),
                draft: None,
                sample: false,
            };
            import_file(
                &state.context,
                &caller.viewer,
                command,
                &Arc::new(Progress::default()),
            )
            .await
        }
    };
    drop(tokio::fs::remove_file(&path).await);
    Ok(Json(ImportAnswer::of_report(
        &report.map_err(caller.problem())?,
        caller.texts,
    )))
}

/// Streams a body into a file of at most so many bytes.
pub(super) async fn receive(
    path: &std::path::Path,
    body: Body,
    bytes_max: u64,
) -> Result<(), AppError> {
    if let Some(folder) = path.parent() {
        tokio::fs::create_dir_all(folder).await?;
    }
    let mut file = tokio::fs::File::create(path).await?;
    let mut chunks = body.into_data_stream();
    let mut bytes = 0_u64;
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| AppError::system("receiving a file", error))?;
        bytes += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        if bytes > bytes_max {
            return Err(AppError::Invalid {
                field: "file",
                code: "too-large",
                value: String::new(),
            });
        }
        file.write_all(&chunk).await?;
    }
    file.flush().await?;
    Ok(())
}

pub(super) fn import_id(caller: &Caller, id: &str) -> Result<ImportId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("import", id);
    ImportId::parse(id).ok_or_else(unknown)
}

/// One import: its report, with the rows that are still set aside.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/imports/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ImportAnswer), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<ImportAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let id = import_id(&caller, &id)?;
    let entry = import_history::one(&state.context, &caller.viewer, id)
        .await
        .map_err(caller.problem())?;
    let mut answer = ImportAnswer::of_report(&import_history::report_of(&entry), caller.texts);
    answer.status = entry.record.status.code().to_owned();
    let progress = running_imports::progress_of(&state.context, id);
    answer.progress = progress.as_deref().map(ProgressAnswer::from);
    let open = correct_rows::open_rows(&state.context, &caller.viewer, id).await;
    let rows = open.map_err(caller.problem())?.1;
    answer.set_aside = rows
        .iter()
        .take(100)
        .map(|row| SetAsideAnswer::of_row(row, caller.texts))
        .collect();
    Ok(Json(answer))
}

/// Asks a running import to stop at its next safe point: nothing of it will be in the book, only the
/// attempt in the history, with the status `stopped`. Sent again it asks again, so it takes no key.
///
/// # Errors
/// As a problem; 409 when it does not run.
#[utoipa::path(post, path = "/api/v1/imports/{id}/stop", params(("id" = String, Path)),
    responses((status = 202, body = ImportEntryAnswer), (status = 409, body = Problem)),
    security(("key" = ["import"])))]
pub async fn stop(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<ImportEntryAnswer>), Problem> {
    caller.require(Scope::Import)?;
    let id = import_id(&caller, &id)?;
    running_imports::stop_import(&state.context, &caller.viewer, id)
        .await
        .map_err(caller.problem())?;
    let entry = import_history::one(&state.context, &caller.viewer, id).await;
    let entry = entry.map_err(caller.problem())?;
    Ok((
        StatusCode::ACCEPTED,
        Json(import_history::entry_answer(&entry)),
    ))
}

/// Takes an import back, as if it had never been.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/imports/{id}/undo",
    params(("id" = String, Path), RepeatHeader),
    responses((status = 200, body = ImportEntryAnswer), (status = 409, body = Problem)),
    security(("key" = ["import"])))]
pub async fn undo(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Import)?;
    let id = import_id(&caller, &id)?;
    let before = import_history::one(&state.context, &caller.viewer, id)
        .await
        .map_err(caller.problem())?;
    let work = async {
        undo_import::undo_import(&state.context, &caller.viewer, id)
            .await
            .map_err(caller.problem())
    };
    let answer = move |record: &Import| {
        import_history::entry_answer(&ImportEntry {
            record: record.clone(),
            ..before.clone()
        })
    };
    once_from(&state, &caller, &headers, &(), work, answer).await
}
