//! The firm's own people: users, teams, absences, sales representatives, owners in bulk, permissions.
//! Everything here needs a key with the scope `admin`, and its user the permission.

pub mod absences;
pub mod owners;
pub mod permissions;
pub mod teams;
pub mod users;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::{delete, get, patch, post};
use clientela_domain::ids::{TeamId, UserId};
use clientela_store::tokens::Scope;
use clientela_store::{Permission, Role};
use utoipa::OpenApi;

use super::ApiState;
use super::caller::Caller;
use super::problem::Problem;

/// Their routes.
pub fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/users", get(users::users).post(users::invite))
        .route(
            "/api/v1/users/{id}",
            get(users::user).patch(users::change_user),
        )
        .route("/api/v1/users/{id}/disable", post(users::disable_user))
        .route("/api/v1/users/{id}/enable", post(users::enable_user))
        .route("/api/v1/users/{id}/reset-link", post(users::reset_link))
        .route("/api/v1/teams", get(teams::teams).post(teams::create_team))
        .route(
            "/api/v1/teams/{id}",
            patch(teams::change_team).delete(teams::remove_team),
        )
        .route(
            "/api/v1/absences",
            get(absences::absences).post(absences::plan_absence),
        )
        .route("/api/v1/absences/{id}", delete(absences::remove_absence))
        .route(
            "/api/v1/representatives",
            get(owners::representatives).put(owners::link),
        )
        .route("/api/v1/owners", get(owners::propose).post(owners::assign))
        .route("/api/v1/owners/{id}/undo", post(owners::undo))
        .route(
            "/api/v1/permissions",
            get(permissions::permissions).put(permissions::permit),
        )
}

/// Their part of the description.
#[derive(OpenApi)]
#[openapi(paths(
    users::users,
    users::invite,
    users::user,
    users::change_user,
    users::disable_user,
    users::enable_user,
    users::reset_link,
    teams::teams,
    teams::create_team,
    teams::change_team,
    teams::remove_team,
    absences::absences,
    absences::plan_absence,
    absences::remove_absence,
    owners::representatives,
    owners::link,
    owners::propose,
    owners::assign,
    owners::undo,
    permissions::permissions,
    permissions::permit,
))]
pub struct TeamDescription;

fn invalid(caller: &Caller, field: &str, value: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
}

fn not_found(caller: &Caller, what: &str, id: &str) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at(what, id)
}

/// The caller may do this: the key has the scope and the user the permission. Asked before anything
/// of the request is looked at.
fn require(caller: &Caller, permission: Permission) -> Result<(), Problem> {
    caller.require(Scope::Admin)?;
    caller.permit(permission)
}

fn user_id(caller: &Caller, id: &str) -> Result<UserId, Problem> {
    UserId::parse(id).ok_or_else(|| not_found(caller, "user", id))
}

fn team_id(caller: &Caller, id: &str) -> Result<TeamId, Problem> {
    TeamId::parse(id).ok_or_else(|| not_found(caller, "team", id))
}

/// An id in a body: absent, or one that can be read.
fn id_if_any<T>(
    caller: &Caller,
    field: &str,
    id: Option<&String>,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    id.map(|id| parse(id).ok_or_else(|| invalid(caller, field, id)))
        .transpose()
}

fn role_of(caller: &Caller, code: &str) -> Result<Role, Problem> {
    Role::from_code(code)
        .filter(|role| *role != Role::System)
        .ok_or_else(|| invalid(caller, "role", code))
}
