//! People: list, one, created, changed, put into the trash, exported and erased; their places and
//! ways to reach them.

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use clientela_app::affiliate::PlaceChanges;
use clientela_app::answers::person::{
    PersonAnswer, PersonEntryAnswer, PersonExportAnswer, RetentionAnswer,
};
use clientela_app::edit_error::EditError;
use clientela_app::edit_person::{
    ContactDraft, PersonChanges, PersonField, change_person, create_person, delete_person,
    erase_person,
};
use clientela_app::export_cards::{card_version, export_cards};
use clientela_app::export_person::export_person;
use clientela_app::list_people::{PeopleQuery, PlaceChoice, cursor_of, cursor_text, list_people};
use clientela_app::people_retention::people_retention;
use clientela_app::show_person::{entry_answer, show_person};
use clientela_domain::concentration::Class;
use clientela_domain::ids::{AccountId, PersonId};
use clientela_domain::key_criteria::Verdict;
use clientela_store::people::{Consent, PersonSort};
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::account_records::text_of;
use super::accounts::ListParameters;
use super::affiliations::PlaceBody;
use super::caller::Caller;
use super::cursor;
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::similar;

use super::versions::{if_match, or_both_versions, versioned};

/// People on one page unless asked otherwise, and at most.
const LIMIT_DEFAULT: usize = 50;
const LIMIT_MAX: usize = 500;

/// The order of people unless asked otherwise.
const SORT_USUAL: &str = "name";

/// The name of the list in its cursors: a place belongs to one order.
fn list_id(sort: &str) -> String {
    format!("people {sort}")
}

/// Addresses of this part.
pub fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/people", get(list).post(create))
        .route("/api/v1/people/retention", get(retention))
        .route(
            "/api/v1/people/{id}",
            get(show).patch(change).delete(remove),
        )
        .route("/api/v1/people/{id}/export", get(export))
        .route("/api/v1/people/{id}/card", get(card))
        .route("/api/v1/people/{id}/erase", post(erase))
}

#[derive(OpenApi)]
#[openapi(
    paths(list, create, retention, show, change, remove, export, card, erase),
    components(schemas(PersonBody, ContactBody))
)]
pub(super) struct PeopleApi;

/// Which people.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PeopleParameters {
    /// Beginnings of words of the name, in either alphabet.
    pub search: Option<String>,
    /// Id of a client: only people there.
    pub account: Option<String>,
    /// Only people at clients of this class: `A`, `B` or `C`.
    #[serde(rename = "account.class")]
    #[param(rename = "account.class")]
    pub class: Option<String>,
    /// Only people at clients of this verdict: `key`, `not_key` or `undecided`.
    #[serde(rename = "account.verdict")]
    #[param(rename = "account.verdict")]
    pub verdict: Option<String>,
    /// Only people at clients of this sector.
    #[serde(rename = "account.sector")]
    #[param(rename = "account.sector")]
    pub sector: Option<String>,
    /// Only people at clients of this owner: `me`, `none` or the id of a user.
    #[serde(rename = "account.owner")]
    #[param(rename = "account.owner")]
    pub owner: Option<String>,
    /// Only people at clients in this city.
    #[serde(rename = "account.city")]
    #[param(rename = "account.city")]
    pub city: Option<String>,
    /// Only people at clients with this tag.
    #[serde(rename = "account.tag")]
    #[param(rename = "account.tag")]
    pub tag: Option<String>,
    /// Only people at clients of this client's group.
    #[serde(rename = "account.group")]
    #[param(rename = "account.group")]
    pub group: Option<String>,
    /// Which places count: `present`, `former` or `all`.
    pub places: Option<String>,
    /// `unknown`, `given`, `refused` or `withdrawn`.
    pub consent: Option<String>,
    /// A language, two letters.
    pub language: Option<String>,
    /// `name`, `family` or `created`; with a leading `-` the other way round.
    pub sort: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<usize>,
    /// From the answer's `page.next`.
    pub cursor: Option<String>,
}

/// A page of people.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PeoplePage {
    /// People of the page.
    pub data: Vec<PersonEntryAnswer>,
    /// Where it goes on.
    pub page: CursorAnswer,
}

/// Where a list goes on.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CursorAnswer {
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// Records on a page.
    pub limit: usize,
}

/// Fields of a person. What is absent stays as it is, `null` empties a field.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[schema(example = json!({ "given_name": "Мария", "family_name": "Иванова", "contacts": [{ "kind": "mobile", "value": "0888 123 456" }] }))]
pub struct PersonBody {
    /// Given names; a new person needs a given or a family name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Form of address.
    pub honorific: Option<String>,
    /// Languages, two letters each.
    pub languages: Option<Vec<String>>,
    /// `unknown`, `given`, `refused` or `withdrawn`.
    pub consent: Option<String>,
    /// Day of the consent.
    pub consent_day: Option<String>,
    /// `unknown`, `consent`, `contract`, `legitimate_interest` or `legal_obligation`.
    pub lawful_basis: Option<String>,
    /// Day after which the data is to go.
    pub retain_until: Option<String>,
    /// Birthday; its year may be left out: `11-26`.
    pub birthday: Option<String>,
    /// Keys of other systems, each `system: key` or the key alone.
    pub codes: Option<Vec<String>>,
    /// A short note.
    pub note: Option<String>,
    /// All ways to reach the person.
    pub contacts: Option<Vec<ContactBody>>,
    /// The first place; only for a new person.
    pub affiliation: Option<PlaceBody>,
    /// Create the person although they resemble somebody in the book; only for a new person.
    pub accept_similar: Option<bool>,
}

/// A way to reach somebody.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
#[schema(example = json!({ "kind": "email", "value": "maria@rakita.example", "label": "служебен", "preferred": true }))]
pub struct ContactBody {
    /// Id, as answers have it; of no effect.
    pub contact: Option<String>,
    /// `phone`, `mobile`, `email`, `website`, `address` or `messenger`.
    pub kind: String,
    /// Number or address.
    pub value: String,
    /// What it is for.
    pub label: Option<String>,
    /// The one to use first.
    pub preferred: bool,
}

impl From<ContactBody> for ContactDraft {
    fn from(body: ContactBody) -> Self {
        Self {
            kind: body.kind,
            value: body.value,
            label: body.label.unwrap_or_default(),
            preferred: body.preferred,
        }
    }
}

fn invalid(caller: &Caller, field: &str, value: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
}

/// A word of a parameter, when one is given.
fn word<T>(
    caller: &Caller,
    field: &str,
    text: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Problem> {
    text.map(|text| read(text).ok_or_else(|| invalid(caller, field, text)))
        .transpose()
}

pub(super) fn person_id(caller: &Caller, id: &str) -> Result<PersonId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("person", id);
    PersonId::parse(id).ok_or_else(unknown)
}

impl PeopleParameters {
    fn query(&self, caller: &Caller) -> Result<PeopleQuery, Problem> {
        let clients = ListParameters {
            owner: self.owner.clone(),
            sector: self.sector.clone(),
            tag: self.tag.clone(),
            city: self.city.clone(),
            group: self.group.clone(),
            ..ListParameters::default()
        };
        let class = |id: &str| Class::ALL.into_iter().find(|class| class.id() == id);
        let sort = self.sort.as_deref().unwrap_or(SORT_USUAL);
        Ok(PeopleQuery {
            search: self.search.clone().unwrap_or_default(),
            account: word(caller, "account", self.account.as_deref(), AccountId::parse)?,
            clients: clients.filter(caller)?,
            class: word(caller, "account.class", self.class.as_deref(), class)?,
            verdict: word(
                caller,
                "account.verdict",
                self.verdict.as_deref(),
                Verdict::from_id,
            )?,
            places: word(
                caller,
                "places",
                self.places.as_deref(),
                PlaceChoice::from_code,
            )?
            .unwrap_or_default(),
            without_place: false,
            consent: word(
                caller,
                "consent",
                self.consent.as_deref(),
                Consent::from_code,
            )?,
            language: self.language.clone(),
            sort: word(
                caller,
                "sort",
                Some(sort.trim_start_matches('-')),
                PersonSort::from_code,
            )?
            .unwrap_or(PersonSort::Name),
            reversed: sort.starts_with('-'),
            after: cursor::place(caller, &list_id(sort), self.cursor.as_deref(), cursor_of)?,
            limit: self.limit.unwrap_or(LIMIT_DEFAULT).clamp(1, LIMIT_MAX),
        })
    }
}

/// People, by name unless sorted otherwise.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/people", params(PeopleParameters),
    responses((status = 200, body = PeoplePage), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<PeopleParameters>,
) -> Result<Json<PeoplePage>, Problem> {
    caller.require(Scope::Read)?;
    let query = asked.query(&caller)?;
    let found = list_people(&state.context, &caller.viewer, &query).await;
    let found = found.map_err(caller.problem())?;
    let next = found.next.as_ref();
    let sort = asked.sort.as_deref().unwrap_or(SORT_USUAL);
    Ok(Json(PeoplePage {
        data: found.rows.iter().map(entry_answer).collect(),
        page: CursorAnswer {
            next: next.map(|place| cursor::seal(&list_id(sort), &cursor_text(place))),
            limit: query.limit,
        },
    }))
}

pub(super) async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: PersonId,
) -> Result<PersonAnswer, Problem> {
    let page = show_person(&state.context, &caller.viewer, id).await;
    Ok(page.map_err(caller.problem())?.answer())
}

/// One person with places and ways to reach them.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/people/{id}", params(("id" = String, Path)),
    responses((status = 200, body = PersonAnswer), (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let answer = answer(&state, &caller, person_id(&caller, &id)?).await?;
    Ok(versioned(answer.version, answer))
}

/// A body as changes, and the first place of a new person.
pub(super) fn changes(
    caller: &Caller,
    body: &Map<String, Value>,
) -> Result<(PersonChanges, Option<PlaceChanges>), Problem> {
    let mut changes = PersonChanges::default();
    let mut place = None;
    for (name, value) in body {
        let refused = || invalid(caller, name, &value.to_string());
        match name.as_str() {
            "contacts" => {
                let contacts: Vec<ContactBody> =
                    serde_json::from_value(value.clone()).map_err(|_| refused())?;
                changes.contacts = Some(contacts.into_iter().map(ContactDraft::from).collect());
            }
            "affiliation" => {
                let body: PlaceBody =
                    serde_json::from_value(value.clone()).map_err(|_| refused())?;
                place = Some(body.into());
            }
            name => {
                let field = PersonField::from_code(name).ok_or_else(refused)?;
                let separator = if field == PersonField::Codes {
                    "\n"
                } else {
                    ","
                };
                let text = text_of(value, separator).ok_or_else(refused)?;
                changes.texts.push((field, text));
            }
        }
    }
    Ok((changes, place))
}

pub(super) async fn problem(
    state: &ApiState,
    caller: &Caller,
    id: PersonId,
    version: Option<i64>,
    error: impl Into<EditError>,
) -> Problem {
    or_both_versions(caller, version, error, async || {
        answer(state, caller, id).await
    })
    .await
}

/// Creates a person, with their first place when one is given. One who resembles somebody in the book is
/// held back (409 `similar_exists`, with whom they may be), unless `accept_similar` says to go on.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/people", request_body = PersonBody,
    responses((status = 201, body = PersonAnswer), (status = 401, body = Problem),
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
    let (changes, place) = changes(&caller, &body)?;
    let request = ("create person", &body);
    let answer = super::replay::once(&state, &caller, &headers, &request, async {
        if !accepted {
            let place = place.as_ref().and_then(|place| place.account.as_deref());
            similar::hold_back_person(&state, &caller, &changes, place).await?;
        }
        let created = create_person(&state.context, &caller.viewer, &changes, place.as_ref()).await;
        let id = created.map_err(caller.edit_problem())?;
        answer(&state, &caller, id).await
    })
    .await?;
    Ok((StatusCode::CREATED, answer).into_response())
}

/// Changes fields of a person (RFC 7396). `If-Match` with the version refuses to overwrite what
/// somebody else wrote.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(patch, path = "/api/v1/people/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)), request_body = PersonBody,
    responses((status = 200, body = PersonAnswer), (status = 404, body = Problem),
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
    let person = person_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    let (changes, place) = changes(&caller, &body)?;
    if place.is_some() {
        return Err(invalid(&caller, "affiliation", ""));
    }
    super::replay::once(&state, &caller, &headers, &(&id, version, &body), async {
        let changed =
            change_person(&state.context, &caller.viewer, person, version, &changes).await;
        match changed {
            Ok(_) => answer(&state, &caller, person).await,
            Err(error) => Err(problem(&state, &caller, person, version, error).await),
        }
    })
    .await
}

/// Puts a person into the trash.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(delete, path = "/api/v1/people/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    responses((status = 204), (status = 404, body = Problem), (status = 412, body = Problem)),
    security(("key" = ["write"])))]
pub async fn remove(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    let person = person_id(&caller, &id)?;
    let version = if_match(&headers, &caller)?;
    match delete_person(&state.context, &caller.viewer, person, version).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(error) => Err(problem(&state, &caller, person, version, error).await),
    }
}

/// All that is held about a person, without what is private to others.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/people/{id}/export", params(("id" = String, Path)),
    responses((status = 200, body = PersonExportAnswer), (status = 403, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn export(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<PersonExportAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let person = person_id(&caller, &id)?;
    let held = export_person(&state.context, &caller.viewer, person).await;
    Ok(Json(held.map_err(caller.problem())?))
}

/// Which version of vCard.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CardParameters {
    /// `3` or `4` (by default).
    pub version: Option<String>,
}

/// A person as a card (vCard), without opinions and notes.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/people/{id}/card",
    params(("id" = String, Path), CardParameters),
    responses((status = 200, body = String, content_type = "text/vcard"),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn card(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<CardParameters>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = person_id(&caller, &id)?;
    let number = asked.version.as_deref().unwrap_or_default();
    let version = card_version(number).ok_or_else(|| {
        let problem = Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts);
        problem.at("version", number)
    })?;
    let text = export_cards(&state.context, &caller.viewer, &[id], version)
        .await
        .map_err(caller.problem())?;
    let kind = [(CONTENT_TYPE, "text/vcard; charset=utf-8")];
    Ok((kind, text).into_response())
}

/// Erases a person's data for good; the record stays without a name.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/people/{id}/erase", params(("id" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)),
    security(("key" = ["write"])))]
pub async fn erase(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    let person = person_id(&caller, &id)?;
    let erased = erase_person(&state.context, &caller.viewer, person).await;
    erased.map_err(caller.problem())?;
    Ok(StatusCode::NO_CONTENT)
}

/// People whose data is due to go.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/people/retention",
    responses((status = 200, body = RetentionAnswer), (status = 401, body = Problem)),
    security(("key" = ["read"])))]
pub async fn retention(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<RetentionAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let due = people_retention(&state.context, &caller.viewer).await;
    Ok(Json(due.map_err(caller.problem())?.answer()))
}
