//! What the pages ask about what is known of clients.

use async_trait::async_trait;
use clientela_domain::ids::{AccountId, ProblemId, SurveyAnswerId, SurveyId, ThreatId};
use clientela_texts::Language;

use super::Answer;
use crate::views::UserView;
use crate::views::known::{
    AnswerDraft, AnswerLine, Asked, GivenAnswer, Grid, ProblemDraft, ProblemLine, ProblemPage,
    ProblemQuery, Satisfaction, SatisfactionOverview, SurveyDraft, ThreatDraft, ThreatLine,
    ThreatPage, ThreatQuery,
};

/// Problems of clients, threats to the business with them, how satisfied they are.
#[async_trait]
pub trait KnownDesk: Send + Sync {
    /// A page of problems.
    async fn problems(&self, user: &UserView, query: &ProblemQuery) -> Answer<ProblemPage>;
    /// One problem.
    async fn problem(&self, user: &UserView, id: ProblemId) -> Answer<ProblemLine>;
    /// Writes one down.
    async fn write_problem(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &ProblemDraft,
    ) -> Answer<ProblemId>;
    /// Changes one.
    async fn change_problem(
        &self,
        user: &UserView,
        id: ProblemId,
        draft: &ProblemDraft,
        version: i64,
    ) -> Answer<()>;
    /// A page of threats.
    async fn threats(&self, user: &UserView, query: &ThreatQuery) -> Answer<ThreatPage>;
    /// Threats by likelihood and effect.
    async fn threat_grid(&self, user: &UserView, query: &ThreatQuery) -> Answer<Grid>;
    /// One threat.
    async fn threat(&self, user: &UserView, id: ThreatId) -> Answer<ThreatLine>;
    /// Writes one down.
    async fn write_threat(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &ThreatDraft,
    ) -> Answer<ThreatId>;
    /// Changes one.
    async fn change_threat(
        &self,
        user: &UserView,
        id: ThreatId,
        draft: &ThreatDraft,
        version: i64,
    ) -> Answer<()>;
    /// How satisfied all clients are.
    async fn satisfaction_overview(&self, user: &UserView) -> Answer<SatisfactionOverview>;
    /// How satisfied a client is.
    async fn satisfaction(&self, user: &UserView, account: AccountId) -> Answer<Satisfaction>;
    /// Makes a link by which somebody says how satisfied they are.
    async fn ask(&self, user: &UserView, account: AccountId, draft: &SurveyDraft) -> Answer<Asked>;
    /// Takes a question back.
    async fn withdraw_survey(&self, user: &UserView, id: SurveyId) -> Answer<()>;
    /// Writes down what a client told us.
    async fn write_answer(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &AnswerDraft,
    ) -> Answer<SurveyAnswerId>;
    /// One answer.
    async fn survey_answer(&self, user: &UserView, id: SurveyAnswerId) -> Answer<AnswerLine>;
    /// Changes one.
    async fn change_answer(
        &self,
        user: &UserView,
        id: SurveyAnswerId,
        draft: &AnswerDraft,
        version: i64,
    ) -> Answer<()>;
    /// The language of a link that can be answered; open to anybody who has it.
    async fn open_survey(&self, secret: &str, network_address: &str) -> Answer<Language>;
    /// Takes the answer to a link, once.
    async fn answer_survey(
        &self,
        secret: &str,
        network_address: &str,
        given: &GivenAnswer,
    ) -> Answer<()>;
}
