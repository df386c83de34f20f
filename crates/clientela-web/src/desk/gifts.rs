//! What the pages ask about gifts.

use async_trait::async_trait;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, GiftId};

use super::Answer;
use crate::views::UserView;
use crate::views::gifts::{
    DisposalDraft, GiftDraft, GiftLine, GiftPage, GiftQuery, GiftSettings, GiftVerdict,
};

/// The register of gifts, and the firm's limits.
#[async_trait]
pub trait GiftsDesk: Send + Sync {
    /// A page of the register.
    async fn gifts(&self, user: &UserView, query: &GiftQuery) -> Answer<GiftPage>;
    /// One gift.
    async fn gift(&self, user: &UserView, id: GiftId) -> Answer<GiftLine>;
    /// Writes one down.
    async fn write_gift(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &GiftDraft,
    ) -> Answer<GiftId>;
    /// What the policy would say of one.
    async fn try_gift(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &GiftDraft,
    ) -> Answer<GiftVerdict>;
    /// Changes what is written about one.
    async fn change_gift(
        &self,
        user: &UserView,
        id: GiftId,
        draft: &GiftDraft,
        version: i64,
    ) -> Answer<()>;
    /// Approves one, or does not.
    async fn decide_gift(
        &self,
        user: &UserView,
        id: GiftId,
        decision: (bool, &str),
        version: Option<i64>,
    ) -> Answer<()>;
    /// Withdraws one that was a mistake.
    async fn withdraw_gift(
        &self,
        user: &UserView,
        id: GiftId,
        note: &str,
        version: Option<i64>,
    ) -> Answer<()>;
    /// Takes a withdrawal back.
    async fn reinstate_gift(&self, user: &UserView, id: GiftId, version: Option<i64>)
    -> Answer<()>;
    /// Writes down what became of one that was not kept.
    async fn dispose_of_gift(
        &self,
        user: &UserView,
        id: GiftId,
        draft: &DisposalDraft,
        version: Option<i64>,
    ) -> Answer<()>;
    /// The firm's limits, and their currency.
    async fn gift_settings(&self, user: &UserView) -> Answer<(GiftSettings, Currency)>;
    /// Sets them.
    async fn set_gift_settings(&self, user: &UserView, settings: &GiftSettings) -> Answer<()>;
}
