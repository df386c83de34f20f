//! Addresses of the market and of our brand: the page over both, incidents, remarks.

use clientela_domain::brand::RemarkAbout;
use clientela_domain::ids::{IncidentId, RemarkId};

/// The market and our brand.
pub const MARKET: &str = "/market";
/// What went wrong.
pub const INCIDENTS: &str = "/market/incidents";
/// Writing it down.
pub const INCIDENT_NEW: &str = "/market/incidents/new";
/// What is said of us and seen of the market.
pub const REMARKS: &str = "/market/remarks";
/// Writing it down.
pub const REMARK_NEW: &str = "/market/remarks/new";

/// Something that went wrong.
#[must_use]
pub fn incident(id: IncidentId) -> String {
    format!("{INCIDENTS}/{id}")
}

/// Something said or seen.
#[must_use]
pub fn remark(id: RemarkId) -> String {
    format!("{REMARKS}/{id}")
}

/// The list of remarks, or the page on which one is written down, about us or about the market.
#[must_use]
pub fn remarks_about(path: &str, about: RemarkAbout) -> String {
    super::with_query(path, &[("about", about.code())])
}
