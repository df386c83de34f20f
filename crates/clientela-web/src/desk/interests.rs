//! What the pages ask about interests our own people declare.

use async_trait::async_trait;
use clientela_domain::ids::{AccountId, InterestId, UserId};
use clientela_store::interests::DeclaredInterest;

use super::Answer;
use crate::views::UserView;
use crate::views::interests::{InterestDraft, Interests};

/// Declared interests.
#[async_trait]
pub trait InterestsDesk: Send + Sync {
    /// One's own interests, and the register from a place on for whoever leads.
    async fn interests(&self, user: &UserView, after: &str) -> Answer<Interests>;
    /// One interest.
    async fn interest(&self, user: &UserView, id: InterestId) -> Answer<DeclaredInterest>;
    /// Declares an interest at a client; of oneself, unless somebody else is named.
    async fn declare_interest(
        &self,
        user: &UserView,
        which: (AccountId, Option<UserId>),
        draft: &InterestDraft,
    ) -> Answer<InterestId>;
    /// Changes an interest.
    async fn change_interest(
        &self,
        user: &UserView,
        which: (InterestId, i64),
        draft: &InterestDraft,
    ) -> Answer<()>;
    /// Withdraws somebody else's interest that was declared by mistake.
    async fn withdraw_interest(
        &self,
        user: &UserView,
        which: (InterestId, i64),
        why: &str,
    ) -> Answer<()>;
}
