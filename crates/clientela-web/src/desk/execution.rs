//! What the pages ask about promised and done.

use std::sync::Arc;

use async_trait::async_trait;
use clientela_domain::ids::{AccountId, ExecutionEventId};

use super::Answer;
use crate::views::UserView;
use crate::views::execution::{
    EventDraft, EventLine, EventPage, EventQuery, Execution, ExecutionRequest, FailedOf,
    OnTimeSettings,
};

/// What was promised against what was done.
#[async_trait]
pub trait ExecutionDesk: Send + Sync {
    /// As measured, for all clients in sight or for one.
    async fn execution(
        &self,
        user: &UserView,
        request: &ExecutionRequest,
    ) -> Answer<Arc<Execution>>;
    /// Every line that is not as promised.
    async fn failed_lines(
        &self,
        user: &UserView,
        request: &ExecutionRequest,
    ) -> Answer<Vec<FailedOf>>;
    /// What counts as on time for the firm.
    async fn on_time_settings(&self, user: &UserView) -> Answer<OnTimeSettings>;
    /// Changes it.
    async fn set_on_time_settings(&self, user: &UserView, settings: &OnTimeSettings) -> Answer<()>;
    /// A page of what was recorded.
    async fn execution_events(&self, user: &UserView, query: &EventQuery) -> Answer<EventPage>;
    /// One event.
    async fn execution_event(&self, user: &UserView, id: ExecutionEventId) -> Answer<EventLine>;
    /// Records one.
    async fn write_execution_event(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &EventDraft,
    ) -> Answer<ExecutionEventId>;
    /// Changes one.
    async fn change_execution_event(
        &self,
        user: &UserView,
        id: ExecutionEventId,
        draft: &EventDraft,
        version: i64,
    ) -> Answer<()>;
    /// Withdraws one that was a mistake, or takes that back.
    async fn turn_execution_event(
        &self,
        user: &UserView,
        id: ExecutionEventId,
        withdraw: bool,
        version: Option<i64>,
    ) -> Answer<()>;
}
