//! What the pages ask about opportunities.

use async_trait::async_trait;
use clientela_domain::ids::OpportunityId;

use super::Answer;
use crate::views::UserView;
use crate::views::opportunities::{
    OpportunityBeginning, OpportunityDraft, OpportunityPage, OpportunityQuery, OpportunityStage,
    OpportunityStep, OpportunityView, Pipeline,
};

/// Opportunities and the pipeline.
#[async_trait]
pub trait OpportunitiesDesk: Send + Sync {
    /// A page of opportunities.
    async fn opportunities(
        &self,
        user: &UserView,
        query: &OpportunityQuery,
    ) -> Answer<OpportunityPage>;
    /// As [`Self::opportunities`], under the headers of a file.
    async fn opportunity_rows(
        &self,
        user: &UserView,
        query: &OpportunityQuery,
    ) -> Answer<Vec<Vec<String>>>;
    /// How many stand in each stage.
    async fn opportunities_by_stage(
        &self,
        user: &UserView,
        query: &OpportunityQuery,
    ) -> Answer<Vec<(OpportunityStage, u64)>>;
    /// One with its history.
    async fn opportunity(&self, user: &UserView, id: OpportunityId) -> Answer<OpportunityView>;
    /// Writes one down.
    async fn write_opportunity(
        &self,
        user: &UserView,
        new: (&OpportunityDraft, &OpportunityBeginning),
    ) -> Answer<OpportunityId>;
    /// Changes one.
    async fn change_opportunity(
        &self,
        user: &UserView,
        id: OpportunityId,
        draft: &OpportunityDraft,
        version: i64,
    ) -> Answer<()>;
    /// Takes a step with one.
    async fn move_opportunity(
        &self,
        user: &UserView,
        id: OpportunityId,
        to: (OpportunityStage, &OpportunityStep),
        version: i64,
    ) -> Answer<()>;
    /// What the pipeline is worth, and how often we win.
    async fn pipeline(&self, user: &UserView, query: &OpportunityQuery) -> Answer<Pipeline>;
}
