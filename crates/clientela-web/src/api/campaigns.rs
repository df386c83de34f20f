//! Campaigns that bring prospects: what became of each, and writing them down.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use clientela_app::answers::origins::{CampaignAnswer, CampaignsAnswer};
use clientela_app::keep_campaigns::{CampaignDraft, change_campaign, draft_of, write_campaign};
use clientela_app::list_origins::{campaign_lines, show_campaign};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::CampaignId;
use clientela_domain::prospects::SourceKind;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::read;
use super::input::{Json, Path};
use super::problem::Problem;
use super::prospect_bodies::iso;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(list, create, show, change))]
pub(super) struct CampaignsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/prospects/campaigns", get(list).post(create))
        .route("/api/v1/prospects/campaigns/{id}", get(show).put(change))
}

/// A campaign.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "kind": "exhibition", "name": "Храни и напитки 2026",
    "first_day": "2026-11-04", "last_day": "2026-11-07", "cost": "9000" }))]
pub struct CampaignBody {
    /// `advert`, `catalogue`, `exhibition`, `seminar`, `meeting` or `party`.
    pub kind: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Its first day, ISO 8601.
    pub first_day: Option<String>,
    /// Its last day, ISO 8601.
    pub last_day: Option<String>,
    /// What it cost, a decimal string.
    pub cost: Option<String>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl CampaignBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: CampaignDraft) -> Result<CampaignDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let kind = read(caller, "kind", self.kind.as_deref(), SourceKind::from_code)?;
        let cost = read(caller, "cost", self.cost.as_deref(), Amount::parse)?;
        let currency = self.currency.as_deref();
        let currency = read(caller, "currency", currency, Currency::from_code)?;
        Ok(CampaignDraft {
            kind: kind.or(base.kind),
            name: text(&self.name, base.name),
            first_day: iso(caller, "first_day", &self.first_day)?.unwrap_or(base.first_day),
            last_day: iso(caller, "last_day", &self.last_day)?.unwrap_or(base.last_day),
            cost: cost.or(base.cost),
            currency: currency.or(base.currency),
            note: text(&self.note, base.note),
        })
    }
}

/// Campaigns with what became of their names, the latest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/prospects/campaigns",
    responses((status = 200, body = CampaignsAnswer), (status = 401, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<CampaignsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let lines = campaign_lines(&state.context, &caller.viewer).await;
    let lines = lines.map_err(caller.problem())?;
    Ok(Json(CampaignsAnswer {
        campaigns: lines.iter().map(|line| line.answer(None)).collect(),
    }))
}

/// Writes a campaign down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/prospects/campaigns", request_body = CampaignBody,
    responses((status = 200, body = CampaignAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<CampaignBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let draft = body.onto(&caller, CampaignDraft::default())?;
    super::replay::once(&state, &caller, &headers, &("campaigns", &body), async {
        let written = write_campaign(&state.context, &caller.viewer, &draft).await;
        whole(&state, &caller, written.map_err(caller.problem())?).await
    })
    .await
}

fn campaign_id(caller: &Caller, id: &str) -> Result<CampaignId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("campaign", id);
    CampaignId::parse(id).ok_or_else(unknown)
}

async fn whole(
    state: &ApiState,
    caller: &Caller,
    id: CampaignId,
) -> Result<CampaignAnswer, Problem> {
    let found = show_campaign(&state.context, &caller.viewer, id).await;
    let (line, back) = found.map_err(caller.problem())?;
    Ok(line.answer(Some(&back)))
}

/// One campaign with its figures and what came back.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/prospects/campaigns/{id}", params(("id" = String, Path)),
    responses((status = 200, body = CampaignAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = campaign_id(&caller, &id)?;
    let answer = whole(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes a campaign; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/prospects/campaigns/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = CampaignBody,
    responses((status = 200, body = CampaignAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<CampaignBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = campaign_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let now = show_campaign(&state.context, &caller.viewer, id).await;
        let (now, _) = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now.campaign))?;
        let at = version.unwrap_or(now.campaign.version);
        match change_campaign(&state.context, &caller.viewer, id, &draft, at).await {
            Ok(_) => whole(&state, &caller, id).await,
            Err(error) => {
                let now = async || whole(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}
