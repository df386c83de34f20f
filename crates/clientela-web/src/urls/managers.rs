//! Addresses of the need for a key account manager, of managers and of hand-overs.

use clientela_domain::ids::{AccountId, HandoverId, UserId};

use super::ACCOUNTS;

/// The guide: why, when, which clients, which duties.
pub const NEED: &str = "/need-for-kam";
/// Every client by the eight conditions.
pub const NEED_MATRIX: &str = "/need-for-kam/clients";
/// An answer about the firm.
pub const NEED_ANSWER: &str = "/need-for-kam/answer";
/// Hours per activity.
pub const NEED_HOURS: &str = "/need-for-kam/hours";
/// Key account managers.
pub const MANAGERS: &str = "/managers";
/// Who for which client.
pub const ASSIGNMENT: &str = "/managers/assignment";
/// Taking an assignment back.
pub const ASSIGNMENT_UNDO: &str = "/managers/assignment/undo";

/// An answer about a client.
#[must_use]
pub fn account_conditions(id: AccountId) -> String {
    format!("{ACCOUNTS}/{id}/conditions")
}

/// A mark at a duty of a client.
#[must_use]
pub fn account_duties(id: AccountId) -> String {
    format!("{ACCOUNTS}/{id}/duties")
}

/// One manager.
#[must_use]
pub fn manager(id: UserId) -> String {
    format!("{MANAGERS}/{id}")
}

/// The dossier of a client.
#[must_use]
pub fn handover(id: AccountId) -> String {
    format!("/handover/{id}")
}

/// A deed at a hand-over: `check` or `finish`.
#[must_use]
pub fn handover_step(account: AccountId, id: HandoverId, step: &str) -> String {
    format!("/handover/{account}/{id}/{step}")
}

/// The matrix as a file; `format` is `csv` or `xlsx`.
#[must_use]
pub fn need_export(format: &str, query: &str) -> String {
    super::join_query(&format!("{NEED_MATRIX}.{format}"), query)
}
