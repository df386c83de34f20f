//! The market, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{
    keep_competitors, keep_market, list_market, measure_wallet, price_standing, read_competitors,
};
use clientela_domain::ids::{
    AccountId, ClientPurchaseId, CompetitorId, CompetitorPositionId, ContestId, MergeId,
};

use super::AppDesk;
use crate::desk::{Answer, MarketDesk};
use crate::views::UserView;
use crate::views::market::{
    ClientPurchaseDraft, ClientWallet, Competitor, CompetitorCard, CompetitorLine, ContestDraft,
    GroupPrices, MarketLine, MarketPage, MarketQuery, NewClientPurchase, NewCompetitor, NewContest,
    NewPosition, PositionDraft,
};

#[async_trait]
impl MarketDesk for AppDesk {
    async fn competitor_lines(&self, user: &UserView) -> Answer<Vec<CompetitorLine>> {
        Ok(read_competitors::list_competitors(&self.context, &self.viewer(user)).await?)
    }

    async fn competitors(&self, user: &UserView) -> Answer<Vec<Competitor>> {
        Ok(keep_competitors::all_competitors(&self.context, &self.viewer(user)).await?)
    }

    async fn competitor(&self, user: &UserView, id: CompetitorId) -> Answer<CompetitorCard> {
        Ok(read_competitors::competitor_card(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_competitor(
        &self,
        user: &UserView,
        draft: &NewCompetitor,
    ) -> Answer<CompetitorId> {
        let viewer = self.viewer(user);
        Ok(keep_competitors::write_competitor(&self.context, &viewer, draft).await?)
    }

    async fn change_competitor(
        &self,
        user: &UserView,
        id: CompetitorId,
        draft: &NewCompetitor,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_competitors::change_competitor(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn merge_competitors(
        &self,
        user: &UserView,
        kept: (CompetitorId, i64),
        gone: (CompetitorId, i64),
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_competitors::merge_competitors(&self.context, &viewer, kept, gone).await?;
        Ok(())
    }

    async fn unmerge_competitors(&self, user: &UserView, id: MergeId) -> Answer<CompetitorId> {
        let viewer = self.viewer(user);
        Ok(keep_competitors::unmerge_competitors(&self.context, &viewer, id).await?)
    }

    async fn positions(
        &self,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewPosition>> {
        Ok(list_market::list_told(&self.context, &self.viewer(user), query).await?)
    }

    async fn prices(&self, user: &UserView, query: &MarketQuery) -> Answer<Vec<GroupPrices>> {
        Ok(price_standing::prices_of(&self.context, &self.viewer(user), query).await?)
    }

    async fn position(
        &self,
        user: &UserView,
        id: CompetitorPositionId,
    ) -> Answer<MarketLine<NewPosition>> {
        Ok(list_market::show_told_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_position(
        &self,
        user: &UserView,
        account: Option<AccountId>,
        draft: &PositionDraft,
    ) -> Answer<CompetitorPositionId> {
        let viewer = self.viewer(user);
        Ok(keep_market::write_told(&self.context, &viewer, account, draft).await?)
    }

    async fn change_position(
        &self,
        user: &UserView,
        id: CompetitorPositionId,
        draft: &PositionDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_market::change_told(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn contests(
        &self,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewContest>> {
        Ok(list_market::list_told(&self.context, &self.viewer(user), query).await?)
    }

    async fn contest(&self, user: &UserView, id: ContestId) -> Answer<MarketLine<NewContest>> {
        Ok(list_market::show_told_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_contest(
        &self,
        user: &UserView,
        account: Option<AccountId>,
        draft: &ContestDraft,
    ) -> Answer<ContestId> {
        let viewer = self.viewer(user);
        Ok(keep_market::write_told(&self.context, &viewer, account, draft).await?)
    }

    async fn change_contest(
        &self,
        user: &UserView,
        id: ContestId,
        draft: &ContestDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_market::change_told(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn client_purchases(
        &self,
        user: &UserView,
        query: &MarketQuery,
    ) -> Answer<MarketPage<NewClientPurchase>> {
        Ok(list_market::list_told(&self.context, &self.viewer(user), query).await?)
    }

    async fn client_purchase(
        &self,
        user: &UserView,
        id: ClientPurchaseId,
    ) -> Answer<MarketLine<NewClientPurchase>> {
        Ok(list_market::show_told_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_client_purchase(
        &self,
        user: &UserView,
        account: Option<AccountId>,
        draft: &ClientPurchaseDraft,
    ) -> Answer<ClientPurchaseId> {
        let viewer = self.viewer(user);
        Ok(keep_market::write_told(&self.context, &viewer, account, draft).await?)
    }

    async fn change_client_purchase(
        &self,
        user: &UserView,
        id: ClientPurchaseId,
        draft: &ClientPurchaseDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_market::change_told(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn wallet(&self, user: &UserView, account: AccountId) -> Answer<ClientWallet> {
        Ok(measure_wallet::measure_wallet(&self.context, &self.viewer(user), account).await?)
    }
}

/// The message at a field of what is told of the market, or of any other.
pub(super) fn field_message(code: &str) -> &'static str {
    match code {
        "competitor-known" => "field-competitor-known",
        "competitor-unknown" => "field-competitor-unknown",
        "source-competitor" => "field-source-competitor",
        "ends-reversed" => "field-ends-reversed",
        "closed-before" => "field-closed-before",
        "tone-of-market" => "field-tone-of-market",
        "period-invalid" => "field-period-invalid",
        _ => super::plan::field_message(code),
    }
}
