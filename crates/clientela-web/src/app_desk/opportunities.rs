//! Opportunities, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{
    export_opportunities, keep_opportunities, list_opportunities, opportunity_pipeline,
};
use clientela_domain::ids::OpportunityId;

use super::AppDesk;
use crate::desk::{Answer, OpportunitiesDesk};
use crate::views::UserView;
use crate::views::opportunities::{
    OpportunityBeginning, OpportunityDraft, OpportunityPage, OpportunityQuery, OpportunityStage,
    OpportunityStep, OpportunityView, Pipeline,
};

#[async_trait]
impl OpportunitiesDesk for AppDesk {
    async fn opportunities(
        &self,
        user: &UserView,
        query: &OpportunityQuery,
    ) -> Answer<OpportunityPage> {
        let viewer = self.viewer(user);
        Ok(list_opportunities::list_opportunities(&self.context, &viewer, query).await?)
    }

    async fn opportunity_rows(
        &self,
        user: &UserView,
        query: &OpportunityQuery,
    ) -> Answer<Vec<Vec<String>>> {
        let viewer = self.viewer(user);
        let page = list_opportunities::list_opportunities(&self.context, &viewer, query).await?;
        Ok(export_opportunities::table(&self.context, &viewer, &page.lines).await?)
    }

    async fn opportunities_by_stage(
        &self,
        user: &UserView,
        query: &OpportunityQuery,
    ) -> Answer<Vec<(OpportunityStage, u64)>> {
        let viewer = self.viewer(user);
        Ok(list_opportunities::opportunities_by_stage(&self.context, &viewer, query).await?)
    }

    async fn opportunity(&self, user: &UserView, id: OpportunityId) -> Answer<OpportunityView> {
        let viewer = self.viewer(user);
        Ok(list_opportunities::view_opportunity(&self.context, &viewer, id).await?)
    }

    async fn write_opportunity(
        &self,
        user: &UserView,
        new: (&OpportunityDraft, &OpportunityBeginning),
    ) -> Answer<OpportunityId> {
        let viewer = self.viewer(user);
        Ok(keep_opportunities::write_opportunity(&self.context, &viewer, new).await?)
    }

    async fn change_opportunity(
        &self,
        user: &UserView,
        id: OpportunityId,
        draft: &OpportunityDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_opportunities::change_opportunity(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn move_opportunity(
        &self,
        user: &UserView,
        id: OpportunityId,
        to: (OpportunityStage, &OpportunityStep),
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_opportunities::move_opportunity(&self.context, &viewer, id, to, version).await?;
        Ok(())
    }

    async fn pipeline(&self, user: &UserView, query: &OpportunityQuery) -> Answer<Pipeline> {
        let viewer = self.viewer(user);
        Ok(opportunity_pipeline::opportunity_pipeline(&self.context, &viewer, query).await?)
    }
}
