//! What was promised against what was done, asked of the use cases.

use std::sync::Arc;

use async_trait::async_trait;
use clientela_app::measure_execution::{all_failed, measure_execution};
use clientela_app::{keep_executions, list_executions};
use clientela_domain::ids::{AccountId, ExecutionEventId};

use super::AppDesk;
use super::accounts::figure_request;
use crate::desk::{Answer, ExecutionDesk};
use crate::views::UserView;
use crate::views::execution::{
    EventDraft, EventLine, EventPage, EventQuery, Execution, ExecutionRequest, FailedOf,
    MeasureRequest, OnTimeSettings,
};

fn asked(request: &ExecutionRequest) -> MeasureRequest {
    MeasureRequest {
        account: request.account,
        figures: figure_request(request.period),
        terms: request.terms,
        failed_after: request.failed_after.clone(),
    }
}

#[async_trait]
impl ExecutionDesk for AppDesk {
    async fn execution(
        &self,
        user: &UserView,
        request: &ExecutionRequest,
    ) -> Answer<Arc<Execution>> {
        let asked = asked(request);
        Ok(measure_execution(&self.context, &self.viewer(user), &asked).await?)
    }

    async fn failed_lines(
        &self,
        user: &UserView,
        request: &ExecutionRequest,
    ) -> Answer<Vec<FailedOf>> {
        let asked = asked(request);
        Ok(all_failed(&self.context, &self.viewer(user), &asked).await?)
    }

    async fn on_time_settings(&self, user: &UserView) -> Answer<OnTimeSettings> {
        Ok(OnTimeSettings::load(&self.context, &self.viewer(user)).await?)
    }

    async fn set_on_time_settings(&self, user: &UserView, settings: &OnTimeSettings) -> Answer<()> {
        settings.save(&self.context, &self.viewer(user)).await?;
        Ok(())
    }

    async fn execution_events(&self, user: &UserView, query: &EventQuery) -> Answer<EventPage> {
        Ok(list_executions::list_events(&self.context, &self.viewer(user), query).await?)
    }

    async fn execution_event(&self, user: &UserView, id: ExecutionEventId) -> Answer<EventLine> {
        Ok(list_executions::show_event(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_execution_event(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &EventDraft,
    ) -> Answer<ExecutionEventId> {
        let viewer = self.viewer(user);
        Ok(keep_executions::write_event(&self.context, &viewer, account, draft).await?)
    }

    async fn change_execution_event(
        &self,
        user: &UserView,
        id: ExecutionEventId,
        draft: &EventDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_executions::change_event(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn turn_execution_event(
        &self,
        user: &UserView,
        id: ExecutionEventId,
        withdraw: bool,
        version: Option<i64>,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        if withdraw {
            keep_executions::withdraw_event(&self.context, &viewer, id, version).await?;
        } else {
            keep_executions::reinstate_event(&self.context, &viewer, id, version).await?;
        }
        Ok(())
    }
}
