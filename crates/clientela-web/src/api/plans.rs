//! Plans of clients: what stands in them, what is filled, stale and unknown, links for clients, reviews.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::plan::{
    PlanAnswer, PlanEntryAnswer, PlanEntryWrittenAnswer, PlanSharedAnswer, PlanStatedAnswer,
};
use clientela_app::answers::review::ReviewAnswer;
use clientela_app::ask_satisfaction::LINK_DAYS;
use clientela_app::keep_plan::{
    EntryDraft, FieldDraft, change_entry, draft_of, show_entry, state_field, write_entry,
};
use clientela_app::review_account::review_account;
use clientela_app::share_plan::{ShareDraft, share as share_with, withdraw_share};
use clientela_app::show_plan::show_plan;
use clientela_domain::account_plan::{EntryKind, EntryState, Field, Measure, Quarter};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ObligationId, PersonId, PlanEntryId, PlanShareId, UserId};
use clientela_domain::troubles::Degree;
use clientela_store::tokens::Scope;
use clientela_texts::Language;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{invalid, read};
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};
use crate::urls;

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(plan, create, state_of, share, withdraw, show, change, review))]
pub(super) struct PlansApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/accounts/{id}/plan", get(plan))
        .route("/api/v1/accounts/{id}/plan/entries", post(create))
        .route("/api/v1/accounts/{id}/plan/fields", post(state_of))
        .route("/api/v1/accounts/{id}/plan/shares", post(share))
        .route("/api/v1/plan-shares/{id}/withdraw", post(withdraw))
        .route("/api/v1/plan-entries/{id}", get(show).put(change))
        .route("/api/v1/accounts/{id}/review", get(review))
}

fn account_id(caller: &Caller, id: &str) -> Result<AccountId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("account", id);
    AccountId::parse(id).ok_or_else(unknown)
}

fn entry_id(caller: &Caller, id: &str) -> Result<PlanEntryId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("plan_entry", id);
    PlanEntryId::parse(id).ok_or_else(unknown)
}

/// The plan of a client: goals, objectives with where they are, actions, risks, and what of each section is
/// filled, stale and unknown.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/plan", params(("id" = String, Path)),
    responses((status = 200, body = PlanAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn plan(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<PlanAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let id = account_id(&caller, &id)?;
    let plan = show_plan(&state.context, &caller.viewer, id, caller.texts);
    let plan = Box::pin(plan).await.map_err(caller.problem())?;
    Ok(Json(plan.answer()))
}

/// What is written about a thing of a plan.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "kind": "objective", "what": "Навреме и в пълно количество",
    "measure": "on_time_in_full", "target": "95", "day": "2027-06-30", "for_client": true }))]
pub struct PlanEntryBody {
    /// `client_goal`, `our_goal`, `objective`, `action`, `risk`, `win` or `review`; not taken when one is changed.
    pub kind: Option<String>,
    /// In a few words.
    pub what: Option<String>,
    /// More about it.
    pub detail: Option<String>,
    /// By what an objective is measured: `revenue`, `margin`, `share`, `on_time_in_full`, `our_trust`,
    /// `their_trust`, `contacts`, `open_problems`, `recommend` or `own`.
    pub measure: Option<String>,
    /// Name of a measure of its own.
    pub own_measure: Option<String>,
    /// Where the measure stood, a decimal string; shares in percent.
    pub start_value: Option<String>,
    /// Where it should be, a decimal string; shares in percent.
    pub target: Option<String>,
    /// Where a measure of its own is, a decimal string.
    pub actual: Option<String>,
    /// On which day it was there, ISO 8601; today when absent.
    pub actual_on: Option<String>,
    /// Up to when, or on which day, ISO 8601.
    pub day: Option<String>,
    /// Who of us; the key's user when absent.
    pub owner: Option<String>,
    /// Who of them.
    pub person: Option<String>,
    /// Id of the objective an action serves.
    pub objective: Option<String>,
    /// Id of the obligation an action fulfils.
    pub obligation: Option<String>,
    /// How likely a risk is, 1 to 5.
    pub likelihood: Option<i64>,
    /// How bad it would be, 1 to 5.
    pub effect: Option<i64>,
    /// By what it will be noticed.
    pub early_sign: Option<String>,
    /// What is done when it comes.
    pub reply: Option<String>,
    /// `open` (when absent), `done` or `dropped`.
    pub state: Option<String>,
    /// Agreed with the client: it may read this by its link.
    pub for_client: Option<bool>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
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

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

impl PlanEntryBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: EntryDraft) -> Result<EntryDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let on = |field, own: &Option<String>, base: String| {
            let read = read(caller, field, own.as_deref(), day)?;
            Ok::<_, Problem>(read.map_or(base, |day| day.to_string()))
        };
        let amount = |field, own: &Option<String>, base: Option<Amount>| {
            Ok::<_, Problem>(read(caller, field, own.as_deref(), Amount::parse)?.or(base))
        };
        let (owner, person) = (self.owner.as_deref(), self.person.as_deref());
        let (objective, obligation) = (self.objective.as_deref(), self.obligation.as_deref());
        let (measure, state) = (self.measure.as_deref(), self.state.as_deref());
        Ok(EntryDraft {
            kind: base.kind,
            what: text(&self.what, base.what),
            detail: text(&self.detail, base.detail),
            measure: read(caller, "measure", measure, Measure::from_code)?.or(base.measure),
            own_measure: text(&self.own_measure, base.own_measure),
            start_value: amount("start_value", &self.start_value, base.start_value)?,
            target: amount("target", &self.target, base.target)?,
            actual: amount("actual", &self.actual, base.actual)?,
            actual_on: on("actual_on", &self.actual_on, base.actual_on)?,
            day: on("day", &self.day, base.day)?,
            owner: read(caller, "owner", owner, UserId::parse)?.or(base.owner),
            person: read(caller, "person", person, PersonId::parse)?.or(base.person),
            objective: read(caller, "objective", objective, PlanEntryId::parse)?.or(base.objective),
            obligation: read(caller, "obligation", obligation, ObligationId::parse)?
                .or(base.obligation),
            likelihood: degree(caller, "likelihood", self.likelihood)?.or(base.likelihood),
            effect: degree(caller, "effect", self.effect)?.or(base.effect),
            early_sign: text(&self.early_sign, base.early_sign),
            reply: text(&self.reply, base.reply),
            state: read(caller, "state", state, EntryState::from_code)?.or(base.state),
            for_client: self.for_client.unwrap_or(base.for_client),
        })
    }
}

/// Writes a thing of a plan down.
///
/// # Errors
/// As a problem; 422 also for an objective without a measure, or a sixth one.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/plan/entries", params(("id" = String, Path)),
    request_body = PlanEntryBody,
    responses((status = 200, body = PlanEntryWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PlanEntryBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = account_id(&caller, &id)?;
    let kind = read(&caller, "kind", body.kind.as_deref(), EntryKind::from_code)?
        .ok_or_else(|| invalid(&caller, "kind", ""))?;
    let draft = body.onto(&caller, EntryDraft::new(kind, ""))?;
    let request = (id.to_string(), "plan-entries", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let written = write_entry(&state.context, &caller.viewer, id, &draft).await;
        Ok(PlanEntryWrittenAnswer {
            entry: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

/// The thing as it leaves the program, with where it is.
async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: PlanEntryId,
) -> Result<PlanEntryAnswer, Problem> {
    let (context, viewer) = (&state.context, &caller.viewer);
    let entry = show_entry(context, viewer, id)
        .await
        .map_err(caller.problem())?;
    let plan = show_plan(context, viewer, entry.entry.account_id, caller.texts);
    let plan = Box::pin(plan).await.map_err(caller.problem())?;
    let line = plan.entries.iter().find(|line| line.entry.id == id);
    let gone = || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts);
    Ok(line.ok_or_else(gone)?.answer())
}

/// One thing of a plan.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/plan-entries/{id}", params(("id" = String, Path)),
    responses((status = 200, body = PlanEntryAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = entry_id(&caller, &id)?;
    let answer = answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes a thing of a plan; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/plan-entries/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = PlanEntryBody,
    responses((status = 200, body = PlanEntryAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PlanEntryBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = entry_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_entry(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let based_on = version.unwrap_or(now.version);
        match change_entry(context, viewer, id, &draft, based_on).await {
            Ok(_) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// What somebody says of a field of a plan.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "field": "strategy", "words": "Два нови магазина до лятото",
    "source": "разговор с управителя" }))]
pub struct PlanFieldBody {
    /// Which field, as in `sections` of the plan; not one of objectives, actions and risks.
    pub field: Option<String>,
    /// What is so; without it the field is unknown, and `asked_on` says when somebody was asked.
    pub words: Option<String>,
    /// Whence it is known.
    pub source: Option<String>,
    /// When somebody was asked, of something unknown, ISO 8601.
    pub asked_on: Option<String>,
    /// Who of the client's people said it or was asked.
    pub person: Option<String>,
}

/// Writes down what a field says, or that it is unknown and was asked for; the same again confirms it.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/plan/fields", params(("id" = String, Path)),
    request_body = PlanFieldBody,
    responses((status = 200, body = PlanStatedAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn state_of(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PlanFieldBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = account_id(&caller, &id)?;
    let field = read(&caller, "field", body.field.as_deref(), Field::from_code)?
        .ok_or_else(|| invalid(&caller, "field", ""))?;
    let asked_on = read(&caller, "asked_on", body.asked_on.as_deref(), day)?;
    let draft = FieldDraft {
        field,
        words: body.words.clone().unwrap_or_default(),
        source: body.source.clone().unwrap_or_default(),
        asked_on: asked_on.map(|day| day.to_string()).unwrap_or_default(),
        person: read(&caller, "person", body.person.as_deref(), PersonId::parse)?,
    };
    let request = (id.to_string(), "plan-fields", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let stated = state_field(&state.context, &caller.viewer, id, &draft).await;
        Ok(PlanStatedAnswer {
            statement: stated.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

/// A link by which a client reads what was agreed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "language": "bg", "days": 30 }))]
pub struct PlanShareBody {
    /// For whom of the client's people; for anybody there when absent.
    pub person: Option<String>,
    /// `bg` or `en`; the key's language when absent.
    pub language: Option<String>,
    /// How many days it can be read, up to 90; 30 when absent.
    pub days: Option<u16>,
}

/// Makes a link by which a client reads what was agreed, told once.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/plan/shares", params(("id" = String, Path)),
    request_body = PlanShareBody,
    responses((status = 200, body = PlanSharedAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn share(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    Json(body): Json<PlanShareBody>,
) -> Result<Json<PlanSharedAnswer>, Problem> {
    caller.require(Scope::Write)?;
    let id = account_id(&caller, &id)?;
    let language = body.language.as_deref();
    let draft = ShareDraft {
        person: read(&caller, "person", body.person.as_deref(), PersonId::parse)?,
        language: read(&caller, "language", language, Language::from_code)?
            .unwrap_or(caller.texts.language),
        days: body.days.unwrap_or(LINK_DAYS),
    };
    // The answer is not kept to be given again: the book holds no secret of a link.
    let shared = share_with(&state.context, &caller.viewer, id, &draft).await;
    let shared = shared.map_err(caller.problem())?;
    Ok(Json(PlanSharedAnswer {
        share: shared.id.to_string(),
        path: urls::shared_plan_link(&shared.secret),
        expires_at: shared.expires_at.to_string(),
    }))
}

/// Takes a link back: nobody reads by it any more.
///
/// # Errors
/// As a problem; 409 when it is withdrawn already.
#[utoipa::path(post, path = "/api/v1/plan-shares/{id}/withdraw", params(("id" = String, Path)),
    responses((status = 200), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("key" = ["write"])))]
pub async fn withdraw(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("plan_share", &id);
    let share = PlanShareId::parse(&id).ok_or_else(unknown)?;
    let request = (share.to_string(), "withdraw");
    super::replay::once(&state, &caller, &headers, &request, async {
        let withdrawn = withdraw_share(&state.context, &caller.viewer, share).await;
        withdrawn.map_err(caller.problem())?;
        Ok(serde_json::json!({}))
    })
    .await
}

/// Which quarter.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ReviewParameters {
    /// As `2026-Q3`; the one before this when absent.
    pub quarter: Option<String>,
}

/// What is gone through with a client in a quarter; everything in it may be put before the client.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/review",
    params(("id" = String, Path), ReviewParameters),
    responses((status = 200, body = ReviewAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn review(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<ReviewParameters>,
) -> Result<Json<ReviewAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let id = account_id(&caller, &id)?;
    let quarter = read(&caller, "quarter", asked.quarter.as_deref(), Quarter::parse)?;
    let review = review_account(&state.context, &caller.viewer, id, quarter, caller.texts);
    let review = Box::pin(review).await.map_err(caller.problem())?;
    Ok(Json(review.answer()))
}
