//! Agreements, as they leave the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::{EstimateAnswer, WhyAnswer};

/// Answer of `agreements list` and of `GET /agreements`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AgreementsAnswer {
    /// Agreements, the earliest end first.
    pub agreements: Vec<AgreementAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
}

/// An agreement in a list.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AgreementAnswer {
    /// Id.
    pub id: String,
    /// The client.
    pub account: NamedAnswer,
    /// Its number.
    pub number: String,
    /// From when to when it holds.
    pub valid: ValidAnswer,
    /// The last day on which notice is in time, ISO 8601; absent when none was agreed.
    pub notice_by: Option<String>,
    /// Its clauses, as far as they bind.
    pub clauses: Vec<ClauseAnswer>,
}

/// From when to when something holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ValidAnswer {
    /// The first day, ISO 8601; absent when nobody said.
    pub from: Option<String>,
    /// The last day of the term that runs, ISO 8601; absent without end.
    pub to: Option<String>,
}

/// A clause and how it stands.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ClauseAnswer {
    /// Id; the same through all versions.
    pub id: String,
    /// `quality`, `delivery`, `deadline` or `service`.
    pub dimension: String,
    /// What is measured, for example `on_time_lines`; absent when only people can tell.
    pub metric: Option<String>,
    /// What was promised: a fraction of one for shares, otherwise in the unit of the metric.
    pub target: Option<f64>,
    /// By how much it may be missed, in the same.
    pub tolerance: f64,
    /// What was measured, in the same.
    pub actual: EstimateAnswer,
    /// `kept`, `at_risk`, `breached` or `unknown`.
    pub state: String,
    /// How that came about.
    pub why: WhyAnswer,
}

/// Answer of `agreements show` and of `GET /agreements/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AgreementFullAnswer {
    /// As in the list.
    #[serde(flatten)]
    pub agreement: AgreementAnswer,
    /// What it is about.
    pub title: String,
    /// `draft`, `offered`, `in_force`, `ended` or `withdrawn`.
    pub state: String,
    /// Since when, ISO 8601.
    pub state_day: String,
    /// Who of us answers for it.
    pub owner: Option<NamedAnswer>,
    /// When it was signed, ISO 8601.
    pub signed_on: Option<String>,
    /// More about it.
    pub note: String,
    /// Whether the newest terms need the director: `not_needed`, `waiting`, `approved` or `refused`.
    pub approval: String,
    /// What of them is above the firm's limits.
    pub exceeded: Vec<ExceededAnswer>,
    /// Number of the version that binds; absent while none may.
    pub standing: Option<u32>,
    /// The newest terms.
    pub terms: TermsAnswer,
    /// The versions of the terms, the newest first.
    pub versions: Vec<VersionAnswer>,
    /// The rounds of the negotiation, the latest first.
    pub rounds: Vec<RoundAnswer>,
    /// Version of the record, for changing it.
    pub version: i64,
}

/// A term above its limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ExceededAnswer {
    /// `discount`, `payment`, `credit` or `guarantee`.
    pub kind: String,
    /// The product or group it is about; empty for all.
    pub of: String,
    /// What was asked, a decimal string; absent when it cannot be compared.
    pub asked: Option<String>,
    /// The limit, a decimal string.
    pub limit: String,
}

/// What was agreed. Absent is what nobody agreed on.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TermsAnswer {
    /// The first day, ISO 8601.
    pub valid_from: Option<String>,
    /// The last day, ISO 8601.
    pub valid_to: Option<String>,
    /// Days of notice before the end.
    pub notice_days: Option<u16>,
    /// Without notice it goes on for as long again.
    pub is_renewed: bool,
    /// ISO 4217 code.
    pub currency: String,
    /// Discount on everything in per cent, a decimal string.
    pub discount: Option<String>,
    /// Days until payment.
    pub payment_days: Option<u16>,
    /// Credit we give, a decimal string.
    pub credit_limit: Option<String>,
    /// Guarantee we give, a decimal string.
    pub guarantee: Option<String>,
    /// Products and groups with their prices.
    pub portfolio: Vec<PortfolioAnswer>,
    /// What is promised.
    pub clauses: Vec<ClauseTermsAnswer>,
}

/// A product, or a group of products.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PortfolioAnswer {
    /// Name or code.
    pub what: String,
    /// A whole group.
    pub is_group: bool,
    /// Price of one unit, a decimal string.
    pub price: Option<String>,
    /// Of which unit.
    pub unit: String,
    /// Discount in per cent, a decimal string.
    pub discount: Option<String>,
}

/// A clause as it stands in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClauseTermsAnswer {
    /// Id; the same through all versions.
    pub id: String,
    /// Its number in the document.
    pub number: String,
    /// What it says.
    pub text: String,
    /// Who promises: `us` or `them`.
    pub debtor: String,
    /// `quality`, `delivery`, `deadline` or `service`.
    pub dimension: String,
    /// What is measured; absent when only people can tell.
    pub metric: Option<String>,
    /// What is promised, as written: per cent for shares; a decimal string.
    pub target: Option<String>,
    /// By how much it may be missed, likewise.
    pub tolerance: Option<String>,
    /// Days by which a delivery may come early.
    pub early_days: Option<u16>,
    /// Days by which it may come late.
    pub late_days: Option<u16>,
    /// By how many per cent a quantity may fall short, a decimal string.
    pub quantity_tolerance: Option<String>,
    /// `month`, `quarter`, `half_year` or `year`.
    pub period: String,
    /// Who measures: `us`, `them` or `third`.
    pub measurer: String,
    /// Id of who of us answers for it.
    pub owner: Option<String>,
    /// From which level on which per cent of the fee is credited, `98:0; 95:2`.
    pub tiers: String,
    /// Of which amount, a decimal string.
    pub fee: Option<String>,
}

/// A version of the terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct VersionAnswer {
    /// Its number.
    pub number: u32,
    /// Who wrote it.
    pub by: String,
    /// When, ISO 8601.
    pub at: String,
    /// Why the terms were changed.
    pub note: String,
    /// `not_needed`, `waiting`, `approved` or `refused`.
    pub approval: String,
    /// Who decided about it; empty when nobody did.
    pub decided_by: String,
    /// Why it was decided so.
    pub decision_note: String,
    /// What differs from the version before.
    pub changes: Vec<TermChangeAnswer>,
}

/// What differs between two versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TermChangeAnswer {
    /// Message id of the term.
    pub term: String,
    /// The product or clause it is about.
    pub of: String,
    /// What it was; absent when it is new.
    pub before: Option<String>,
    /// What it is; absent when it is gone.
    pub after: Option<String>,
}

/// A round of a negotiation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RoundAnswer {
    /// Id.
    pub id: String,
    /// When, ISO 8601.
    pub day: String,
    /// `offer`, `counter_offer` or `concession`.
    pub kind: String,
    /// `us` or `them`.
    pub side: String,
    /// What.
    pub what: String,
    /// What for.
    pub purpose: String,
    /// In return for what.
    pub in_return: String,
    /// Who of the client's people; empty without one.
    pub person: String,
    /// Who of us; empty without one.
    pub user: String,
    /// More about it.
    pub note: String,
    /// It was written by mistake.
    pub taken_back: bool,
}

/// An agreement that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgreementWrittenAnswer {
    /// Id of the agreement.
    pub agreement: String,
}

/// Answer of `GET /approvals`: agreements of which the newest terms wait for the director.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ApprovalsAnswer {
    /// The longest waiting first.
    pub agreements: Vec<WaitingAnswer>,
}

/// Terms that wait for the director.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct WaitingAnswer {
    /// Id of the agreement.
    pub id: String,
    /// The client.
    pub account: NamedAnswer,
    /// Its number.
    pub number: String,
    /// Number of the version that waits.
    pub terms_version: u32,
    /// Who wrote it; empty when nobody knows.
    pub by: String,
    /// What of it is above the firm's limits.
    pub exceeded: Vec<ExceededAnswer>,
}
