//! Opportunities and the pipeline as they leave the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::prospects::SpanAnswer;
use super::value::{EstimateAnswer, MoneyAnswer, WhyAnswer};

/// Answer of `opportunities list` and of `GET /opportunities`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpportunitiesAnswer {
    /// Opportunities in the order asked for.
    pub opportunities: Vec<OpportunityAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
}

/// An opportunity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpportunityAnswer {
    /// Id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Of which client; unknown when absent.
    pub account: Option<NamedAnswer>,
    /// Of which prospect, or which the client was.
    pub prospect: Option<NamedAnswer>,
    /// Groups of products.
    pub product_groups: Vec<String>,
    /// It is worth at least so much, a decimal string; unknown when absent.
    pub value_low: Option<String>,
    /// At most so much.
    pub value_high: Option<String>,
    /// ISO 4217 code; absent without a value.
    pub currency: Option<String>,
    /// When it is expected to be decided, ISO 8601.
    pub expected_on: Option<String>,
    /// Who of us answers for it.
    pub owner: Option<NamedAnswer>,
    /// How a file calls who of us works on it, where that is no user.
    pub representative: Option<String>,
    /// Who decides there.
    pub person: Option<NamedAnswer>,
    /// Against whom we stand.
    pub competitor: Option<NamedAnswer>,
    /// `identified`, `engaged`, `offered`, `negotiating`, `won` or `lost`.
    pub stage: String,
    /// Since when it is there, ISO 8601; unknown when absent.
    pub stage_day: Option<String>,
    /// Why it was won or lost: `price`, `quality`, `delivery`, `relation` or `specification`; unknown when absent.
    pub reason: Option<String>,
    /// Who says why: `client` or `guessed`.
    pub reason_source: Option<String>,
    /// More about where it stands.
    pub stage_note: String,
    /// What was won or lost by it, among all that was.
    pub contest: Option<String>,
    /// More about it.
    pub note: String,
    /// Version, for changing it.
    pub version: i64,
}

/// An opportunity with its history.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OpportunityFullAnswer {
    /// The opportunity.
    #[serde(flatten)]
    pub opportunity: OpportunityAnswer,
    /// The codes by which other systems know it.
    pub codes: Vec<String>,
    /// The steps it took, the oldest first.
    pub moves: Vec<OpportunityMoveAnswer>,
    /// What the client bought since it was won; absent for one that is not won.
    pub sales: Option<SalesSinceAnswer>,
}

/// A step an opportunity took.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpportunityMoveAnswer {
    /// To which stage.
    pub stage: String,
    /// On which day, ISO 8601; unknown when absent.
    pub day: Option<String>,
    /// Days it stood there, or has stood until today; absent where a day is unknown, and at the end.
    pub days: Option<i64>,
    /// Why it was won or lost.
    pub reason: Option<String>,
    /// More about it.
    pub note: String,
    /// Who took it; absent for the program.
    pub author: Option<String>,
}

/// What a client bought since something was won.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SalesSinceAnswer {
    /// The sales ledger has lines since: what was won is confirmed.
    pub confirmed: bool,
    /// The day of the first of them, ISO 8601.
    pub first_day: Option<String>,
    /// Lines.
    pub lines: u64,
    /// Their net revenue, by currency.
    pub revenue: Vec<MoneyAnswer>,
    /// How it came about.
    pub why: WhyAnswer,
}

/// An opportunity that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpportunityWrittenAnswer {
    /// Id of the opportunity.
    pub opportunity: String,
}

/// An opportunity another system sent.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct OpportunityUpsertedAnswer {
    /// `created`, `updated` or `unchanged`.
    pub result: String,
    /// The opportunity as it is now.
    pub record: OpportunityFullAnswer,
}

/// Answer of `opportunities pipeline` and of `GET /opportunities/pipeline`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PipelineAnswer {
    /// In which currency sums are.
    pub currency: String,
    /// The stages, the ends last.
    pub stages: Vec<PipelineStageAnswer>,
    /// All that is open: its worth, and what history expects of it.
    pub open: ExpectedAnswer,
    /// Of what has ended.
    pub ended: ConversionAnswer,
    /// The same without cold contacts; absent where none of them came so.
    pub ended_without_cold: Option<ConversionAnswer>,
    /// By the way in which their prospects came.
    pub by_source: Vec<ConversionAnswer>,
    /// By who of us works on them.
    pub by_representative: Vec<ConversionAnswer>,
}

/// A stage of the pipeline.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PipelineStageAnswer {
    /// The stage.
    pub stage: String,
    /// Opportunities there.
    pub count: u64,
    /// Those of which nobody knows what they are worth.
    pub without_value: u64,
    /// What the others are worth.
    pub value: EstimateAnswer,
    /// The chance to win from there, with its interval; absent without history, and at the ends.
    pub chance: Option<SpanAnswer>,
    /// Days that those stood there who left: the middle half and the middle; absent without any.
    pub days: Option<SpanAnswer>,
    /// How many stays that rests on.
    pub stays: u64,
}

/// What open opportunities are worth.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ExpectedAnswer {
    /// How many there are.
    pub count: u64,
    /// Those of which nobody knows what they are worth.
    pub without_value: u64,
    /// What the others are worth.
    pub value: EstimateAnswer,
    /// What history expects of these; absent without history.
    pub expected: Option<SpanAnswer>,
    /// How it came about.
    pub why: WhyAnswer,
}

/// How often we win.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConversionAnswer {
    /// Of which source or whom; absent for all.
    pub name: Option<String>,
    /// Won.
    pub won: u64,
    /// Lost.
    pub lost: u64,
    /// Not ended yet.
    pub open: u64,
    /// Won of what has ended, with Wilson's 95 % interval; absent when nothing has.
    pub rate: Option<SpanAnswer>,
    /// What the won ones are worth.
    pub won_value: EstimateAnswer,
    /// Won ones of which nobody knows what they are worth.
    pub won_without_value: u64,
}
