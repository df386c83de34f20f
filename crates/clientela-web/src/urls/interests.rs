//! Addresses of interests our own people declare.

use clientela_domain::ids::InterestId;

/// One's own interests, and the register.
pub const INTERESTS: &str = "/interests";

/// One interest.
#[must_use]
pub fn interest(id: InterestId) -> String {
    format!("{INTERESTS}/{id}")
}

/// Withdrawing an interest.
#[must_use]
pub fn interest_withdrawal(id: InterestId) -> String {
    format!("{INTERESTS}/{id}/withdraw")
}

/// Declaring an interest at the client of this name.
#[must_use]
pub fn interest_at(client: &str) -> String {
    format!(
        "{}#declare",
        super::with_query(INTERESTS, &[("client", client)])
    )
}
