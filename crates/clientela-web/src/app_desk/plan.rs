//! The plan of a client, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{keep_plan, plan_choices, review_account, share_plan, show_plan};
use clientela_domain::account_plan::Quarter;
use clientela_domain::ids::{AccountId, PlanEntryId, PlanShareId, PlanStatementId};
use clientela_texts::{Language, Texts};

use super::AppDesk;
use crate::desk::{Answer, PlanDesk};
use crate::views::UserView;
use crate::views::plan::{
    ClientPlan, EntryDraft, FieldDraft, Plan, PlanChoices, PlanEntry, Review, ShareDraft, Shared,
};

#[async_trait]
impl PlanDesk for AppDesk {
    async fn plan(&self, user: &UserView, account: AccountId, texts: Texts) -> Answer<Plan> {
        Ok(show_plan::show_plan(&self.context, &self.viewer(user), account, texts).await?)
    }

    async fn plan_choices(&self, user: &UserView, account: AccountId) -> Answer<PlanChoices> {
        Ok(plan_choices::plan_choices(&self.context, &self.viewer(user), account).await?)
    }

    async fn plan_entry(&self, user: &UserView, id: PlanEntryId) -> Answer<PlanEntry> {
        Ok(keep_plan::show_entry(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_plan_entry(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &EntryDraft,
    ) -> Answer<PlanEntryId> {
        Ok(keep_plan::write_entry(&self.context, &self.viewer(user), account, draft).await?)
    }

    async fn change_plan_entry(
        &self,
        user: &UserView,
        id: PlanEntryId,
        draft: &EntryDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_plan::change_entry(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn state_plan_field(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &FieldDraft,
    ) -> Answer<PlanStatementId> {
        Ok(keep_plan::state_field(&self.context, &self.viewer(user), account, draft).await?)
    }

    async fn share_plan(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &ShareDraft,
    ) -> Answer<Shared> {
        Ok(share_plan::share(&self.context, &self.viewer(user), account, draft).await?)
    }

    async fn withdraw_plan_share(&self, user: &UserView, id: PlanShareId) -> Answer<()> {
        Ok(share_plan::withdraw_share(&self.context, &self.viewer(user), id).await?)
    }

    async fn open_shared_plan(
        &self,
        secret: &str,
        network_address: &str,
    ) -> Answer<(Language, ClientPlan)> {
        Ok(share_plan::open_shared(&self.context, secret, network_address).await?)
    }

    async fn review(
        &self,
        user: &UserView,
        account: AccountId,
        quarter: Option<Quarter>,
        texts: Texts,
    ) -> Answer<Review> {
        let viewer = self.viewer(user);
        Ok(review_account::review_account(&self.context, &viewer, account, quarter, texts).await?)
    }
}

/// What a form says of a field of a plan that cannot be taken, or of any other.
pub(super) fn field_message(code: &str) -> &'static str {
    match code {
        "plan-measure-missing" => "field-plan-measure-missing",
        "plan-target-missing" => "field-plan-target-missing",
        "plan-not-for-client" => "field-plan-not-for-client",
        "plan-objectives-full" => "field-plan-objectives-full",
        "plan-field-follows" => "field-plan-field-follows",
        "plan-field-says-nothing" => "field-plan-field-says-nothing",
        _ => super::week::field_message(code),
    }
}
