//! How much time for visits somebody has, and one's own calendar address.

use axum::Router;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, put};
use clientela_app::answers::work_hours::{CalendarAddressAnswer, WorkHoursAnswer};
use clientela_app::calendar_feed::{own_feed, renew_feed, withdraw_feed};
use clientela_app::keep_work_hours::{set_day_hours, set_work_hours, show_work_hours};
use clientela_domain::day::Date;
use clientela_domain::ids::UserId;
use clientela_domain::week_plan::WeekHours;
use clientela_store::tokens::Scope;
use clientela_store::work_hours::WorkHours;
use clientela_texts::Language;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};

use super::ApiState;
use super::caller::Caller;
use super::happenings::{invalid, read};
use super::input::{Json, Query};
use super::problem::Problem;
use super::versions::{or_both_versions, version_of, versioned};
use super::week_bodies::quarters;

/// The operations of this area.
#[derive(OpenApi)]
#[openapi(paths(show, change, change_day, calendar, renew, withdraw))]
pub(super) struct WorkHoursApi;

/// The routes of this area.
pub(super) fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/plan/hours", get(show).put(change))
        .route("/api/v1/plan/hours/day", put(change_day))
        .route(
            "/api/v1/plan/calendar",
            get(calendar).post(renew).delete(withdraw),
        )
}

/// Whose hours, on which days.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WorkHoursParameters {
    /// A user; the key's user when absent.
    pub of: Option<String>,
    /// First day told, ISO 8601; today when absent.
    pub from: Option<String>,
    /// Last day told, ISO 8601; four weeks when absent, 366 days at most.
    pub to: Option<String>,
}

async fn whole(
    state: &ApiState,
    caller: &Caller,
    of: Option<UserId>,
    days: (Option<Date>, Option<Date>),
) -> Result<WorkHoursAnswer, Problem> {
    let found = show_work_hours(&state.context, &caller.viewer, of, days).await;
    let (user, time) = found.map_err(caller.problem())?;
    Ok(WorkHoursAnswer::of(&user, &time))
}

/// How much time for visits somebody has: by weekday, and day by day without holidays and absences.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/plan/hours", params(WorkHoursParameters),
    responses((status = 200, body = WorkHoursAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn show(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<WorkHoursParameters>,
) -> Result<Response, Problem> {
    caller.require(Scope::Read)?;
    let day = |text: &str| text.parse::<Date>().ok();
    let of = read(&caller, "of", asked.of.as_deref(), UserId::parse)?;
    let from = read(&caller, "from", asked.from.as_deref(), day)?;
    let to = read(&caller, "to", asked.to.as_deref(), day)?;
    let answer = whole(&state, &caller, of, (from, to)).await?;
    Ok(versioned(answer.version, answer))
}

/// Hours for visits by weekday; what is absent stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "monday": 4.0, "friday": 2.5, "visit_hours": 1.5 }))]
pub struct WorkHoursBody {
    /// Whose; the key's user when absent.
    pub user: Option<String>,
    /// Hours on a Monday.
    pub monday: Option<f64>,
    /// Hours on a Tuesday.
    pub tuesday: Option<f64>,
    /// Hours on a Wednesday.
    pub wednesday: Option<f64>,
    /// Hours on a Thursday.
    pub thursday: Option<f64>,
    /// Hours on a Friday.
    pub friday: Option<f64>,
    /// Hours on a Saturday.
    pub saturday: Option<f64>,
    /// Hours on a Sunday.
    pub sunday: Option<f64>,
    /// What a visit takes where nothing else is said.
    pub visit_hours: Option<f64>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl WorkHoursBody {
    /// The hours with what the body says in place of what they were.
    fn onto(&self, caller: &Caller, mut now: WorkHours) -> Result<WorkHours, Problem> {
        let WeekHours(usual) = &mut now.usual;
        let said = [
            ("monday", self.monday),
            ("tuesday", self.tuesday),
            ("wednesday", self.wednesday),
            ("thursday", self.thursday),
            ("friday", self.friday),
            ("saturday", self.saturday),
            ("sunday", self.sunday),
        ];
        for (place, (field, hours)) in usual.iter_mut().zip(said) {
            *place = quarters(caller, field, hours)?.unwrap_or(*place);
        }
        let visit = quarters(caller, "visit_hours", self.visit_hours)?;
        now.visit_quarters = visit.unwrap_or(now.visit_quarters);
        Ok(now)
    }
}

/// Says how much time for visits somebody has by weekday.
///
/// # Errors
/// As a problem; 412 with both versions.
#[utoipa::path(put, path = "/api/v1/plan/hours", params(("If-Match" = Option<String>, Header)),
    request_body = WorkHoursBody,
    responses((status = 200, body = WorkHoursAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change(
    State(state): State<ApiState>,
    caller: Caller,
    headers: HeaderMap,
    Json(body): Json<WorkHoursBody>,
) -> Result<Response, Problem> {
    caller.require(Scope::Write)?;
    let of = read(&caller, "user", body.user.as_deref(), UserId::parse)?;
    let version = version_of(&headers, &caller, body.version)?;
    let found = show_work_hours(&state.context, &caller.viewer, of, (None, None)).await;
    let (user, time) = found.map_err(caller.problem())?;
    let mut said = body.onto(&caller, time.hours)?;
    said.version = version.unwrap_or(said.version);
    match set_work_hours(&state.context, &caller.viewer, user.0, said).await {
        Ok(_) => {
            let answer = whole(&state, &caller, of, (None, None)).await?;
            Ok(versioned(answer.version, answer))
        }
        Err(error) => {
            let now = async || whole(&state, &caller, of, (None, None)).await;
            Err(or_both_versions(&caller, version, error, now).await)
        }
    }
}

/// Hours of one very day.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "day": "2026-12-03", "hours": 2.0 }))]
pub struct WorkDayBody {
    /// Whose; the key's user when absent.
    pub user: Option<String>,
    /// Which day, ISO 8601.
    pub day: Option<String>,
    /// How much time it has, whatever its weekday has; as its weekday again when absent.
    pub hours: Option<f64>,
}

/// Says how much time for visits one very day has.
///
/// # Errors
/// As a problem.
#[utoipa::path(put, path = "/api/v1/plan/hours/day", request_body = WorkDayBody,
    responses((status = 200, body = WorkHoursAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn change_day(
    State(state): State<ApiState>,
    caller: Caller,
    Json(body): Json<WorkDayBody>,
) -> Result<Json<WorkHoursAnswer>, Problem> {
    caller.require(Scope::Write)?;
    let of = read(&caller, "user", body.user.as_deref(), UserId::parse)?;
    let day = |text: &str| text.parse::<Date>().ok();
    let day = read(&caller, "day", body.day.as_deref(), day)?
        .ok_or_else(|| invalid(&caller, "day", ""))?;
    let said = quarters(&caller, "hours", body.hours)?;
    let days = (Some(day), Some(day));
    let found = show_work_hours(&state.context, &caller.viewer, of, days).await;
    let (user, _) = found.map_err(caller.problem())?;
    set_day_hours(&state.context, &caller.viewer, user.0, (day, said))
        .await
        .map_err(caller.problem())?;
    Ok(Json(whole(&state, &caller, of, days).await?))
}

/// Whether the key's user has a calendar address, and since when.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/plan/calendar",
    responses((status = 200, body = CalendarAddressAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem)),
    security(("key" = ["read"])))]
pub async fn calendar(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<CalendarAddressAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let feed = own_feed(&state.context, &caller.viewer).await;
    let feed = feed.map_err(caller.problem())?;
    Ok(Json(CalendarAddressAnswer::of(feed, None)))
}

/// In which language a calendar is written.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "language": "bg" }))]
pub struct CalendarBody {
    /// `bg` or `en`; the language of the answer when absent.
    pub language: Option<String>,
}

/// Gives the key's user a new calendar address, told this once; one they had before holds no more. The answer is not
/// kept for repeats, because the book knows no secret.
///
/// # Errors
/// As a problem.
#[utoipa::path(post, path = "/api/v1/plan/calendar", request_body = CalendarBody,
    responses((status = 200, body = CalendarAddressAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["write"])))]
pub async fn renew(
    State(state): State<ApiState>,
    caller: Caller,
    Json(body): Json<CalendarBody>,
) -> Result<Json<CalendarAddressAnswer>, Problem> {
    caller.require(Scope::Write)?;
    let language = body.language.as_deref();
    let language = read(&caller, "language", language, Language::from_code)?;
    let language = language.unwrap_or(caller.texts.language);
    let secret = renew_feed(&state.context, &caller.viewer, language).await;
    let secret = secret.map_err(caller.problem())?;
    let feed = own_feed(&state.context, &caller.viewer).await;
    let feed = feed.map_err(caller.problem())?;
    Ok(Json(CalendarAddressAnswer::of(feed, Some(&secret))))
}

/// Withdraws the calendar address of the key's user; nothing changes when there is none.
///
/// # Errors
/// As a problem.
#[utoipa::path(delete, path = "/api/v1/plan/calendar",
    responses((status = 200, body = CalendarAddressAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem)),
    security(("key" = ["write"])))]
pub async fn withdraw(
    State(state): State<ApiState>,
    caller: Caller,
) -> Result<Json<CalendarAddressAnswer>, Problem> {
    caller.require(Scope::Write)?;
    let feed = own_feed(&state.context, &caller.viewer).await;
    if feed.map_err(caller.problem())?.is_some() {
        let withdrawn = withdraw_feed(&state.context, &caller.viewer).await;
        withdrawn.map_err(caller.problem())?;
    }
    Ok(Json(CalendarAddressAnswer::default()))
}
