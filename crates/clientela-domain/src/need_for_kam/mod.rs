//! Does a client, or the firm, need a key account manager? Eight conditions, each an interval with
//! its evidence, and a recommendation (`DOMAIN.md` 2).
//!
//! Reading order: [`AccountFacts`] (what ledger and book know) and [`Statement`]s (what people say)
//! become eight [`ConditionScore`]s ([`assess_account`]); these become a [`Need`]. The firm's need
//! ([`assess_firm`]) comes from pooled facts and the [`AccountsTally`] of its accounts; hours per
//! account become key account managers ([`workload`]), a cost becomes the growth that pays for it
//! ([`break_even`]).

mod facts;
mod firm;
mod need;
mod settings;
mod statement;

mod deals;
mod essentials;
mod relation;
mod risk;
mod shares;

mod demand;
mod survival;

mod break_even;
mod workload;

pub use break_even::{BreakEven, BreakEvenInput, break_even};
pub use deals::Deal;
pub use demand::{DemandClass, DemandPattern};
pub use essentials::Essentials;
pub use facts::{AccountFacts, NotTypical, assess_account};
pub use firm::{AccountsTally, FirmFacts, FirmNeed, assess_firm};
pub use need::{JudgedCondition, Need, Recommendation, need};
pub use relation::{JointWork, Relation};
pub use risk::{DemandMeasure, MonthQuantity, Selling, months_since};
pub use settings::{NeedSettings, Ramp, SettingsError};
pub use shares::{ChannelSales, OrderSales, PackageSales, SalesShare};
pub use statement::{ConditionStatement, Statement};
pub use survival::{Observation, Survival, median_with_unknown};
pub use workload::{Activity, ActivityHours, Workload, hours_of, required_kams, workload};

use crate::key_criteria::Proof;
use crate::why::Why;

/// How many conditions there are.
pub const CONDITIONS: usize = 8;

/// When a key account manager is advisable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Condition {
    /// The way from first contact to purchase is long and complex.
    LongProcess,
    /// Several persons or departments decide.
    SeveralDeciders,
    /// Large volumes concentrate in a few clients.
    Concentration,
    /// Systems or packages are sold, not single products.
    Packages,
    /// The goods are essential to the buyer.
    EssentialGoods,
    /// There is risk or instability in selling.
    Risk,
    /// There are no intermediaries: both sides deal directly.
    DirectDealing,
    /// A long relationship and cooperation are essential.
    LongRelation,
}

impl Condition {
    /// All eight, in the order of the text they come from.
    pub const ALL: [Self; CONDITIONS] = [
        Self::LongProcess,
        Self::SeveralDeciders,
        Self::Concentration,
        Self::Packages,
        Self::EssentialGoods,
        Self::Risk,
        Self::DirectDealing,
        Self::LongRelation,
    ];

    /// The word of JSON, command line and database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::LongProcess => "long_process",
            Self::SeveralDeciders => "several_deciders",
            Self::Concentration => "concentration",
            Self::Packages => "packages",
            Self::EssentialGoods => "essential_goods",
            Self::Risk => "risk",
            Self::DirectDealing => "direct_dealing",
            Self::LongRelation => "long_relation",
        }
    }

    /// The condition of a [`Condition::id`].
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|condition| condition.id() == id)
    }

    /// Its place among the eight, from 0.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The message that names it.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::LongProcess => "condition-long-process",
            Self::SeveralDeciders => "condition-several-deciders",
            Self::Concentration => "condition-concentration",
            Self::Packages => "condition-packages",
            Self::EssentialGoods => "condition-essential-goods",
            Self::Risk => "condition-risk",
            Self::DirectDealing => "condition-direct-dealing",
            Self::LongRelation => "condition-long-relation",
        }
    }

    /// The rule its evidence names.
    const fn rule(self) -> &'static str {
        match self {
            Self::LongProcess => "S2/F1",
            Self::SeveralDeciders => "S2/F2",
            Self::Concentration => "S2/F3",
            Self::Packages => "S2/F4",
            Self::EssentialGoods => "S2/F5",
            Self::Risk => "S2/F6",
            Self::DirectDealing => "S2/F7",
            Self::LongRelation => "S2/F8",
        }
    }
}

/// How far one condition holds: 0 not at all, 1 fully, an interval while something is unknown.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionScore {
    /// Which.
    pub condition: Condition,
    /// What it rests on: proven when ledger, book or evidence narrow it, stated when only
    /// somebody's word would.
    pub proof: Proof,
    /// Least it can be, from 0.
    pub low: f64,
    /// Most it can be, up to 1.
    pub high: f64,
    /// What somebody says it is, whether or not that counts.
    pub stated: Option<(f64, f64)>,
    /// True when evidence that counts is older than it may be.
    pub stale: bool,
    /// How it came about.
    pub why: Why,
}

/// An interval inside 0 to 1.
type Bounds = (f64, f64);

/// Nothing is known.
const OPEN: Bounds = (0.0, 1.0);

/// Mean of two intervals.
fn mean(one: Bounds, other: Bounds) -> Bounds {
    (f64::midpoint(one.0, other.0), f64::midpoint(one.1, other.1))
}

/// The larger of two quantities known as intervals.
fn larger(one: Bounds, other: Bounds) -> Bounds {
    (one.0.max(other.0), one.1.max(other.1))
}

/// By how much the larger of two narrows when the first turns out to be all it can be.
fn narrowing(one: Bounds, other: Bounds) -> f64 {
    width(larger(one, other)) - width(larger((one.1, one.1), other))
}

fn width((low, high): Bounds) -> f64 {
    high - low
}

#[cfg(test)]
mod tests;
