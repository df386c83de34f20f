//! Need for a key account manager, duties, managers, assignment and hand-over.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use clientela_app::answer_condition::{ConditionStatement, answer_condition};
use clientela_app::answers::manager::{
    DossierAnswer, DutiesAnswer, HandoverAnswer, ManagerAnswer, ProposalAnswer,
};
use clientela_app::answers::need::{NeedAnswer, NeedRowAnswer};
use clientela_app::assign_managers::{accept, propose};
use clientela_app::condition_questions::ConditionQuestion;
use clientela_app::hand_over;
use clientela_app::kam_duties::{DutyStatement, duties, mark_duty};
use clientela_app::manager_profiles::{Profile, StatedSkill, manager, managers, save_profile};
use clientela_app::need_for_kam::{need_bench, need_report};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, HandoverId, UserId};
use clientela_domain::kam_duties::Duty;
use clientela_store::duty_marks::DutyMarkState;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::accounts::account_id;
use super::caller::Caller;
use super::figures::FigureParameters;
use super::problem::Problem;
use super::replay::once;

/// Rows of the matrix on one page unless asked otherwise, and at most.
const LIMIT_DEFAULT: usize = 50;
const LIMIT_MAX: usize = 500;

/// What these routes add to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(
    firm_need,
    matrix,
    account_need,
    answer,
    answer_firm,
    account_duties,
    mark,
    list,
    show,
    save,
    proposal,
    assign,
    dossier,
    begin,
    check,
    finish
))]
pub struct ManagersApi;

/// The routes.
pub fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/need-for-kam", get(firm_need))
        .route("/api/v1/need-for-kam/accounts", get(matrix))
        .route(
            "/api/v1/need-for-kam/conditions/{question}",
            post(answer_firm),
        )
        .route("/api/v1/accounts/{id}/need-for-kam", get(account_need))
        .route("/api/v1/accounts/{id}/conditions/{question}", post(answer))
        .route("/api/v1/accounts/{id}/duties", get(account_duties))
        .route("/api/v1/accounts/{id}/duties/{duty}", post(mark))
        .route("/api/v1/accounts/{id}/handover", get(dossier).post(begin))
        .route("/api/v1/handovers/{id}/items/{item}", post(check))
        .route("/api/v1/handovers/{id}/finish", post(finish))
        .route("/api/v1/managers", get(list))
        .route("/api/v1/managers/assignment", get(proposal).post(assign))
        .route("/api/v1/managers/{id}", get(show).put(save))
}

fn invalid(caller: &Caller, field: &str, value: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
}

fn missing(caller: &Caller, what: &str, value: &str) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at(what, value)
}

/// The firm's need, with the accounts behind it and the number of managers.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/need-for-kam", params(FigureParameters),
    responses((status = 200, body = NeedAnswer), (status = 401, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn firm_need(
    State(state): State<ApiState>,
    caller: Caller,
    Query(period): Query<FigureParameters>,
) -> Result<Json<NeedAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let request = period.request(caller.texts)?;
    let report = need_report(&state.context, &caller.viewer, &request).await;
    Ok(Json(NeedAnswer::of_firm(
        &*report.map_err(caller.problem())?,
    )))
}

/// Which rows of the matrix.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MatrixParameters {
    /// At most so many, up to 500.
    pub limit: Option<usize>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// A page of the matrix.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct MatrixPage {
    /// Clients by name.
    pub accounts: Vec<NeedRowAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
}

/// Every client by the eight conditions, by name.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/need-for-kam/accounts", params(FigureParameters, MatrixParameters),
    responses((status = 200, body = MatrixPage), (status = 401, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn matrix(
    State(state): State<ApiState>,
    caller: Caller,
    Query(period): Query<FigureParameters>,
    Query(asked): Query<MatrixParameters>,
) -> Result<Json<MatrixPage>, Problem> {
    caller.require(Scope::Read)?;
    let request = period.request(caller.texts)?;
    let report = need_report(&state.context, &caller.viewer, &request).await;
    let report = report.map_err(caller.problem())?;
    let book = state.context.book_state(&caller.viewer).await;
    let directory = book.map_err(caller.problem())?.directory;
    let limit = asked.limit.unwrap_or(LIMIT_DEFAULT).clamp(1, LIMIT_MAX);
    let offset = match asked.cursor.as_deref() {
        None => 0,
        Some(text) => text
            .parse::<usize>()
            .map_err(|_| invalid(&caller, "cursor", text))?,
    };
    let rows = report.rows.iter().skip(offset).take(limit);
    let accounts: Vec<NeedRowAnswer> = rows
        .map(|row| NeedRowAnswer::of(row, directory.name_of(row.account)))
        .collect();
    let after = offset.saturating_add(accounts.len());
    Ok(Json(MatrixPage {
        next: (after < report.rows.len()).then(|| after.to_string()),
        accounts,
    }))
}

async fn need_of(
    state: &ApiState,
    caller: &Caller,
    account: AccountId,
    period: &FigureParameters,
) -> Result<NeedAnswer, Problem> {
    let request = period.request(caller.texts)?;
    let bench = need_bench(&state.context, &caller.viewer, &request).await;
    let bench = bench.map_err(caller.problem())?;
    let id = account.to_string();
    let card = bench.state.directory.card(account);
    let card = card.ok_or_else(|| missing(caller, "account", &id))?;
    let need = bench.assess(account);
    let (hours, kams) = bench.workload_of(&need);
    let period = bench.figures.period.map(Into::into);
    let name = card.name.clone();
    Ok(NeedAnswer::of_account(
        (id, name),
        period,
        &need,
        (&hours, &kams),
    ))
}

/// The need of one client.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/need-for-kam", params(("id" = String, Path), FigureParameters),
    responses((status = 200, body = NeedAnswer), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn account_need(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    Query(period): Query<FigureParameters>,
) -> Result<Json<NeedAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let account = account_id(&caller, &id)?;
    need_of(&state, &caller, account, &period).await.map(Json)
}

/// An answer to a question about a condition.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ConditionBody {
    /// `yes`, `partly`, `no`, `unknown`, or one or two numbers from 0 to 1 (`0.3-0.6`).
    #[schema(example = "yes")]
    pub answer: String,
    /// What was seen or heard.
    pub evidence_text: String,
    /// Where it can be read.
    pub evidence_link: String,
    /// A number, as written.
    pub evidence_figure: String,
    /// The day it was true, ISO 8601; today when absent.
    pub day: Option<String>,
}

fn statement_of(
    caller: &Caller,
    question: &str,
    body: &ConditionBody,
) -> Result<(ConditionQuestion, ConditionStatement), Problem> {
    let asked = ConditionQuestion::from_id(question);
    let asked = asked.ok_or_else(|| missing(caller, "question", question))?;
    let bounds = ConditionStatement::bounds_of(&body.answer);
    let bounds = bounds.ok_or_else(|| invalid(caller, "answer", &body.answer))?;
    let day = body.day.as_deref().map(|text| {
        text.parse::<Date>()
            .map_err(|_| invalid(caller, "day", text))
    });
    let statement = ConditionStatement {
        evidence_text: body.evidence_text.clone(),
        evidence_link: body.evidence_link.clone(),
        evidence_figure: body.evidence_figure.clone(),
        day: day.transpose()?,
        ..ConditionStatement::of(bounds)
    };
    Ok((asked, statement))
}

/// Answers a question about a condition at a client.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/conditions/{question}",
    params(("id" = String, Path), ("question" = String, Path)), request_body = ConditionBody,
    responses((status = 200, body = NeedAnswer), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn answer(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, question)): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<ConditionBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = account_id(&caller, &id)?;
    let (asked, statement) = statement_of(&caller, &question, &body)?;
    let request = (&id, &question, &body);
    once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let answered = answer_condition(context, viewer, Some(account), asked, &statement).await;
        answered.map_err(caller.problem())?;
        need_of(&state, &caller, account, &FigureParameters::default()).await
    })
    .await
}

/// Answers a question about a condition for the firm as a whole.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/need-for-kam/conditions/{question}",
    params(("question" = String, Path)), request_body = ConditionBody,
    responses((status = 200, body = NeedAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn answer_firm(
    State(state): State<ApiState>,
    caller: Caller,
    Path(question): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ConditionBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let (asked, statement) = statement_of(&caller, &question, &body)?;
    once(&state, &caller, &headers, &(&question, &body), async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let answered = answer_condition(context, viewer, None, asked, &statement).await;
        answered.map_err(caller.problem())?;
        let request = FigureParameters::default().request(caller.texts)?;
        let report = need_report(context, viewer, &request).await;
        Ok(NeedAnswer::of_firm(&*report.map_err(caller.problem())?))
    })
    .await
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

fn user_id(caller: &Caller, id: &str) -> Result<UserId, Problem> {
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
) -> Result<Json<ManagerAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let user = user_id(&caller, &id)?;
    let card = manager(&state.context, &caller.viewer, user).await;
    Ok(Json((&card.map_err(caller.problem())?).into()))
}

/// What somebody brings.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProfileBody {
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
    /// Version it was read at; 0 when there was none.
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
/// As a problem.
#[utoipa::path(put, path = "/api/v1/managers/{id}", params(("id" = String, Path)), request_body = ProfileBody,
    responses((status = 200, body = ManagerAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn save(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ProfileBody>,
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
        version: body.version,
    };
    once(&state, &caller, &headers, &(&id, &body), async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let saved = save_profile(context, viewer, user, &profile).await;
        saved.map_err(caller.problem())?;
        let card = manager(context, viewer, user).await;
        Ok(ManagerAnswer::from(&card.map_err(caller.problem())?))
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

/// What whoever takes a client over must know.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/handover", params(("id" = String, Path)),
    responses((status = 200, body = DossierAnswer), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn dossier(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<DossierAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let account = account_id(&caller, &id)?;
    let found = hand_over::dossier(&state.context, &caller.viewer, account).await;
    Ok(Json((&found.map_err(caller.problem())?).into()))
}

/// To whom a client goes.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandoverBody {
    /// The user.
    pub to: String,
}

async fn handover_answer(
    state: &ApiState,
    caller: &Caller,
    id: HandoverId,
) -> Result<HandoverAnswer, Problem> {
    let found = hand_over::get(&state.context, &caller.viewer, id).await;
    Ok((&found.map_err(caller.problem())?).into())
}

/// Begins to hand a client over.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/handover", params(("id" = String, Path)),
    request_body = HandoverBody,
    responses((status = 200, body = HandoverAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn begin(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<HandoverBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = account_id(&caller, &id)?;
    let to = user_id(&caller, &body.to)?;
    once(&state, &caller, &headers, &(&id, &body), async {
        let begun = hand_over::begin(&state.context, &caller.viewer, account, to).await;
        handover_answer(&state, &caller, begun.map_err(caller.problem())?).await
    })
    .await
}

/// A line of the checklist.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ItemBody {
    /// It is done.
    pub done: bool,
    /// What was agreed or found.
    pub note: String,
    /// Version of the hand-over it was read at.
    pub version: i64,
}

fn handover_id(caller: &Caller, id: &str) -> Result<HandoverId, Problem> {
    HandoverId::parse(id).ok_or_else(|| missing(caller, "handover", id))
}

/// Marks a line of the checklist of a hand-over.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/handovers/{id}/items/{item}",
    params(("id" = String, Path), ("item" = String, Path)), request_body = ItemBody,
    responses((status = 200, body = HandoverAnswer), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn check(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, item)): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<ItemBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let handover = handover_id(&caller, &id)?;
    once(&state, &caller, &headers, &(&id, &item, &body), async {
        let said = (item.as_str(), body.done, body.note.as_str());
        let which = (handover, body.version);
        let checked = hand_over::check_item(&state.context, &caller.viewer, which, said).await;
        checked.map_err(caller.problem())?;
        handover_answer(&state, &caller, handover).await
    })
    .await
}

/// Version of a hand-over.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FinishBody {
    /// Version it was read at.
    pub version: i64,
}

/// Ends a hand-over: the client changes hands.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/handovers/{id}/finish", params(("id" = String, Path)),
    request_body = FinishBody,
    responses((status = 200, body = HandoverAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("key" = ["write"])))]
pub async fn finish(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<FinishBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let handover = handover_id(&caller, &id)?;
    once(&state, &caller, &headers, &(&id, &body), async {
        let which = (handover, body.version);
        let ended = hand_over::finish(&state.context, &caller.viewer, which).await;
        ended.map_err(caller.problem())?;
        handover_answer(&state, &caller, handover).await
    })
    .await
}
