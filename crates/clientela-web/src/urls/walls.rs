//! Addresses of confidentiality, walls and conflicts of interest.

use clientela_domain::ids::{AccountId, ConfidentialityId, ConflictClassId, UserId, WallId};

use super::account;

/// Agreements on confidentiality, standing walls, rivals.
pub const CONFIDENTIALITY: &str = "/confidentiality";
/// Clients that rival each other.
pub const RIVALS: &str = "/rivals";

/// One agreement on confidentiality.
#[must_use]
pub fn confidentiality(id: ConfidentialityId) -> String {
    format!("{CONFIDENTIALITY}/{id}")
}

/// Removing an agreement.
#[must_use]
pub fn confidentiality_removal(id: ConfidentialityId) -> String {
    format!("{CONFIDENTIALITY}/{id}/delete")
}

/// What is confidential about a client: agreements, walls, conflicts of interest.
#[must_use]
pub fn account_confidentiality(id: AccountId) -> String {
    format!("{}/confidentiality", account(id))
}

/// The same, with the check of whether somebody may be given the client.
#[must_use]
pub fn conflict_check(id: AccountId, user: UserId) -> String {
    super::with_query(
        &account_confidentiality(id),
        &[("check", &user.to_string())],
    )
}

/// Setting a wall around a client.
#[must_use]
pub fn account_wall(id: AccountId) -> String {
    format!("{}/wall", account(id))
}

/// Deciding about a conflict of interest at a client.
#[must_use]
pub fn account_conflict(id: AccountId) -> String {
    format!("{}/conflict", account(id))
}

/// Changing a wall.
#[must_use]
pub fn wall(id: WallId) -> String {
    format!("/walls/{id}")
}

/// Lifting a wall.
#[must_use]
pub fn wall_lift(id: WallId) -> String {
    format!("/walls/{id}/lift")
}

/// Changing a class of rivals.
#[must_use]
pub fn rivals(id: ConflictClassId) -> String {
    format!("{RIVALS}/{id}")
}
