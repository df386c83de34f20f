//! A week: the hours of its days, the visits that are meant, what is proposed, and what became of it all.

use std::collections::HashMap;

use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::estimate::Estimate;
use clientela_domain::ids::{InteractionId, PlannedVisitId, UserId};
use clientela_domain::week_plan::{
    Adherence, DayHours, DayKind, Happened, Meant, VisitState, Visited, Week, adherence,
    free_quarters, matched,
};
use clientela_domain::why::{Input, InputValue, Missing, Source, Why};
use clientela_store::chain::{self, Talk};
use clientela_store::planned_visits::{self, PlannedVisit};
use clientela_store::response_judgements::{self, ResponseJudgement};
use clientela_store::{Permission, Viewer, names_of};

use crate::compose_morning::whose_morning;
use crate::context::Context;
use crate::error::AppError;
use crate::keep_work_hours::{Time, time_of};

mod proposals;

pub use proposals::{Proposal, ProposalGround};

/// Whose week.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WeekOf {
    /// The viewer's own; everybody's for the program itself.
    #[default]
    Own,
    /// A colleague's.
    User(UserId),
    /// Everybody's, for who hands out clients.
    Team,
}

/// Whose week, and which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeekRequest {
    /// Whose.
    pub of: WeekOf,
    /// Which; this one when absent.
    pub week: Option<Week>,
}

/// What a talk brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// Names of who may become clients.
    pub names: u64,
    /// Next steps.
    pub steps: u64,
}

/// A visit of the week with its names.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitLine {
    /// The visit.
    pub visit: PlannedVisit,
    /// Name of the client or prospect.
    pub name: String,
    /// Name of who goes.
    pub user_name: String,
    /// The talk that it was, when there was one.
    pub talk: Option<InteractionId>,
    /// How far it is, the talk counted in.
    pub state: VisitState,
    /// Its day is over and nobody said what became of it.
    pub is_open_question: bool,
    /// What a visit there brings at present; unknown when nobody judged it.
    pub expected: Estimate,
}

/// A talk that was no visit of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TalkLine {
    /// The talk.
    pub id: InteractionId,
    /// Name of the client; empty for a talk without one.
    pub name: String,
    /// What it brought.
    pub brought: Brought,
}

/// A day of the week.
#[derive(Clone, Debug, PartialEq)]
pub struct DayPlan {
    /// Its time.
    pub hours: DayHours,
    /// Quarters of an hour its visits take.
    pub planned: u32,
    /// Its visits, in the order they were planned.
    pub visits: Vec<VisitLine>,
    /// Talks that were no visit.
    pub unplanned: Vec<TalkLine>,
}

impl DayPlan {
    /// What is left; below zero when visits take more than there is.
    #[must_use]
    pub fn free(&self) -> i64 {
        free_quarters(&self.hours, self.planned)
    }

    /// Visits take more than there is.
    #[must_use]
    pub fn is_over_full(&self) -> bool {
        self.free() < 0
    }
}

/// A week.
#[derive(Clone, Debug)]
pub struct WeekPlan {
    /// Which.
    pub week: Week,
    /// Whose; absent for everybody's.
    pub user: Option<(UserId, String)>,
    /// Today.
    pub today: Date,
    /// The time was said; otherwise it is assumed.
    pub is_stated: bool,
    /// Its days.
    pub days: Vec<DayPlan>,
    /// What is proposed, the most pressing first.
    pub proposals: Vec<Proposal>,
    /// The week by its counts.
    pub adherence: Adherence,
    /// What visits of the plan brought, and what other talks did.
    pub brought: (Brought, Brought),
    /// What the visits that are meant or took place are expected to bring.
    pub expected: Estimate,
    /// How that came about.
    pub why: Why,
    /// Currency of it.
    pub currency: Currency,
}

/// A week as the viewer may see it.
///
/// # Errors
/// [`AppError::Forbidden`] for a colleague's or everybody's without leave; [`AppError::NotFound`] without such a
/// colleague; when the book cannot answer.
pub async fn show_week(
    context: &Context,
    viewer: &Viewer,
    request: &WeekRequest,
) -> Result<WeekPlan, AppError> {
    let today = context.clock.today();
    let week = request.week.unwrap_or_else(|| Week::of(today));
    let user = whose(context, viewer, request.of).await?;
    let days = (week.first_day(), week.last_day());
    let read = context.store.read(viewer);
    let of = user.as_ref().map(|(id, _)| *id);
    let visits = planned_visits::between(&read, of, days).await?;
    let talks: Vec<Talk> = chain::talks(&read, days)
        .await?
        .into_iter()
        .filter(|talk| of.is_none_or(|user| took_part(talk, user)))
        .collect();
    let (hours, is_stated) = hours(context, viewer, of, days).await?;
    let names = Names::read(context, viewer, &visits).await?;
    let judged = response_judgements::standing(&read).await?;
    let brought = brought_by(context, viewer, &talks, days).await?;
    let told = Told {
        week,
        today,
        visits: &visits,
        talks: &talks,
        names: &names,
        judged: &judged,
        brought: &brought,
    };
    let matches = told.matches();
    let day_plans = told.days(&hours, &matches);
    let proposals = match &user {
        Some((user, _)) => proposals::proposed(context, viewer, *user, &day_plans).await?,
        None => Vec::new(),
    };
    let (expected, why) = told.expected(&day_plans);
    Ok(WeekPlan {
        week,
        user,
        today,
        is_stated,
        proposals,
        adherence: adherence(&told.meant(), &told.happened(), today),
        brought: told.brought(&matches),
        expected,
        why,
        currency: context
            .book_state(viewer)
            .await?
            .settings
            .reporting_currency(),
        days: day_plans,
    })
}

/// A visit with its names, whatever became of it.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may know of; when the book cannot answer.
pub async fn show_visit_line(
    context: &Context,
    viewer: &Viewer,
    id: PlannedVisitId,
) -> Result<VisitLine, AppError> {
    let read = context.store.read(viewer);
    let visit = planned_visits::get(&read, id).await?;
    let visit = visit.ok_or(AppError::NotFound("planned_visit"))?;
    let (user, day) = (visit.visit.user_id, visit.visit.day);
    let visits = planned_visits::between(&read, Some(user), (day, day)).await?;
    let talks = chain::talks(&read, (day, day)).await?;
    let talks: Vec<Talk> = talks
        .into_iter()
        .filter(|talk| took_part(talk, user))
        .collect();
    let names = Names::read(context, viewer, &visits).await?;
    let judged = response_judgements::standing(&read).await?;
    let told = Told {
        week: Week::of(day),
        today: context.clock.today(),
        visits: &visits,
        talks: &talks,
        names: &names,
        judged: &judged,
        brought: &HashMap::new(),
    };
    let mut lines = visits.iter().zip(told.matches());
    let found = lines.find(|(one, _)| one.id == id);
    let (one, talk) = found.ok_or(AppError::NotFound("planned_visit"))?;
    Ok(told.line(one, talk))
}

pub(crate) async fn whose(
    context: &Context,
    viewer: &Viewer,
    of: WeekOf,
) -> Result<Option<(UserId, String)>, AppError> {
    let of = match of {
        WeekOf::Own => None,
        WeekOf::User(user) => Some(user),
        WeekOf::Team => {
            viewer.require(Permission::AssignOwners)?;
            return Ok(None);
        }
    };
    let user = whose_morning(context, viewer, of).await?;
    Ok(user.map(|user| (user.id, user.name)))
}

/// Somebody of us was there: whoever is named, else whoever wrote it down.
pub(crate) fn took_part(talk: &Talk, user: UserId) -> bool {
    talk.users.contains(&user) || (talk.users.is_empty() && talk.author == Some(user))
}

/// The hours of the days: of one, or of everybody who answers for clients, together.
async fn hours(
    context: &Context,
    viewer: &Viewer,
    of: Option<UserId>,
    days: (Date, Date),
) -> Result<(Vec<DayHours>, bool), AppError> {
    if let Some(user) = of {
        let time = time_of(context, viewer, user, days).await?;
        return Ok((time.days, time.is_stated));
    }
    let state = context.book_state(viewer).await?;
    let mut users: Vec<UserId> = state
        .directory
        .cards()
        .iter()
        .filter_map(|card| card.owner_id)
        .collect();
    users.sort_unstable();
    users.dedup();
    let mut together: Vec<DayHours> = Vec::new();
    let mut all_stated = true;
    for user in users {
        let time: Time = time_of(context, viewer, user, days).await?;
        all_stated &= time.is_stated;
        if together.is_empty() {
            together = time.days;
            continue;
        }
        for (sum, day) in together.iter_mut().zip(time.days) {
            sum.quarters += day.quarters;
            if sum.kind != day.kind {
                sum.kind = DayKind::Usual;
            }
        }
    }
    if together.is_empty() {
        let week = Week::of(days.0).days();
        together = week
            .map(|day| DayHours {
                day,
                quarters: 0,
                kind: DayKind::Usual,
            })
            .to_vec();
    }
    Ok((together, all_stated))
}

/// What each talk of the week brought.
pub(crate) async fn brought_by(
    context: &Context,
    viewer: &Viewer,
    talks: &[Talk],
    (first, last): (Date, Date),
) -> Result<HashMap<InteractionId, Brought>, AppError> {
    let read = context.store.read(viewer);
    let ids: Vec<InteractionId> = talks.iter().map(|talk| talk.id).collect();
    let steps = planned_visits::steps_from(&read, &ids).await?;
    let mut brought: HashMap<InteractionId, Brought> = steps
        .into_iter()
        .map(|(talk, steps)| (talk, Brought { names: 0, steps }))
        .collect();
    // Only who named a prospect first brought a new name.
    for naming in chain::first_namings(&read, (first, last)).await? {
        let by = |talk: &&Talk| {
            let person = naming.person.is_some_and(|one| talk.people.contains(&one));
            let account = naming.account.is_some() && naming.account == talk.account;
            talk.day == naming.day && (person || account)
        };
        if let Some(talk) = talks.iter().find(by) {
            brought.entry(talk.id).or_default().names += 1;
        }
    }
    Ok(brought)
}

struct Names {
    with: HashMap<Visited, String>,
    accounts: HashMap<clientela_domain::ids::AccountId, String>,
    users: HashMap<UserId, String>,
}

impl Names {
    async fn read(
        context: &Context,
        viewer: &Viewer,
        visits: &[PlannedVisit],
    ) -> Result<Self, AppError> {
        let read = context.store.read(viewer);
        let state = context.book_state(viewer).await?;
        let colleagues = names_of::colleagues(&read).await?;
        let named: Vec<Visited> = visits.iter().map(|one| one.visit.with).collect();
        let with = crate::export_visits::names(&read, &state.directory, &named).await?;
        let cards = state.directory.cards().iter();
        Ok(Self {
            with,
            accounts: cards.map(|card| (card.id, card.name.clone())).collect(),
            users: colleagues
                .into_iter()
                .map(|one| (one.id, one.name))
                .collect(),
        })
    }
}

/// What a week is told from.
struct Told<'a> {
    week: Week,
    today: Date,
    visits: &'a [PlannedVisit],
    talks: &'a [Talk],
    names: &'a Names,
    judged: &'a HashMap<Visited, ResponseJudgement>,
    brought: &'a HashMap<InteractionId, Brought>,
}

impl Told<'_> {
    fn meant(&self) -> Vec<Meant<Option<Visited>>> {
        let meant = self.visits.iter().map(|one| Meant {
            with: Some(one.visit.with),
            day: one.visit.day,
            state: one.outcome.state,
        });
        meant.collect()
    }

    fn happened(&self) -> Vec<Happened<Option<Visited>>> {
        let happened = self.talks.iter().map(|talk| Happened {
            with: talk.account.map(Visited::Account),
            day: talk.day,
        });
        happened.collect()
    }

    fn matches(&self) -> Vec<Option<usize>> {
        matched(&self.meant(), &self.happened())
    }

    fn days(&self, hours: &[DayHours], matches: &[Option<usize>]) -> Vec<DayPlan> {
        let day = |hours: &DayHours| {
            let visits: Vec<VisitLine> = self
                .visits
                .iter()
                .zip(matches)
                .filter(|(one, _)| one.visit.day == hours.day)
                .filter(|(one, _)| one.outcome.state != VisitState::Dropped)
                .map(|(one, talk)| self.line(one, *talk))
                .collect();
            let takes = visits
                .iter()
                .filter(|line| line.state != VisitState::Missed)
                .map(|line| line.visit.visit.quarters);
            let unplanned = self.talks.iter().enumerate();
            let unplanned = unplanned
                .filter(|(place, talk)| talk.day == hours.day && !matches.contains(&Some(*place)));
            DayPlan {
                hours: *hours,
                planned: takes.sum(),
                unplanned: unplanned.map(|(_, talk)| self.talk(talk)).collect(),
                visits,
            }
        };
        hours.iter().map(day).collect()
    }

    fn line(&self, visit: &PlannedVisit, talk: Option<usize>) -> VisitLine {
        let said = visit.outcome.state;
        let state = if talk.is_some() {
            VisitState::Done
        } else {
            said
        };
        let name = |names: &HashMap<UserId, String>, user: UserId| {
            names.get(&user).cloned().unwrap_or_default()
        };
        VisitLine {
            name: self
                .names
                .with
                .get(&visit.visit.with)
                .cloned()
                .unwrap_or_default(),
            user_name: name(&self.names.users, visit.visit.user_id),
            talk: talk.map(|place| self.talks[place].id),
            is_open_question: state == VisitState::Planned && visit.visit.day < self.today,
            state,
            expected: self.expected_of(visit.visit.with),
            visit: visit.clone(),
        }
    }

    fn talk(&self, talk: &Talk) -> TalkLine {
        let name = talk.account.and_then(|id| self.names.accounts.get(&id));
        TalkLine {
            id: talk.id,
            name: name.cloned().unwrap_or_default(),
            brought: self.brought.get(&talk.id).copied().unwrap_or_default(),
        }
    }

    /// What a visit brings at present, on average.
    fn expected_of(&self, with: Visited) -> Estimate {
        let Some(found) = self.judged.get(&with) else {
            return Estimate::Unknown("unknown-visits-unjudged");
        };
        let judged = &found.judged;
        let more = judged.brings_now.as_f64() - judged.without.as_f64();
        Estimate::Known(more / f64::from(judged.calls_now.max(1)))
    }

    /// What the visits of the week bring together: at least what the judged ones do.
    fn expected(&self, days: &[DayPlan]) -> (Estimate, Why) {
        let lines = days.iter().flat_map(|day| &day.visits);
        let counted: Vec<&VisitLine> = lines
            .filter(|line| line.state != VisitState::Missed)
            .collect();
        let known: Vec<f64> = counted
            .iter()
            .filter_map(|line| line.expected.bounds().map(|(low, _)| low))
            .collect();
        let sum: f64 = known.iter().sum();
        let unjudged = counted.len() - known.len();
        let expected = match (known.is_empty(), unjudged) {
            (true, 0) => Estimate::Known(0.0),
            (true, _) => Estimate::Unknown("unknown-visits-unjudged"),
            (false, 0) => Estimate::Known(sum),
            (false, _) => Estimate::Range(sum, f64::INFINITY),
        };
        let count = |name, count: usize| Input {
            name,
            value: InputValue::Count(count as u64),
            day: Some(self.week.first_day()),
            source: Source::Book,
        };
        let missing = (unjudged > 0).then_some(Missing {
            name: "missing-visits-unjudged",
            effect: f64::INFINITY,
        });
        let why = Why {
            rule: "S15/WEEK",
            inputs: vec![
                count("input-visits-counted", counted.len()),
                count("input-visits-judged", known.len()),
            ],
            missing: Vec::from_iter(missing),
        };
        (expected, why)
    }

    fn brought(&self, matches: &[Option<usize>]) -> (Brought, Brought) {
        let (mut of_plan, mut others) = (Brought::default(), Brought::default());
        for (place, talk) in self.talks.iter().enumerate() {
            let one = self.brought.get(&talk.id).copied().unwrap_or_default();
            let sum = if matches.contains(&Some(place)) {
                &mut of_plan
            } else {
                &mut others
            };
            sum.names += one.names;
            sum.steps += one.steps;
        }
        (of_plan, others)
    }
}
