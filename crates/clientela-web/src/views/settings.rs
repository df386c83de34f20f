//! Settings of the firm.

use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::TokenId;
use clientela_domain::sector::Sector;
use clientela_texts::{Language, Vocabulary};

use super::key::Criterion;

/// Everything the settings page shows.
#[derive(Clone, Debug, PartialEq)]
pub struct SettingsView {
    /// Name of the firm.
    pub firm: String,
    /// Language of people who have not chosen one.
    pub language: Language,
    /// The words the book is told in.
    pub vocabulary: Vocabulary,
    /// Months in which somebody who no longer serves a client must not serve a rival of it.
    pub cooling_months: u32,
    /// Reporting currency.
    pub currency: Currency,
    /// Rates: one unit of the currency in the reporting one, as decimal text.
    pub rates: Vec<(Currency, String)>,
    /// Currencies of the ledger without a rate.
    pub rates_missing: Vec<Currency>,
    /// Whose profiles are shown: a sector's, or the whole firm's when `None`.
    pub sector: Option<Sector>,
    /// Sectors with weights or a threshold of their own.
    pub sectors: Vec<Sector>,
    /// Profiles of the key criteria.
    pub profiles: Vec<ProfileSettings>,
    /// Id of the profile lists use.
    pub default_profile: String,
    /// Old evidence counts as unknown.
    pub strict_age: bool,
    /// Keys for programs.
    pub tokens: Vec<TokenEntry>,
    /// The book holds the sample firm.
    pub is_sample: bool,
    /// Version of the settings row, for optimistic writes.
    pub version: i64,
}

/// A profile of weights.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfileSettings {
    /// `equal`, `sales`, `purchasing` or the firm's own.
    pub id: String,
    /// Weights in the order of the criteria.
    pub weights: [f64; 5],
    /// Score from which a client is key.
    pub threshold: f64,
    /// Criteria that must not be "no".
    pub mandatory: Vec<Criterion>,
}

/// A key for programs.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenEntry {
    /// Id.
    pub id: TokenId,
    /// Its name.
    pub name: String,
    /// What it opens (message ids `scope-<code>`).
    pub scopes: Vec<String>,
    /// The day it was made.
    pub created: Date,
    /// The day it was last used.
    pub last_used: Option<Date>,
}

/// Scopes a key can have.
pub const SCOPES: [&str; 4] = ["read", "write", "import", "admin"];

/// Roles a person can have.
pub const ROLES: [&str; 5] = [
    "sales_representative",
    "key_account_manager",
    "director",
    "reader",
    "administrator",
];
