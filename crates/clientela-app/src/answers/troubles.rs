//! What hurts clients and what threatens the business with them, as it leaves the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::{EstimateAnswer, WhyAnswer};

/// Answer of `problems list` and of `GET /problems`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProblemsAnswer {
    /// Problems, the latest first.
    pub problems: Vec<ProblemAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
}

/// A problem of a client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProblemAnswer {
    /// Id.
    pub id: String,
    /// Whose.
    pub account: NamedAnswer,
    /// What hurts.
    pub what: String,
    /// What comes of it for the client.
    pub effect: String,
    /// What it costs the client, a decimal string; unknown when absent.
    pub cost: Option<String>,
    /// Who of the client's people says so.
    pub said_by: Option<NamedAnswer>,
    /// Who of us looks after it.
    pub owner: Option<NamedAnswer>,
    /// What we propose.
    pub solution: String,
    /// What else could be done.
    pub alternatives: String,
    /// Since when we know of it, ISO 8601.
    pub day: String,
    /// `open`, `proposed`, `underway`, `solved` or `dropped`.
    pub state: String,
    /// What we say our solution was worth, a decimal string; unknown when absent.
    pub shown: Option<String>,
    /// What the client confirmed, a decimal string; absent while they have not.
    pub confirmed: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// When the client confirmed it, ISO 8601.
    pub confirmed_on: Option<String>,
    /// Who confirmed it.
    pub confirmed_by: Option<NamedAnswer>,
    /// What the solution was worth: from nothing on while the client has not confirmed it.
    pub worth: ProblemWorthAnswer,
    /// More about it.
    pub note: String,
    /// Version, for changing it.
    pub version: i64,
}

/// What a solution was worth.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProblemWorthAnswer {
    /// An interval, or why it is unknown.
    pub value: EstimateAnswer,
    /// How that came about.
    pub why: WhyAnswer,
}

/// A problem that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProblemWrittenAnswer {
    /// Id of the problem.
    pub problem: String,
}

/// Answer of `threats list` and of `GET /threats`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ThreatsAnswer {
    /// Threats, the latest first.
    pub threats: Vec<ThreatAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
}

/// A threat to the business with a client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ThreatAnswer {
    /// Id.
    pub id: String,
    /// With which client.
    pub account: NamedAnswer,
    /// `price`, `terms`, `capacity` or `other`.
    pub kind: String,
    /// What may come.
    pub what: String,
    /// How likely, 1 to 5; unknown when absent.
    pub likelihood: Option<u8>,
    /// How bad, 1 to 5; unknown when absent.
    pub effect: Option<u8>,
    /// `light`, `middling`, `heavy` or `grave`; unknown when absent.
    pub weight: Option<String>,
    /// What is prepared; empty when nothing.
    pub alternative: String,
    /// By what it will be noticed.
    pub early_sign: String,
    /// Who of us watches it.
    pub owner: Option<NamedAnswer>,
    /// Since when we know of it, ISO 8601.
    pub day: String,
    /// When it is looked at again, ISO 8601.
    pub review_day: Option<String>,
    /// `watched`, `arrived` or `passed`.
    pub state: String,
    /// More about it.
    pub note: String,
    /// Version, for changing it.
    pub version: i64,
}

/// A threat that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ThreatWrittenAnswer {
    /// Id of the threat.
    pub threat: String,
}

/// Answer of `threats grid` and of `GET /threats/grid`: threats that have not passed, by likelihood and effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ThreatGridAnswer {
    /// 25 cells, the likeliest first, of those the least effect first.
    pub cells: Vec<ThreatCellAnswer>,
    /// Threats whose likelihood or effect nobody judged.
    pub unjudged: u64,
}

/// Threats of one likelihood and one effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ThreatCellAnswer {
    /// How likely, 1 to 5.
    pub likelihood: u8,
    /// How bad, 1 to 5.
    pub effect: u8,
    /// `light`, `middling`, `heavy` or `grave`.
    pub weight: String,
    /// How many.
    pub count: u64,
    /// For how many of them nothing is prepared.
    pub unprepared: u64,
}
