//! Those who find prospects for a fee: agreements, what became of names, payments.

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use clientela_app::accrue_spotters::spotter_accrual;
use clientela_app::answers::spotters::{
    SpotterAccrualAnswer, SpotterCardAnswer, SpotterPaidRunAnswer, SpotterWrittenAnswer,
    SpottersAnswer,
};
use clientela_app::error::AppError;
use clientela_app::keep_spotters::{
    NameDraft, SpotterDraft, change_spotter, draft_of, show_spotter, tell_of_name, write_spotter,
};
use clientela_app::pay_spotters::{PayDraft, pay_spotter, take_payment_back, up_to};
use clientela_app::read_spotters::{SpotterLine, list_spotters, spotter_card};
use clientela_app::spotter_list::{SpotterQuery, SpotterSort};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::gifts::Official;
use clientela_domain::ids::{PersonId, ProspectId, SpotterId, SpotterRunId};
use clientela_domain::prospects::SpotterKind;
use clientela_store::Permission;
use clientela_store::tokens::Scope;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::read;
use super::input::{Json, Path, Query};
use super::problem::Problem;
use super::prospect_bodies::iso;
use super::versions::{or_both_versions, version_of, versioned};

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(list, create, show, accrual, change, tell, pay, take_back))]
pub(super) struct SpottersApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/spotters", get(list).post(create))
        .route("/api/v1/spotters/{id}", get(show).put(change))
        .route("/api/v1/spotters/{id}/accrual", get(accrual))
        .route("/api/v1/spotters/{id}/names/{prospect}", post(tell))
        .route("/api/v1/spotters/{id}/payments", post(pay))
        .route(
            "/api/v1/spotters/{id}/payments/{payment}/take-back",
            post(take_back),
        )
}

/// What is written about an agreement.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "kind": "spotter", "name": "Петър Колев", "contract": "договор № 12",
    "fee_name": "50", "fee_qualified": "150", "share": "4", "official": "no" }))]
pub struct SpotterBody {
    /// `spotter` for somebody who gives names, `service` for a firm that finds and qualifies.
    pub kind: Option<String>,
    /// Whom it is with.
    pub name: Option<String>,
    /// The person of the book it is with.
    pub person: Option<String>,
    /// Where the written contract is.
    pub contract: Option<String>,
    /// Since when it holds, ISO 8601.
    pub first_day: Option<String>,
    /// Until when, ISO 8601.
    pub last_day: Option<String>,
    /// For a name that was accepted, a decimal string.
    pub fee_name: Option<String>,
    /// For a prospect that qualified, a decimal string.
    pub fee_qualified: Option<String>,
    /// Of the net revenue of the first year, in per cent, a decimal string.
    pub share: Option<String>,
    /// Days within which a success that falls through is given back in part; 90 when absent.
    pub window_days: Option<u32>,
    /// The most that one prospect may bring, a decimal string.
    pub most_by_prospect: Option<String>,
    /// The price of each delivered list, a decimal string.
    pub list_price: Option<String>,
    /// ISO 4217 code; the book's when absent.
    pub currency: Option<String>,
    /// Days after a fee arose within which it is paid.
    pub payment_days: Option<u32>,
    /// Whether they hold a public office: `yes`, `no` or `unknown`.
    pub official: Option<String>,
    /// Where their employer's consent is written.
    pub employer_consent: Option<String>,
    /// Where the tax document is.
    pub tax_document: Option<String>,
    /// More about it.
    pub note: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl SpotterBody {
    /// A draft with what the body says in place of what it had.
    fn onto(&self, caller: &Caller, base: SpotterDraft) -> Result<SpotterDraft, Problem> {
        let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
        let day = |field, own: &Option<String>, base: String| {
            Ok::<_, Problem>(iso(caller, field, own)?.unwrap_or(base))
        };
        let amount = |field, own: &Option<String>, base: Option<Amount>| {
            Ok::<_, Problem>(read(caller, field, own.as_deref(), Amount::parse)?.or(base))
        };
        let days = |own: Option<u32>, base: String| own.map_or(base, |days| days.to_string());
        let kind = read(caller, "kind", self.kind.as_deref(), SpotterKind::from_code)?;
        let official = self.official.as_deref();
        let official = read(caller, "official", official, Official::from_code)?;
        let person = read(caller, "person", self.person.as_deref(), PersonId::parse)?;
        let currency = self.currency.as_deref();
        let currency = read(caller, "currency", currency, Currency::from_code)?;
        Ok(SpotterDraft {
            kind: kind.or(base.kind),
            name: text(&self.name, base.name),
            person: String::new(),
            person_id: person.or(base.person_id),
            contract: text(&self.contract, base.contract),
            first_day: day("first_day", &self.first_day, base.first_day)?,
            last_day: day("last_day", &self.last_day, base.last_day)?,
            fee_name: amount("fee_name", &self.fee_name, base.fee_name)?,
            fee_qualified: amount("fee_qualified", &self.fee_qualified, base.fee_qualified)?,
            share: amount("share", &self.share, base.share)?,
            window_days: days(self.window_days, base.window_days),
            most_by_prospect: amount(
                "most_by_prospect",
                &self.most_by_prospect,
                base.most_by_prospect,
            )?,
            list_price: amount("list_price", &self.list_price, base.list_price)?,
            currency: currency.or(base.currency),
            payment_days: days(self.payment_days, base.payment_days),
            official: official.unwrap_or(base.official),
            employer_consent: text(&self.employer_consent, base.employer_consent),
            tax_document: text(&self.tax_document, base.tax_document),
            note: text(&self.note, base.note),
        })
    }
}

/// What became of a name; a day that is not given has not come.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "first_paid_on": "2026-04-01" }))]
pub struct SpotterNameBody {
    /// The first invoice was paid, ISO 8601.
    pub first_paid_on: Option<String>,
    /// The business was cancelled, returned or not paid, ISO 8601.
    pub fell_on: Option<String>,
    /// Why; a business that fell through needs it.
    pub fell_why: Option<String>,
    /// The version the agreement was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// A payment of everything that is due up to a day.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "up_to": "2026-10-31", "note": "платежно нареждане 118" }))]
pub struct SpotterPaymentBody {
    /// Everything due up to this day, ISO 8601; today when absent.
    pub up_to: Option<String>,
    /// When it was paid, ISO 8601; today when absent.
    pub paid_on: Option<String>,
    /// The order of payment, or more about it.
    pub note: Option<String>,
    /// The sum that is confirmed, a decimal string; whatever is due when absent.
    pub expected: Option<String>,
    /// The version the agreement was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// Nothing but the version.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({}))]
pub struct PaymentBackBody {
    /// The version the agreement was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// Up to which day.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SpotterParameters {
    /// Dues up to this day, ISO 8601; today when absent.
    pub up_to: Option<String>,
}

/// Which agreements.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SpottersParameters {
    /// `spotter` or `service`.
    pub kind: Option<String>,
    /// `true` for those of which something is due.
    pub due: Option<bool>,
    /// Words in the name, the contract or the note.
    pub search: Option<String>,
    /// `name`, `due`, `earned` or `qualified`; by name when absent.
    pub sort: Option<String>,
}

/// Agreements with what they brought.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/spotters", params(SpottersParameters),
    responses((status = 200, body = SpottersAnswer), (status = 401, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<SpottersParameters>,
) -> Result<Json<SpottersAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let (kind, sort) = (asked.kind.as_deref(), asked.sort.as_deref());
    let query = SpotterQuery {
        kind: read(&caller, "kind", kind, SpotterKind::from_code)?,
        due: asked.due.unwrap_or(false),
        search: asked.search.unwrap_or_default(),
        sort: read(&caller, "sort", sort, SpotterSort::from_code)?.unwrap_or_default(),
    };
    let lines = list_spotters(&state.context, &caller.viewer).await;
    let lines = query.applied(lines.map_err(caller.problem())?);
    Ok(Json(SpottersAnswer {
        spotters: lines.iter().map(SpotterLine::answer).collect(),
    }))
}

/// Writes an agreement down.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/spotters", request_body = SpotterBody,
    responses((status = 200, body = SpotterWrittenAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn create(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<SpotterBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let draft = body.onto(&caller, SpotterDraft::default())?;
    super::replay::once(&state, &caller, &headers, &("spotters", &body), async {
        let written = write_spotter(&state.context, &caller.viewer, &draft).await;
        Ok(SpotterWrittenAnswer {
            spotter: written.map_err(caller.problem())?.to_string(),
        })
    })
    .await
}

fn unknown(caller: &Caller, what: &'static str, id: &str) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not_found", caller.texts).at(what, id)
}

fn spotter_id(caller: &Caller, id: &str) -> Result<SpotterId, Problem> {
    SpotterId::parse(id).ok_or_else(|| unknown(caller, "spotter", id))
}

async fn whole(
    state: &ApiState,
    caller: &Caller,
    id: SpotterId,
) -> Result<SpotterCardAnswer, Problem> {
    let card = spotter_card(&state.context, &caller.viewer, id, None).await;
    Ok(card.map_err(caller.problem())?.answer())
}

/// The version a deed is based on: the one that was sent, or the one that stands.
async fn based_on(
    state: &ApiState,
    caller: &Caller,
    id: SpotterId,
    version: Option<i64>,
) -> Result<i64, Problem> {
    let now = show_spotter(&state.context, &caller.viewer, id).await;
    Ok(version.unwrap_or(now.map_err(caller.problem())?.version))
}

/// Why a deed was not done.
async fn refusal(
    state: &ApiState,
    caller: &Caller,
    (id, version): (SpotterId, Option<i64>),
    error: AppError,
) -> Problem {
    let now = async || whole(state, caller, id).await;
    or_both_versions(caller, version, error, now).await
}

/// One agreement: names, what they earned, what is due, what was paid.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/spotters/{id}", params(("id" = String, Path), SpotterParameters),
    responses((status = 200, body = SpotterCardAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<SpotterParameters>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let id = spotter_id(&caller, &id)?;
    let day = iso(&caller, "up_to", &asked.up_to)?.unwrap_or_default();
    let day = up_to(&state.context, &day).map_err(caller.problem())?;
    let card = spotter_card(&state.context, &caller.viewer, id, Some(day)).await;
    let answer = card.map_err(caller.problem())?.answer();
    Ok(versioned(answer.spotter.version, answer))
}

/// What an agreement accrued month by month: earned, given back, paid, owed at the end.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/spotters/{id}/accrual", params(("id" = String, Path)),
    responses((status = 200, body = SpotterAccrualAnswer), (status = 401, body = Problem),
        (status = 404, body = Problem)),
    security(("key" = ["read"])))]
pub async fn accrual(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<SpotterAccrualAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let id = spotter_id(&caller, &id)?;
    let found = spotter_accrual(&state.context, &caller.viewer, id).await;
    Ok(Json(found.map_err(caller.problem())?.answer()))
}

/// Changes an agreement; what is not given stays.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/spotters/{id}",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = SpotterBody,
    responses((status = 200, body = SpotterCardAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<SpotterBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = spotter_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let (context, viewer) = (&state.context, &caller.viewer);
        let now = show_spotter(context, viewer, id).await;
        let now = now.map_err(caller.problem())?;
        let draft = body.onto(&caller, draft_of(&now))?;
        let at = version.unwrap_or(now.version);
        match change_spotter(context, viewer, id, &draft, at).await {
            Ok(_) => whole(&state, &caller, id).await,
            Err(error) => Err(refusal(&state, &caller, (id, version), error).await),
        }
    })
    .await
}

/// Writes down what became of a name: its first invoice was paid, the business fell through.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(post, path = "/api/v1/spotters/{id}/names/{prospect}",
    params(("id" = String, Path), ("prospect" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = SpotterNameBody,
    responses((status = 200, body = SpotterCardAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn tell(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, prospect)): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<SpotterNameBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    let id = spotter_id(&caller, &id)?;
    let name = ProspectId::parse(&prospect);
    let name = name.ok_or_else(|| unknown(&caller, "prospect", &prospect))?;
    let version = version_of(&headers, &caller, body.version)?;
    let draft = NameDraft {
        first_paid_on: iso(&caller, "first_paid_on", &body.first_paid_on)?.unwrap_or_default(),
        fell_on: iso(&caller, "fell_on", &body.fell_on)?.unwrap_or_default(),
        fell_why: body.fell_why.clone().unwrap_or_default(),
    };
    let request = (id.to_string(), name.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = based_on(&state, &caller, id, version).await?;
        let told = tell_of_name(&state.context, &caller.viewer, (id, at), name, &draft).await;
        match told {
            Ok(_) => whole(&state, &caller, id).await,
            Err(error) => Err(refusal(&state, &caller, (id, version), error).await),
        }
    })
    .await
}

fn may_pay(caller: &Caller) -> Result<(), Problem> {
    let allowed = caller.viewer.require(Permission::PaySpotters);
    allowed.map_err(AppError::from).map_err(caller.problem())
}

/// Confirms that everything due up to a day was paid; what is given back is set off.
///
/// # Errors
/// As a problem; 409 when nothing is due, or another sum than the one confirmed.
#[utoipa::path(post, path = "/api/v1/spotters/{id}/payments",
    params(("id" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = SpotterPaymentBody,
    responses((status = 200, body = SpotterPaidRunAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn pay(
    State(state): State<ApiState>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
    Json(body): Json<SpotterPaymentBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    may_pay(&caller)?;
    let id = spotter_id(&caller, &id)?;
    let version = version_of(&headers, &caller, body.version)?;
    let expected = body.expected.as_deref();
    let draft = PayDraft {
        up_to: iso(&caller, "up_to", &body.up_to)?.unwrap_or_default(),
        paid_on: iso(&caller, "paid_on", &body.paid_on)?.unwrap_or_default(),
        note: body.note.clone().unwrap_or_default(),
        expected: read(&caller, "expected", expected, Amount::parse)?,
    };
    let request = (id.to_string(), "payments", version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = based_on(&state, &caller, id, version).await?;
        match pay_spotter(&state.context, &caller.viewer, (id, at), &draft).await {
            Ok(run) => Ok(SpotterPaidRunAnswer {
                payment: run.to_string(),
            }),
            Err(error) => Err(refusal(&state, &caller, (id, version), error).await),
        }
    })
    .await
}

/// Takes a payment back that was confirmed by mistake: what it paid is due again.
///
/// # Errors
/// As a problem; 409 for one that was taken back.
#[utoipa::path(post, path = "/api/v1/spotters/{id}/payments/{payment}/take-back",
    params(("id" = String, Path), ("payment" = String, Path), ("If-Match" = Option<String>, Header)),
    request_body = PaymentBackBody,
    responses((status = 200, body = SpotterCardAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn take_back(
    State(state): State<ApiState>,
    caller: Caller,
    Path((id, payment)): Path<(String, String)>,
    headers: HeaderMap,
    Json(body): Json<PaymentBackBody>,
) -> Result<Json<serde_json::Value>, Problem> {
    caller.require(Scope::Write)?;
    may_pay(&caller)?;
    let id = spotter_id(&caller, &id)?;
    let run = SpotterRunId::parse(&payment);
    let run = run.ok_or_else(|| unknown(&caller, "spotter_run", &payment))?;
    let version = version_of(&headers, &caller, body.version)?;
    let request = (id.to_string(), run.to_string(), version, &body);
    super::replay::once(&state, &caller, &headers, &request, async {
        let at = based_on(&state, &caller, id, version).await?;
        match take_payment_back(&state.context, &caller.viewer, (id, at), run).await {
            Ok(_) => whole(&state, &caller, id).await,
            Err(error) => Err(refusal(&state, &caller, (id, version), error).await),
        }
    })
    .await
}
