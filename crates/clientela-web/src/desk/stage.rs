//! What the pages ask about how far relationships have come.

use async_trait::async_trait;
use clientela_domain::ids::AccountId;

use super::Answer;
use crate::views::UserView;
use crate::views::stage::{RelationshipStage, StageAnswerDraft, StageReviewDraft};

/// Stages of relationships.
#[async_trait]
pub trait StageDesk: Send + Sync {
    /// How far the relationship with a client has come.
    async fn stage(&self, user: &UserView, account: AccountId) -> Answer<RelationshipStage>;
    /// Writes down what somebody says of a fact.
    async fn answer_stage_fact(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &StageAnswerDraft,
    ) -> Answer<()>;
    /// Writes a review down that was made of the page at `version`.
    async fn review_stage(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &StageReviewDraft,
        version: u64,
    ) -> Answer<()>;
}
