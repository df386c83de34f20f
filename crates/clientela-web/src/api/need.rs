//! Need for a key account manager: the firm, every client, one client, answers to the conditions.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::{get, post};
use clientela_app::answer_condition::{ConditionStatement, answer_condition};
use clientela_app::answers::need::{NeedAnswer, NeedRowAnswer};
use clientela_app::condition_questions::ConditionQuestion;
use clientela_app::need_for_kam::{NeedRow, need_bench, need_report};
use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::accounts::account_id;
use super::caller::Caller;
use super::cursor;
use super::figures::FigureParameters;
use super::input::{Json, Path, Query};
use super::managers::{invalid, missing};
use super::problem::Problem;
use super::replay::once;

/// Rows of the matrix on one page unless asked otherwise, and at most.
const LIMIT_DEFAULT: usize = 50;
const LIMIT_MAX: usize = 500;

/// What these routes add to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(firm_need, matrix, account_need, answer, answer_firm))]
pub struct NeedApi;

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

/// The name of the list in its cursors.
const MATRIX: &str = "need-for-kam";

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
    let after = cursor::place(&caller, MATRIX, asked.cursor.as_deref(), |text| {
        let (id, name) = text.split_once('\n')?;
        Some((name.to_owned(), AccountId::parse(id)?))
    })?;
    // The rows stand in the order of the directory: by folded name, then by id.
    let place = |row: &NeedRow| {
        let card = directory.card(row.account);
        let name = card.map_or("", |card| card.name_folded.as_str());
        (name.to_owned(), row.account)
    };
    let begins = after.map_or(0, |after| {
        report.rows.partition_point(|row| place(row) <= after)
    });
    let rest = &report.rows[begins..];
    let rows = rest.iter().take(limit);
    let accounts: Vec<NeedRowAnswer> = rows
        .map(|row| NeedRowAnswer::of(row, directory.name_of(row.account)))
        .collect();
    let last = rest.get(accounts.len().saturating_sub(1));
    let next = last.filter(|_| accounts.len() < rest.len()).map(place);
    Ok(Json(MatrixPage {
        next: next.map(|(name, id)| cursor::seal(MATRIX, &format!("{id}\n{name}"))),
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
#[schema(example = json!({ "answer": "partly", "evidence_text": "Двама от четирима решават" }))]
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
