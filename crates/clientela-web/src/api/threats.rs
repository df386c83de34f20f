//! Threats to the smooth run of business with clients: likelihood, effect, what is prepared.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use clientela_app::answers::troubles::{
    ThreatAnswer, ThreatGridAnswer, ThreatWrittenAnswer, ThreatsAnswer,
};
use clientela_app::keep_threats::{
    ThreatDraft, change_threat, draft_of, show_threat, write_threat,
};
use clientela_app::list_threats::{
    ThreatQuery, grid_answer, list_threats, read_cursor, show_threat_line, threat_grid,
};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ThreatId, UserId};
use clientela_domain::troubles::{Degree, ThreatKind, ThreatState};
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
#[openapi(paths(list, grid, create, show, change))]
pub(super) struct ThreatsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/threats", get(list).post(create))
        .route("/api/v1/threats/grid", get(grid))
        .route("/api/v1/threats/{id}", get(show).put(change))
}

/// Which threats.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ThreatParameters {
    /// To the business with this client.
    pub account: Option<String>,
    /// Watched by this user, or the key's (`me`).
    pub owner: Option<String>,
    /// `price`, `terms`, `capacity` or `other`.
    pub kind: Option<String>,
    /// `watched`, `arrived` or `passed`; the first two when absent.
    pub state: Option<String>,
    /// So likely, 1 to 5.
    pub likelihood: Option<i64>,
    /// So bad, 1 to 5.
    pub effect: Option<i64>,
    /// Only those for which nothing is prepared.
    pub unprepared: Option<bool>,
    /// Only those whose likelihood or effect nobody judged.
    pub unjudged: Option<bool>,
    /// Words in it.
    pub search: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

fn degree(
    caller: &Caller,
    field: &'static str,
    number: Option<i64>,
) -> Result<Option<Degree>, Problem> {
    let Some(number) = number else {
        return Ok(None);
    };
    let known = Degree::from_number(number).map(Some);
    known.ok_or_else(|| invalid(caller, field, &number.to_string()))
}

/// Threats, the latest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/threats", params(ThreatParameters),
    responses((status = 200, body = ThreatsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ThreatParameters>,
) -> Result<Json<ThreatsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let owner = |text: &str| match text {
        "me" => caller.viewer.user,
        other => UserId::parse(other),
    };
    let account = asked.account.as_deref();
    let of_state = asked.state.as_deref();
    let query = ThreatQuery {
        account: read(&caller, "account", account, AccountId::parse)?,
        kind: read(
            &caller,
            "kind",
            asked.kind.as_deref(),
            ThreatKind::from_code,
        )?,
        likelihood: degree(&caller, "likelihood", asked.likelihood)?,
        effect: degree(&caller, "effect", asked.effect)?,
        owner: read(&caller, "owner", asked.owner.as_deref(), owner)?,
        states: Vec::from_iter(read(&caller, "state", of_state, ThreatState::from_code)?),
        unprepared: asked.unprepared.unwrap_or_default(),
        unjudged: asked.unjudged.unwrap_or_default(),
        search: asked.search.clone().unwrap_or_default(),
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
    };
    let page = list_threats(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// Of which client.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ThreatGridParameters {
    /// To the business with this client.
    pub account: Option<String>,
}

/// Threats that have not passed, by likelihood and effect.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/threats/grid", params(ThreatGridParameters),
    responses((status = 200, body = ThreatGridAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn grid(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ThreatGridParameters>,
) -> Result<Json<ThreatGridAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let account = asked.account.as_deref();
    let query = ThreatQuery {
        account: read(&caller, "account", account, AccountId::parse)?,
        ..ThreatQuery::default()
    };
    let grid = threat_grid(&state.context, &caller.viewer, &query).await;
    Ok(Json(grid_answer(&grid.map_err(caller.problem())?)))
}

/// What is written about a threat.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001", "kind": "price",
    "what": "Внос с 6 % по-евтино", "likelihood": 3, "effect": 4 }))]
pub struct ThreatBody {
    /// To the business with which client; not taken when a threat is changed.
    pub account: Option<String>,
    /// `price`, `terms`, `capacity` or `other`.
    pub kind: Option<String>,
    /// What may come.
    pub what: Option<String>,
    /// How likely, 1 to 5.
    pub likelihood: Option<i64>,
    /// How bad, 1 to 5.
    pub effect: Option<i64>,
    /// What is prepared.
    pub alternative: Option<String>,
    /// By what it will be noticed.
    pub early_sign: Option<String>,
    /// Who of us watches it; the key's user when absent.
    pub owner: Option<String>,
    /// Since when we know of it, ISO 8601; today when absent.
    pub day: Option<String>,
    /// When it is looked at again, ISO 8601.
    pub review_day: Option<String>,
    /// `watched` (when absent), `arrived` or `passed`.
    pub state: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

impl ThreatBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: ThreatDraft) -> Result<ThreatDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let on = |field, own: &Option<String>, base: String| {
            let read = read(caller, field, own.as_deref(), day)?;
            Ok::<_, Problem>(read.map_or(base, |day| day.to_string()))
        };
        let kind = self.kind.as_deref();
        let state = self.state.as_deref();
        Ok(ThreatDraft {
            kind: read(caller, "kind", kind, ThreatKind::from_code)?.unwrap_or(base.kind),
            what: text(&self.what, base.what),
            likelihood: degree(caller, "likelihood", self.likelihood)?.or(base.likelihood),
            effect: degree(caller, "effect", self.effect)?.or(base.effect),
            alternative: text(&self.alternative, base.alternative),
            early_sign: text(&self.early_sign, base.early_sign),
            owner: read(caller, "owner", self.owner.as_deref(), UserId::parse)?.or(base.owner),
            day: on("day", &self.day, base.day)?,
            review_day: on("review_day", &self.review_day, base.review_day)?,
            state: read(caller, "state", state, ThreatState::from_code)?.or(base.state),
            note: text(&self.note, base.note),
        })
    }
}

/// Writes a threat down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/threats", request_body = ThreatBody,
    responses((status = 200, body = ThreatWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<ThreatBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = body.account.as_deref();
    let account = read(&caller, "account", account, AccountId::parse)?
        .ok_or_else(|| invalid(&caller, "account", ""))?;
    let kind = body.kind.as_deref();
    let kind = read(&caller, "kind", kind, ThreatKind::from_code)?
        .ok_or_else(|| invalid(&caller, "kind", ""))?;
    let draft = body.onto(&caller, ThreatDraft::new(kind, ""))?;
    super::replay::once(&state, &caller, &headers, &("threats", &body), async {
        let written = write_threat(&state.context, &caller.viewer, account, &draft).await;
        Ok(ThreatWrittenAnswer {
            threat: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

fn threat_id(caller: &Caller, id: &str) -> Result<ThreatId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("threat", id);
    ThreatId::parse(id).ok_or_else(unknown)
}

async fn answer(state: &ApiState, caller: &Caller, id: ThreatId) -> Result<ThreatAnswer, Problem> {
    let line = show_threat_line(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One threat.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/threats/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ThreatAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = threat_id(&caller, &id)?;
    let answer = answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes a threat; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/threats/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ThreatBody,
    responses((status = 200, body = ThreatAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ThreatBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = threat_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_threat(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let based_on = version.unwrap_or(now.version);
        match change_threat(context, viewer, id, &draft, based_on).await {
            Ok(_) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}
