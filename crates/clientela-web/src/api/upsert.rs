//! Records another system sends again and again: clients and people by what it knows them by.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use clientela_app::answers::account::AccountAnswer;
use clientela_app::answers::duplicate::SimilarAnswer;
use clientela_app::answers::person::PersonAnswer;
use clientela_app::upsert_records::{
    AccountMatch, PersonMatch, Upserted, upsert_account, upsert_person,
};
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::account_records::{self, AccountBody};
use super::caller::Caller;
use super::input::{Json, Query};
use super::managers::invalid;
use super::people::{self, PersonBody};
use super::problem::Problem;
use super::replay::once;
use super::similar;

/// What these routes add to the description of the API.
#[derive(OpenApi)]
#[openapi(paths(account, person))]
pub struct UpsertApi;

/// The routes.
pub fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/accounts/upsert", post(account))
        .route("/api/v1/people/upsert", post(person))
}

/// By what a client is found.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AccountMatchParameters {
    /// `external_code` (the first of `codes`; without a system it may be the customer code of sales
    /// files), `registration_number` or `vat_number`.
    #[serde(rename = "match")]
    #[param(rename = "match", example = "external_code")]
    pub by: String,
}

/// A client that was created or changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UpsertedAccount {
    /// `created`, `updated` or `unchanged`.
    pub result: String,
    /// The client as it stands now.
    pub record: AccountAnswer,
    /// When it was created: others in the book that may be the same, the surest first.
    pub similar: Vec<SimilarAnswer>,
}

/// A person who was created or changed.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UpsertedPerson {
    /// `created`, `updated` or `unchanged`.
    pub result: String,
    /// The person as they stand now.
    pub record: PersonAnswer,
    /// When it was created: others in the book that may be the same, the surest first.
    pub similar: Vec<SimilarAnswer>,
}

/// 201 for what was created, 200 for the rest.
pub(super) fn status_of(answer: &Json<Value>) -> StatusCode {
    let result = answer.0.get("result").and_then(Value::as_str);
    if result == Some(Upserted::Created.code()) {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    }
}

/// Changes the client another system knows so, or creates it. What is absent stays; keys in `codes`
/// are added to those the client has.
///
/// # Errors
/// As a problem; 422 when several clients have the key.
#[utoipa::path(post, path = "/api/v1/accounts/upsert", params(AccountMatchParameters),
    request_body = AccountBody,
    responses((status = 200, body = UpsertedAccount), (status = 201, body = UpsertedAccount)),
    security(("key" = ["write"])))]
pub async fn account(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<AccountMatchParameters>,
    headers: HeaderMap,
    Json(mut body): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    caller.require(Scope::Write)?;
    // What is found by its key is no other record, and a new one is told with what it resembles.
    similar::accepted(&caller, &mut body)?;
    let by = AccountMatch::from_code(&asked.by);
    let by = by.ok_or_else(|| invalid(&caller, "match", &asked.by))?;
    let changes = account_records::changes(&caller, &body)?;
    let request = ("upsert account", &asked.by, &body);
    let answer = once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let done = Box::pin(upsert_account(context, viewer, by, &changes)).await;
        let (id, result) = done.map_err(caller.edit_problem())?;
        let like = match result {
            Upserted::Created => {
                let found = similar::accounts_like(&state, &caller, &changes, Some(id));
                found.await?.similar
            }
            _ => Vec::new(),
        };
        Ok(UpsertedAccount {
            result: result.code().to_owned(),
            record: account_records::answer(&state, &caller, id).await?,
            similar: like,
        })
    })
    .await?;
    Ok((status_of(&answer), answer).into_response())
}

/// By what a person is found.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PersonMatchParameters {
    /// `email` (the first e-mail among `contacts`) or `external_code` (the first of `codes`).
    #[serde(rename = "match")]
    #[param(rename = "match", example = "email")]
    pub by: String,
}

/// Changes the person another system knows so, or creates them. What is absent stays; `contacts` and
/// `codes` are added to those they have, the `affiliation` where they have no place at that client.
///
/// # Errors
/// As a problem; 422 when several people have the key.
#[utoipa::path(post, path = "/api/v1/people/upsert", params(PersonMatchParameters),
    request_body(content = PersonBody, example = json!({ "given_name": "Мария", "family_name": "Иванова",
        "contacts": [{ "kind": "email", "value": "maria@rakita.example" }] })),
    responses((status = 200, body = UpsertedPerson), (status = 201, body = UpsertedPerson)),
    security(("key" = ["write"])))]
pub async fn person(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<PersonMatchParameters>,
    headers: HeaderMap,
    Json(mut body): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    caller.require(Scope::Write)?;
    // What is found by its key is no other record, and a new one is told with what it resembles.
    similar::accepted(&caller, &mut body)?;
    let by = PersonMatch::from_code(&asked.by);
    let by = by.ok_or_else(|| invalid(&caller, "match", &asked.by))?;
    let (changes, place) = people::changes(&caller, &body)?;
    let request = ("upsert person", &asked.by, &body);
    let answer = once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let done = upsert_person(context, viewer, by, &changes, place.as_ref());
        let done = Box::pin(done).await;
        let (id, result) = done.map_err(caller.edit_problem())?;
        let like = match result {
            Upserted::Created => {
                let at = place.as_ref().and_then(|place| place.account.as_deref());
                let found = similar::people_like(&state, &caller, &changes, at, Some(id));
                found.await?.similar
            }
            _ => Vec::new(),
        };
        Ok(UpsertedPerson {
            result: result.code().to_owned(),
            record: people::answer(&state, &caller, id).await?,
            similar: like,
        })
    })
    .await?;
    Ok((status_of(&answer), answer).into_response())
}
