//! Who is who at clients, and how they buy.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::people_map::{MapStatedAnswer, PeopleMapAnswer, PlaceholderAnswer};
use clientela_app::keep_people_map::{
    MapDraft, PlaceholderDraft, change_placeholder, node_of, show_placeholder, state, take_back,
    write_placeholder,
};
use clientela_app::people_map_answer::placeholder_answer;
use clientela_app::show_people_map::show_people_map;
use clientela_domain::day::Date;
use clientela_domain::estimate::Truth;
use clientela_domain::ids::{AccountId, MapStatementId, PersonId, PlaceholderId, UserId};
use clientela_domain::people_map::{Attitude, BuyingRole, Said, Strength, TieKind};
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{invalid, read};
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(
    show,
    say,
    mistake,
    add_placeholder,
    show_one_placeholder,
    set_placeholder
))]
pub(super) struct PeopleMapApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/accounts/{id}/people-map", get(show))
        .route("/api/v1/accounts/{id}/people-map/statements", post(say))
        .route(
            "/api/v1/accounts/{id}/people-map/placeholders",
            post(add_placeholder),
        )
        .route("/api/v1/map-statements/{id}/take-back", post(mistake))
        .route(
            "/api/v1/map-placeholders/{id}",
            get(show_one_placeholder).put(set_placeholder),
        )
}

/// Of which day.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct MapParameters {
    /// The map as it was on this day, ISO 8601; of today when absent.
    pub as_of: Option<String>,
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

pub(super) fn account_id(caller: &Caller, id: &str) -> Result<AccountId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("account", id);
    AccountId::parse(id).ok_or_else(unknown)
}

/// Who is who at a client, how it may decide, whom to win next.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/people-map",
    params(("id" = String, Path), MapParameters),
    responses((status = 200, body = PeopleMapAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<MapParameters>,
) -> Result<Json<PeopleMapAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let id = account_id(&caller, &id)?;
    let as_of = read(&caller, "as_of", asked.as_of.as_deref(), day)?;
    let map = show_people_map(&state.context, &caller.viewer, id, as_of).await;
    Ok(Json(map.map_err(caller.problem())?.answer()))
}

/// A tie to somebody else.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MapTieBody {
    /// To whom: id of a person or of a placeholder.
    pub to: String,
    /// `influences`, `opposes`, `friend` or `former_colleague`.
    pub kind: String,
    /// `weak`, `plain`, `strong`; `none` once it has ended; `plain` when absent.
    #[serde(default)]
    pub strength: Option<String>,
    /// Until when it held, ISO 8601; it still holds when absent.
    #[serde(default)]
    pub until: Option<String>,
}

/// What is said of somebody; at least one thing.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "about": "01900000-0000-7000-8000-000000000001", "roles": ["decider"],
    "attitude": "supporter", "influence": "4", "veto": "yes", "evidence": "протокол от 14.11" }))]
pub struct MapStatementsBody {
    /// About whom: id of a person or of a placeholder.
    pub about: String,
    /// Roles they have: `initiator`, `user`, `influencer`, `decider`, `buyer`, `gatekeeper`.
    pub roles: Vec<String>,
    /// Roles they have no longer.
    pub not_roles: Vec<String>,
    /// `blocker`, `opponent`, `neutral`, `supporter`, `champion` or `unknown`.
    pub attitude: Option<String>,
    /// `1` to `5`, or `unknown`.
    pub influence: Option<String>,
    /// `yes`, `no` or `unknown`: can they stop a decision alone?
    pub veto: Option<String>,
    /// To whom they report: id of a person or of a placeholder, or `none`.
    pub reports_to: Option<String>,
    /// Who of us is their counterpart: id of a user, or `none`.
    pub counterpart: Option<String>,
    /// Do they belong on the map?
    pub on_map: Option<bool>,
    /// A tie to somebody else.
    pub tie: Option<MapTieBody>,
    /// Since when it is so, ISO 8601; today when absent.
    pub day: Option<String>,
    /// Whence it is known.
    pub evidence: Option<String>,
}

/// `unknown`, or a word of its own.
fn or_unknown<T>(
    caller: &Caller,
    field: &'static str,
    text: Option<&str>,
    word: impl Fn(&str) -> Option<T>,
) -> Result<Option<Option<T>>, Problem> {
    read(caller, field, text, |text| match text {
        "unknown" => Some(None),
        text => word(text).map(Some),
    })
}

impl MapStatementsBody {
    async fn draft(
        &self,
        state: &ApiState,
        caller: &Caller,
        account: AccountId,
    ) -> Result<MapDraft, Problem> {
        let (context, viewer) = (&state.context, &caller.viewer);
        let mut said = Vec::new();
        for (field, roles, holds) in [
            ("roles", &self.roles, true),
            ("not_roles", &self.not_roles, false),
        ] {
            for role in roles {
                let role =
                    BuyingRole::from_code(role).ok_or_else(|| invalid(caller, field, role))?;
                said.push(Said::Role(role, holds));
            }
        }
        let attitude = or_unknown(
            caller,
            "attitude",
            self.attitude.as_deref(),
            Attitude::from_code,
        )?;
        said.extend(attitude.map(Said::Attitude));
        let influence = or_unknown(caller, "influence", self.influence.as_deref(), |text| {
            text.parse::<u8>().ok()
        })?;
        said.extend(influence.map(Said::Influence));
        let veto = or_unknown(caller, "veto", self.veto.as_deref(), |text| match text {
            "yes" => Some(Truth::True),
            "no" => Some(Truth::False),
            _ => None,
        })?;
        said.extend(veto.map(|veto| Said::Veto(veto.unwrap_or(Truth::Undecided))));
        match self.reports_to.as_deref() {
            Some("none") => said.push(Said::ReportsTo(None)),
            Some(id) => {
                let to = node_of(context, viewer, account, id).await;
                said.push(Said::ReportsTo(Some(to.map_err(caller.problem())?)));
            }
            None => {}
        }
        match self.counterpart.as_deref() {
            Some("none") => said.push(Said::Counterpart(None)),
            Some(id) => {
                let user = UserId::parse(id).ok_or_else(|| invalid(caller, "counterpart", id))?;
                said.push(Said::Counterpart(Some(user)));
            }
            None => {}
        }
        said.extend(self.on_map.map(Said::Place));
        let mut until = None;
        if let Some(tie) = &self.tie {
            let kind =
                TieKind::from_code(&tie.kind).ok_or_else(|| invalid(caller, "kind", &tie.kind))?;
            let strength = match tie.strength.as_deref() {
                Some("none") => None,
                text => Some(
                    read(caller, "strength", text, Strength::from_code)?.unwrap_or(Strength::Plain),
                ),
            };
            let to = node_of(context, viewer, account, &tie.to).await;
            said.push(Said::Tie(kind, to.map_err(caller.problem())?, strength));
            until = read(caller, "until", tie.until.as_deref(), day)?;
        }
        if said.is_empty() {
            return Err(invalid(caller, "roles", ""));
        }
        let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        Ok(MapDraft {
            said,
            day: text(read(caller, "day", self.day.as_deref(), day)?),
            until: text(until),
            evidence: self.evidence.clone().unwrap_or_default(),
        })
    }
}

/// Says who somebody is at a client.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/people-map/statements",
    params(("id" = String, Path)), request_body = MapStatementsBody,
    responses((status = 200, body = MapStatedAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn say(
    State(state_of): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<MapStatementsBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = account_id(&caller, &id)?;
    PersonId::parse(&body.about).ok_or_else(|| invalid(&caller, "about", &body.about))?;
    let request = (id, "statements", &body);
    super::replay::once(&state_of, &caller, &headers, &request, async {
        let (context, viewer) = (&state_of.context, &caller.viewer);
        show_people_map(context, viewer, account, None)
            .await
            .map_err(caller.problem())?;
        let about = node_of(context, viewer, account, &body.about).await;
        let about = about.map_err(caller.problem())?;
        let draft = body.draft(&state_of, &caller, account).await?;
        let written = state(context, viewer, account, about, &draft).await;
        let written = written.map_err(caller.problem())?;
        Ok(MapStatedAnswer {
            statements: written.iter().map(ToString::to_string).collect(),
        })
    })
    .await
}

/// Takes a statement back: it was a mistake, stays and counts no longer.
///
/// # Errors
/// As a problem; 409 when it is taken back already.
#[utoipa::path(post, path = "/api/v1/map-statements/{id}/take-back", params(("id" = String, Path)),
    responses((status = 200, body = MapStatedAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("key" = ["write"])))]
pub async fn mistake(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("map_statement", &id);
    let statement = MapStatementId::parse(&id).ok_or_else(unknown)?;
    super::replay::once(
        &state,
        &caller,
        &headers,
        &(id.clone(), "take-back"),
        async {
            take_back(&state.context, &caller.viewer, &[statement])
                .await
                .map_err(caller.problem())?;
            Ok(MapStatedAnswer {
                statements: vec![statement.to_string()],
            })
        },
    )
    .await
}

/// Somebody with a part in the purchase whom nobody knows yet.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "title": "ръководител „Логистика“", "unit": "Логистика" }))]
pub struct PlaceholderBody {
    /// What they are there.
    pub title: Option<String>,
    /// Department.
    pub unit: Option<String>,
    /// Id of the person they turned out to be; `none` when that was a mistake.
    pub person: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl PlaceholderBody {
    fn onto(&self, caller: &Caller, base: PlaceholderDraft) -> Result<PlaceholderDraft, Problem> {
        let person = match self.person.as_deref() {
            None => base.person,
            Some("none") => None,
            Some(id) => Some(PersonId::parse(id).ok_or_else(|| invalid(caller, "person", id))?),
        };
        Ok(PlaceholderDraft {
            title: self.title.clone().unwrap_or(base.title),
            unit: self.unit.clone().unwrap_or(base.unit),
            person,
        })
    }
}

async fn placeholder_now(
    state: &ApiState,
    caller: &Caller,
    id: PlaceholderId,
) -> Result<PlaceholderAnswer, Problem> {
    let found = show_placeholder(&state.context, &caller.viewer, id).await;
    Ok(placeholder_answer(&found.map_err(caller.problem())?))
}

/// Puts somebody nobody knows yet on a client's map.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/people-map/placeholders",
    params(("id" = String, Path)), request_body = PlaceholderBody,
    responses((status = 200, body = PlaceholderAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn add_placeholder(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PlaceholderBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = account_id(&caller, &id)?;
    super::replay::once(
        &state,
        &caller,
        &headers,
        &(id, "placeholder", &body),
        async {
            let draft = body.onto(&caller, PlaceholderDraft::default())?;
            let written = write_placeholder(&state.context, &caller.viewer, account, &draft).await;
            placeholder_now(&state, &caller, written.map_err(caller.problem())?).await
        },
    )
    .await
}

fn placeholder_id(caller: &Caller, id: &str) -> Result<PlaceholderId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("map_placeholder", id);
    PlaceholderId::parse(id).ok_or_else(unknown)
}

/// Somebody nobody knows yet.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/map-placeholders/{id}", params(("id" = String, Path)),
    responses((status = 200, body = PlaceholderAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show_one_placeholder(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = placeholder_id(&caller, &id)?;
    let answer = placeholder_now(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes somebody nobody knew, or says who it is; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/map-placeholders/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = PlaceholderBody,
    responses((status = 200, body = PlaceholderAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn set_placeholder(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PlaceholderBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = placeholder_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_placeholder(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let base = PlaceholderDraft {
            title: now.placeholder.title.clone(),
            unit: now.placeholder.unit.clone(),
            person: now.placeholder.person_id,
        };
        let draft = body.onto(&caller, base)?;
        let based_on = version.unwrap_or(now.version);
        match change_placeholder(context, viewer, id, &draft, based_on).await {
            Ok(_) => placeholder_now(&state, &caller, id).await,
            Err(error) => {
                let now = async || placeholder_now(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}
