//! What was promised against what was done, asked of the use cases.

use std::sync::Arc;

use async_trait::async_trait;
use clientela_app::measure_execution::measure_execution;

use super::AppDesk;
use super::accounts::figure_request;
use crate::desk::{Answer, ExecutionDesk};
use crate::views::UserView;
use crate::views::execution::{Execution, ExecutionRequest, MeasureRequest};

#[async_trait]
impl ExecutionDesk for AppDesk {
    async fn execution(
        &self,
        user: &UserView,
        request: &ExecutionRequest,
    ) -> Answer<Arc<Execution>> {
        let asked = MeasureRequest {
            account: request.account,
            figures: figure_request(request.period),
            terms: request.terms,
        };
        Ok(measure_execution(&self.context, &self.viewer(user), &asked).await?)
    }
}
