//! What the pages ask about the need for a key account manager, and about managers.

use std::collections::BTreeMap;

use async_trait::async_trait;
use clientela_app::assign_managers::Proposal;
use clientela_app::kam_duties::DutyStatement;
use clientela_app::manager_profiles::Profile;
use clientela_app::need_settings::NeedForKamSettings;
use clientela_domain::ids::{AccountId, HandoverId, UserId};
use clientela_domain::kam_duties::Duty;

use super::Answer;
use crate::views::{
    AccountNeedView, ConditionForm, DossierView, ManagerView, ManagersView, NeedGuideView,
    NeedMatrixView, UserView,
};

/// Owners of clients, with `None` for nobody.
pub type Owners = BTreeMap<AccountId, Option<UserId>>;

/// The use cases behind the pages about key account managers.
#[async_trait]
pub trait ManagersDesk: Send + Sync + 'static {
    /// The guide.
    async fn need_guide(&self, user: &UserView) -> Answer<NeedGuideView>;
    /// Every client by the eight conditions.
    async fn need_matrix(&self, user: &UserView) -> Answer<NeedMatrixView>;
    /// The need of one client, with the duties.
    async fn account_need(&self, user: &UserView, account: AccountId) -> Answer<AccountNeedView>;
    /// Answers a question about a client, or about the firm.
    async fn answer_condition(
        &self,
        user: &UserView,
        account: Option<AccountId>,
        form: &ConditionForm,
    ) -> Answer<()>;
    /// Saves hours per activity.
    async fn save_hours(&self, user: &UserView, settings: &NeedForKamSettings) -> Answer<()>;
    /// Marks a duty at a client.
    async fn mark_duty(
        &self,
        user: &UserView,
        account: AccountId,
        duty: Duty,
        statement: &DutyStatement,
    ) -> Answer<()>;
    /// Everybody who is or could be a key account manager.
    async fn managers(&self, user: &UserView) -> Answer<ManagersView>;
    /// One of them.
    async fn manager(&self, user: &UserView, id: UserId) -> Answer<ManagerView>;
    /// Writes down what somebody brings.
    async fn save_manager(&self, user: &UserView, id: UserId, profile: &Profile) -> Answer<()>;
    /// Who should look after whom; `None` while nobody has a profile.
    async fn proposal(&self, user: &UserView) -> Answer<Option<Proposal>>;
    /// Gives clients their owners; returns those that changed with the owner each had.
    async fn assign(&self, user: &UserView, owners: Owners) -> Answer<Owners>;
    /// The dossier of a client.
    async fn dossier(&self, user: &UserView, account: AccountId) -> Answer<DossierView>;
    /// Begins to hand a client over.
    async fn begin_handover(&self, user: &UserView, account: AccountId, to: UserId) -> Answer<()>;
    /// Marks one line of the checklist.
    async fn check_handover(
        &self,
        user: &UserView,
        handover: (HandoverId, i64),
        item: (&str, bool, &str),
    ) -> Answer<()>;
    /// Ends a hand-over.
    async fn finish_handover(&self, user: &UserView, handover: (HandoverId, i64)) -> Answer<()>;
}
