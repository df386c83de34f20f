//! Sales representatives of the ledger, and owners in bulk.

use axum::extract::State;
use axum::http::HeaderMap;
use clientela_app::answers::firm::{OwnersAnswer, OwnersUndoneAnswer, RepresentativesAnswer};
use clientela_app::assign_owners;
use clientela_domain::ids::UserId;
use clientela_store::Permission;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{id_if_any, not_found, require};
use crate::api::caller::Caller;
use crate::api::input::{Json, Path, Query};
use crate::api::problem::Problem;
use crate::api::{ApiState, replay};

/// Sales representatives as sales files write them, and the users they are.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/representatives",
    responses((status = 200, body = RepresentativesAnswer), (status = 403, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn representatives(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<RepresentativesAnswer>, Problem> {
    require(&caller, Permission::AssignOwners)?;
    let all = assign_owners::list_representatives(&state.context, &caller.viewer).await;
    let all = all.map_err(caller.problem())?;
    Ok(Json(RepresentativesAnswer {
        representatives: all
            .iter()
            .map(assign_owners::representative_answer)
            .collect(),
    }))
}

/// Which users representatives are; those not named stay as they are.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "links": [{ "name": "М. Иванова", "user": "0199b3c4-5d6e-7f80-9a1b-2c3d4e5f6071" }] }))]
pub struct LinksBody {
    /// Name as written, and the id of the user or nothing.
    pub links: Vec<LinkBody>,
}

/// Which user a representative is.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LinkBody {
    /// Name as written.
    pub name: String,
    /// Id of the user; nobody when absent.
    pub user: Option<String>,
}

/// Says which users representatives are.
///
/// # Errors
/// As a problem.
#[utoipa::path(put, path = "/api/v1/representatives", request_body = LinksBody,
    responses((status = 200, body = RepresentativesAnswer), (status = 422, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn link(
    state: State<ApiState>,
    caller: Caller,
    Json(body): Json<LinksBody>,
) -> Result<Json<RepresentativesAnswer>, Problem> {
    require(&caller, Permission::AssignOwners)?;
    let links = body
        .links
        .iter()
        .map(|link| {
            let user = id_if_any(&caller, "user", link.user.as_ref(), UserId::parse)?;
            Ok((link.name.clone(), user))
        })
        .collect::<Result<Vec<_>, Problem>>()?;
    assign_owners::link_representatives(&state.context, &caller.viewer, links)
        .await
        .map_err(caller.problem())?;
    representatives(state, caller).await
}

/// How owners are assigned.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "overwrite": false }))]
pub struct OwnersBody {
    /// Replace owners people set, too.
    pub overwrite: bool,
}

/// What assigning owners by the ledger would do.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/owners", params(OwnersBody),
    responses((status = 200, body = OwnersAnswer), (status = 403, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn propose(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<OwnersBody>,
) -> Result<Json<OwnersAnswer>, Problem> {
    require(&caller, Permission::AssignOwners)?;
    let found =
        assign_owners::propose_owners(&state.context, &caller.viewer, asked.overwrite).await;
    let found = found.map_err(caller.problem())?;
    Ok(Json(assign_owners::owners_answer(&found, None)))
}

/// Assigns owners by the ledger: whoever sold most lines of a client in the last twelve months.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/owners", request_body = OwnersBody,
    responses((status = 200, body = OwnersAnswer), (status = 403, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn assign(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<OwnersBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    require(&caller, Permission::AssignOwners)?;
    replay::once(&state, &caller, &headers, &body, async {
        let done = assign_owners::assign_owners(&state.context, &caller.viewer, body.overwrite)
            .await
            .map_err(caller.problem())?;
        Ok(assign_owners::owners_answer(&done.0, Some(&done.1)))
    })
    .await
}

/// Takes an assignment back; clients whose owner changed since keep the newer one.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/owners/{id}/undo", params(("id" = String, Path)),
    responses((status = 200, body = OwnersUndoneAnswer), (status = 404, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn undo(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<OwnersUndoneAnswer>, Problem> {
    require(&caller, Permission::AssignOwners)?;
    let id = uuid::Uuid::try_parse(&id).map_err(|_| not_found(&caller, "owner_assignment", &id))?;
    let undone = assign_owners::undo_owners(&state.context, &caller.viewer, id)
        .await
        .map_err(caller.problem())?;
    Ok(Json(OwnersUndoneAnswer {
        accounts: undone.accounts,
    }))
}
