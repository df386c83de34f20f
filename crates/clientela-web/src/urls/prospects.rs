//! Addresses of prospects, of the ways in which they come, of campaigns and of batches of cold contacts.

use clientela_domain::ids::{CampaignId, ColdBatchId, ProspectId};

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
/// Whom to ask for a name today.
pub const PROSPECT_ASKING: &str = "/prospects/ask";
/// The same as a sheet.
pub const PROSPECT_SOURCES_CSV: &str = "/prospects/sources.csv";
/// Writing a campaign down.
pub const CAMPAIGN_NEW: &str = "/prospects/campaigns/new";
/// Batches of cold contacts.
pub const COLD_BATCHES: &str = "/prospects/batches";
/// Writing a batch down.
pub const COLD_BATCH_NEW: &str = "/prospects/batches/new";

/// A prospect.
#[must_use]
pub fn prospect(id: ProspectId) -> String {
    format!("{PROSPECTS}/{id}")
}

/// Something done to a prospect: `answer`, `move`, `wake`, `win`, `take-back`, `sources`, `people`, `facts` or
/// `decider`.
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

/// A batch of cold contacts.
#[must_use]
pub fn cold_batch(id: ColdBatchId) -> String {
    format!("{COLD_BATCHES}/{id}")
}

/// Adding the names of a pasted list to a batch.
#[must_use]
pub fn cold_batch_names(id: ColdBatchId) -> String {
    format!("{COLD_BATCHES}/{id}/names")
}
