//! Addresses of what we and our clients owe each other.

use clientela_domain::ids::{AccountId, InteractionId, ObligationId};

use super::account;

/// What is owed.
pub const OBLIGATIONS: &str = "/obligations";
/// Writing one down, in a line or in a form.
pub const OBLIGATION_NEW: &str = "/obligations/new";
/// What falls due when.
pub const OBLIGATIONS_CALENDAR: &str = "/obligations/calendar";

/// One obligation.
#[must_use]
pub fn obligation(id: ObligationId) -> String {
    format!("{OBLIGATIONS}/{id}")
}

/// Something that happened to an obligation: the code of an event, `renegotiate`, `take-back`.
#[must_use]
pub fn obligation_deed(id: ObligationId, deed: &str) -> String {
    format!("{OBLIGATIONS}/{id}/{deed}")
}

/// What a client and we owe each other, and how both keep their word.
#[must_use]
pub fn account_bond(id: AccountId) -> String {
    format!("{}/bond", account(id))
}

/// Writing down an obligation with a client.
#[must_use]
pub fn obligation_new_with(id: AccountId) -> String {
    super::with_query(OBLIGATION_NEW, &[("account", &id.to_string())])
}

/// Writing down what was promised in a conversation with a client.
#[must_use]
pub fn obligation_new_from(account: AccountId, interaction: InteractionId) -> String {
    let (account, interaction) = (account.to_string(), interaction.to_string());
    let query = [
        ("account", account.as_str()),
        ("interaction", interaction.as_str()),
    ];
    super::with_query(OBLIGATION_NEW, &query)
}
