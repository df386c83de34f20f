//! Support both sides give each other: who recommended whom, whose name is used with which permission, what
//! a service was worth according to the client.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::support::{
    SupportAnswer, SupportDueAnswer, SupportWrittenAnswer, SupportsAnswer,
};
use clientela_app::keep_support::{
    SupportDeed, SupportDraft, change_support, do_about_support, draft_of, reinstate_support,
    show_support, withdraw_support, write_support,
};
use clientela_app::list_support::{
    EXPIRY_DAYS, SupportQuery, list_support, read_cursor, show_support_line, support_due,
};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, SupportId, UserId};
use clientela_domain::support::{Mark, SupportFamily, SupportKind, SupportSide, SupportState};
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
#[openapi(paths(list, due, create, show, change, act, withdraw, reinstate))]
pub(super) struct SupportApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/support", get(list).post(create))
        .route("/api/v1/support/due", get(due))
        .route("/api/v1/support/{id}", get(show).put(change))
        .route("/api/v1/support/{id}/deeds", post(act))
        .route("/api/v1/support/{id}/withdraw", post(withdraw))
        .route("/api/v1/support/{id}/reinstate", post(reinstate))
}

/// Which support.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SupportParameters {
    /// With this client.
    pub account: Option<String>,
    /// With this person: who gave it, confirmed it or was asked to it.
    pub person: Option<String>,
    /// Of this user, or the key's (`me`).
    pub owner: Option<String>,
    /// Given by `us`, `them` or `both`.
    pub side: Option<String>,
    /// Of this kind, for example `reference`.
    pub kind: Option<String>,
    /// `favour`, `joint`, `festival`, `brand` or `value`.
    pub family: Option<String>,
    /// `planned`, `done` or `withdrawn`; the first two when absent.
    pub state: Option<String>,
    /// Only what nobody has thanked for.
    pub unthanked: Option<bool>,
    /// Only what the client has not confirmed.
    pub unconfirmed: Option<bool>,
    /// On or after this day, ISO 8601.
    pub since: Option<String>,
    /// Up to this day, ISO 8601.
    pub until: Option<String>,
    /// Words in it.
    pub search: Option<String>,
    /// At most so many, up to 500.
    pub limit: Option<u64>,
    /// From the answer's `next`.
    pub cursor: Option<String>,
}

fn day(text: &str) -> Option<Date> {
    text.parse().ok()
}

/// Support, the latest first.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/support", params(SupportParameters),
    responses((status = 200, body = SupportsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<SupportParameters>,
) -> Result<Json<SupportsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let owner = |text: &str| match text {
        "me" => caller.viewer.user,
        other => UserId::parse(other),
    };
    let query = SupportQuery {
        account: read(
            &caller,
            "account",
            asked.account.as_deref(),
            AccountId::parse,
        )?,
        person: read(&caller, "person", asked.person.as_deref(), PersonId::parse)?,
        owner: read(&caller, "owner", asked.owner.as_deref(), owner)?,
        side: read(
            &caller,
            "side",
            asked.side.as_deref(),
            SupportSide::from_code,
        )?,
        kinds: Vec::from_iter(read(
            &caller,
            "kind",
            asked.kind.as_deref(),
            SupportKind::from_code,
        )?),
        family: read(
            &caller,
            "family",
            asked.family.as_deref(),
            SupportFamily::from_code,
        )?,
        states: Vec::from_iter(read(
            &caller,
            "state",
            asked.state.as_deref(),
            SupportState::from_code,
        )?),
        unthanked: asked.unthanked.unwrap_or_default(),
        unconfirmed: asked.unconfirmed.unwrap_or_default(),
        from: read(&caller, "since", asked.since.as_deref(), day)?,
        to: read(&caller, "until", asked.until.as_deref(), day)?,
        search: asked.search.clone().unwrap_or_default(),
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
    };
    let page = list_support(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// How far ahead, and of which client.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SupportDueParameters {
    /// Of this client.
    pub account: Option<String>,
    /// Permissions that end within so many days.
    pub days: Option<u16>,
}

/// What of support asks for a deed: thanks owed, permissions that end, uses without one, open incidents.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/support/due", params(SupportDueParameters),
    responses((status = 200, body = SupportDueAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn due(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<SupportDueParameters>,
) -> Result<Json<SupportDueAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let account = read(
        &caller,
        "account",
        asked.account.as_deref(),
        AccountId::parse,
    )?;
    let days = asked.days.unwrap_or(EXPIRY_DAYS);
    let due = support_due(&state.context, &caller.viewer, days, account).await;
    Ok(Json(due.map_err(caller.problem())?.answer()))
}

/// Somebody who was asked to something.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AskedBody {
    /// Id of the person or user.
    pub id: String,
    /// They came.
    #[serde(default)]
    pub came: bool,
}

/// What is written about support.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001", "side": "them",
    "kind": "reference", "what": "Препоръчаха ни", "before_whom": "верига в Русе" }))]
pub struct SupportBody {
    /// With which client; not taken when support is changed.
    pub account: Option<String>,
    /// Who gives it, or whose name or logo it is: `us`, `them` or `both`.
    pub side: Option<String>,
    /// `reference`, `testimonial`, `introduction`, `advocacy`, `standing_by`, `joint_tender`,
    /// `joint_event`, `permission`, `use`, `fair`, `anniversary`, `review`, `incident`,
    /// `added_value` or `service`.
    pub kind: Option<String>,
    /// What.
    pub what: Option<String>,
    /// Before whom, or to whom.
    pub before_whom: Option<String>,
    /// Who of the client's people.
    pub person: Option<String>,
    /// Who of us; the key's user when absent.
    pub owner: Option<String>,
    /// `name`, `logo` or `name_and_logo`, for permissions and uses.
    pub mark: Option<String>,
    /// Where it is written.
    pub document: Option<String>,
    /// When, or from when on, ISO 8601, also `1998`, `1998-05` or `-0043-07-28`; today when absent.
    pub day: Option<String>,
    /// The last day, ISO 8601.
    pub until: Option<String>,
    /// What we say it was worth, a decimal string.
    pub stated: Option<String>,
    /// What the client confirmed, a decimal string.
    pub confirmed: Option<String>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// When the client confirmed it, ISO 8601.
    pub confirmed_on: Option<String>,
    /// Who confirmed it.
    pub confirmed_by: Option<String>,
    /// When it was thanked for, ISO 8601.
    pub thanked_on: Option<String>,
    /// When an incident was settled, ISO 8601.
    pub settled_on: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// Still to come.
    pub planned: Option<bool>,
    /// Who of the client's people was asked.
    pub people: Option<Vec<AskedBody>>,
    /// Who of us was asked.
    pub users: Option<Vec<AskedBody>>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

fn asked<T: Copy>(
    caller: &Caller,
    field: &'static str,
    given: Option<&Vec<AskedBody>>,
    base: Vec<(T, bool)>,
    parse: fn(&str) -> Option<T>,
) -> Result<Vec<(T, bool)>, Problem> {
    let Some(given) = given else {
        return Ok(base);
    };
    let one = |one: &AskedBody| {
        let id = parse(&one.id).ok_or_else(|| invalid(caller, field, &one.id))?;
        Ok((id, one.came))
    };
    given.iter().map(one).collect()
}

impl SupportBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: SupportDraft) -> Result<SupportDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let on = |field, own: &Option<String>, base: String| {
            let read = read(caller, field, own.as_deref(), day)?;
            Ok::<_, Problem>(read.map_or(base, |day| day.to_string()))
        };
        let money =
            |field, own: &Option<String>| read(caller, field, own.as_deref(), Amount::parse);
        let person =
            |field, own: &Option<String>| read(caller, field, own.as_deref(), PersonId::parse);
        Ok(SupportDraft {
            side: read(caller, "side", self.side.as_deref(), SupportSide::from_code)?
                .unwrap_or(base.side),
            kind: read(caller, "kind", self.kind.as_deref(), SupportKind::from_code)?
                .unwrap_or(base.kind),
            what: text(&self.what, base.what),
            before_whom: text(&self.before_whom, base.before_whom),
            person: person("person", &self.person)?.or(base.person),
            owner: read(caller, "owner", self.owner.as_deref(), UserId::parse)?.or(base.owner),
            mark: read(caller, "mark", self.mark.as_deref(), Mark::from_code)?.or(base.mark),
            document: text(&self.document, base.document),
            day: read(caller, "day", self.day.as_deref(), told)?
                .map_or(base.day, |day| day.to_string()),
            until: on("until", &self.until, base.until)?,
            stated: money("stated", &self.stated)?.or(base.stated),
            confirmed: money("confirmed", &self.confirmed)?.or(base.confirmed),
            currency: read(
                caller,
                "currency",
                self.currency.as_deref(),
                Currency::from_code,
            )?
            .or(base.currency),
            confirmed_on: on("confirmed_on", &self.confirmed_on, base.confirmed_on)?,
            confirmed_by: person("confirmed_by", &self.confirmed_by)?.or(base.confirmed_by),
            thanked_on: on("thanked_on", &self.thanked_on, base.thanked_on)?,
            settled_on: on("settled_on", &self.settled_on, base.settled_on)?,
            note: text(&self.note, base.note),
            is_planned: self.planned.unwrap_or(base.is_planned),
            people: asked(
                caller,
                "people",
                self.people.as_ref(),
                base.people,
                PersonId::parse,
            )?,
            users: asked(
                caller,
                "users",
                self.users.as_ref(),
                base.users,
                UserId::parse,
            )?,
        })
    }
}

/// Writes support down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/support", request_body = SupportBody,
    responses((status = 200, body = SupportWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<SupportBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = read(
        &caller,
        "account",
        body.account.as_deref(),
        AccountId::parse,
    )?
    .ok_or_else(|| invalid(&caller, "account", ""))?;
    let side = read(
        &caller,
        "side",
        body.side.as_deref(),
        SupportSide::from_code,
    )?
    .ok_or_else(|| invalid(&caller, "side", ""))?;
    let kind = read(
        &caller,
        "kind",
        body.kind.as_deref(),
        SupportKind::from_code,
    )?
    .ok_or_else(|| invalid(&caller, "kind", ""))?;
    let draft = body.onto(&caller, SupportDraft::new(side, kind, ""))?;
    super::replay::once(&state, &caller, &headers, &("support", &body), async {
        let written = write_support(&state.context, &caller.viewer, account, &draft).await;
        Ok(SupportWrittenAnswer {
            support: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

/// The id of support a body names.
pub(super) fn read_id(caller: &Caller, text: Option<&str>) -> Result<Option<SupportId>, Problem> {
    read(caller, "support", text, SupportId::parse)
}

fn support_id(caller: &Caller, id: &str) -> Result<SupportId, Problem> {
    let unknown =
        || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("support", id);
    SupportId::parse(id).ok_or_else(unknown)
}

async fn answer(
    state: &ApiState,
    caller: &Caller,
    id: SupportId,
) -> Result<SupportAnswer, Problem> {
    let line = show_support_line(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One record of support.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/support/{id}", params(("id" = String, Path)),
    responses((status = 200, body = SupportAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = support_id(&caller, &id)?;
    let answer = answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes support; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/support/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = SupportBody,
    responses((status = 200, body = SupportAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<SupportBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = support_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_support(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let based_on = version.unwrap_or(now.version);
        match change_support(context, viewer, id, &draft, based_on).await {
            Ok(_) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// Something done about support.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "deed": "confirm", "value": "900.00", "day": "2026-11-20" }))]
pub struct SupportDeedBody {
    /// `thank`, `confirm`, `settle`, `end` or `done`.
    pub deed: String,
    /// When, ISO 8601; today when absent.
    #[serde(default)]
    pub day: Option<String>,
    /// What the client confirmed, a decimal string.
    #[serde(default)]
    pub value: Option<String>,
    /// Who of the client's people confirmed it.
    #[serde(default)]
    pub by: Option<String>,
}

/// Thanks for support, confirms its value, settles an incident, ends a permission.
///
/// # Errors
/// As a problem; 409 when that cannot be done to it.
#[utoipa::path(post, path = "/api/v1/support/{id}/deeds", params(("id" = String, Path)),
    request_body = SupportDeedBody,
    responses((status = 200, body = SupportAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn act(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<SupportDeedBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = support_id(&caller, &id)?;
    let deed = match body.deed.as_str() {
        "thank" => SupportDeed::Thank,
        "confirm" => SupportDeed::Confirm {
            value: read(&caller, "value", body.value.as_deref(), Amount::parse)?,
            by: read(&caller, "by", body.by.as_deref(), PersonId::parse)?,
        },
        "settle" => SupportDeed::Settle,
        "end" => SupportDeed::End,
        "done" => SupportDeed::Done,
        other => return Err(invalid(&caller, "deed", other)),
    };
    let on = read(&caller, "day", body.day.as_deref(), day)?;
    let on = on.map(|day| day.to_string()).unwrap_or_default();
    let request = (id.to_string(), "deeds", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let done = do_about_support(&state.context, &caller.viewer, id, &deed, &on, None).await;
        done.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}

/// Why support is withdrawn.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "note": "записано при друг клиент" }))]
pub struct SupportNoteBody {
    /// Why.
    pub note: Option<String>,
}

/// Withdraws support that was written down by mistake; it stays and counts nowhere.
///
/// # Errors
/// As a problem; 409 when it is withdrawn already.
#[utoipa::path(post, path = "/api/v1/support/{id}/withdraw", params(("id" = String, Path)),
    request_body = SupportNoteBody,
    responses((status = 200, body = SupportAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn withdraw(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<SupportNoteBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = support_id(&caller, &id)?;
    let request = (id.to_string(), "withdraw", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let note = body.note.clone().unwrap_or_default();
        let withdrawn = withdraw_support(&state.context, &caller.viewer, id, &note, None).await;
        withdrawn.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}

/// Takes a withdrawal back.
///
/// # Errors
/// As a problem; 409 when it is not withdrawn.
#[utoipa::path(post, path = "/api/v1/support/{id}/reinstate", params(("id" = String, Path)),
    responses((status = 200, body = SupportAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn reinstate(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = support_id(&caller, &id)?;
    let request = (id.to_string(), "reinstate");
    super::replay::once(&state, &caller, &headers, &request, async {
        let reinstated = reinstate_support(&state.context, &caller.viewer, id, None).await;
        reinstated.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}
