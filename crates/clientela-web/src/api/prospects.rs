//! Prospects: who may become a client, where they come from, how far they are.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::prospects::{
    ProspectFullAnswer, ProspectWonAnswer, ProspectWrittenAnswer, ProspectsAnswer,
};
use clientela_app::error::AppError;
use clientela_app::keep_prospects::{
    ContactPersonDraft, MoveDraft, ProspectDraft, SourceDraft, add_source, answer_question,
    change_prospect, draft_of, move_prospect, show_prospect, wake_prospect, write_prospect,
};
use clientela_app::list_prospects::{ProspectQuery, list_prospects, read_cursor, view_prospect};
use clientela_app::prospect_ability::add_fact;
use clientela_app::win_prospect::{take_win_back, win_prospect};
use clientela_domain::ids::{
    AccountId, CampaignId, ColdBatchId, ProspectId, PublicationId, UserId,
};
use clientela_domain::prospects::{Answer, LossReason, Question, SourceKind, Stage, Verdict};
use clientela_store::prospects::{ProspectSort, Whose};
use clientela_store::tokens::Scope;
use serde::Deserialize;
use utoipa::{IntoParams, OpenApi};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{invalid, limit_of, read};
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::prospect_bodies::{
    MoveBody, ProspectAnswerBody, ProspectBody, ProspectFactBody, SourceBody, TakeBackBody,
    WinBody, iso,
};
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(
    list, create, show, change, answer, step, win, take_back, wake, came, fact
))]
pub(super) struct ProspectsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/prospects", get(list).post(create))
        .route("/api/v1/prospects/{id}", get(show).put(change))
        .route("/api/v1/prospects/{id}/answers", post(answer))
        .route("/api/v1/prospects/{id}/facts", post(fact))
        .route("/api/v1/prospects/{id}/moves", post(step))
        .route("/api/v1/prospects/{id}/wake", post(wake))
        .route("/api/v1/prospects/{id}/win", post(win))
        .route("/api/v1/prospects/{id}/take-back", post(take_back))
        .route("/api/v1/prospects/{id}/sources", post(came))
}

/// Which prospects.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProspectParameters {
    /// `prospect`, `contacted`, `qualified`, `offered`, `won`, `lost` or `parked`.
    pub stage: Option<String>,
    /// `qualified`, `disqualified` or `open`.
    pub verdict: Option<String>,
    /// That came this way, a stable word.
    pub source: Option<String>,
    /// That came by a way the firm calls so.
    pub channel: Option<String>,
    /// Through this campaign.
    pub campaign: Option<String>,
    /// Found in this publication.
    pub publication: Option<String>,
    /// Of this batch of cold contacts.
    pub batch: Option<String>,
    /// Of this user, or the key's (`me`), or of nobody (`nobody`).
    pub owner: Option<String>,
    /// Only those parked whose day has come.
    pub due: Option<bool>,
    /// Only those that became clients whose sales confirm it, or only those whose sales do not.
    pub confirmed: Option<bool>,
    /// Words in it.
    pub search: Option<String>,
    /// `newest`, `name` or `next`.
    pub sort: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// Prospects, the newest first unless asked otherwise.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/prospects", params(ProspectParameters),
    responses((status = 200, body = ProspectsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ProspectParameters>,
) -> Result<Json<ProspectsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let whose = |text: &str| match text {
        "me" => caller.viewer.user.map(Whose::Of),
        "nobody" => Some(Whose::Nobody),
        other => UserId::parse(other).map(Whose::Of),
    };
    let stage = read(&caller, "stage", asked.stage.as_deref(), Stage::from_code)?;
    let verdict = asked.verdict.as_deref();
    let (source, campaign) = (asked.source.as_deref(), asked.campaign.as_deref());
    let query = ProspectQuery {
        stages: Vec::from_iter(stage),
        verdict: read(&caller, "verdict", verdict, Verdict::from_code)?,
        source: read(&caller, "source", source, SourceKind::from_code)?,
        channel: asked.channel.clone(),
        campaign: read(&caller, "campaign", campaign, CampaignId::parse)?,
        publication: read(
            &caller,
            "publication",
            asked.publication.as_deref(),
            PublicationId::parse,
        )?,
        batch: read(&caller, "batch", asked.batch.as_deref(), ColdBatchId::parse)?,
        whose: read(&caller, "owner", asked.owner.as_deref(), whose)?.unwrap_or_default(),
        due: asked.due.unwrap_or_default(),
        confirmed: asked.confirmed,
        search: asked.search.clone().unwrap_or_default(),
        sort: read(
            &caller,
            "sort",
            asked.sort.as_deref(),
            ProspectSort::from_code,
        )?,
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
        ..ProspectQuery::default()
    };
    let page = list_prospects(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// Writes a prospect down with the way in which it came.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/prospects", request_body = ProspectBody,
    responses((status = 200, body = ProspectWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<ProspectBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let draft = body.onto(&caller, ProspectDraft::default())?;
    let source = match &body.source {
        Some(source) => source.draft(&caller)?,
        None => SourceDraft::default(),
    };
    let contact = body.contact.as_ref();
    let contact = contact.map_or_else(ContactPersonDraft::default, |one| one.draft());
    super::replay::once(&state, &caller, &headers, &("prospects", &body), async {
        let whole = (&draft, &source, &contact);
        let written = write_prospect(&state.context, &caller.viewer, whole).await;
        Ok(ProspectWrittenAnswer {
            prospect: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

fn prospect_id(caller: &Caller, id: &str) -> Result<ProspectId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("prospect", id);
    ProspectId::parse(id).ok_or_else(unknown)
}

pub(super) async fn whole(
    state: &ApiState,
    caller: &Caller,
    id: ProspectId,
) -> Result<ProspectFullAnswer, Problem> {
    let view = Box::pin(view_prospect(&state.context, &caller.viewer, id)).await;
    Ok(view.map_err(caller.problem())?.answer())
}

/// One prospect with everything that is known of it.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/prospects/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ProspectFullAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = prospect_id(&caller, &id)?;
    let answer = whole(&state, &caller, id).await?;
    Ok(versioned(answer.prospect.version, answer))
}

/// The version a deed is based on: the one that was sent, or the one that stands.
async fn based_on(
    state: &ApiState,
    caller: &Caller,
    id: ProspectId,
    version: Option<i64>,
) -> Result<i64, Problem> {
    let now = show_prospect(&state.context, &caller.viewer, id).await;
    Ok(version.unwrap_or(now.map_err(caller.problem())?.version))
}

/// The prospect after a deed, or why it was not done.
async fn after<T>(
    state: &ApiState,
    caller: &Caller,
    (id, version): (ProspectId, Option<i64>),
    done: Result<T, AppError>,
) -> Result<ProspectFullAnswer, Problem> {
    match done {
        Ok(_) => whole(state, caller, id).await,
        Err(error) => {
            let now = async || whole(state, caller, id).await;
            Err(or_both_versions(caller, version, error, now).await)
        }
    }
}

/// Changes a prospect; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/prospects/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ProspectBody,
    responses((status = 200, body = ProspectFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ProspectBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = prospect_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_prospect(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let at = version.unwrap_or(now.version);
        let done = change_prospect(context, viewer, id, &draft, at).await;
        after(&state, &caller, (id, version), done).await
    })
    .await
}

/// Answers one of the five questions.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(post, path = "/api/v1/prospects/{id}/answers",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ProspectAnswerBody,
    responses((status = 200, body = ProspectFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn answer(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ProspectAnswerBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = prospect_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let (asked, said) = (body.question.as_deref(), body.answer.as_deref());
    let question = read(&caller, "question", asked, Question::from_code)?
        .ok_or_else(|| invalid(&caller, "question", ""))?;
    let given = read(&caller, "answer", said, Answer::from_code)?
        .ok_or_else(|| invalid(&caller, "answer", ""))?;
    let day = iso(&caller, "day", &body.day)?.unwrap_or_default();
    let request = (id.to_string(), "answers", version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = based_on(&state, &caller, id, version).await?;
        let evidence = body.evidence.as_deref().unwrap_or_default();
        let given = (question, given, evidence, day.as_str());
        let done = answer_question(&state.context, &caller.viewer, id, given, at).await;
        after(&state, &caller, (id, version), done).await
    })
    .await
}

/// Writes a fact about the ability of a prospect to pay.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(post, path = "/api/v1/prospects/{id}/facts",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ProspectFactBody,
    responses((status = 200, body = ProspectFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn fact(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ProspectFactBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = prospect_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let draft = body.draft(&caller)?;
    let request = (id.to_string(), "facts", version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = based_on(&state, &caller, id, version).await?;
        let done = add_fact(&state.context, &caller.viewer, id, &draft, at).await;
        after(&state, &caller, (id, version), done).await
    })
    .await
}

/// Moves a prospect to another stage.
///
/// # Errors
/// As a problem; 409 where it may not go there.
#[utoipa::path(post, path = "/api/v1/prospects/{id}/moves",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = MoveBody,
    responses((status = 200, body = ProspectFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn step(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<MoveBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = prospect_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let stage = read(&caller, "stage", body.stage.as_deref(), Stage::from_code)?
        .ok_or_else(|| invalid(&caller, "stage", ""))?;
    let reason = body.reason.as_deref();
    let draft = MoveDraft {
        day: iso(&caller, "day", &body.day)?.unwrap_or_default(),
        reason: read(&caller, "reason", reason, LossReason::from_code)?,
        note: body.note.clone().unwrap_or_default(),
        review_on: iso(&caller, "review_on", &body.review_on)?.unwrap_or_default(),
    };
    let request = (id.to_string(), "moves", version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = based_on(&state, &caller, id, version).await?;
        let to = (stage, &draft);
        let done = move_prospect(&state.context, &caller.viewer, id, to, at).await;
        after(&state, &caller, (id, version), done).await
    })
    .await
}

/// Wakes a parked prospect: it goes back to where it stood before.
///
/// # Errors
/// As a problem; 409 for one that is not parked.
#[utoipa::path(post, path = "/api/v1/prospects/{id}/wake",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = TakeBackBody,
    responses((status = 200, body = ProspectFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn wake(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<TakeBackBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = prospect_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), "wake", version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = based_on(&state, &caller, id, version).await?;
        let done = wake_prospect(&state.context, &caller.viewer, id, at).await;
        after(&state, &caller, (id, version), done).await
    })
    .await
}

/// Makes a client of a prospect.
///
/// # Errors
/// As a problem; 409 for one that is a client.
#[utoipa::path(post, path = "/api/v1/prospects/{id}/win",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = WinBody,
    responses((status = 200, body = ProspectWonAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn win(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<WinBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = prospect_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let account = body.account.as_deref();
    let known = read(&caller, "account", account, AccountId::parse)?;
    let day = iso(&caller, "day", &body.day)?.unwrap_or_default();
    let request = (id.to_string(), "win", version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = based_on(&state, &caller, id, version).await?;
        let how = (at, caller.texts);
        let (context, viewer) = (&state.context, &caller.viewer);
        match win_prospect(context, viewer, id, (known, &day), how).await {
            Ok(account) => Ok(ProspectWonAnswer {
                prospect: id.to_string(),
                account: account.to_string(),
            }),
            Err(error) => {
                let now = async || whole(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// Takes back that a prospect became a client.
///
/// # Errors
/// As a problem; 409 for one that is no client.
#[utoipa::path(post, path = "/api/v1/prospects/{id}/take-back",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = TakeBackBody,
    responses((status = 200, body = ProspectFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn take_back(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<TakeBackBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = prospect_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), "take-back", version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = based_on(&state, &caller, id, version).await?;
        let done = take_win_back(&state.context, &caller.viewer, id, at).await;
        after(&state, &caller, (id, version), done).await
    })
    .await
}

/// Adds a way in which a prospect came.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(post, path = "/api/v1/prospects/{id}/sources",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = SourceBody,
    responses((status = 200, body = ProspectFullAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn came(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<SourceBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = prospect_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let draft = body.draft(&caller)?;
    let request = (id.to_string(), "sources", version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = based_on(&state, &caller, id, version).await?;
        let done = add_source(&state.context, &caller.viewer, id, &draft, at).await;
        after(&state, &caller, (id, version), done).await
    })
    .await
}
