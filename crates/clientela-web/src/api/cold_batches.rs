//! Batches of cold contacts: what became of each, and writing them down with their names.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::origins::{BatchWrittenAnswer, ColdBatchAnswer, ColdBatchesAnswer};
use clientela_app::keep_cold_batches::{
    ColdBatchDraft, add_to_batch, change_batch, draft_of, find_batch, write_batch,
};
use clientela_app::list_origins::{BatchQuery, BatchSort, list_batches, show_batch};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{ColdBatchId, UserId};
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::read;
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::prospect_bodies::iso;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(list, create, show, change, add))]
pub(super) struct ColdBatchesApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/prospects/batches", get(list).post(create))
        .route("/api/v1/prospects/batches/{id}", get(show).put(change))
        .route("/api/v1/prospects/batches/{id}/names", post(add))
}

/// Which batches.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ColdBatchParameters {
    /// Words of its name, its list or the reason.
    pub search: Option<String>,
    /// Only those this user works.
    pub worker: Option<String>,
    /// `newest`, `name`, `names`, `qualified` or `cost`.
    pub sort: Option<String>,
}

/// A batch, and the names of a list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "name": "Хотели по морето", "list": "регистър на местата за настаняване",
    "reason": "строят се нови", "names": ["Хотел Бриз; Бургас; 056 300 100; office@briz.bg"] }))]
pub struct ColdBatchBody {
    /// Name.
    pub name: Option<String>,
    /// The list the names come from.
    pub list: Option<String>,
    /// Why that list was chosen.
    pub reason: Option<String>,
    /// On which day it was begun, ISO 8601; today when absent.
    pub day: Option<String>,
    /// Who works it.
    pub worker: Option<String>,
    /// What it cost, a decimal string.
    pub cost: Option<String>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// Organisations, each as `name; city; telephone; e-mail`; not taken when a batch is changed.
    pub names: Option<Vec<String>>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// The names of a list.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "names": ["Хотел Бриз; Бургас; 056 300 100; office@briz.bg"] }))]
pub struct ColdBatchNamesBody {
    /// Organisations, each as `name; city; telephone; e-mail`.
    pub names: Vec<String>,
}

/// One organisation a line, whatever line ends stand within one.
fn lines(names: &[String]) -> String {
    let names = names.iter().map(|name| name.replace(['\r', '\n'], " "));
    names.collect::<Vec<_>>().join("\n")
}

impl ColdBatchBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: ColdBatchDraft) -> Result<ColdBatchDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let worker = read(caller, "worker", self.worker.as_deref(), UserId::parse)?;
        let cost = read(caller, "cost", self.cost.as_deref(), Amount::parse)?;
        let currency = self.currency.as_deref();
        let currency = read(caller, "currency", currency, Currency::from_code)?;
        Ok(ColdBatchDraft {
            name: text(&self.name, base.name),
            list_from: text(&self.list, base.list_from),
            reason: text(&self.reason, base.reason),
            day: iso(caller, "day", &self.day)?.unwrap_or(base.day),
            worker: worker.or(base.worker),
            cost: cost.or(base.cost),
            currency: currency.or(base.currency),
            note: text(&self.note, base.note),
        })
    }
}

/// Batches of cold contacts with what became of their names.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/prospects/batches", params(ColdBatchParameters),
    responses((status = 200, body = ColdBatchesAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ColdBatchParameters>,
) -> Result<Json<ColdBatchesAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let sort = read(&caller, "sort", asked.sort.as_deref(), BatchSort::from_code)?;
    let query = BatchQuery {
        search: asked.search.clone().unwrap_or_default(),
        worker: read(&caller, "worker", asked.worker.as_deref(), UserId::parse)?,
        sort: sort.unwrap_or_default(),
    };
    let lines = list_batches(&state.context, &caller.viewer, &query).await;
    let lines = lines.map_err(caller.problem())?;
    Ok(Json(ColdBatchesAnswer {
        batches: lines.iter().map(|line| line.answer(None)).collect(),
    }))
}

/// Writes a batch down with its names; those the book has are told, and not written again.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/prospects/batches", request_body = ColdBatchBody,
    responses((status = 200, body = BatchWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<ColdBatchBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let draft = body.onto(&caller, ColdBatchDraft::default())?;
    let names = lines(body.names.as_deref().unwrap_or_default());
    super::replay::once(&state, &caller, &headers, &("batches", &body), async {
        let whole = (&draft, names.as_str());
        let written = write_batch(&state.context, &caller.viewer, whole).await;
        let (id, told) = written.map_err(caller.problem())?;
        Ok(told.answer(&id))
    })
    .await
}

fn batch_id(caller: &Caller, id: &str) -> Result<ColdBatchId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("cold_batch", id);
    ColdBatchId::parse(id).ok_or_else(unknown)
}

async fn whole(
    state: &ApiState,
    caller: &Caller,
    id: ColdBatchId,
) -> Result<ColdBatchAnswer, Problem> {
    let found = show_batch(&state.context, &caller.viewer, id).await;
    let (line, back) = found.map_err(caller.problem())?;
    Ok(line.answer(Some(&back)))
}

/// One batch with its figures and what came back.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/prospects/batches/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ColdBatchAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = batch_id(&caller, &id)?;
    let answer = whole(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes a batch; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/prospects/batches/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ColdBatchBody,
    responses((status = 200, body = ColdBatchAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ColdBatchBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = batch_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let now = find_batch(&state.context, &caller.viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let at = version.unwrap_or(now.version);
        match change_batch(&state.context, &caller.viewer, id, &draft, at).await {
            Ok(_) => whole(&state, &caller, id).await,
            Err(error) => {
                let now = async || whole(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// Adds names to a batch; those the book has are told, and not written again.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/prospects/batches/{id}/names", params(("id" = String, Path)),
    request_body = ColdBatchNamesBody,
    responses((status = 200, body = BatchWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn add(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ColdBatchNamesBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = batch_id(&caller, &id)?;
    let names = lines(&body.names);
    let request = (id.to_string(), "names", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let told = add_to_batch(&state.context, &caller.viewer, id, &names).await;
        Ok(told.map_err(caller.problem())?.answer(&id))
    })
    .await
}
