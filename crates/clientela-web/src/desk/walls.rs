//! What the pages ask about confidentiality, walls and conflicts of interest.

use async_trait::async_trait;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, ConfidentialityId, ConflictClassId, UserId, WallId};
use clientela_store::confidentiality::Confidentiality;
use clientela_store::walls::WallFields;

use super::Answer;
use crate::views::UserView;
use crate::views::walls::{AccountConfidentiality, ConfidentialityDraft, FirmConfidentiality};

/// Confidentiality, walls and conflicts of interest.
#[async_trait]
pub trait WallsDesk: Send + Sync {
    /// The last day of the sales, for whoever is outside of a wall.
    async fn sales_to(&self, user: &UserView) -> Answer<Option<Date>>;
    /// What is confidential in the firm; agreements from a place of their list on.
    async fn firm_confidentiality(
        &self,
        user: &UserView,
        after: &str,
    ) -> Answer<FirmConfidentiality>;
    /// What is confidential about a client, with the check of whether somebody may be given it.
    async fn account_confidentiality(
        &self,
        user: &UserView,
        account: AccountId,
        checked: Option<UserId>,
    ) -> Answer<AccountConfidentiality>;
    /// One agreement.
    async fn confidentiality(
        &self,
        user: &UserView,
        id: ConfidentialityId,
    ) -> Answer<Confidentiality>;
    /// Writes an agreement down.
    async fn write_confidentiality(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &ConfidentialityDraft,
    ) -> Answer<ConfidentialityId>;
    /// Changes an agreement.
    async fn change_confidentiality(
        &self,
        user: &UserView,
        which: (ConfidentialityId, i64),
        draft: &ConfidentialityDraft,
    ) -> Answer<()>;
    /// Puts an agreement into the trash.
    async fn remove_confidentiality(
        &self,
        user: &UserView,
        which: (ConfidentialityId, i64),
    ) -> Answer<()>;
    /// Sets a wall around a client.
    async fn set_wall(
        &self,
        user: &UserView,
        account: AccountId,
        fields: WallFields,
    ) -> Answer<WallId>;
    /// Changes a wall.
    async fn change_wall(
        &self,
        user: &UserView,
        which: (WallId, i64),
        fields: WallFields,
    ) -> Answer<()>;
    /// Lifts a wall.
    async fn lift_wall(&self, user: &UserView, which: (WallId, i64), reason: &str) -> Answer<()>;
    /// Around which client a wall stands.
    async fn wall_account(&self, user: &UserView, id: WallId) -> Answer<AccountId>;
    /// Decides about a conflict of interest.
    async fn decide_conflict(
        &self,
        user: &UserView,
        which: (AccountId, UserId),
        allowed: bool,
        reason: &str,
    ) -> Answer<()>;
    /// Says which clients rival each other; changes the class when one is named with its version.
    async fn write_rivals(
        &self,
        user: &UserView,
        which: Option<(ConflictClassId, i64)>,
        name: &str,
        accounts: Vec<AccountId>,
    ) -> Answer<()>;
    /// Forgets a class of rivals.
    async fn forget_rivals(&self, user: &UserView, which: (ConflictClassId, i64)) -> Answer<()>;
}
