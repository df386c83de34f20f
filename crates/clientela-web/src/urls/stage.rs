//! Addresses of how far a relationship has come.

use clientela_domain::ids::AccountId;

/// How far the relationship with a client has come.
#[must_use]
pub fn account_stage(id: AccountId) -> String {
    format!("/accounts/{id}/stage")
}

/// Saying what one knows of a fact.
#[must_use]
pub fn account_stage_answers(id: AccountId) -> String {
    format!("/accounts/{id}/stage/answers")
}
