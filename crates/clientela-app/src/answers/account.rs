//! Clients as lists and as one record.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::{NextStepBriefAnswer, SilenceAnswer};
use super::key::{CriterionAnswer, ScoreAnswer};
use super::person::{AccountPersonAnswer, ExternalCodeAnswer};
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
    /// The book holds the sample firm: the figures are invented.
    pub sample: bool,
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
    /// How far the relationship has come: a stage, `uncoupling`, or `none` while none was set.
    pub stage: String,
    /// The open step due first.
    pub next_step: Option<NextStepBriefAnswer>,
    /// How long nobody has spoken with the client, against the rhythm meant.
    pub silence: SilenceAnswer,
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
    /// What kind of organisation: `retail_chain`, `specialised_store`, `finance`, `bank`, `services`
    /// or `other`.
    pub sector: Option<String>,
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
    /// People known at the client, the present ones first.
    pub people: Vec<AccountPersonAnswer>,
    /// What people keep about the client.
    #[serde(flatten)]
    pub details: AccountDetailsAnswer,
    /// Its place in its group, and whose sales the figures are.
    pub group: GroupAnswer,
    /// Gross margin of the period, where cost is known.
    pub margin: Option<MarginAnswer>,
    /// Why the caller sees this client, the closest reason first.
    pub seen_because: Vec<super::firm::SeenBecauseAnswer>,
    /// Sales representatives of the client's lines, most revenue first.
    pub sales_representatives: Vec<String>,
    /// Every answer ever given to a criterion, newest first; the latest of each counts.
    pub answers: Vec<GivenAnswer>,
    /// How the verdict moved, newest first.
    pub status_history: Vec<StatusAnswer>,
}

/// An answer somebody gave, with its evidence.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GivenAnswer {
    /// Criterion.
    pub criterion: String,
    /// `yes`, `partly`, `no` or `unknown`.
    pub answer: String,
    /// What was seen or heard.
    pub text: Option<String>,
    /// Where it can be read.
    pub link: Option<String>,
    /// A document.
    pub file: Option<FileAnswer>,
    /// A number, as written.
    pub figure: Option<String>,
    /// The day it was true.
    pub day: String,
    /// Who said so.
    pub author: String,
    /// How sure they were, 0 to 1.
    pub confidence: Option<f64>,
}

/// A document kept beside the book.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FileAnswer {
    /// Its name.
    pub name: String,
    /// SHA-256, hex; absent when only a name was written down.
    pub sha256: Option<String>,
}

/// A verdict the client had.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct StatusAnswer {
    /// Since when.
    pub day: String,
    /// `key`, `not_key` or `undecided`.
    pub verdict: String,
    /// Interval of the score; absent when it was not computed.
    pub score: Option<ScoreAnswer>,
    /// Profile it was judged by.
    pub profile: String,
    /// What moved it: a criterion, `potential`, `import`, `undo`, `settings`.
    pub cause: String,
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

/// What people keep about a client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AccountDetailsAnswer {
    /// Name as registered, when it differs.
    pub legal_name: Option<String>,
    /// Legal form in Latin letters, for example `ood`.
    pub legal_form: Option<String>,
    /// `retail_chain`, `specialised_store`, `finance`, `bank`, `services` or `other`.
    pub sector: Option<String>,
    /// Country, two letters.
    pub country: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Telephone, international where it could be known.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Web address.
    pub website: Option<String>,
    /// A short note.
    pub note: Option<String>,
    /// Id of the owner; the name is `owner`.
    pub owner_id: Option<String>,
    /// Who stands in for the owner.
    pub substitute: Option<String>,
    /// Their id.
    pub substitute_id: Option<String>,
    /// Tags.
    pub tags: Vec<String>,
    /// Keys of other systems; `codes` are those of sales files.
    pub external_codes: Vec<ExternalCodeAnswer>,
    /// `won`, `inherited`, `introduced`, `former_employee` or `foreign`.
    pub origin: Option<String>,
    /// More about how it came.
    pub origin_note: Option<String>,
    /// Since when it is a client: a day, a month or a year.
    pub acquired_on: Option<String>,
    /// Days between contacts, when people set it.
    pub rhythm_days: Option<i64>,
    /// Grows with every change; `If-Match` takes it.
    pub version: i64,
}

/// A client's place in its group.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GroupAnswer {
    /// Those above it, the head of the group first.
    pub above: Vec<AccountNameAnswer>,
    /// Those directly below it.
    pub below: Vec<AccountNameAnswer>,
    /// The figures are those of this client and everything below it; absent for the client's own.
    pub rolled_up: Option<String>,
    /// Clients whose sales are summed.
    pub accounts: usize,
}

/// A client beside another.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AccountNameAnswer {
    /// Id.
    pub account: String,
    /// Name.
    pub name: String,
}
