//! Where competitors stand at clients.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use clientela_app::answers::market::{PositionAnswer, PositionWrittenAnswer, PositionsAnswer};
use clientela_app::keep_competitors::find_competitor;
use clientela_app::keep_market::{
    MarketDraft, PositionDraft, change_told, read_source, show_told, write_told,
};
use clientela_app::list_market::{MarketQuery, read_cursor, show_told_line};
use clientela_app::price_standing::positions_answer;
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId, CompetitorPositionId};
use clientela_domain::market::PositionSource;
use clientela_store::market::{MarketFilter, NewPosition};
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
pub(super) struct PositionsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/competitor-positions", get(list).post(create))
        .route("/api/v1/competitor-positions/{id}", get(show).put(change))
}

/// Which positions.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PositionParameters {
    /// Of this client.
    pub account: Option<String>,
    /// Of this competitor, by id.
    pub competitor: Option<String>,
    /// From this source: `client`, `published`, `observed` or `hearsay`.
    pub source: Option<String>,
    /// Only those whose contract ends within 180 days.
    pub ending_soon: Option<bool>,
    /// Of this group of products, however it is written.
    pub product_group: Option<String>,
    /// Those that were withdrawn instead of those that count.
    pub withdrawn: Option<bool>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// Positions of competitors, the latest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/competitor-positions", params(PositionParameters),
    responses((status = 200, body = PositionsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<PositionParameters>,
) -> Result<Json<PositionsAnswer>, Problem> {
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
            source: read(
                &caller,
                "source",
                asked.source.as_deref(),
                PositionSource::from_code,
            )?,
            product_group: asked.product_group.clone(),
            withdrawn: asked.withdrawn.unwrap_or_default(),
            ..MarketFilter::default()
        },
        ending_soon: asked.ending_soon.unwrap_or_default(),
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
    };
    let answer = positions_answer(&state.context, &caller.viewer, &query).await;
    Ok(Json(answer.map_err(caller.problem())?))
}

/// What is written about a position.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001",
    "competitor": "Чаена къща", "product_group": "Чай", "share_low": "20", "share_high": "40", "source": "client" }))]
pub struct PositionBody {
    /// Of which client; not taken when it is changed.
    pub account: Option<String>,
    /// Which competitor, by id or name.
    pub competitor: Option<String>,
    /// With which group of products.
    pub product_group: Option<String>,
    /// At least so many per cent of what the client buys of it, a decimal string.
    pub share_low: Option<String>,
    /// At most so many.
    pub share_high: Option<String>,
    /// Their price where ours is 100, a decimal string.
    pub price_index: Option<String>,
    /// When their contract ends, ISO 8601.
    pub contract_end: Option<String>,
    /// Since when they stand there, ISO 8601.
    pub since: Option<String>,
    /// `client`, `published`, `observed` or `hearsay`; never a competitor.
    pub source: Option<String>,
    /// When it was observed, ISO 8601; today when absent.
    pub day: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: Option<bool>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl PositionBody {
    /// A draft with what the body says in place of what it had.
    async fn onto(
        &self,
        state: &ApiState,
        caller: &Caller,
        base: PositionDraft,
    ) -> Result<PositionDraft, Problem> {
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
        let source = match self.source.as_deref() {
            None | Some("") => base.source,
            Some(word) => Some(read_source(word).map_err(caller.problem())?),
        };
        Ok(PositionDraft {
            competitor,
            product_group: text(&self.product_group, base.product_group),
            share_low: amount("share_low", &self.share_low, base.share_low)?,
            share_high: amount("share_high", &self.share_high, base.share_high)?,
            price_index: amount("price_index", &self.price_index, base.price_index)?,
            contract_end: on("contract_end", &self.contract_end, base.contract_end)?,
            since: on("since", &self.since, base.since)?,
            source,
            day: on("day", &self.day, base.day)?,
            note: text(&self.note, base.note),
            withdrawn: self.withdrawn.unwrap_or(base.withdrawn),
        })
    }
}

/// Writes a position down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/competitor-positions", request_body = PositionBody,
    responses((status = 200, body = PositionWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<PositionBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = body.account.as_deref();
    let account = read(&caller, "account", account, AccountId::parse)?
        .ok_or_else(|| invalid(&caller, "account", ""))?;
    let draft = body.onto(&state, &caller, PositionDraft::default()).await?;
    super::replay::once(
        &state,
        &caller,
        &headers,
        &("competitor-positions", &body),
        async {
            let written = write_told(&state.context, &caller.viewer, account, &draft).await;
            Ok(PositionWrittenAnswer {
                position: written.map_err(caller.problem())?.to_string(),
            })
        },
    )
    .await
}

fn id_of(caller: &Caller, id: &str) -> Result<CompetitorPositionId, Problem> {
    let unknown = || {
        Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("competitor_position", id)
    };
    CompetitorPositionId::parse(id).ok_or_else(unknown)
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: CompetitorPositionId,
) -> Result<PositionAnswer, Problem> {
    let line = show_told_line::<NewPosition>(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One of them.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/competitor-positions/{id}", params(("id" = String, Path)),
    responses((status = 200, body = PositionAnswer), (status = 401, body = Problem),
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
#[utoipa::path(put, path = "/api/v1/competitor-positions/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = PositionBody,
    responses((status = 200, body = PositionAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PositionBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = id_of(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_told::<NewPosition>(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body
            .onto(&state, &caller, PositionDraft::of(&now.record))
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
