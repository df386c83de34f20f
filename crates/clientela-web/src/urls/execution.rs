//! Addresses of what was promised against what was done.

use clientela_domain::ids::AccountId;

/// What was promised against what was done.
pub const EXECUTION: &str = "/execution";

/// The same for one client.
#[must_use]
pub fn account_execution(id: AccountId) -> String {
    format!("/accounts/{id}/execution")
}

/// Lines that are not as promised, as a file.
#[must_use]
pub fn execution_export(format: &str, query: &str) -> String {
    super::join_query(&format!("{EXECUTION}.{format}"), query)
}
