//! What people saw and read, asked of the use cases.

use async_trait::async_trait;
use clientela_app::keep_observations;
use clientela_domain::ids::ObservationId;

use super::AppDesk;
use crate::desk::{Answer, ObservationsDesk};
use crate::views::UserView;
use crate::views::observations::{Jotted, ObservationLine, ObservationState, TurnDraft};

#[async_trait]
impl ObservationsDesk for AppDesk {
    async fn observations(
        &self,
        user: &UserView,
        state: Option<ObservationState>,
    ) -> Answer<Vec<ObservationLine>> {
        let viewer = self.viewer(user);
        Ok(keep_observations::list_observations(&self.context, &viewer, state).await?)
    }

    async fn observation(&self, user: &UserView, id: ObservationId) -> Answer<ObservationLine> {
        Ok(keep_observations::show_observation(&self.context, &self.viewer(user), id).await?)
    }

    async fn observe(&self, user: &UserView, jotted: (&str, &str)) -> Answer<Jotted> {
        Ok(keep_observations::observe(&self.context, &self.viewer(user), jotted).await?)
    }

    async fn turn_observation(
        &self,
        user: &UserView,
        of: (ObservationId, i64),
        draft: &TurnDraft,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_observations::turn_observation(&self.context, &viewer, of, draft).await?;
        Ok(())
    }
}
