//! The register of gifts: what is given and received, what the policy says, who decides.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::answers::gifts::{GiftAnswer, GiftPolicyAnswer, GiftWrittenAnswer, GiftsAnswer};
use clientela_app::error::AppError;
use clientela_app::gift_settings::GiftSettings;
use clientela_app::keep_gifts::{
    DisposalDraft, GiftDraft, change_gift, decide_gift, dispose_of_gift, draft_of, reinstate_gift,
    show_gift, try_gift, withdraw_gift, write_gift,
};
use clientela_app::list_gifts::{
    GiftQuery, list_gifts, read_cursor, show_gift_line, show_gift_policy, verdict_answer,
};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::gifts::{Disposal, GiftDirection, GiftKind, GiftState, Official};
use clientela_domain::ids::{AccountId, GiftId, PersonId, UserId};
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
    list, create, show, change, decide, withdraw, reinstate, dispose, policy, set_policy
))]
pub(super) struct GiftsApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/gifts", get(list).post(create))
        .route("/api/v1/gifts/policy", get(policy).put(set_policy))
        .route("/api/v1/gifts/{id}", get(show).put(change))
        .route("/api/v1/gifts/{id}/decision", post(decide))
        .route("/api/v1/gifts/{id}/withdraw", post(withdraw))
        .route("/api/v1/gifts/{id}/reinstate", post(reinstate))
        .route("/api/v1/gifts/{id}/disposal", post(dispose))
}

/// Which gifts.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GiftParameters {
    /// With this client.
    pub account: Option<String>,
    /// To or from this person.
    pub person: Option<String>,
    /// From or to this user, or the key's (`me`).
    pub user: Option<String>,
    /// `given` or `received`.
    pub direction: Option<String>,
    /// `recorded`, `waiting`, `approved`, `declined`, `refused` or `withdrawn`.
    pub state: Option<String>,
    /// `goods`, `meal`, `event`, `travel`, `sample` or `cash`.
    pub kind: Option<String>,
    /// Whether the receiver is a public official: `no`, `yes` or `unknown`.
    pub official: Option<String>,
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

/// Gifts, the latest first, and both ways beside each other.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/gifts", params(GiftParameters),
    responses((status = 200, body = GiftsAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<GiftParameters>,
) -> Result<Json<GiftsAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let user = |text: &str| match text {
        "me" => caller.viewer.user,
        other => UserId::parse(other),
    };
    let query = GiftQuery {
        account: read(
            &caller,
            "account",
            asked.account.as_deref(),
            AccountId::parse,
        )?,
        person: read(&caller, "person", asked.person.as_deref(), PersonId::parse)?,
        user: read(&caller, "user", asked.user.as_deref(), user)?,
        direction: read(
            &caller,
            "direction",
            asked.direction.as_deref(),
            GiftDirection::from_code,
        )?,
        states: Vec::from_iter(read(
            &caller,
            "state",
            asked.state.as_deref(),
            GiftState::from_code,
        )?),
        kind: read(&caller, "kind", asked.kind.as_deref(), GiftKind::from_code)?,
        official: read(
            &caller,
            "official",
            asked.official.as_deref(),
            Official::from_code,
        )?,
        from: read(&caller, "since", asked.since.as_deref(), day)?,
        to: read(&caller, "until", asked.until.as_deref(), day)?,
        search: asked.search.clone().unwrap_or_default(),
        cursor: read(&caller, "cursor", asked.cursor.as_deref(), read_cursor)?,
        limit: limit_of(asked.limit),
        ..GiftQuery::default()
    };
    let page = list_gifts(&state.context, &caller.viewer, &query).await;
    Ok(Json(page.map_err(caller.problem())?.answer()))
}

/// What is written about a gift.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "account": "01900000-0000-7000-8000-000000000001", "direction": "given",
    "what": "Кошница с консерви", "kind": "goods", "value": "40.00", "official": "no",
    "occasion": "Коледа" }))]
pub struct GiftBody {
    /// With which client; not taken when a gift is changed.
    pub account: Option<String>,
    /// `given` or `received`; not taken when a gift is changed.
    pub direction: Option<String>,
    /// What.
    pub what: Option<String>,
    /// `goods`, `meal`, `event`, `travel`, `sample` or `cash`.
    pub kind: Option<String>,
    /// Who of the client's people.
    pub person: Option<String>,
    /// Who of us; the key's user when absent.
    pub user: Option<String>,
    /// Its value, a decimal string; unknown when absent.
    pub value: Option<String>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// Whether the receiver is a public official: `no`, `yes` or `unknown`.
    pub official: Option<String>,
    /// When, ISO 8601, also `1998`, `1998-05` or `-0043-07-28`; today when absent.
    pub day: Option<String>,
    /// Day of an award or a decision in an open tender or claim, ISO 8601.
    pub decision_day: Option<String>,
    /// On what occasion.
    pub occasion: Option<String>,
    /// For what business reason.
    pub reason: Option<String>,
    /// Under which document it is booked.
    pub document: Option<String>,
    /// Say what the policy would decide and write nothing; only when a gift is written.
    pub dry_run: Option<bool>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl GiftBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: GiftDraft) -> Result<GiftDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let on = |field, own: &Option<String>, base: String| {
            let read = read(caller, field, own.as_deref(), day)?;
            Ok(read.map_or(base, |day| day.to_string()))
        };
        Ok(GiftDraft {
            direction: base.direction,
            what: text(&self.what, base.what),
            kind: read(caller, "kind", self.kind.as_deref(), GiftKind::from_code)?
                .unwrap_or(base.kind),
            person: read(caller, "person", self.person.as_deref(), PersonId::parse)?
                .or(base.person),
            user: read(caller, "user", self.user.as_deref(), UserId::parse)?.or(base.user),
            value: read(caller, "value", self.value.as_deref(), Amount::parse)?.or(base.value),
            currency: read(
                caller,
                "currency",
                self.currency.as_deref(),
                Currency::from_code,
            )?
            .or(base.currency),
            official: read(
                caller,
                "official",
                self.official.as_deref(),
                Official::from_code,
            )?
            .unwrap_or(base.official),
            day: read(caller, "day", self.day.as_deref(), told)?
                .map_or(base.day, |day| day.to_string()),
            decision_day: on("decision_day", &self.decision_day, base.decision_day)?,
            occasion: text(&self.occasion, base.occasion),
            reason: text(&self.reason, base.reason),
            document: text(&self.document, base.document),
        })
    }
}

/// Writes a gift down; the answer has what the policy says of it.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/gifts", request_body = GiftBody,
    responses((status = 200, body = GiftWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<GiftBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let account = read(
        &caller,
        "account",
        body.account.as_deref(),
        AccountId::parse,
    )?
    .ok_or_else(|| invalid(&caller, "account", ""))?;
    let direction = read(
        &caller,
        "direction",
        body.direction.as_deref(),
        GiftDirection::from_code,
    )?
    .ok_or_else(|| invalid(&caller, "direction", ""))?;
    let draft = body.onto(&caller, GiftDraft::new(direction, ""))?;
    super::replay::once(&state, &caller, &headers, &("gift", &body), async {
        let (context, viewer) = (&state.context, &caller.viewer);
        if body.dry_run == Some(true) {
            let tried = try_gift(context, viewer, account, &draft, None).await;
            let book = context.book_state(viewer).await.map_err(caller.problem())?;
            let currency = book.settings.reporting_currency();
            return Ok(GiftWrittenAnswer {
                gift: None,
                verdict: verdict_answer(&tried.map_err(caller.problem())?, currency),
            });
        }
        let written = write_gift(context, viewer, account, &draft).await;
        let id = written.map_err(caller.problem())?;
        Ok(GiftWrittenAnswer {
            gift: Some(id.to_string()),
            verdict: answer(&state, &caller, id).await?.verdict,
        })
    })
    .await
}

fn gift_id(caller: &Caller, id: &str) -> Result<GiftId, Problem> {
    let unknown = || Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at("gift", id);
    GiftId::parse(id).ok_or_else(unknown)
}

async fn answer(state: &ApiState, caller: &Caller, id: GiftId) -> Result<GiftAnswer, Problem> {
    let line = show_gift_line(&state.context, &caller.viewer, id).await;
    Ok(line.map_err(caller.problem())?.answer())
}

/// One gift with what the policy says of it.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/gifts/{id}", params(("id" = String, Path)),
    responses((status = 200, body = GiftAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = gift_id(&caller, &id)?;
    let answer = answer(&state, &caller, id).await?;
    Ok(versioned(answer.version, answer))
}

/// Changes what is written about a gift; what is not given stays. When the policy looks at what changed,
/// the gift is judged anew.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/gifts/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = GiftBody,
    responses((status = 200, body = GiftAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<GiftBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = gift_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_gift(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let based_on = version.unwrap_or(now.version);
        match change_gift(context, viewer, id, &draft, based_on).await {
            Ok(_) => answer(&state, &caller, id).await,
            Err(error) => {
                let now = async || answer(&state, &caller, id).await;
                Err(or_both_versions(&caller, version, error, now).await)
            }
        }
    })
    .await
}

/// A decision about a gift that waits.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({ "approve": true, "note": "годишнина, в рамките на обичайното" }))]
pub struct GiftDecisionBody {
    /// Approved, or not.
    pub approve: bool,
    /// Why.
    #[serde(default)]
    pub note: Option<String>,
}

/// Approves a gift that waits, or does not. Nobody decides about a gift they wrote down, give or receive.
///
/// # Errors
/// As a problem; 409 when it does not wait.
#[utoipa::path(post, path = "/api/v1/gifts/{id}/decision", params(("id" = String, Path)),
    request_body = GiftDecisionBody,
    responses((status = 200, body = GiftAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn decide(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<GiftDecisionBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let permission = clientela_store::Permission::ApproveGifts;
    let allowed = caller.viewer.require(permission);
    allowed.map_err(|error| caller.problem()(AppError::from(error)))?;
    let id = gift_id(&caller, &id)?;
    let request = (id.to_string(), "decision", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let note = body.note.clone().unwrap_or_default();
        let decision = (body.approve, note.as_str());
        let decided = decide_gift(&state.context, &caller.viewer, id, decision, None).await;
        decided.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}

/// Why a gift is withdrawn.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "note": "записан два пъти" }))]
pub struct GiftNoteBody {
    /// Why.
    pub note: Option<String>,
}

/// Withdraws a gift that was written down by mistake; it stays in the register and counts nowhere.
///
/// # Errors
/// As a problem; 409 when it is withdrawn already.
#[utoipa::path(post, path = "/api/v1/gifts/{id}/withdraw", params(("id" = String, Path)),
    request_body = GiftNoteBody,
    responses((status = 200, body = GiftAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn withdraw(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<GiftNoteBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = gift_id(&caller, &id)?;
    let request = (id.to_string(), "withdraw", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let note = body.note.clone().unwrap_or_default();
        let withdrawn = withdraw_gift(&state.context, &caller.viewer, id, &note, None).await;
        withdrawn.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}

/// Takes a withdrawal back: the gift is judged anew.
///
/// # Errors
/// As a problem; 409 when it is not withdrawn.
#[utoipa::path(post, path = "/api/v1/gifts/{id}/reinstate", params(("id" = String, Path)),
    responses((status = 200, body = GiftAnswer), (status = 401, body = Problem),
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
    let id = gift_id(&caller, &id)?;
    let request = (id.to_string(), "reinstate");
    super::replay::once(&state, &caller, &headers, &request, async {
        let reinstated = reinstate_gift(&state.context, &caller.viewer, id, None).await;
        reinstated.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}

/// What became of a gift that was not kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "disposal": "returned", "day": "2026-11-20" }))]
pub struct GiftDisposalBody {
    /// `returned`, `donated` or `shared`; kept after all when absent.
    pub disposal: Option<String>,
    /// When, ISO 8601; today when absent.
    pub day: Option<String>,
    /// More about it.
    pub note: Option<String>,
}

/// Writes down what became of a gift that was not kept.
///
/// # Errors
/// As a problem; 409 when it is withdrawn.
#[utoipa::path(post, path = "/api/v1/gifts/{id}/disposal", params(("id" = String, Path)),
    request_body = GiftDisposalBody,
    responses((status = 200, body = GiftAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn dispose(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<GiftDisposalBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = gift_id(&caller, &id)?;
    let on = read(&caller, "day", body.day.as_deref(), day)?;
    let draft = DisposalDraft {
        disposal: read(
            &caller,
            "disposal",
            body.disposal.as_deref(),
            Disposal::from_code,
        )?,
        day: on.map(|day| day.to_string()).unwrap_or_default(),
        note: body.note.clone().unwrap_or_default(),
    };
    let request = (id.to_string(), "disposal", &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let disposed = dispose_of_gift(&state.context, &caller.viewer, id, &draft, None).await;
        disposed.map_err(caller.problem())?;
        answer(&state, &caller, id).await
    })
    .await
}

/// The firm's limits for gifts.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/gifts/policy",
    responses((status = 200, body = GiftPolicyAnswer), (status = 401, body = Problem)),
    security(("key" = ["read"])))]
pub async fn policy(State(state): State<ApiState>, caller: Caller) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let shown = show_gift_policy(&state.context, &caller.viewer).await;
    let shown = shown.map_err(caller.problem())?;
    Ok(versioned(shown.version, shown))
}

/// The firm's limits, as they shall be; what is not given is as it ships.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "approve_above": "50.00", "single_limit": "100.00", "person_limit": "300.00",
    "tender_days": 90 }))]
pub struct GiftPolicyBody {
    /// Above this value somebody else approves first, a decimal string.
    pub approve_above: Option<String>,
    /// Most for one gift.
    pub single_limit: Option<String>,
    /// Most within twelve months for one receiving person.
    pub person_limit: Option<String>,
    /// Most within twelve months for one firm; no such limit when absent.
    pub firm_limit: Option<String>,
    /// Most for a public official.
    pub official_limit: Option<String>,
    /// Cash is not refused outright.
    pub cash_allowed: bool,
    /// Days before an award or a decision in which nothing is given.
    pub tender_days: Option<u16>,
    /// The version they were read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// Sets the firm's limits for gifts.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/gifts/policy",
    params(("If-Match" = Option<String>, Header)), request_body = GiftPolicyBody,
    responses((status = 200, body = GiftPolicyAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["admin"])))]
pub async fn set_policy(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<GiftPolicyBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Admin)?;
    let permission = clientela_store::Permission::ChangeSettings;
    let allowed = caller.viewer.require(permission);
    allowed.map_err(|error| caller.problem()(AppError::from(error)))?;
    let version = version_of(&headers, &caller, body.version)?;
    super::replay::once(&state, &caller, &headers, &(version, &body), async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = GiftSettings::load(context, viewer).await;
        let now = now.map_err(caller.problem())?;
        let settings = GiftSettings {
            approve_above: body.approve_above.clone(),
            single_limit: body.single_limit.clone(),
            person_limit: body.person_limit.clone(),
            firm_limit: body.firm_limit.clone(),
            official_limit: body.official_limit.clone(),
            cash_allowed: body.cash_allowed,
            tender_days: body.tender_days,
            version: version.unwrap_or(now.version),
        };
        let shown = async || {
            let shown = show_gift_policy(context, viewer).await;
            shown.map_err(caller.problem())
        };
        match settings.save(context, viewer).await {
            Ok(()) => shown().await,
            Err(error) => Err(or_both_versions(&caller, version, error, shown).await),
        }
    })
    .await
}
