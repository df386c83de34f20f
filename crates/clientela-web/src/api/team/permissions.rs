//! What roles may do beyond the rule.

use axum::extract::State;
use clientela_app::answers::firm::PermissionsAnswer;
use clientela_app::grant_permissions;
use clientela_store::grants::Grantable;
use clientela_store::{Permission, Role};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{require, role_of};
use crate::api::ApiState;
use crate::api::caller::Caller;
use crate::api::input::Json;
use crate::api::problem::Problem;

/// Which roles see the firm's totals and which import.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/permissions",
    responses((status = 200, body = PermissionsAnswer), (status = 403, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn permissions(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<PermissionsAnswer>, Problem> {
    require(&caller, Permission::ManageUsers)?;
    let granted = grant_permissions::granted(&state.context, &caller.viewer).await;
    let granted = granted.map_err(caller.problem())?;
    Ok(Json(grant_permissions::answer(&granted)))
}

/// Roles that are given permissions; those that lead have them anyway.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "see_firm_totals": ["key_account_manager"], "import": [] }))]
pub struct PermissionsBody {
    /// Roles that see the firm's totals.
    pub see_firm_totals: Vec<String>,
    /// Roles that import files.
    pub import: Vec<String>,
}

/// Gives roles exactly these permissions.
///
/// # Errors
/// As a problem.
#[utoipa::path(put, path = "/api/v1/permissions", request_body = PermissionsBody,
    responses((status = 200, body = PermissionsAnswer), (status = 422, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn permit(
    state: State<ApiState>,
    caller: Caller,
    Json(body): Json<PermissionsBody>,
) -> Result<Json<PermissionsAnswer>, Problem> {
    require(&caller, Permission::ManageUsers)?;
    let mut wanted = Vec::new();
    for (roles, permission) in [
        (&body.see_firm_totals, Grantable::SeeFirmTotals),
        (&body.import, Grantable::Import),
    ] {
        for code in roles {
            let role = role_of(&caller, code)?;
            if !matches!(role, Role::Administrator | Role::Director) {
                wanted.push((role, permission));
            }
        }
    }
    grant_permissions::grant_permissions(&state.context, &caller.viewer, wanted)
        .await
        .map_err(caller.problem())?;
    permissions(state, caller).await
}
