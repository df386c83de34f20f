//! Agreements on confidentiality.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use clientela_app::answers::walls::{ConfidentialityAnswer, ConfidentialityListAnswer};
use clientela_app::keep_confidentiality::{
    self as keep, ConfidentialityDraft, change_confidentiality, draft_of, list_confidentiality,
    read_cursor, remove_confidentiality, show_confidentiality, write_confidentiality,
};
use clientela_domain::ids::{AccountId, AttachmentId, ConfidentialityId};
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{invalid, limit_of, read};
use super::input::{Json, Path, Query};
use super::managers::missing;
use super::problem::Problem;
use super::replay::once;
use super::versions::{if_match, or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(list, create, show, change, remove))]
pub(super) struct ConfidentialityApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/confidentiality", get(list).post(create))
        .route(
            "/api/v1/confidentiality/{id}",
            get(show).put(change).delete(remove),
        )
}

/// Which agreements.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ConfidentialityParameters {
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// Agreements on confidentiality: those that end first come first, those without end last.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/confidentiality", params(ConfidentialityParameters),
    responses((status = 200, body = ConfidentialityListAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ConfidentialityParameters>,
) -> Result<Json<ConfidentialityListAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let after = read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?;
    let limit = usize::try_from(limit_of(asked.limit)).unwrap_or(usize::MAX);
    let found = list_confidentiality(&state.context, &caller.viewer, after, limit).await;
    let today = state.context.clock.today();
    Ok(Json(keep::list_answer(
        &found.map_err(caller.problem())?,
        today,
    )))
}

/// What is written about an agreement.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001",
    "with_whom": "Изгрев ООД", "scope": "Цени и рецепти", "first_day": "2026-11-01",
    "last_day": "2028-10-31" }))]
pub struct ConfidentialityBody {
    /// Which client it is about; not taken when an agreement is changed.
    pub account: Option<String>,
    /// With whom it was made.
    pub with_whom: Option<String>,
    /// What is to be kept confidential.
    pub scope: Option<String>,
    /// Who may know.
    pub may_know: Option<String>,
    /// What it says.
    pub text: Option<String>,
    /// From when, ISO 8601; today when absent.
    pub first_day: Option<String>,
    /// Until when, ISO 8601; without end when absent, and when changed to an empty text.
    pub last_day: Option<String>,
    /// The document, a file of the client.
    pub file: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl ConfidentialityBody {
    /// A draft with what the body says in place of what it had.
    fn onto(
        &self,
        caller: &Caller,
        base: ConfidentialityDraft,
    ) -> Result<ConfidentialityDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let day = |field, own: &Option<String>, base: String| match own.as_deref() {
            None => Ok(base),
            Some("") => Ok(String::new()),
            Some(text) => match text.parse::<clientela_domain::day::Date>() {
                Ok(day) => Ok(day.to_string()),
                Err(_) => Err(invalid(caller, field, text)),
            },
        };
        Ok(ConfidentialityDraft {
            first_day: day("first_day", &self.first_day, base.first_day)?,
            last_day: day("last_day", &self.last_day, base.last_day)?,
            with_whom: text(&self.with_whom, base.with_whom),
            scope: text(&self.scope, base.scope),
            may_know: text(&self.may_know, base.may_know),
            text: text(&self.text, base.text),
            file: read(caller, "file", self.file.as_deref(), AttachmentId::parse)?.or(base.file),
        })
    }
}

fn agreement_id(caller: &Caller, id: &str) -> Result<ConfidentialityId, Problem> {
    ConfidentialityId::parse(id).ok_or_else(|| missing(caller, "confidentiality", id))
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: ConfidentialityId,
) -> Result<ConfidentialityAnswer, Problem> {
    let found = show_confidentiality(&state.context, &caller.viewer, id).await;
    let found = found.map_err(caller.problem())?;
    Ok(keep::answer(&found, state.context.clock.today()))
}

/// Writes an agreement down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/confidentiality", request_body = ConfidentialityBody,
    responses((status = 200, body = ConfidentialityAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<ConfidentialityBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = body.account.as_deref();
    let account = read(&caller, "account", account, AccountId::parse)?
        .ok_or_else(|| invalid(&caller, "account", ""))?;
    let draft = body.onto(&caller, ConfidentialityDraft::default())?;
    once(
        &state,
        &caller,
        &headers,
        &("confidentiality", &body),
        async {
            let (context, viewer) = (&state.context, &caller.viewer);
            let written = write_confidentiality(context, viewer, account, &draft).await;
            answer(&state, &caller, written.map_err(caller.problem())?).await
        },
    )
    .await
}

/// One agreement.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/confidentiality/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ConfidentialityAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = agreement_id(&caller, &id)?;
    let answer = answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes an agreement; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/confidentiality/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ConfidentialityBody,
    responses((status = 200, body = ConfidentialityAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ConfidentialityBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = agreement_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    once(
        &state,
        &caller,
        &headers,
        &(id.to_string(), version, &body),
        async {
            let (context, viewer) = (&state.context, &caller.viewer);
            let now = show_confidentiality(context, viewer, id).await;
            let now = now.map_err(caller.problem())?;
            let draft = body.onto(&caller, draft_of(&now.agreement))?;
            let based_on = (id, version.unwrap_or(now.version));
            match change_confidentiality(context, viewer, based_on, &draft).await {
                Ok(()) => answer(&state, &caller, id).await,
                Err(error) => {
                    let now = async || answer(&state, &caller, id).await;
                    Err(or_both_versions(&caller, version, error, now).await)
                }
            }
        },
    )
    .await
}

/// Puts an agreement into the trash.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(delete, path = "/api/v1/confidentiality/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["write"])))]
pub async fn remove(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    let id = agreement_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    let based_on = match version {
        Some(version) => version,
        None => answer(&state, &caller, id).await?.version,
    };
    match remove_confidentiality(&state.context, &caller.viewer, (id, based_on)).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error) => {
            let now = async || answer(&state, &caller, id).await;
            Err(or_both_versions(&caller, version, error, now).await)
        }
    }
}
