//! Clients as lists and as one record.

use serde::Serialize;
use utoipa::ToSchema;

use super::key::{CriterionAnswer, ScoreAnswer};
use super::value::{MoneyAnswer, PeriodAnswer};

/// Answer of `accounts list`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AccountsAnswer {
    /// Days the figures are about.
    pub period: Option<PeriodAnswer>,
    /// Currency of the figures.
    pub currency: String,
    /// Clients, largest revenue first unless sorted otherwise.
    pub accounts: Vec<AccountEntryAnswer>,
}

/// One client of a list.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AccountEntryAnswer {
    /// Id.
    pub account: String,
    /// Name.
    pub name: String,
    /// Codes in the exporting systems.
    pub codes: Vec<String>,
    /// Who looks after the client.
    pub owner: Option<String>,
    /// Net revenue of the period; absent when the client has no line in it.
    pub revenue: Option<String>,
    /// Share of the revenue of clients above zero.
    pub share: Option<f64>,
    /// Pareto class `A`, `B` or `C`; absent at or below zero.
    pub class: Option<String>,
    /// `key`, `not_key` or `undecided`.
    pub verdict: String,
    /// Next step.
    pub next_step: Option<String>,
    /// City.
    pub city: Option<String>,
    /// Place by revenue.
    pub rank: Option<u64>,
    /// Belongs to the sample firm.
    pub sample: bool,
}

/// Answer of `accounts show`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AccountAnswer {
    /// The entry of the list.
    #[serde(flatten)]
    pub entry: AccountEntryAnswer,
    /// Registration number.
    pub registration_number: Option<String>,
    /// VAT number.
    pub vat_number: Option<String>,
    /// Days the figures are about.
    pub period: Option<PeriodAnswer>,
    /// Currency of the figures.
    pub currency: String,
    /// Score of the default profile.
    pub score: ScoreAnswer,
    /// The five criteria in the default profile.
    pub criteria: Vec<CriterionAnswer>,
    /// Verdict of each profile.
    pub profiles: Vec<ProfileVerdictAnswer>,
    /// Stated potential.
    pub potential: Option<PotentialAnswer>,
    /// Sales by month, oldest first, with the year before beside them.
    pub by_month: Vec<MonthAnswer>,
    /// Products bought, largest first.
    pub products: Vec<ProductAnswer>,
    /// People known at the client.
    pub people: Vec<String>,
    /// Gross margin of the period, where cost is known.
    pub margin: Option<MarginAnswer>,
    /// Why the caller sees this client, the closest reason first.
    pub seen_because: Vec<super::firm::SeenBecauseAnswer>,
}

/// A profile's verdict on one client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProfileVerdictAnswer {
    /// Id of the profile.
    pub profile: String,
    /// `key`, `not_key` or `undecided`.
    pub verdict: String,
    /// Interval of the score.
    pub score: ScoreAnswer,
}

/// What the client could buy in a year.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PotentialAnswer {
    /// At least.
    pub low: String,
    /// Most likely.
    pub likely: String,
    /// At most.
    pub high: String,
    /// Currency.
    pub currency: String,
    /// Where the figures come from.
    pub source: String,
    /// The day they were stated.
    pub day: String,
    /// By whom.
    pub author: String,
}

/// Sales of one month.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MonthAnswer {
    /// `2026-10`.
    pub month: String,
    /// Net revenue; `0.00` in a month of the ledger without lines.
    pub revenue: String,
    /// The same month a year earlier; absent before the ledger begins.
    pub year_before: Option<String>,
}

/// A product the client buys.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProductAnswer {
    /// Code, or name when the file has no code.
    pub product: String,
    /// Name.
    pub name: String,
    /// Group.
    pub group: String,
    /// Quantity in the file's unit.
    pub quantity: String,
    /// Net revenue.
    pub revenue: String,
    /// Share of the client's revenue, when that is above zero.
    pub share: Option<f64>,
    /// Last day it was bought.
    pub last_day: String,
}

/// Gross margin where cost is known.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct MarginAnswer {
    /// Margin of the lines whose cost is known.
    pub margin: MoneyAnswer,
    /// Share of the revenue whose cost is known.
    pub known_share: f64,
}
