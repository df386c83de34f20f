//! Addresses of the journal of changes.

use clientela_domain::ids::AccountId;

use super::{ACCOUNTS, with_query};

/// The journal of changes.
pub const JOURNAL: &str = "/journal";

/// The changes of one client.
#[must_use]
pub fn account_journal(id: AccountId) -> String {
    format!("{ACCOUNTS}/{id}/journal")
}

/// Setting back what a change did; `next` is where people go on.
#[must_use]
pub fn journal_restore(position: i64, next: &str) -> String {
    with_query(&format!("{JOURNAL}/{position}/restore"), &[("next", next)])
}
