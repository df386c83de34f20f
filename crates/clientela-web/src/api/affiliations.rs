//! Ways to reach people, and their places at clients.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{patch, post};
use clientela_app::affiliate::{self, PlaceChanges};
use clientela_app::answers::person::PersonAnswer;
use clientela_app::edit_person::{ContactDraft, PersonChanges, change_person};
use clientela_app::show_person::show_person;
use clientela_domain::ids::AffiliationId;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::input::{Json, Path};
use super::people::{ContactBody, answer, person_id, problem};
use super::problem::Problem;
use super::versions::if_match;

/// Addresses of this part.
pub fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/people/{id}/contacts", post(add_contact))
        .route("/api/v1/people/{id}/affiliations", post(add_place))
        .route(
            "/api/v1/affiliations/{id}",
            patch(change_place).delete(remove_place),
        )
        .route("/api/v1/affiliations/{id}/move", post(move_on))
}

#[derive(OpenApi)]
#[openapi(
    paths(add_contact, add_place, change_place, remove_place, move_on),
    components(schemas(PlaceBody))
)]
pub(super) struct AffiliationsApi;

/// A person's place at a client.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "account": "00001", "title": "Търговски директор", "first_day": "2024-03" }))]
pub struct PlaceBody {
    /// The client: id, code or name. Of a place that exists it stays.
    pub account: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Department.
    pub unit: Option<String>,
    /// Since when: a day, a month or a year.
    pub first_day: Option<String>,
    /// Until when.
    pub last_day: Option<String>,
    /// They are not there any more; when absent, the last day says it.
    pub former: Option<bool>,
}

impl From<PlaceBody> for PlaceChanges {
    fn from(body: PlaceBody) -> Self {
        Self {
            account: body.account,
            title: body.title,
            unit: body.unit,
            first_day: body.first_day,
            last_day: body.last_day,
            former: body.former,
        }
    }
}

fn place_id(caller: &Caller, id: &str) -> Result<AffiliationId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("affiliation", id);
    AffiliationId::parse(id).ok_or_else(unknown)
}

/// Adds a way to reach a person.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/people/{id}/contacts", params(("id" = String, Path)),
    request_body = ContactBody,
    responses((status = 200, body = PersonAnswer), (status = 404, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn add_contact(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ContactBody>,
) -> Result<Json<Value>, Problem> {
    caller.require(Scope::Write)?;
    let person = person_id(&caller, &id)?;
    super::replay::once(&state, &caller, &headers, &(&id, &body), async {
        let now = show_person(&state.context, &caller.viewer, person).await;
        let now = now.map_err(caller.problem())?.person;
        let known = now.values.contacts.iter().map(|contact| ContactDraft {
            kind: contact.kind.code().to_owned(),
            value: contact.value.clone(),
            label: contact.label.clone(),
            preferred: contact.preferred,
        });
        let changes = PersonChanges {
            contacts: Some(known.chain([body.clone().into()]).collect()),
            ..PersonChanges::default()
        };
        let version = Some(now.version);
        let changed =
            change_person(&state.context, &caller.viewer, person, version, &changes).await;
        changed.map_err(caller.edit_problem())?;
        answer(&state, &caller, person).await
    })
    .await
}

/// Gives a person a place at a client.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/people/{id}/affiliations", params(("id" = String, Path)),
    request_body = PlaceBody,
    responses((status = 200, body = PersonAnswer), (status = 404, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn add_place(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PlaceBody>,
) -> Result<Json<Value>, Problem> {
    caller.require(Scope::Write)?;
    let person = person_id(&caller, &id)?;
    super::replay::once(&state, &caller, &headers, &(&id, &body), async {
        let changes = body.clone().into();
        let added = affiliate::add_place(&state.context, &caller.viewer, person, &changes).await;
        added.map_err(caller.edit_problem())?;
        answer(&state, &caller, person).await
    })
    .await
}

/// Changes a place; its client stays. A last day in the past makes it a former one.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(patch, path = "/api/v1/affiliations/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = PlaceBody,
    responses((status = 200, body = PersonAnswer), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change_place(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PlaceBody>,
) -> Result<Json<Value>, Problem> {
    caller.require(Scope::Write)?;
    let place = place_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    super::replay::once(&state, &caller, &headers, &(&id, version, &body), async {
        let before = affiliate::place(&state.context, &caller.viewer, place).await;
        let person = before.map_err(caller.problem())?.person_id;
        let changes = body.clone().into();
        let changed =
            affiliate::change_place(&state.context, &caller.viewer, place, version, &changes);
        match changed.await {
            Ok(_) => answer(&state, &caller, person).await,
            Err(error) => Err(problem(&state, &caller, person, version, error).await),
        }
    })
    .await
}

/// Moves a person from a place to another employer; the old place stays as a former one.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/affiliations/{id}/move", params(("id" = String, Path)),
    request_body = PlaceBody,
    responses((status = 200, body = PersonAnswer), (status = 404, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn move_on(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<PlaceBody>,
) -> Result<Json<Value>, Problem> {
    caller.require(Scope::Write)?;
    let place = place_id(&caller, &id)?;
    super::replay::once(&state, &caller, &headers, &("move", &id, &body), async {
        let before = affiliate::place(&state.context, &caller.viewer, place).await;
        let person = before.map_err(caller.problem())?.person_id;
        let changes = body.clone().into();
        let moved = affiliate::move_on(&state.context, &caller.viewer, place, &changes).await;
        moved.map_err(caller.edit_problem())?;
        answer(&state, &caller, person).await
    })
    .await
}

/// Removes a place that was written by mistake.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(delete, path = "/api/v1/affiliations/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204), (status = 404, body = Problem), (status = 412, body = Problem)),
    security(("key" = ["write"])))]
pub async fn remove_place(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    let place = place_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    let before = affiliate::place(&state.context, &caller.viewer, place).await;
    let person = before.map_err(caller.problem())?.person_id;
    match affiliate::remove_place(&state.context, &caller.viewer, place, version).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error) => Err(problem(&state, &caller, person, version, error).await),
    }
}
