//! What the pages ask about prospects.

use async_trait::async_trait;
use clientela_domain::ids::{AccountId, CampaignId, PersonId, ProspectId, SourceRecordId};
use clientela_texts::Texts;

use super::Answer;
use crate::views::UserView;
use crate::views::prospects::{
    AskingList, AskingQuery, Campaign, CampaignDraft, ContactPersonDraft, Efforts, FactDraft,
    Giver, MoveDraft, NamesGiven, ProspectDraft, ProspectLine, ProspectPage, ProspectQuery,
    ProspectView, Question, QuestionAnswer, SourceDraft, SourcesQuery, SourcesReport, Stage,
};

/// Everything of a new prospect: itself, how it came, with whom we speak.
pub type NewProspectForm<'a> = (&'a ProspectDraft, &'a SourceDraft, &'a ContactPersonDraft);

/// Prospects, the ways in which they come, campaigns.
#[async_trait]
pub trait ProspectsDesk: Send + Sync {
    /// A page of prospects.
    async fn prospects(&self, user: &UserView, query: &ProspectQuery) -> Answer<ProspectPage>;
    /// How many stand in each stage.
    async fn prospects_by_stage(
        &self,
        user: &UserView,
        query: &ProspectQuery,
    ) -> Answer<Vec<(Stage, u64)>>;
    /// One prospect with everything.
    async fn prospect(&self, user: &UserView, id: ProspectId) -> Answer<ProspectView>;
    /// Prospects that may be the one with this name and number.
    async fn prospects_like(
        &self,
        user: &UserView,
        like: (&str, &str),
    ) -> Answer<Vec<ProspectLine>>;
    /// Writes one down.
    async fn write_prospect(
        &self,
        user: &UserView,
        form: NewProspectForm<'_>,
    ) -> Answer<ProspectId>;
    /// Jots one down in a line.
    async fn capture_prospect(&self, user: &UserView, line: &str) -> Answer<ProspectId>;
    /// Changes one.
    async fn change_prospect(
        &self,
        user: &UserView,
        id: ProspectId,
        draft: &ProspectDraft,
        version: i64,
    ) -> Answer<()>;
    /// Answers a question: the answer, its evidence, its day.
    async fn answer_question(
        &self,
        user: &UserView,
        id: ProspectId,
        given: (Question, QuestionAnswer, &str, &str),
        version: i64,
    ) -> Answer<()>;
    /// Takes a step.
    async fn move_prospect(
        &self,
        user: &UserView,
        id: ProspectId,
        to: (Stage, &MoveDraft),
        version: i64,
    ) -> Answer<()>;
    /// Wakes a parked one: it goes back to where it stood.
    async fn wake_prospect(&self, user: &UserView, id: ProspectId, version: i64) -> Answer<()>;
    /// Makes a client of it: a new one, or one that is in the book.
    async fn win_prospect(
        &self,
        user: &UserView,
        id: ProspectId,
        how: (Option<AccountId>, &str, Texts),
        version: i64,
    ) -> Answer<AccountId>;
    /// Takes that back.
    async fn take_win_back(&self, user: &UserView, id: ProspectId, version: i64) -> Answer<()>;
    /// Adds a way in which it came.
    async fn add_prospect_source(
        &self,
        user: &UserView,
        id: ProspectId,
        draft: &SourceDraft,
        version: i64,
    ) -> Answer<()>;
    /// Takes one away.
    async fn remove_prospect_source(
        &self,
        user: &UserView,
        id: ProspectId,
        source: SourceRecordId,
        version: i64,
    ) -> Answer<()>;
    /// Joins somebody new.
    async fn add_prospect_person(
        &self,
        user: &UserView,
        id: ProspectId,
        draft: &ContactPersonDraft,
        version: i64,
    ) -> Answer<()>;
    /// Whom to ask for a name today.
    async fn whom_to_ask(&self, user: &UserView, query: &AskingQuery) -> Answer<AskingList>;
    /// Names somebody gave, and through whom a client came.
    async fn names_given(&self, user: &UserView, giver: Giver) -> Answer<NamesGiven>;
    /// Writes a fact about its ability to pay.
    async fn add_prospect_fact(
        &self,
        user: &UserView,
        id: ProspectId,
        draft: &FactDraft,
        version: i64,
    ) -> Answer<()>;
    /// Makes speaking with somebody who may decide, in these words, the next step.
    async fn go_for_decider(
        &self,
        user: &UserView,
        id: ProspectId,
        to: (PersonId, &str),
        version: i64,
    ) -> Answer<()>;
    /// What each way brings and costs, where further efforts go, and what each of us made of each way.
    async fn prospect_sources(
        &self,
        user: &UserView,
        query: &SourcesQuery,
    ) -> Answer<(SourcesReport, Efforts)>;
    /// All campaigns.
    async fn campaigns(&self, user: &UserView) -> Answer<Vec<Campaign>>;
    /// Writes one down.
    async fn write_campaign(&self, user: &UserView, draft: &CampaignDraft) -> Answer<CampaignId>;
    /// Changes one.
    async fn change_campaign(
        &self,
        user: &UserView,
        id: CampaignId,
        draft: &CampaignDraft,
        version: i64,
    ) -> Answer<()>;
}
