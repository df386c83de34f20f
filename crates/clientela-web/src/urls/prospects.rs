//! Addresses of prospects, of the ways in which they come, and of campaigns.

use clientela_domain::ids::{CampaignId, ProspectId};

/// Prospects.
pub const PROSPECTS: &str = "/prospects";
/// The same by stage.
pub const PROSPECT_BOARD: &str = "/prospects/board";
/// Writing one down.
pub const PROSPECT_NEW: &str = "/prospects/new";
/// Jotting one down in a line.
pub const PROSPECT_CAPTURE: &str = "/prospects/capture";
/// What each way brings and costs.
pub const PROSPECT_SOURCES: &str = "/prospects/sources";
/// Writing a campaign down.
pub const CAMPAIGN_NEW: &str = "/prospects/campaigns/new";

/// A prospect.
#[must_use]
pub fn prospect(id: ProspectId) -> String {
    format!("{PROSPECTS}/{id}")
}

/// Something done to a prospect: `answer`, `move`, `wake`, `win`, `take-back`, `sources` or `people`.
#[must_use]
pub fn prospect_deed(id: ProspectId, deed: &str) -> String {
    format!("{PROSPECTS}/{id}/{deed}")
}

/// Prospects that came this way.
#[must_use]
pub fn prospects_by(source: &str, channel: &str) -> String {
    super::with_query(PROSPECTS, &[("source", source), ("channel", channel)])
}

/// A campaign.
#[must_use]
pub fn campaign(id: CampaignId) -> String {
    format!("/prospects/campaigns/{id}")
}
