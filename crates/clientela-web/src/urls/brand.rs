//! Addresses of the market and of our brand: the page over both, incidents, observations.

use clientela_domain::brand::ObservationAbout;
use clientela_domain::ids::{IncidentId, ObservationId};

/// The market and our brand.
pub const MARKET: &str = "/market";
/// What went wrong.
pub const INCIDENTS: &str = "/market/incidents";
/// Writing it down.
pub const INCIDENT_NEW: &str = "/market/incidents/new";
/// What is said of us and seen of the market.
pub const OBSERVATIONS: &str = "/market/observations";
/// Writing it down.
pub const OBSERVATION_NEW: &str = "/market/observations/new";

/// Something that went wrong.
#[must_use]
pub fn incident(id: IncidentId) -> String {
    format!("{INCIDENTS}/{id}")
}

/// Something said or seen.
#[must_use]
pub fn observation(id: ObservationId) -> String {
    format!("{OBSERVATIONS}/{id}")
}

/// The list of observations, or the page on which one is written down, about us or about the market.
#[must_use]
pub fn observations_about(path: &str, about: ObservationAbout) -> String {
    super::with_query(path, &[("about", about.code())])
}
