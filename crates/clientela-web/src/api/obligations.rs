//! What we and our clients owe each other, and how both keep their word.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::obligations::{
    ObligationAnswer, ObligationWrittenAnswer, ObligationsAnswer, PromiseLineAnswer, TrustAnswer,
};
use clientela_app::jot_promise::jot_promise;
use clientela_app::keep_obligations::{
    EventDraft, ObligationDraft, change_obligation, draft_of, record_event, renegotiate,
    show_obligation, take_back, write_obligation,
};
use clientela_app::list_next_steps::DueGroup;
use clientela_app::list_obligations::{
    ObligationOwner, ObligationQuery, list_obligations, read_cursor, show_obligation_line,
};
use clientela_app::measure_trust::bond_with;
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, InteractionId, ObligationId, PersonId, UserId};
use clientela_domain::obligations::{Event, Group, ObligationKind, Origin, Party};
use clientela_store::obligations::ObligationOrder;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{invalid, limit_of, read, told};
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(
    list,
    create,
    jot,
    show,
    change,
    record,
    agree_anew,
    take_back_last,
    trust
))]
pub(super) struct ObligationsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/obligations", get(list).post(create))
        .route("/api/v1/obligations/line", post(jot))
        .route("/api/v1/obligations/{id}", get(show).put(change))
        .route("/api/v1/obligations/{id}/events", post(record))
        .route("/api/v1/obligations/{id}/renegotiate", post(agree_anew))
        .route("/api/v1/obligations/{id}/take-back", post(take_back_last))
        .route("/api/v1/accounts/{id}/trust", get(trust))
}

/// Which obligations.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ObligationParameters {
    /// Of this client.
    pub account: Option<String>,
    /// With this person.
    pub person: Option<String>,
    /// Of this user, of the key's (`me`) or of `nobody`.
    pub owner: Option<String>,
    /// What this side owes: `us` or `them`.
    pub debtor: Option<String>,
    /// `open`, `due`, `kept`, `kept_late`, `broken`, `waived`, `renegotiated` or `ended`.
    pub group: Option<String>,
    /// Of this kind.
    pub kind: Option<String>,
    /// From there.
    pub origin: Option<String>,
    /// `overdue`, `today`, `week`, `later` or `undated`.
    pub due: Option<String>,
    /// Words in it.
    pub search: Option<String>,
    /// `due`, or `made` for the latest promised first.
    pub sort: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

/// Obligations, the earliest due first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/obligations", params(ObligationParameters),
    responses((status = 200, body = ObligationsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<ObligationParameters>,
) -> Result<Json<ObligationsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let owner = |text: &str| match text {
        "me" => caller.viewer.user.map(ObligationOwner::User),
        "nobody" => Some(ObligationOwner::Nobody),
        other => UserId::parse(other).map(ObligationOwner::User),
    };
    let one = |text: &Option<String>| text.clone();
    let query = ObligationQuery {
        account: read(
            &caller,
            "account",
            asked.account.as_deref(),
            AccountId::parse,
        )?,
        person: read(&caller, "person", asked.person.as_deref(), PersonId::parse)?,
        owner: read(&caller, "owner", asked.owner.as_deref(), owner)?.unwrap_or_default(),
        debtor: read(&caller, "debtor", asked.debtor.as_deref(), Party::from_code)?,
        groups: Vec::from_iter(read(
            &caller,
            "group",
            asked.group.as_deref(),
            Group::from_code,
        )?),
        kind: read(
            &caller,
            "kind",
            asked.kind.as_deref(),
            ObligationKind::from_code,
        )?,
        origin: read(
            &caller,
            "origin",
            asked.origin.as_deref(),
            Origin::from_code,
        )?,
        due: read(&caller, "due", asked.due.as_deref(), DueGroup::from_code)?,
        search: one(&asked.search).unwrap_or_default(),
        order: read(
            &caller,
            "sort",
            asked.sort.as_deref(),
            ObligationOrder::from_code,
        )?
        .unwrap_or(ObligationOrder::Due),
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
        ..ObligationQuery::default()
    };
    let page = list_obligations(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// What is written about an obligation.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001", "debtor": "us",
    "what": "Да пратим мостри", "kind": "delivery", "due": "2026-12-15" }))]
pub struct ObligationBody {
    /// With which client; not taken when an obligation is changed.
    pub account: Option<String>,
    /// Who owes: `us` or `them`; not taken when an obligation is changed.
    pub debtor: Option<String>,
    /// What.
    pub what: Option<String>,
    /// `quality`, `delivery`, `deadline`, `service`, `payment`, `information`, `reference`,
    /// `protection` or `other`.
    pub kind: Option<String>,
    /// `clause`, `interaction`, `custom` or `support`.
    pub origin: Option<String>,
    /// Where it is written.
    pub source: Option<String>,
    /// The interaction it comes from.
    pub interaction: Option<String>,
    /// The support it comes from.
    pub support: Option<String>,
    /// What has to come true first.
    pub condition: Option<String>,
    /// Who of the client's people.
    pub person: Option<String>,
    /// Who of us; the key's user when absent.
    pub owner: Option<String>,
    /// Since when, ISO 8601, also `1998`, `1998-05` or `-0043-07-28`; today when absent.
    pub made_on: Option<String>,
    /// Until when, ISO 8601; open when absent.
    pub due: Option<String>,
    /// Days after it within which it still counts as kept.
    pub grace_days: Option<u16>,
    /// From 1 to 3.
    pub importance: Option<u8>,
    /// Worth at least, a decimal string.
    pub value_low: Option<String>,
    /// Worth at most, a decimal string.
    pub value_high: Option<String>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// A kindness that binds nobody.
    pub gift: Option<bool>,
    /// The other side has not accepted it yet.
    pub proposed: Option<bool>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl ObligationBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: ObligationDraft) -> Result<ObligationDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let day = |field, text: &Option<String>| {
            read(caller, field, text.as_deref(), |text| {
                text.parse::<clientela_domain::day::Date>().ok()
            })
        };
        let money =
            |field, text: &Option<String>| read(caller, field, text.as_deref(), Amount::parse);
        Ok(ObligationDraft {
            what: text(&self.what, base.what),
            kind: read(
                caller,
                "kind",
                self.kind.as_deref(),
                ObligationKind::from_code,
            )?
            .unwrap_or(base.kind),
            origin: read(caller, "origin", self.origin.as_deref(), Origin::from_code)?
                .unwrap_or(base.origin),
            source: text(&self.source, base.source),
            interaction: read(
                caller,
                "interaction",
                self.interaction.as_deref(),
                InteractionId::parse,
            )?
            .or(base.interaction),
            support: super::support::read_id(caller, self.support.as_deref())?.or(base.support),
            condition: text(&self.condition, base.condition),
            person: read(caller, "person", self.person.as_deref(), PersonId::parse)?
                .or(base.person),
            owner: read(caller, "owner", self.owner.as_deref(), UserId::parse)?.or(base.owner),
            made_on: read(caller, "made_on", self.made_on.as_deref(), told)?
                .map_or(base.made_on, |day| day.to_string()),
            due: day("due", &self.due)?.map_or(base.due, |day| day.to_string()),
            grace_days: self.grace_days.unwrap_or(base.grace_days),
            importance: self.importance.unwrap_or(base.importance),
            value: (
                money("value_low", &self.value_low)?.or(base.value.0),
                money("value_high", &self.value_high)?.or(base.value.1),
            ),
            currency: read(
                caller,
                "currency",
                self.currency.as_deref(),
                Currency::from_code,
            )?
            .or(base.currency),
            is_gift: self.gift.unwrap_or(base.is_gift),
            is_proposed: self.proposed.unwrap_or(base.is_proposed),
            debtor: base.debtor,
        })
    }
}

/// Writes an obligation down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/obligations", request_body = ObligationBody,
    responses((status = 200, body = ObligationWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<ObligationBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = read(
        &caller,
        "account",
        body.account.as_deref(),
        AccountId::parse,
    )?
    .ok_or_else(|| invalid(&caller, "account", ""))?;
    let debtor = read(&caller, "debtor", body.debtor.as_deref(), Party::from_code)?
        .ok_or_else(|| invalid(&caller, "debtor", ""))?;
    let draft = body.onto(&caller, ObligationDraft::new(debtor, ""))?;
    super::replay::once(&state, &caller, &headers, &("obligation", &body), async {
        let written = write_obligation(&state.context, &caller.viewer, account, &draft).await;
        Ok(ObligationWrittenAnswer {
            obligation: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

/// A line about a promise.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "line": "до 15.12 да пратим мостри на Мария #изгрев", "dry_run": true }))]
pub struct PromiseLineBody {
    /// Until when, who does what for whom, at which client.
    pub line: String,
    /// Say what it means and write nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// Writes an obligation down in one line, when nothing stays open.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/obligations/line", request_body = PromiseLineBody,
    responses((status = 200, body = PromiseLineAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn jot(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<PromiseLineBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    super::replay::once(&state, &caller, &headers, &("promise", &body), async {
        jot_promise(&state.context, &caller.viewer, &body.line, body.dry_run)
            .await
            .map_err(caller.problem())
    })
    .await
}

fn obligation_id(caller: &Caller, id: &str) -> Result<ObligationId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("obligation", id);
    ObligationId::parse(id).ok_or_else(unknown)
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: ObligationId,
) -> Result<ObligationAnswer, Problem> {
    let line = show_obligation_line(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One obligation with everything that happened to it.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/obligations/{id}", params(("id" = String, Path)),
    responses((status = 200, body = ObligationAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = obligation_id(&caller, &id)?;
    let answer = answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes what is written about an obligation; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/obligations/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = ObligationBody,
    responses((status = 200, body = ObligationAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ObligationBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = obligation_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_obligation(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let based_on = version.unwrap_or(now.version);
        match change_obligation(context, viewer, id, &draft, based_on).await {
            Ok(_) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// Something that happened to an obligation.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "event": "discharge", "day": "2026-11-20", "note": "товарителница" }))]
pub struct ObligationEventBody {
    /// `accept_unconditional`, `accept_conditional`, `reject`, `withdraw`, `lapse`,
    /// `antecedent_true`, `antecedent_failed`, `release`, `cancel`, `discharge`, `contest`,
    /// `resolve_kept` or `resolve_broken`.
    pub event: String,
    /// When, ISO 8601; today when absent.
    #[serde(default)]
    pub day: Option<String>,
    /// Proof or a reason.
    #[serde(default)]
    pub note: Option<String>,
}

fn event_of(
    caller: &Caller,
    event: Event,
    day: Option<&str>,
    note: Option<&String>,
) -> Result<EventDraft, Problem> {
    let day = read(caller, "day", day, told)?;
    Ok(EventDraft {
        event,
        day: day.map(|day| day.to_string()).unwrap_or_default(),
        note: note.cloned().unwrap_or_default(),
    })
}

/// Writes down what happened to an obligation.
///
/// # Errors
/// As a problem; 409 when that cannot have happened to it.
#[utoipa::path(post, path = "/api/v1/obligations/{id}/events", params(("id" = String, Path)),
    request_body = ObligationEventBody,
    responses((status = 200, body = ObligationAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn record(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<ObligationEventBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = obligation_id(&caller, &id)?;
    let event =
        Event::from_code(&body.event).ok_or_else(|| invalid(&caller, "event", &body.event))?;
    let draft = event_of(&caller, event, body.day.as_deref(), body.note.as_ref())?;
    super::replay::once(&state, &caller, &headers, &(id.to_string(), &body), async {
        record_event(&state.context, &caller.viewer, id, &draft, None)
            .await
            .map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}

/// A new agreement in place of an obligation; what is not given stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "due": "2027-01-15", "note": "по молба на клиента" }))]
pub struct RenegotiationBody {
    /// What from now on.
    pub what: Option<String>,
    /// Until when from now on, ISO 8601.
    pub due: Option<String>,
    /// When it was agreed, ISO 8601; today when absent.
    pub day: Option<String>,
    /// Why.
    pub note: Option<String>,
}

/// Both sides agreed on something else: the obligation ends, another one takes its place.
///
/// # Errors
/// As a problem; 409 when it can no longer be renegotiated.
#[utoipa::path(post, path = "/api/v1/obligations/{id}/renegotiate", params(("id" = String, Path)),
    request_body = RenegotiationBody,
    responses((status = 200, body = ObligationWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn agree_anew(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<RenegotiationBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = obligation_id(&caller, &id)?;
    let agreed = event_of(
        &caller,
        Event::Renegotiate,
        body.day.as_deref(),
        body.note.as_ref(),
    )?;
    let request = (id.to_string(), "renegotiate", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_obligation(context, viewer, id).await;
        let base = draft_of(&now.map_err(caller.problem())?);
        let change = ObligationBody {
            what: body.what.clone(),
            due: body.due.clone(),
            ..ObligationBody::default()
        };
        let draft = change.onto(&caller, base)?;
        let new = renegotiate(context, viewer, id, &agreed, &draft, None).await;
        Ok(ObligationWrittenAnswer {
            obligation: new.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

/// Why what was written last is a mistake.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "note": "записано при друг клиент" }))]
pub struct MistakeBody {
    /// Why.
    pub note: Option<String>,
}

/// Takes back what was written last about an obligation.
///
/// # Errors
/// As a problem; 409 when nothing is left to take back.
#[utoipa::path(post, path = "/api/v1/obligations/{id}/take-back", params(("id" = String, Path)),
    request_body = MistakeBody,
    responses((status = 200, body = ObligationAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn take_back_last(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<MistakeBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = obligation_id(&caller, &id)?;
    let request = (id.to_string(), "take-back", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let note = body.note.clone().unwrap_or_default();
        take_back(&state.context, &caller.viewer, id, &note, None)
            .await
            .map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}

/// How we and a client keep our word to each other, and what is still owed.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/accounts/{id}/trust", params(("id" = String, Path)),
    responses((status = 200, body = TrustAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn trust(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<TrustAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let unknown = || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts);
    let account = AccountId::parse(&id).ok_or_else(|| unknown().at("account", &id))?;
    let bond = bond_with(&state.context, &caller.viewer, account).await;
    let bond = bond.map_err(caller.problem())?;
    Ok(Json(bond.answer(state.context.clock.today())))
}
