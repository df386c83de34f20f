//! How far the relationship with a client has come.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::stage::StageAnswerBody;
use clientela_app::keep_stage::{
    StageAnswerDraft, StageReviewDraft, answer_stage_fact, draft_of, review_stage,
};
use clientela_app::show_stage::relationship_stage;
use clientela_app::stage_words::truth_of_code;
use clientela_domain::ids::AccountId;
use clientela_domain::relationship_stage::{Fact, Stage};
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::accounts::account_id;
use super::caller::Caller;
use super::happenings::read;
use super::input::{Json, Path};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(show, review, answer))]
pub(super) struct StageApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/accounts/{id}/stage", get(show).put(review))
        .route("/api/v1/accounts/{id}/stage/answers", post(answer))
}

async fn standing(
    state: &ApiState,
    caller: &Caller,
    id: AccountId,
) -> Result<StageAnswerBody, Problem> {
    let found = relationship_stage(&state.context, &caller.viewer, id).await;
    Ok(found.map_err(caller.problem())?.answer(caller.texts))
}

/// How far the relationship with a client has come: what stands, what the facts speak for, what to ask.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/stage", params(("id" = String, Path)),
    responses((status = 200, body = StageAnswerBody), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = account_id(&caller, &id)?;
    let answer = standing(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// A review of the relationship.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "stage": "cooperative", "target": "interdependent",
    "reason": "Работят с трима от нас" }))]
pub struct StageReviewBody {
    /// `exploratory`, `basic`, `cooperative`, `interdependent` or `integrated`; left to the facts when absent: two
    /// reviews in a row that suggest the same set it.
    pub stage: Option<String>,
    /// The bond comes apart; as it was when absent.
    pub coming_apart: Option<bool>,
    /// The stage that is aimed at; as it was when absent, none when empty.
    pub target: Option<String>,
    /// The relationship may not go further than this; as it was when absent, no cap when empty.
    pub cap: Option<String>,
    /// Why not; as it was when absent.
    pub cap_reason: Option<String>,
    /// Why it is so; needed where the facts speak for another stage.
    pub reason: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl StageReviewBody {
    fn onto(&self, caller: &Caller, base: StageReviewDraft) -> Result<StageReviewDraft, Problem> {
        let stage = |field, text: &Option<String>, was| match text.as_deref() {
            None => Ok(was),
            Some("") => Ok(None),
            given => read(caller, field, given, Stage::from_code),
        };
        Ok(StageReviewDraft {
            stage: read(caller, "stage", self.stage.as_deref(), Stage::from_code)?,
            coming_apart: self.coming_apart.unwrap_or(base.coming_apart),
            target: stage("target", &self.target, base.target)?,
            cap: stage("cap", &self.cap, base.cap)?,
            cap_reason: self.cap_reason.clone().unwrap_or(base.cap_reason),
            reason: self.reason.clone().unwrap_or_default(),
        })
    }
}

/// Writes a review down; what is not given of target and cap stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/accounts/{id}/stage",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = StageReviewBody,
    responses((status = 200, body = StageAnswerBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn review(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<StageReviewBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = account_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), "stage", version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = relationship_stage(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let based_on = match version {
            None => now.version(),
            Some(version) => u64::try_from(version).unwrap_or(u64::MAX),
        };
        match review_stage(context, viewer, id, &draft, based_on).await {
            Ok(reviewed) => Ok(reviewed.answer(caller.texts)),
            Err(error) => {
                let now = async || standing(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// What somebody says of a fact.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "fact": "joint_plan", "holds": "yes",
    "evidence": "Общ план за 2027 г., подписан на 3 ноември" }))]
pub struct StageFactBody {
    /// Which fact, for example `joint_plan`.
    pub fact: String,
    /// `yes`, `no`, or `unknown` when it was asked and nobody knows.
    pub holds: String,
    /// What shows it; needed for a yes or a no.
    #[serde(default)]
    pub evidence: String,
    /// The day it was true, ISO 8601; today when absent.
    pub day: Option<String>,
}

/// Writes down what somebody says of a fact.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/stage/answers", params(("id" = String, Path)),
    request_body = StageFactBody,
    responses((status = 200, body = StageAnswerBody), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn answer(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<StageFactBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = account_id(&caller, &id)?;
    let invalid = |field: &str, value: &str| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
    };
    let fact = Fact::from_code(&body.fact).ok_or_else(|| invalid("fact", &body.fact))?;
    let holds = truth_of_code(&body.holds).ok_or_else(|| invalid("holds", &body.holds))?;
    let draft = StageAnswerDraft {
        fact,
        holds,
        evidence: body.evidence.clone(),
        day: body.day.clone().unwrap_or_default(),
    };
    let request = (id.to_string(), "stage-answers", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let written = answer_stage_fact(&state.context, &caller.viewer, id, &draft).await;
        written.map_err(caller.problem())?;
        standing(&state, &caller, id).await
    })
    .await
}
