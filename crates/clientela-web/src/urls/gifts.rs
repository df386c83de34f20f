//! Addresses of the register of gifts.

use clientela_domain::ids::{AccountId, GiftId, PersonId};

/// The register.
pub const GIFTS: &str = "/gifts";
/// Writing one down.
pub const GIFT_NEW: &str = "/gifts/new";
/// The firm's limits.
pub const SETTINGS_GIFTS: &str = "/settings/gifts";

/// One gift.
#[must_use]
pub fn gift(id: GiftId) -> String {
    format!("{GIFTS}/{id}")
}

/// Something done about a gift: `approve`, `decline`, `withdraw`, `reinstate`, `dispose`.
#[must_use]
pub fn gift_deed(id: GiftId, deed: &str) -> String {
    format!("{GIFTS}/{id}/{deed}")
}

/// Gifts between us and a client.
#[must_use]
pub fn gifts_with(id: AccountId) -> String {
    super::with_query(GIFTS, &[("account", &id.to_string())])
}

/// Gifts to and from a person.
#[must_use]
pub fn gifts_of_person(id: PersonId) -> String {
    super::with_query(GIFTS, &[("person", &id.to_string())])
}

/// Writing down a gift between us and a client.
#[must_use]
pub fn gift_new_with(id: AccountId) -> String {
    super::with_query(GIFT_NEW, &[("account", &id.to_string())])
}
