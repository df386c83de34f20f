//! What went wrong and may hurt our name.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use clientela_app::answers::brand::{IncidentAnswer, IncidentWrittenAnswer, IncidentsAnswer};
use clientela_app::keep_brand::IncidentDraft;
use clientela_app::keep_market::{MarketDraft, change_told, show_told, write_told};
use clientela_app::list_market::{MarketQuery, list_told, read_cursor, show_told_line};
use clientela_domain::brand::{IncidentSeverity, ToldOrigin};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, IncidentId};
use clientela_store::market::{MarketFilter, NewIncident};
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{limit_of, read};
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(list, create, show, change))]
pub(super) struct IncidentsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/incidents", get(list).post(create))
        .route("/api/v1/incidents/{id}", get(show).put(change))
}

/// Which incidents.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct IncidentParameters {
    /// Of this client.
    pub account: Option<String>,
    /// Of this group of products, however it is written.
    pub product_group: Option<String>,
    /// So bad: `minor`, `major` or `critical`.
    pub severity: Option<String>,
    /// From there: `client`, `partner`, `press`, `online`, `fair`, `shelf`, `colleague` or `other`.
    pub origin: Option<String>,
    /// Only those that are not settled.
    pub open: Option<bool>,
    /// Those that were withdrawn instead of those that count.
    pub withdrawn: Option<bool>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// What went wrong, the latest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/incidents", params(IncidentParameters),
    responses((status = 200, body = IncidentsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<IncidentParameters>,
) -> Result<Json<IncidentsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let (severity, origin) = (asked.severity.as_deref(), asked.origin.as_deref());
    let query = MarketQuery {
        filter: MarketFilter {
            account: read(
                &caller,
                "account",
                asked.account.as_deref(),
                AccountId::parse,
            )?,
            product_group: asked.product_group.clone(),
            severity: read(&caller, "severity", severity, IncidentSeverity::from_code)?,
            origin: read(&caller, "origin", origin, ToldOrigin::from_code)?,
            open: asked.open.unwrap_or_default(),
            withdrawn: asked.withdrawn.unwrap_or_default(),
            ..MarketFilter::default()
        },
        ending_soon: false,
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
    };
    let page = list_told::<NewIncident>(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// What is written about an incident.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "what": "Партида с развалена опаковка", "severity": "major",
    "origin": "client", "done": "Заменихме я за един ден" }))]
pub struct IncidentBody {
    /// At which client; at none in particular when absent, or when changed to empty.
    pub account: Option<String>,
    /// With which group of products.
    pub product_group: Option<String>,
    /// What went wrong.
    pub what: Option<String>,
    /// `minor`, `major` or `critical`.
    pub severity: Option<String>,
    /// `client`, `partner`, `press`, `online`, `fair`, `shelf`, `colleague` or `other`.
    pub origin: Option<String>,
    /// What we did.
    pub done: Option<String>,
    /// The day it was settled, ISO 8601; open when absent, or when changed to empty.
    pub closed_on: Option<String>,
    /// When it happened, ISO 8601; today when absent.
    pub day: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// Written down by mistake: it counts nowhere.
    pub withdrawn: Option<bool>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl IncidentBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: IncidentDraft) -> Result<IncidentDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let (severity, origin) = (self.severity.as_deref(), self.origin.as_deref());
        let severity = read(caller, "severity", severity, IncidentSeverity::from_code)?;
        let origin = read(caller, "origin", origin, ToldOrigin::from_code)?;
        Ok(IncidentDraft {
            account: or_none(
                caller,
                "account",
                &self.account,
                base.account,
                AccountId::parse,
            )?,
            product_group: text(&self.product_group, base.product_group),
            what: text(&self.what, base.what),
            severity: severity.or(base.severity),
            origin: origin.or(base.origin),
            done: text(&self.done, base.done),
            closed_on: day_or_none(caller, "closed_on", &self.closed_on, base.closed_on)?,
            day: day_or_none(caller, "day", &self.day, base.day)?,
            note: text(&self.note, base.note),
            withdrawn: self.withdrawn.unwrap_or(base.withdrawn),
        })
    }
}

/// What a field says: what it was when it is not given, none when it is empty.
pub(super) fn or_none<T>(
    caller: &Caller,
    field: &'static str,
    given: &Option<String>,
    base: Option<T>,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    match given.as_deref() {
        None => Ok(base),
        Some("") => Ok(None),
        given => read(caller, field, given, parse),
    }
}

/// The same of a day as a draft holds it.
pub(super) fn day_or_none(
    caller: &Caller,
    field: &'static str,
    given: &Option<String>,
    base: String,
) -> Result<String, Problem> {
    let parse = |text: &str| text.parse::<Date>().ok().map(|day| day.to_string());
    Ok(or_none(caller, field, given, Some(base), parse)?.unwrap_or_default())
}

/// Writes an incident down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/incidents", request_body = IncidentBody,
    responses((status = 200, body = IncidentWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<IncidentBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let draft = body.onto(&caller, IncidentDraft::default())?;
    super::replay::once(&state, &caller, &headers, &("incidents", &body), async {
        let written = write_told(&state.context, &caller.viewer, None::<AccountId>, &draft).await;
        Ok(IncidentWrittenAnswer {
            incident: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

fn id_of(caller: &Caller, id: &str) -> Result<IncidentId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("incident", id);
    IncidentId::parse(id).ok_or_else(unknown)
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: IncidentId,
) -> Result<IncidentAnswer, Problem> {
    let line = show_told_line::<NewIncident>(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One of them.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/incidents/{id}", params(("id" = String, Path)),
    responses((status = 200, body = IncidentAnswer), (status = 401, body = Problem),
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
#[utoipa::path(put, path = "/api/v1/incidents/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = IncidentBody,
    responses((status = 200, body = IncidentAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<IncidentBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = id_of(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_told::<NewIncident>(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, IncidentDraft::of(&now.record))?;
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
