//! Addresses of agreements with those who find prospects for a fee.

use clientela_domain::ids::{ProspectId, SpotterId, SpotterRunId};

/// Agreements.
pub const SPOTTERS: &str = "/spotters";
/// Writing one down.
pub const SPOTTER_NEW: &str = "/spotters/new";

/// An agreement.
#[must_use]
pub fn spotter(id: SpotterId) -> String {
    format!("{SPOTTERS}/{id}")
}

/// What became of a name.
#[must_use]
pub fn spotter_name(id: SpotterId, prospect: ProspectId) -> String {
    format!("{SPOTTERS}/{id}/names/{prospect}")
}

/// Paying what is due.
#[must_use]
pub fn spotter_pay(id: SpotterId) -> String {
    format!("{SPOTTERS}/{id}/pay")
}

/// What an agreement accrued month by month, as a file: `csv` or `xlsx`.
#[must_use]
pub fn spotter_accrual(id: SpotterId, kind: &str) -> String {
    format!("{SPOTTERS}/{id}/accrual/{kind}")
}

/// A payment as a file: `csv` or `xlsx`.
#[must_use]
pub fn spotter_payment(id: SpotterId, run: SpotterRunId, kind: &str) -> String {
    format!("{SPOTTERS}/{id}/payments/{run}/{kind}")
}

/// Taking a payment back.
#[must_use]
pub fn spotter_take_back(id: SpotterId, run: SpotterRunId) -> String {
    format!("{SPOTTERS}/{id}/payments/{run}/take-back")
}
