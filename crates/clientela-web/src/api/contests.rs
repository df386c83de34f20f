//! What was won from competitors and lost to them.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use clientela_app::answers::market::{ContestAnswer, ContestWrittenAnswer, ContestsAnswer};
use clientela_app::keep_competitors::find_competitor;
use clientela_app::keep_market::{ContestDraft, MarketDraft, change_told, show_told, write_told};
use clientela_app::list_market::{MarketQuery, list_told, read_cursor, show_told_line};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId, ContestId};
use clientela_domain::market::{ContestOutcome, ContestReason, ReasonSource};
use clientela_store::market::{MarketFilter, NewContest};
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
pub(super) struct ContestsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/contests", get(list).post(create))
        .route("/api/v1/contests/{id}", get(show).put(change))
}

/// Which contests.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ContestParameters {
    /// Of this client.
    pub account: Option<String>,
    /// Of this competitor, by id.
    pub competitor: Option<String>,
    /// That ended so: `won`, `lost` or `unknown`.
    pub outcome: Option<String>,
    /// Of this group of products, however it is written.
    pub product_group: Option<String>,
    /// Those that were withdrawn instead of those that count.
    pub withdrawn: Option<bool>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// What was won and lost, the latest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/contests", params(ContestParameters),
    responses((status = 200, body = ContestsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ContestParameters>,
) -> Result<Json<ContestsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let account = asked.account.as_deref();
    let query = MarketQuery {
        filter: MarketFilter {
            account: read(&caller, "account", account, AccountId::parse)?,
            competitor: read(
                &caller,
                "competitor",
                asked.competitor.as_deref(),
                CompetitorId::parse,
            )?,
            outcome: read(
                &caller,
                "outcome",
                asked.outcome.as_deref(),
                ContestOutcome::from_code,
            )?,
            product_group: asked.product_group.clone(),
            withdrawn: asked.withdrawn.unwrap_or_default(),
            ..MarketFilter::default()
        },
        ending_soon: false,
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
    };
    let page = list_told::<NewContest>(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// What is written about a contest.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001",
    "what": "Доставка за догодина", "outcome": "lost", "reason": "price", "reason_source": "client" }))]
pub struct ContestBody {
    /// Of which client; not taken when it is changed.
    pub account: Option<String>,
    /// Against whom, by id or name; unknown when absent.
    pub competitor: Option<String>,
    /// Which group of products.
    pub product_group: Option<String>,
    /// What was at stake.
    pub what: Option<String>,
    /// `won`, `lost` or `unknown`.
    pub outcome: Option<String>,
    /// `price`, `quality`, `delivery`, `relation` or `specification`.
    pub reason: Option<String>,
    /// `client` when the client was asked, `guessed` (when absent) when we guess.
    pub reason_source: Option<String>,
    /// What it was worth, a decimal string.
    pub value: Option<String>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// When it was decided, ISO 8601; today when absent.
    pub day: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: Option<bool>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl ContestBody {
    /// A draft with what the body says in place of what it had.
    async fn onto(
        &self,
        state: &ApiState,
        caller: &Caller,
        base: ContestDraft,
    ) -> Result<ContestDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let amount = |field, own: &Option<String>, base: Option<Amount>| {
            let read = read(caller, field, own.as_deref(), Amount::parse)?;
            Ok::<_, Problem>(read.or(base))
        };
        let on = |field, own: &Option<String>, base: String| {
            let read = read(caller, field, own.as_deref(), |text| {
                text.parse::<Date>().ok()
            })?;
            Ok::<_, Problem>(read.map_or(base, |day| day.to_string()))
        };
        let competitor = match self.competitor.as_deref() {
            None | Some("") => base.competitor,
            Some(name) => {
                let found = find_competitor(&state.context, &caller.viewer, name).await;
                Some(found.map_err(caller.problem())?)
            }
        };
        let (outcome, reason) = (self.outcome.as_deref(), self.reason.as_deref());
        let said_by = self.reason_source.as_deref();
        let currency = self.currency.as_deref();
        let outcome = read(caller, "outcome", outcome, ContestOutcome::from_code)?;
        let reason = read(caller, "reason", reason, ContestReason::from_code)?;
        let said_by = read(caller, "reason_source", said_by, ReasonSource::from_code)?;
        let currency = read(caller, "currency", currency, Currency::from_code)?;
        Ok(ContestDraft {
            competitor,
            product_group: text(&self.product_group, base.product_group),
            what: text(&self.what, base.what),
            outcome: outcome.or(base.outcome),
            reason: reason.or(base.reason),
            reason_source: said_by.or(base.reason_source),
            value: amount("value", &self.value, base.value)?,
            currency: currency.or(base.currency),
            day: on("day", &self.day, base.day)?,
            note: text(&self.note, base.note),
            withdrawn: self.withdrawn.unwrap_or(base.withdrawn),
        })
    }
}

/// Writes a contest down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/contests", request_body = ContestBody,
    responses((status = 200, body = ContestWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<ContestBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = body.account.as_deref();
    let account = read(&caller, "account", account, AccountId::parse)?
        .ok_or_else(|| invalid(&caller, "account", ""))?;
    let draft = body.onto(&state, &caller, ContestDraft::default()).await?;
    super::replay::once(&state, &caller, &headers, &("contests", &body), async {
        let written = write_told(&state.context, &caller.viewer, account, &draft).await;
        Ok(ContestWrittenAnswer {
            contest: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

fn id_of(caller: &Caller, id: &str) -> Result<ContestId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("contest", id);
    ContestId::parse(id).ok_or_else(unknown)
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: ContestId,
) -> Result<ContestAnswer, Problem> {
    let line = show_told_line::<NewContest>(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One of them.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/contests/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ContestAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = id_of(&caller, &id)?;
    let answer = answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes one; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/contests/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ContestBody,
    responses((status = 200, body = ContestAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ContestBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = id_of(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_told::<NewContest>(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body
            .onto(&state, &caller, ContestDraft::of(&now.record))
            .await?;
        let based_on = version.unwrap_or(now.version);
        match change_told(context, viewer, id, &draft, based_on).await {
            Ok(_) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}
