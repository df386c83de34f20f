//! The review of a quarter as it leaves the program.

use clientela_domain::account_plan::Quarter;
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::{EstimateAnswer, MoneyAnswer, PeriodAnswer, WhyAnswer};
use crate::review_account::{Results, Review};
use crate::share_plan::ClientPlan;

/// Answer of `review` and of `GET /accounts/{id}/review`. Everything in it may be put before the client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReviewAnswer {
    /// With which client.
    pub account: NamedAnswer,
    /// As `2026-Q3`.
    pub quarter: String,
    /// Its days.
    pub period: PeriodAnswer,
    /// What both sides promised and how it went.
    pub promises: Vec<ReviewPromiseAnswer>,
    /// What was promised against what was done.
    pub execution: Vec<ReviewMetricAnswer>,
    /// What the client bought.
    pub results: ReviewResultsAnswer,
    /// Its problems.
    pub problems: Vec<ReviewProblemAnswer>,
    /// Goals, objectives and actions that were agreed with it.
    pub plan: ClientPlanAnswer,
}

/// A promise of one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReviewPromiseAnswer {
    /// Id of the obligation.
    pub id: String,
    /// `us` or `them`.
    pub debtor: String,
    /// What.
    pub what: String,
    /// Until when, ISO 8601.
    pub due: Option<String>,
    /// How it stood at the end of the quarter.
    pub state: String,
}

/// A metric of the execution.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReviewMetricAnswer {
    /// Which one.
    pub metric: String,
    /// The level reached.
    pub actual: EstimateAnswer,
    /// Cases it rests on.
    pub cases: u64,
    /// How it came about.
    pub why: WhyAnswer,
}

/// Sales of the quarter beside those of the year before.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ReviewResultsAnswer {
    /// Net revenue; unknown when absent.
    pub revenue: Option<MoneyAnswer>,
    /// The same days a year before; unknown when absent.
    pub before: Option<MoneyAnswer>,
    /// What the difference is made of; unknown when absent.
    pub variance: Option<VarianceAnswer>,
    /// The last day the ledger knows, when it does not cover the quarter, ISO 8601.
    pub known_to: Option<String>,
}

/// The parts of a difference; they sum to `total`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VarianceAnswer {
    /// Because of other prices.
    pub price: f64,
    /// Because more or less was sold; unknown when units differ.
    pub volume: Option<f64>,
    /// Because dearer or cheaper products were sold; unknown when units differ.
    pub mix: Option<f64>,
    /// What is neither, when units differ.
    pub rest: Option<f64>,
    /// Products that were not sold a year before.
    pub new: f64,
    /// Products that are not sold any more.
    pub lost: f64,
    /// All of it.
    pub total: f64,
}

/// A problem of the client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReviewProblemAnswer {
    /// What hurts.
    pub what: String,
    /// What we propose.
    pub solution: String,
    /// `open`, `proposed`, `underway` or `solved`.
    pub state: String,
    /// It came up in the quarter.
    pub new: bool,
}

/// A plan as its client may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClientPlanAnswer {
    /// What the client wants to reach.
    pub client_goals: Vec<String>,
    /// What we want to reach with it.
    pub our_goals: Vec<String>,
    /// What is to be reached together.
    pub objectives: Vec<ClientObjectiveAnswer>,
    /// Who does what until when.
    pub actions: Vec<ClientActionAnswer>,
    /// When the plan is gone through, ISO 8601.
    pub reviews: Vec<String>,
}

/// An objective as the client reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClientObjectiveAnswer {
    /// What.
    pub what: String,
    /// Measured by what.
    pub measure: String,
    /// Where it is, in words.
    pub now: String,
    /// Where it should be, in words.
    pub target: String,
    /// Up to when, ISO 8601.
    pub day: Option<String>,
    /// Who of both sides.
    pub who: String,
    /// `open` or `done`.
    pub state: String,
}

/// An action as the client reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClientActionAnswer {
    /// What.
    pub what: String,
    /// Who of both sides.
    pub who: String,
    /// Until when, ISO 8601.
    pub day: Option<String>,
    /// `open` or `done`.
    pub state: String,
}

impl ClientPlan {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> ClientPlanAnswer {
        let objectives = self.objectives.iter().map(|one| ClientObjectiveAnswer {
            what: one.what.clone(),
            measure: one.measure.clone(),
            now: one.now.clone(),
            target: one.target.clone(),
            day: one.day.map(|day| day.to_string()),
            who: one.who.clone(),
            state: one.state.code().to_owned(),
        });
        let actions = self.actions.iter().map(|one| ClientActionAnswer {
            what: one.what.clone(),
            who: one.who.clone(),
            day: one.day.map(|day| day.to_string()),
            state: one.state.code().to_owned(),
        });
        ClientPlanAnswer {
            client_goals: self.client_goals.clone(),
            our_goals: self.our_goals.clone(),
            objectives: objectives.collect(),
            actions: actions.collect(),
            reviews: self.reviews.iter().map(ToString::to_string).collect(),
        }
    }
}

fn results(results: &Results) -> ReviewResultsAnswer {
    let money = |amount| MoneyAnswer::new(amount, results.currency);
    ReviewResultsAnswer {
        revenue: results.revenue.map(money),
        before: results.before.map(money),
        variance: results.parts.map(|parts| VarianceAnswer {
            price: parts.price,
            volume: parts.volume,
            mix: parts.mix,
            rest: parts.rest,
            new: parts.new,
            lost: parts.lost,
            total: parts.total,
        }),
        known_to: results.known_to.map(|day| day.to_string()),
    }
}

impl Review {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> ReviewAnswer {
        let promises = self.promises.iter().map(|one| ReviewPromiseAnswer {
            id: one.id.to_string(),
            debtor: one.debtor.code().to_owned(),
            what: one.what.clone(),
            due: one.due.map(|day| day.to_string()),
            state: one.state.code().to_owned(),
        });
        let execution = self.execution.iter().map(|one| ReviewMetricAnswer {
            metric: one.metric.code().to_owned(),
            actual: EstimateAnswer::from(&one.actual),
            cases: one.n,
            why: WhyAnswer::from(&one.why),
        });
        let problems = self.problems.iter().map(|one| ReviewProblemAnswer {
            what: one.what.clone(),
            solution: one.solution.clone(),
            state: one.state.code().to_owned(),
            new: one.is_new,
        });
        ReviewAnswer {
            account: NamedAnswer {
                id: self.account.to_string(),
                name: self.account_name.clone(),
            },
            quarter: Quarter::to_string(&self.quarter),
            period: PeriodAnswer::from(self.period),
            promises: promises.collect(),
            execution: execution.collect(),
            results: results(&self.results),
            problems: problems.collect(),
            plan: self.plan.answer(),
        }
    }
}
