//! Pairs that may be one: found, decided, merged and parted again.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use clientela_app::answers::duplicate::{
    DuplicatesAnswer, MergeAnswer, MergesAnswer, ScanStateAnswer, SimilarsAnswer,
};
use clientela_app::edit_account::AccountField;
use clientela_app::edit_person::{ContactDraft, PersonChanges, PersonField};
use clientela_app::find_similar;
use clientela_app::list_duplicates;
use clientela_app::merge_records::{self, MergeCommand, Take};
use clientela_app::scan_duplicates;
use clientela_domain::ids::{AccountId, DuplicatePairId, MergeId, PersonId};
use clientela_store::duplicate_pairs::{PairKind, PairState};
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::cursor;
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::replay::once;

/// Addresses of this part.
pub fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/duplicates", get(list))
        .route("/api/v1/duplicates/scan", get(scan_state).post(scan))
        .route("/api/v1/duplicates/{id}/different", post(different))
        .route("/api/v1/duplicates/{id}/reopen", post(reopen))
        .route("/api/v1/merges", get(merges))
        .route("/api/v1/merges/{id}/undo", post(undo))
        .route("/api/v1/accounts/similar", get(similar_accounts))
        .route("/api/v1/people/similar", get(similar_people))
        .route("/api/v1/accounts/{id}/merge", post(merge_accounts))
        .route("/api/v1/people/{id}/merge", post(merge_people))
        .route("/api/v1/accounts/{id}/codes", post(give_code))
}

#[derive(OpenApi)]
#[openapi(
    paths(
        list,
        scan_state,
        scan,
        different,
        reopen,
        merges,
        undo,
        similar_accounts,
        similar_people,
        merge_accounts,
        merge_people,
        give_code
    ),
    components(schemas(MergeBody, CodeBody))
)]
pub(super) struct DuplicatesApi;

/// Which pairs.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DuplicatesParameters {
    /// `account` (by default) or `person`.
    pub kind: Option<String>,
    /// `open` (by default), `different` or `merged`.
    pub state: Option<String>,
    /// At most so many, up to 100.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// What is known of a client.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AccountClues {
    /// Name.
    pub name: Option<String>,
    /// ЕИК or another registration number.
    pub registration_number: Option<String>,
    /// VAT number.
    pub vat_number: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Id of a client that is not meant.
    pub except: Option<String>,
}

/// What is known of a person.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PersonClues {
    /// Given names.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: Option<String>,
    /// Name of the client they work at.
    pub account: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Id of a person who is not meant.
    pub except: Option<String>,
}

/// The record that goes, and what the one that stays takes over from it.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "other": "01980000-0000-7000-8000-000000000002", "take": ["phone", "city"], "versions": [3, 1] }))]
pub struct MergeBody {
    /// Id of the record that goes.
    pub other: String,
    /// Names of the fields whose value is the other's. When absent, those the one that stays does not
    /// have itself.
    pub take: Option<Vec<String>>,
    /// Versions at which both were read: of the one that stays, of the other.
    pub versions: Option<(i64, i64)>,
}

/// A code of the sales files.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "code": "K00917" }))]
pub struct CodeBody {
    /// The code, or `n:` and the name a file without codes used.
    pub code: String,
}

fn wrong(caller: &Caller, field: &str, value: &str) -> Problem {
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
}

fn unknown(caller: &Caller, what: &str, id: &str) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at(what, id)
}

fn word<T>(
    caller: &Caller,
    (field, text): (&str, Option<&str>),
    otherwise: T,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, Problem> {
    match text {
        None => Ok(otherwise),
        Some(text) => read(text).ok_or_else(|| wrong(caller, field, text)),
    }
}

/// Pairs of which the caller sees both records, the most certain first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/duplicates", params(DuplicatesParameters),
    responses((status = 200, body = DuplicatesAnswer), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<DuplicatesParameters>,
) -> Result<Json<DuplicatesAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let kind = ("kind", asked.kind.as_deref());
    let kind = word(&caller, kind, PairKind::Account, PairKind::from_code)?;
    let pair_state = ("state", asked.state.as_deref());
    let pair_state = word(&caller, pair_state, PairState::Open, PairState::from_code)?;
    let list_id = format!("duplicates {} {}", kind.code(), pair_state.code());
    let after = cursor::place(&caller, &list_id, asked.cursor.as_deref(), |text| {
        let (bits, id) = text.split_once(' ')?;
        let probability = f64::from_bits(bits.parse().ok()?);
        Some((probability, DuplicatePairId::parse(id)?))
    })?;
    let (what, limit) = ((kind, pair_state), asked.limit.unwrap_or(100));
    let (context, viewer) = (&state.context, &caller.viewer);
    let found = list_duplicates::list_pairs_after(context, viewer, what, after, limit).await;
    let (found, next) = found.map_err(caller.problem())?;
    let sealed = |(probability, id): (f64, DuplicatePairId)| {
        cursor::seal(&list_id, &format!("{} {id}", probability.to_bits()))
    };
    Ok(Json(DuplicatesAnswer {
        next: next.map(sealed),
        ..DuplicatesAnswer::of(&found)
    }))
}

/// How far the scan is that runs now.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/duplicates/scan",
    responses((status = 200, body = ScanStateAnswer)), security(("key" = ["read"])))]
pub async fn scan_state(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<ScanStateAnswer>, Problem> {
    caller.require(Scope::Read)?;
    Ok(Json(state_of_scan(&state)))
}

fn state_of_scan(state: &ApiState) -> ScanStateAnswer {
    let running = scan_duplicates::running_scan(&state.context);
    let (done, total) = running.as_ref().map_or((0, 0), |scan| scan.counts());
    ScanStateAnswer {
        running: running.is_some(),
        done,
        total,
    }
}

/// Begins to look through the book in the background. While it runs, asking again is refused, so this
/// needs no idempotency key.
///
/// # Errors
/// As a problem; 409 while a scan runs.
#[utoipa::path(post, path = "/api/v1/duplicates/scan",
    responses((status = 202, body = ScanStateAnswer), (status = 403, body = Problem),
        (status = 409, body = Problem)),
    security(("key" = ["write"])))]
pub async fn scan(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<(StatusCode, Json<ScanStateAnswer>), Problem> {
    caller.require(Scope::Write)?;
    scan_duplicates::start_scan(&state.context, &caller.viewer).map_err(caller.problem())?;
    Ok((StatusCode::ACCEPTED, Json(state_of_scan(&state))))
}

async fn decide(
    state: &ApiState,
    caller: &Caller,
    id: &str,
    different: bool,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    let pair = DuplicatePairId::parse(id).ok_or_else(|| unknown(caller, "duplicate_pair", id))?;
    merge_records::hold_different(&state.context, &caller.viewer, pair, different)
        .await
        .map_err(caller.problem())?;
    Ok(StatusCode::NO_CONTENT)
}

/// Says that the two of a pair are different. Said twice, it stays said.
///
/// # Errors
/// As a problem; 409 for a merged pair.
#[utoipa::path(post, path = "/api/v1/duplicates/{id}/different", params(("id" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("key" = ["write"])))]
pub async fn different(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    decide(&state, &caller, &id, true).await
}

/// Puts a pair up for decision again.
///
/// # Errors
/// As a problem; 409 for a merged pair.
#[utoipa::path(post, path = "/api/v1/duplicates/{id}/reopen", params(("id" = String, Path)),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)),
    security(("key" = ["write"])))]
pub async fn reopen(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    decide(&state, &caller, &id, false).await
}

/// Merges of the last thirty days, the newest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/merges",
    responses((status = 200, body = MergesAnswer)), security(("key" = ["read"])))]
pub async fn merges(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<MergesAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let found = list_duplicates::recent_merges(&state.context, &caller.viewer).await;
    let found = found.map_err(caller.problem())?;
    Ok(Json(MergesAnswer {
        merges: found.iter().map(MergeAnswer::of).collect(),
    }))
}

/// Makes two records of one again. Asked twice, the second time is refused, so this needs no
/// idempotency key.
///
/// # Errors
/// As a problem; 422 when it is undone, older than thirty days, or what it needs is gone.
#[utoipa::path(post, path = "/api/v1/merges/{id}/undo", params(("id" = String, Path)),
    responses((status = 200, body = MergeAnswer), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn undo(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<MergeAnswer>, Problem> {
    caller.require(Scope::Write)?;
    let merge = MergeId::parse(&id).ok_or_else(|| unknown(&caller, "merge", &id))?;
    let undone = merge_records::unmerge(&state.context, &caller.viewer, merge).await;
    let undone = undone.map_err(caller.problem())?;
    Ok(Json(MergeAnswer {
        undone: true,
        ..MergeAnswer::of(&undone)
    }))
}

/// Clients the caller sees that these facts may be about: ask before creating one.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/similar", params(AccountClues),
    responses((status = 200, body = SimilarsAnswer)), security(("key" = ["read"])))]
pub async fn similar_accounts(
    State(state): State<ApiState>,
    caller: Caller,
    Query(clues): Query<AccountClues>,
) -> Result<Json<SimilarsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let fields = [
        (AccountField::Name, clues.name),
        (AccountField::RegistrationNumber, clues.registration_number),
        (AccountField::VatNumber, clues.vat_number),
        (AccountField::City, clues.city),
        (AccountField::Phone, clues.phone),
        (AccountField::Email, clues.email),
    ];
    let given = fields
        .into_iter()
        .filter_map(|(field, text)| Some((field, text?)));
    let typed = find_similar::organisation_typed(&given.collect());
    let except = clues.except.as_deref().and_then(AccountId::parse);
    let found = find_similar::similar_accounts(&state.context, &caller.viewer, &typed, except);
    let found = found.await.map_err(caller.problem())?;
    Ok(Json(SimilarsAnswer::of(&found)))
}

/// People the caller sees whom these facts may be about: ask before creating one.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/people/similar", params(PersonClues),
    responses((status = 200, body = SimilarsAnswer)), security(("key" = ["read"])))]
pub async fn similar_people(
    State(state): State<ApiState>,
    caller: Caller,
    Query(clues): Query<PersonClues>,
) -> Result<Json<SimilarsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let names = [
        (PersonField::GivenName, clues.given_name),
        (PersonField::FamilyName, clues.family_name),
    ];
    let contact = |(kind, value): (&str, Option<String>)| {
        value.map(|value| ContactDraft {
            kind: kind.to_owned(),
            value,
            ..ContactDraft::default()
        })
    };
    let contacts = [("phone", clues.phone), ("email", clues.email)];
    let changes = PersonChanges {
        texts: names
            .into_iter()
            .filter_map(|(field, text)| Some((field, text?)))
            .collect(),
        contacts: Some(contacts.into_iter().filter_map(contact).collect()),
    };
    let typed = find_similar::person_typed(&changes, clues.account.as_deref());
    let except = clues.except.as_deref().and_then(PersonId::parse);
    let found = find_similar::similar_people(&state.context, &caller.viewer, &typed, except);
    let found = found.await.map_err(caller.problem())?;
    Ok(Json(SimilarsAnswer::of(&found)))
}

fn take_of<Field>(
    caller: &Caller,
    body: &MergeBody,
    field: fn(&str) -> Option<Field>,
) -> Result<Take<Field>, Problem> {
    let Some(names) = &body.take else {
        return Ok(Take::Missing);
    };
    let known = |name: &String| field(name).ok_or_else(|| wrong(caller, "take", name));
    Ok(Take::Fields(
        names.iter().map(known).collect::<Result<_, _>>()?,
    ))
}

async fn merged(state: &ApiState, caller: &Caller, id: MergeId) -> Result<MergeAnswer, Problem> {
    let merge = list_duplicates::merge(&state.context, &caller.viewer, id).await;
    Ok(MergeAnswer::of(&merge.map_err(caller.problem())?))
}

/// Makes two clients one: the one of the address stays.
///
/// # Errors
/// As a problem; 409 when somebody changed one of them since.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/merge", params(("id" = String, Path)),
    request_body = MergeBody,
    responses((status = 200, body = MergeAnswer), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn merge_accounts(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<MergeBody>,
) -> Result<Json<Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = |id: &str| AccountId::parse(id).ok_or_else(|| unknown(&caller, "account", id));
    let command = MergeCommand {
        kept: account(&id)?,
        gone: account(&body.other)?,
        versions: body.versions,
        take: take_of(&caller, &body, AccountField::from_code)?,
    };
    once(&state, &caller, &headers, &("merge", &id, &body), async {
        let merge = merge_records::merge_accounts(&state.context, &caller.viewer, &command);
        // On the heap: a merge is too long for a stack shared with the request.
        let merge = Box::pin(merge).await;
        merged(&state, &caller, merge.map_err(caller.problem())?).await
    })
    .await
}

/// Makes two people one: the one of the address stays.
///
/// # Errors
/// As a problem; 409 when somebody changed one of them since.
#[utoipa::path(post, path = "/api/v1/people/{id}/merge", params(("id" = String, Path)),
    request_body = MergeBody,
    responses((status = 200, body = MergeAnswer), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn merge_people(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<MergeBody>,
) -> Result<Json<Value>, Problem> {
    caller.require(Scope::Write)?;
    let person = |id: &str| PersonId::parse(id).ok_or_else(|| unknown(&caller, "person", id));
    let command = MergeCommand {
        kept: person(&id)?,
        gone: person(&body.other)?,
        versions: body.versions,
        take: take_of(&caller, &body, PersonField::from_code)?,
    };
    once(&state, &caller, &headers, &("merge", &id, &body), async {
        let merge = merge_records::merge_people(&state.context, &caller.viewer, &command).await;
        merged(&state, &caller, merge.map_err(caller.problem())?).await
    })
    .await
}

/// Says that the lines of a code are this client's, now and in files to come.
///
/// # Errors
/// As a problem; 404 for a code nobody has.
#[utoipa::path(post, path = "/api/v1/accounts/{id}/codes", params(("id" = String, Path)),
    request_body = CodeBody,
    responses((status = 200), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn give_code(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<CodeBody>,
) -> Result<Json<Value>, Problem> {
    caller.require(Scope::Write)?;
    let to = AccountId::parse(&id).ok_or_else(|| unknown(&caller, "account", &id))?;
    once(&state, &caller, &headers, &("codes", &id, &body), async {
        let from = merge_records::give_code(&state.context, &caller.viewer, &body.code, to).await;
        let from = from.map_err(caller.problem())?;
        Ok(json!({ "code": body.code, "account": id, "before": from.to_string() }))
    })
    .await
}
