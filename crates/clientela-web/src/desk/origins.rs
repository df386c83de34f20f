//! What the pages ask about campaigns and batches of cold contacts.

use async_trait::async_trait;
use clientela_domain::ids::{CampaignId, ColdBatchId};

use super::Answer;
use crate::views::UserView;
use crate::views::origins::{
    BatchLine, BatchQuery, CampaignLine, ColdBatch, ColdBatchDraft, OriginReturn, PastedList,
};

/// Campaigns and batches with what became of their prospects.
#[async_trait]
pub trait OriginsDesk: Send + Sync {
    /// A campaign with its figures and what came back.
    async fn campaign(
        &self,
        user: &UserView,
        id: CampaignId,
    ) -> Answer<(CampaignLine, OriginReturn)>;
    /// Batches to choose from, without figures.
    async fn batches_to_choose(&self, user: &UserView) -> Answer<Vec<ColdBatch>>;
    /// Batches with their figures.
    async fn cold_batches(&self, user: &UserView, query: &BatchQuery) -> Answer<Vec<BatchLine>>;
    /// A batch with its figures and what came back.
    async fn cold_batch(
        &self,
        user: &UserView,
        id: ColdBatchId,
    ) -> Answer<(BatchLine, OriginReturn)>;
    /// Writes one down with a pasted list.
    async fn write_cold_batch(
        &self,
        user: &UserView,
        form: (&ColdBatchDraft, &str),
    ) -> Answer<(ColdBatchId, PastedList)>;
    /// Adds a pasted list to one.
    async fn add_to_cold_batch(
        &self,
        user: &UserView,
        id: ColdBatchId,
        list: &str,
    ) -> Answer<PastedList>;
    /// Changes one.
    async fn change_cold_batch(
        &self,
        user: &UserView,
        id: ColdBatchId,
        draft: &ColdBatchDraft,
        version: i64,
    ) -> Answer<()>;
}
