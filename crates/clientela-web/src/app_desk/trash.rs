//! The trash, over the real use cases.

use async_trait::async_trait;
use clientela_app::{empty_trash, read_trash};
use uuid::Uuid;

use super::AppDesk;
use crate::desk::{Answer, TrashDesk};
use crate::views::UserView;
use crate::views::trash::{TrashPage, TrashRef, TrashRequest};

#[async_trait]
impl TrashDesk for AppDesk {
    async fn trash(&self, user: &UserView, request: &TrashRequest) -> Answer<TrashPage> {
        Ok(read_trash::read_trash(&self.context, &self.viewer(user), request).await?)
    }

    async fn restore_from_trash(
        &self,
        user: &UserView,
        id: Uuid,
    ) -> Answer<(TrashRef, Vec<TrashRef>)> {
        let viewer = self.viewer(user);
        let record = read_trash::find_in_trash(&self.context, &viewer, id).await?;
        let with = read_trash::restore_from_trash(&self.context, &viewer, record).await?;
        Ok((record, with))
    }

    async fn purge_from_trash(&self, user: &UserView, id: Uuid) -> Answer<()> {
        let viewer = self.viewer(user);
        let record = read_trash::find_in_trash(&self.context, &viewer, id).await?;
        Ok(empty_trash::purge_from_trash(&self.context, &viewer, record).await?)
    }
}
