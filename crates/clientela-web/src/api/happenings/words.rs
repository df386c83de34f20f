//! Notes, a line as one would jot it down, and the bytes of files.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use clientela_app::answers::happenings::{QuickAddAnswer, WrittenAnswer};
use clientela_app::attach_file::open_attachment;
use clientela_app::jot_down::jot_down;
use clientela_app::write_note::{NoteDraft, write_note};
use clientela_domain::ids::{AccountId, AttachmentId, PersonId};
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::read;
use crate::api::ApiState;
use crate::api::caller::Caller;
use crate::api::input::{Json, Path};
use crate::api::problem::Problem;

/// A note.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "account": "0199b3c4-5d6e-7f80-9a1b-2c3d4e5f6071", "text": "Договорът се преговаря през март" }))]
pub struct NoteBody {
    /// On which client.
    pub account: Option<String>,
    /// On which person; one of the two is needed.
    pub person: Option<String>,
    /// The words; `@name` mentions a colleague, `#client` a client.
    pub text: String,
    /// For the key's user alone.
    pub private: bool,
}

/// Writes a note.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/notes", request_body = NoteBody,
    responses((status = 200, body = WrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create_note(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<NoteBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let draft = NoteDraft {
        account: read(
            &caller,
            "account",
            body.account.as_deref(),
            AccountId::parse,
        )?,
        person: read(&caller, "person", body.person.as_deref(), PersonId::parse)?,
        text: body.text.clone(),
        private: body.private,
    };
    crate::api::replay::once(&state, &caller, &headers, &("note", &body), async {
        let note = write_note(&state.context, &caller.viewer, &draft).await;
        Ok(WrittenAnswer {
            note: Some(note.map_err(caller.problem())?.to_string()),
            ..WrittenAnswer::default()
        })
    })
    .await
}

/// A line as one would jot it down.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "line": "вчера обаждане Ракита: искат нова цена, да пратя оферта до петък", "dry_run": true }))]
pub struct LineBody {
    /// The line.
    pub line: String,
    /// Only say what it means.
    #[serde(default)]
    pub dry_run: bool,
}

/// Reads a line and writes down what it means, when nothing stays unclear; `written` is absent
/// otherwise.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/quick-add", request_body = LineBody,
    responses((status = 200, body = QuickAddAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn add(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<LineBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    crate::api::replay::once(&state, &caller, &headers, &("line", &body), async {
        let answer = jot_down(&state.context, &caller.viewer, &body.line, body.dry_run).await;
        answer.map_err(caller.problem())
    })
    .await
}

/// The bytes of a file.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/attachments/{id}", params(("id" = String, Path)),
    responses((status = 200, description = "The bytes", content_type = "application/octet-stream"),
        (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn attachment(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("attachment", &id);
    let id = AttachmentId::parse(&id).ok_or_else(unknown)?;
    let (file, path) = open_attachment(&state.context, &caller.viewer, id)
        .await
        .map_err(caller.problem())?;
    crate::pages::attachments::stream(&file, &path)
        .await
        .map_err(|error| {
            tracing::error!(?error, "the bytes of a file could not be sent");
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", caller.texts)
        })
}
