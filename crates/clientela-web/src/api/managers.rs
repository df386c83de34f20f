//! Key account managers: profiles, assignment, duties.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::manager::{DutiesAnswer, ManagerAnswer, ProposalAnswer};
use clientela_app::assign_managers::{accept, propose};
use clientela_app::kam_duties::{DutyStatement, duties, mark_duty};
use clientela_app::manager_profiles::{Profile, StatedSkill, manager, managers, save_profile};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::kam_duties::Duty;
use clientela_store::duty_marks::DutyMarkState;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::accounts::account_id;
use super::caller::Caller;
use super::input::{Json, Path};
use super::problem::Problem;
use super::replay::once;
use super::versions::{if_match, or_both_versions, versioned};

/// What these routes add to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(account_duties, mark, list, show, save, proposal, assign))]
pub struct ManagersApi;

/// The routes.
pub fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/accounts/{id}/duties", get(account_duties))
        .route("/api/v1/accounts/{id}/duties/{duty}", post(mark))
        .route("/api/v1/managers", get(list))
        .route("/api/v1/managers/assignment", get(proposal).post(assign))
        .route("/api/v1/managers/{id}", get(show).put(save))
}

pub(super) fn invalid(caller: &Caller, field: &str, value: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
}

pub(super) fn missing(caller: &Caller, what: &str, value: &str) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at(what, value)
}

/// The duties at a client.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/duties", params(("id" = String, Path)),
    responses((status = 200, body = DutiesAnswer), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn account_duties(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<DutiesAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let account = account_id(&caller, &id)?;
    let list = duties(&state.context, &caller.viewer, account).await;
    Ok(Json((&list.map_err(caller.problem())?).into()))
}

/// A mark at a duty.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "state": "done", "evidence": "Годишен план, подписан на 10.01.2026" }))]
pub struct DutyBody {
    /// `done`, `open`, `not_needed`, or `clear` to take the mark back.
    #[schema(example = "done")]
    pub state: String,
    /// What it rests on; needed for `done`.
    pub evidence: String,
}

/// Marks a duty at a client.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/duties/{duty}",
    params(("id" = String, Path), ("duty" = String, Path)), request_body = DutyBody,
    responses((status = 200, body = DutiesAnswer), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn mark(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, duty)): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<DutyBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = account_id(&caller, &id)?;
    let which = Duty::from_id(&duty).ok_or_else(|| missing(&caller, "duty", &duty))?;
    let marked = match body.state.as_str() {
        "clear" => None,
        word => {
            Some(DutyMarkState::from_code(word).ok_or_else(|| invalid(&caller, "state", word))?)
        }
    };
    let statement = DutyStatement {
        state: marked,
        evidence: body.evidence.clone(),
        day: None,
    };
    once(&state, &caller, &headers, &(&id, &duty, &body), async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let done = mark_duty(context, viewer, account, which, &statement).await;
        done.map_err(caller.problem())?;
        let list = duties(context, viewer, account).await;
        Ok(DutiesAnswer::from(&list.map_err(caller.problem())?))
    })
    .await
}

/// Everybody who is or could be a key account manager.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ManagersAnswer {
    /// By name.
    pub managers: Vec<ManagerAnswer>,
}

/// Everybody who is or could be a key account manager.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/managers",
    responses((status = 200, body = ManagersAnswer), (status = 401, body = Problem)), security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<ManagersAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let all = managers(&state.context, &caller.viewer).await;
    let all = all.map_err(caller.problem())?;
    Ok(Json(ManagersAnswer {
        managers: all.iter().map(Into::into).collect(),
    }))
}

pub(super) fn user_id(caller: &Caller, id: &str) -> Result<UserId, Problem> {
    UserId::parse(id).ok_or_else(|| missing(caller, "user", id))
}

/// One of them.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/managers/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ManagerAnswer), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let user = user_id(&caller, &id)?;
    let card = manager(&state.context, &caller.viewer, user).await;
    let answer = ManagerAnswer::from(&card.map_err(caller.problem())?);
    Ok(versioned(answer.version, answer))
}

/// What somebody brings.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "hired_on": "2019-05-01", "skills": [{ "skill": "negotiation", "level": 4, "evidence": "договорът с Ракита" }], "results": "Ръст от 18 % при трима клиенти", "hours_a_year": 1200.0, "accounts_max": 12 }))]
pub struct ManagerBody {
    /// First day with the firm, ISO 8601.
    pub hired_on: Option<String>,
    /// Skills, languages and sectors.
    pub skills: Vec<SkillBody>,
    /// Proven results.
    pub results: String,
    /// Hours a year for key clients.
    pub hours_a_year: Option<f64>,
    /// Most clients at once.
    pub accounts_max: Option<u64>,
    /// Cost a year, a decimal string in the reporting currency.
    pub yearly_cost: Option<String>,
    /// Version it was read at, where no `If-Match` says it; 0 when there was none.
    pub version: i64,
}

/// A skill.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SkillBody {
    /// `negotiation`, `language:de`, `industry:bank` …
    #[schema(example = "language:de")]
    pub skill: String,
    /// Level, 0 to 5.
    pub level: u8,
    /// What proves it.
    pub evidence: String,
}

/// Writes down what somebody brings.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/managers/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = ManagerBody,
    responses((status = 200, body = ManagerAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn save(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ManagerBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let user = user_id(&caller, &id)?;
    let day = body.hired_on.as_deref().map(|text| {
        text.parse::<Date>()
            .map_err(|_| invalid(&caller, "hired_on", text))
    });
    let cost = body
        .yearly_cost
        .as_deref()
        .map(|text| Amount::parse(text).ok_or_else(|| invalid(&caller, "yearly_cost", text)));
    let skills = body.skills.iter().map(|one| StatedSkill {
        skill: one.skill.clone(),
        level: one.level,
        evidence: one.evidence.clone(),
        ..StatedSkill::default()
    });
    let profile = Profile {
        hired_on: day.transpose()?,
        skills: skills.collect(),
        results: body.results.clone(),
        hours_a_year: body.hours_a_year,
        accounts_max: body.accounts_max,
        yearly_cost: cost.transpose()?,
        version: if_match(&headers, &caller)?.unwrap_or(body.version),
    };
    let request = (&id, profile.version, &body);
    once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = async || {
            let card = manager(context, viewer, user).await;
            Ok(ManagerAnswer::from(&card.map_err(caller.problem())?))
        };
        match save_profile(context, viewer, user, &profile).await {
            Ok(_) => now().await,
            Err(error) => {
                let version = Some(profile.version);
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// Who should look after whom.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/managers/assignment",
    responses((status = 200, body = ProposalAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem)),
    security(("key" = ["read"])))]
pub async fn proposal(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<ProposalAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let proposed = propose(&state.context, &caller.viewer).await;
    Ok(Json((&proposed.map_err(caller.problem())?).into()))
}

/// Owners of clients.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "owners": [{ "account": "0199b3c4-5d6e-7f80-9a1b-2c3d4e5f6071", "user": null }] }))]
pub struct AssignBody {
    /// Client by client.
    pub owners: Vec<OwnerBody>,
}

/// The owner of one client.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OwnerBody {
    /// The client.
    pub account: String,
    /// The user; null for nobody.
    pub user: Option<String>,
}

/// Clients that changed, with the owner each had before.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AssignedAnswer {
    /// Sent to the same address, it takes the assignment back.
    pub before: AssignBody,
}

/// Gives clients their owners.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/managers/assignment", request_body = AssignBody,
    responses((status = 200, body = AssignedAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn assign(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<AssignBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let mut owners = Vec::new();
    for one in &body.owners {
        let account = account_id(&caller, &one.account)?;
        let user = one.user.as_deref().map(|id| user_id(&caller, id));
        owners.push((account, user.transpose()?));
    }
    once(&state, &caller, &headers, &body, async {
        let changed = accept(&state.context, &caller.viewer, owners).await;
        let changed = changed.map_err(caller.problem())?.into_iter();
        let owner = |(account, user): (AccountId, Option<UserId>)| OwnerBody {
            account: account.to_string(),
            user: user.map(|user| user.to_string()),
        };
        Ok(AssignedAnswer {
            before: AssignBody {
                owners: changed.map(owner).collect(),
            },
        })
    })
    .await
}
