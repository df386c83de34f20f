//! What was recorded of executions: deliveries, moved days, complaints, quality counts, services.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::execution::{EventAnswer, EventWrittenAnswer, EventsAnswer};
use clientela_app::keep_executions::{
    EventDraft, change_event, reinstate_event, withdraw_event, write_event,
};
use clientela_app::list_executions::{EventQuery, list_events, read_cursor, show_event};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::execution::EventKind;
use clientela_domain::ids::{AccountId, ExecutionEventId};
use clientela_domain::obligations::Party;
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
#[openapi(paths(list, create, show, change, withdraw, reinstate))]
pub(super) struct ExecutionEventsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/execution-events", get(list).post(create))
        .route("/api/v1/execution-events/{id}", get(show).put(change))
        .route("/api/v1/execution-events/{id}/withdraw", post(withdraw))
        .route("/api/v1/execution-events/{id}/reinstate", post(reinstate))
}

/// Which events.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EventParameters {
    /// At this client.
    pub account: Option<String>,
    /// `delivery`, `moved`, `complaint`, `quality` or `service`.
    pub kind: Option<String>,
    /// On or after this day, ISO 8601.
    pub since: Option<String>,
    /// Up to this day, ISO 8601.
    pub until: Option<String>,
    /// Those that were withdrawn, too.
    pub withdrawn: Option<bool>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// What was recorded, the latest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/execution-events", params(EventParameters),
    responses((status = 200, body = EventsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<EventParameters>,
) -> Result<Json<EventsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let account = asked.account.as_deref();
    let query = EventQuery {
        account: read(&caller, "account", account, AccountId::parse)?,
        kind: read(&caller, "kind", asked.kind.as_deref(), EventKind::from_code)?,
        from: read(&caller, "since", asked.since.as_deref(), day)?,
        to: read(&caller, "until", asked.until.as_deref(), day)?,
        withdrawn: asked.withdrawn.unwrap_or_default(),
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
    };
    let page = list_events(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// What is recorded.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001", "kind": "delivery",
    "document": "7001", "promised_day": "2026-11-20", "done_day": "2026-11-21", "day": "2026-11-21",
    "ordered": "100", "delivered": "90" }))]
pub struct EventBody {
    /// At which client; not taken when an event is changed.
    pub account: Option<String>,
    /// `delivery`, `moved`, `complaint`, `quality` or `service`; not taken when an event is changed.
    pub kind: Option<String>,
    /// When it was noted, or a complaint made, ISO 8601; today when absent.
    pub day: Option<String>,
    /// Number of the order or the document.
    pub document: Option<String>,
    /// The goods, the service.
    pub what: Option<String>,
    /// What a complaint is about.
    pub class: Option<String>,
    /// The day the client asked for, ISO 8601.
    pub requested_day: Option<String>,
    /// The day promised; of a moved one, the new day. ISO 8601.
    pub promised_day: Option<String>,
    /// The day it was done; of a complaint, the day it was resolved. ISO 8601.
    pub done_day: Option<String>,
    /// Quantity ordered, a decimal string.
    pub ordered: Option<String>,
    /// Quantity delivered, a decimal string; of a quality check, the units looked at.
    pub delivered: Option<String>,
    /// Quantity the client accepted, a decimal string.
    pub received: Option<String>,
    /// Defective units.
    pub defects: Option<u32>,
    /// Who moved the day: `us` or `them`.
    pub moved_by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl EventBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: EventDraft) -> Result<EventDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let on = |field, own: &Option<String>, base: String| {
            let read = read(caller, field, own.as_deref(), day)?;
            Ok::<_, Problem>(read.map_or(base, |day| day.to_string()))
        };
        let quantity =
            |field, own: &Option<String>| read(caller, field, own.as_deref(), Amount::parse);
        let moved_by = self.moved_by.as_deref();
        Ok(EventDraft {
            kind: base.kind,
            day: on("day", &self.day, base.day)?,
            document: text(&self.document, base.document),
            what: text(&self.what, base.what),
            class: text(&self.class, base.class),
            requested_day: on("requested_day", &self.requested_day, base.requested_day)?,
            promised_day: on("promised_day", &self.promised_day, base.promised_day)?,
            done_day: on("done_day", &self.done_day, base.done_day)?,
            ordered: quantity("ordered", &self.ordered)?.or(base.ordered),
            delivered: quantity("delivered", &self.delivered)?.or(base.delivered),
            received: quantity("received", &self.received)?.or(base.received),
            defects: self.defects.or(base.defects),
            moved_by: read(caller, "moved_by", moved_by, Party::from_code)?.or(base.moved_by),
            reason: text(&self.reason, base.reason),
            note: text(&self.note, base.note),
        })
    }
}

/// Records an event.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/execution-events", request_body = EventBody,
    responses((status = 200, body = EventWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<EventBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = body.account.as_deref();
    let account = read(&caller, "account", account, AccountId::parse)?
        .ok_or_else(|| invalid(&caller, "account", ""))?;
    let kind = read(&caller, "kind", body.kind.as_deref(), EventKind::from_code)?
        .ok_or_else(|| invalid(&caller, "kind", ""))?;
    let draft = body.onto(&caller, EventDraft::new(kind))?;
    let request = ("execution_event", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let written = write_event(&state.context, &caller.viewer, account, &draft).await;
        Ok(EventWrittenAnswer {
            execution_event: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

fn event_id(caller: &Caller, id: &str) -> Result<ExecutionEventId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("execution_event", id);
    ExecutionEventId::parse(id).ok_or_else(unknown)
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: ExecutionEventId,
) -> Result<EventAnswer, Problem> {
    let line = show_event(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One event.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/execution-events/{id}", params(("id" = String, Path)),
    responses((status = 200, body = EventAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = event_id(&caller, &id)?;
    let answer = answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes an event; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/execution-events/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = EventBody,
    responses((status = 200, body = EventAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<EventBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = event_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_event(context, viewer, id).await;
        let now = now.map_err(caller.problem())?.event;
        let draft = body.onto(&caller, EventDraft::of(&now.event))?;
        let based_on = version.unwrap_or(now.version);
        match change_event(context, viewer, id, &draft, based_on).await {
            Ok(_) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// Withdraws an event that was written down by mistake; it stays and counts nowhere.
///
/// # Errors
/// As a problem; 409 when it is withdrawn already.
#[utoipa::path(post, path = "/api/v1/execution-events/{id}/withdraw", params(("id" = String, Path)),
    responses((status = 200, body = EventAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("key" = ["write"])))]
pub async fn withdraw(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = event_id(&caller, &id)?;
    let request = (id.to_string(), "withdraw");
    super::replay::once(&state, &caller, &headers, &request, async {
        let withdrawn = withdraw_event(&state.context, &caller.viewer, id, None).await;
        withdrawn.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}

/// Takes a withdrawal back.
///
/// # Errors
/// As a problem; 409 when it is not withdrawn.
#[utoipa::path(post, path = "/api/v1/execution-events/{id}/reinstate", params(("id" = String, Path)),
    responses((status = 200, body = EventAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("key" = ["write"])))]
pub async fn reinstate(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = event_id(&caller, &id)?;
    let request = (id.to_string(), "reinstate");
    super::replay::once(&state, &caller, &headers, &request, async {
        let reinstated = reinstate_event(&state.context, &caller.viewer, id, None).await;
        reinstated.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}
