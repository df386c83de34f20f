//! What the pages ask about the endless chain.

use async_trait::async_trait;

use super::Answer;
use crate::views::UserView;
use crate::views::chain::{Chain, ChainRequest};

/// Whether each talk leads on, and who led to whom.
#[async_trait]
pub trait ChainDesk: Send + Sync {
    /// The chain as a user may see it.
    async fn chain(&self, user: &UserView, request: &ChainRequest) -> Answer<Chain>;
}
