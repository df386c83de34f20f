//! What contacts brought, as it leaves the program. Amounts are in `currency`; it says what followed, never why.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::{EstimateAnswer, PeriodAnswer};
use crate::what_followed::{FollowedLine, FollowedOpportunities, GroupFollowed, WhatFollowed};

/// Answer of `plan followed` and of `GET /plan/followed`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WhatFollowedAnswer {
    /// Whose; absent for everybody's.
    pub user: Option<NamedAnswer>,
    /// Of which days.
    pub period: PeriodAnswer,
    /// Days after a contact that are looked at.
    pub within: u32,
    /// Currency of every amount.
    pub currency: String,
    /// Plan against fact.
    pub visits: FollowedPlanAnswer,
    /// What followed contacts of the plan.
    pub planned: GroupFollowedAnswer,
    /// What followed the others.
    pub unplanned: GroupFollowedAnswer,
    /// Contacts with clients one by one, the latest first; those within the days of an earlier one belong to it.
    pub contacts: Vec<FollowedContactAnswer>,
    /// Sales are not compared: too many lines would have to be read; ask for one colleague or fewer days.
    pub too_many_lines: bool,
}

/// Plan against fact, by counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FollowedPlanAnswer {
    /// Visits that were meant.
    pub meant: u64,
    /// Took place.
    pub done: u64,
    /// Did not.
    pub missed: u64,
    /// Are over, and nobody said what became of them.
    pub unknown: u64,
    /// Are still ahead.
    pub ahead: u64,
    /// Those that did not take place, by reason.
    pub missed_by_reason: Vec<MissedReasonAnswer>,
}

/// Visits that did not take place for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MissedReasonAnswer {
    /// `client_cancelled`, `we_cancelled`, `no_time`, `moved` or `other`.
    pub reason: String,
    /// How many.
    pub visits: u64,
}

/// What followed a group of contacts.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct GroupFollowedAnswer {
    /// Contacts.
    pub contacts: u64,
    /// Names obtained in them.
    pub names: u64,
    /// Next steps agreed in them.
    pub steps: u64,
    /// Prospects that came to count as qualified afterwards.
    pub qualified: u64,
    /// Opportunities opened afterwards.
    pub opened: FollowedOpportunitiesAnswer,
    /// Opportunities won afterwards.
    pub won: FollowedOpportunitiesAnswer,
    /// What clients bought afterwards.
    pub sales: FollowedSalesAnswer,
}

/// Opportunities that followed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FollowedOpportunitiesAnswer {
    /// How many.
    pub count: u64,
    /// Of them, of unknown worth.
    pub without_value: u64,
    /// What the others are worth.
    pub value: EstimateAnswer,
}

/// What clients bought after contacts, against what is usual.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FollowedSalesAnswer {
    /// Contacts with days of their own.
    pub windows: u64,
    /// Of them judged: the days are over and the past is long enough.
    pub judged: u64,
    /// Days not over yet.
    pub open: u64,
    /// Past too short to say what is usual.
    pub short: u64,
    /// After which more than usual was bought.
    pub above: u64,
    /// After which less than usual was bought.
    pub below: u64,
    /// Bought after the judged ones.
    pub bought: f64,
    /// Usual for these clients in so many days.
    pub usual: EstimateAnswer,
}

/// A contact and what followed it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct FollowedContactAnswer {
    /// With which client.
    pub account: NamedAnswer,
    /// When, ISO 8601.
    pub day: String,
    /// It was on the plan.
    pub planned: bool,
    /// The last day that is looked at, ISO 8601.
    pub until: String,
    /// What was bought.
    pub bought: EstimateAnswer,
    /// What is usual in so many days.
    pub usual: EstimateAnswer,
    /// Windows of the client's past that say what is usual.
    pub past_windows: usize,
    /// `above`, `within`, `below`, `short` or `open`.
    pub against: String,
}

impl WhatFollowed {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> WhatFollowedAnswer {
        let counts = self.adherence;
        let missed = self.missed.iter();
        WhatFollowedAnswer {
            user: self.user.as_ref().map(|(id, name)| NamedAnswer {
                id: id.to_string(),
                name: name.clone(),
            }),
            period: self.period.into(),
            within: self.within,
            currency: self.currency.to_string(),
            visits: FollowedPlanAnswer {
                meant: counts.meant,
                done: counts.done,
                missed: counts.missed,
                unknown: counts.unknown,
                ahead: counts.ahead,
                missed_by_reason: missed
                    .map(|(reason, visits)| MissedReasonAnswer {
                        reason: reason.code().to_owned(),
                        visits: *visits,
                    })
                    .collect(),
            },
            planned: self.planned.answer(),
            unplanned: self.unplanned.answer(),
            contacts: self.lines.iter().map(FollowedLine::answer).collect(),
            too_many_lines: self.too_many_lines,
        }
    }
}

impl GroupFollowed {
    fn answer(&self) -> GroupFollowedAnswer {
        let sales = &self.sales;
        GroupFollowedAnswer {
            contacts: self.contacts,
            names: self.brought.names,
            steps: self.brought.steps,
            qualified: self.qualified,
            opened: self.opened.answer(),
            won: self.won.answer(),
            sales: FollowedSalesAnswer {
                windows: sales.windows,
                judged: sales.judged,
                open: sales.open,
                short: sales.short,
                above: sales.above,
                below: sales.below,
                bought: sales.bought,
                usual: (&sales.usual).into(),
            },
        }
    }
}

impl FollowedOpportunities {
    fn answer(&self) -> FollowedOpportunitiesAnswer {
        FollowedOpportunitiesAnswer {
            count: self.count,
            without_value: self.without_value,
            value: (&self.value).into(),
        }
    }
}

impl FollowedLine {
    fn answer(&self) -> FollowedContactAnswer {
        let own = &self.followed;
        FollowedContactAnswer {
            account: NamedAnswer {
                id: self.account.to_string(),
                name: self.name.clone(),
            },
            day: self.day.to_string(),
            planned: self.planned,
            until: own.until.to_string(),
            bought: (&own.bought).into(),
            usual: (&own.usual).into(),
            past_windows: own.windows,
            against: own.against.code().to_owned(),
        }
    }
}
