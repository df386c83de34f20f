//! Our brand as others see it, as it leaves the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::market::WinRateAnswer;
use super::satisfaction::SatisfactionGroupAnswer;
use super::value::WhyAnswer;

/// Answer of `brand incidents` and of `GET /incidents`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct IncidentsAnswer {
    /// What went wrong, the latest first.
    pub incidents: Vec<IncidentAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
}

/// Something that went wrong and may hurt our name.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct IncidentAnswer {
    /// Id.
    pub id: String,
    /// At which client; absent when it was at none in particular.
    pub account: Option<NamedAnswer>,
    /// With which group of products; may be empty.
    pub product_group: String,
    /// What went wrong.
    pub what: String,
    /// `minor`, `major` or `critical`.
    pub severity: String,
    /// `client`, `partner`, `press`, `online`, `fair`, `shelf`, `colleague` or `other`.
    pub origin: String,
    /// What we did.
    pub done: String,
    /// The day it was settled, ISO 8601; absent while it is open.
    pub closed_on: Option<String>,
    /// When it happened, ISO 8601.
    pub day: String,
    /// More about it.
    pub note: String,
    /// Written down by mistake.
    pub withdrawn: bool,
    /// Version, for changing it.
    pub version: i64,
}

/// An incident that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct IncidentWrittenAnswer {
    /// Id of the incident.
    pub incident: String,
}

/// Answer of `brand remarks` and of `GET /remarks`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RemarksAnswer {
    /// What was said of us and seen of the market, the latest first.
    pub remarks: Vec<RemarkAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
}

/// Something said of us, or a note on the market.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RemarkAnswer {
    /// Id.
    pub id: String,
    /// At which client; absent when it was at none in particular.
    pub account: Option<NamedAnswer>,
    /// Who said it.
    pub person: Option<NamedAnswer>,
    /// Of which competitor it tells.
    pub competitor: Option<NamedAnswer>,
    /// `us` or `market`.
    pub about: String,
    /// `recommends`, `good`, `neutral` or `bad`, as whoever wrote it down understood it; unknown when absent.
    pub tone: Option<String>,
    /// Of which group of products; may be empty.
    pub product_group: String,
    /// What was said or seen.
    pub what: String,
    /// `client`, `partner`, `press`, `online`, `fair`, `shelf`, `colleague` or `other`; a competitor is no source.
    pub origin: String,
    /// Where it can be read; may be empty.
    pub link: String,
    /// When it was said or seen, ISO 8601.
    pub day: String,
    /// More about it.
    pub note: String,
    /// Written down by mistake.
    pub withdrawn: bool,
    /// Version, for changing it.
    pub version: i64,
}

/// A remark that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct RemarkWrittenAnswer {
    /// Id of the remark.
    pub remark: String,
}

/// Answer of `brand show` and of `GET /brand`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BrandAnswer {
    /// Incidents and mentions are counted from this day on, ISO 8601.
    pub since: String,
    /// Incidents.
    pub incidents: IncidentCountsAnswer,
    /// How often clients complain.
    pub complaints: ComplaintRateAnswer,
    /// What is said of us.
    pub mentions: MentionCountsAnswer,
    /// What those who decide think of us.
    pub deciders: DecidersAnswer,
    /// Where our prices stand, by group of products.
    pub prices: Vec<GroupPriceAnswer>,
    /// Won and lost against all competitors.
    pub won_and_lost: WinRateAnswer,
}

/// How many incidents there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct IncidentCountsAnswer {
    /// Not settled, whenever they happened.
    pub open: u64,
    /// Critical ones of the last twelve months.
    pub critical: u64,
    /// Major ones.
    pub major: u64,
    /// Minor ones.
    pub minor: u64,
}

/// Complaints by a hundred orders of the last twelve months of sales.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ComplaintRateAnswer {
    /// Complaints.
    pub complaints: u64,
    /// Orders that were due.
    pub orders: u64,
    /// Complaints by a hundred orders; absent while nothing was due.
    pub per_hundred: Option<f64>,
    /// Lower end of its exact 95 % interval.
    pub low: Option<f64>,
    /// Upper end.
    pub high: Option<f64>,
    /// How that came about.
    pub why: WhyAnswer,
}

/// What is said of us in twelve months, counted as people wrote it down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct MentionCountsAnswer {
    /// Recommended us without being asked.
    pub recommends: u64,
    /// Spoke well of us.
    pub good: u64,
    /// Neither well nor ill.
    pub neutral: u64,
    /// Spoke ill of us.
    pub bad: u64,
    /// Nobody wrote down how.
    pub unknown: u64,
}

/// What those who decide think of us.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DecidersAnswer {
    /// For us.
    pub for_us: u64,
    /// On neither side.
    pub neither: u64,
    /// Against us.
    pub against: u64,
    /// Of whom those who know them do not agree.
    pub disputed: u64,
    /// Of whom nobody knows, or only what is older than a year.
    pub unknown: u64,
    /// The share of those for us when nobody who is open is, a fraction of one; absent without a decider.
    pub for_us_low: Option<f64>,
    /// The same when all who are open are.
    pub for_us_high: Option<f64>,
    /// Each of them, by client.
    pub people: Vec<DeciderAnswer>,
    /// What those who decide answered in surveys, by client; people of several clients are never pooled.
    pub surveys: Vec<DeciderSurveyAnswer>,
}

/// Somebody who decides.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DeciderAnswer {
    /// At which client.
    pub account: NamedAnswer,
    /// Who; absent for somebody nobody knows by name.
    pub person: Option<NamedAnswer>,
    /// What they think of us, from worse to better where those who know them differ: `blocker`, `opponent`,
    /// `neutral`, `supporter` or `champion`.
    pub attitude: Vec<String>,
    /// The day of the latest statement, ISO 8601; absent without one.
    pub day: Option<String>,
    /// How many days old it is.
    pub age_days: Option<i32>,
    /// Whence it is known; empty for nowhere.
    pub evidence: String,
}

/// What those who decide at a client answered.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DeciderSurveyAnswer {
    /// At which client.
    pub account: NamedAnswer,
    /// Their answers of the last twelve months.
    pub answers: SatisfactionGroupAnswer,
}

/// Where our prices stand among those of competitors, by what still holds.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GroupPriceAnswer {
    /// Which group of products.
    pub product_group: String,
    /// Ours by the median of theirs; absent under three prices.
    pub index: Option<f64>,
    /// Ours by the dearest of theirs.
    pub low: f64,
    /// Ours by the cheapest of theirs.
    pub high: f64,
    /// Our place from the cheapest on.
    pub rank: u64,
    /// Of how many prices, ours among them.
    pub of: u64,
}
