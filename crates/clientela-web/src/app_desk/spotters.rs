//! Those who find prospects for a fee, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{accrue_spotters, keep_spotters, pay_spotters, read_spotters};
use clientela_domain::ids::{ProspectId, SpotterId, SpotterRunId};

use super::AppDesk;
use crate::desk::{Answer, SpottersDesk};
use crate::views::UserView;
use crate::views::spotters::{
    NameDraft, PayDraft, Spotter, SpotterAccrual, SpotterCard, SpotterDraft, SpotterLine,
    SpotterQuery,
};

#[async_trait]
impl SpottersDesk for AppDesk {
    async fn spotters(&self, user: &UserView) -> Answer<Vec<Spotter>> {
        Ok(keep_spotters::all_spotters(&self.context, &self.viewer(user)).await?)
    }

    async fn spotter_lines(
        &self,
        user: &UserView,
        query: &SpotterQuery,
    ) -> Answer<Vec<SpotterLine>> {
        let lines = read_spotters::list_spotters(&self.context, &self.viewer(user)).await?;
        Ok(query.applied(lines))
    }

    async fn spotter_accrual(&self, user: &UserView, id: SpotterId) -> Answer<SpotterAccrual> {
        let viewer = self.viewer(user);
        Ok(accrue_spotters::spotter_accrual(&self.context, &viewer, id).await?)
    }

    async fn spotter(&self, user: &UserView, id: SpotterId, up_to: &str) -> Answer<SpotterCard> {
        let up_to = pay_spotters::up_to(&self.context, up_to)?;
        let viewer = self.viewer(user);
        Ok(read_spotters::spotter_card(&self.context, &viewer, id, Some(up_to)).await?)
    }

    async fn write_spotter(&self, user: &UserView, draft: &SpotterDraft) -> Answer<SpotterId> {
        let viewer = self.viewer(user);
        Ok(keep_spotters::write_spotter(&self.context, &viewer, draft).await?)
    }

    async fn change_spotter(
        &self,
        user: &UserView,
        id: SpotterId,
        draft: &SpotterDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_spotters::change_spotter(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn tell_of_name(
        &self,
        user: &UserView,
        of: (SpotterId, i64),
        prospect: ProspectId,
        draft: &NameDraft,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_spotters::tell_of_name(&self.context, &viewer, of, prospect, draft).await?;
        Ok(())
    }

    async fn pay_spotter(
        &self,
        user: &UserView,
        of: (SpotterId, i64),
        draft: &PayDraft,
    ) -> Answer<SpotterRunId> {
        let viewer = self.viewer(user);
        Ok(pay_spotters::pay_spotter(&self.context, &viewer, of, draft).await?)
    }

    async fn take_payment_back(
        &self,
        user: &UserView,
        of: (SpotterId, i64),
        run: SpotterRunId,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        pay_spotters::take_payment_back(&self.context, &viewer, of, run).await?;
        Ok(())
    }
}

/// The message at a field for a code of this area.
pub(super) fn field_message(code: &str) -> &'static str {
    match code {
        "fee-days-invalid" => "field-fee-days-invalid",
        "fee-share-invalid" => "field-fee-share-invalid",
        "spotter-person-unknown" => "field-spotter-person-unknown",
        "spotter-unknown" => "field-spotter-unknown",
        "spotter-was-paid" => "field-spotter-was-paid",
        "source-not-read" => "field-source-not-read",
        "publication-unknown" => "field-publication-unknown",
        "reading-days-invalid" => "field-reading-days-invalid",
        "source-not-paid" => "field-source-not-paid",
        "source-not-cold" => "field-source-not-cold",
        "source-was-paid" => "field-source-was-paid",
        "opportunity-code-taken" => "field-opportunity-code-taken",
        "opportunity-code-unseen" => "field-opportunity-code-unseen",
        "prospect-unknown" => "field-prospect-unknown",
        "client-unknown" => "field-client-unknown",
        "fell-before-paid" => "field-fell-before-paid",
        _ => super::week::field_message(code),
    }
}
