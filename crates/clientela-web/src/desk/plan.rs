//! The plan of a client, asked of the use cases.

use async_trait::async_trait;
use clientela_domain::account_plan::Quarter;
use clientela_domain::ids::{AccountId, PlanEntryId, PlanShareId, PlanStatementId};
use clientela_texts::{Language, Texts};

use super::Answer;
use crate::views::UserView;
use crate::views::plan::{
    ClientPlan, EntryDraft, FieldDraft, Plan, PlanChoices, PlanEntry, Review, ShareDraft, Shared,
};

/// Plans of clients, reviews, and the links by which clients read what was agreed.
#[async_trait]
pub trait PlanDesk {
    /// The plan of a client.
    async fn plan(&self, user: &UserView, account: AccountId, texts: Texts) -> Answer<Plan>;
    /// What forms of it offer.
    async fn plan_choices(&self, user: &UserView, account: AccountId) -> Answer<PlanChoices>;
    /// A thing of a plan.
    async fn plan_entry(&self, user: &UserView, id: PlanEntryId) -> Answer<PlanEntry>;
    /// Writes one down.
    async fn write_plan_entry(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &EntryDraft,
    ) -> Answer<PlanEntryId>;
    /// Changes one that was read at a version.
    async fn change_plan_entry(
        &self,
        user: &UserView,
        id: PlanEntryId,
        draft: &EntryDraft,
        version: i64,
    ) -> Answer<()>;
    /// Writes down what a field says.
    async fn state_plan_field(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &FieldDraft,
    ) -> Answer<PlanStatementId>;
    /// Makes a link by which a client reads.
    async fn share_plan(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &ShareDraft,
    ) -> Answer<Shared>;
    /// Takes a link back.
    async fn withdraw_plan_share(&self, user: &UserView, id: PlanShareId) -> Answer<()>;
    /// What a link shows, to anybody who has it.
    async fn open_shared_plan(
        &self,
        secret: &str,
        network_address: &str,
    ) -> Answer<(Language, ClientPlan)>;
    /// What is gone through with a client in a quarter.
    async fn review(
        &self,
        user: &UserView,
        account: AccountId,
        quarter: Option<Quarter>,
        texts: Texts,
    ) -> Answer<Review>;
}
