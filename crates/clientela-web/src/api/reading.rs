//! What the firm reads for prospects: the list, what is due, readings.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::reading::{PublicationFullAnswer, ReadingListAnswer};
use clientela_app::error::AppError;
use clientela_app::keep_reading::{
    PublicationDraft, ReadingDraft, change_publication, publication_draft_of, read_publication,
    show_publication, take_reading_back, write_publication,
};
use clientela_app::reading_list::{
    PublicationLine, ReadingShow, ReadingSort, publication_line, reading_list,
};
use clientela_domain::ids::{PublicationId, UserId};
use clientela_domain::prospects::PublicationKind;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::read;
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::prospect_bodies::iso;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(list, create, show, change, read_today, take_back))]
pub(super) struct ReadingApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/reading", get(list).post(create))
        .route("/api/v1/reading/{id}", get(show).put(change))
        .route("/api/v1/reading/{id}/read", post(read_today))
        .route("/api/v1/reading/{id}/take-back", post(take_back))
}

/// Which part of the list, in which order.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReadingParameters {
    /// `current` (when absent), `mine`, `due` or `all`, which also has what nobody reads any more.
    pub show: Option<String>,
    /// `due` (when absent), `name` or `brought`.
    pub sort: Option<String>,
}

/// Something the firm reads.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "kind": "newspaper", "name": "Капитал", "address": "https://example.bg",
    "looks_for": "нови обекти", "rhythm_days": 7 }))]
pub struct PublicationBody {
    /// `newspaper`, `magazine`, `directory`, `register` or `site`.
    pub kind: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Web address.
    pub address: Option<String>,
    /// What we look for there.
    pub looks_for: Option<String>,
    /// Days between two readings; 7 when absent.
    pub rhythm_days: Option<u32>,
    /// Who of us reads it; anybody when absent.
    pub reader: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// Nobody reads it any more.
    pub stopped: Option<bool>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl PublicationBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: PublicationDraft) -> Result<PublicationDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let kind = self.kind.as_deref();
        let kind = read(caller, "kind", kind, PublicationKind::from_code)?;
        let reader = read(caller, "reader", self.reader.as_deref(), UserId::parse)?;
        Ok(PublicationDraft {
            kind: kind.or(base.kind),
            name: text(&self.name, base.name),
            address: text(&self.address, base.address),
            looks_for: text(&self.looks_for, base.looks_for),
            rhythm_days: self
                .rhythm_days
                .map_or(base.rhythm_days, |days| days.to_string()),
            reader: reader.or(base.reader),
            note: text(&self.note, base.note),
            is_stopped: self.stopped.unwrap_or(base.is_stopped),
        })
    }
}

/// A reading.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "lines": ["Пекарна Зора: нова фурна до гарата"] }))]
pub struct PublicationReadingBody {
    /// What was found, each becomes an observation.
    pub lines: Option<Vec<String>>,
    /// On which day, ISO 8601; today when absent.
    pub day: Option<String>,
    /// What else is to be said of it.
    pub found: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// Nothing but the version.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({}))]
pub struct ReadingBackBody {
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// What the firm reads for prospects, what is due first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/reading", params(ReadingParameters),
    responses((status = 200, body = ReadingListAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ReadingParameters>,
) -> Result<Json<ReadingListAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let show = read(
        &caller,
        "show",
        asked.show.as_deref(),
        ReadingShow::from_code,
    )?;
    let sort = read(
        &caller,
        "sort",
        asked.sort.as_deref(),
        ReadingSort::from_code,
    )?;
    let wanted = (show.unwrap_or_default(), sort.unwrap_or_default());
    let lines = reading_list(&state.context, &caller.viewer, wanted).await;
    let lines = lines.map_err(caller.problem())?;
    Ok(Json(ReadingListAnswer {
        publications: lines.iter().map(PublicationLine::answer).collect(),
    }))
}

/// Puts something on the list.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/reading", request_body = PublicationBody,
    responses((status = 200, body = PublicationFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<PublicationBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let draft = body.onto(&caller, PublicationDraft::default())?;
    super::replay::once(&state, &caller, &headers, &("reading", &body), async {
        let written = write_publication(&state.context, &caller.viewer, &draft).await;
        whole(&state, &caller, written.map_err(caller.problem())?).await
    })
    .await
}

fn publication_id(caller: &Caller, id: &str) -> Result<PublicationId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("publication", id);
    PublicationId::parse(id).ok_or_else(unknown)
}

async fn whole(
    state: &ApiState,
    caller: &Caller,
    id: PublicationId,
) -> Result<PublicationFullAnswer, Problem> {
    let found = publication_line(&state.context, &caller.viewer, id).await;
    let (line, readings) = found.map_err(caller.problem())?;
    Ok(line.answer_with(&readings))
}

/// The version a deed is based on: the one that was sent, or the one that stands.
async fn based_on(
    state: &ApiState,
    caller: &Caller,
    id: PublicationId,
    version: Option<i64>,
) -> Result<i64, Problem> {
    let now = show_publication(&state.context, &caller.viewer, id).await;
    Ok(version.unwrap_or(now.map_err(caller.problem())?.version))
}

/// Why a deed was not done.
async fn refusal(
    state: &ApiState,
    caller: &Caller,
    (id, version): (PublicationId, Option<i64>),
    error: AppError,
) -> Problem {
    let now = async || whole(state, caller, id).await;
    or_both_versions(caller, version, error, now).await
}

/// Something on the list, with its readings.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/reading/{id}", params(("id" = String, Path)),
    responses((status = 200, body = PublicationFullAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = publication_id(&caller, &id)?;
    let answer = whole(&state, &caller, id).await?;
    Ok(versioned(answer.publication.version, answer))
}

/// Changes something on the list; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/reading/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = PublicationBody,
    responses((status = 200, body = PublicationFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PublicationBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = publication_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_publication(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, publication_draft_of(&now))?;
        let at = version.unwrap_or(now.version);
        match change_publication(context, viewer, id, &draft, at).await {
            Ok(_) => whole(&state, &caller, id).await,
            Err(error) => Err(refusal(&state, &caller, (id, version), error).await),
        }
    })
    .await
}

/// Writes down that it was read; each line becomes an observation.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(post, path = "/api/v1/reading/{id}/read",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = PublicationReadingBody,
    responses((status = 200, body = PublicationFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn read_today(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PublicationReadingBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = publication_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let draft = ReadingDraft {
        day: iso(&caller, "day", &body.day)?.unwrap_or_default(),
        lines: body.lines.clone().unwrap_or_default().join("\n"),
        found: body.found.clone().unwrap_or_default(),
    };
    let request = (id.to_string(), "read", version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = (id, based_on(&state, &caller, id, version).await?);
        match read_publication(&state.context, &caller.viewer, at, &draft).await {
            Ok(_) => whole(&state, &caller, id).await,
            Err(error) => Err(refusal(&state, &caller, (id, version), error).await),
        }
    })
    .await
}

/// Takes the last reading back; what was found in it stays among observations.
///
/// # Errors
/// As a problem; 404 where nothing was read.
#[utoipa::path(post, path = "/api/v1/reading/{id}/take-back",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ReadingBackBody,
    responses((status = 200, body = PublicationFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn take_back(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ReadingBackBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = publication_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), "take-back", version);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = (id, based_on(&state, &caller, id, version).await?);
        match take_reading_back(&state.context, &caller.viewer, at).await {
            Ok(_) => whole(&state, &caller, id).await,
            Err(error) => Err(refusal(&state, &caller, (id, version), error).await),
        }
    })
    .await
}
