//! Addresses of what people saw and read.

use clientela_domain::ids::ObservationId;

/// The inbox, and jotting a line down.
pub const OBSERVATIONS: &str = "/observations";

/// An observation.
#[must_use]
pub fn observation(id: ObservationId) -> String {
    format!("{OBSERVATIONS}/{id}")
}

/// What becomes of it: `prospect`, `evidence`, `note`, `aside` or `reopen`.
#[must_use]
pub fn observation_deed(id: ObservationId, deed: &str) -> String {
    format!("{OBSERVATIONS}/{id}/{deed}")
}
