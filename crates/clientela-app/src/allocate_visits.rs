//! Whose visits the hours of a quarter go to: what each is expected to bring, what was promised, what is left out.

use std::collections::HashMap;

use clientela_domain::account_plan::Quarter;
use clientela_domain::activity_plan::{
    CallPlan, Candidate, FloorsExceedHours, Idle, JudgementsUnfit, Response, plan_calls,
};
use clientela_domain::contact_rhythm::RhythmSource;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Period, day_number};
use clientela_domain::ids::{AccountId, UserId};
use clientela_domain::key_criteria::Verdict;
use clientela_domain::prospects::Stage;
use clientela_domain::week_plan::{VisitState, Visited};
use clientela_store::planned_visits::{self, PlannedVisit};
use clientela_store::prospects::{self, ProspectFilter, ProspectSort, Whose};
use clientela_store::response_judgements::{self, ResponseJudgement};
use clientela_store::{Permission, StoreError, Viewer};

use crate::attention::{AttentionBook, Weight, attention_book};
use crate::context::Context;
use crate::error::AppError;
use crate::figures::{FigureRequest, figures};
use crate::judge_accounts::brief_verdicts;
use crate::judge_response::response_of;
use crate::keep_work_hours::{Time, time_of, whose};

/// Prospects of one colleague that are looked at.
const PROSPECTS_MAX: u64 = 500;

/// Whose hours, of which quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AllocationRequest {
    /// Whose; the viewer's own when absent.
    pub of: Option<UserId>,
    /// Which quarter; this one when absent.
    pub quarter: Option<Quarter>,
}

/// A client or prospect somebody answers for.
#[derive(Clone, Debug)]
pub(crate) struct Charge {
    /// Who.
    pub(crate) with: Visited,
    /// Its name.
    pub(crate) name: String,
    /// What decides its rhythm; nothing for a prospect.
    pub(crate) weight: Weight,
}

/// Somebody hours may go to.
#[derive(Clone, Debug, PartialEq)]
pub struct AllocationLine {
    /// Who.
    pub with: Visited,
    /// Its name.
    pub name: String,
    /// What was judged.
    pub judgement: ResponseJudgement,
    /// The response that goes through it.
    pub response: Response,
    /// Quarters of an hour a visit takes.
    pub quarters: u32,
    /// Visits that come first: promised ones, or those its own rhythm asks for.
    pub least: u32,
    /// Visits on the boards of the quarter that are not missed or dropped.
    pub on_boards: u32,
    /// Visits the best plan gives; 0 when there is none.
    pub visits: u32,
    /// What those bring more than no visit.
    pub gain: f64,
    /// Why it gets none.
    pub idle: Option<Idle>,
}

impl AllocationLine {
    /// What an hour of its visits brings; `None` without a visit.
    #[must_use]
    pub fn gain_by_hour(&self) -> Option<f64> {
        let hours = f64::from(self.visits * self.quarters) / 4.0;
        (self.visits > 0).then(|| self.gain / hours)
    }

    /// What a visit brings at present, on average: of the judgement alone.
    #[must_use]
    pub fn gain_by_visit(&self) -> f64 {
        let judged = &self.judgement.judged;
        let more = judged.brings_now.as_f64() - judged.without.as_f64();
        more / f64::from(judged.calls_now.max(1))
    }
}

/// Somebody of whom nobody can say what visits bring: unknown, not nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Unjudged {
    /// Who.
    pub with: Visited,
    /// Its name.
    pub name: String,
    /// What is wrong with the judgement; absent when there is none.
    pub unfit: Option<JudgementsUnfit>,
    /// Days between contacts that are meant; none for a prospect, or when none are meant.
    pub rhythm_days: Option<u32>,
}

/// What comes of the hours.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Nobody judged anybody.
    Nothing,
    /// The best plan.
    Planned(Box<CallPlan>),
    /// What was promised takes more than there is.
    Infeasible(FloorsExceedHours),
}

/// The hours of a quarter and where they bring most.
#[derive(Clone, Debug)]
pub struct Allocation {
    /// Whose hours.
    pub user: (UserId, String),
    /// Which quarter.
    pub quarter: Quarter,
    /// Its days.
    pub period: Period,
    /// The time there is.
    pub time: Time,
    /// Currency of what visits bring.
    pub currency: Currency,
    /// Those hours may go to, by name.
    pub lines: Vec<AllocationLine>,
    /// What comes of the hours; places are those of `lines`.
    pub outcome: Outcome,
    /// Those of whom nothing can be said.
    pub unjudged: Vec<Unjudged>,
}

/// Where the hours of a quarter bring most.
///
/// # Errors
/// [`AppError::Forbidden`] for a colleague's without leave; [`AppError::NotFound`] without such a colleague;
/// [`AppError::Invalid`] when it is nobody's.
pub async fn allocate_visits(
    context: &Context,
    viewer: &Viewer,
    request: &AllocationRequest,
) -> Result<Allocation, AppError> {
    let user = whose(context, viewer, request.of).await?;
    let today = context.clock.today();
    let quarter = request.quarter.unwrap_or_else(|| Quarter::of(today));
    let period = quarter.period().ok_or(AppError::NotFound("quarter"))?;
    let days = (period.from, period.to);
    let time = time_of(context, viewer, user.0, days).await?;
    let read = context.store.read(viewer);
    let visits = planned_visits::between(&read, Some(user.0), days).await?;
    let judged = response_judgements::standing(&read).await?;
    let attention = attention_book(context, viewer).await?;
    let ground = Ground {
        period,
        time: &time,
        visits: &visits,
        attention: &attention,
    };
    let (mut lines, mut unjudged) = (Vec::new(), Vec::new());
    for charge in charges(context, viewer, user.0).await? {
        match judged.get(&charge.with) {
            None => unjudged.push(ground.unjudged(charge, None)),
            Some(found) => match response_of(&found.judged) {
                Err(unfit) => unjudged.push(ground.unjudged(charge, Some(unfit))),
                Ok(response) => lines.push(ground.line(charge, found.clone(), response)),
            },
        }
    }
    let outcome = planned(&mut lines, &time, &ground);
    let currency = context
        .book_state(viewer)
        .await?
        .settings
        .reporting_currency();
    Ok(Allocation {
        user,
        quarter,
        period,
        currency,
        lines,
        outcome,
        unjudged,
        time,
    })
}

fn planned(lines: &mut [AllocationLine], time: &Time, ground: &Ground<'_>) -> Outcome {
    if lines.is_empty() {
        return Outcome::Nothing;
    }
    let days = time.days.iter().filter(|day| day.quarters > 0).count();
    let most = u32::try_from(days).unwrap_or(u32::MAX);
    let candidate = |line: &AllocationLine| Candidate {
        name: line.name.clone(),
        response: line.response,
        quarters: line.quarters,
        least: line.least,
        most: most.max(line.least),
    };
    let candidates: Vec<Candidate> = lines.iter().map(candidate).collect();
    let plan = match plan_calls(&candidates, ground.time.quarters()) {
        Err(refused) => return Outcome::Infeasible(refused),
        Ok(plan) => plan,
    };
    for (line, visits) in lines.iter_mut().zip(&plan.calls) {
        line.visits = *visits;
        line.gain = line.response.of(f64::from(*visits)) - line.response.of(0.0);
    }
    for (place, idle) in &plan.idle {
        lines[*place].idle = Some(*idle);
    }
    Outcome::Planned(Box::new(plan))
}

struct Ground<'a> {
    period: Period,
    time: &'a Time,
    visits: &'a [PlannedVisit],
    attention: &'a AttentionBook,
}

impl Ground<'_> {
    fn visits_to(&self, with: Visited) -> impl Iterator<Item = &PlannedVisit> {
        self.visits.iter().filter(move |one| {
            let on = matches!(one.outcome.state, VisitState::Planned | VisitState::Done);
            on && one.visit.with == with
        })
    }

    fn line(
        &self,
        charge: Charge,
        judgement: ResponseJudgement,
        response: Response,
    ) -> AllocationLine {
        let count = |promised: bool| {
            let fits = self
                .visits_to(charge.with)
                .filter(|one| one.visit.promised || !promised);
            u32::try_from(fits.count()).unwrap_or(u32::MAX)
        };
        AllocationLine {
            with: charge.with,
            quarters: judgement
                .judged
                .visit_quarters
                .unwrap_or(self.time.hours.visit_quarters),
            least: count(true).max(self.by_rhythm(&charge)),
            on_boards: count(false),
            visits: 0,
            gain: 0.0,
            idle: None,
            name: charge.name,
            judgement,
            response,
        }
    }

    /// Visits the client's own rhythm asks for: what was agreed with it, not the rule of the firm.
    fn by_rhythm(&self, charge: &Charge) -> u32 {
        let days = day_number(self.period.to) - day_number(self.period.from) + 1;
        let days = u32::try_from(days).unwrap_or(0);
        match self.rhythm(charge) {
            Some((own, RhythmSource::Account)) if own > 0 => days / own,
            _ => 0,
        }
    }

    fn rhythm(&self, charge: &Charge) -> Option<(u32, RhythmSource)> {
        let account = charge.with.account()?;
        let rhythm = self.attention.of(account, charge.weight).silence.rhythm?;
        Some((rhythm.days, rhythm.source))
    }

    fn unjudged(&self, charge: Charge, unfit: Option<JudgementsUnfit>) -> Unjudged {
        Unjudged {
            rhythm_days: self.rhythm(&charge).map(|(days, _)| days),
            with: charge.with,
            name: charge.name,
            unfit,
        }
    }
}

/// Whom somebody answers for: their clients, and their prospects that are still to be won, by name.
pub(crate) async fn charges(
    context: &Context,
    viewer: &Viewer,
    user: UserId,
) -> Result<Vec<Charge>, AppError> {
    let request = FigureRequest::default();
    let figures = figures(context, viewer, &request).await?;
    let verdicts = brief_verdicts(context, viewer, &request).await?;
    let state = context.book_state(viewer).await?;
    let own = state.directory.cards().iter();
    // Whoever sees every client stands for those nobody answers for, as in the morning.
    let with_unowned = viewer.user == Some(user) && viewer.may(Permission::SeeAllAccounts);
    let own = own.filter(|card| match card.owner_id {
        Some(owner) => owner == user,
        None => with_unowned,
    });
    let mut charges: Vec<Charge> = own
        .map(|card| Charge {
            with: Visited::Account(card.id),
            name: card.name.clone(),
            weight: Weight {
                is_key: is_key(card.id, &verdicts),
                class: figures.of(card.id).and_then(|figure| figure.class),
            },
        })
        .collect();
    let read = context.store.read(viewer);
    let filter = ProspectFilter {
        stages: Stage::ALL
            .iter()
            .copied()
            .filter(|stage| stage.is_live())
            .collect(),
        whose: Whose::Of(user),
        ..ProspectFilter::default()
    };
    let order = (ProspectSort::NextStep, None);
    let found: Result<_, StoreError> = prospects::list(&read, &filter, order, PROSPECTS_MAX).await;
    charges.extend(found?.into_iter().map(|one| Charge {
        with: Visited::Prospect(one.id),
        name: one.prospect.name,
        weight: Weight::default(),
    }));
    charges.sort_by(|one, other| one.name.cmp(&other.name).then(one.with.cmp(&other.with)));
    Ok(charges)
}

fn is_key(
    account: AccountId,
    verdicts: &HashMap<AccountId, crate::judge_accounts::BriefVerdict>,
) -> bool {
    verdicts
        .get(&account)
        .is_some_and(|brief| brief.verdict == Verdict::Key)
}
