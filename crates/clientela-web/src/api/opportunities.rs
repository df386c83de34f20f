//! Opportunities: what clients and prospects may buy, how far each is, and the whole pipeline.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::answers::opportunities::{
    OpportunitiesAnswer, OpportunityFullAnswer, OpportunityUpsertedAnswer,
    OpportunityWrittenAnswer, PipelineAnswer,
};
use clientela_app::error::AppError;
use clientela_app::keep_opportunities::{
    OpportunityDraft, change_opportunity, draft_of, move_opportunity, opportunity_by_code,
    show_opportunity, write_opportunity,
};
use clientela_app::list_opportunities::{
    OpportunityQuery, list_opportunities, read_cursor, view_opportunity,
};
use clientela_app::opportunity_pipeline::opportunity_pipeline;
use clientela_app::upsert_records::Upserted;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId, OpportunityId, PersonId, ProspectId, UserId};
use clientela_domain::opportunities::OpportunityStage;
use clientela_store::opportunities::OpportunitySort;
use clientela_store::prospects::Whose;
use clientela_store::tokens::Scope;
use serde::Deserialize;
use utoipa::{IntoParams, OpenApi};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{invalid, limit_of, read};
use super::input::{Json, Path, Query};
use super::opportunity_bodies::{OpportunityBody, OpportunityMoveBody};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(
    opportunities,
    write,
    upsert_opportunity,
    pipeline,
    opportunity,
    change,
    step
))]
pub(super) struct OpportunitiesApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/opportunities", get(opportunities).post(write))
        .route("/api/v1/opportunities/pipeline", get(pipeline))
        .route("/api/v1/opportunities/upsert", post(upsert_opportunity))
        .route("/api/v1/opportunities/{id}", get(opportunity).put(change))
        .route("/api/v1/opportunities/{id}/moves", post(step))
}

/// Which opportunities.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct OpportunityParameters {
    /// `identified`, `engaged`, `offered`, `negotiating`, `won` or `lost`; `open` for all that have not ended.
    pub stage: Option<String>,
    /// Of this client.
    pub account: Option<String>,
    /// Of this prospect.
    pub prospect: Option<String>,
    /// Whom this person decides.
    pub person: Option<String>,
    /// Against this competitor.
    pub competitor: Option<String>,
    /// Of this user, or the key's (`me`), or of nobody (`nobody`).
    pub owner: Option<String>,
    /// Expected to be decided by this day, ISO 8601.
    pub expected_by: Option<String>,
    /// Words in it.
    pub search: Option<String>,
    /// `newest`, `name` or `expected`.
    pub sort: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

impl OpportunityParameters {
    fn query(&self, caller: &Caller) -> Result<OpportunityQuery, Problem> {
        let whose = |text: &str| match text {
            "me" => caller.viewer.user.map(Whose::Of),
            "nobody" => Some(Whose::Nobody),
            other => UserId::parse(other).map(Whose::Of),
        };
        let stages = |text: &str| match text {
            "open" => Some(OpportunityStage::OPEN.to_vec()),
            other => OpportunityStage::from_code(other).map(|stage| vec![stage]),
        };
        let day = |text: &str| text.parse::<Date>().ok();
        let (account, prospect) = (self.account.as_deref(), self.prospect.as_deref());
        let (person, competitor) = (self.person.as_deref(), self.competitor.as_deref());
        let (owner, sort) = (self.owner.as_deref(), self.sort.as_deref());
        let (stage, expected) = (self.stage.as_deref(), self.expected_by.as_deref());
        Ok(OpportunityQuery {
            stages: read(caller, "stage", stage, stages)?.unwrap_or_default(),
            account: read(caller, "account", account, AccountId::parse)?,
            prospect: read(caller, "prospect", prospect, ProspectId::parse)?,
            person: read(caller, "person", person, PersonId::parse)?,
            competitor: read(caller, "competitor", competitor, CompetitorId::parse)?,
            whose: read(caller, "owner", owner, whose)?.unwrap_or_default(),
            expected_by: read(caller, "expected_by", expected, day)?,
            search: self.search.clone().unwrap_or_default(),
            sort: read(caller, "sort", sort, OpportunitySort::from_code)?,
            cursor: read(caller, "cursor", self.cursor.as_deref(), read_cursor)?,
            limit: limit_of(self.limit),
        })
    }
}

/// Opportunities, the newest first unless asked otherwise.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/opportunities", params(OpportunityParameters),
    responses((status = 200, body = OpportunitiesAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn opportunities(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<OpportunityParameters>,
) -> Result<Json<OpportunitiesAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let query = asked.query(&caller)?;
    let page = list_opportunities(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// What the pipeline is worth, how often we win by source and by colleague, and how long opportunities stand where.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/opportunities/pipeline", params(OpportunityParameters),
    responses((status = 200, body = PipelineAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn pipeline(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<OpportunityParameters>,
) -> Result<Json<PipelineAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let query = asked.query(&caller)?;
    let found = opportunity_pipeline(&state.context, &caller.viewer, &query).await;
    Ok(Json(found.map_err(caller.problem())?.answer()))
}

/// Writes an opportunity down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/opportunities", request_body = OpportunityBody,
    responses((status = 200, body = OpportunityWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn write(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<OpportunityBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let draft = body.onto(&caller, OpportunityDraft::default())?;
    let beginning = body.beginning(&caller)?;
    super::replay::once(
        &state,
        &caller,
        &headers,
        &("opportunities", &body),
        async {
            let new = (&draft, &beginning);
            let written = write_opportunity(&state.context, &caller.viewer, new).await;
            Ok(OpportunityWrittenAnswer {
                opportunity: written.map_err(caller.problem())?.to_string(),
            })
        },
    )
    .await
}

/// Changes the opportunity another system knows by the body's code, or creates it. What is absent stays; its stage is
/// moved by a step of its own.
///
/// # Errors
/// As a problem; 422 without a code.
#[utoipa::path(post, path = "/api/v1/opportunities/upsert", request_body = OpportunityBody,
    responses((status = 200, body = OpportunityUpsertedAnswer),
        (status = 201, body = OpportunityUpsertedAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn upsert_opportunity(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<OpportunityBody>,
) -> Result<Response, Problem> {
    caller.require(Scope::Write)?;
    let code = body.code.clone().unwrap_or_default();
    if code.trim().is_empty() {
        return Err(invalid(&caller, "code", ""));
    }
    let beginning = body.beginning(&caller)?;
    let request = ("upsert opportunity", &body);
    let answer = super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let known = opportunity_by_code(context, viewer, &code).await;
        let (id, result) = match known.map_err(caller.problem())? {
            None => {
                let draft = body.onto(&caller, OpportunityDraft::default())?;
                let written = write_opportunity(context, viewer, (&draft, &beginning)).await;
                (written.map_err(caller.problem())?, Upserted::Created)
            }
            Some(now) => {
                let draft = body.onto(&caller, draft_of(&now))?;
                if draft == draft_of(&now) {
                    (now.id, Upserted::Unchanged)
                } else {
                    let at = body.version.unwrap_or(now.version);
                    let done = change_opportunity(context, viewer, now.id, &draft, at).await;
                    done.map_err(caller.problem())?;
                    (now.id, Upserted::Updated)
                }
            }
        };
        Ok(OpportunityUpsertedAnswer {
            result: result.code().to_owned(),
            record: whole(&state, &caller, id).await?,
        })
    })
    .await?;
    let created = answer.0.get("result").and_then(serde_json::Value::as_str)
        == Some(Upserted::Created.code());
    let status = if created {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    Ok((status, answer).into_response())
}

fn opportunity_id(caller: &Caller, id: &str) -> Result<OpportunityId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("opportunity", id);
    OpportunityId::parse(id).ok_or_else(unknown)
}

async fn whole(
    state: &ApiState,
    caller: &Caller,
    id: OpportunityId,
) -> Result<OpportunityFullAnswer, Problem> {
    let view = view_opportunity(&state.context, &caller.viewer, id).await;
    Ok(view.map_err(caller.problem())?.answer())
}

/// One opportunity with its history.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/opportunities/{id}", params(("id" = String, Path)),
    responses((status = 200, body = OpportunityFullAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn opportunity(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = opportunity_id(&caller, &id)?;
    let answer = whole(&state, &caller, id).await?;
    Ok(versioned(answer.opportunity.version, answer))
}

/// The opportunity after a deed, or why it was not done.
async fn after<T>(
    state: &ApiState,
    caller: &Caller,
    (id, version): (OpportunityId, Option<i64>),
    done: Result<T, AppError>,
) -> Result<OpportunityFullAnswer, Problem> {
    match done {
        Ok(_) => whole(state, caller, id).await,
        Err(error) => {
            let now = async || whole(state, caller, id).await;
            Err(or_both_versions(caller, version, error, now).await)
        }
    }
}

/// Changes an opportunity; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/opportunities/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = OpportunityBody,
    responses((status = 200, body = OpportunityFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<OpportunityBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = opportunity_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_opportunity(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let at = version.unwrap_or(now.version);
        let done = change_opportunity(context, viewer, id, &draft, at).await;
        after(&state, &caller, (id, version), done).await
    })
    .await
}

/// Moves an opportunity to another stage; at its end, with why and against whom.
///
/// # Errors
/// As a problem; 409 where it may not go there.
#[utoipa::path(post, path = "/api/v1/opportunities/{id}/moves",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = OpportunityMoveBody,
    responses((status = 200, body = OpportunityFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn step(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<OpportunityMoveBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = opportunity_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let stage = body.stage.as_deref();
    let stage = read(&caller, "stage", stage, OpportunityStage::from_code)?
        .ok_or_else(|| invalid(&caller, "stage", ""))?;
    let taken = body.step(&caller)?;
    let request = (id.to_string(), "moves", version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_opportunity(context, viewer, id).await;
        let at = version.unwrap_or(now.map_err(caller.problem())?.version);
        let done = move_opportunity(context, viewer, id, (stage, &taken), at).await;
        after(&state, &caller, (id, version), done).await
    })
    .await
}
