//! Who is who, asked of the use cases.

use std::sync::Arc;

use async_trait::async_trait;
use clientela_app::{keep_people_map, show_people_map};
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, MapStatementId, PlaceholderId, PurchaseProcessId};

use super::AppDesk;
use crate::desk::{Answer, PeopleMapDesk};
use crate::views::UserView;
use crate::views::people_map::{
    MapDraft, Node, PeopleMap, PlaceholderDraft, PurchaseDraft, PurchaseProcess,
};

#[async_trait]
impl PeopleMapDesk for AppDesk {
    async fn people_map(
        &self,
        user: &UserView,
        account: AccountId,
        as_of: Option<Date>,
    ) -> Answer<Arc<PeopleMap>> {
        let viewer = self.viewer(user);
        Ok(show_people_map::show_people_map(&self.context, &viewer, account, as_of).await?)
    }

    async fn map_node(&self, user: &UserView, account: AccountId, id: &str) -> Answer<Node> {
        let viewer = self.viewer(user);
        Ok(keep_people_map::node_of(&self.context, &viewer, account, id).await?)
    }

    async fn state_on_map(
        &self,
        user: &UserView,
        account: AccountId,
        about: Node,
        draft: &MapDraft,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_people_map::state(&self.context, &viewer, account, about, draft).await?;
        Ok(())
    }

    async fn take_back_statements(&self, user: &UserView, ids: &[MapStatementId]) -> Answer<()> {
        Ok(keep_people_map::take_back(&self.context, &self.viewer(user), ids).await?)
    }

    async fn write_placeholder(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &PlaceholderDraft,
    ) -> Answer<PlaceholderId> {
        let viewer = self.viewer(user);
        Ok(keep_people_map::write_placeholder(&self.context, &viewer, account, draft).await?)
    }

    async fn change_placeholder(
        &self,
        user: &UserView,
        id: PlaceholderId,
        draft: &PlaceholderDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_people_map::change_placeholder(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn purchase(&self, user: &UserView, id: PurchaseProcessId) -> Answer<PurchaseProcess> {
        Ok(keep_people_map::show_purchase(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_purchase(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &PurchaseDraft,
    ) -> Answer<PurchaseProcessId> {
        let viewer = self.viewer(user);
        Ok(keep_people_map::write_purchase(&self.context, &viewer, account, draft).await?)
    }

    async fn change_purchase(
        &self,
        user: &UserView,
        id: PurchaseProcessId,
        draft: &PurchaseDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_people_map::change_purchase(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn remove_purchase(
        &self,
        user: &UserView,
        id: PurchaseProcessId,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(keep_people_map::remove_purchase(&self.context, &viewer, id, version).await?)
    }
}
