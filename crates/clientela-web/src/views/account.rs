//! Clients as a list and as one record.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Month, Period};
use clientela_domain::ids::AccountId;
use clientela_domain::sector::Sector;

use super::PeriodChoice;
use super::happenings::{AttentionFilter, JudgedSilence, OpenStep};
use super::key::{
    Class, CriterionView, PotentialView, ProfileView, ScoreView, StatusChange, Verdict,
};
use super::people::{AccountMasterView, FilterChoices, RelationRequest};
use super::stage::StageFilter;

/// By what the list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AccountSort {
    /// Net revenue.
    #[default]
    Revenue,
    /// Name, by the language's alphabet.
    Name,
    /// City, then name.
    City,
    /// Verdict, key first.
    Verdict,
    /// Last day with a purchase.
    LastDay,
}

impl AccountSort {
    /// All, in the order of the columns.
    pub const ALL: [Self; 5] = [
        Self::Revenue,
        Self::Name,
        Self::City,
        Self::Verdict,
        Self::LastDay,
    ];

    /// Stable code, as in addresses.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Revenue => "revenue",
            Self::Name => "name",
            Self::City => "city",
            Self::Verdict => "verdict",
            Self::LastDay => "last_day",
        }
    }

    /// The order of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.code() == code)
    }

    /// Whether its first click sorts upwards.
    #[must_use]
    pub const fn starts_ascending(self) -> bool {
        matches!(self, Self::Name | Self::City)
    }
}

/// What the list of clients is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccountsRequest {
    /// Part of a name, a code, a registration number.
    pub search: String,
    /// Only these classes; all when empty.
    pub classes: Vec<Class>,
    /// Only these verdicts; all when empty.
    pub verdicts: Vec<Verdict>,
    /// Only clients like this.
    pub relations: RelationRequest,
    /// Only clients that need this attention.
    pub need: Option<AttentionFilter>,
    /// Which days.
    pub period: PeriodChoice,
    /// Order.
    pub sort: AccountSort,
    /// Upwards instead of downwards.
    pub ascending: bool,
    /// Page, from 1.
    pub page: u64,
    /// Clients on one page; 0 for all of them (export).
    pub per_page: u64,
}

/// One page of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountsView {
    /// Days the figures are about.
    pub period: Option<Period>,
    /// Currency of the figures.
    pub currency: Currency,
    /// Clients of this page.
    pub accounts: Vec<AccountRow>,
    /// Clients that match, on all pages.
    pub matching: u64,
    /// Their revenue.
    pub matching_revenue: Amount,
    /// Its share of the revenue of clients above zero.
    pub matching_share: Option<f64>,
    /// Clients in the book.
    pub total: u64,
    /// Revenue of the firm.
    pub revenue: Amount,
    /// Largest revenue of any client, for the bars.
    pub largest: Amount,
    /// What the filters offer.
    pub choices: FilterChoices,
}

/// One client of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountRow {
    /// Id.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// Codes in the exporting systems.
    pub codes: Vec<String>,
    /// City; empty when unknown.
    pub city: String,
    /// Verdict of the default profile.
    pub verdict: Verdict,
    /// Its score.
    pub score: ScoreView,
    /// Net revenue; `None` without lines in the period.
    pub revenue: Option<Amount>,
    /// Share of revenue.
    pub share: Option<f64>,
    /// Change against the same days a year earlier; `None` when the ledger does not reach.
    pub change: Option<f64>,
    /// Pareto class.
    pub class: Option<Class>,
    /// Last day with a line.
    pub last_day: Option<Date>,
    /// How far the relationship has come.
    pub stage: StageFilter,
    /// The open step due first.
    pub next_step: Option<OpenStep>,
    /// How long nobody has spoken with the client.
    pub silence: JudgedSilence,
}

/// One client.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountView {
    /// Id.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// Codes in the exporting systems.
    pub codes: Vec<String>,
    /// City; empty when unknown.
    pub city: String,
    /// Registration number; empty when unknown.
    pub registration_number: String,
    /// VAT number; empty when unknown.
    pub vat_number: String,
    /// What kind of organisation; `None` when nobody said.
    pub sector: Option<Sector>,
    /// Belongs to the sample firm.
    pub is_sample: bool,
    /// Why the reader sees it, the closest reason first.
    pub seen_because: Vec<clientela_store::sight::SeenBecause>,
    /// Sales representatives of its lines, most revenue first.
    pub sales_representatives: Vec<String>,
    /// Days the figures are about.
    pub period: Option<Period>,
    /// Currency of the figures.
    pub currency: Currency,
    /// Net revenue; `None` without lines in the period.
    pub revenue: Option<Amount>,
    /// Revenue of the same days a year earlier; `None` when the ledger does not reach.
    pub revenue_before: Option<Amount>,
    /// Share of revenue.
    pub share: Option<f64>,
    /// Place by revenue.
    pub rank: Option<u64>,
    /// Clients above zero, the others in the ranking.
    pub ranked: u64,
    /// Pareto class.
    pub class: Option<Class>,
    /// Margin of the lines whose cost is known.
    pub margin: Option<Amount>,
    /// Share of the revenue whose cost is known.
    pub margin_known_share: Option<f64>,
    /// Lines in the period.
    pub lines: u64,
    /// First day with a line, of the whole ledger.
    pub first_day: Option<Date>,
    /// Last day with a line.
    pub last_day: Option<Date>,
    /// Verdict of the default profile.
    pub verdict: Verdict,
    /// The profile the criteria are weighted by.
    pub profile: String,
    /// The five criteria.
    pub criteria: Vec<CriterionView>,
    /// All profiles, side by side; the default one among them.
    pub profiles: Vec<ProfileView>,
    /// Share of the completions of open answers that make the client key; a count of cases.
    pub completions: Option<(u64, u64)>,
    /// Stated potential.
    pub potential: Option<PotentialView>,
    /// Changes of the status, newest first.
    pub history: Vec<StatusChange>,
    /// Twelve months, oldest first.
    pub months: Vec<MonthView>,
    /// Products bought in the period, largest first.
    pub products: Vec<ProductView>,
    /// Products in all.
    pub products_total: u64,
    /// What people keep about it, its group and its people.
    pub master: AccountMasterView,
}

/// Sales of one month.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthView {
    /// Which.
    pub month: Month,
    /// Net revenue; `None` outside the ledger.
    pub revenue: Option<Amount>,
    /// The same month a year earlier; `None` before the ledger begins.
    pub before: Option<Amount>,
}

/// A product a client buys.
#[derive(Clone, Debug, PartialEq)]
pub struct ProductView {
    /// Code, or name when the file has no code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Group; empty when unknown.
    pub group: String,
    /// Quantity in the file's unit.
    pub quantity: Amount,
    /// Net revenue.
    pub revenue: Amount,
    /// Share of the client's revenue.
    pub share: Option<f64>,
    /// Last day it was bought.
    pub last_day: Date,
}
