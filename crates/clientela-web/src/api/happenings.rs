//! What happened and what is next: interactions, next steps; notes, files and quick add lie in
//! [`words`].

pub mod records;
pub mod words;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::happenings::{
    NextStepAnswer, NextStepsAnswer, TimelineAnswer, WrittenAnswer,
};
use clientela_app::list_next_steps::{
    self, DueGroup, StepOwner, StepQuery, list_next_steps, show_step_answer,
};
use clientela_app::log_interaction::{InteractionDraft, StepDraft, log_interaction};
use clientela_app::plan_next_step::{
    change_next_step, close_next_step, plan_next_step, reopen_next_step,
};
use clientela_app::show_timeline::{self, TimelineQuery, show_timeline};
use clientela_app::take_names::NamesDraft;
use clientela_domain::day::Date;
use clientela_domain::event_day::ToldDay;
use clientela_domain::ids::{AccountId, NextStepId, PersonId, UserId};
use clientela_domain::prospects::Asked;
use clientela_store::interactions::{Direction, InteractionKind};
use clientela_store::next_steps::StepState;
use clientela_store::timeline::EntryKind;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::cursor;
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};

/// Entries on one page unless asked otherwise, and at most.
const LIMIT_DEFAULT: u64 = 50;
const LIMIT_MAX: u64 = 500;

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(
    interactions,
    create_interaction,
    words::create_note,
    next_steps,
    create_next_step,
    show_next_step,
    change_step,
    set_step_state,
    words::add,
    words::attachment,
    records::show_interaction,
    records::replace_interaction,
    records::remove_interaction,
    records::show_note,
    records::replace_note,
    records::remove_note,
    records::remove_step
))]
pub(super) struct HappeningsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route(
            "/api/v1/interactions",
            get(interactions).post(create_interaction),
        )
        .route(
            "/api/v1/interactions/{id}",
            get(records::show_interaction)
                .put(records::replace_interaction)
                .delete(records::remove_interaction),
        )
        .route("/api/v1/notes", post(words::create_note))
        .route(
            "/api/v1/notes/{id}",
            get(records::show_note)
                .put(records::replace_note)
                .delete(records::remove_note),
        )
        .route("/api/v1/next-steps", get(next_steps).post(create_next_step))
        .route(
            "/api/v1/next-steps/{id}",
            get(show_next_step)
                .put(change_step)
                .delete(records::remove_step),
        )
        .route("/api/v1/next-steps/{id}/state", post(set_step_state))
        .route("/api/v1/quick-add", post(words::add))
        .route("/api/v1/attachments/{id}", get(words::attachment))
}

/// Which entries.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TimelineParameters {
    /// Of this client.
    pub account: Option<String>,
    /// With this person.
    pub person: Option<String>,
    /// Kinds, parted by commas: `call`, `visit`, `email`, `meeting`, `fair`, `seminar`, `message`,
    /// `observation`, `note`, `next_step`, `status`.
    pub kinds: Option<String>,
    /// Written by this user.
    pub author: Option<String>,
    /// Words in it, in either alphabet.
    pub search: Option<String>,
    /// From this day, ISO 8601.
    pub since: Option<String>,
    /// To this day, ISO 8601.
    pub until: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// Names of the lists in their cursors.
const INTERACTIONS: &str = "interactions";
const NEXT_STEPS: &str = "next-steps";

pub(super) fn invalid(caller: &Caller, field: &str, value: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
}

/// A parameter that may be absent, read by `read`.
pub(super) fn read<T>(
    caller: &Caller,
    field: &str,
    text: Option<&str>,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    match text {
        None | Some("") => Ok(None),
        Some(text) => read(text)
            .map(Some)
            .ok_or_else(|| invalid(caller, field, text)),
    }
}

/// A day of a record as it is told: ISO 8601, also a year, a month, a span, or before Christ.
pub(super) fn told(text: &str) -> Option<ToldDay> {
    let civil = || text.parse::<Date>().ok().map(ToldDay::from);
    ToldDay::parse(text).or_else(civil)
}

pub(super) fn limit_of(asked: Option<u64>) -> u64 {
    asked.unwrap_or(LIMIT_DEFAULT).clamp(1, LIMIT_MAX)
}

/// What happened, the latest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/interactions", params(TimelineParameters),
    responses((status = 200, body = TimelineAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn interactions(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<TimelineParameters>,
) -> Result<Json<TimelineAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let day = |text: &str| text.parse::<Date>().ok();
    let mut kinds = Vec::new();
    for kind in asked
        .kinds
        .iter()
        .flat_map(|kinds| kinds.split(','))
        .map(str::trim)
    {
        kinds.extend(read(&caller, "kinds", Some(kind), EntryKind::from_code)?);
    }
    let query = TimelineQuery {
        account: read(
            &caller,
            "account",
            asked.account.as_deref(),
            AccountId::parse,
        )?,
        person: read(&caller, "person", asked.person.as_deref(), PersonId::parse)?,
        kinds,
        author: read(&caller, "author", asked.author.as_deref(), UserId::parse)?,
        mentioning: None,
        search: asked.search.clone().unwrap_or_default(),
        from: read(&caller, "since", asked.since.as_deref(), day)?,
        to: read(&caller, "until", asked.until.as_deref(), day)?,
        cursor: cursor::place(
            &caller,
            INTERACTIONS,
            asked.cursor.as_deref(),
            show_timeline::read_cursor,
        )?,
        limit: limit_of(asked.limit),
    };
    let page = show_timeline(&state.context, &caller.viewer, &query).await;
    let mut answer = page.map_err(caller.problem())?.answer();
    answer.next = answer.next.map(|place| cursor::seal(INTERACTIONS, &place));
    Ok(Json(answer))
}

/// What is to be done next.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "account": "0199b3c4-5d6e-7f80-9a1b-2c3d4e5f6071", "what": "Да изпратим офертата", "due_day": "2026-12-01" }))]
pub struct StepBody {
    /// The client; only where the address does not say it.
    pub account: Option<String>,
    /// What.
    pub what: String,
    /// Until when, ISO 8601; open when absent.
    pub due_day: Option<String>,
    /// Who; the key's user when absent.
    pub owner: Option<String>,
    /// With which person.
    pub person: Option<String>,
}

impl StepBody {
    fn draft(&self, caller: &Caller) -> Result<StepDraft, Problem> {
        Ok(StepDraft {
            what: self.what.clone(),
            due: self.due_day.clone().unwrap_or_default(),
            owner: read(caller, "owner", self.owner.as_deref(), UserId::parse)?,
            person: read(caller, "person", self.person.as_deref(), PersonId::parse)?,
        })
    }
}

/// Something that happened.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "account": "0199b3c4-5d6e-7f80-9a1b-2c3d4e5f6071", "kind": "call", "day": "2026-11-24", "summary": "Искат нови условия за доставка", "mood": 1 }))]
pub struct InteractionBody {
    /// The client; may be absent when there are people.
    pub account: Option<String>,
    /// `call`, `visit`, `email`, `meeting`, `fair`, `seminar`, `message` or `observation`.
    pub kind: String,
    /// When, ISO 8601 as far as it is known (`2026-11-24`, `2026-11`, `-0062`); today when absent.
    pub day: Option<String>,
    /// `in` or `out`.
    pub direction: Option<String>,
    /// What was said and done.
    pub summary: String,
    /// From -2 to 2.
    pub mood: Option<i8>,
    /// Minutes.
    pub duration_minutes: Option<u32>,
    /// Whether they were asked whom else they know: `yes`, `no` or `not_recorded`; not recorded when absent.
    pub asked: Option<String>,
    /// Whom they named: an organisation each, and after a dash the person there. New ones become prospects.
    pub names: Vec<String>,
    /// Who of `people` gave the names; needed when there are several.
    pub given_by: Option<String>,
    /// For the key's user alone; not so when absent, as it was on a change.
    pub private: Option<bool>,
    /// Their people.
    pub people: Vec<String>,
    /// Our people; the key's user when empty.
    pub users: Vec<String>,
    /// The step that follows from it.
    pub next_step: Option<StepBody>,
}

impl InteractionBody {
    fn draft(&self, caller: &Caller) -> Result<InteractionDraft, Problem> {
        let kind = InteractionKind::from_code(&self.kind)
            .ok_or_else(|| invalid(caller, "kind", &self.kind))?;
        let mut people = Vec::with_capacity(self.people.len());
        for person in &self.people {
            people.extend(read(caller, "people", Some(person), PersonId::parse)?);
        }
        let mut users = Vec::with_capacity(self.users.len());
        for user in &self.users {
            users.extend(read(caller, "users", Some(user), UserId::parse)?);
        }
        let account = read(caller, "account", self.account.as_deref(), AccountId::parse)?;
        Ok(InteractionDraft {
            day: self.day.clone().unwrap_or_default(),
            direction: read(
                caller,
                "direction",
                self.direction.as_deref(),
                Direction::from_code,
            )?,
            summary: self.summary.clone(),
            mood: self.mood,
            duration_minutes: self.duration_minutes,
            asked: read(caller, "asked", self.asked.as_deref(), Asked::from_code)?
                .unwrap_or(Asked::NotRecorded),
            names: NamesDraft {
                given_by: read(
                    caller,
                    "given_by",
                    self.given_by.as_deref(),
                    PersonId::parse,
                )?,
                lines: self.names.join("\n"),
            },
            private: self.private.unwrap_or(false),
            people,
            users,
            ..InteractionDraft::new(account, kind)
        })
    }
}

/// Writes an interaction down, with the step that follows from it.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/interactions", request_body = InteractionBody,
    responses((status = 200, body = WrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create_interaction(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<InteractionBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let draft = body.draft(&caller)?;
    let step = match &body.next_step {
        Some(step) => step.draft(&caller)?,
        None => StepDraft::default(),
    };
    super::replay::once(&state, &caller, &headers, &("interaction", &body), async {
        let logged = log_interaction(&state.context, &caller.viewer, &draft, &step).await;
        let logged = logged.map_err(caller.problem())?;
        Ok(WrittenAnswer {
            interaction: Some(logged.interaction.to_string()),
            note: None,
            next_step: logged.next_step.map(|id| id.to_string()),
        })
    })
    .await
}

/// Which next steps.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StepParameters {
    /// `open` (by default), `done` or `dropped`.
    pub state: Option<String>,
    /// A user's id, `me` or `nobody`.
    pub owner: Option<String>,
    /// `overdue`, `today`, `week`, `later` or `undated`.
    pub due: Option<String>,
    /// Of this client.
    pub account: Option<String>,
    /// With this person.
    pub person: Option<String>,
    /// Words in it.
    pub search: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// Next steps, the earliest due first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/next-steps", params(StepParameters),
    responses((status = 200, body = NextStepsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn next_steps(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<StepParameters>,
) -> Result<Json<NextStepsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let owner = |text: &str| match text {
        "me" => caller.viewer.user.map(StepOwner::User),
        "nobody" => Some(StepOwner::Nobody),
        other => UserId::parse(other).map(StepOwner::User),
    };
    let query = StepQuery {
        states: Vec::from_iter(read(
            &caller,
            "state",
            asked.state.as_deref(),
            StepState::from_code,
        )?),
        owner: read(&caller, "owner", asked.owner.as_deref(), owner)?.unwrap_or_default(),
        due: read(&caller, "due", asked.due.as_deref(), DueGroup::from_code)?,
        account: read(
            &caller,
            "account",
            asked.account.as_deref(),
            AccountId::parse,
        )?,
        person: read(&caller, "person", asked.person.as_deref(), PersonId::parse)?,
        search: asked.search.clone().unwrap_or_default(),
        cursor: cursor::place(
            &caller,
            NEXT_STEPS,
            asked.cursor.as_deref(),
            list_next_steps::read_cursor,
        )?,
        limit: limit_of(asked.limit),
    };
    let page = list_next_steps(&state.context, &caller.viewer, &query).await;
    let mut answer = page.map_err(caller.problem())?.answer();
    answer.next = answer.next.map(|place| cursor::seal(NEXT_STEPS, &place));
    Ok(Json(answer))
}

/// Plans a next step.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/next-steps", request_body = StepBody,
    responses((status = 200, body = WrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create_next_step(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<StepBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = read(
        &caller,
        "account",
        body.account.as_deref(),
        AccountId::parse,
    )?
    .ok_or_else(|| invalid(&caller, "account", ""))?;
    let draft = body.draft(&caller)?;
    super::replay::once(&state, &caller, &headers, &("next_step", &body), async {
        let step = plan_next_step(&state.context, &caller.viewer, account, &draft).await;
        Ok(WrittenAnswer {
            next_step: Some(step.map_err(caller.problem())?.to_string()),
            ..WrittenAnswer::default()
        })
    })
    .await
}

fn step_id(caller: &Caller, id: &str) -> Result<NextStepId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("next_step", id);
    NextStepId::parse(id).ok_or_else(unknown)
}

async fn step_answer(
    state: &ApiState,
    caller: &Caller,
    id: NextStepId,
) -> Result<NextStepAnswer, Problem> {
    let answer = show_step_answer(&state.context, &caller.viewer, id).await;
    answer.map_err(caller.problem())
}

/// One next step.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/next-steps/{id}", params(("id" = String, Path)),
    responses((status = 200, body = NextStepAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show_next_step(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = step_id(&caller, &id)?;
    let answer = step_answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// A next step changed, with the version it was read at.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "what": "Да изпратим офертата", "due_day": "2026-12-03", "version": 1 }))]
pub struct ChangedStepBody {
    /// What.
    pub what: String,
    /// Until when, ISO 8601; open when absent.
    #[serde(default)]
    pub due_day: Option<String>,
    /// Who; the key's user when absent.
    #[serde(default)]
    pub owner: Option<String>,
    /// With which person.
    #[serde(default)]
    pub person: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    #[serde(default)]
    pub version: Option<i64>,
}

/// Changes or moves a next step.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/next-steps/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ChangedStepBody,
    responses((status = 200, body = NextStepAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change_step(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ChangedStepBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = step_id(&caller, &id)?;
    let draft = StepBody {
        account: None,
        what: body.what.clone(),
        due_day: body.due_day.clone(),
        owner: body.owner.clone(),
        person: body.person.clone(),
    }
    .draft(&caller)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let based_on = match version {
            Some(version) => version,
            None => step_answer(&state, &caller, id).await?.version,
        };
        match change_next_step(context, viewer, id, &draft, based_on).await {
            Ok(_) => step_answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || step_answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// A next step's new state.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "state": "done" }))]
pub struct StepStateBody {
    /// `done`, `dropped` or `open`.
    pub state: String,
}

/// Closes a next step or opens it again.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/next-steps/{id}/state", params(("id" = String, Path)),
    request_body = StepStateBody,
    responses((status = 200, body = NextStepAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn set_step_state(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<StepStateBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = step_id(&caller, &id)?;
    let to =
        StepState::from_code(&body.state).ok_or_else(|| invalid(&caller, "state", &body.state))?;
    super::replay::once(&state, &caller, &headers, &(id.to_string(), &body), async {
        let (context, viewer) = (&state.context, &caller.viewer);
        match to {
            StepState::Open => reopen_next_step(context, viewer, id).await,
            closed => close_next_step(context, viewer, id, closed, None).await,
        }
        .map_err(caller.problem())?;
        step_answer(&state, &caller, id).await
    })
    .await
}
