//! What a search finds, as it leaves the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::account::AccountNameAnswer;

/// Clients, people, prospects and competitors found.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct SearchAnswer {
    /// What was looked for.
    pub query: String,
    /// Clients, the best first.
    pub accounts: Vec<AccountHitAnswer>,
    /// People, the best first.
    pub people: Vec<PersonHitAnswer>,
    /// Prospects, the best first; none where kinds are asked for.
    pub prospects: Vec<ProspectHitAnswer>,
    /// Competitors, the best first; none where kinds are asked for.
    pub competitors: Vec<CompetitorHitAnswer>,
}

/// A prospect found.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProspectHitAnswer {
    /// Id.
    pub prospect: String,
    /// Name.
    pub name: String,
    /// City; absent when unknown.
    pub city: Option<String>,
    /// `prospect`, `contacted`, `qualified`, `offered`, `won`, `lost` or `parked`.
    pub stage: String,
}

/// A competitor found.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct CompetitorHitAnswer {
    /// Id.
    pub competitor: String,
    /// Name.
    pub name: String,
}

/// A client found.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AccountHitAnswer {
    /// Id.
    pub account: String,
    /// Name.
    pub name: String,
    /// City; absent when unknown.
    pub city: Option<String>,
    /// What it was found by, when that was not its name: a code, a number, another name.
    pub found_by: Option<String>,
}

/// A person found.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct PersonHitAnswer {
    /// Id.
    pub person: String,
    /// Given and family name.
    pub name: String,
    /// Title at their client; absent when unknown.
    pub title: Option<String>,
    /// The client they are at now; absent when the caller sees none.
    pub at: Option<AccountNameAnswer>,
    /// What they were found by, when that was not their name.
    pub found_by: Option<String>,
}
