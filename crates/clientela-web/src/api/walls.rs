//! Walls around clients, rivals, and conflicts of interest. Whoever is outside of a wall is answered as if
//! there were neither it nor its client.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post, put};
use clientela_app::answers::walls::{
    ConflictAnswer, ConflictDecisionsAnswer, RivalClassAnswer, RivalsAnswer, WallAnswer,
    WallsAnswer,
};
use clientela_app::check_conflicts::{self, check_conflict, decide_conflict, decisions};
use clientela_app::keep_walls::{self, change_wall, lift_wall, set_wall, show_wall};
use clientela_domain::ids::{AccountId, ConflictClassId, TeamId, UserId, WallId};
use clientela_store::Permission;
use clientela_store::tokens::Scope;
use clientela_store::walls::{WallFields, WallKind};
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::accounts::account_id;
use super::caller::Caller;
use super::happenings::invalid;
use super::input::{Json, Path};
use super::managers::{missing, user_id};
use super::problem::Problem;
use super::replay::once;
use super::versions::{if_match, or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(
    list,
    of_account,
    set,
    show,
    change,
    lift,
    history,
    check,
    decide,
    rivals,
    name_rivals,
    change_rivals,
    forget_rivals
))]
pub(super) struct WallsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/walls", get(list))
        .route("/api/v1/accounts/{id}/walls", get(of_account).post(set))
        .route("/api/v1/walls/{id}", get(show).put(change))
        .route("/api/v1/walls/{id}/lift", post(lift))
        .route("/api/v1/accounts/{id}/conflicts", get(history))
        .route(
            "/api/v1/accounts/{id}/conflicts/{user}",
            get(check).post(decide),
        )
        .route("/api/v1/rivals", get(rivals).post(name_rivals))
        .route(
            "/api/v1/rivals/{id}",
            put(change_rivals).delete(forget_rivals),
        )
}

/// Standing walls around clients the key's user may see.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/walls",
    responses((status = 200, body = WallsAnswer), (status = 401, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<WallsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let found = keep_walls::standing_walls(&state.context, &caller.viewer).await;
    Ok(Json(keep_walls::answers(&found.map_err(caller.problem())?)))
}

/// Walls around a client, the standing one first, then those that were lifted.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/walls", params(("id" = String, Path)),
    responses((status = 200, body = WallsAnswer), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn of_account(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<WallsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let account = seen(&state, &caller, &id).await?;
    let found = keep_walls::walls_of(&state.context, &caller.viewer, account).await;
    Ok(Json(keep_walls::answers(&found.map_err(caller.problem())?)))
}

/// A client the caller may see.
async fn seen(state: &ApiState, caller: &Caller, id: &str) -> Result<AccountId, Problem> {
    let account = account_id(caller, id)?;
    let book = state.context.book_state(&caller.viewer).await;
    let book = book.map_err(caller.problem())?;
    match book.directory.card(account) {
        Some(_) => Ok(account),
        None => Err(missing(caller, "account", id)),
    }
}

/// What a wall says.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "kind": "inside", "users": ["0199b3c4-5d6e-7f80-9a1b-2c3d4e5f6071"],
    "reason": "Обслужваме и конкурент" }))]
pub struct WallBody {
    /// `inside` when it names who is inside, `outside` when it names who is outside.
    pub kind: String,
    /// Teams, with the teams below them.
    pub teams: Vec<String>,
    /// Users beside them.
    pub users: Vec<String>,
    /// Rivals whose people are outside.
    pub rivals: Vec<String>,
    /// Why it stands.
    pub reason: String,
    /// The version it was read at, where no `If-Match` says it; not taken when a wall is set.
    pub version: Option<i64>,
}

impl WallBody {
    fn fields(&self, caller: &Caller) -> Result<WallFields, Problem> {
        fn ids<T>(
            caller: &Caller,
            field: &str,
            texts: &[String],
            read: fn(&str) -> Option<T>,
        ) -> Result<Vec<T>, Problem> {
            let one = |text: &String| read(text).ok_or_else(|| invalid(caller, field, text));
            texts.iter().map(one).collect()
        }
        Ok(WallFields {
            kind: WallKind::from_code(&self.kind)
                .ok_or_else(|| invalid(caller, "kind", &self.kind))?,
            teams: ids(caller, "teams", &self.teams, TeamId::parse)?,
            users: ids(caller, "users", &self.users, UserId::parse)?,
            rivals: ids(caller, "rivals", &self.rivals, AccountId::parse)?,
            reason: self.reason.clone(),
        })
    }
}

async fn wall_answer(state: &ApiState, caller: &Caller, id: WallId) -> Result<WallAnswer, Problem> {
    let found = show_wall(&state.context, &caller.viewer, id).await;
    Ok(keep_walls::answer(&found.map_err(caller.problem())?))
}

fn wall_id(caller: &Caller, id: &str) -> Result<WallId, Problem> {
    WallId::parse(id).ok_or_else(|| missing(caller, "wall", id))
}

/// Sets a wall around a client. For directors.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/walls", params(("id" = String, Path)),
    request_body = WallBody,
    responses((status = 200, body = WallAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn set(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<WallBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    caller.permit(Permission::SetWalls)?;
    let account = account_id(&caller, &id)?;
    let fields = body.fields(&caller)?;
    once(&state, &caller, &headers, &(&id, "wall", &body), async {
        let set = set_wall(&state.context, &caller.viewer, account, fields).await;
        wall_answer(&state, &caller, set.map_err(caller.problem())?).await
    })
    .await
}

/// One wall.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/walls/{id}", params(("id" = String, Path)),
    responses((status = 200, body = WallAnswer), (status = 401, body = Problem), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = wall_id(&caller, &id)?;
    let answer = wall_answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes a standing wall. For directors.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/walls/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = WallBody,
    responses((status = 200, body = WallAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<WallBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    caller.permit(Permission::SetWalls)?;
    let wall = wall_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let fields = body.fields(&caller)?;
    once(&state, &caller, &headers, &(&id, version, &body), async {
        let based_on = match version {
            Some(version) => version,
            None => wall_answer(&state, &caller, wall).await?.version,
        };
        match change_wall(&state.context, &caller.viewer, (wall, based_on), fields).await {
            Ok(_) => wall_answer(&state, &caller, wall).await,
            Err(error) => {
                let now = async || wall_answer(&state, &caller, wall).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// Why a wall is lifted.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "reason": "Конкурентът вече не е наш клиент" }))]
pub struct LiftBody {
    /// Why.
    pub reason: String,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// Lifts a wall. For directors.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(post, path = "/api/v1/walls/{id}/lift",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = LiftBody,
    responses((status = 200, body = WallAnswer), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn lift(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<LiftBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    caller.permit(Permission::SetWalls)?;
    let wall = wall_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    once(
        &state,
        &caller,
        &headers,
        &(&id, "lift", version, &body),
        async {
            let based_on = match version {
                Some(version) => version,
                None => wall_answer(&state, &caller, wall).await?.version,
            };
            let (context, viewer) = (&state.context, &caller.viewer);
            match lift_wall(context, viewer, (wall, based_on), &body.reason).await {
                Ok(()) => wall_answer(&state, &caller, wall).await,
                Err(error) => {
                    let now = async || wall_answer(&state, &caller, wall).await;
                    Err(or_both_versions(&caller, version, error, now).await)
                }
            }
        },
    )
    .await
}

/// What was decided when somebody was to be given a client. For directors.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/conflicts", params(("id" = String, Path)),
    responses((status = 200, body = ConflictDecisionsAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn history(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<ConflictDecisionsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    caller.permit(Permission::SetWalls)?;
    let account = seen(&state, &caller, &id).await?;
    let found = decisions(&state.context, &caller.viewer, account).await;
    Ok(Json(check_conflicts::decisions_answer(
        &found.map_err(caller.problem())?,
    )))
}

/// May somebody be given a client? The verdict with what it rests on.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/conflicts/{user}",
    params(("id" = String, Path), ("user" = String, Path)),
    responses((status = 200, body = ConflictAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn check(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, user)): Path<(String, String)>,
) -> Result<Json<ConflictAnswer>, Problem> {
    caller.require(Scope::Read)?;
    caller.permit(Permission::EditAccounts)?;
    let account = seen(&state, &caller, &id).await?;
    let user = user_id(&caller, &user)?;
    conflict_answer(&state, &caller, (account, user))
        .await
        .map(Json)
}

async fn conflict_answer(
    state: &ApiState,
    caller: &Caller,
    (account, user): (AccountId, UserId),
) -> Result<ConflictAnswer, Problem> {
    let found = check_conflict(&state.context, &caller.viewer, account, user).await;
    Ok(check_conflicts::answer(&found.map_err(caller.problem())?))
}

/// What the director decides.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "allowed": true, "reason": "Работи само по логистиката" }))]
pub struct ConflictDecisionBody {
    /// They may be given the client.
    pub allowed: bool,
    /// Why.
    pub reason: String,
}

/// Decides about a conflict of interest. For directors; nobody decides about themselves.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/conflicts/{user}",
    params(("id" = String, Path), ("user" = String, Path)), request_body = ConflictDecisionBody,
    responses((status = 200, body = ConflictAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn decide(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, user)): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<ConflictDecisionBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    caller.permit(Permission::SetWalls)?;
    let account = seen(&state, &caller, &id).await?;
    let which = (account, user_id(&caller, &user)?);
    once(&state, &caller, &headers, &(&id, &user, &body), async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let decided = decide_conflict(context, viewer, which, body.allowed, &body.reason).await;
        decided.map_err(caller.problem())?;
        conflict_answer(&state, &caller, which).await
    })
    .await
}

/// Clients that rival each other. For directors.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/rivals",
    responses((status = 200, body = RivalsAnswer), (status = 401, body = Problem), (status = 403, body = Problem)),
    security(("key" = ["read"])))]
pub async fn rivals(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<RivalsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    caller.permit(Permission::SetWalls)?;
    let found = keep_walls::rivals(&state.context, &caller.viewer).await;
    Ok(Json(keep_walls::rivals_answer(
        &found.map_err(caller.problem())?,
    )))
}

/// Who rivals whom in something.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "name": "Хранителни вериги", "accounts": ["01900000-0000-7000-8000-000000000001",
    "01900000-0000-7000-8000-000000000002"] }))]
pub struct RivalsBody {
    /// In what they rival.
    pub name: String,
    /// Two clients or more.
    pub accounts: Vec<String>,
    /// The version it was read at, where no `If-Match` says it; not taken for a new class.
    pub version: Option<i64>,
}

impl RivalsBody {
    fn accounts(&self, caller: &Caller) -> Result<Vec<AccountId>, Problem> {
        let one =
            |text: &String| AccountId::parse(text).ok_or_else(|| invalid(caller, "accounts", text));
        self.accounts.iter().map(one).collect()
    }
}

async fn class_answer(
    state: &ApiState,
    caller: &Caller,
    id: ConflictClassId,
) -> Result<RivalClassAnswer, Problem> {
    let all = keep_walls::rivals(&state.context, &caller.viewer).await;
    let all = all.map_err(caller.problem())?;
    let found = all.iter().find(|class| class.id == id);
    let found = found.ok_or_else(|| missing(caller, "conflict_class", &id.to_string()))?;
    Ok(keep_walls::class_answer(found))
}

fn class_id(caller: &Caller, id: &str) -> Result<ConflictClassId, Problem> {
    ConflictClassId::parse(id).ok_or_else(|| missing(caller, "conflict_class", id))
}

/// Says which clients rival each other. For directors.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/rivals", request_body = RivalsBody,
    responses((status = 200, body = RivalClassAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn name_rivals(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<RivalsBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    caller.permit(Permission::SetWalls)?;
    let accounts = body.accounts(&caller)?;
    once(&state, &caller, &headers, &("rivals", &body), async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let named = keep_walls::name_rivals(context, viewer, &body.name, accounts).await;
        class_answer(&state, &caller, named.map_err(caller.problem())?).await
    })
    .await
}

/// Changes which clients rival each other. For directors.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/rivals/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = RivalsBody,
    responses((status = 200, body = RivalClassAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change_rivals(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<RivalsBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    caller.permit(Permission::SetWalls)?;
    let class = class_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let accounts = body.accounts(&caller)?;
    once(&state, &caller, &headers, &(&id, version, &body), async {
        let based_on = match version {
            Some(version) => version,
            None => class_answer(&state, &caller, class).await?.version,
        };
        let (context, viewer) = (&state.context, &caller.viewer);
        let which = (class, based_on);
        match keep_walls::change_rivals(context, viewer, which, &body.name, accounts).await {
            Ok(_) => class_answer(&state, &caller, class).await,
            Err(error) => {
                let now = async || class_answer(&state, &caller, class).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// Forgets that clients rival each other. For directors.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(delete, path = "/api/v1/rivals/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["write"])))]
pub async fn forget_rivals(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    caller.permit(Permission::SetWalls)?;
    let class = class_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    let based_on = match version {
        Some(version) => version,
        None => class_answer(&state, &caller, class).await?.version,
    };
    match keep_walls::forget_rivals(&state.context, &caller.viewer, (class, based_on)).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error) => {
            let now = async || class_answer(&state, &caller, class).await;
            Err(or_both_versions(&caller, version, error, now).await)
        }
    }
}
