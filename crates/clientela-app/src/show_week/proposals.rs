//! Visits a week could have: due next steps, prospects whose day has come, silences, and where an hour brings most.

use std::collections::BTreeMap;

use clientela_domain::account_plan::Quarter;
use clientela_domain::contact_rhythm::Silence;
use clientela_domain::day::{Date, day_number};
use clientela_domain::ids::UserId;
use clientela_domain::prospects::{ProspectSilence, Stage};
use clientela_domain::week_plan::{VisitReason, VisitState, Visited, Wanted, place};
use clientela_store::Viewer;
use clientela_store::prospects::{self, ProspectFilter, ProspectSort, Whose};

use super::DayPlan;
use crate::allocate_visits::{AllocationRequest, allocate_visits, charges};
use crate::attention::attention_book;
use crate::context::Context;
use crate::error::AppError;
use crate::keep_work_hours::time_of;
use crate::silent_prospects::silent_prospects;

/// Most visits that are proposed.
const PROPOSALS_MAX: usize = 20;

/// Parked prospects of one colleague that are looked at.
const PARKED_MAX: u64 = 200;

/// Why a visit is proposed, with what shows it.
#[derive(Clone, Debug, PartialEq)]
pub enum ProposalGround {
    /// A next step that is due.
    Step(String),
    /// Why the prospect was put aside.
    Review(String),
    /// What is next with the prospect.
    Prospect(String),
    /// Days since the last contact at least; absent when none was ever recorded.
    Silence(Option<f64>),
    /// How long nobody spoke with the prospect, against what is meant for its kind.
    ProspectSilence(ProspectSilence),
    /// What one of its hours brings.
    Gain(f64),
}

impl ProposalGround {
    /// The word of it.
    #[must_use]
    pub const fn reason(&self) -> VisitReason {
        match self {
            Self::Step(_) => VisitReason::Step,
            Self::Review(_) => VisitReason::Review,
            Self::Prospect(_) => VisitReason::Prospect,
            Self::Silence(_) | Self::ProspectSilence(_) => VisitReason::Silence,
            Self::Gain(_) => VisitReason::Gain,
        }
    }
}

/// A visit that is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// With whom.
    pub with: Visited,
    /// Its name.
    pub name: String,
    /// Why, the most pressing first; at least one.
    pub grounds: Vec<ProposalGround>,
    /// By when, where there is a day.
    pub by: Option<Date>,
    /// Quarters of an hour it takes.
    pub quarters: u32,
    /// The day that has room for it; none when no day has.
    pub day: Option<Date>,
}

/// Why somebody may be visited, and by when.
#[derive(Clone, Debug)]
struct Called {
    name: String,
    grounds: Vec<ProposalGround>,
    by: Option<Date>,
    quarters: u32,
}

/// What a week could have beside what it has.
pub(super) async fn proposed(
    context: &Context,
    viewer: &Viewer,
    user: UserId,
    days: &[DayPlan],
) -> Result<Vec<Proposal>, AppError> {
    let today = context.clock.today();
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Ok(Vec::new());
    };
    let (first, last) = (first.hours.day, last.hours.day);
    if last < today {
        return Ok(Vec::new());
    }
    let usual = time_of(context, viewer, user, (first, last)).await?;
    let mut calls = Calls {
        all: BTreeMap::new(),
        usual: usual.hours.visit_quarters,
    };
    clients(context, viewer, user, (last, &mut calls)).await?;
    prospects_called(context, viewer, user, (last, &mut calls)).await?;
    gains(context, viewer, user, (last, &mut calls)).await?;
    for line in days.iter().flat_map(|day| &day.visits) {
        if line.state != VisitState::Missed {
            calls.all.remove(&line.visit.visit.with);
        }
    }
    let mut proposals: Vec<Proposal> = calls.all.into_iter().map(proposal).collect();
    proposals.sort_by(|one, other| {
        let order = |of: &Proposal| {
            (
                of.grounds.first().map(ProposalGround::reason),
                of.by.is_none(),
                of.by,
            )
        };
        order(one)
            .cmp(&order(other))
            .then_with(|| one.name.cmp(&other.name))
    });
    proposals.truncate(PROPOSALS_MAX);
    let wanted: Vec<Wanted> = proposals
        .iter()
        .map(|one| Wanted {
            quarters: one.quarters,
            by: one.by,
        })
        .collect();
    let mut free: Vec<(Date, i64)> = days
        .iter()
        .filter(|day| day.hours.day >= today)
        .map(|day| (day.hours.day, day.free()))
        .collect();
    for (proposal, day) in proposals.iter_mut().zip(place(&wanted, &mut free)) {
        proposal.day = day;
    }
    Ok(proposals)
}

fn proposal((with, called): (Visited, Called)) -> Proposal {
    Proposal {
        with,
        name: called.name,
        grounds: called.grounds,
        by: called.by,
        quarters: called.quarters,
        day: None,
    }
}

struct Calls {
    all: BTreeMap<Visited, Called>,
    usual: u32,
}

impl Calls {
    fn call(&mut self, with: Visited, name: &str, (ground, by): (ProposalGround, Option<Date>)) {
        let called = self.all.entry(with).or_insert_with(|| Called {
            name: name.to_owned(),
            grounds: Vec::new(),
            by: None,
            quarters: self.usual,
        });
        called.by = match (called.by, by) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        called.grounds.push(ground);
    }
}

/// Clients with a step that is due by the end of the week, or silent beyond their rhythm by then.
async fn clients(
    context: &Context,
    viewer: &Viewer,
    user: UserId,
    (last, calls): (Date, &mut Calls),
) -> Result<(), AppError> {
    let attention = attention_book(context, viewer).await?;
    for charge in charges(context, viewer, user).await? {
        let Some(account) = charge.with.account() else {
            continue;
        };
        let step = attention.step_of(account);
        let due = step.filter(|step| step.owner.is_none_or(|owner| owner == user));
        if let Some(step) = due
            && let Some(day) = step.due_day.filter(|day| *day <= last)
        {
            let ground = ProposalGround::Step(step.what.clone());
            calls.call(charge.with, &charge.name, (ground, Some(day)));
        }
        match attention.silence_on(account, charge.weight, last) {
            Silence::Longer => {
                let judged = attention.judged_on(account, charge.weight, last);
                let days = judged.days.bounds().map(|(low, _)| low);
                let ground = ProposalGround::Silence(days);
                calls.call(charge.with, &charge.name, (ground, None));
            }
            Silence::NeverMet => {
                let ground = ProposalGround::Silence(None);
                calls.call(charge.with, &charge.name, (ground, None));
            }
            Silence::NoRhythm | Silence::Within | Silence::Unclear => {}
        }
    }
    Ok(())
}

/// Prospects of whom something is due by the end of the week, parked ones whose day comes, and those silent longer than
/// their kind's rhythm by then.
async fn prospects_called(
    context: &Context,
    viewer: &Viewer,
    user: UserId,
    (last, calls): (Date, &mut Calls),
) -> Result<(), AppError> {
    let read = context.store.read(viewer);
    let live = Stage::ALL.iter().copied();
    let live = live.filter(|stage| stage.is_live());
    for (stages, review_by) in [
        (vec![Stage::Parked], Some(last)),
        (live.filter(|stage| *stage != Stage::Parked).collect(), None),
    ] {
        let filter = ProspectFilter {
            stages,
            review_by,
            whose: Whose::Of(user),
            ..ProspectFilter::default()
        };
        let order = (ProspectSort::NextStep, None);
        for one in prospects::list(&read, &filter, order, PARKED_MAX).await? {
            let (ground, by) = if review_by.is_some() {
                let ground = ProposalGround::Review(one.standing.note.clone());
                (ground, one.standing.review_on)
            } else {
                let Some(day) = one.prospect.next_on.filter(|day| *day <= last) else {
                    continue;
                };
                let ground = ProposalGround::Prospect(one.prospect.next_step.clone());
                (ground, Some(day))
            };
            let with = Visited::Prospect(one.id);
            calls.call(with, &one.prospect.name, (ground, by));
        }
    }
    let silent = Box::pin(silent_prospects(context, viewer, Whose::Of(user), last));
    for one in silent.await? {
        let with = Visited::Prospect(one.prospect.id);
        let ground = ProposalGround::ProspectSilence(one.silence);
        calls.call(with, &one.prospect.prospect.name, (ground, None));
    }
    Ok(())
}

/// Where the quarter's best plan is behind by the end of the week.
async fn gains(
    context: &Context,
    viewer: &Viewer,
    user: UserId,
    (last, calls): (Date, &mut Calls),
) -> Result<(), AppError> {
    let request = AllocationRequest {
        of: Some(user),
        quarter: Some(Quarter::of(last)),
    };
    let allocation = allocate_visits(context, viewer, &request).await?;
    let period = allocation.period;
    let days = |from: Date, to: Date| f64::from(day_number(to) - day_number(from) + 1);
    let part = days(period.from, last.min(period.to)) / days(period.from, period.to);
    for line in &allocation.lines {
        let by_now = (f64::from(line.visits) * part).floor();
        if let Some(called) = calls.all.get_mut(&line.with) {
            called.quarters = line.quarters;
        }
        if let Some(gain) = line.gain_by_hour()
            && f64::from(line.on_boards) < by_now
        {
            let ground = ProposalGround::Gain(gain);
            calls.call(line.with, &line.name, (ground, None));
            if let Some(called) = calls.all.get_mut(&line.with) {
                called.quarters = line.quarters;
            }
        }
    }
    Ok(())
}
