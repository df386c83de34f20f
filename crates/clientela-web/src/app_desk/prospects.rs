//! Prospects, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{
    ask_for_names, keep_campaigns, keep_prospects, list_prospects, names_given, prospect_ability,
    prospect_sources, who_decides, win_prospect,
};
use clientela_domain::ids::{AccountId, CampaignId, PersonId, ProspectId, SourceRecordId};
use clientela_texts::Texts;

use super::AppDesk;
use crate::desk::{Answer, NewProspectForm, ProspectsDesk};
use crate::views::UserView;
use crate::views::prospects::{
    AskingList, AskingQuery, Campaign, CampaignDraft, ContactPersonDraft, Efforts, FactDraft,
    Giver, MoveDraft, NamesGiven, ProspectDraft, ProspectLine, ProspectPage, ProspectQuery,
    ProspectView, Question, QuestionAnswer, SourceDraft, SourcesQuery, SourcesReport, Stage,
};

#[async_trait]
impl ProspectsDesk for AppDesk {
    async fn prospects(&self, user: &UserView, query: &ProspectQuery) -> Answer<ProspectPage> {
        Ok(list_prospects::list_prospects(&self.context, &self.viewer(user), query).await?)
    }

    async fn prospects_by_stage(
        &self,
        user: &UserView,
        query: &ProspectQuery,
    ) -> Answer<Vec<(Stage, u64)>> {
        Ok(list_prospects::count_by_stage(&self.context, &self.viewer(user), query).await?)
    }

    async fn prospect(&self, user: &UserView, id: ProspectId) -> Answer<ProspectView> {
        Ok(list_prospects::view_prospect(&self.context, &self.viewer(user), id).await?)
    }

    async fn prospects_like(
        &self,
        user: &UserView,
        like: (&str, &str),
    ) -> Answer<Vec<ProspectLine>> {
        Ok(list_prospects::twins_of(&self.context, &self.viewer(user), like, None).await?)
    }

    async fn write_prospect(
        &self,
        user: &UserView,
        form: NewProspectForm<'_>,
    ) -> Answer<ProspectId> {
        Ok(keep_prospects::write_prospect(&self.context, &self.viewer(user), form).await?)
    }

    async fn capture_prospect(&self, user: &UserView, line: &str) -> Answer<ProspectId> {
        Ok(keep_prospects::capture_prospect(&self.context, &self.viewer(user), line).await?)
    }

    async fn change_prospect(
        &self,
        user: &UserView,
        id: ProspectId,
        draft: &ProspectDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_prospects::change_prospect(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn answer_question(
        &self,
        user: &UserView,
        id: ProspectId,
        given: (Question, QuestionAnswer, &str, &str),
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_prospects::answer_question(&self.context, &viewer, id, given, version).await?;
        Ok(())
    }

    async fn move_prospect(
        &self,
        user: &UserView,
        id: ProspectId,
        to: (Stage, &MoveDraft),
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_prospects::move_prospect(&self.context, &viewer, id, to, version).await?;
        Ok(())
    }

    async fn wake_prospect(&self, user: &UserView, id: ProspectId, version: i64) -> Answer<()> {
        keep_prospects::wake_prospect(&self.context, &self.viewer(user), id, version).await?;
        Ok(())
    }

    async fn win_prospect(
        &self,
        user: &UserView,
        id: ProspectId,
        (known, day, texts): (Option<AccountId>, &str, Texts),
        version: i64,
    ) -> Answer<AccountId> {
        let (viewer, how) = (self.viewer(user), (version, texts));
        Ok(win_prospect::win_prospect(&self.context, &viewer, id, (known, day), how).await?)
    }

    async fn take_win_back(&self, user: &UserView, id: ProspectId, version: i64) -> Answer<()> {
        win_prospect::take_win_back(&self.context, &self.viewer(user), id, version).await?;
        Ok(())
    }

    async fn add_prospect_source(
        &self,
        user: &UserView,
        id: ProspectId,
        draft: &SourceDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_prospects::add_source(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn remove_prospect_source(
        &self,
        user: &UserView,
        id: ProspectId,
        source: SourceRecordId,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_prospects::remove_source(&self.context, &viewer, id, source, version).await?;
        Ok(())
    }

    async fn add_prospect_person(
        &self,
        user: &UserView,
        id: ProspectId,
        draft: &ContactPersonDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_prospects::add_contact_person(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn add_prospect_fact(
        &self,
        user: &UserView,
        id: ProspectId,
        draft: &FactDraft,
        version: i64,
    ) -> Answer<()> {
        prospect_ability::add_fact(&self.context, &self.viewer(user), id, draft, version).await?;
        Ok(())
    }

    async fn go_for_decider(
        &self,
        user: &UserView,
        id: ProspectId,
        to: (PersonId, &str),
        version: i64,
    ) -> Answer<()> {
        who_decides::go_for_decider(&self.context, &self.viewer(user), id, to, version).await?;
        Ok(())
    }

    async fn prospect_sources(
        &self,
        user: &UserView,
        query: &SourcesQuery,
    ) -> Answer<(SourcesReport, Efforts)> {
        Ok(prospect_sources::sources_in_full(&self.context, &self.viewer(user), query).await?)
    }

    async fn whom_to_ask(&self, user: &UserView, query: &AskingQuery) -> Answer<AskingList> {
        Ok(ask_for_names::whom_to_ask(&self.context, &self.viewer(user), query).await?)
    }

    async fn names_given(&self, user: &UserView, giver: Giver) -> Answer<NamesGiven> {
        Ok(names_given::names_given(&self.context, &self.viewer(user), giver).await?)
    }

    async fn campaigns(&self, user: &UserView) -> Answer<Vec<Campaign>> {
        Ok(keep_campaigns::list_campaigns(&self.context, &self.viewer(user)).await?)
    }

    async fn write_campaign(&self, user: &UserView, draft: &CampaignDraft) -> Answer<CampaignId> {
        Ok(keep_campaigns::write_campaign(&self.context, &self.viewer(user), draft).await?)
    }

    async fn change_campaign(
        &self,
        user: &UserView,
        id: CampaignId,
        draft: &CampaignDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_campaigns::change_campaign(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }
}
