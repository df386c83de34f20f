//! Our brand and the market, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{keep_market, list_market, read_brand};
use clientela_domain::ids::{AccountId, IncidentId, RemarkId};

use super::AppDesk;
use crate::desk::{Answer, BrandDesk};
use crate::views::UserView;
use crate::views::brand::{Brand, IncidentDraft, NewIncident, NewRemark, RemarkDraft};
use crate::views::market::{MarketLine, MarketPage, MarketQuery};

#[async_trait]
impl BrandDesk for AppDesk {
    async fn brand(&self, user: &UserView) -> Answer<Brand> {
        Ok(read_brand::read_brand(&self.context, &self.viewer(user)).await?)
    }

    async fn incidents(
        &self,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewIncident>> {
        Ok(list_market::list_told(&self.context, &self.viewer(user), query).await?)
    }

    async fn incident(&self, user: &UserView, id: IncidentId) -> Answer<MarketLine<NewIncident>> {
        Ok(list_market::show_told_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_incident(&self, user: &UserView, draft: &IncidentDraft) -> Answer<IncidentId> {
        let viewer = self.viewer(user);
        Ok(keep_market::write_told(&self.context, &viewer, None::<AccountId>, draft).await?)
    }

    async fn change_incident(
        &self,
        user: &UserView,
        id: IncidentId,
        draft: &IncidentDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_market::change_told(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn remarks(&self, user: &UserView, query: &MarketQuery) -> Answer<MarketPage<NewRemark>> {
        Ok(list_market::list_told(&self.context, &self.viewer(user), query).await?)
    }

    async fn remark(&self, user: &UserView, id: RemarkId) -> Answer<MarketLine<NewRemark>> {
        Ok(list_market::show_told_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_remark(&self, user: &UserView, draft: &RemarkDraft) -> Answer<RemarkId> {
        let viewer = self.viewer(user);
        Ok(keep_market::write_told(&self.context, &viewer, None::<AccountId>, draft).await?)
    }

    async fn change_remark(
        &self,
        user: &UserView,
        id: RemarkId,
        draft: &RemarkDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_market::change_told(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }
}
