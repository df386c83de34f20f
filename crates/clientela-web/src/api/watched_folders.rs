//! Which folders are watched: read, and chosen kind by kind.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::get;
use clientela_app::answers::watched::WatchedFoldersAnswer;
use clientela_app::watched_folders::{WatchedKind, choose_watched_folders, watched_folders};
use clientela_domain::ids::UserId;
use clientela_domain::records::FileKind;
use clientela_store::Permission;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::input::Json;
use super::managers::invalid;
use super::problem::Problem;
use super::versions::{if_match, or_both_versions, versioned};

/// What these routes add to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(show, choose))]
pub struct WatchedFoldersApi;

/// The routes.
pub fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/settings/watched-folders", get(show).put(choose))
}

/// Who chooses says in whose name files come. Asked before anything of the request is looked at.
fn require(caller: &Caller) -> Result<(), Problem> {
    caller.require(Scope::Admin)?;
    caller.permit(Permission::ManageUsers)
}

async fn answer(state: &ApiState, caller: &Caller) -> Result<WatchedFoldersAnswer, Problem> {
    let report = watched_folders(&state.context, &caller.viewer).await;
    Ok(WatchedFoldersAnswer::of(&report.map_err(caller.problem())?))
}

/// Which folders are watched.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/settings/watched-folders",
    responses((status = 200, body = WatchedFoldersAnswer)), security(("key" = ["admin"])))]
pub async fn show(State(state): State<ApiState>, caller: Caller) -> Result<Response, Problem> {
    require(&caller)?;
    let answer = answer(&state, &caller).await?;
    Ok(versioned(answer.version, answer))
}

/// The folders of the kinds that are named; the others stay.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "folders": [{ "kind": "sales", "folder": "erp/sales", "on": true }] }))]
pub struct WatchedFoldersBody {
    /// One for each kind that changes.
    pub folders: Vec<WatchedFolderBody>,
}

/// The folder of one kind of file.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WatchedFolderBody {
    /// What its files bring: `sales`, `accounts`, `people`, `interactions`, `obligations`, `gifts`
    /// or `support`.
    pub kind: String,
    /// The folder below the base the server was started with; `null` for none.
    pub folder: Option<String>,
    /// The user in whose name its files are imported; `null` for the program itself.
    pub user: Option<String>,
    /// Files are taken.
    pub on: bool,
}

impl WatchedFolderBody {
    fn read(self, caller: &Caller) -> Result<WatchedKind, Problem> {
        let kind = FileKind::from_code(&self.kind);
        let user = self
            .user
            .as_deref()
            .map(|text| UserId::parse(text).ok_or_else(|| invalid(caller, "user", text)));
        Ok(WatchedKind {
            kind: kind.ok_or_else(|| invalid(caller, "kind", &self.kind))?,
            folder: self.folder.unwrap_or_default(),
            user: user.transpose()?,
            on: self.on,
        })
    }
}

/// Chooses the folders that are watched. They lie below the folder the server was started with
/// (`--watch-base`); no link is followed.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/settings/watched-folders",
    params(("If-Match" = Option<String>, Header)), request_body = WatchedFoldersBody,
    responses((status = 200, body = WatchedFoldersAnswer)), security(("key" = ["admin"])))]
pub async fn choose(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<WatchedFoldersBody>,
) -> Result<Response, Problem> {
    require(&caller)?;
    let version = if_match(&headers, &caller)?;
    let read = |folder: WatchedFolderBody| folder.read(&caller);
    let kinds = body
        .folders
        .into_iter()
        .map(read)
        .collect::<Result<Vec<_>, _>>()?;
    let chosen = choose_watched_folders(&state.context, &caller.viewer, kinds, version).await;
    if let Err(error) = chosen {
        let now = async || answer(&state, &caller).await;
        return Err(or_both_versions(&caller, version, error, now).await);
    }
    let answer = answer(&state, &caller).await?;
    Ok(versioned(answer.version, answer))
}
