//! What the search and the palette ask.

use async_trait::async_trait;

use super::Answer;
use crate::views::{FoundView, HitView, RecordId, UserView};

/// Finding clients and people.
#[async_trait]
pub trait SearchDesk: Send + Sync {
    /// Clients and people with all words, the best first, at most so many of each.
    async fn search(&self, user: &UserView, words: &str, limit: usize) -> Answer<FoundView>;
    /// Clients with all words, the best first.
    async fn search_accounts(
        &self,
        user: &UserView,
        words: &str,
        limit: usize,
    ) -> Answer<Vec<HitView>>;
    /// These records in their order; those the user may not see are left out.
    async fn hits(&self, user: &UserView, records: &[RecordId]) -> Answer<Vec<HitView>>;
}
