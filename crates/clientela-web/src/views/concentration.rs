//! How much depends on few.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::AccountId;

use super::PeriodChoice;
use super::key::Class;

/// What is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Measure {
    /// Net sales.
    #[default]
    Revenue,
    /// Margin, where cost is known.
    Margin,
}

/// What the page is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConcentrationRequest {
    /// Which days.
    pub period: PeriodChoice,
    /// Only this product group.
    pub product_group: String,
    /// Only this sales representative.
    pub sales_representative: String,
    /// Sales or margin.
    pub measure: Measure,
    /// Clients taken out for the trial.
    pub without: Vec<AccountId>,
    /// All clients in the table, not only the first twenty.
    pub all: bool,
}

/// How much depends on few.
#[derive(Clone, Debug, PartialEq)]
pub struct ConcentrationView {
    /// Days the figures are about; `None` while the ledger is empty.
    pub period: Option<Period>,
    /// Reporting currency.
    pub currency: Currency,
    /// What every figure below measures: sales, or margin where cost is known.
    pub measure: Measure,
    /// Whether cost is known for any line, so that margin can be asked for.
    pub margin_known: bool,
    /// Share of the sales whose cost is known; only when the measure is margin.
    pub margin_known_share: Option<f64>,
    /// Clients whose cost is not known, and their sales; only when the measure is margin.
    pub unknown_cost: (u64, Amount),
    /// Everything, returns with their sign.
    pub net_total: Amount,
    /// Total of the clients above zero.
    pub revenue: Amount,
    /// Clients above zero.
    pub accounts: u64,
    /// Clients at or below zero.
    pub negative_accounts: u64,
    /// Their total.
    pub negative: Amount,
    /// Lines without a client.
    pub unassigned_lines: u64,
    /// Their total.
    pub unassigned: Amount,
    /// Totals in currencies without a rate.
    pub other_currencies: Vec<(Currency, Amount)>,
    /// Herfindahl–Hirschman index.
    pub hhi: Estimate,
    /// 1 / HHI.
    pub effective: Estimate,
    /// Gini coefficient.
    pub gini: Estimate,
    /// Share of the five largest.
    pub top_five: Option<f64>,
    /// The same a year earlier.
    pub top_five_before: Option<f64>,
    /// Classes: accounts and revenue of A, B, C.
    pub classes: [(Class, u64, Amount); 3],
    /// Clients above zero, largest first; at most a hundred unless all were asked for.
    pub rows: Vec<ConcentrationRow>,
    /// The firm without the clients taken out.
    pub without: Option<WithoutView>,
    /// Share of the five largest by quarter, oldest first: last day of the quarter and share.
    pub quarters: Vec<(Date, f64)>,
    /// Product groups to choose from.
    pub product_groups: Vec<String>,
    /// Sales representatives to choose from.
    pub sales_representatives: Vec<String>,
}

/// One client of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct ConcentrationRow {
    /// Id.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// Place.
    pub rank: u64,
    /// Class.
    pub class: Option<Class>,
    /// Key by the default profile.
    pub key: bool,
    /// Value of the measure.
    pub value: Amount,
    /// Share.
    pub share: f64,
    /// Share of this client and all larger ones.
    pub cumulative: f64,
    /// Cumulative share in the trial; `None` for a client taken out.
    pub trial_cumulative: Option<f64>,
}

/// The firm without some clients.
#[derive(Clone, Debug, PartialEq)]
pub struct WithoutView {
    /// Names of those taken out.
    pub names: Vec<String>,
    /// Total of the measure that is lost.
    pub lost: Amount,
    /// Its share.
    pub lost_share: Option<f64>,
    /// Share of margin lost, where cost is known.
    pub lost_margin_share: Estimate,
    /// Share lost of the margin that is known; `None` when no cost is.
    pub lost_known_margin_share: Option<f64>,
    /// What remains.
    pub remaining: Amount,
    /// HHI of the rest.
    pub hhi: Estimate,
    /// 1 / HHI of the rest.
    pub effective: Estimate,
    /// Share of the five largest of the rest.
    pub top_five: Option<f64>,
}
