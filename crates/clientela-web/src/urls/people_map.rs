//! Addresses of people maps and of how clients buy.

use clientela_domain::ids::{AccountId, PurchaseProcessId};
use uuid::Uuid;

use super::account;

/// The people map of a client.
#[must_use]
pub fn people_map(id: AccountId) -> String {
    format!("{}/people-map", account(id))
}

/// The people map of a client with somebody chosen, in a view, as of a day; empty ones are left out.
#[must_use]
pub fn people_map_at(id: AccountId, view: &str, as_of: &str, node: Option<Uuid>) -> String {
    let node = node.map(|node| node.to_string()).unwrap_or_default();
    let view = if view == "chart" { "" } else { view };
    let query = [("view", view), ("as_of", as_of), ("node", node.as_str())];
    super::with_query(&people_map(id), &query)
}

/// The people map of a client to be shown to others: without opinions.
#[must_use]
pub fn people_map_shown(id: AccountId) -> String {
    format!("{}/people-map/shown", account(id))
}

/// Something said on a client's map: `judge`, `reports-to`, `counterpart`, `tie`, `place`,
/// `placeholder`, `identify`, `take-back`.
#[must_use]
pub fn people_map_deed(id: AccountId, deed: &str) -> String {
    format!("{}/people-map/{deed}", account(id))
}

/// How a client buys something; a new one without an id.
#[must_use]
pub fn purchase(account_id: AccountId, id: Option<PurchaseProcessId>) -> String {
    match id {
        Some(id) => format!("{}/purchases/{id}", account(account_id)),
        None => format!("{}/purchases/new", account(account_id)),
    }
}

/// Removing how a client buys something.
#[must_use]
pub fn purchase_remove(account_id: AccountId, id: PurchaseProcessId) -> String {
    format!("{}/remove", purchase(account_id, Some(id)))
}
