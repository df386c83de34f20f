//! What programs send about the plan of activity.

use clientela_app::judge_response::ResponseDraft;
use clientela_app::keep_visits::{VisitChange, VisitDraft};
use clientela_domain::amount::Amount;
use clientela_domain::ids::UserId;
use clientela_domain::week_plan::{VisitReason, Visited};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::caller::Caller;
use super::happenings::{invalid, read};
use super::problem::Problem;
use super::prospect_bodies::iso;

/// Most hours in a day.
const HOURS_MAX: f64 = 24.0;

/// Quarters of an hour of hours; only whole quarters are taken.
pub(super) fn quarters(
    caller: &Caller,
    field: &str,
    hours: Option<f64>,
) -> Result<Option<u32>, Problem> {
    let Some(hours) = hours else {
        return Ok(None);
    };
    let quarters = hours * 4.0;
    if !(0.0..=HOURS_MAX).contains(&hours) || (quarters - quarters.round()).abs() > 1e-9 {
        return Err(invalid(caller, field, &hours.to_string()));
    }
    Ok(Some(quarters.round() as u32))
}

/// A visit that is planned or changed.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "with": "account:0199b3c4-5d6e-7f80-9a1b-2c3d4e5f6071", "day": "2026-11-26",
    "hours": 1.5, "purpose": "мостри за новия щанд" }))]
pub struct VisitBody {
    /// Who of us goes; the key's user when absent. Not taken when a visit is changed.
    pub user: Option<String>,
    /// With whom: `account:ID` or `prospect:ID`. Not taken when a visit is changed.
    pub with: Option<String>,
    /// When, ISO 8601.
    pub day: Option<String>,
    /// How long, in hours and quarters of an hour; as usual when absent.
    pub hours: Option<f64>,
    /// What for.
    pub purpose: Option<String>,
    /// `step`, `review`, `prospect`, `silence`, `gain` or `own`. Not taken when a visit is changed.
    pub reason: Option<String>,
    /// It was promised.
    pub promised: Option<bool>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

impl VisitBody {
    /// As a visit to be planned.
    pub(super) fn draft(&self, caller: &Caller) -> Result<VisitDraft, Problem> {
        Ok(VisitDraft {
            of: read(caller, "user", self.user.as_deref(), UserId::parse)?,
            with: read(caller, "with", self.with.as_deref(), Visited::parse)?,
            day: iso(caller, "day", &self.day)?.unwrap_or_default(),
            quarters: quarters(caller, "hours", self.hours)?,
            purpose: self.purpose.clone().unwrap_or_default(),
            reason: read(
                caller,
                "reason",
                self.reason.as_deref(),
                VisitReason::from_code,
            )?,
            promised: self.promised.unwrap_or_default(),
        })
    }

    /// As a change of one.
    pub(super) fn change(&self, caller: &Caller) -> Result<VisitChange, Problem> {
        Ok(VisitChange {
            day: iso(caller, "day", &self.day)?,
            quarters: quarters(caller, "hours", self.hours)?,
            purpose: self.purpose.clone(),
            promised: self.promised,
        })
    }
}

/// What became of a visit.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "state": "missed", "reason": "client_cancelled" }))]
pub struct VisitOutcomeBody {
    /// `planned`, `done`, `missed` or `dropped`.
    pub state: Option<String>,
    /// Why it did not take place: `client_cancelled`, `we_cancelled`, `no_time`, `moved` or `other`.
    pub reason: Option<String>,
    /// More about that; must be there for `other`.
    pub note: Option<String>,
    /// The version it was read at, where no `If-Match` says it.
    pub version: Option<i64>,
}

/// What visits to somebody are expected to bring in a quarter of a year: margin in the book's currency.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({ "with": "account:0199b3c4-5d6e-7f80-9a1b-2c3d4e5f6071", "without": "400",
    "saturated": "1500", "calls_now": 4, "brings_now": "1000", "calls_more": 6, "brings_more": "1200",
    "evidence": "продажбите на шестте магазина с редовни посещения" }))]
pub struct ResponseBody {
    /// Of whom: `account:ID` or `prospect:ID`.
    pub with: Option<String>,
    /// Without a visit, a decimal string.
    pub without: Option<String>,
    /// With as many visits as can be, a decimal string.
    pub saturated: Option<String>,
    /// Visits at present.
    pub calls_now: Option<u32>,
    /// What they bring, a decimal string.
    pub brings_now: Option<String>,
    /// More visits; half as many again when absent.
    pub calls_more: Option<u32>,
    /// What those would bring, a decimal string.
    pub brings_more: Option<String>,
    /// How long a visit there takes, in hours and quarters of an hour; as usual when absent.
    pub hours: Option<f64>,
    /// What shows it.
    pub evidence: Option<String>,
}

impl ResponseBody {
    /// As a judgement.
    pub(super) fn draft(&self, caller: &Caller) -> Result<ResponseDraft, Problem> {
        let amount = |field: &str, text: &Option<String>| {
            read(caller, field, text.as_deref(), Amount::parse)
        };
        Ok(ResponseDraft {
            without: amount("without", &self.without)?,
            saturated: amount("saturated", &self.saturated)?,
            calls_now: self.calls_now,
            brings_now: amount("brings_now", &self.brings_now)?,
            calls_more: self.calls_more,
            brings_more: amount("brings_more", &self.brings_more)?,
            visit_quarters: quarters(caller, "hours", self.hours)?,
            evidence: self.evidence.clone().unwrap_or_default(),
        })
    }
}
