//! What the pages ask about the trash.

use async_trait::async_trait;
use uuid::Uuid;

use super::Answer;
use crate::views::UserView;
use crate::views::trash::{TrashPage, TrashRef, TrashRequest};

/// What was removed and can still come back.
#[async_trait]
pub trait TrashDesk: Send + Sync {
    /// A page of the trash.
    async fn trash(&self, user: &UserView, request: &TrashRequest) -> Answer<TrashPage>;
    /// Takes a record out of the trash. Returns it and what came back with it.
    async fn restore_from_trash(
        &self,
        user: &UserView,
        id: Uuid,
    ) -> Answer<(TrashRef, Vec<TrashRef>)>;
    /// Lets a record of the trash go for good.
    async fn purge_from_trash(&self, user: &UserView, id: Uuid) -> Answer<()>;
}
