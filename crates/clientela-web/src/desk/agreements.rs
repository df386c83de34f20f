//! What the pages ask about agreements.

use async_trait::async_trait;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, AgreementId, RoundId};

use super::Answer;
use crate::views::UserView;
use crate::views::agreements::{
    AgreementDraft, AgreementLine, AgreementPage, AgreementQuery, AgreementState, AgreementView,
    ApprovalSettings, ClauseBehind, RoundDraft,
};
use crate::views::obligations::ObligationLine;

/// What was agreed with clients.
#[async_trait]
pub trait AgreementsDesk: Send + Sync {
    /// A page of agreements.
    async fn agreements(&self, user: &UserView, query: &AgreementQuery) -> Answer<AgreementPage>;
    /// Agreements of which notice or end is near: of one client, or of all.
    async fn renewals(
        &self,
        user: &UserView,
        account: Option<AccountId>,
    ) -> Answer<Vec<AgreementLine>>;
    /// Terms that wait for the director.
    async fn waiting_terms(&self, user: &UserView) -> Answer<Vec<AgreementLine>>;
    /// One agreement with everything about it.
    async fn agreement(&self, user: &UserView, id: AgreementId) -> Answer<AgreementView>;
    /// Writes one down.
    async fn write_agreement(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &AgreementDraft,
    ) -> Answer<AgreementId>;
    /// Changes one.
    async fn change_agreement(
        &self,
        user: &UserView,
        id: AgreementId,
        draft: &AgreementDraft,
        version: i64,
    ) -> Answer<()>;
    /// Brings one to another state: which, when as typed, why.
    async fn turn_agreement(
        &self,
        user: &UserView,
        id: AgreementId,
        deed: (AgreementState, &str, &str),
        version: Option<i64>,
    ) -> Answer<()>;
    /// Approves or refuses its newest terms, with a word.
    async fn decide_terms(
        &self,
        user: &UserView,
        id: AgreementId,
        decision: (bool, &str),
        version: Option<i64>,
    ) -> Answer<()>;
    /// Adds a round.
    async fn write_round(&self, user: &UserView, id: AgreementId, draft: &RoundDraft)
    -> Answer<()>;
    /// Takes a round back.
    async fn take_round_back(&self, user: &UserView, id: AgreementId, round: RoundId)
    -> Answer<()>;
    /// The clause an obligation came from, and how it stands by now.
    async fn clause_behind(
        &self,
        user: &UserView,
        obligation: &ObligationLine,
    ) -> Answer<Option<ClauseBehind>>;
    /// The firm's limits and the currency they are in.
    async fn approval_settings(&self, user: &UserView) -> Answer<(ApprovalSettings, Currency)>;
    /// Changes them.
    async fn set_approval_settings(
        &self,
        user: &UserView,
        settings: &ApprovalSettings,
    ) -> Answer<()>;
}
