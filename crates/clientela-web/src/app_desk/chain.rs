//! The endless chain, asked of the use cases.

use async_trait::async_trait;
use clientela_app::show_chain::show_chain;

use super::AppDesk;
use crate::desk::{Answer, ChainDesk};
use crate::views::UserView;
use crate::views::chain::{Chain, ChainRequest};

#[async_trait]
impl ChainDesk for AppDesk {
    async fn chain(&self, user: &UserView, request: &ChainRequest) -> Answer<Chain> {
        Ok(show_chain(&self.context, &self.viewer(user), request).await?)
    }
}
