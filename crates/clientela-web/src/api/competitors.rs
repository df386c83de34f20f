//! Competitors, and our share of what a client buys.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::market::{
    CompetitorCardAnswer, CompetitorMergedAnswer, CompetitorUnmergedAnswer,
    CompetitorWrittenAnswer, CompetitorsAnswer, WalletAnswer,
};
use clientela_app::keep_competitors::{
    change_competitor, find_competitor, merge_competitors, show_competitor, unmerge_competitors,
    write_competitor,
};
use clientela_app::measure_wallet::measure_wallet;
use clientela_app::read_competitors::{competitor_card, competitors_answer, list_competitors};
use clientela_domain::ids::{AccountId, CompetitorId, MergeId};
use clientela_store::market::competitors::NewCompetitor;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::input::{Json, Path};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(list, create, show, change, merge, unmerge, wallet))]
pub(super) struct CompetitorsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/competitors", get(list).post(create))
        .route("/api/v1/competitors/{id}", get(show).put(change))
        .route("/api/v1/competitors/{id}/merge", post(merge))
        .route("/api/v1/competitor-merges/{id}/undo", post(unmerge))
        .route("/api/v1/accounts/{id}/wallet", get(wallet))
}

/// All competitors, by name.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/competitors",
    responses((status = 200, body = CompetitorsAnswer), (status = 401, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<CompetitorsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let lines = list_competitors(&state.context, &caller.viewer).await;
    Ok(Json(competitors_answer(&lines.map_err(caller.problem())?)))
}

/// What is written about a competitor.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "name": "Чаена къща", "strengths": "Ниски цени", "weaknesses": "Дълги срокове" }))]
pub struct CompetitorBody {
    /// Name; no two competitors have the same.
    pub name: Option<String>,
    /// What it is good at.
    pub strengths: Option<String>,
    /// What it is weak at.
    pub weaknesses: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl CompetitorBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, base: NewCompetitor) -> NewCompetitor {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        NewCompetitor {
            name: text(&self.name, base.name),
            strengths: text(&self.strengths, base.strengths),
            weaknesses: text(&self.weaknesses, base.weaknesses),
            note: text(&self.note, base.note),
        }
    }
}

/// Writes a competitor down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/competitors", request_body = CompetitorBody,
    responses((status = 200, body = CompetitorWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<CompetitorBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let draft = body.onto(NewCompetitor::default());
    super::replay::once(&state, &caller, &headers, &("competitors", &body), async {
        let written = write_competitor(&state.context, &caller.viewer, &draft).await;
        Ok(CompetitorWrittenAnswer {
            competitor: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

fn id_of(caller: &Caller, id: &str) -> Result<CompetitorId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("competitor", id);
    CompetitorId::parse(id).ok_or_else(unknown)
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: CompetitorId,
) -> Result<CompetitorCardAnswer, Problem> {
    let card = competitor_card(&state.context, &caller.viewer, id).await;
    Ok(card.map_err(caller.problem())?.answer())
}

/// One competitor with where it stands and what was won and lost against it.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/competitors/{id}", params(("id" = String, Path)),
    responses((status = 200, body = CompetitorCardAnswer), (status = 401, body = Problem),
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
    Ok(versioned(answer.competitor.version, answer))
}

/// Changes a competitor; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/competitors/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = CompetitorBody,
    responses((status = 200, body = CompetitorCardAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<CompetitorBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = id_of(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_competitor(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let based_on = version.unwrap_or(now.version);
        let draft = body.onto(now.competitor);
        match change_competitor(context, viewer, id, &draft, based_on).await {
            Ok(_) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// Which competitor is the same.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "gone": "01900000-0000-7000-8000-000000000001" }))]
pub struct CompetitorMergeBody {
    /// The one that goes, by id or name.
    pub gone: String,
    /// The version at which the one that stays was read; whatever stands now when absent.
    pub version: Option<i64>,
    /// The version at which the one that goes was read; whatever stands now when absent.
    pub gone_version: Option<i64>,
}

/// Makes another competitor one with this: what is told of it passes on, and both names find this one.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/competitors/{id}/merge", params(("id" = String, Path)),
    request_body = CompetitorMergeBody,
    responses((status = 200, body = CompetitorMergedAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn merge(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<CompetitorMergeBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = id_of(&caller, &id)?;
    super::replay::once(&state, &caller, &headers, &(id.to_string(), &body), async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let kept = show_competitor(context, viewer, id).await;
        let kept = kept.map_err(caller.problem())?;
        let gone = find_competitor(context, viewer, &body.gone).await;
        let gone = gone.map_err(caller.problem())?;
        let now = show_competitor(context, viewer, gone).await;
        let now = now.map_err(caller.problem())?;
        let merged = merge_competitors(
            context,
            viewer,
            (kept.id, body.version.unwrap_or(kept.version)),
            (gone, body.gone_version.unwrap_or(now.version)),
        );
        Ok(CompetitorMergedAnswer {
            merge: merged.await.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

/// Makes two competitors of one again, within thirty days.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/competitor-merges/{id}/undo", params(("id" = String, Path)),
    responses((status = 200, body = CompetitorUnmergedAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn unmerge(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("merge", &id);
    let merge = MergeId::parse(&id).ok_or_else(unknown)?;
    super::replay::once(&state, &caller, &headers, &("unmerge", &id), async {
        let undone = unmerge_competitors(&state.context, &caller.viewer, merge).await;
        Ok(CompetitorUnmergedAnswer {
            competitor: undone.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

/// Our share of what a client buys, by group of products and period, and what part of our sales it makes.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/wallet", params(("id" = String, Path)),
    responses((status = 200, body = WalletAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn wallet(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<WalletAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("account", &id);
    let account = AccountId::parse(&id).ok_or_else(unknown)?;
    let wallet = measure_wallet(&state.context, &caller.viewer, account).await;
    Ok(Json(wallet.map_err(caller.problem())?.answer()))
}
