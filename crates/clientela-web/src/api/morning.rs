//! The morning: whom to greet today and why, and what somebody does with a greeting.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{delete, get, post};
use clientela_app::answers::morning::{GreetingKeptAnswer, MorningAnswer};
use clientela_app::compose_morning::{MorningRequest, compose_morning};
use clientela_app::keep_greetings::{GreetingDraft, keep_greeting, take_greeting_back};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, GreetingId, PersonId, UserId};
use clientela_store::greetings::GreetingState;
use clientela_store::interactions::InteractionKind;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{invalid, read};
use super::input::{Json, Path, Query};
use super::problem::Problem;

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(salutatio, keep, take_back))]
pub(super) struct MorningApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/salutatio", get(salutatio))
        .route("/api/v1/greetings", post(keep))
        .route("/api/v1/greetings/{id}", delete(take_back))
}

/// Whose morning, of which day.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MorningParameters {
    /// Of this user; of the key's when absent. Another's is for who leads the firm.
    pub r#for: Option<String>,
    /// Of this day, ISO 8601; today when absent.
    pub date: Option<String>,
}

/// Whom to greet and why, what to bring and to ask, what both sides owe.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/salutatio", params(MorningParameters),
    responses((status = 200, body = MorningAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn salutatio(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<MorningParameters>,
) -> Result<Json<MorningAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let request = MorningRequest {
        of: read(&caller, "for", asked.r#for.as_deref(), UserId::parse)?,
        day: read(&caller, "date", asked.date.as_deref(), |text| {
            text.parse::<Date>().ok()
        })?,
    };
    let morning = compose_morning(&state.context, &caller.viewer, &request).await;
    Ok(Json(
        morning.map_err(caller.problem())?.answer(caller.texts),
    ))
}

/// What somebody does with a greeting.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001", "state": "put_off",
    "until": "2026-12-15", "note": "В отпуск е до средата на месеца" }))]
pub struct GreetingBody {
    /// Of which client.
    pub account: Option<String>,
    /// Which of its people; whoever the morning names when absent.
    pub person: Option<String>,
    /// `greeted`, `put_off` or `wrong`.
    pub state: Option<String>,
    /// How they were greeted: `call` when absent.
    pub kind: Option<String>,
    /// The day on which it comes back, ISO 8601; the next working day when absent.
    pub until: Option<String>,
    /// What was said, or why it is put off or wrong, which has to be said.
    pub note: Option<String>,
    /// Before whom it was put: the key's user when absent.
    pub r#for: Option<String>,
}

/// Greets (and it is an interaction), puts off, or says that a greeting is wrong.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/greetings", request_body = GreetingBody,
    responses((status = 200, body = GreetingKeptAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn keep(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<GreetingBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let text = |own: &Option<String>| own.clone().unwrap_or_default();
    let account = read(
        &caller,
        "account",
        body.account.as_deref(),
        AccountId::parse,
    )?
    .ok_or_else(|| invalid(&caller, "account", ""))?;
    let kept = read(
        &caller,
        "state",
        body.state.as_deref(),
        GreetingState::from_code,
    )?
    .ok_or_else(|| invalid(&caller, "state", ""))?;
    let until = read(&caller, "until", body.until.as_deref(), |text| {
        text.parse::<Date>().ok()
    })?;
    let kind = read(
        &caller,
        "kind",
        body.kind.as_deref(),
        InteractionKind::from_code,
    )?;
    let draft = GreetingDraft {
        of: read(&caller, "for", body.r#for.as_deref(), UserId::parse)?,
        person: read(&caller, "person", body.person.as_deref(), PersonId::parse)?,
        kind: kind.unwrap_or(InteractionKind::Call),
        until: until.map(|day| day.to_string()).unwrap_or_default(),
        note: text(&body.note),
        ..GreetingDraft::new(account, kept)
    };
    super::replay::once(&state, &caller, &headers, &("greeting", &body), async {
        keep_greeting(&state.context, &caller.viewer, caller.texts, &draft)
            .await
            .map(GreetingKeptAnswer::from)
            .map_err(caller.problem())
    })
    .await
}

/// Takes back what was done with a greeting; the interaction it became goes into the trash.
///
/// # Errors
/// As a problem.
#[utoipa::path(delete, path = "/api/v1/greetings/{id}", params(("id" = String, Path)),
    responses((status = 204)), security(("key" = ["write"])))]
pub async fn take_back(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    caller.permit(clientela_store::Permission::EditAccounts)?;
    let missing = clientela_app::error::AppError::NotFound("greeting");
    let id = GreetingId::parse(&id).ok_or_else(|| Problem::of(&missing, caller.texts))?;
    take_greeting_back(&state.context, &caller.viewer, id)
        .await
        .map_err(caller.problem())?;
    Ok(StatusCode::NO_CONTENT)
}
