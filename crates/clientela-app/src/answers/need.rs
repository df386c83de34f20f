//! The need for a key account manager, of a client and of the firm.

use clientela_domain::estimate::Estimate;
use clientela_domain::need_for_kam::{JudgedCondition, Need};
use serde::Serialize;
use utoipa::ToSchema;

use super::key::ScoreAnswer;
use super::value::{EstimateAnswer, PeriodAnswer, WhyAnswer};
use crate::need_for_kam::{NeedReport, NeedRow};

/// Answer of `need-kam`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NeedAnswer {
    /// The client; absent when it is about the firm.
    pub account: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Days the figures are about.
    pub period: Option<PeriodAnswer>,
    /// The eight conditions.
    pub conditions: Vec<ConditionScoreAnswer>,
    /// The need, 0 to 1.
    pub need: ScoreAnswer,
    /// `appoint`, `consider` or `no_need`.
    pub recommendation: String,
    /// The condition whose answer would change most; absent when nothing is open.
    pub next_question: Option<String>,
    /// Hours in a year; the upper end is null when nobody knows it.
    pub workload_hours: EstimateAnswer,
    /// Key account managers, whole numbers; the upper end is null when nobody knows it.
    pub kams: EstimateAnswer,
    /// How workload and number came about; absent for one client.
    pub workload_why: Option<WhyAnswer>,
    /// Clients behind the firm's need; absent for one client.
    pub accounts: Option<TallyAnswer>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConditionScoreAnswer {
    /// `long_process`, `several_deciders`, `concentration`, `packages`, `essential_goods`, `risk`,
    /// `direct_dealing`, `long_relation`.
    pub id: String,
    /// `proven`, `stated` or `unknown`.
    pub proof: String,
    /// It holds at least so far, 0 to 1.
    pub low: f64,
    /// It holds at most so far.
    pub high: f64,
    /// What somebody says it is, whether or not that counts.
    pub stated: Option<ScoreAnswer>,
    /// Its weight.
    pub weight: f64,
    /// By how much it can move the need.
    pub swing: f64,
    /// Evidence that counts is older than it may be.
    pub stale: bool,
    /// How we know.
    pub why: WhyAnswer,
}

/// Clients by what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TallyAnswer {
    /// All of them.
    pub total: u64,
    /// Those to appoint for.
    pub appoint: u64,
    /// Those to consider.
    pub consider: u64,
    /// Those to consider whose open conditions could still lead to appointing.
    pub may_become_appoint: u64,
    /// Those without need.
    pub no_need: u64,
}

/// A row of the matrix of clients and conditions.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NeedRowAnswer {
    /// The client.
    pub account: String,
    /// Its name.
    pub name: String,
    /// The eight conditions in their order.
    pub conditions: Vec<ScoreAnswer>,
    /// The need.
    pub need: ScoreAnswer,
    /// `appoint`, `consider` or `no_need`.
    pub recommendation: String,
    /// The condition whose answer would change most.
    pub next_question: Option<String>,
}

/// The conditions of a need as they leave the program.
#[must_use]
pub fn condition_answers(need: &Need) -> Vec<ConditionScoreAnswer> {
    need.conditions.iter().map(condition_answer).collect()
}

fn condition_answer(judged: &JudgedCondition) -> ConditionScoreAnswer {
    let score = &judged.score;
    ConditionScoreAnswer {
        id: score.condition.id().to_owned(),
        proof: score.proof.id().to_owned(),
        low: score.low,
        high: score.high,
        stated: score.stated.map(interval),
        weight: judged.weight,
        swing: judged.swing,
        stale: score.stale,
        why: (&score.why).into(),
    }
}

const fn interval((low, high): (f64, f64)) -> ScoreAnswer {
    ScoreAnswer { low, high }
}

impl NeedAnswer {
    /// The need of one client.
    #[must_use]
    pub fn of_account(
        (account, name): (String, String),
        period: Option<PeriodAnswer>,
        need: &Need,
        (hours, kams): (&Estimate, &Estimate),
    ) -> Self {
        Self {
            account: Some(account),
            name: Some(name),
            workload_why: None,
            accounts: None,
            ..Self::of(need, period, hours, kams)
        }
    }

    /// The need of the firm.
    #[must_use]
    pub fn of_firm(report: &NeedReport) -> Self {
        let tally = report.firm.accounts;
        let period = report.figures.period.map(Into::into);
        Self {
            workload_why: Some((&report.workload.why).into()),
            accounts: Some(TallyAnswer {
                total: tally.accounts,
                appoint: tally.appoint,
                consider: tally.consider,
                may_become_appoint: tally.may_become_appoint,
                no_need: tally.no_need,
            }),
            ..Self::of(
                &report.firm.need,
                period,
                &report.workload.hours,
                &report.workload.kams,
            )
        }
    }

    fn of(need: &Need, period: Option<PeriodAnswer>, hours: &Estimate, kams: &Estimate) -> Self {
        Self {
            account: None,
            name: None,
            period,
            conditions: condition_answers(need),
            need: interval((need.low, need.high)),
            recommendation: need.recommendation.id().to_owned(),
            next_question: need.next_question.map(|one| one.id().to_owned()),
            workload_hours: hours.into(),
            kams: kams.into(),
            workload_why: None,
            accounts: None,
        }
    }
}

impl NeedRowAnswer {
    /// A row with the client's name.
    #[must_use]
    pub fn of(row: &NeedRow, name: &str) -> Self {
        Self {
            account: row.account.to_string(),
            name: name.to_owned(),
            conditions: row.conditions.iter().copied().map(interval).collect(),
            need: interval(row.need),
            recommendation: row.recommendation.id().to_owned(),
            next_question: row.next_question.map(|one| one.id().to_owned()),
        }
    }
}
