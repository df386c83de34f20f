//! What the pages ask about what people saw and read.

use async_trait::async_trait;
use clientela_domain::ids::ObservationId;

use super::Answer;
use crate::views::UserView;
use crate::views::observations::{Jotted, ObservationLine, ObservationState, TurnDraft};

/// Observations, and what becomes of them.
#[async_trait]
pub trait ObservationsDesk: Send + Sync {
    /// Those in a state, or all of them.
    async fn observations(
        &self,
        user: &UserView,
        state: Option<ObservationState>,
    ) -> Answer<Vec<ObservationLine>>;
    /// One of them.
    async fn observation(&self, user: &UserView, id: ObservationId) -> Answer<ObservationLine>;
    /// Jots one down: the line and its day, as typed.
    async fn observe(&self, user: &UserView, jotted: (&str, &str)) -> Answer<Jotted>;
    /// Says what became of one.
    async fn turn_observation(
        &self,
        user: &UserView,
        of: (ObservationId, i64),
        draft: &TurnDraft,
    ) -> Answer<()>;
}
