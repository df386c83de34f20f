//! Declared interests, as the use cases tell them.

use clientela_store::interests::DeclaredInterest;

pub use clientela_app::keep_interests::{InterestDraft, draft_of, state_of};

/// Interests as far as their reader may know them.
#[derive(Clone, Debug)]
pub struct Interests {
    /// The reader's own, the latest declared first.
    pub own: Vec<DeclaredInterest>,
    /// Everybody's, for whoever leads.
    pub register: Option<Vec<DeclaredInterest>>,
    /// Where the register goes on.
    pub next: Option<String>,
}
