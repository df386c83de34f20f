//! What the pages ask about watched folders.

use async_trait::async_trait;

use super::Answer;
use crate::views::UserView;
use crate::views::watch::{Arrivals, WatchedKind, WatchedReport};

/// Folders into which another program puts its files.
#[async_trait]
pub trait WatchDesk: Send + Sync {
    /// Which folders are watched, and what may be chosen.
    async fn watched_folders(&self, user: &UserView) -> Answer<WatchedReport>;
    /// Chooses the folders, read at `version`.
    async fn choose_watched_folders(
        &self,
        user: &UserView,
        kinds: Vec<WatchedKind>,
        version: i64,
    ) -> Answer<()>;
    /// What came through them lately.
    async fn watch_arrivals(&self, user: &UserView) -> Answer<Arrivals>;
}
