//! What the pages ask about support.

use async_trait::async_trait;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, SupportId};

use super::Answer;
use crate::views::UserView;
use crate::views::support::{
    SupportDeed, SupportDraft, SupportDue, SupportLine, SupportPage, SupportQuery, ValueSum,
};

/// How both sides support each other.
#[async_trait]
pub trait SupportDesk: Send + Sync {
    /// A page of support.
    async fn support_list(&self, user: &UserView, query: &SupportQuery) -> Answer<SupportPage>;
    /// What of it asks for a deed: of one client, or of all.
    async fn support_due(&self, user: &UserView, account: Option<AccountId>) -> Answer<SupportDue>;
    /// What our services to a client were worth, by us and by the client.
    async fn support_values(
        &self,
        user: &UserView,
        account: AccountId,
    ) -> Answer<Vec<(Option<Currency>, ValueSum)>>;
    /// One record of support.
    async fn support(&self, user: &UserView, id: SupportId) -> Answer<SupportLine>;
    /// Writes one down.
    async fn write_support(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &SupportDraft,
    ) -> Answer<SupportId>;
    /// Changes one.
    async fn change_support(
        &self,
        user: &UserView,
        id: SupportId,
        draft: &SupportDraft,
        version: i64,
    ) -> Answer<()>;
    /// Thanks, confirms, settles, ends.
    async fn do_about_support(
        &self,
        user: &UserView,
        id: SupportId,
        deed: &SupportDeed,
        day: &str,
        version: Option<i64>,
    ) -> Answer<()>;
    /// Withdraws one that was a mistake.
    async fn withdraw_support(
        &self,
        user: &UserView,
        id: SupportId,
        note: &str,
        version: Option<i64>,
    ) -> Answer<()>;
    /// Takes a withdrawal back.
    async fn reinstate_support(
        &self,
        user: &UserView,
        id: SupportId,
        version: Option<i64>,
    ) -> Answer<()>;
}
