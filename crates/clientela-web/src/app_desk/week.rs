//! The plan of activity, asked of the use cases.

use async_trait::async_trait;
use clientela_app::{
    allocate_visits, calendar_feed, judge_response, keep_prospects, keep_visits, keep_work_hours,
    show_week, what_followed,
};
use clientela_domain::day::Date;
use clientela_domain::ids::{PlannedVisitId, UserId};
use clientela_domain::week_plan::{MissReason, VisitState, Visited};
use clientela_texts::Language;

use super::AppDesk;
use crate::desk::{Answer, DeskError, WeekDesk};
use crate::views::UserView;
use crate::views::week::{
    Allocation, AllocationRequest, Calendar, CalendarFeed, FollowedRequest, ResponseDraft,
    ResponseJudgement, Time, VisitChange, VisitDraft, WeekPlan, WeekRequest, WhatFollowed,
    WorkHours,
};

#[async_trait]
impl WeekDesk for AppDesk {
    async fn week(&self, user: &UserView, request: &WeekRequest) -> Answer<WeekPlan> {
        Ok(show_week::show_week(&self.context, &self.viewer(user), request).await?)
    }

    async fn plan_visit(&self, user: &UserView, draft: &VisitDraft) -> Answer<PlannedVisitId> {
        Ok(keep_visits::plan_visit(&self.context, &self.viewer(user), draft).await?)
    }

    async fn change_visit(
        &self,
        user: &UserView,
        id: PlannedVisitId,
        change: &VisitChange,
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_visits::change_visit(&self.context, &viewer, id, change, version).await?;
        Ok(())
    }

    async fn settle_visit(
        &self,
        user: &UserView,
        id: PlannedVisitId,
        outcome: (VisitState, Option<MissReason>, &str),
        version: i64,
    ) -> Answer<()> {
        let viewer = self.viewer(user);
        keep_visits::settle_visit(&self.context, &viewer, id, outcome, version).await?;
        Ok(())
    }

    async fn allocation(&self, user: &UserView, request: &AllocationRequest) -> Answer<Allocation> {
        Ok(allocate_visits::allocate_visits(&self.context, &self.viewer(user), request).await?)
    }

    async fn what_followed(
        &self,
        user: &UserView,
        request: &FollowedRequest,
    ) -> Answer<WhatFollowed> {
        let viewer = self.viewer(user);
        let found = what_followed::what_followed(&self.context, &viewer, request);
        Ok(Box::pin(found).await?)
    }

    async fn time_of(&self, user: &UserView, of: UserId, days: (Date, Date)) -> Answer<Time> {
        Ok(keep_work_hours::time_of(&self.context, &self.viewer(user), of, days).await?)
    }

    async fn set_work_hours(&self, user: &UserView, of: UserId, hours: WorkHours) -> Answer<()> {
        keep_work_hours::set_work_hours(&self.context, &self.viewer(user), of, hours).await?;
        Ok(())
    }

    async fn set_day_hours(
        &self,
        user: &UserView,
        of: UserId,
        day: (Date, Option<u32>),
    ) -> Answer<()> {
        keep_work_hours::set_day_hours(&self.context, &self.viewer(user), of, day).await?;
        Ok(())
    }

    async fn judged_response(
        &self,
        user: &UserView,
        with: Visited,
    ) -> Answer<Option<ResponseJudgement>> {
        Ok(judge_response::judged_response(&self.context, &self.viewer(user), with).await?)
    }

    async fn judge_response(
        &self,
        user: &UserView,
        with: Visited,
        draft: &ResponseDraft,
    ) -> Answer<()> {
        judge_response::judge_response(&self.context, &self.viewer(user), with, draft).await?;
        Ok(())
    }

    async fn visited_named(&self, user: &UserView, typed: &str) -> Answer<Visited> {
        if let Some(with) = Visited::parse(typed) {
            return Ok(with);
        }
        let state = self.context.book_state(&self.viewer(user)).await?;
        let found = state.directory.find(typed).map(Visited::Account);
        found.ok_or(DeskError::Invalid {
            field: "client",
            message: if typed.is_empty() {
                "field-required"
            } else {
                "field-account-unknown"
            },
        })
    }

    async fn visited_name(&self, user: &UserView, with: Visited) -> Answer<String> {
        let viewer = self.viewer(user);
        match with {
            Visited::Account(id) => {
                let state = self.context.book_state(&viewer).await?;
                let card = state.directory.card(id).ok_or(DeskError::NotFound)?;
                Ok(card.name.clone())
            }
            Visited::Prospect(id) => {
                let found = keep_prospects::show_prospect(&self.context, &viewer, id).await?;
                Ok(found.prospect.name)
            }
        }
    }

    async fn calendar_feed(&self, user: &UserView) -> Answer<Option<CalendarFeed>> {
        Ok(calendar_feed::own_feed(&self.context, &self.viewer(user)).await?)
    }

    async fn renew_calendar(&self, user: &UserView, language: Language) -> Answer<String> {
        Ok(calendar_feed::renew_feed(&self.context, &self.viewer(user), language).await?)
    }

    async fn withdraw_calendar(&self, user: &UserView) -> Answer<()> {
        Ok(calendar_feed::withdraw_feed(&self.context, &self.viewer(user)).await?)
    }

    async fn calendar(&self, secret: &str, network_address: &str) -> Answer<Calendar> {
        Ok(calendar_feed::read_feed(&self.context, secret, network_address).await?)
    }
}

/// The message at a field of the plan of activity; one that always fits for any other code.
pub(super) fn field_message(code: &str) -> &'static str {
    match code {
        "visit-hours-out-of-range" => "field-hours-invalid",
        "calls-out-of-range" => "field-calls-invalid",
        "response-ends" => "field-response-ends",
        "response-no-more" => "field-response-no-more",
        _ => "field-value-invalid",
    }
}
