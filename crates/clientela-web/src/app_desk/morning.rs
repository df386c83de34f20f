//! The morning, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{check_bond_rules, compose_morning, keep_greetings, measure_authority};
use clientela_domain::ids::GreetingId;
use clientela_texts::Texts;

use super::AppDesk;
use crate::desk::{Answer, MorningDesk};
use crate::views::UserView;
use crate::views::authority::{AuthorityRequest, Standing};
use crate::views::bond_rules::BondRules;
use crate::views::morning::{GreetingDraft, Morning, MorningRequest};

#[async_trait]
impl MorningDesk for AppDesk {
    async fn morning(&self, user: &UserView, request: &MorningRequest) -> Answer<Morning> {
        let viewer = self.viewer(user);
        Ok(compose_morning::compose_morning(&self.context, &viewer, request).await?)
    }

    async fn keep_greeting(
        &self,
        user: &UserView,
        t: Texts,
        draft: &GreetingDraft,
    ) -> Answer<GreetingId> {
        let viewer = self.viewer(user);
        Ok(keep_greetings::keep_greeting(&self.context, &viewer, t, draft).await?)
    }

    async fn authority(&self, user: &UserView, request: &AuthorityRequest) -> Answer<Standing> {
        let viewer = self.viewer(user);
        Ok(measure_authority::measure_authority(&self.context, &viewer, request).await?)
    }

    async fn bond_rules(&self, user: &UserView) -> Answer<BondRules> {
        let viewer = self.viewer(user);
        Ok(check_bond_rules::check_bond_rules(&self.context, &viewer).await?)
    }

    async fn take_greeting_back(&self, user: &UserView, id: GreetingId) -> Answer<()> {
        let viewer = self.viewer(user);
        Ok(keep_greetings::take_greeting_back(&self.context, &viewer, id).await?)
    }
}
