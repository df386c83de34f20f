//! What the pages ask about those who find prospects for a fee.

use async_trait::async_trait;
use clientela_domain::ids::{ProspectId, SpotterId, SpotterRunId};

use super::Answer;
use crate::views::UserView;
use crate::views::spotters::{
    NameDraft, PayDraft, Spotter, SpotterAccrual, SpotterCard, SpotterDraft, SpotterLine,
    SpotterQuery,
};

/// Agreements with those who find prospects, and what they are paid.
#[async_trait]
pub trait SpottersDesk: Send + Sync {
    /// All agreements, for a choice among them.
    async fn spotters(&self, user: &UserView) -> Answer<Vec<Spotter>>;
    /// Agreements with what they brought.
    async fn spotter_lines(
        &self,
        user: &UserView,
        query: &SpotterQuery,
    ) -> Answer<Vec<SpotterLine>>;
    /// What one accrued month by month.
    async fn spotter_accrual(&self, user: &UserView, id: SpotterId) -> Answer<SpotterAccrual>;
    /// One with everything; `up_to` is the day up to which dues are told, as typed.
    async fn spotter(&self, user: &UserView, id: SpotterId, up_to: &str) -> Answer<SpotterCard>;
    /// Writes one down.
    async fn write_spotter(&self, user: &UserView, draft: &SpotterDraft) -> Answer<SpotterId>;
    /// Changes one.
    async fn change_spotter(
        &self,
        user: &UserView,
        id: SpotterId,
        draft: &SpotterDraft,
        version: i64,
    ) -> Answer<()>;
    /// Writes down what became of a name.
    async fn tell_of_name(
        &self,
        user: &UserView,
        of: (SpotterId, i64),
        prospect: ProspectId,
        draft: &NameDraft,
    ) -> Answer<()>;
    /// Confirms a payment.
    async fn pay_spotter(
        &self,
        user: &UserView,
        of: (SpotterId, i64),
        draft: &PayDraft,
    ) -> Answer<SpotterRunId>;
    /// Takes one back.
    async fn take_payment_back(
        &self,
        user: &UserView,
        of: (SpotterId, i64),
        run: SpotterRunId,
    ) -> Answer<()>;
}
