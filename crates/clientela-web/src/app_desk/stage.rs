//! How far relationships have come, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{keep_stage, show_stage};
use clientela_domain::ids::AccountId;

use super::AppDesk;
use crate::desk::{Answer, StageDesk};
use crate::views::UserView;
use crate::views::stage::{RelationshipStage, StageAnswerDraft, StageReviewDraft};

#[async_trait]
impl StageDesk for AppDesk {
    async fn stage(&self, user: &UserView, account: AccountId) -> Answer<RelationshipStage> {
        let viewer = self.viewer(user);
        Ok(show_stage::relationship_stage(&self.context, &viewer, account).await?)
    }

    async fn answer_stage_fact(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &StageAnswerDraft,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(keep_stage::answer_stage_fact(&self.context, &viewer, account, draft).await?)
    }

    async fn review_stage(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &StageReviewDraft,
        version: u64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_stage::review_stage(&self.context, &viewer, account, draft, version).await?;
        Ok(())
    }
}
