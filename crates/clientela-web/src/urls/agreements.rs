//! Addresses of agreements and approvals.

use clientela_domain::ids::{AccountId, AgreementId};

/// Agreements.
pub const AGREEMENTS: &str = "/agreements";
/// Writing one down.
pub const AGREEMENT_NEW: &str = "/agreements/new";
/// What waits for the director.
pub const APPROVALS: &str = "/approvals";
/// The firm's limits for terms.
pub const SETTINGS_APPROVALS: &str = "/settings/approvals";

/// One agreement.
#[must_use]
pub fn agreement(id: AgreementId) -> String {
    format!("{AGREEMENTS}/{id}")
}

/// Changing one.
#[must_use]
pub fn agreement_edit(id: AgreementId) -> String {
    format!("{AGREEMENTS}/{id}/edit")
}

/// Something done about an agreement: `offer`, `begin`, `end`, `draft`, `withdraw`, `approve`, `refuse`, `round`,
/// `take-round-back`.
#[must_use]
pub fn agreement_deed(id: AgreementId, deed: &str) -> String {
    format!("{AGREEMENTS}/{id}/{deed}")
}

/// Agreements with a client.
#[must_use]
pub fn agreements_with(id: AccountId) -> String {
    super::with_query(AGREEMENTS, &[("account", &id.to_string())])
}

/// Writing down an agreement with a client.
#[must_use]
pub fn agreement_new_with(id: AccountId) -> String {
    super::with_query(AGREEMENT_NEW, &[("account", &id.to_string())])
}
