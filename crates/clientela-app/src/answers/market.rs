//! Competitors, what was won and lost, and what clients buy, as it leaves the program.

use clientela_domain::estimate::Estimate;
use clientela_domain::market::WinRate;
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::market_prices::PriceStandingAnswer;
use super::value::{MoneyAnswer, PeriodAnswer, WhyAnswer};

/// Answer of `competitors list` and of `GET /competitors`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CompetitorsAnswer {
    /// All competitors, by name.
    pub competitors: Vec<CompetitorAnswer>,
}

/// A competitor.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CompetitorAnswer {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it is good at.
    pub strengths: String,
    /// What it is weak at.
    pub weaknesses: String,
    /// More about it.
    pub note: String,
    /// At how many clients it stands, by what still holds.
    pub clients: u64,
    /// How many of its contracts end within 180 days.
    pub ending: u64,
    /// Won and lost against it.
    pub won_and_lost: WinRateAnswer,
    /// Version, for changing it.
    pub version: i64,
}

/// How often we win.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WinRateAnswer {
    /// Won.
    pub won: u64,
    /// Lost.
    pub lost: u64,
    /// Ended in a way nobody knows.
    pub unknown: u64,
    /// Won of what is known, a fraction of one; absent when nothing is known.
    pub rate: Option<f64>,
    /// Wilson's interval of it at 95 %, lower end.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// The rate if all that is unknown was lost; absent without any contest.
    pub worst: Option<f64>,
    /// The rate if all that is unknown was won.
    pub best: Option<f64>,
    /// How that came about.
    pub why: WhyAnswer,
}

impl From<&WinRate> for WinRateAnswer {
    fn from(rate: &WinRate) -> Self {
        Self {
            won: rate.won,
            lost: rate.lost,
            unknown: rate.unknown,
            rate: rate.rate.map(|(value, ..)| value),
            low: rate.rate.map(|(_, low, _)| low),
            high: rate.rate.map(|(.., high)| high),
            worst: rate.bounds.map(|(worst, _)| worst),
            best: rate.bounds.map(|(_, best)| best),
            why: WhyAnswer::from(&rate.why),
        }
    }
}

/// Answer of `competitors show` and of `GET /competitors/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CompetitorCardAnswer {
    /// The competitor.
    pub competitor: CompetitorAnswer,
    /// Where it stands, the latest observation first; also what no longer holds.
    pub positions: Vec<PositionAnswer>,
    /// Our price among its prices by group of products.
    pub prices: Vec<PriceStandingAnswer>,
    /// Those whose contract ends within 180 days, the earliest first.
    pub ending: Vec<PositionAnswer>,
    /// What was won from it and lost to it, the latest first.
    pub contests: Vec<ContestAnswer>,
    /// Why.
    pub reasons: Vec<ReasonCountAnswer>,
    /// Names of competitors that were found to be the same one.
    pub also_known_as: Vec<CompetitorMergeAnswer>,
}

/// A competitor that was merged into another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CompetitorMergeAnswer {
    /// Id of the merge, by which it is undone.
    pub merge: String,
    /// The name it had.
    pub name: String,
    /// When, ISO 8601.
    pub merged_at: String,
    /// It is not older than thirty days.
    pub can_be_undone: bool,
}

/// Two competitors that were made one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CompetitorMergedAnswer {
    /// Id of the merge, by which it is undone.
    pub merge: String,
}

/// A merge that was undone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CompetitorUnmergedAnswer {
    /// Id of the competitor that is there again.
    pub competitor: String,
}

/// How often a reason was told, and how often guessed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReasonCountAnswer {
    /// `won`, `lost` or `unknown`.
    pub outcome: String,
    /// `price`, `quality`, `delivery`, `relation` or `specification`.
    pub reason: String,
    /// So often the client said so.
    pub told: u64,
    /// So often we guess so.
    pub guessed: u64,
}

/// A competitor that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct CompetitorWrittenAnswer {
    /// Id of the competitor.
    pub competitor: String,
}

/// Answer of `competitors positions` and of `GET /competitor-positions`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PositionsAnswer {
    /// Positions, the latest observation first.
    pub positions: Vec<PositionAnswer>,
    /// Our price among theirs by group of products, from all positions that fit.
    pub prices: Vec<PriceStandingAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
}

/// How a competitor stands at a client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PositionAnswer {
    /// Id.
    pub id: String,
    /// At which client.
    pub account: NamedAnswer,
    /// Which competitor.
    pub competitor: NamedAnswer,
    /// With which group of products.
    pub product_group: String,
    /// At least so many per cent of what the client buys of it, a decimal string; unknown when absent.
    pub share_low: Option<String>,
    /// At most so many; no upper end when absent.
    pub share_high: Option<String>,
    /// Their price where ours is 100, a decimal string; unknown when absent.
    pub price_index: Option<String>,
    /// When their contract ends, ISO 8601.
    pub contract_end: Option<String>,
    /// Since when they stand there, ISO 8601.
    pub since: Option<String>,
    /// `client`, `published`, `observed` or `hearsay`; a competitor is no source.
    pub source: String,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
    /// When it was observed, ISO 8601.
    pub day: String,
    /// It still counts: what was only heard does for 90 days.
    pub holds: bool,
    /// More about it.
    pub note: String,
    /// Written down by mistake.
    pub withdrawn: bool,
    /// Version, for changing it.
    pub version: i64,
}

/// A position that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct PositionWrittenAnswer {
    /// Id of the position.
    pub position: String,
}

/// Answer of `competitors contests` and of `GET /contests`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ContestsAnswer {
    /// What was won and lost, the latest first.
    pub contests: Vec<ContestAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
}

/// Something won from a competitor or lost to one.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ContestAnswer {
    /// Id.
    pub id: String,
    /// At which client.
    pub account: NamedAnswer,
    /// Against whom; unknown when absent.
    pub competitor: Option<NamedAnswer>,
    /// Which group of products; may be empty.
    pub product_group: String,
    /// What was at stake.
    pub what: String,
    /// `won`, `lost` or `unknown`.
    pub outcome: String,
    /// `price`, `quality`, `delivery`, `relation` or `specification`; unknown when absent.
    pub reason: Option<String>,
    /// `client` when the client was asked, `guessed` when we guess.
    pub reason_source: Option<String>,
    /// What it was worth, a decimal string; unknown when absent.
    pub value: Option<String>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// When it was decided, ISO 8601.
    pub day: String,
    /// More about it.
    pub note: String,
    /// Written down by mistake.
    pub withdrawn: bool,
    /// Version, for changing it.
    pub version: i64,
}

/// A contest that was written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ContestWrittenAnswer {
    /// Id of the contest.
    pub contest: String,
}

/// Answer of `wallet list` and of `GET /client-purchases`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ClientPurchasesAnswer {
    /// What is said of what clients buy, the latest first.
    pub purchases: Vec<ClientPurchaseAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
}

/// What somebody says a client buys in a period.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ClientPurchaseAnswer {
    /// Id.
    pub id: String,
    /// Which client.
    pub account: NamedAnswer,
    /// Of which group of products; of everything when empty.
    pub product_group: String,
    /// In which days: `2026`, `2026-Q2`, `2026-04` or `2026-01-15..2026-03-31`.
    pub period: String,
    /// For at least so much, a decimal string.
    pub amount_low: String,
    /// For at most so much; no upper end when absent.
    pub amount_high: Option<String>,
    /// ISO 4217 code.
    pub currency: String,
    /// `statement`, `accounts`, `norm` or `observed`.
    pub source: String,
    /// How sure it is, in per cent; unknown when absent.
    pub confidence: Option<u8>,
    /// When it was learnt, ISO 8601.
    pub day: String,
    /// More about it.
    pub note: String,
    /// Written down by mistake.
    pub withdrawn: bool,
    /// Version, for changing it.
    pub version: i64,
}

/// Purchases that were written down.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct ClientPurchaseWrittenAnswer {
    /// Id of the record.
    pub purchase: String,
}

/// Answer of `wallet show` and of `GET /accounts/{id}/wallet`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WalletAnswer {
    /// The client.
    pub account: NamedAnswer,
    /// What it buys and our part of it, by group of products and period, the latest first.
    pub groups: Vec<WalletGroupAnswer>,
    /// What part of our sales of the last twelve months it makes, a fraction of one; unknown when absent.
    pub their_share_of_our_sales: Option<f64>,
}

/// Our part of what a client buys of a group of products in a period.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WalletGroupAnswer {
    /// Which group; everything when empty.
    pub product_group: String,
    /// In which days.
    pub period: PeriodAnswer,
    /// What we sold of it in these days; unknown when no sales of these days are in the book.
    pub ours: Option<MoneyAnswer>,
    /// The sales in the book do not cover the whole period, so that ours is at least so much.
    pub partial: bool,
    /// In which currency the estimates are.
    pub currency: String,
    /// What it buys in all.
    pub purchases: EndsAnswer,
    /// Our share of it, a fraction of one.
    pub share: EndsAnswer,
    /// What it buys from others.
    pub room: EndsAnswer,
    /// The sources contradict each other, or our own sales: the widest of them is shown.
    pub conflict: bool,
    /// How that came about.
    pub why: WhyAnswer,
}

/// An interval whose upper end may be open, or why it is unknown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, ToSchema)]
pub struct EndsAnswer {
    /// Lower end; absent when it is unknown.
    pub low: Option<f64>,
    /// Upper end; absent when it is unknown or nothing bounds it.
    pub high: Option<f64>,
    /// Message id of the reason when it is unknown.
    pub unknown: Option<String>,
}

impl From<&Estimate> for EndsAnswer {
    fn from(estimate: &Estimate) -> Self {
        match (estimate, estimate.bounds()) {
            (Estimate::Unknown(reason), _) => Self {
                unknown: Some((*reason).to_owned()),
                ..Self::default()
            },
            (_, bounds) => Self {
                low: bounds.map(|(low, _)| low),
                high: bounds.map(|(_, high)| high).filter(|high| high.is_finite()),
                unknown: None,
            },
        }
    }
}
