//! Clients as records: created, changed field by field, put into the trash.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use clientela_app::answers::account::AccountAnswer;
use clientela_app::edit_account::{
    AccountChanges, AccountField, change_account, create_account, delete_account,
};
use clientela_app::edit_error::EditError;
use clientela_app::figures::FigureRequest;
use clientela_app::show_account::show_account;
use clientela_domain::ids::AccountId;
use clientela_store::tokens::Scope;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::{OpenApi, ToSchema};

use super::ApiState;
use super::accounts::account_id;
use super::caller::Caller;
use super::input::{Json, Path};
use super::problem::Problem;
use super::similar;
use super::versions::{if_match, or_both_versions};

/// Addresses of this part.
pub fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/accounts", post(create)).route(
        "/api/v1/accounts/{id}",
        axum::routing::patch(change).delete(remove),
    )
}

#[derive(OpenApi)]
#[openapi(paths(create, change, remove), components(schemas(AccountBody)))]
pub(super) struct AccountRecordsApi;

/// Fields of a client. What is absent stays as it is, `null` empties a field.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[schema(example = json!({ "name": "Ракита Ритейл АД", "city": "Пловдив", "tags": ["верига"] }))]
pub struct AccountBody {
    /// Name; required for a new client.
    pub name: Option<String>,
    /// Registered name, when it differs.
    pub legal_name: Option<String>,
    /// Legal form; taken from the name when absent.
    pub legal_form: Option<String>,
    /// Country, two letters.
    pub country: Option<String>,
    /// Registration number; a Bulgarian one must prove itself.
    pub registration_number: Option<String>,
    /// VAT number.
    pub vat_number: Option<String>,
    /// `retail_chain`, `specialised_store`, `finance`, `bank`, `services` or `other`.
    pub sector: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Web address.
    pub website: Option<String>,
    /// Owner: id, e-mail or name of a user.
    pub owner: Option<String>,
    /// Who stands in for the owner.
    pub substitute: Option<String>,
    /// The organisation above it: id, code or name.
    pub parent: Option<String>,
    /// Tags.
    pub tags: Option<Vec<String>>,
    /// Keys of other systems, each `system: key` or the key alone.
    pub codes: Option<Vec<String>>,
    /// `won`, `inherited`, `introduced`, `former_employee` or `foreign`.
    pub origin: Option<String>,
    /// More about how it came.
    pub origin_note: Option<String>,
    /// Since when it is a client: a day, a month or a year.
    pub acquired_on: Option<String>,
    /// Days between contacts.
    pub rhythm_days: Option<u32>,
    /// A short note.
    pub note: Option<String>,
    /// Create the client although it resembles one in the book; only for a new client.
    pub accept_similar: Option<bool>,
}

/// A body as texts by field; lists become one text.
pub(super) fn text_of(value: &Value, separator: &str) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let texts: Option<Vec<String>> = items.iter().map(code_text).collect();
            texts.map(|texts| texts.join(separator))
        }
        Value::Bool(_) | Value::Object(_) => None,
    }
}

/// An item of a list: a text, or `{system, code}` as answers write it.
fn code_text(item: &Value) -> Option<String> {
    match item {
        Value::String(text) => Some(text.clone()),
        Value::Object(code) => {
            let system = code
                .get("system")
                .and_then(Value::as_str)
                .unwrap_or_default();
            let code = code.get("code").and_then(Value::as_str)?;
            Some(if system.is_empty() {
                code.to_owned()
            } else {
                format!("{system}: {code}")
            })
        }
        _ => None,
    }
}

pub(super) fn changes(
    caller: &Caller,
    body: &Map<String, Value>,
) -> Result<AccountChanges, Problem> {
    let invalid = |field: &str, value: &str| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
    };
    body.iter()
        .map(|(name, value)| {
            let field = AccountField::from_code(name).ok_or_else(|| invalid(name, ""))?;
            let separator = if field == AccountField::Tags {
                ","
            } else {
                "\n"
            };
            let text = text_of(value, separator);
            let text = text.ok_or_else(|| invalid(name, &value.to_string()))?;
            Ok((field, text))
        })
        .collect()
}

pub(super) async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: AccountId,
) -> Result<AccountAnswer, Problem> {
    let request = FigureRequest::default();
    let page = show_account(&state.context, &caller.viewer, id, &request).await;
    Ok(page.map_err(caller.problem())?.answer())
}

/// A failure in words; a record changed meanwhile is answered with both versions.
async fn problem(
    state: &ApiState,
    caller: &Caller,
    id: AccountId,
    version: Option<i64>,
    error: impl Into<EditError>,
) -> Problem {
    or_both_versions(caller, version, error, async || {
        answer(state, caller, id).await
    })
    .await
}

/// Creates a client. One that resembles a client in the book is held back (409 `similar_exists`, with
/// what it may be), unless `accept_similar` says to go on.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/accounts", request_body = AccountBody,
    responses((status = 201, body = AccountAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(mut body): Json<Map<String, Value>>,
) -> Result<Response, Problem> {
    caller.require(Scope::Write)?;
    let accepted = similar::accepted(&caller, &mut body)?;
    let changes = changes(&caller, &body)?;
    let answer = super::replay::once(
        &state,
        &caller,
        &headers,
        &("create account", &body),
        async {
            if !accepted {
                similar::hold_back_account(&state, &caller, &changes).await?;
            }
            let created = create_account(&state.context, &caller.viewer, &changes).await;
            let id = created.map_err(caller.edit_problem())?;
            answer(&state, &caller, id).await
        },
    )
    .await?;
    Ok((StatusCode::CREATED, answer).into_response())
}

/// Changes fields of a client (RFC 7396). `If-Match` with the version refuses to overwrite what
/// somebody else wrote.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(patch, path = "/api/v1/accounts/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = AccountBody,
    responses((status = 200, body = AccountAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<Map<String, Value>>,
) -> Result<Json<Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = account_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    let changes = changes(&caller, &body)?;
    super::replay::once(&state, &caller, &headers, &(&id, version, &body), async {
        let changed =
            change_account(&state.context, &caller.viewer, account, version, &changes).await;
        match changed {
            Ok(_) => answer(&state, &caller, account).await,
            Err(error) => Err(problem(&state, &caller, account, version, error).await),
        }
    })
    .await
}

/// Puts a client into the trash.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(delete, path = "/api/v1/accounts/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 412, body = Problem)),
    security(("key" = ["write"])))]
pub async fn remove(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    let account = account_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    match delete_account(&state.context, &caller.viewer, account, version).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error) => Err(problem(&state, &caller, account, version, error).await),
    }
}
