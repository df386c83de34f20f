//! Agreements with clients: terms in versions, clauses and how they are kept, negotiation, approval.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::agreements::{
    AgreementFullAnswer, AgreementWrittenAnswer, AgreementsAnswer, ApprovalsAnswer,
};
use clientela_app::approvals_answer;
use clientela_app::error::AppError;
use clientela_app::keep_agreements::{
    AgreementDraft, RoundDraft, change_agreement, decide_terms, draft_of, show_agreement,
    take_round_back, turn_agreement, write_agreement, write_round,
};
use clientela_app::list_agreements::{
    AgreementQuery, list_agreements, read_cursor, view_agreement, waiting_terms,
};
use clientela_domain::agreements::{AgreementState, ApprovalState, RoundKind};
use clientela_domain::day::Date;
use clientela_domain::execution::TermState;
use clientela_domain::ids::{AccountId, AgreementId, PersonId, RoundId, UserId};
use clientela_domain::obligations::Party;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::agreement_bodies::AgreementBody;
use super::caller::Caller;
use super::happenings::{invalid, limit_of, read};
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(
    list, create, show, change, turn, decide, add_round, drop_round, approvals
))]
pub(super) struct AgreementsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/agreements", get(list).post(create))
        .route("/api/v1/agreements/{id}", get(show).put(change))
        .route("/api/v1/agreements/{id}/state", post(turn))
        .route("/api/v1/agreements/{id}/decision", post(decide))
        .route("/api/v1/agreements/{id}/rounds", post(add_round))
        .route(
            "/api/v1/agreements/{id}/rounds/{round}/take-back",
            post(drop_round),
        )
        .route("/api/v1/approvals", get(approvals))
}

/// Which agreements.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AgreementParameters {
    /// With this client.
    pub account: Option<String>,
    /// Of this user, or the key's (`me`).
    pub owner: Option<String>,
    /// `draft`, `offered`, `in_force`, `ended` or `withdrawn`; all but the last when absent.
    pub state: Option<String>,
    /// `not_needed`, `waiting`, `approved` or `refused`.
    pub approval: Option<String>,
    /// With a clause that is `kept`, `at_risk`, `breached` or `unknown`.
    pub clause: Option<String>,
    /// Ending on or after this day, ISO 8601.
    pub since: Option<String>,
    /// Ending up to this day, ISO 8601.
    pub until: Option<String>,
    /// Words in number or subject.
    pub search: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// Agreements, the earliest end first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/agreements", params(AgreementParameters),
    responses((status = 200, body = AgreementsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<AgreementParameters>,
) -> Result<Json<AgreementsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let owner = |text: &str| match text {
        "me" => caller.viewer.user,
        other => UserId::parse(other),
    };
    let account = asked.account.as_deref();
    let query = AgreementQuery {
        account: read(&caller, "account", account, AccountId::parse)?,
        owner: read(&caller, "owner", asked.owner.as_deref(), owner)?,
        states: Vec::from_iter(read(
            &caller,
            "state",
            asked.state.as_deref(),
            AgreementState::from_code,
        )?),
        approval: read(
            &caller,
            "approval",
            asked.approval.as_deref(),
            ApprovalState::from_code,
        )?,
        clause: read(
            &caller,
            "clause",
            asked.clause.as_deref(),
            TermState::from_code,
        )?,
        ends_from: read(&caller, "since", asked.since.as_deref(), day)?,
        ends_to: read(&caller, "until", asked.until.as_deref(), day)?,
        search: asked.search.clone().unwrap_or_default(),
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
    };
    let page = list_agreements(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// Agreements of which the newest terms wait for the commercial director.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/approvals",
    responses((status = 200, body = ApprovalsAnswer), (status = 401, body = Problem)),
    security(("key" = ["read"])))]
pub async fn approvals(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<ApprovalsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let waiting = waiting_terms(&state.context, &caller.viewer).await;
    Ok(Json(approvals_answer(&waiting.map_err(caller.problem())?)))
}

/// Writes an agreement down, as a draft.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/agreements", request_body = AgreementBody,
    responses((status = 200, body = AgreementWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<AgreementBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = read(
        &caller,
        "account",
        body.account.as_deref(),
        AccountId::parse,
    )?
    .ok_or_else(|| invalid(&caller, "account", ""))?;
    let draft = body.onto(&caller, AgreementDraft::new("", ""))?;
    super::replay::once(&state, &caller, &headers, &("agreement", &body), async {
        let written = write_agreement(&state.context, &caller.viewer, account, &draft).await;
        Ok(AgreementWrittenAnswer {
            agreement: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

fn agreement_id(caller: &Caller, id: &str) -> Result<AgreementId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("agreement", id);
    AgreementId::parse(id).ok_or_else(unknown)
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: AgreementId,
) -> Result<AgreementFullAnswer, Problem> {
    let view = view_agreement(&state.context, &caller.viewer, id).await;
    Ok(view.map_err(caller.problem())?.answer())
}

/// One agreement with its terms, versions and rounds.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/agreements/{id}", params(("id" = String, Path)),
    responses((status = 200, body = AgreementFullAnswer), (status = 401, body = Problem),
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

/// Changes an agreement; what is not given stays. Other terms become a further version.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/agreements/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = AgreementBody,
    responses((status = 200, body = AgreementFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<AgreementBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = agreement_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_agreement(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let based_on = version.unwrap_or(now.version);
        match change_agreement(context, viewer, id, &draft, based_on).await {
            Ok(_) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// The state an agreement comes to.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "state": "in_force", "day": "2026-11-20" }))]
pub struct AgreementStateBody {
    /// `draft`, `offered`, `in_force`, `ended` or `withdrawn`.
    pub state: String,
    /// When, ISO 8601; today when absent.
    #[serde(default)]
    pub day: Option<String>,
    /// Why.
    #[serde(default)]
    pub note: Option<String>,
}

/// Offers an agreement, puts it in force, ends it, withdraws what was a mistake, or takes that back as a draft.
///
/// # Errors
/// As a problem; 409 when it cannot go there, 422 while its terms wait.
#[utoipa::path(post, path = "/api/v1/agreements/{id}/state", params(("id" = String, Path)),
    request_body = AgreementStateBody,
    responses((status = 200, body = AgreementFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn turn(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<AgreementStateBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = agreement_id(&caller, &id)?;
    let wanted = body.state.as_str();
    let to = AgreementState::from_code(wanted).ok_or_else(|| invalid(&caller, "state", wanted))?;
    let on = read(&caller, "day", body.day.as_deref(), day)?;
    let on = on.map(|day| day.to_string()).unwrap_or_default();
    let request = (id.to_string(), "state", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let note = body.note.clone().unwrap_or_default();
        let deed = (to, on.as_str(), note.as_str());
        let turned = turn_agreement(&state.context, &caller.viewer, id, deed, None).await;
        turned.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}

/// A decision about terms that wait.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "approve": false, "note": "плащане до 60 дни най-много" }))]
pub struct TermsDecisionBody {
    /// Approved, or not.
    pub approve: bool,
    /// Why; a refusal says it.
    #[serde(default)]
    pub note: Option<String>,
}

/// Approves the newest terms of an agreement, or refuses them. Nobody decides about terms they wrote or answer
/// for.
///
/// # Errors
/// As a problem; 409 when nothing waits.
#[utoipa::path(post, path = "/api/v1/agreements/{id}/decision", params(("id" = String, Path)),
    request_body = TermsDecisionBody,
    responses((status = 200, body = AgreementFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn decide(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<TermsDecisionBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let allowed = caller
        .viewer
        .require(clientela_store::Permission::ApproveTerms);
    allowed.map_err(|error| caller.problem()(AppError::from(error)))?;
    let id = agreement_id(&caller, &id)?;
    let request = (id.to_string(), "decision", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let note = body.note.clone().unwrap_or_default();
        let decision = (body.approve, note.as_str());
        let decided = decide_terms(&state.context, &caller.viewer, id, decision, None).await;
        decided.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}

/// A round of a negotiation.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "kind": "concession", "side": "us", "what": "още 2 % отстъпка",
    "in_return": "плащане до 30 дни" }))]
pub struct RoundBody {
    /// `offer`, `counter_offer` or `concession`.
    pub kind: String,
    /// `us` or `them`.
    pub side: String,
    /// What.
    pub what: String,
    /// What for.
    #[serde(default)]
    pub purpose: Option<String>,
    /// In return for what.
    #[serde(default)]
    pub in_return: Option<String>,
    /// When, ISO 8601; today when absent.
    #[serde(default)]
    pub day: Option<String>,
    /// Who of the client's people.
    #[serde(default)]
    pub person: Option<String>,
    /// Who of us; the key's user when absent.
    #[serde(default)]
    pub user: Option<String>,
    /// More about it.
    #[serde(default)]
    pub note: Option<String>,
}

/// Writes down a round of a negotiation.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/agreements/{id}/rounds", params(("id" = String, Path)),
    request_body = RoundBody,
    responses((status = 200, body = AgreementFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn add_round(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<RoundBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = agreement_id(&caller, &id)?;
    let kind = RoundKind::from_code(&body.kind);
    let side = Party::from_code(&body.side);
    let on = read(&caller, "day", body.day.as_deref(), day)?;
    let draft = RoundDraft {
        day: on.map(|day| day.to_string()).unwrap_or_default(),
        kind: kind.ok_or_else(|| invalid(&caller, "kind", &body.kind))?,
        side: side.ok_or_else(|| invalid(&caller, "side", &body.side))?,
        what: body.what.clone(),
        purpose: body.purpose.clone().unwrap_or_default(),
        in_return: body.in_return.clone().unwrap_or_default(),
        person: read(&caller, "person", body.person.as_deref(), PersonId::parse)?,
        user: read(&caller, "user", body.user.as_deref(), UserId::parse)?,
        note: body.note.clone().unwrap_or_default(),
    };
    let request = (id.to_string(), "round", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let written = write_round(&state.context, &caller.viewer, id, &draft).await;
        written.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}

/// Takes back a round that was written by mistake; it stays and says so.
///
/// # Errors
/// As a problem; 409 when it is taken back already.
#[utoipa::path(post, path = "/api/v1/agreements/{id}/rounds/{round}/take-back",
    params(("id" = String, Path), ("round" = String, Path)),
    responses((status = 200, body = AgreementFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn drop_round(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, round)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = agreement_id(&caller, &id)?;
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("round", &round);
    let round_id = RoundId::parse(&round).ok_or_else(unknown)?;
    let request = (id.to_string(), "take-back", &round);
    super::replay::once(&state, &caller, &headers, &request, async {
        let taken = take_round_back(&state.context, &caller.viewer, id, round_id).await;
        taken.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}
