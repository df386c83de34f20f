//! The plan of activity, as it leaves the program. Hours are hours, in quarters; amounts are in `currency`.

use clientela_domain::activity_plan::{FloorsExceedHours, Idle, JudgementsUnfit};
use clientela_domain::day::Date;
use clientela_domain::ids::UserId;
use clientela_domain::week_plan::{MissReason, VisitState};
use clientela_store::response_judgements::ResponseJudgement;
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::{EstimateAnswer, PeriodAnswer, WhyAnswer};
use crate::allocate_visits::{Allocation, AllocationLine, Outcome, Unjudged};
use crate::keep_work_hours::Time;
use crate::show_week::{Brought, DayPlan, Proposal, ProposalGround, TalkLine, VisitLine, WeekPlan};

/// Answer of `plan week` and of `GET /plan/week`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct WeekAnswer {
    /// Which week, as `2026-W48`.
    pub week: String,
    /// Its days.
    pub period: PeriodAnswer,
    /// Whose; absent for everybody's.
    pub user: Option<NamedAnswer>,
    /// Currency of every amount.
    pub currency: String,
    /// Visits on the plan, by day.
    pub visits: Vec<VisitAnswer>,
    /// The time there is.
    pub hours: HoursAnswer,
    /// What the visits are expected to bring, in margin: at least the lower end.
    pub expected: EstimateAnswer,
    /// How that came about.
    pub why: WhyAnswer,
    /// Visits the week could have, the most pressing first.
    pub proposals: Vec<VisitProposalAnswer>,
    /// What became of the plan, by counts.
    pub fact: AdherenceAnswer,
    /// Talks that were no visit of the plan.
    pub unplanned: Vec<UnplannedAnswer>,
}

/// A visit on the plan.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VisitAnswer {
    /// Which one.
    pub id: String,
    /// With whom: `account:ID` or `prospect:ID`.
    pub with: String,
    /// Its name.
    pub name: String,
    /// Who of us goes.
    pub user: NamedAnswer,
    /// When, ISO 8601.
    pub day: String,
    /// How long.
    pub hours: f64,
    /// What for.
    pub purpose: String,
    /// Why it is on the plan: `step`, `review`, `prospect`, `silence`, `gain` or `own`.
    pub reason: String,
    /// It was promised.
    pub promised: bool,
    /// `planned`, `done`, `missed` or `dropped`.
    pub state: String,
    /// Why it did not take place: `client_cancelled`, `we_cancelled`, `no_time`, `moved` or `other`.
    pub missed_reason: Option<String>,
    /// More about that.
    pub missed_note: String,
    /// The talk that it was.
    pub interaction: Option<String>,
    /// What a visit there brings at present, in margin.
    pub expected: EstimateAnswer,
    /// Version, for changing it.
    pub version: i64,
}

/// The time of a week or a quarter.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct HoursAnswer {
    /// Together.
    pub available: f64,
    /// Of them on the plan.
    pub planned: f64,
    /// Somebody said what they have; otherwise it is assumed.
    pub stated: bool,
    /// Day by day; absent where only the sum is told.
    pub days: Vec<DayHoursAnswer>,
}

/// The time of a day.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DayHoursAnswer {
    /// Which day, ISO 8601.
    pub day: String,
    /// How much.
    pub available: f64,
    /// Of it on the plan.
    pub planned: f64,
    /// Why so much: `usual`, `holiday`, `absent` or `stated`.
    pub kind: String,
    /// Visits take more than there is.
    pub over_full: bool,
}

/// A visit that is proposed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct VisitProposalAnswer {
    /// With whom: `account:ID` or `prospect:ID`.
    pub with: String,
    /// Its name.
    pub name: String,
    /// Why, the most pressing first.
    pub reasons: Vec<ProposalReasonAnswer>,
    /// By when, ISO 8601.
    pub by: Option<String>,
    /// How long.
    pub hours: f64,
    /// The day that has room for it; absent when none has.
    pub day: Option<String>,
}

/// Why a visit is proposed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ProposalReasonAnswer {
    /// `step`, `review`, `prospect`, `silence` or `gain`.
    pub reason: String,
    /// Its words: the step, why the prospect was put aside, or of a silent prospect the kind that decides its rhythm:
    /// `promising`, `contacted`, `new` or `cold`.
    pub what: String,
    /// Days of silence at least, or what an hour brings.
    pub value: Option<f64>,
}

/// What became of a week.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AdherenceAnswer {
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
    /// Talks that were no visit of the plan.
    pub unplanned: u64,
    /// What visits of the plan brought.
    pub visits_brought: BroughtAnswer,
    /// What the other talks brought.
    pub unplanned_brought: BroughtAnswer,
}

/// What talks brought.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BroughtAnswer {
    /// Names of who may become clients.
    pub names: u64,
    /// Next steps.
    pub steps: u64,
}

/// A talk that was no visit of the plan.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct UnplannedAnswer {
    /// The talk.
    pub interaction: String,
    /// Name of its client; empty without one.
    pub name: String,
    /// On which day, ISO 8601.
    pub day: String,
    /// What it brought.
    pub brought: BroughtAnswer,
}

fn hours(quarters: u32) -> f64 {
    f64::from(quarters) / 4.0
}

fn named((id, name): &(UserId, String)) -> NamedAnswer {
    NamedAnswer {
        id: id.to_string(),
        name: name.clone(),
    }
}

impl From<Brought> for BroughtAnswer {
    fn from(of: Brought) -> Self {
        Self {
            names: of.names,
            steps: of.steps,
        }
    }
}

impl WeekPlan {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> WeekAnswer {
        let visits = self.days.iter().flat_map(|day| &day.visits);
        let unplanned = self.days.iter().flat_map(|day| {
            let on = day.hours.day;
            day.unplanned.iter().map(move |talk| talk.answer(on))
        });
        WeekAnswer {
            week: self.week.to_string(),
            period: PeriodAnswer {
                from: self.week.first_day().to_string(),
                to: self.week.last_day().to_string(),
            },
            user: self.user.as_ref().map(named),
            currency: self.currency.to_string(),
            visits: visits.map(VisitLine::answer).collect(),
            hours: self.hours(),
            expected: (&self.expected).into(),
            why: (&self.why).into(),
            proposals: self.proposals.iter().map(Proposal::answer).collect(),
            fact: self.fact(),
            unplanned: unplanned.collect(),
        }
    }

    fn hours(&self) -> HoursAnswer {
        let sum = |of: fn(&DayPlan) -> u32| hours(self.days.iter().map(of).sum());
        HoursAnswer {
            available: sum(|day| day.hours.quarters),
            planned: sum(|day| day.planned),
            stated: self.is_stated,
            days: self.days.iter().map(DayPlan::answer).collect(),
        }
    }

    fn fact(&self) -> AdherenceAnswer {
        let counts = self.adherence;
        AdherenceAnswer {
            meant: counts.meant,
            done: counts.done,
            missed: counts.missed,
            unknown: counts.unknown,
            ahead: counts.ahead,
            unplanned: counts.unplanned,
            visits_brought: self.brought.0.into(),
            unplanned_brought: self.brought.1.into(),
        }
    }
}

impl DayPlan {
    fn answer(&self) -> DayHoursAnswer {
        DayHoursAnswer {
            day: self.hours.day.to_string(),
            available: hours(self.hours.quarters),
            planned: hours(self.planned),
            kind: self.hours.kind.code().to_owned(),
            over_full: self.is_over_full(),
        }
    }
}

impl TalkLine {
    fn answer(&self, day: Date) -> UnplannedAnswer {
        UnplannedAnswer {
            interaction: self.id.to_string(),
            name: self.name.clone(),
            day: day.to_string(),
            brought: self.brought.into(),
        }
    }
}

impl VisitLine {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> VisitAnswer {
        let (own, outcome) = (&self.visit.visit, &self.visit.outcome);
        let missed = outcome.missed.filter(|_| self.state == VisitState::Missed);
        VisitAnswer {
            id: self.visit.id.to_string(),
            with: own.with.to_string(),
            name: self.name.clone(),
            user: NamedAnswer {
                id: own.user_id.to_string(),
                name: self.user_name.clone(),
            },
            day: own.day.to_string(),
            hours: hours(own.quarters),
            purpose: own.purpose.clone(),
            reason: own.reason.code().to_owned(),
            promised: own.promised,
            state: self.state.code().to_owned(),
            missed_reason: missed.map(|reason: MissReason| reason.code().to_owned()),
            missed_note: outcome.note.clone(),
            interaction: self.talk.map(|id| id.to_string()),
            expected: (&self.expected).into(),
            version: self.visit.version,
        }
    }
}

impl Proposal {
    fn answer(&self) -> VisitProposalAnswer {
        let reason = |ground: &ProposalGround| {
            let (what, value) = match ground {
                ProposalGround::Step(what)
                | ProposalGround::Review(what)
                | ProposalGround::Prospect(what) => (what.clone(), None),
                ProposalGround::Silence(days) => (String::new(), *days),
                ProposalGround::ProspectSilence(silence) => {
                    (silence.class.code().to_owned(), Some(silence.days))
                }
                ProposalGround::Gain(gain) => (String::new(), Some(*gain)),
            };
            ProposalReasonAnswer {
                reason: ground.reason().code().to_owned(),
                what,
                value,
            }
        };
        VisitProposalAnswer {
            with: self.with.to_string(),
            name: self.name.clone(),
            reasons: self.grounds.iter().map(reason).collect(),
            by: self.by.map(|day| day.to_string()),
            hours: hours(self.quarters),
            day: self.day.map(|day| day.to_string()),
        }
    }
}

/// Answer of `plan allocation` and of `GET /plan/allocation`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AllocationAnswer {
    /// Whose hours.
    pub user: NamedAnswer,
    /// Which quarter, as `2026-Q4`.
    pub quarter: String,
    /// Its days.
    pub period: PeriodAnswer,
    /// Currency of every amount.
    pub currency: String,
    /// The time there is.
    pub hours: HoursAnswer,
    /// Those hours may go to, by name.
    pub accounts: Vec<AllocationLineAnswer>,
    /// What the best plan brings together; absent without a plan.
    pub value: Option<f64>,
    /// What one more hour would bring.
    pub one_more_hour: Option<f64>,
    /// The smallest further time that brings something; absent when ten hours more bring nothing.
    pub further: Option<FurtherTimeAnswer>,
    /// The hours one after another, where they bring most first.
    pub steps: Vec<AllocationStepAnswer>,
    /// How it came about.
    pub why: Option<WhyAnswer>,
    /// What was promised takes more than there is: then there is no plan.
    pub infeasible: Option<InfeasibleAnswer>,
    /// Those of whom nothing can be said.
    pub unjudged: Vec<UnjudgedAnswer>,
}

/// The smallest further time that brings something.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
pub struct FurtherTimeAnswer {
    /// Hours more than there are.
    pub hours: f64,
    /// What the best plan with them brings more.
    pub gain: f64,
}

/// Somebody hours may go to.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AllocationLineAnswer {
    /// Who: `account:ID` or `prospect:ID`.
    pub with: String,
    /// Its name.
    pub name: String,
    /// Visits at present, as judged.
    pub visits_now: u32,
    /// Hours of those.
    pub hours_now: f64,
    /// Visits on the boards of the quarter.
    pub visits_on_boards: u32,
    /// Visits that come first.
    pub visits_promised: u32,
    /// Visits the best plan gives.
    pub visits: u32,
    /// Hours of those.
    pub hours: f64,
    /// What those bring more than no visit.
    pub gain: f64,
    /// What an hour of them brings.
    pub gain_by_hour: Option<f64>,
    /// Why it gets none: `no_gain`, `too_long` or `better_elsewhere`.
    pub idle: Option<String>,
    /// The judgement behind it.
    pub judgement: ResponseAnswer,
}

/// What was judged of visits.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ResponseAnswer {
    /// Without a visit.
    pub without: String,
    /// With as many visits as can be.
    pub saturated: String,
    /// Visits at present.
    pub calls_now: u32,
    /// What they bring.
    pub brings_now: String,
    /// More visits.
    pub calls_more: u32,
    /// What those would bring.
    pub brings_more: String,
    /// What shows it.
    pub evidence: String,
    /// Who judged it.
    pub author: String,
    /// When, ISO 8601.
    pub day: String,
}

/// Hours given to somebody.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AllocationStepAnswer {
    /// Who.
    pub name: String,
    /// Visits given at once.
    pub visits: u32,
    /// What each hour of them brings.
    pub gain_by_hour: f64,
}

/// What was promised takes more than there is.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct InfeasibleAnswer {
    /// Hours it takes.
    pub needed: f64,
    /// Hours there are.
    pub available: f64,
    /// Names of those with promised visits, those that take longest first: one of them is to be agreed anew.
    pub promised: Vec<String>,
}

/// Somebody of whom nothing can be said.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct UnjudgedAnswer {
    /// Who: `account:ID` or `prospect:ID`.
    pub with: String,
    /// Its name.
    pub name: String,
    /// Why: `unjudged`, or `unfit` when no curve goes through the judgement.
    pub reason: String,
    /// Days between contacts that are meant.
    pub rhythm_days: Option<u32>,
}

const fn idle_code(idle: Idle) -> &'static str {
    match idle {
        Idle::NoGain => "no_gain",
        Idle::TooLong => "too_long",
        Idle::BetterElsewhere => "better_elsewhere",
    }
}

impl From<&ResponseJudgement> for ResponseAnswer {
    fn from(of: &ResponseJudgement) -> Self {
        let own = &of.judged;
        Self {
            without: own.without.to_string(),
            saturated: own.saturated.to_string(),
            calls_now: own.calls_now,
            brings_now: own.brings_now.to_string(),
            calls_more: own.calls_more,
            brings_more: own.brings_more.to_string(),
            evidence: own.evidence.clone(),
            author: own.author_name.clone(),
            day: own.day.to_string(),
        }
    }
}

impl Allocation {
    /// As it leaves the program.
    #[must_use]
    pub fn answer(&self) -> AllocationAnswer {
        let plan = match &self.outcome {
            Outcome::Planned(plan) => Some(plan),
            Outcome::Nothing | Outcome::Infeasible(_) => None,
        };
        let steps = plan.iter().flat_map(|plan| &plan.steps);
        AllocationAnswer {
            user: named(&self.user),
            quarter: self.quarter.to_string(),
            period: self.period.into(),
            currency: self.currency.to_string(),
            hours: self.time.sum(plan.map_or(0, |plan| plan.quarters)),
            accounts: self.lines.iter().map(AllocationLine::answer).collect(),
            value: plan.map(|plan| plan.value),
            one_more_hour: plan.map(|plan| plan.one_more_hour),
            further: plan
                .and_then(|plan| plan.further)
                .map(|further| FurtherTimeAnswer {
                    hours: hours(further.quarters),
                    gain: further.gain,
                }),
            steps: steps
                .map(|step| AllocationStepAnswer {
                    name: self.lines[step.account].name.clone(),
                    visits: step.calls,
                    gain_by_hour: step.gain_by_hour,
                })
                .collect(),
            why: plan.map(|plan| (&plan.why).into()),
            infeasible: match &self.outcome {
                Outcome::Infeasible(refused) => Some(self.infeasible(refused)),
                Outcome::Nothing | Outcome::Planned(_) => None,
            },
            unjudged: self.unjudged.iter().map(Unjudged::answer).collect(),
        }
    }

    fn infeasible(&self, refused: &FloorsExceedHours) -> InfeasibleAnswer {
        let promised = refused.promised.iter();
        InfeasibleAnswer {
            needed: hours(refused.needed),
            available: hours(refused.available),
            promised: promised
                .map(|place| self.lines[*place].name.clone())
                .collect(),
        }
    }
}

impl Time {
    fn sum(&self, planned: u32) -> HoursAnswer {
        HoursAnswer {
            available: hours(self.quarters()),
            planned: hours(planned),
            stated: self.is_stated,
            days: Vec::new(),
        }
    }
}

impl AllocationLine {
    fn answer(&self) -> AllocationLineAnswer {
        let now = self.judgement.judged.calls_now;
        AllocationLineAnswer {
            with: self.with.to_string(),
            name: self.name.clone(),
            visits_now: now,
            hours_now: hours(now * self.quarters),
            visits_on_boards: self.on_boards,
            visits_promised: self.least,
            visits: self.visits,
            hours: hours(self.visits * self.quarters),
            gain: self.gain,
            gain_by_hour: self.gain_by_hour(),
            idle: self.idle.map(|idle| idle_code(idle).to_owned()),
            judgement: (&self.judgement).into(),
        }
    }
}

impl Unjudged {
    fn answer(&self) -> UnjudgedAnswer {
        let reason = |_: JudgementsUnfit| "unfit";
        UnjudgedAnswer {
            with: self.with.to_string(),
            name: self.name.clone(),
            reason: self.unfit.map_or("unjudged", reason).to_owned(),
            rhythm_days: self.rhythm_days,
        }
    }
}

/// Answer of a judgement that was written down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ResponseWrittenAnswer {
    /// Which one.
    pub judgement: String,
}
