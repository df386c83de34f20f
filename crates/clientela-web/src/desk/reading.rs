//! What the pages ask about what the firm reads for prospects.

use async_trait::async_trait;
use clientela_domain::ids::PublicationId;

use super::Answer;
use crate::views::UserView;
use crate::views::reading::{
    Publication, PublicationDraft, PublicationLine, Reading, ReadingDraft, ReadingShow, ReadingSort,
};

/// The reading list.
#[async_trait]
pub trait ReadingDesk: Send + Sync {
    /// All of it, for a choice.
    async fn publications(&self, user: &UserView) -> Answer<Vec<Publication>>;
    /// As far as it is asked for.
    async fn reading_list(
        &self,
        user: &UserView,
        asked: (ReadingShow, ReadingSort),
    ) -> Answer<Vec<PublicationLine>>;
    /// Something on it, with its readings.
    async fn publication(
        &self,
        user: &UserView,
        id: PublicationId,
    ) -> Answer<(PublicationLine, Vec<Reading>)>;
    /// Puts something on it.
    async fn write_publication(
        &self,
        user: &UserView,
        draft: &PublicationDraft,
    ) -> Answer<PublicationId>;
    /// Changes something on it.
    async fn change_publication(
        &self,
        user: &UserView,
        id: PublicationId,
        draft: &PublicationDraft,
        version: i64,
    ) -> Answer<()>;
    /// Writes down that it was read; how many lines became observations.
    async fn read_publication(
        &self,
        user: &UserView,
        of: (PublicationId, i64),
        draft: &ReadingDraft,
    ) -> Answer<usize>;
    /// Takes the last reading back.
    async fn take_reading_back(&self, user: &UserView, of: (PublicationId, i64)) -> Answer<()>;
}
