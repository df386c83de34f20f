//! What clients buy in all, from whomever, as somebody says.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use clientela_app::answers::market::{
    ClientPurchaseAnswer, ClientPurchaseWrittenAnswer, ClientPurchasesAnswer,
};
use clientela_app::keep_market::{
    ClientPurchaseDraft, MarketDraft, change_told, show_told, write_told,
};
use clientela_app::list_market::{MarketQuery, list_told, read_cursor, show_told_line};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ClientPurchaseId};
use clientela_domain::market::PurchasesSource;
use clientela_store::market::{MarketFilter, NewClientPurchase};
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
pub(super) struct ClientPurchasesApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/client-purchases", get(list).post(create))
        .route("/api/v1/client-purchases/{id}", get(show).put(change))
}

/// Which purchases of clients.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClientPurchaseParameters {
    /// Of this client.
    pub account: Option<String>,
    /// Of this group of products, however it is written.
    pub product_group: Option<String>,
    /// Those that were withdrawn instead of those that count.
    pub withdrawn: Option<bool>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// What is said of what clients buy, the latest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/client-purchases", params(ClientPurchaseParameters),
    responses((status = 200, body = ClientPurchasesAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ClientPurchaseParameters>,
) -> Result<Json<ClientPurchasesAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let account = asked.account.as_deref();
    let query = MarketQuery {
        filter: MarketFilter {
            account: read(&caller, "account", account, AccountId::parse)?,
            product_group: asked.product_group.clone(),
            withdrawn: asked.withdrawn.unwrap_or_default(),
            ..MarketFilter::default()
        },
        ending_soon: false,
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
    };
    let page = list_told::<NewClientPurchase>(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// What is written about what a client buys.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001",
    "period": "2026", "amount_low": "200000", "amount_high": "280000", "source": "statement" }))]
pub struct ClientPurchaseBody {
    /// Of which client; not taken when it is changed.
    pub account: Option<String>,
    /// Of which group of products; of everything when absent.
    pub product_group: Option<String>,
    /// In which days: `2026`, `2026-Q2`, `2026-04` or `2026-01-15..2026-03-31`.
    pub period: Option<String>,
    /// For at least so much, a decimal string.
    pub amount_low: Option<String>,
    /// For at most so much; no upper end when absent.
    pub amount_high: Option<String>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// `statement`, `accounts`, `norm` or `observed`.
    pub source: Option<String>,
    /// How sure it is, in per cent.
    pub confidence: Option<u8>,
    /// When it was learnt, ISO 8601; today when absent.
    pub day: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: Option<bool>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl ClientPurchaseBody {
    /// A draft with what the body says in place of what it had.
    fn onto(
        &self,
        caller: &Caller,
        base: ClientPurchaseDraft,
    ) -> Result<ClientPurchaseDraft, Problem> {
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
        let (currency, source) = (self.currency.as_deref(), self.source.as_deref());
        let currency = read(caller, "currency", currency, Currency::from_code)?;
        let source = read(caller, "source", source, PurchasesSource::from_code)?;
        Ok(ClientPurchaseDraft {
            product_group: text(&self.product_group, base.product_group),
            period: text(&self.period, base.period),
            amount_low: amount("amount_low", &self.amount_low, base.amount_low)?,
            amount_high: amount("amount_high", &self.amount_high, base.amount_high)?,
            currency: currency.or(base.currency),
            source: source.or(base.source),
            confidence: self.confidence.or(base.confidence),
            day: on("day", &self.day, base.day)?,
            note: text(&self.note, base.note),
            withdrawn: self.withdrawn.unwrap_or(base.withdrawn),
        })
    }
}

/// Writes what a client buys down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/client-purchases", request_body = ClientPurchaseBody,
    responses((status = 200, body = ClientPurchaseWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<ClientPurchaseBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = body.account.as_deref();
    let account = read(&caller, "account", account, AccountId::parse)?
        .ok_or_else(|| invalid(&caller, "account", ""))?;
    let draft = body.onto(&caller, ClientPurchaseDraft::default())?;
    super::replay::once(
        &state,
        &caller,
        &headers,
        &("client-purchases", &body),
        async {
            let written = write_told(&state.context, &caller.viewer, account, &draft).await;
            Ok(ClientPurchaseWrittenAnswer {
                purchase: written.map_err(caller.problem())?.to_string(),
            })
        },
    )
    .await
}

fn id_of(caller: &Caller, id: &str) -> Result<ClientPurchaseId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("client_purchase", id);
    ClientPurchaseId::parse(id).ok_or_else(unknown)
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: ClientPurchaseId,
) -> Result<ClientPurchaseAnswer, Problem> {
    let line = show_told_line::<NewClientPurchase>(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One of them.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/client-purchases/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ClientPurchaseAnswer), (status = 401, body = Problem),
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
#[utoipa::path(put, path = "/api/v1/client-purchases/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ClientPurchaseBody,
    responses((status = 200, body = ClientPurchaseAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ClientPurchaseBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = id_of(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_told::<NewClientPurchase>(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, ClientPurchaseDraft::of(&now.record))?;
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
