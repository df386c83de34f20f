//! What the pages ask about promised and done.

use std::sync::Arc;

use async_trait::async_trait;

use super::Answer;
use crate::views::UserView;
use crate::views::execution::{Execution, ExecutionRequest};

/// What was promised against what was done.
#[async_trait]
pub trait ExecutionDesk: Send + Sync {
    /// As measured, for all clients in sight or for one.
    async fn execution(
        &self,
        user: &UserView,
        request: &ExecutionRequest,
    ) -> Answer<Arc<Execution>>;
}
