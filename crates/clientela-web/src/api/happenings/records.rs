//! One interaction, one note, one next step: read, changed, put into the trash.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use clientela_app::answers::happenings::{InteractionAnswer, NoteAnswer};
use clientela_app::error::AppError;
use clientela_app::log_interaction::{change_interaction, delete_interaction};
use clientela_app::plan_next_step::delete_next_step;
use clientela_app::show_words::{show_interaction_answer, show_note_answer};
use clientela_app::write_note::{NoteDraft, change_note, delete_note};
use clientela_domain::ids::{InteractionId, NoteId};
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{InteractionBody, invalid, step_answer, step_id};
use crate::api::ApiState;
use crate::api::caller::Caller;
use crate::api::input::{Json, Path};
use crate::api::problem::Problem;
use crate::api::replay::once;
use crate::api::versions::{if_match, or_both_versions, versioned};

fn interaction_id(caller: &Caller, id: &str) -> Result<InteractionId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("interaction", id);
    InteractionId::parse(id).ok_or_else(unknown)
}

fn note_id(caller: &Caller, id: &str) -> Result<NoteId, Problem> {
    let unknown = || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("note", id);
    NoteId::parse(id).ok_or_else(unknown)
}

async fn interaction(
    state: &ApiState,
    caller: &Caller,
    id: InteractionId,
) -> Result<InteractionAnswer, Problem> {
    let answer = show_interaction_answer(&state.context, &caller.viewer, id).await;
    answer.map_err(caller.problem())
}

async fn note(state: &ApiState, caller: &Caller, id: NoteId) -> Result<NoteAnswer, Problem> {
    let answer = show_note_answer(&state.context, &caller.viewer, id).await;
    answer.map_err(caller.problem())
}

/// One interaction.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/interactions/{id}", params(("id" = String, Path)),
    responses((status = 200, body = InteractionAnswer)), security(("key" = ["read"])))]
pub async fn show_interaction(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let answer = interaction(&state, &caller, interaction_id(&caller, &id)?).await?;
    Ok(versioned(answer.version, answer))
}

/// Writes an interaction anew; its client stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/interactions/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = InteractionBody,
    responses((status = 200, body = InteractionAnswer)), security(("key" = ["write"])))]
pub async fn replace_interaction(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<InteractionBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = interaction_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    let now = interaction(&state, &caller, id).await?;
    if body.next_step.is_some() {
        return Err(invalid(&caller, "next_step", ""));
    }
    let mut body = body;
    body.account = now.account.map(|account| account.id);
    body.private = body.private.or(Some(now.private));
    let draft = body.draft(&caller)?;
    let request = (id.to_string(), version, &body);
    once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let based_on = version.unwrap_or(now.version);
        match change_interaction(context, viewer, id, &draft, based_on).await {
            Ok(_) => interaction(&state, &caller, id).await,
            Err(error) => {
                let now = async || interaction(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// Puts an interaction into the trash.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(delete, path = "/api/v1/interactions/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204)), security(("key" = ["write"])))]
pub async fn remove_interaction(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    let id = interaction_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    let now = interaction(&state, &caller, id).await?;
    let based_on = version.unwrap_or(now.version);
    let removed = delete_interaction(&state.context, &caller.viewer, id, based_on).await;
    let now = async || interaction(&state, &caller, id).await;
    done(&caller, version, removed, now).await
}

/// One note.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/notes/{id}", params(("id" = String, Path)),
    responses((status = 200, body = NoteAnswer)), security(("key" = ["read"])))]
pub async fn show_note(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let answer = note(&state, &caller, note_id(&caller, &id)?).await?;
    Ok(versioned(answer.version, answer))
}

/// The words of a note.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "text": "Договорът се преговаря през март, @Мария" }))]
pub struct NoteWordsBody {
    /// The words; `@name` mentions a colleague, `#client` a client.
    pub text: String,
    /// For the key's user alone; as it was when absent. What was open to others stays open.
    pub private: Option<bool>,
}

/// Writes a note anew; its client and person stay.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/notes/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = NoteWordsBody,
    responses((status = 200, body = NoteAnswer)), security(("key" = ["write"])))]
pub async fn replace_note(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<NoteWordsBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = note_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    let now = note(&state, &caller, id).await?;
    let draft = NoteDraft {
        text: body.text.clone(),
        private: body.private.unwrap_or(now.private),
        ..NoteDraft::default()
    };
    let request = (id.to_string(), version, &body);
    once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let based_on = version.unwrap_or(now.version);
        match change_note(context, viewer, id, &draft, based_on).await {
            Ok(_) => note(&state, &caller, id).await,
            Err(error) => {
                let now = async || note(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// Puts a note into the trash.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(delete, path = "/api/v1/notes/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204)), security(("key" = ["write"])))]
pub async fn remove_note(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    let id = note_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    let now = note(&state, &caller, id).await?;
    let based_on = version.unwrap_or(now.version);
    let removed = delete_note(&state.context, &caller.viewer, id, based_on).await;
    let now = async || note(&state, &caller, id).await;
    done(&caller, version, removed, now).await
}

/// Puts a next step into the trash.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(delete, path = "/api/v1/next-steps/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204)), security(("key" = ["write"])))]
pub async fn remove_step(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    let id = step_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    let now = step_answer(&state, &caller, id).await?;
    let based_on = version.unwrap_or(now.version);
    let removed = delete_next_step(&state.context, &caller.viewer, id, based_on).await;
    let now = async || step_answer(&state, &caller, id).await;
    done(&caller, version, removed, now).await
}

/// What becomes of a record that was put away.
async fn done<A: Serialize>(
    caller: &Caller,
    version: Option<i64>,
    outcome: Result<(), AppError>,
    now: impl AsyncFnOnce() -> Result<A, Problem>,
) -> Result<StatusCode, Problem> {
    match outcome {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error) => Err(or_both_versions(caller, version, error, now).await),
    }
}
