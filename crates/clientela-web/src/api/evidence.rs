//! Documents that prove an answer: sent in after the answer, and given out again.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use clientela_app::answer_criterion::attach_evidence;
use clientela_app::error::AppError;
use clientela_app::evidence_files::{self, AttachedFile, EVIDENCE_BYTES_MAX};
use clientela_domain::ids::AccountId;
use clientela_domain::key_criteria::{Criterion, Judgement};
use clientela_store::tokens::Scope;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

use super::ApiState;
use super::accounts::{VerdictAnswer, account_id, verdict_answer};
use super::caller::Caller;
use super::imports::receive;
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::replay::{RepeatHeader, once_from};
use crate::pages::export::attachment;

/// What the document is called.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DocumentParameters {
    /// Name of the file.
    pub file_name: String,
}

/// Adds the document in the body (raw bytes, at most 25 MiB) to the latest answer to a criterion.
///
/// # Errors
/// As a problem; 404 when the criterion has no answer yet.
#[utoipa::path(put, path = "/api/v1/accounts/{id}/criteria/{criterion}/file",
    params(("id" = String, Path), ("criterion" = String, Path), DocumentParameters, RepeatHeader),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 200, body = VerdictAnswer), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn attach(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, criterion)): Path<(String, String)>,
    Query(asked): Query<DocumentParameters>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = account_id(&caller, &id)?;
    let of = Criterion::from_id(&criterion).ok_or_else(|| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts)
            .at("criterion", &criterion)
    })?;
    let path = state
        .upload_folder
        .join(format!("api-{:032x}", rand::random::<u128>()));
    let file = AttachedFile {
        path: path.clone(),
        file_name: asked.file_name,
    };
    let answer = match receive(&path, body, EVIDENCE_BYTES_MAX).await {
        Ok(()) => attach_once(&state, &caller, &headers, (account, of), &file).await,
        Err(error) => Err(caller.problem()(error)),
    };
    drop(tokio::fs::remove_file(&path).await);
    answer
}

async fn attach_once(
    state: &ApiState,
    caller: &Caller,
    headers: &HeaderMap,
    (account, of): (AccountId, Criterion),
    file: &AttachedFile,
) -> Result<Json<serde_json::Value>, Problem> {
    let bytes = tokio::fs::read(&file.path).await;
    let bytes = bytes.map_err(|error| caller.problem()(AppError::from(error)))?;
    let request = (&file.file_name, Sha256::digest(bytes).to_vec());
    let work = async {
        attach_evidence(&state.context, &caller.viewer, account, of, file)
            .await
            .map_err(caller.problem())
    };
    let answer = move |judgement: &Judgement| verdict_answer(account, judgement);
    Box::pin(once_from(state, caller, headers, &request, work, answer)).await
}

/// A document that proves an answer about a client.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/evidence/{sha256}",
    params(("id" = String, Path), ("sha256" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, sha256)): Path<(String, String)>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let account = account_id(&caller, &id)?;
    let found = evidence_files::open(&state.context, &caller.viewer, account, &sha256).await;
    let (path, name) = found.map_err(caller.problem())?;
    let bytes = tokio::fs::read(&path).await;
    let bytes = bytes.map_err(|error| caller.problem()(AppError::from(error)))?;
    Ok(attachment("application/octet-stream", &name, bytes))
}
