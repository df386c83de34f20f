//! Addresses of the support clients and we give each other.

use clientela_domain::ids::{AccountId, PersonId, SupportId};

/// Support.
pub const SUPPORT: &str = "/support";
/// Writing some down.
pub const SUPPORT_NEW: &str = "/support/new";

/// One record of support.
#[must_use]
pub fn support(id: SupportId) -> String {
    format!("{SUPPORT}/{id}")
}

/// Something done about support: `thank`, `confirm`, `settle`, `end`, `withdraw`, `reinstate`.
#[must_use]
pub fn support_deed(id: SupportId, deed: &str) -> String {
    format!("{SUPPORT}/{id}/{deed}")
}

/// Support between us and a client.
#[must_use]
pub fn support_with(id: AccountId) -> String {
    super::with_query(SUPPORT, &[("account", &id.to_string())])
}

/// Support a person gave or took part in.
#[must_use]
pub fn support_of_person(id: PersonId) -> String {
    super::with_query(SUPPORT, &[("person", &id.to_string())])
}

/// Writing down support between us and a client.
#[must_use]
pub fn support_new_with(id: AccountId) -> String {
    super::with_query(SUPPORT_NEW, &[("account", &id.to_string())])
}
