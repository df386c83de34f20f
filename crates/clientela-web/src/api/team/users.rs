//! People who sign in.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use clientela_app::answers::firm::{LinkAnswer, UserAnswer, UsersAnswer};
use clientela_app::{keep_users, sign_in};
use clientela_domain::ids::{TeamId, UserId};
use clientela_store::users::UserChange;
use clientela_store::{Permission, Visibility};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{id_if_any, require, role_of, user_id};
use crate::api::caller::Caller;
use crate::api::input::{Json, Path};
use crate::api::problem::Problem;
use crate::api::versions::{or_both_versions, version_of, versioned};
use crate::api::{ApiState, replay};

/// Everybody who signs in.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/users",
    responses((status = 200, body = UsersAnswer), (status = 403, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn users(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<UsersAnswer>, Problem> {
    require(&caller, Permission::ManageUsers)?;
    let all = keep_users::list_users(&state.context, &caller.viewer).await;
    let all = all.map_err(caller.problem())?;
    Ok(Json(UsersAnswer {
        users: all.iter().map(keep_users::answer).collect(),
    }))
}

/// Somebody to be added.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "email": "maria@firma.example", "name": "Мария Иванова", "role": "sales_representative" }))]
pub struct InviteBody {
    /// Address to sign in with.
    pub email: String,
    /// Name.
    pub name: String,
    /// `administrator`, `director`, `key_account_manager`, `sales_representative` or `reader`.
    pub role: String,
}

/// Adds somebody; the answer holds the one-time link by which they choose a password.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/users", request_body = InviteBody,
    responses((status = 200, body = LinkAnswer), (status = 422, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn invite(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<InviteBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    require(&caller, Permission::ManageUsers)?;
    replay::once(&state, &caller, &headers, &body, async {
        let role = role_of(&caller, &body.role)?;
        let (context, viewer) = (&state.context, &caller.viewer);
        let secret = sign_in::invite(context, viewer, &body.email, &body.name, role)
            .await
            .map_err(caller.problem())?;
        let user = keep_users::user_of_email(context, viewer, &body.email)
            .await
            .map_err(caller.problem())?;
        Ok(link_answer(user.id, &secret))
    })
    .await
}

fn link_answer(user: UserId, secret: &str) -> LinkAnswer {
    LinkAnswer {
        user: user.to_string(),
        link: format!("{}?token={secret}", crate::urls::PASSWORD),
    }
}

/// One user.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/users/{id}", params(("id" = String, Path)),
    responses((status = 200, body = UserAnswer), (status = 404, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn user(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    require(&caller, Permission::ManageUsers)?;
    let answer = answer_of(&state, &caller, user_id(&caller, &id)?).await?;
    Ok(versioned(answer.version, answer))
}

async fn answer_of(state: &ApiState, caller: &Caller, id: UserId) -> Result<UserAnswer, Problem> {
    let found = keep_users::one_user(&state.context, &caller.viewer, id).await;
    Ok(keep_users::answer(&found.map_err(caller.problem())?))
}

/// What of a user changes; what is absent stays. An empty `team` or `visibility` clears it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "role": "key_account_manager", "visibility": "team" }))]
pub struct UserBody {
    /// Name.
    pub name: Option<String>,
    /// Role.
    pub role: Option<String>,
    /// Id of the team, or empty.
    pub team: Option<String>,
    /// `own`, `team`, `all`, or empty: as the role has it.
    pub visibility: Option<String>,
    /// Version the change is based on, where no `If-Match` says it; any when absent.
    pub version: Option<i64>,
}

/// Changes a user.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(patch, path = "/api/v1/users/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = UserBody,
    responses((status = 200, body = UserAnswer), (status = 422, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn change_user(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<UserBody>,
) -> Result<Response, Problem> {
    require(&caller, Permission::ManageUsers)?;
    let id = user_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let found = keep_users::one_user(&state.context, &caller.viewer, id).await;
    let now = found.map_err(caller.problem())?;
    let role = match &body.role {
        Some(code) => role_of(&caller, code)?,
        None => now.role,
    };
    let team = body.team.as_ref().filter(|team| !team.is_empty());
    let team = id_if_any(&caller, "team", team, TeamId::parse)?;
    let sees = body.visibility.as_ref().filter(|code| !code.is_empty());
    let sees = id_if_any(&caller, "visibility", sees, Visibility::from_code)?;
    let change = UserChange {
        name: body.name.unwrap_or(now.name),
        role,
        team_id: if body.team.is_some() {
            team
        } else {
            now.team_id
        },
        visibility: if body.visibility.is_some() {
            sees
        } else {
            now.visibility
        },
    };
    let changed =
        keep_users::change_user(&state.context, &caller.viewer, id, change, version).await;
    let now = async || answer_of(&state, &caller, id).await;
    match changed {
        Ok(version) => Ok(versioned(version, now().await?)),
        Err(error) => Err(or_both_versions(&caller, version, error, now).await),
    }
}

/// Closes a user's access and ends their sessions.
///
/// # Errors
/// As a problem; 422 when no administrator would be left.
#[utoipa::path(post, path = "/api/v1/users/{id}/disable", params(("id" = String, Path)),
    responses((status = 200, body = UserAnswer), (status = 422, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn disable_user(
    state: State<ApiState>,
    caller: Caller,
    id: Path<String>,
) -> Result<Json<UserAnswer>, Problem> {
    set_access(state, caller, id, false).await
}

/// Opens a user's access again.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/users/{id}/enable", params(("id" = String, Path)),
    responses((status = 200, body = UserAnswer), (status = 404, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn enable_user(
    state: State<ApiState>,
    caller: Caller,
    id: Path<String>,
) -> Result<Json<UserAnswer>, Problem> {
    set_access(state, caller, id, true).await
}

async fn set_access(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    open: bool,
) -> Result<Json<UserAnswer>, Problem> {
    require(&caller, Permission::ManageUsers)?;
    let id = user_id(&caller, &id)?;
    let (context, viewer) = (&state.context, &caller.viewer);
    let done = if open {
        keep_users::enable_user(context, viewer, id).await
    } else {
        keep_users::disable_user(context, viewer, id).await
    };
    done.map_err(caller.problem())?;
    Ok(Json(answer_of(&state, &caller, id).await?))
}

/// A one-time link by which a user chooses another password.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/users/{id}/reset-link", params(("id" = String, Path)),
    responses((status = 200, body = LinkAnswer), (status = 404, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn reset_link(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<LinkAnswer>, Problem> {
    require(&caller, Permission::ManageUsers)?;
    let id = user_id(&caller, &id)?;
    let secret = keep_users::reset_link_of(&state.context, &caller.viewer, id)
        .await
        .map_err(caller.problem())?;
    Ok(Json(link_answer(id, &secret)))
}
