//! Teams as a tree.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use clientela_app::answers::firm::{TeamAnswer, TeamsAnswer};
use clientela_app::keep_teams;
use clientela_domain::ids::{TeamId, UserId};
use clientela_store::Permission;
use clientela_store::teams::TeamFields;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{id_if_any, not_found, require, team_id};
use crate::api::caller::Caller;
use crate::api::input::{Json, Path};
use crate::api::problem::Problem;
use crate::api::versions::{or_both_versions, version_of, versioned};
use crate::api::{ApiState, replay};

/// Teams, each followed by those below it.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/teams",
    responses((status = 200, body = TeamsAnswer), (status = 403, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn teams(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<TeamsAnswer>, Problem> {
    require(&caller, Permission::ManageUsers)?;
    let tree = keep_teams::team_tree(&state.context, &caller.viewer).await;
    let tree = tree.map_err(caller.problem())?;
    Ok(Json(TeamsAnswer {
        teams: tree.iter().map(keep_teams::answer).collect(),
    }))
}

/// A team; on a change, what is absent stays and an empty id clears it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "name": "Север" }))]
pub struct TeamBody {
    /// Name.
    pub name: Option<String>,
    /// Id of the team it belongs to, or empty.
    pub parent: Option<String>,
    /// Id of the user who leads it, or empty.
    pub leader: Option<String>,
    /// Version the change is based on, where no `If-Match` says it; any when absent.
    pub version: Option<i64>,
}

impl TeamBody {
    fn over(&self, caller: &Caller, now: TeamFields) -> Result<TeamFields, Problem> {
        let given = |id: &Option<String>| id.clone().filter(|id| !id.is_empty());
        let parent = id_if_any(
            caller,
            "parent",
            given(&self.parent).as_ref(),
            TeamId::parse,
        )?;
        let leader = id_if_any(
            caller,
            "leader",
            given(&self.leader).as_ref(),
            UserId::parse,
        )?;
        Ok(TeamFields {
            name: self.name.clone().unwrap_or(now.name),
            parent_id: if self.parent.is_some() {
                parent
            } else {
                now.parent_id
            },
            leader_id: if self.leader.is_some() {
                leader
            } else {
                now.leader_id
            },
        })
    }
}

/// Adds a team.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/teams", request_body = TeamBody,
    responses((status = 200, body = TeamAnswer), (status = 422, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn create_team(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<TeamBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    require(&caller, Permission::ManageUsers)?;
    replay::once(&state, &caller, &headers, &body, async {
        let fields = body.over(&caller, TeamFields::default())?;
        let id = keep_teams::create_team(&state.context, &caller.viewer, fields)
            .await
            .map_err(caller.problem())?;
        team_answer(&state, &caller, id).await
    })
    .await
}

async fn team_answer(state: &ApiState, caller: &Caller, id: TeamId) -> Result<TeamAnswer, Problem> {
    let tree = keep_teams::team_tree(&state.context, &caller.viewer).await;
    let tree = tree.map_err(caller.problem())?;
    tree.iter()
        .find(|one| one.team.id == id)
        .map(keep_teams::answer)
        .ok_or_else(|| not_found(caller, "team", &id.to_string()))
}

/// Changes a team.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(patch, path = "/api/v1/teams/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = TeamBody,
    responses((status = 200, body = TeamAnswer), (status = 422, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn change_team(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<TeamBody>,
) -> Result<Response, Problem> {
    require(&caller, Permission::ManageUsers)?;
    let id = team_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let tree = keep_teams::team_tree(&state.context, &caller.viewer).await;
    let now = tree
        .map_err(caller.problem())?
        .into_iter()
        .find(|one| one.team.id == id)
        .ok_or_else(|| not_found(&caller, "team", &id.to_string()))?;
    let fields = body.over(&caller, now.team.fields())?;
    let changed =
        keep_teams::change_team(&state.context, &caller.viewer, id, fields, version).await;
    let now = async || team_answer(&state, &caller, id).await;
    match changed {
        Ok(version) => Ok(versioned(version, now().await?)),
        Err(error) => Err(or_both_versions(&caller, version, error, now).await),
    }
}

/// Removes a team; its members and the teams below it move up.
///
/// # Errors
/// As a problem.
#[utoipa::path(delete, path = "/api/v1/teams/{id}", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)), security(("key" = ["admin"])))]
pub async fn remove_team(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    require(&caller, Permission::ManageUsers)?;
    let id = team_id(&caller, &id)?;
    keep_teams::remove_team(&state.context, &caller.viewer, id)
        .await
        .map_err(caller.problem())?;
    Ok(StatusCode::NO_CONTENT)
}
