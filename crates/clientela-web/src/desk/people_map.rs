//! What the pages ask about who is who.

use std::sync::Arc;

use async_trait::async_trait;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, MapStatementId, PlaceholderId, PurchaseProcessId};

use super::Answer;
use crate::views::UserView;
use crate::views::people_map::{
    MapDraft, Node, PeopleMap, PlaceholderDraft, PurchaseDraft, PurchaseProcess,
};

/// People maps and how clients buy.
#[async_trait]
pub trait PeopleMapDesk: Send + Sync {
    /// The map of a client as of a day; of today without one.
    async fn people_map(
        &self,
        user: &UserView,
        account: AccountId,
        as_of: Option<Date>,
    ) -> Answer<Arc<PeopleMap>>;
    /// Whom an id means on a client's map.
    async fn map_node(&self, user: &UserView, account: AccountId, id: &str) -> Answer<Node>;
    /// Says something about somebody.
    async fn state_on_map(
        &self,
        user: &UserView,
        account: AccountId,
        about: Node,
        draft: &MapDraft,
    ) -> Answer<()>;
    /// Takes statements back.
    async fn take_back_statements(&self, user: &UserView, ids: &[MapStatementId]) -> Answer<()>;
    /// Puts somebody nobody knows yet on the map.
    async fn write_placeholder(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &PlaceholderDraft,
    ) -> Answer<PlaceholderId>;
    /// Changes somebody nobody knew, or says who it is.
    async fn change_placeholder(
        &self,
        user: &UserView,
        id: PlaceholderId,
        draft: &PlaceholderDraft,
        version: i64,
    ) -> Answer<()>;
    /// How a client buys something.
    async fn purchase(&self, user: &UserView, id: PurchaseProcessId) -> Answer<PurchaseProcess>;
    /// Writes down how a client buys something.
    async fn write_purchase(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &PurchaseDraft,
    ) -> Answer<PurchaseProcessId>;
    /// Changes how a client buys something.
    async fn change_purchase(
        &self,
        user: &UserView,
        id: PurchaseProcessId,
        draft: &PurchaseDraft,
        version: i64,
    ) -> Answer<()>;
    /// Removes how a client buys something.
    async fn remove_purchase(
        &self,
        user: &UserView,
        id: PurchaseProcessId,
        version: i64,
    ) -> Answer<()>;
}
