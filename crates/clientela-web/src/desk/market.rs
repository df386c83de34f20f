//! What the pages ask about the market.

use async_trait::async_trait;
use clientela_domain::ids::{
    AccountId, ClientPurchaseId, CompetitorId, CompetitorPositionId, ContestId, MergeId,
};

use super::Answer;
use crate::views::UserView;
use crate::views::market::{
    ClientPurchaseDraft, ClientWallet, Competitor, CompetitorCard, CompetitorLine, ContestDraft,
    GroupPrices, MarketLine, MarketPage, MarketQuery, NewClientPurchase, NewCompetitor, NewContest,
    NewPosition, PositionDraft,
};

/// Competitors, where they stand, what was won and lost, what clients buy in all.
#[async_trait]
pub trait MarketDesk: Send + Sync {
    /// All competitors with what is seen of them.
    async fn competitor_lines(&self, user: &UserView) -> Answer<Vec<CompetitorLine>>;
    /// All competitors, for a choice among them.
    async fn competitors(&self, user: &UserView) -> Answer<Vec<Competitor>>;
    /// One with everything seen of it.
    async fn competitor(&self, user: &UserView, id: CompetitorId) -> Answer<CompetitorCard>;
    /// Writes one down.
    async fn write_competitor(
        &self,
        user: &UserView,
        draft: &NewCompetitor,
    ) -> Answer<CompetitorId>;
    /// Changes one.
    async fn change_competitor(
        &self,
        user: &UserView,
        id: CompetitorId,
        draft: &NewCompetitor,
        version: i64,
    ) -> Answer<()>;
    /// Makes two one, each read at its version.
    async fn merge_competitors(
        &self,
        user: &UserView,
        kept: (CompetitorId, i64),
        gone: (CompetitorId, i64),
    ) -> Answer<()>;
    /// Makes two of one again; gives the one that had gone.
    async fn unmerge_competitors(&self, user: &UserView, id: MergeId) -> Answer<CompetitorId>;
    /// A page of positions.
    async fn positions(
        &self,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewPosition>>;
    /// Our price among those of all positions of a list, by group of products.
    async fn prices(&self, user: &UserView, query: &MarketQuery) -> Answer<Vec<GroupPrices>>;
    /// One position.
    async fn position(
        &self,
        user: &UserView,
        id: CompetitorPositionId,
    ) -> Answer<MarketLine<NewPosition>>;
    /// Writes one down.
    async fn write_position(
        &self,
        user: &UserView,
        account: Option<AccountId>,
        draft: &PositionDraft,
    ) -> Answer<CompetitorPositionId>;
    /// Changes one.
    async fn change_position(
        &self,
        user: &UserView,
        id: CompetitorPositionId,
        draft: &PositionDraft,
        version: i64,
    ) -> Answer<()>;
    /// A page of contests.
    async fn contests(
        &self,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewContest>>;
    /// One contest.
    async fn contest(&self, user: &UserView, id: ContestId) -> Answer<MarketLine<NewContest>>;
    /// Writes one down.
    async fn write_contest(
        &self,
        user: &UserView,
        account: Option<AccountId>,
        draft: &ContestDraft,
    ) -> Answer<ContestId>;
    /// Changes one.
    async fn change_contest(
        &self,
        user: &UserView,
        id: ContestId,
        draft: &ContestDraft,
        version: i64,
    ) -> Answer<()>;
    /// A page of what clients buy.
    async fn client_purchases(
        &self,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewClientPurchase>>;
    /// One of them.
    async fn client_purchase(
        &self,
        user: &UserView,
        id: ClientPurchaseId,
    ) -> Answer<MarketLine<NewClientPurchase>>;
    /// Writes one down.
    async fn write_client_purchase(
        &self,
        user: &UserView,
        account: Option<AccountId>,
        draft: &ClientPurchaseDraft,
    ) -> Answer<ClientPurchaseId>;
    /// Changes one.
    async fn change_client_purchase(
        &self,
        user: &UserView,
        id: ClientPurchaseId,
        draft: &ClientPurchaseDraft,
        version: i64,
    ) -> Answer<()>;
    /// Our share of what a client buys.
    async fn wallet(&self, user: &UserView, account: AccountId) -> Answer<ClientWallet>;
}
