//! Campaigns and batches of cold contacts, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{keep_cold_batches, list_origins};
use clientela_domain::ids::{CampaignId, ColdBatchId};

use super::AppDesk;
use crate::desk::{Answer, OriginsDesk};
use crate::views::UserView;
use crate::views::origins::{
    BatchLine, BatchQuery, CampaignLine, ColdBatch, ColdBatchDraft, OriginReturn, PastedList,
};

#[async_trait]
impl OriginsDesk for AppDesk {
    async fn campaign(
        &self,
        user: &UserView,
        id: CampaignId,
    ) -> Answer<(CampaignLine, OriginReturn)> {
        Ok(list_origins::show_campaign(&self.context, &self.viewer(user), id).await?)
    }

    async fn batches_to_choose(&self, user: &UserView) -> Answer<Vec<ColdBatch>> {
        Ok(keep_cold_batches::all_batches(&self.context, &self.viewer(user)).await?)
    }

    async fn cold_batches(&self, user: &UserView, query: &BatchQuery) -> Answer<Vec<BatchLine>> {
        Ok(list_origins::list_batches(&self.context, &self.viewer(user), query).await?)
    }

    async fn cold_batch(
        &self,
        user: &UserView,
        id: ColdBatchId,
    ) -> Answer<(BatchLine, OriginReturn)> {
        Ok(list_origins::show_batch(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_cold_batch(
        &self,
        user: &UserView,
        form: (&ColdBatchDraft, &str),
    ) -> Answer<(ColdBatchId, PastedList)> {
        Ok(keep_cold_batches::write_batch(&self.context, &self.viewer(user), form).await?)
    }

    async fn add_to_cold_batch(
        &self,
        user: &UserView,
        id: ColdBatchId,
        list: &str,
    ) -> Answer<PastedList> {
        Ok(keep_cold_batches::add_to_batch(&self.context, &self.viewer(user), id, list).await?)
    }

    async fn change_cold_batch(
        &self,
        user: &UserView,
        id: ColdBatchId,
        draft: &ColdBatchDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_cold_batches::change_batch(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }
}
