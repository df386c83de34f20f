//! Key clients and their criteria.

use serde::Serialize;
use utoipa::ToSchema;

use super::value::{PeriodAnswer, WhyAnswer};

/// Interval of a score.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct ScoreAnswer {
    /// With every open answer at its worst.
    pub low: f64,
    /// With every open answer at its best.
    pub high: f64,
}

/// Answer of `key`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct KeyAnswer {
    /// Profile used.
    pub profile: String,
    /// Threshold of its score.
    pub threshold: f64,
    /// Days the volume is about.
    pub period: Option<PeriodAnswer>,
    /// Currency of revenue.
    pub currency: String,
    /// Key ones and the undecided of class A (all with `--all`).
    pub accounts: Vec<KeyAccountAnswer>,
    /// The book holds the sample firm: the figures are invented.
    pub sample: bool,
}

/// One client and its verdict.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct KeyAccountAnswer {
    /// Id.
    pub account: String,
    /// Name.
    pub name: String,
    /// `key`, `not_key` or `undecided`.
    pub verdict: String,
    /// Interval of the score.
    pub score: ScoreAnswer,
    /// Criterion whose answer would change most; absent when nothing is open.
    pub next_question: Option<String>,
    /// The five criteria.
    pub criteria: Vec<CriterionAnswer>,
    /// Net revenue; absent without lines in the period.
    pub revenue: Option<String>,
    /// Share of revenue.
    pub share: Option<f64>,
    /// Place by revenue.
    pub rank: Option<u64>,
    /// Pareto class.
    pub class: Option<String>,
}

/// One criterion of one client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CriterionAnswer {
    /// `volume`, `purchasing_policy`, `selection_bodies`, `market_power`, `professionalism`.
    pub id: String,
    /// `yes`, `partly`, `no` or `unknown`.
    pub answer: String,
    /// `proven`, `stated` or `unknown`.
    pub proof: String,
    /// Lower end of what it adds, 0 to 1.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Weight in the profile.
    pub weight: f64,
    /// Evidence older than 18 months.
    pub stale: bool,
    /// How we know.
    pub why: WhyAnswer,
}
