//! What we and our clients owe each other, and how each side keeps its word, as it leaves the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::{NamedAnswer, UnclearAnswer};
use super::value::WhyAnswer;

/// Answer of `obligations list` and of `GET /obligations`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ObligationsAnswer {
    /// Obligations, in the order asked for.
    pub obligations: Vec<ObligationAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
}

/// A promise, or a gift that binds nobody.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ObligationAnswer {
    /// Id.
    pub id: String,
    /// The client.
    pub account: NamedAnswer,
    /// Who owes: `us` or `them`.
    pub debtor: String,
    /// Who is owed: `us` or `them`.
    pub creditor: String,
    /// Who of the client's people owes it or is owed it.
    pub person: Option<NamedAnswer>,
    /// Who of us owes it or is owed it.
    pub owner: Option<NamedAnswer>,
    /// What.
    pub what: String,
    /// `quality`, `delivery`, `deadline`, `service`, `payment`, `information`, `reference`,
    /// `protection` or `other`.
    pub kind: String,
    /// `clause`, `interaction`, `custom` or `support`.
    pub origin: String,
    /// Where it is written; empty when nowhere.
    pub source: String,
    /// What has to come true first; empty for nothing.
    pub condition: String,
    /// Since when, ISO 8601.
    pub made_on: String,
    /// Until when, ISO 8601; absent when nobody said.
    pub due: Option<String>,
    /// Days after it within which it still counts as kept.
    pub grace_days: u16,
    /// From 1 to 3.
    pub importance: u8,
    /// Its worth; absent when nobody said.
    pub value: Option<WorthAnswer>,
    /// The support it comes from.
    pub support: Option<String>,
    /// A kindness that binds nobody.
    pub gift: bool,
    /// One of the fourteen states.
    pub state: String,
    /// `open`, `due`, `kept`, `kept_late`, `broken`, `waived`, `renegotiated` or `ended`.
    pub group: String,
    /// What can happen to it now.
    pub possible: Vec<String>,
    /// What happened to it, the calendar's steps included.
    pub history: Vec<ObligationStepAnswer>,
    /// The obligation in whose place it stands.
    pub replaces: Option<String>,
    /// How the state came about.
    pub why: WhyAnswer,
    /// Version, for changing it.
    pub version: i64,
}

/// What something is worth, at least and at most.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WorthAnswer {
    /// At least, a decimal string.
    pub low: String,
    /// At most, a decimal string.
    pub high: String,
    /// ISO 4217 code.
    pub currency: String,
}

/// Something that happened to a promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ObligationStepAnswer {
    /// What.
    pub event: String,
    /// When, ISO 8601.
    pub day: String,
    /// The state since then.
    pub state: String,
    /// Proof or a reason; empty without one.
    pub note: String,
    /// Who wrote it; absent when the calendar did it.
    pub by: Option<NamedAnswer>,
}

/// Something written about obligations.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ObligationWrittenAnswer {
    /// Id of the obligation.
    pub obligation: String,
}

/// What a line about a promise was taken to mean, and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PromiseLineAnswer {
    /// The line.
    pub line: String,
    /// The client, when exactly one is meant.
    pub account: Option<NamedAnswer>,
    /// `us` or `them`; absent when the line does not say.
    pub debtor: Option<String>,
    /// Their person, when exactly one is meant.
    pub person: Option<NamedAnswer>,
    /// Who of us, when exactly one is meant.
    pub owner: Option<NamedAnswer>,
    /// What is owed.
    pub what: Option<String>,
    /// What kind of thing.
    pub kind: String,
    /// Until when, ISO 8601.
    pub due: Option<String>,
    /// A kindness that binds nobody.
    pub gift: bool,
    /// What was not understood.
    pub unclear: Vec<UnclearAnswer>,
    /// Id of the obligation written; absent when nothing was.
    pub obligation: Option<String>,
}

/// Answer of `trust ACCOUNT` and of `GET /accounts/{id}/trust`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TrustAnswer {
    /// The client.
    pub account: NamedAnswer,
    /// How we keep our word to the client.
    pub ours: SideTrustAnswer,
    /// How the client keeps its word to us.
    pub theirs: SideTrustAnswer,
    /// Who keeps its word better, when that can be said: `us` or `them`.
    pub stronger: Option<String>,
    /// All our closed promises appear kept, and we alone wrote it down: what is said of us is of one witness.
    pub one_sided: bool,
    /// What moved either, the latest first.
    pub history: Vec<TrustMoveAnswer>,
    /// What each side still owes.
    pub owed: Vec<OwedAnswer>,
}

/// How far one side keeps its word.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SideTrustAnswer {
    /// Expected part of promises kept, 0 to 1; absent when too few are closed.
    pub mean: Option<f64>,
    /// Lower end of the 90 % interval.
    pub low: Option<f64>,
    /// Upper end of the 90 % interval.
    pub high: Option<f64>,
    /// Closed promises.
    pub n: usize,
    /// Why nothing can be said: a message id.
    pub unknown: Option<String>,
    /// Promises kept after their day.
    pub late: usize,
    /// Promises broken and forgiven; they count as broken.
    pub forgiven: usize,
    /// The promises behind it, the weightiest first.
    pub promises: Vec<TrustMarkAnswer>,
    /// How it came about.
    pub why: WhyAnswer,
}

/// A closed promise with its weight.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TrustMarkAnswer {
    /// Id of the obligation.
    pub obligation: String,
    /// What was promised.
    pub what: String,
    /// How it ended.
    pub state: String,
    /// Since when, ISO 8601.
    pub day: String,
    /// From 0, not kept, to 1, kept.
    pub outcome: f64,
    /// What it weighs today.
    pub weight: f64,
}

/// A day on which trust moved.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TrustMoveAnswer {
    /// ISO 8601.
    pub day: String,
    /// Trust in which side: `ours` or `theirs`.
    pub side: String,
    /// Mean before; absent when too few promises were closed.
    pub before: Option<f64>,
    /// Mean after.
    pub after: Option<f64>,
    /// Promises closed by then.
    pub n: usize,
    /// The promises that moved it.
    pub promises: Vec<TrustMoverAnswer>,
}

/// A promise that moved trust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TrustMoverAnswer {
    /// Id of the obligation.
    pub obligation: String,
    /// What was promised.
    pub what: String,
    /// What became of it.
    pub state: String,
}

/// What one side still owes, of one age and in one currency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OwedAnswer {
    /// `us` or `them`.
    pub debtor: String,
    /// `not_due`, `1_30`, `31_60`, `61_90`, `over_90` or `undated`.
    pub age: String,
    /// How many.
    pub count: usize,
    /// Worth of those that have one, by currency.
    pub worth: Vec<WorthAnswer>,
    /// How many have no value.
    pub unvalued: usize,
}
