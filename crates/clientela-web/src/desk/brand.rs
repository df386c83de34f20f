//! What the pages ask about our brand and the market.

use async_trait::async_trait;
use clientela_domain::ids::{IncidentId, ObservationId};

use super::Answer;
use crate::views::UserView;
use crate::views::brand::{Brand, IncidentDraft, NewIncident, NewObservation, ObservationDraft};
use crate::views::market::{MarketLine, MarketPage, MarketQuery};

/// Incidents, what is said of us and seen of the market, and both in sums.
#[async_trait]
pub trait BrandDesk: Send + Sync {
    /// Our brand in sums.
    async fn brand(&self, user: &UserView) -> Answer<Brand>;
    /// A page of incidents.
    async fn incidents(
        &self,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewIncident>>;
    /// One incident.
    async fn incident(&self, user: &UserView, id: IncidentId) -> Answer<MarketLine<NewIncident>>;
    /// Writes one down.
    async fn write_incident(&self, user: &UserView, draft: &IncidentDraft) -> Answer<IncidentId>;
    /// Changes one.
    async fn change_incident(
        &self,
        user: &UserView,
        id: IncidentId,
        draft: &IncidentDraft,
        version: i64,
    ) -> Answer<()>;
    /// A page of observations.
    async fn observations(
        &self,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewObservation>>;
    /// One observation.
    async fn observation(
        &self,
        user: &UserView,
        id: ObservationId,
    ) -> Answer<MarketLine<NewObservation>>;
    /// Writes one down.
    async fn write_observation(
        &self,
        user: &UserView,
        draft: &ObservationDraft,
    ) -> Answer<ObservationId>;
    /// Changes one.
    async fn change_observation(
        &self,
        user: &UserView,
        id: ObservationId,
        draft: &ObservationDraft,
        version: i64,
    ) -> Answer<()>;
}
