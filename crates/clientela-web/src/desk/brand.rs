//! What the pages ask about our brand and the market.

use async_trait::async_trait;
use clientela_domain::ids::{IncidentId, RemarkId};

use super::Answer;
use crate::views::UserView;
use crate::views::brand::{Brand, IncidentDraft, NewIncident, NewRemark, RemarkDraft};
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
    /// A page of remarks.
    async fn remarks(&self, user: &UserView, query: &MarketQuery) -> Answer<MarketPage<NewRemark>>;
    /// One remark.
    async fn remark(&self, user: &UserView, id: RemarkId) -> Answer<MarketLine<NewRemark>>;
    /// Writes one down.
    async fn write_remark(&self, user: &UserView, draft: &RemarkDraft) -> Answer<RemarkId>;
    /// Changes one.
    async fn change_remark(
        &self,
        user: &UserView,
        id: RemarkId,
        draft: &RemarkDraft,
        version: i64,
    ) -> Answer<()>;
}
