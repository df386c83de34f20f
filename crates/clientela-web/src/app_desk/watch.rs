//! Watched folders, over the real use cases.

use async_trait::async_trait;
use clientela_app::{watch_arrivals, watched_folders};

use super::AppDesk;
use crate::desk::{Answer, WatchDesk};
use crate::views::UserView;
use crate::views::watch::{Arrivals, WatchedKind, WatchedReport};

#[async_trait]
impl WatchDesk for AppDesk {
    async fn watched_folders(&self, user: &UserView) -> Answer<WatchedReport> {
        Ok(watched_folders::watched_folders(&self.context, &self.viewer(user)).await?)
    }

    async fn choose_watched_folders(
        &self,
        user: &UserView,
        kinds: Vec<WatchedKind>,
        version: i64,
    ) -> Answer<()> {
        let (context, viewer) = (&self.context, self.viewer(user));
        let version = Some(version);
        Ok(watched_folders::choose_watched_folders(context, &viewer, kinds, version).await?)
    }

    async fn watch_arrivals(&self, user: &UserView) -> Answer<Arrivals> {
        Ok(watch_arrivals::watch_arrivals(&self.context, &self.viewer(user)).await?)
    }
}
