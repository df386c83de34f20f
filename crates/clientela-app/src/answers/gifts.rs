//! What is given and received, as it leaves the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::WhyAnswer;

/// Answer of `gifts list` and of `GET /gifts`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GiftsAnswer {
    /// Gifts, the latest first.
    pub gifts: Vec<GiftAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
    /// Both ways beside each other, of all that fit.
    pub balance: GiftBalanceAnswer,
}

/// A gift.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GiftAnswer {
    /// Id.
    pub id: String,
    /// The client.
    pub account: NamedAnswer,
    /// `given` by us or `received` from the client.
    pub direction: String,
    /// Who of the client's people receives or gives it.
    pub person: Option<NamedAnswer>,
    /// Who of us gives or receives it.
    pub user: Option<NamedAnswer>,
    /// `goods`, `meal`, `event`, `travel`, `sample` or `cash`.
    pub kind: String,
    /// What.
    pub what: String,
    /// On what occasion.
    pub occasion: String,
    /// For what business reason.
    pub reason: String,
    /// Under which document it is booked; empty when under none.
    pub document: String,
    /// Its value; absent when nobody knows it.
    pub value: Option<GiftValueAnswer>,
    /// Whether the receiver is a public official: `no`, `yes` or `unknown`.
    pub official: String,
    /// When, ISO 8601.
    pub day: String,
    /// Day of an award or a decision in an open tender or claim, ISO 8601.
    pub decision_day: Option<String>,
    /// `recorded`, `waiting`, `approved`, `declined`, `refused` or `withdrawn`.
    pub state: String,
    /// What the policy says.
    pub verdict: GiftVerdictAnswer,
    /// Who decided; absent when nobody had to.
    pub decided_by: Option<NamedAnswer>,
    /// When it was decided, ISO 8601.
    pub decided_at: Option<String>,
    /// Why it was decided so or withdrawn.
    pub decision_note: String,
    /// `returned`, `donated` or `shared`; absent when it is kept.
    pub disposal: Option<String>,
    /// When that was, ISO 8601.
    pub disposal_day: Option<String>,
    /// More about it.
    pub disposal_note: String,
    /// Version, for changing it.
    pub version: i64,
}

/// What a gift is worth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct GiftValueAnswer {
    /// Decimal string.
    pub amount: String,
    /// ISO 4217 code.
    pub currency: String,
    /// The same in the currency of the policy; absent without a rate.
    pub counted: Option<String>,
}

/// What the policy says of a gift.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GiftVerdictAnswer {
    /// `allowed`, `needs_approval`, `held_value`, `held_recipient`, `refused_cash`,
    /// `refused_official`, `refused_tender`, `refused_single`, `refused_person` or `refused_firm`.
    pub decision: String,
    /// What the receiving person may still have within twelve months, a decimal string.
    pub remaining: String,
    /// ISO 4217 code of the limits.
    pub currency: String,
    /// The rule with what it looked at.
    pub why: WhyAnswer,
}

/// Given against received.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GiftBalanceAnswer {
    /// ISO 4217 code.
    pub currency: String,
    /// From us.
    pub given: GiftSideAnswer,
    /// To us.
    pub received: GiftSideAnswer,
    /// Given less received at least; absent while something received has no value. Owed by nobody.
    pub difference_low: Option<f64>,
    /// At most; absent while something given has no value.
    pub difference_high: Option<f64>,
    /// The way that outweighs the other more than three to one: `given` or `received`.
    pub lopsided: Option<String>,
}

/// One way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct GiftSideAnswer {
    /// How many.
    pub count: u64,
    /// Sum of what has a value, a decimal string: at least so much while one has none.
    pub known: String,
    /// How many have no value.
    pub unvalued: u64,
}

/// A gift that was written down, or the verdict it would have.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GiftWrittenAnswer {
    /// Id of the gift; absent for a trial.
    pub gift: Option<String>,
    /// What the policy says of it.
    pub verdict: GiftVerdictAnswer,
}

/// The firm's limits for gifts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct GiftPolicyAnswer {
    /// ISO 4217 code of the limits.
    pub currency: String,
    /// Above this value somebody else approves first, a decimal string.
    pub approve_above: String,
    /// Most for one gift.
    pub single_limit: String,
    /// Most within twelve months for one receiving person.
    pub person_limit: String,
    /// Most within twelve months for one firm; absent for no such limit.
    pub firm_limit: Option<String>,
    /// Most for a public official.
    pub official_limit: String,
    /// Cash is not refused outright.
    pub cash_allowed: bool,
    /// Days before an award or a decision in which nothing is given.
    pub tender_days: u16,
    /// Version, for changing them.
    pub version: i64,
}
