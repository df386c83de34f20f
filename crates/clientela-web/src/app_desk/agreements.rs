//! Agreements, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{clause_behind, keep_agreements, list_agreements};
use clientela_domain::currency::Currency;
use clientela_domain::ids::{AccountId, AgreementId, RoundId};

use super::AppDesk;
use crate::desk::{AgreementsDesk, Answer};
use crate::views::UserView;
use crate::views::agreements::{
    AgreementDraft, AgreementLine, AgreementPage, AgreementQuery, AgreementState, AgreementView,
    ApprovalSettings, ClauseBehind, RoundDraft,
};
use crate::views::obligations::ObligationLine;

#[async_trait]
impl AgreementsDesk for AppDesk {
    async fn agreements(&self, user: &UserView, query: &AgreementQuery) -> Answer<AgreementPage> {
        let viewer = self.viewer(user);
        Ok(list_agreements::list_agreements(&self.context, &viewer, query).await?)
    }

    async fn renewals(
        &self,
        user: &UserView,
        account: Option<AccountId>,
    ) -> Answer<Vec<AgreementLine>> {
        let viewer = self.viewer(user);
        Ok(list_agreements::renewals(&self.context, &viewer, account).await?)
    }

    async fn waiting_terms(&self, user: &UserView) -> Answer<Vec<AgreementLine>> {
        Ok(list_agreements::waiting_terms(&self.context, &self.viewer(user)).await?)
    }

    async fn agreement(&self, user: &UserView, id: AgreementId) -> Answer<AgreementView> {
        let viewer = self.viewer(user);
        Ok(list_agreements::view_agreement(&self.context, &viewer, id).await?)
    }

    async fn write_agreement(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &AgreementDraft,
    ) -> Answer<AgreementId> {
        let viewer = self.viewer(user);
        Ok(keep_agreements::write_agreement(&self.context, &viewer, account, draft).await?)
    }

    async fn change_agreement(
        &self,
        user: &UserView,
        id: AgreementId,
        draft: &AgreementDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_agreements::change_agreement(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn turn_agreement(
        &self,
        user: &UserView,
        id: AgreementId,
        deed: (AgreementState, &str, &str),
        version: Option<i64>,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_agreements::turn_agreement(&self.context, &viewer, id, deed, version).await?;
        Ok(())
    }

    async fn decide_terms(
        &self,
        user: &UserView,
        id: AgreementId,
        decision: (bool, &str),
        version: Option<i64>,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_agreements::decide_terms(&self.context, &viewer, id, decision, version).await?;
        Ok(())
    }

    async fn write_round(
        &self,
        user: &UserView,
        id: AgreementId,
        draft: &RoundDraft,
    ) -> Answer<()> {
        keep_agreements::write_round(&self.context, &self.viewer(user), id, draft).await?;
        Ok(())
    }

    async fn take_round_back(
        &self,
        user: &UserView,
        id: AgreementId,
        round: RoundId,
    ) -> Answer<()> {
        keep_agreements::take_round_back(&self.context, &self.viewer(user), id, round).await?;
        Ok(())
    }

    async fn clause_behind(
        &self,
        user: &UserView,
        obligation: &ObligationLine,
    ) -> Answer<Option<ClauseBehind>> {
        let viewer = self.viewer(user);
        let behind = clause_behind::clause_behind(&self.context, &viewer, &obligation.obligation);
        Ok(behind.await?)
    }

    async fn approval_settings(&self, user: &UserView) -> Answer<(ApprovalSettings, Currency)> {
        let viewer = self.viewer(user);
        let settings = ApprovalSettings::load(&self.context, &viewer).await?;
        let state = self.context.book_state(&viewer).await?;
        Ok((settings, state.settings.reporting_currency()))
    }

    async fn set_approval_settings(
        &self,
        user: &UserView,
        settings: &ApprovalSettings,
    ) -> Answer<()> {
        settings.save(&self.context, &self.viewer(user)).await?;
        Ok(())
    }
}
