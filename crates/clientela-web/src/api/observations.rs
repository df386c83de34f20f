//! What people saw and read: jotted down, and turned into something.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::observations::{ObservationAnswer, ObservationsAnswer, ObservedAnswer};
use clientela_app::keep_observations::{
    ObservationLine, TurnDraft, list_observations, observe, show_observation, turn_observation,
};
use clientela_domain::ids::ObservationId;
use clientela_domain::prospects::{Answer, ObservationState, Question};
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{invalid, read};
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::prospect_bodies::iso;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(list, create, show, turn))]
pub(super) struct ObservationsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/observations", get(list).post(create))
        .route("/api/v1/observations/{id}", get(show))
        .route("/api/v1/observations/{id}/turn", post(turn))
}

/// Which observations.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ObservationParameters {
    /// `new`, `prospect`, `evidence`, `note` or `set_aside`; all of them when absent.
    pub state: Option<String>,
}

/// A line somebody jots down.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "line": "Пекарна Зора: нова фурна до гарата" }))]
pub struct ObservationBody {
    /// What was seen or read.
    pub line: Option<String>,
    /// On which day, ISO 8601; today when absent.
    pub day: Option<String>,
}

/// What becomes of an observation.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "to": "set_aside", "reason": "вече е наш клиент" }))]
pub struct ObservationTurnBody {
    /// `prospect`, `evidence`, `note`, `set_aside`, or `new` to look at it again.
    pub to: Option<String>,
    /// Name of the new prospect; what the line begins with when absent.
    pub name: Option<String>,
    /// Evidence about which prospect: its id or name.
    pub prospect: Option<String>,
    /// For which question: `functional_need`, `prestige_need`, `ability`, `authority` or `access`.
    pub question: Option<String>,
    /// What it says about it: `yes`, `partly` or `no`.
    pub answer: Option<String>,
    /// A note on which client: id, code or name.
    pub account: Option<String>,
    /// Why it is set aside.
    pub reason: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl ObservationTurnBody {
    fn draft(&self, caller: &Caller) -> Result<TurnDraft, Problem> {
        let text = |own: &Option<String>| own.clone().unwrap_or_default();
        let to = read(
            caller,
            "to",
            self.to.as_deref(),
            ObservationState::from_code,
        )?;
        let (question, answer) = (self.question.as_deref(), self.answer.as_deref());
        Ok(match to.ok_or_else(|| invalid(caller, "to", ""))? {
            ObservationState::New => TurnDraft::Reopen,
            ObservationState::Prospect => TurnDraft::Prospect {
                name: text(&self.name),
            },
            ObservationState::Evidence => TurnDraft::Evidence {
                prospect: text(&self.prospect),
                question: read(caller, "question", question, Question::from_code)?,
                answer: read(caller, "answer", answer, Answer::from_code)?,
            },
            ObservationState::Note => TurnDraft::Note {
                client: text(&self.account),
            },
            ObservationState::SetAside => TurnDraft::SetAside {
                reason: text(&self.reason),
            },
        })
    }
}

/// What people saw and read, the newest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/observations", params(ObservationParameters),
    responses((status = 200, body = ObservationsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ObservationParameters>,
) -> Result<Json<ObservationsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let only = asked.state.as_deref();
    let only = read(&caller, "state", only, ObservationState::from_code)?;
    let lines = list_observations(&state.context, &caller.viewer, only).await;
    let lines = lines.map_err(caller.problem())?;
    Ok(Json(ObservationsAnswer {
        observations: lines.iter().map(ObservationLine::answer).collect(),
    }))
}

/// Jots a line down; says how many earlier ones say the same.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/observations", request_body = ObservationBody,
    responses((status = 200, body = ObservedAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<ObservationBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let day = iso(&caller, "day", &body.day)?.unwrap_or_default();
    let line = body.line.clone().unwrap_or_default();
    super::replay::once(&state, &caller, &headers, &("observations", &body), async {
        let jotted = observe(&state.context, &caller.viewer, (&line, &day)).await;
        Ok(ObservedAnswer::from(jotted.map_err(caller.problem())?))
    })
    .await
}

fn observation_id(caller: &Caller, id: &str) -> Result<ObservationId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("observation", id);
    ObservationId::parse(id).ok_or_else(unknown)
}

async fn whole(
    state: &ApiState,
    caller: &Caller,
    id: ObservationId,
) -> Result<ObservationAnswer, Problem> {
    let line = show_observation(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One observation.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/observations/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ObservationAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = observation_id(&caller, &id)?;
    let answer = whole(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Turns an observation into a prospect, evidence or a note, sets it aside, or opens it again.
///
/// # Errors
/// As a problem; 409 where something became of it already.
#[utoipa::path(post, path = "/api/v1/observations/{id}/turn",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ObservationTurnBody,
    responses((status = 200, body = ObservationAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn turn(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ObservationTurnBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = observation_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let draft = body.draft(&caller)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let now = whole(&state, &caller, id).await?;
        let at = (id, version.unwrap_or(now.version));
        match turn_observation(&state.context, &caller.viewer, at, &draft).await {
            Ok(_) => whole(&state, &caller, id).await,
            Err(error) => {
                let now = async || whole(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}
