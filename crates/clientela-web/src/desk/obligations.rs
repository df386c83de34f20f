//! What the pages ask about what is owed.

use std::sync::Arc;

use async_trait::async_trait;
use clientela_domain::ids::{AccountId, ObligationId};

use super::Answer;
use crate::views::UserView;
use crate::views::obligations::{
    Bond, EventDraft, ObligationDraft, ObligationLine, ObligationPage, ObligationQuery, Promised,
};

/// Obligations, what happens to them, and trust.
#[async_trait]
pub trait ObligationsDesk: Send + Sync {
    /// A page of obligations.
    async fn obligations(&self, user: &UserView, query: &ObligationQuery)
    -> Answer<ObligationPage>;
    /// One obligation.
    async fn obligation(&self, user: &UserView, id: ObligationId) -> Answer<ObligationLine>;
    /// The obligation that stands in its place, if any.
    async fn obligation_successor(
        &self,
        user: &UserView,
        id: ObligationId,
    ) -> Answer<Option<ObligationId>>;
    /// Writes one down.
    async fn write_obligation(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &ObligationDraft,
    ) -> Answer<ObligationId>;
    /// Changes what is written about one.
    async fn change_obligation(
        &self,
        user: &UserView,
        id: ObligationId,
        draft: &ObligationDraft,
        version: i64,
    ) -> Answer<()>;
    /// Writes down what happened to one.
    async fn record_event(
        &self,
        user: &UserView,
        id: ObligationId,
        draft: &EventDraft,
        version: Option<i64>,
    ) -> Answer<()>;
    /// Both sides agreed on something else.
    async fn renegotiate(
        &self,
        user: &UserView,
        id: ObligationId,
        agreed: &EventDraft,
        draft: &ObligationDraft,
        version: Option<i64>,
    ) -> Answer<ObligationId>;
    /// Takes back what was written last about one.
    async fn take_back_obligation(
        &self,
        user: &UserView,
        id: ObligationId,
        note: &str,
    ) -> Answer<()>;
    /// What a client and we owe each other, and how both keep their word.
    async fn bond(&self, user: &UserView, account: AccountId) -> Answer<Arc<Bond>>;
    /// What a line about a promise means.
    async fn read_promise(&self, user: &UserView, line: &str) -> Answer<Promised>;
}
