//! Our brand and the market, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{keep_market, list_market, read_brand};
use clientela_domain::ids::{AccountId, IncidentId, ObservationId};

use super::AppDesk;
use crate::desk::{Answer, BrandDesk};
use crate::views::UserView;
use crate::views::brand::{Brand, IncidentDraft, NewIncident, NewObservation, ObservationDraft};
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

    async fn observations(
        &self,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewObservation>> {
        Ok(list_market::list_told(&self.context, &self.viewer(user), query).await?)
    }

    async fn observation(
        &self,
        user: &UserView,
        id: ObservationId,
    ) -> Answer<MarketLine<NewObservation>> {
        Ok(list_market::show_told_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_observation(
        &self,
        user: &UserView,
        draft: &ObservationDraft,
    ) -> Answer<ObservationId> {
        let viewer = self.viewer(user);
        Ok(keep_market::write_told(&self.context, &viewer, None::<AccountId>, draft).await?)
    }

    async fn change_observation(
        &self,
        user: &UserView,
        id: ObservationId,
        draft: &ObservationDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_market::change_told(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }
}
