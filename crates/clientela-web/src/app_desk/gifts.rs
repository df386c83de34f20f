//! Gifts, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{keep_gifts, list_gifts};
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, GiftId};

use super::AppDesk;
use crate::desk::{Answer, GiftsDesk};
use crate::views::UserView;
use crate::views::gifts::{
    DisposalDraft, GiftDraft, GiftLine, GiftPage, GiftQuery, GiftSettings, GiftVerdict,
};

#[async_trait]
impl GiftsDesk for AppDesk {
    async fn gifts(&self, user: &UserView, query: &GiftQuery) -> Answer<GiftPage> {
        Ok(list_gifts::list_gifts(&self.context, &self.viewer(user), query).await?)
    }

    async fn gift(&self, user: &UserView, id: GiftId) -> Answer<GiftLine> {
        Ok(list_gifts::show_gift_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_gift(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &GiftDraft,
    ) -> Answer<GiftId> {
        Ok(keep_gifts::write_gift(&self.context, &self.viewer(user), account, draft).await?)
    }

    async fn try_gift(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &GiftDraft,
    ) -> Answer<GiftVerdict> {
        Ok(keep_gifts::try_gift(&self.context, &self.viewer(user), account, draft, None).await?)
    }

    async fn change_gift(
        &self,
        user: &UserView,
        id: GiftId,
        draft: &GiftDraft,
        version: i64,
    ) -> Answer<()> {
        keep_gifts::change_gift(&self.context, &self.viewer(user), id, draft, version).await?;
        Ok(())
    }

    async fn decide_gift(
        &self,
        user: &UserView,
        id: GiftId,
        decision: (bool, &str),
        version: Option<i64>,
    ) -> Answer<()> {
        keep_gifts::decide_gift(&self.context, &self.viewer(user), id, decision, version).await?;
        Ok(())
    }

    async fn withdraw_gift(
        &self,
        user: &UserView,
        id: GiftId,
        note: &str,
        version: Option<i64>,
    ) -> Answer<()> {
        keep_gifts::withdraw_gift(&self.context, &self.viewer(user), id, note, version).await?;
        Ok(())
    }

    async fn reinstate_gift(
        &self,
        user: &UserView,
        id: GiftId,
        version: Option<i64>,
    ) -> Answer<()> {
        keep_gifts::reinstate_gift(&self.context, &self.viewer(user), id, version).await?;
        Ok(())
    }

    async fn dispose_of_gift(
        &self,
        user: &UserView,
        id: GiftId,
        draft: &DisposalDraft,
        version: Option<i64>,
    ) -> Answer<()> {
        keep_gifts::dispose_of_gift(&self.context, &self.viewer(user), id, draft, version).await?;
        Ok(())
    }

    async fn gift_settings(&self, user: &UserView) -> Answer<(GiftSettings, Currency)> {
        let viewer = self.viewer(user);
        let settings = GiftSettings::load(&self.context, &viewer).await?;
        let policy = settings.checked().unwrap_or_default();
        let state = self.context.book_state(&viewer).await?;
        let shown = GiftSettings::of(&policy, settings.version);
        Ok((shown, state.settings.reporting_currency()))
    }

    async fn set_gift_settings(&self, user: &UserView, settings: &GiftSettings) -> Answer<()> {
        Ok(settings.save(&self.context, &self.viewer(user)).await?)
    }
}
