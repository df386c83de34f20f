//! How much depends on few.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::value::{EstimateAnswer, MoneyAnswer, PeriodAnswer};

/// Answer of `concentration`: revenue + negative + unassigned = net total.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ConcentrationAnswer {
    /// Days the figures are about; absent when the ledger is empty.
    pub period: Option<PeriodAnswer>,
    /// Reporting currency.
    pub currency: String,
    /// Everything, returns with their sign.
    pub net_total: String,
    /// Revenue of the clients above zero.
    pub revenue: String,
    /// Number of clients above zero.
    pub accounts: u64,
    /// Clients at or below zero.
    pub negative: NegativeAnswer,
    /// Lines without a customer.
    pub unassigned: UnassignedAnswer,
    /// Herfindahl–Hirschman index, Σ share².
    pub hhi: EstimateAnswer,
    /// 1 / HHI: as if there were so many equal clients.
    pub effective_accounts: EstimateAnswer,
    /// Gini coefficient.
    pub gini: EstimateAnswer,
    /// Largest first.
    pub top: Vec<TopAnswer>,
    /// Pareto classes.
    pub classes: BTreeMap<String, ClassAnswer>,
    /// Amounts in currencies without a rate: outside the totals, never dropped.
    pub other_currencies: Vec<MoneyAnswer>,
    /// The same on margin, over the lines whose cost is known.
    pub margin: MarginPartAnswer,
    /// The book holds the sample firm: the figures are invented.
    pub sample: bool,
    /// Share of the largest clients of each quarter, oldest first; at most twelve quarters.
    pub over_time: Vec<QuarterAnswer>,
    /// What if these clients are lost; absent unless asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub without: Option<WithoutAnswer>,
}

/// Clients at or below zero.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct NegativeAnswer {
    /// How many.
    pub accounts: u64,
    /// Their total.
    pub revenue: String,
}

/// Lines without a customer.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct UnassignedAnswer {
    /// How many.
    pub lines: u64,
    /// Their total.
    pub revenue: String,
}

/// One of the largest clients.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TopAnswer {
    /// Id.
    pub account: String,
    /// Name.
    pub name: String,
    /// Net revenue.
    pub revenue: String,
    /// Share of the revenue of clients above zero.
    pub share: f64,
    /// Share of this client and all larger ones.
    pub cumulative_share: f64,
}

/// One Pareto class.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ClassAnswer {
    /// How many clients.
    pub accounts: u64,
    /// Their revenue.
    pub revenue: String,
}

/// The firm without some clients.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WithoutAnswer {
    /// Who is left out.
    pub accounts: Vec<String>,
    /// Revenue lost.
    pub lost: String,
    /// Share of revenue lost.
    pub lost_share: f64,
    /// Share of margin lost, where cost is known.
    pub lost_margin_share: EstimateAnswer,
    /// Share lost of the margin that is known; absent when no cost is.
    pub lost_known_margin_share: Option<f64>,
    /// HHI of the rest.
    pub hhi: EstimateAnswer,
    /// 1 / HHI of the rest.
    pub effective_accounts: EstimateAnswer,
}

/// Concentration of the margin, or why there is none.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum MarginPartAnswer {
    /// Over the lines whose cost is known.
    Known(Box<MarginFiguresAnswer>),
    /// No line of the period has a cost.
    Unknown {
        /// Message id of the reason.
        unknown: String,
    },
}

/// How much of the margin depends on few: margin + negative + lines without a client = net total.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MarginFiguresAnswer {
    /// Share of the sales whose cost is known; absent without sales.
    pub known_share: Option<f64>,
    /// Margin of every line whose cost is known.
    pub net_total: String,
    /// Margin of the clients above zero.
    pub margin: String,
    /// Number of clients above zero.
    pub accounts: u64,
    /// Clients at or below zero.
    pub negative: MarginNegativeAnswer,
    /// Clients none of whose lines has a cost.
    pub unknown_cost: MarginUnknownAnswer,
    /// Herfindahl–Hirschman index of the margin.
    pub hhi: EstimateAnswer,
    /// 1 / HHI.
    pub effective_accounts: EstimateAnswer,
    /// Gini coefficient of the margin.
    pub gini: EstimateAnswer,
    /// Largest first.
    pub top: Vec<MarginTopAnswer>,
    /// Pareto classes by margin.
    pub classes: BTreeMap<String, MarginClassAnswer>,
}

/// Clients whose margin is zero or below.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MarginNegativeAnswer {
    /// How many.
    pub accounts: u64,
    /// Their margin.
    pub margin: String,
}

/// Clients whose cost is not known.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MarginUnknownAnswer {
    /// How many.
    pub accounts: u64,
    /// Their sales.
    pub revenue: String,
}

/// One of the clients with the largest margin.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MarginTopAnswer {
    /// Id.
    pub account: String,
    /// Name.
    pub name: String,
    /// Margin of the lines whose cost is known.
    pub margin: String,
    /// Share of the margin of clients above zero.
    pub share: f64,
    /// Share of this client and all larger ones.
    pub cumulative_share: f64,
}

/// One Pareto class by margin.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MarginClassAnswer {
    /// How many clients.
    pub accounts: u64,
    /// Their margin.
    pub margin: String,
}

/// Shares of the largest clients in one quarter.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct QuarterAnswer {
    /// First day of the quarter, ISO 8601.
    pub from: String,
    /// Last day of the quarter.
    pub to: String,
    /// Revenue of the clients above zero.
    pub revenue: String,
    /// Share of the largest client.
    pub top_1: f64,
    /// Share of the five largest.
    pub top_5: f64,
    /// Share of the ten largest.
    pub top_10: f64,
    /// Share of the five largest on margin; absent when no cost is known.
    pub margin_top_5: Option<f64>,
}
