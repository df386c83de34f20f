//! Addresses of the market: competitors, where they stand, what was won and lost, what clients buy in all.

use clientela_domain::ids::{
    AccountId, ClientPurchaseId, CompetitorId, CompetitorPositionId, ContestId, MergeId,
};

/// Competitors.
pub const COMPETITORS: &str = "/market/competitors";
/// Writing one down.
pub const COMPETITOR_NEW: &str = "/market/competitors/new";
/// Where competitors stand at clients.
pub const POSITIONS: &str = "/market/positions";
/// Writing one down.
pub const POSITION_NEW: &str = "/market/positions/new";
/// What was won and lost.
pub const CONTESTS: &str = "/market/contests";
/// Writing it down.
pub const CONTEST_NEW: &str = "/market/contests/new";
/// What clients buy in all.
pub const WALLET: &str = "/market/wallet";
/// Writing it down.
pub const WALLET_NEW: &str = "/market/wallet/new";

/// A competitor.
#[must_use]
pub fn competitor(id: CompetitorId) -> String {
    format!("{COMPETITORS}/{id}")
}

/// Where another is merged into a competitor.
#[must_use]
pub fn competitor_merge(id: CompetitorId) -> String {
    format!("{COMPETITORS}/{id}/merge")
}

/// Where such a merge is undone.
#[must_use]
pub fn competitor_unmerge(id: MergeId) -> String {
    format!("{COMPETITORS}/merges/{id}/undo")
}

/// How a competitor stands at a client.
#[must_use]
pub fn position(id: CompetitorPositionId) -> String {
    format!("{POSITIONS}/{id}")
}

/// Something won or lost.
#[must_use]
pub fn contest(id: ContestId) -> String {
    format!("{CONTESTS}/{id}")
}

/// What somebody says a client buys.
#[must_use]
pub fn client_purchase(id: ClientPurchaseId) -> String {
    format!("{WALLET}/{id}")
}

/// One of these lists, or a page on which something is written down, for one client.
#[must_use]
pub fn market_of(path: &str, id: AccountId) -> String {
    super::with_query(path, &[("account", &id.to_string())])
}

/// The same for one competitor.
#[must_use]
pub fn market_against(path: &str, id: CompetitorId) -> String {
    super::with_query(path, &[("competitor", &id.to_string())])
}
