//! Key clients and concentration.

use axum::extract::State;
use axum::http::StatusCode;
use clientela_app::answers::concentration::ConcentrationAnswer;
use clientela_app::answers::key::KeyAnswer;
use clientela_app::figures::{FigureRequest, PeriodChoice};
use clientela_app::judge_accounts;
use clientela_app::measure_concentration::{measure_concentration, shares_by_quarter};
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::AccountId;
use clientela_store::tokens::Scope;
use clientela_texts::Texts;
use serde::Deserialize;
use utoipa::IntoParams;

use super::ApiState;
use super::caller::Caller;
use super::input::{Json, Query};
use super::problem::Problem;

/// Largest clients an answer lists unless asked otherwise, and at most.
const TOP_DEFAULT: usize = 10;
const TOP_MAX: usize = 1_000;

/// Period and currency of figures.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct FigureParameters {
    /// First day, ISO 8601; with `to`.
    pub from: Option<String>,
    /// Last day, ISO 8601; with `from`.
    pub to: Option<String>,
    /// The whole ledger.
    pub all_time: Option<bool>,
    /// Nothing after this day.
    pub as_of: Option<String>,
    /// Reporting currency instead of the book's.
    pub report_currency: Option<String>,
}

impl FigureParameters {
    /// What the use cases take.
    ///
    /// # Errors
    /// 422 naming the parameter that cannot be understood.
    pub fn request(&self, texts: Texts) -> Result<FigureRequest, Problem> {
        let invalid = |field: &str, value: &str| {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", texts).at(field, value)
        };
        let day = |field: &str, text: &Option<String>| -> Result<Option<Date>, Problem> {
            text.as_deref()
                .map(|text| text.parse().map_err(|_| invalid(field, text)))
                .transpose()
        };
        let period = match (day("from", &self.from)?, day("to", &self.to)?) {
            _ if self.all_time == Some(true) => PeriodChoice::AllTime,
            (Some(from), Some(to)) if from <= to => PeriodChoice::Between(Period { from, to }),
            (None, None) => PeriodChoice::TwelveMonths,
            _ => return Err(invalid("from", self.from.as_deref().unwrap_or_default())),
        };
        let currency = self
            .report_currency
            .as_deref()
            .map(|code| Currency::from_code(code).ok_or_else(|| invalid("report_currency", code)))
            .transpose()?;
        let as_of = day("as_of", &self.as_of)?;
        Ok(FigureRequest {
            period,
            as_of,
            currency,
            ..FigureRequest::default()
        })
    }
}

/// Which verdicts.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct KeyParameters {
    /// Profile of weights: `equal`, `sales` or `purchasing`.
    pub profile: Option<String>,
    /// Every client instead of the key ones and the undecided of class A.
    pub all: Option<bool>,
}

/// Key clients, each with its evidence.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/key-accounts", params(FigureParameters, KeyParameters),
    responses((status = 200, body = KeyAnswer), (status = 401, body = Problem)), security(("key" = ["read"])))]
pub async fn key_accounts(
    State(state): State<ApiState>,
    caller: Caller,
    Query(period): Query<FigureParameters>,
    Query(asked): Query<KeyParameters>,
) -> Result<Json<KeyAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let request = period.request(caller.texts)?;
    let (profile, all) = (asked.profile.as_deref(), asked.all == Some(true));
    let report =
        judge_accounts::key_accounts(&state.context, &caller.viewer, &request, profile, all).await;
    Ok(Json(report.map_err(caller.problem())?.answer()))
}

/// Which part of the sales.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ConcentrationParameters {
    /// Only this product group.
    pub product_group: Option<String>,
    /// Only this sales representative, as the file writes them.
    pub sales_representative: Option<String>,
    /// What if these clients are lost: ids, separated by commas.
    pub without: Option<String>,
    /// How many of the largest clients to list.
    pub top: Option<usize>,
}

/// How much depends on few clients.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/concentration", params(FigureParameters, ConcentrationParameters),
    responses((status = 200, body = ConcentrationAnswer), (status = 401, body = Problem)),
    security(("key" = ["read"])))]
pub async fn concentration(
    State(state): State<ApiState>,
    caller: Caller,
    Query(period): Query<FigureParameters>,
    Query(asked): Query<ConcentrationParameters>,
) -> Result<Json<ConcentrationAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let mut request = period.request(caller.texts)?;
    request.product_group = asked.product_group;
    request.sales_representative = asked.sales_representative;
    let ids = asked
        .without
        .as_deref()
        .unwrap_or_default()
        .split(',')
        .filter(|id| !id.is_empty());
    let lost = ids
        .map(|id| {
            AccountId::parse(id.trim()).ok_or_else(|| {
                Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts)
                    .at("without", id)
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    let report = measure_concentration(&state.context, &caller.viewer, &request, &lost).await;
    let report = report.map_err(caller.problem())?;
    let over_time = shares_by_quarter(&state.context, &caller.viewer, &request).await;
    let top = asked.top.unwrap_or(TOP_DEFAULT).min(TOP_MAX);
    Ok(Json(
        report.answer(top, &over_time.map_err(caller.problem())?),
    ))
}
