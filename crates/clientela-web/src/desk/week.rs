//! What the pages ask about the plan of activity.

use async_trait::async_trait;
use clientela_domain::day::Date;
use clientela_domain::ids::{PlannedVisitId, UserId};
use clientela_domain::week_plan::{MissReason, VisitState, Visited};
use clientela_texts::Language;

use super::Answer;
use crate::views::UserView;
use crate::views::week::{
    Allocation, AllocationRequest, Calendar, CalendarFeed, FollowedRequest, ResponseDraft,
    ResponseJudgement, Time, VisitChange, VisitDraft, WeekPlan, WeekRequest, WhatFollowed,
    WorkHours,
};

/// The week, the hours, what visits bring, the calendar.
#[async_trait]
pub trait WeekDesk: Send + Sync {
    /// A week.
    async fn week(&self, user: &UserView, request: &WeekRequest) -> Answer<WeekPlan>;
    /// Plans a visit.
    async fn plan_visit(&self, user: &UserView, draft: &VisitDraft) -> Answer<PlannedVisitId>;
    /// Moves or changes one that was read at `version`.
    async fn change_visit(
        &self,
        user: &UserView,
        id: PlannedVisitId,
        change: &VisitChange,
        version: i64,
    ) -> Answer<()>;
    /// Says what became of one that was read at `version`.
    async fn settle_visit(
        &self,
        user: &UserView,
        id: PlannedVisitId,
        outcome: (VisitState, Option<MissReason>, &str),
        version: i64,
    ) -> Answer<()>;
    /// Where the hours of a quarter bring most.
    async fn allocation(&self, user: &UserView, request: &AllocationRequest) -> Answer<Allocation>;
    /// What contacts brought.
    async fn what_followed(
        &self,
        user: &UserView,
        request: &FollowedRequest,
    ) -> Answer<WhatFollowed>;
    /// How much time somebody has on these days.
    async fn time_of(&self, user: &UserView, of: UserId, days: (Date, Date)) -> Answer<Time>;
    /// Says how much.
    async fn set_work_hours(&self, user: &UserView, of: UserId, hours: WorkHours) -> Answer<()>;
    /// Says how much one very day has.
    async fn set_day_hours(
        &self,
        user: &UserView,
        of: UserId,
        day: (Date, Option<u32>),
    ) -> Answer<()>;
    /// What was judged of visits to somebody.
    async fn judged_response(
        &self,
        user: &UserView,
        with: Visited,
    ) -> Answer<Option<ResponseJudgement>>;
    /// Judges it.
    async fn judge_response(
        &self,
        user: &UserView,
        with: Visited,
        draft: &ResponseDraft,
    ) -> Answer<()>;
    /// The client or prospect of a typed name, or of one that was chosen.
    async fn visited_named(&self, user: &UserView, typed: &str) -> Answer<Visited>;
    /// What a client or prospect is called.
    async fn visited_name(&self, user: &UserView, with: Visited) -> Answer<String>;
    /// One's own calendar address.
    async fn calendar_feed(&self, user: &UserView) -> Answer<Option<CalendarFeed>>;
    /// A new one: its secret.
    async fn renew_calendar(&self, user: &UserView, language: Language) -> Answer<String>;
    /// None any more.
    async fn withdraw_calendar(&self, user: &UserView) -> Answer<()>;
    /// What stands under an address.
    async fn calendar(&self, secret: &str, network_address: &str) -> Answer<Calendar>;
}
