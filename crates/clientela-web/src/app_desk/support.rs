//! Support, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{keep_support, list_support};
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, SupportId};

use super::AppDesk;
use crate::desk::{Answer, SupportDesk};
use crate::views::UserView;
use crate::views::support::{
    EXPIRY_DAYS, SupportDeed, SupportDraft, SupportDue, SupportLine, SupportPage, SupportQuery,
    ValueSum,
};

#[async_trait]
impl SupportDesk for AppDesk {
    async fn support_list(&self, user: &UserView, query: &SupportQuery) -> Answer<SupportPage> {
        Ok(list_support::list_support(&self.context, &self.viewer(user), query).await?)
    }

    async fn support_due(&self, user: &UserView, account: Option<AccountId>) -> Answer<SupportDue> {
        let viewer = self.viewer(user);
        Ok(list_support::support_due(&self.context, &viewer, EXPIRY_DAYS, account).await?)
    }

    async fn support_values(
        &self,
        user: &UserView,
        account: AccountId,
    ) -> Answer<Vec<(Option<Currency>, ValueSum)>> {
        Ok(list_support::values_confirmed(&self.context, &self.viewer(user), account).await?)
    }

    async fn support(&self, user: &UserView, id: SupportId) -> Answer<SupportLine> {
        Ok(list_support::show_support_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_support(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &SupportDraft,
    ) -> Answer<SupportId> {
        let viewer = self.viewer(user);
        Ok(keep_support::write_support(&self.context, &viewer, account, draft).await?)
    }

    async fn change_support(
        &self,
        user: &UserView,
        id: SupportId,
        draft: &SupportDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_support::change_support(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn do_about_support(
        &self,
        user: &UserView,
        id: SupportId,
        deed: &SupportDeed,
        day: &str,
        version: Option<i64>,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_support::do_about_support(&self.context, &viewer, id, deed, day, version).await?;
        Ok(())
    }

    async fn withdraw_support(
        &self,
        user: &UserView,
        id: SupportId,
        note: &str,
        version: Option<i64>,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_support::withdraw_support(&self.context, &viewer, id, note, version).await?;
        Ok(())
    }

    async fn reinstate_support(
        &self,
        user: &UserView,
        id: SupportId,
        version: Option<i64>,
    ) -> Answer<()> {
        keep_support::reinstate_support(&self.context, &self.viewer(user), id, version).await?;
        Ok(())
    }
}
