//! Addresses of the search and of the page of components.

use clientela_domain::ids::AccountId;

use super::{ADD, account, with_query};

/// Searching everything.
pub const SEARCH: &str = "/search";
/// Every component of the pages.
pub const COMPONENTS: &str = "/components";

/// What a search finds.
#[must_use]
pub fn search(words: &str) -> String {
    with_query(SEARCH, &[("q", words)])
}

/// The line for jotting down, already written.
#[must_use]
pub fn add_line(line: &str) -> String {
    with_query(ADD, &[("line", line)])
}

/// Where the next step of a client is planned.
#[must_use]
pub fn account_steps(id: AccountId) -> String {
    format!("{}#next-steps", account(id))
}
