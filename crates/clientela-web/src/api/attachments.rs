//! Files of clients, people, interactions and notes: listed, added, taken off. Their bytes are given
//! out by [`super::happenings::words::attachment`].

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get};
use clientela_app::answers::happenings::{AttachmentAnswer, AttachmentsAnswer};
use clientela_app::attach_file::{
    ATTACHMENT_BYTES_MAX, attach_file, open_attachment, remove_attachment,
};
use clientela_app::error::AppError;
use clientela_app::show_timeline::file_answer;
use clientela_app::show_words::list_files;
use clientela_domain::ids::{AccountId, AttachmentId, InteractionId, NoteId, PersonId};
use clientela_store::attachments::AttachedTo;
use clientela_store::tokens::Scope;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::path::Path as FilePath;
use utoipa::{IntoParams, OpenApi};

use super::ApiState;
use super::caller::Caller;
use super::imports::receive;
use super::input::{Json, Path, Query};
use super::managers::{invalid, missing};
use super::problem::Problem;
use super::replay::once;

/// What these routes add to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(list, add, remove))]
pub struct AttachmentsApi;

/// The routes.
pub fn routes() -> Router<ApiState> {
    let most = usize::try_from(ATTACHMENT_BYTES_MAX).unwrap_or(usize::MAX);
    Router::new()
        .route("/api/v1/attachments", get(list).post(add))
        .layer(DefaultBodyLimit::max(most))
        .route("/api/v1/attachments/{id}", delete(remove))
}

/// Of which record: exactly one of the four.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RecordParameters {
    /// Id of a client.
    pub account: Option<String>,
    /// Id of a person.
    pub person: Option<String>,
    /// Id of an interaction.
    pub interaction: Option<String>,
    /// Id of a note.
    pub note: Option<String>,
}

impl RecordParameters {
    fn record(&self, caller: &Caller) -> Result<AttachedTo, Problem> {
        let given = [
            ("account", &self.account),
            ("person", &self.person),
            ("interaction", &self.interaction),
            ("note", &self.note),
        ];
        let mut named = given
            .into_iter()
            .filter_map(|(of, id)| Some((of, id.as_deref()?)));
        let (Some((of, id)), None) = (named.next(), named.next()) else {
            return Err(invalid(caller, "account", ""));
        };
        let record = match of {
            "account" => AccountId::parse(id).map(AttachedTo::Account),
            "person" => PersonId::parse(id).map(AttachedTo::Person),
            "interaction" => InteractionId::parse(id).map(AttachedTo::Interaction),
            _ => NoteId::parse(id).map(AttachedTo::Note),
        };
        record.ok_or_else(|| missing(caller, of, id))
    }
}

/// Files of a client, a person, an interaction or a note, the oldest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/attachments", params(RecordParameters),
    responses((status = 200, body = AttachmentsAnswer), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<RecordParameters>,
) -> Result<Json<AttachmentsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let record = asked.record(&caller)?;
    let files = list_files(&state.context, &caller.viewer, record).await;
    Ok(Json(files.map_err(caller.problem())?))
}

/// What a file is called.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FileParameters {
    /// Name of the file.
    #[param(example = "договор.pdf")]
    pub file_name: String,
}

/// Adds the file in the body (raw bytes, at most 50 MiB) to a record.
///
/// # Errors
/// As a problem; 404 without such a record.
#[utoipa::path(post, path = "/api/v1/attachments", params(RecordParameters, FileParameters),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = AttachmentAnswer), (status = 404, body = Problem)),
    security(("key" = ["write"])))]
pub async fn add(
    State(state): State<ApiState>,
    caller: Caller,
    Query(record): Query<RecordParameters>,
    Query(file): Query<FileParameters>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    caller.require(Scope::Write)?;
    let to = record.record(&caller)?;
    let path = state
        .upload_folder
        .join(format!("api-{:032x}", rand::random::<u128>()));
    let kept = match receive(&path, body, ATTACHMENT_BYTES_MAX).await {
        Ok(()) => add_once(&state, &caller, &headers, to, (&path, &file.file_name)).await,
        Err(error) => Err(caller.problem()(error)),
    };
    drop(tokio::fs::remove_file(&path).await);
    Ok((StatusCode::CREATED, kept?).into_response())
}

async fn add_once(
    state: &ApiState,
    caller: &Caller,
    headers: &HeaderMap,
    to: AttachedTo,
    (path, name): (&FilePath, &str),
) -> Result<Json<serde_json::Value>, Problem> {
    let bytes = tokio::fs::read(path).await;
    let bytes = bytes.map_err(|error| caller.problem()(AppError::from(error)))?;
    let request = (format!("{to:?}"), name, Sha256::digest(bytes).to_vec());
    once(state, caller, headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let id = attach_file(context, viewer, to, path, name).await;
        let found = open_attachment(context, viewer, id.map_err(caller.problem())?).await;
        Ok(file_answer(&found.map_err(caller.problem())?.0))
    })
    .await
}

/// Takes a file off its record.
///
/// # Errors
/// As a problem.
#[utoipa::path(delete, path = "/api/v1/attachments/{id}", params(("id" = String, Path)),
    responses((status = 204)), security(("key" = ["write"])))]
pub async fn remove(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    let id = AttachmentId::parse(&id).ok_or_else(|| missing(&caller, "attachment", &id))?;
    let removed = remove_attachment(&state.context, &caller.viewer, id).await;
    removed.map_err(caller.problem())?;
    Ok(StatusCode::NO_CONTENT)
}
