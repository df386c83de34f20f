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
    /// HHI of the rest.
    pub hhi: EstimateAnswer,
    /// 1 / HHI of the rest.
    pub effective_accounts: EstimateAnswer,
}
