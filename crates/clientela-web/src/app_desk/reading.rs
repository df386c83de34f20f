//! What the firm reads for prospects, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{keep_reading, reading_list};
use clientela_domain::ids::PublicationId;

use super::AppDesk;
use crate::desk::{Answer, ReadingDesk};
use crate::views::UserView;
use crate::views::reading::{
    Publication, PublicationDraft, PublicationLine, Reading, ReadingDraft, ReadingShow, ReadingSort,
};

#[async_trait]
impl ReadingDesk for AppDesk {
    async fn publications(&self, user: &UserView) -> Answer<Vec<Publication>> {
        Ok(keep_reading::all_publications(&self.context, &self.viewer(user)).await?)
    }

    async fn reading_list(
        &self,
        user: &UserView,
        asked: (ReadingShow, ReadingSort),
    ) -> Answer<Vec<PublicationLine>> {
        Ok(reading_list::reading_list(&self.context, &self.viewer(user), asked).await?)
    }

    async fn publication(
        &self,
        user: &UserView,
        id: PublicationId,
    ) -> Answer<(PublicationLine, Vec<Reading>)> {
        Ok(reading_list::publication_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_publication(
        &self,
        user: &UserView,
        draft: &PublicationDraft,
    ) -> Answer<PublicationId> {
        Ok(keep_reading::write_publication(&self.context, &self.viewer(user), draft).await?)
    }

    async fn change_publication(
        &self,
        user: &UserView,
        id: PublicationId,
        draft: &PublicationDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_reading::change_publication(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn read_publication(
        &self,
        user: &UserView,
        of: (PublicationId, i64),
        draft: &ReadingDraft,
    ) -> Answer<usize> {
        Ok(keep_reading::read_publication(&self.context, &self.viewer(user), of, draft).await?)
    }

    async fn take_reading_back(&self, user: &UserView, of: (PublicationId, i64)) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_reading::take_reading_back(&self.context, &viewer, of).await?;
        Ok(())
    }
}
