//! What is known of clients, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{
    ask_satisfaction, keep_problems, keep_threats, list_problems, list_threats, read_satisfaction,
};
use clientela_domain::ids::{AccountId, ProblemId, SurveyAnswerId, SurveyId, ThreatId};
use clientela_texts::Language;

use super::AppDesk;
use crate::desk::{Answer, KnownDesk};
use crate::views::UserView;
use crate::views::known::{
    AnswerDraft, AnswerLine, Asked, GivenAnswer, Grid, ProblemDraft, ProblemLine, ProblemPage,
    ProblemQuery, Satisfaction, SatisfactionOverview, SurveyDraft, ThreatDraft, ThreatLine,
    ThreatPage, ThreatQuery,
};

#[async_trait]
impl KnownDesk for AppDesk {
    async fn problems(&self, user: &UserView, query: &ProblemQuery) -> Answer<ProblemPage> {
        Ok(list_problems::list_problems(&self.context, &self.viewer(user), query).await?)
    }

    async fn problem(&self, user: &UserView, id: ProblemId) -> Answer<ProblemLine> {
        Ok(list_problems::show_problem_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_problem(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &ProblemDraft,
    ) -> Answer<ProblemId> {
        let viewer = self.viewer(user);
        Ok(keep_problems::write_problem(&self.context, &viewer, account, draft).await?)
    }

    async fn change_problem(
        &self,
        user: &UserView,
        id: ProblemId,
        draft: &ProblemDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_problems::change_problem(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn threats(&self, user: &UserView, query: &ThreatQuery) -> Answer<ThreatPage> {
        Ok(list_threats::list_threats(&self.context, &self.viewer(user), query).await?)
    }

    async fn threat_grid(&self, user: &UserView, query: &ThreatQuery) -> Answer<Grid> {
        Ok(list_threats::threat_grid(&self.context, &self.viewer(user), query).await?)
    }

    async fn threat(&self, user: &UserView, id: ThreatId) -> Answer<ThreatLine> {
        Ok(list_threats::show_threat_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_threat(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &ThreatDraft,
    ) -> Answer<ThreatId> {
        let viewer = self.viewer(user);
        Ok(keep_threats::write_threat(&self.context, &viewer, account, draft).await?)
    }

    async fn change_threat(
        &self,
        user: &UserView,
        id: ThreatId,
        draft: &ThreatDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_threats::change_threat(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn satisfaction_overview(&self, user: &UserView) -> Answer<SatisfactionOverview> {
        Ok(read_satisfaction::satisfaction_overview(&self.context, &self.viewer(user)).await?)
    }

    async fn satisfaction(&self, user: &UserView, account: AccountId) -> Answer<Satisfaction> {
        let viewer = self.viewer(user);
        Ok(read_satisfaction::satisfaction_of(&self.context, &viewer, account).await?)
    }

    async fn ask(&self, user: &UserView, account: AccountId, draft: &SurveyDraft) -> Answer<Asked> {
        let viewer = self.viewer(user);
        Ok(ask_satisfaction::ask(&self.context, &viewer, account, draft).await?)
    }

    async fn withdraw_survey(&self, user: &UserView, id: SurveyId) -> Answer<()> {
        Ok(ask_satisfaction::withdraw_survey(&self.context, &self.viewer(user), id).await?)
    }

    async fn write_answer(
        &self,
        user: &UserView,
        account: AccountId,
        draft: &AnswerDraft,
    ) -> Answer<SurveyAnswerId> {
        let viewer = self.viewer(user);
        Ok(ask_satisfaction::write_answer(&self.context, &viewer, account, draft).await?)
    }

    async fn survey_answer(&self, user: &UserView, id: SurveyAnswerId) -> Answer<AnswerLine> {
        Ok(read_satisfaction::show_answer_line(&self.context, &self.viewer(user), id).await?)
    }

    async fn change_answer(
        &self,
        user: &UserView,
        id: SurveyAnswerId,
        draft: &AnswerDraft,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        ask_satisfaction::change_answer(&self.context, &viewer, id, draft, version).await?;
        Ok(())
    }

    async fn open_survey(&self, secret: &str, network_address: &str) -> Answer<Language> {
        Ok(ask_satisfaction::open_survey(&self.context, secret, network_address).await?)
    }

    async fn answer_survey(
        &self,
        secret: &str,
        network_address: &str,
        given: &GivenAnswer,
    ) -> Answer<()> {
        let answered =
            ask_satisfaction::answer_survey(&self.context, secret, network_address, given);
        Ok(answered.await?)
    }
}
