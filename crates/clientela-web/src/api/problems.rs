//! Problems of clients: what hurts, what we propose, what it was worth.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use clientela_app::answers::troubles::{ProblemAnswer, ProblemWrittenAnswer, ProblemsAnswer};
use clientela_app::keep_problems::{
    ProblemDraft, change_problem, draft_of, show_problem, write_problem,
};
use clientela_app::list_problems::{ProblemQuery, list_problems, read_cursor, show_problem_line};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProblemId, UserId};
use clientela_domain::troubles::ProblemState;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{invalid, limit_of, read};
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(list, create, show, change))]
pub(super) struct ProblemsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/problems", get(list).post(create))
        .route("/api/v1/problems/{id}", get(show).put(change))
}

/// Which problems.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProblemParameters {
    /// Of this client.
    pub account: Option<String>,
    /// Told of or confirmed by this person.
    pub person: Option<String>,
    /// Of this user, or the key's (`me`).
    pub owner: Option<String>,
    /// `open`, `proposed`, `underway`, `solved` or `dropped`.
    pub state: Option<String>,
    /// Only those whose value we show and the client has not confirmed.
    pub unconfirmed: Option<bool>,
    /// Words in it.
    pub search: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// Problems of clients, the latest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/problems", params(ProblemParameters),
    responses((status = 200, body = ProblemsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ProblemParameters>,
) -> Result<Json<ProblemsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let owner = |text: &str| match text {
        "me" => caller.viewer.user,
        other => UserId::parse(other),
    };
    let account = asked.account.as_deref();
    let of_state = asked.state.as_deref();
    let query = ProblemQuery {
        account: read(&caller, "account", account, AccountId::parse)?,
        person: read(&caller, "person", asked.person.as_deref(), PersonId::parse)?,
        owner: read(&caller, "owner", asked.owner.as_deref(), owner)?,
        states: Vec::from_iter(read(&caller, "state", of_state, ProblemState::from_code)?),
        unconfirmed: asked.unconfirmed.unwrap_or_default(),
        search: asked.search.clone().unwrap_or_default(),
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
    };
    let page = list_problems(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// What is written about a problem.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001",
    "what": "Рафтовете са празни в събота", "effect": "губят клиенти", "cost": "1200.00" }))]
pub struct ProblemBody {
    /// Of which client; not taken when a problem is changed.
    pub account: Option<String>,
    /// What hurts.
    pub what: Option<String>,
    /// What comes of it for the client.
    pub effect: Option<String>,
    /// What it costs the client, a decimal string.
    pub cost: Option<String>,
    /// Who of the client's people says so.
    pub said_by: Option<String>,
    /// Who of us looks after it; the key's user when absent.
    pub owner: Option<String>,
    /// What we propose.
    pub solution: Option<String>,
    /// What else could be done.
    pub alternatives: Option<String>,
    /// Since when we know of it, ISO 8601; today when absent.
    pub day: Option<String>,
    /// `open` (when absent), `proposed`, `underway`, `solved` or `dropped`.
    pub state: Option<String>,
    /// What we say our solution was worth, a decimal string.
    pub shown: Option<String>,
    /// What the client confirmed, a decimal string.
    pub confirmed: Option<String>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// When the client confirmed it, ISO 8601.
    pub confirmed_on: Option<String>,
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

impl ProblemBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: ProblemDraft) -> Result<ProblemDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let on = |field, own: &Option<String>, base: String| {
            let read = read(caller, field, own.as_deref(), day)?;
            Ok::<_, Problem>(read.map_or(base, |day| day.to_string()))
        };
        let money =
            |field, own: &Option<String>| read(caller, field, own.as_deref(), Amount::parse);
        let person =
            |field, own: &Option<String>| read(caller, field, own.as_deref(), PersonId::parse);
        let state = self.state.as_deref();
        let currency = self.currency.as_deref();
        Ok(ProblemDraft {
            what: text(&self.what, base.what),
            effect: text(&self.effect, base.effect),
            cost: money("cost", &self.cost)?.or(base.cost),
            said_by: person("said_by", &self.said_by)?.or(base.said_by),
            owner: read(caller, "owner", self.owner.as_deref(), UserId::parse)?.or(base.owner),
            solution: text(&self.solution, base.solution),
            alternatives: text(&self.alternatives, base.alternatives),
            day: on("day", &self.day, base.day)?,
            state: read(caller, "state", state, ProblemState::from_code)?.or(base.state),
            shown: money("shown", &self.shown)?.or(base.shown),
            confirmed: money("confirmed", &self.confirmed)?.or(base.confirmed),
            currency: read(caller, "currency", currency, Currency::from_code)?.or(base.currency),
            confirmed_on: on("confirmed_on", &self.confirmed_on, base.confirmed_on)?,
            confirmed_by: person("confirmed_by", &self.confirmed_by)?.or(base.confirmed_by),
            note: text(&self.note, base.note),
        })
    }
}

/// Writes a problem down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/problems", request_body = ProblemBody,
    responses((status = 200, body = ProblemWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<ProblemBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = body.account.as_deref();
    let account = read(&caller, "account", account, AccountId::parse)?
        .ok_or_else(|| invalid(&caller, "account", ""))?;
    let draft = body.onto(&caller, ProblemDraft::default())?;
    super::replay::once(&state, &caller, &headers, &("problems", &body), async {
        let written = write_problem(&state.context, &caller.viewer, account, &draft).await;
        Ok(ProblemWrittenAnswer {
            problem: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

fn problem_id(caller: &Caller, id: &str) -> Result<ProblemId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("problem", id);
    ProblemId::parse(id).ok_or_else(unknown)
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: ProblemId,
) -> Result<ProblemAnswer, Problem> {
    let line = show_problem_line(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One problem.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/problems/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ProblemAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = problem_id(&caller, &id)?;
    let answer = answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes a problem; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/problems/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ProblemBody,
    responses((status = 200, body = ProblemAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ProblemBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = problem_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_problem(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let based_on = version.unwrap_or(now.version);
        match change_problem(context, viewer, id, &draft, based_on).await {
            Ok(_) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}
