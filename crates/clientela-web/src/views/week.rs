//! The plan of activity, as the use cases tell it and as forms say it.

pub use clientela_app::allocate_visits::{Allocation, AllocationLine, AllocationRequest, Outcome};
pub use clientela_app::calendar_feed::{Calendar, CalendarVisit};
pub use clientela_app::judge_response::{ResponseDraft, half_as_many_again};
pub use clientela_app::keep_visits::{VisitChange, VisitDraft};
pub use clientela_app::keep_work_hours::Time;
pub use clientela_app::show_week::{
    DayPlan, Proposal, ProposalGround, VisitLine, WeekOf, WeekPlan, WeekRequest,
};
pub use clientela_app::what_followed::{
    FollowedLine, FollowedOpportunities, FollowedRequest, GroupFollowed, WhatFollowed,
};
pub use clientela_store::calendar_feeds::CalendarFeed;
pub use clientela_store::response_judgements::ResponseJudgement;
pub use clientela_store::work_hours::WorkHours;
