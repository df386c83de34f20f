//! Addresses of opportunities and of the pipeline.

use clientela_domain::ids::{AccountId, OpportunityId, ProspectId};

/// Opportunities.
pub const OPPORTUNITIES: &str = "/opportunities";
/// The same by stage.
pub const OPPORTUNITY_BOARD: &str = "/opportunities/board";
/// What the pipeline is worth, and how often we win.
pub const OPPORTUNITY_PIPELINE: &str = "/opportunities/pipeline";
/// Writing one down.
pub const OPPORTUNITY_NEW: &str = "/opportunities/new";

/// An opportunity.
#[must_use]
pub fn opportunity(id: OpportunityId) -> String {
    format!("{OPPORTUNITIES}/{id}")
}

/// Moving one.
#[must_use]
pub fn opportunity_move(id: OpportunityId) -> String {
    format!("{OPPORTUNITIES}/{id}/move")
}

/// The list, or the page on which one is written down, of one client.
#[must_use]
pub fn opportunities_of(path: &str, id: AccountId) -> String {
    super::with_query(path, &[("account", &id.to_string())])
}

/// The same of one prospect.
#[must_use]
pub fn opportunities_of_prospect(path: &str, id: ProspectId) -> String {
    super::with_query(path, &[("prospect", &id.to_string())])
}
