//! Interests our own people declare.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::interests::{InterestAnswer, InterestsAnswer};
use clientela_app::keep_interests::{
    self as keep, InterestDraft, change_interest, declare_interest, draft_of, list_interests,
    show_interest, withdraw_interest,
};
use clientela_domain::ids::{AccountId, InterestId, UserId};
use clientela_domain::interests::InterestKind;
use clientela_store::interests::InterestFilter;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{invalid, limit_of, read};
use super::input::{Json, Path, Query};
use super::managers::missing;
use super::problem::Problem;
use super::replay::once;
use super::versions::{if_match, or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(list, create, show, change, withdraw))]
pub(super) struct InterestsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/interests", get(list).post(create))
        .route("/api/v1/interests/{id}", get(show).put(change))
        .route("/api/v1/interests/{id}/withdraw", post(withdraw))
}

/// Whose interests.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InterestParameters {
    /// Only this user's.
    pub user: Option<String>,
    /// Only those at this client.
    pub account: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// Declared interests, the latest first: the caller's own, and everybody's for whoever leads.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/interests", params(InterestParameters),
    responses((status = 200, body = InterestsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<InterestParameters>,
) -> Result<Json<InterestsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let after = read(
        &caller,
        "cursor",
        asked.cursor.as_deref(),
        InterestId::parse,
    )?;
    let filter = InterestFilter {
        user: read(&caller, "user", asked.user.as_deref(), UserId::parse)?,
        account: read(
            &caller,
            "account",
            asked.account.as_deref(),
            AccountId::parse,
        )?,
    };
    let limit = usize::try_from(limit_of(asked.limit)).unwrap_or(usize::MAX);
    let found = list_interests(&state.context, &caller.viewer, filter, (after, limit)).await;
    let today = state.context.clock.today();
    Ok(Json(keep::list_answer(
        &found.map_err(caller.problem())?,
        today,
    )))
}

/// What is declared.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001",
    "kind": "kinship", "first_day": "2026-03-01", "note": "Брат ми е управител там" }))]
pub struct InterestBody {
    /// At which client; not taken when an interest is changed.
    pub account: Option<String>,
    /// Whose; the caller's when absent. Not taken when an interest is changed.
    pub user: Option<String>,
    /// `kinship`, `shareholding`, `second_job`, `gifts` or `other`.
    pub kind: Option<String>,
    /// Since when, ISO 8601; today when absent.
    pub first_day: Option<String>,
    /// The last day, ISO 8601; open when absent, and when changed to an empty text.
    pub last_day: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// The version it was read at, where no `If-Match` says it; not taken when an interest is declared.
    pub version: Option<i64>,
}

impl InterestBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: InterestDraft) -> Result<InterestDraft, Problem> {
        let day = |field, own: &Option<String>, base: String| match own.as_deref() {
            None => Ok(base),
            Some("") => Ok(String::new()),
            Some(text) => match text.parse::<clientela_domain::day::Date>() {
                Ok(day) => Ok(day.to_string()),
                Err(_) => Err(invalid(caller, field, text)),
            },
        };
        let kind = read(
            caller,
            "kind",
            self.kind.as_deref(),
            InterestKind::from_code,
        )?;
        Ok(InterestDraft {
            kind: kind.or(base.kind),
            first_day: day("first_day", &self.first_day, base.first_day)?,
            last_day: day("last_day", &self.last_day, base.last_day)?,
            note: self.note.clone().unwrap_or(base.note),
        })
    }
}

fn interest_id(caller: &Caller, id: &str) -> Result<InterestId, Problem> {
    InterestId::parse(id).ok_or_else(|| missing(caller, "interest", id))
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: InterestId,
) -> Result<InterestAnswer, Problem> {
    let found = show_interest(&state.context, &caller.viewer, id).await;
    let found = found.map_err(caller.problem())?;
    Ok(keep::answer(&found, state.context.clock.today()))
}

/// Declares an interest: everybody their own, whoever leads anybody's.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/interests", request_body = InterestBody,
    responses((status = 200, body = InterestAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<InterestBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = body.account.as_deref();
    let account = read(&caller, "account", account, AccountId::parse)?
        .ok_or_else(|| invalid(&caller, "account", ""))?;
    let user = read(&caller, "user", body.user.as_deref(), UserId::parse)?;
    let draft = body.onto(&caller, InterestDraft::default())?;
    once(&state, &caller, &headers, &("interest", &body), async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let written = declare_interest(context, viewer, account, user, &draft).await;
        answer(&state, &caller, written.map_err(caller.problem())?).await
    })
    .await
}

/// One interest.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/interests/{id}", params(("id" = String, Path)),
    responses((status = 200, body = InterestAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = interest_id(&caller, &id)?;
    let answer = answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes an interest; what is not given stays. Nobody lets their own begin later or end before today.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/interests/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = InterestBody,
    responses((status = 200, body = InterestAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<InterestBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = interest_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let key = (id.to_string(), version, &body);
    once(&state, &caller, &headers, &key, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_interest(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now.interest))?;
        let based_on = (id, version.unwrap_or(now.version));
        match change_interest(context, viewer, based_on, &draft).await {
            Ok(()) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// Why an interest is withdrawn.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "note": "Записан е друг клиент" }))]
pub struct InterestWithdrawalBody {
    /// Why; may be empty.
    pub note: String,
}

/// Withdraws somebody else's interest that was declared by mistake.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(post, path = "/api/v1/interests/{id}/withdraw",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = InterestWithdrawalBody,
    responses((status = 200, body = InterestAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn withdraw(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<InterestWithdrawalBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = interest_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    let key = (id.to_string(), "withdraw", version, &body);
    once(&state, &caller, &headers, &key, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        match withdraw_interest(context, viewer, (id, version), &body.note).await {
            Ok(()) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}
