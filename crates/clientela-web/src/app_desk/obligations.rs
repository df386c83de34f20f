//! What is owed, asked of the use cases.

use std::sync::Arc;

use async_trait::async_trait;
use clientela_app::{jot_promise, keep_obligations, list_obligations, measure_trust};
use clientela_domain::ids::{AccountId, ObligationId};

use super::AppDesk;
use crate::desk::{Answer, ObligationsDesk};
use crate::views::UserView;
use crate::views::obligations::{
    Bond, EventDraft, ObligationDraft, ObligationLine, ObligationPage, ObligationQuery, Promised,
};

#[async_trait]
impl ObligationsDesk for AppDesk {
    async fn obligations(
        &self,
        user: &UserView,
        query: &ObligationQuery,
    ) -> Answer<ObligationPage> {
        Ok(list_obligations::list_obligations(&self.context, &self.viewer(user), query).await?)
    }

    async fn obligation(&self, user: &UserView, id: ObligationId) -> Answer<ObligationLine> {
        Ok(list_obligations::show_obligation_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn obligation_successor(
        &self,
        user: &UserView,
        id: ObligationId,
    ) -> Answer<Option<ObligationId>> {
        let viewer = self.viewer(user);
        let found = list_obligations::show_successor(&self.context, &viewer, id).await?;
        Ok(found.map(|one| one.id))
    }

    async fn write_obligation(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &ObligationDraft,
    ) -> Answer<ObligationId> {
        let viewer = self.viewer(user);
        Ok(keep_obligations::write_obligation(&self.context, &viewer, account, draft).await?)
    }

    async fn change_obligation(
        &self,
        user: &UserView,
        id: ObligationId,
        draft: &ObligationDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_obligations::change_obligation(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn record_event(
        &self,
        user: &UserView,
        id: ObligationId,
        draft: &EventDraft,
        version: Option<i64>,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_obligations::record_event(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn renegotiate(
        &self,
        user: &UserView,
        id: ObligationId,
        agreed: &EventDraft,
        draft: &ObligationDraft,
        version: Option<i64>,
    ) -> Answer<ObligationId> {
        let viewer = self.viewer(user);
        let new = keep_obligations::renegotiate(&self.context, &viewer, id, agreed, draft, version);
        Ok(new.await?)
    }

    async fn take_back_obligation(
        &self,
        user: &UserView,
        id: ObligationId,
        note: &str,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(keep_obligations::take_back(&self.context, &viewer, id, note, None).await?)
    }

    async fn bond(&self, user: &UserView, account: AccountId) -> Answer<Arc<Bond>> {
        Ok(measure_trust::bond_with(&self.context, &self.viewer(user), account).await?)
    }

    async fn read_promise(&self, user: &UserView, line: &str) -> Answer<Promised> {
        Ok(jot_promise::read_promise(&self.context, &self.viewer(user), line).await?)
    }
}
