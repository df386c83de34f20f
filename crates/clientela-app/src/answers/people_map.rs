//! A people map as it leaves the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::{EstimateAnswer, WhyAnswer};

/// Answer of `people-map` and of `GET /accounts/{id}/people-map`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PeopleMapAnswer {
    /// The client.
    pub account: NamedAnswer,
    /// As of which day, ISO 8601.
    pub as_of: String,
    /// Everybody on the map.
    pub nodes: Vec<MapNodeAnswer>,
    /// Informal ties.
    pub ties: Vec<MapTieAnswer>,
    /// Which roles we speak with.
    pub coverage: MapCoverageAnswer,
    /// How a decision may go.
    pub decision: MapDecisionAnswer,
    /// What may go wrong.
    pub risks: MapRisksAnswer,
    /// Whom to win next, the most promising first; at most three.
    pub next_to_win: Vec<MapNextAnswer>,
    /// How the client buys.
    pub purchases: Vec<PurchaseAnswer>,
}

/// Somebody on a map.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MapNodeAnswer {
    /// Id of the person, or of the placeholder.
    pub id: String,
    /// Name; empty for somebody nobody knows yet.
    pub name: String,
    /// Nobody knows yet who it is.
    pub placeholder: bool,
    /// Position; empty when unknown.
    pub title: String,
    /// Department; empty when unknown.
    pub unit: String,
    /// `initiator`, `user`, `influencer`, `decider`, `buyer`, `gatekeeper`.
    pub roles: Vec<String>,
    /// From `blocker` to `champion`: the worse and the better end of what is thought; absent when
    /// unknown.
    pub attitude: Option<Vec<String>>,
    /// From 1 to 5, the ends of what is thought; absent when unknown.
    pub influence: Option<Vec<u8>>,
    /// `yes`, `no` or `unknown`: can they stop a decision alone?
    pub veto: String,
    /// Id of whom they report to.
    pub reports_to: Option<String>,
    /// Who of us is their counterpart.
    pub counterpart: Option<NamedAnswer>,
    /// The last two-way contact, ISO 8601.
    pub last_contact: Option<String>,
    /// Everything thought of them has evidence.
    pub proven: bool,
    /// An opinion is older than a year and counts no longer.
    pub stale: bool,
    /// How often they stand between two others, as a part of all pairs.
    pub between: f64,
    /// What this rests on, the latest first.
    pub statements: Vec<MapStatementAnswer>,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MapStatementAnswer {
    /// Id.
    pub id: String,
    /// `role`, `attitude`, `influence`, `veto`, `reports_to`, `counterpart`, `tie` or `place`.
    pub aspect: String,
    /// Which role, or what kind of tie; empty for other aspects.
    pub detail: String,
    /// What is said of it.
    pub value: String,
    /// To whom, as an id; of lines, ties and counterparts.
    pub to: Option<String>,
    /// Since which day, ISO 8601.
    pub day: String,
    /// Whence it is known; empty for nowhere.
    pub evidence: String,
    /// Who says so.
    pub by: String,
}

/// An informal tie.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MapTieAnswer {
    /// Id of whom it begins with.
    pub from: String,
    /// Id of whom it goes to.
    pub to: String,
    /// `influences`, `opposes`, `friend` or `former_colleague`.
    pub kind: String,
    /// `weak`, `plain` or `strong`.
    pub strength: String,
    /// Since when, ISO 8601.
    pub since: String,
}

/// Which roles we speak with.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MapCoverageAnswer {
    /// The part of the roles, by weight.
    pub share: EstimateAnswer,
    /// How it came about.
    pub why: WhyAnswer,
    /// Role by role.
    pub roles: Vec<MapRoleAnswer>,
    /// Roles we speak with nobody of, or of which nobody knows who has them.
    pub gaps: Vec<String>,
}

/// A role and who has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MapRoleAnswer {
    /// Which role.
    pub role: String,
    /// `yes`, `no` or `unknown`.
    pub covered: String,
    /// Ids of who has it.
    pub people: Vec<String>,
}

/// How a decision may go.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MapDecisionAnswer {
    /// Chance that it passes.
    pub chance: EstimateAnswer,
    /// How it came about.
    pub why: WhyAnswer,
    /// Who can block it, the heaviest first.
    pub blockers: Vec<MapBlockerAnswer>,
}

/// Somebody who can block a decision.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MapBlockerAnswer {
    /// Id.
    pub id: String,
    /// Chance that they say no and that it turns the decision, at most.
    pub weight: f64,
    /// `yes`, `no` or `unknown`: alone?
    pub veto: String,
    /// The warmest way to them: ids from somebody we speak with to them; absent when there is none.
    pub path: Option<MapPathAnswer>,
    /// How it came about.
    pub why: WhyAnswer,
}

/// A way to somebody over people who think well of us.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MapPathAnswer {
    /// Ids, from somebody we speak with to whom it leads.
    pub over: Vec<String>,
    /// How warm it is, 0 to 1.
    pub warmth: f64,
}

/// Somebody worth our next effort.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MapNextAnswer {
    /// Id.
    pub id: String,
    /// Name, or the position of somebody nobody knows yet.
    pub name: String,
    /// By how much the chance rises.
    pub gain: f64,
    /// First find out what they think.
    pub find_out: bool,
    /// Chance of the decision when they say no.
    pub chance_if_no: f64,
    /// Chance of the decision when they say yes.
    pub chance_if_yes: f64,
    /// The warmest way to them; absent when we speak with them or there is none.
    pub path: Option<MapPathAnswer>,
    /// How it came about.
    pub why: WhyAnswer,
}

/// What may go wrong.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MapRisksAnswer {
    /// One person holds the relation.
    pub single_thread: bool,
    /// Ids of whom we spoke with within 90 days.
    pub active: Vec<String>,
    /// Chance that none of them is left within a year.
    pub none_left: f64,
    /// To how many equal contacts the year's contacts correspond; absent without any.
    pub effective_threads: Option<f64>,
    /// Id of whom most contacts were with.
    pub main: Option<String>,
    /// All of whom we speak with sit in one department.
    pub one_department: bool,
    /// The only one of us who knows them.
    pub only_one_of_us: Option<String>,
    /// Ids of champions we have not spoken with for too long.
    pub silent_champions: Vec<String>,
    /// Ids of those without whom the others fall apart.
    pub holding_together: Vec<String>,
    /// How the thread came about.
    pub why: WhyAnswer,
}

/// How a client buys something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PurchaseAnswer {
    /// Id.
    pub id: String,
    /// What is bought.
    pub name: String,
    /// When and how the budget is made.
    pub budget_cycle: String,
    /// When the next one is decided, ISO 8601.
    pub budget_day: Option<String>,
    /// Anything else.
    pub note: String,
    /// Its steps.
    pub steps: Vec<PurchaseStepAnswer>,
    /// Its criteria.
    pub criteria: Vec<PurchaseCriterionAnswer>,
    /// Grows with every change.
    pub version: i64,
}

/// A step of a purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PurchaseStepAnswer {
    /// What happens.
    pub what: String,
    /// Id of who decides it.
    pub decider: Option<String>,
    /// Until when, ISO 8601.
    pub deadline: Option<String>,
    /// When it was done, ISO 8601.
    pub done_on: Option<String>,
}

/// What a purchase is decided by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PurchaseCriterionAnswer {
    /// What.
    pub what: String,
    /// How much of a hundred it counts.
    pub weight: Option<u8>,
    /// Id of whose it is.
    pub decider: Option<String>,
}

/// Something said on a map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MapStatedAnswer {
    /// Ids of the statements made.
    pub statements: Vec<String>,
}

/// Somebody nobody knows yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlaceholderAnswer {
    /// Id.
    pub id: String,
    /// At which client.
    pub account: String,
    /// What they are there.
    pub title: String,
    /// Department; empty when unknown.
    pub unit: String,
    /// Id of who it turned out to be.
    pub person: Option<String>,
    /// Grows with every change.
    pub version: i64,
}
