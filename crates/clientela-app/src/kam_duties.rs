//! The duties of a key account manager at one client: what the book shows by itself, and what people
//! mark where it cannot see.

use clientela_domain::day::Date;
use clientela_domain::ids::AccountId;
use clientela_domain::kam_duties::{Duty, DutyFacts, Fact, Seen, see};
use clientela_domain::key_criteria::{Criterion, Proof};
use clientela_store::care_facts::{self, CareFacts};
use clientela_store::duty_marks::{self, DutyMark, DutyMarkState};
use clientela_store::{Permission, Viewer};

use crate::answer_criterion::EVIDENCE_CHARACTERS_MAX;
use crate::context::Context;
use crate::error::AppError;
use crate::figures::FigureRequest;
use crate::judge_accounts::{Bench, bench};

/// How a duty stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DutyState {
    /// It is done.
    Done,
    /// It is not done.
    Open,
    /// This client does not need it.
    NotNeeded,
}

impl DutyState {
    /// The word of JSON and database.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Open => "open",
            Self::NotNeeded => "not_needed",
        }
    }
}

/// One duty at one client. The book's own eyes win over a mark: a mark speaks where it sees nothing,
/// and says that a client does not need a duty.
#[derive(Clone, Debug, PartialEq)]
pub struct DutyCheck {
    /// Which.
    pub duty: Duty,
    /// How it stands.
    pub state: DutyState,
    /// What the book sees; `None` where it cannot see.
    pub fact: Option<Fact>,
    /// What people marked.
    pub mark: Option<DutyMark>,
}

impl DutyCheck {
    fn of(duty: Duty, facts: &DutyFacts, mark: Option<DutyMark>) -> Self {
        let marked = mark.as_ref().map(|mark| mark.state);
        let (seen, fact) = match see(duty, facts) {
            Seen::Done(fact) => (Some(DutyState::Done), Some(fact)),
            Seen::Open(fact) => (Some(DutyState::Open), Some(fact)),
            Seen::Unseen => (None, None),
        };
        let state = match (marked, seen) {
            (Some(DutyMarkState::NotNeeded), _) => DutyState::NotNeeded,
            (_, Some(state)) => state,
            (Some(DutyMarkState::Done), None) => DutyState::Done,
            (Some(DutyMarkState::Open) | None, None) => DutyState::Open,
        };
        Self {
            duty,
            state,
            fact,
            mark,
        }
    }
}

/// The duties at a client, with the people and steps behind them.
#[derive(Clone, Debug)]
pub struct DutyList {
    /// Every duty, in the order of [`Duty::ALL`].
    pub checks: Vec<DutyCheck>,
    /// What the book knows of how the client is looked after.
    pub care: CareFacts,
}

impl DutyList {
    /// Duties done, and duties this client needs.
    #[must_use]
    pub fn done(&self) -> (usize, usize) {
        let count = |state| self.checks.iter().filter(|one| one.state == state).count();
        (
            count(DutyState::Done),
            self.checks.len() - count(DutyState::NotNeeded),
        )
    }
}

/// The duties at one client.
///
/// # Errors
/// [`AppError::NotFound`] without such a client.
pub async fn duties(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<DutyList, AppError> {
    let bench = bench(context, viewer, &FigureRequest::default()).await?;
    bench
        .state
        .directory
        .card(account)
        .ok_or(AppError::NotFound("account"))?;
    let read = context.store.read(viewer);
    let care = care_facts::of_account(&read, account).await?;
    let marks = duty_marks::of_account(&read, account).await?;
    let facts = facts(&bench, account, &care, context.clock.today());
    let check = |duty: Duty| {
        let mark = marks.iter().find(|mark| mark.duty == duty.id());
        DutyCheck::of(duty, &facts, mark.cloned())
    };
    Ok(DutyList {
        checks: Duty::ALL.into_iter().map(check).collect(),
        care,
    })
}

fn facts(bench: &Bench, account: AccountId, care: &CareFacts, today: Date) -> DutyFacts {
    let small = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let last = |wanted: &dyn Fn(&care_facts::Happening) -> bool| {
        let days = care.happenings.iter().filter(|one| wanted(one));
        days.filter_map(|one| one.day?.date()).max()
    };
    let figure = bench.figures.of(account);
    let overdue = |step: &&care_facts::OpenStep| step.due_day.is_some_and(|day| day < today);
    DutyFacts {
        people: small(care.people.len()),
        people_with_title: small(
            care.people
                .iter()
                .filter(|one| !one.title.is_empty())
                .count(),
        ),
        last_mood: last(&|one| one.mood.is_some()),
        last_contact: last(&|one| one.kind != "observation"),
        last_observation: last(&|one| one.kind == "observation"),
        rhythm_days: care.rhythm_days.and_then(|days| u32::try_from(days).ok()),
        purchasing_proven: purchasing_proven(bench, account),
        potential_stated: bench
            .statements
            .potential_of(account)
            .map(|stated| stated.potential.day),
        open_steps: small(care.steps.len()),
        overdue_steps: small(care.steps.iter().filter(overdue).count()),
        next_due: care.steps.iter().filter_map(|step| step.due_day).min(),
        sales_to: figure.and(bench.figures.extent).map(|extent| extent.to),
        costed: figure
            .filter(|figure| figure.revenue.is_positive())
            .and_then(|figure| {
                figure.margin()?;
                Some(figure.costed_revenue.as_f64() / figure.revenue.as_f64())
            }),
        ..DutyFacts::unknown(today)
    }
}

/// Since when both purchasing criteria are proven: the older of their days.
fn purchasing_proven(bench: &Bench, account: AccountId) -> Option<Date> {
    let profile = bench.profile(None, account)?;
    let judgement = bench.judge(account, &profile);
    let day = |criterion: Criterion| {
        let judged = judgement
            .criteria
            .iter()
            .find(|judged| judged.criterion == criterion)?;
        let assessment = bench.statements.assessment_of(account, criterion)?;
        let newest = assessment.evidence.iter().map(|one| one.day).max()?;
        (judged.proof == Proof::Proven).then_some(newest)
    };
    Some(day(Criterion::PurchasingPolicy)?.min(day(Criterion::SelectionBodies)?))
}

/// What somebody says of a duty.
#[derive(Clone, Debug)]
pub struct DutyStatement {
    /// How it stands; `None` takes the mark back.
    pub state: Option<DutyMarkState>,
    /// What it rests on; needed to say that it is done.
    pub evidence: String,
    /// The day it was true; today when absent.
    pub day: Option<Date>,
}

/// Marks a duty where the book cannot see, or says that the client does not need it.
///
/// # Errors
/// [`AppError::Invalid`] without evidence of something done, for a text that is too long or a day in
/// the future, and for marking as done what the book sees itself; [`AppError::NotFound`];
/// [`AppError::Forbidden`].
pub async fn mark_duty(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    duty: Duty,
    statement: &DutyStatement,
) -> Result<(), AppError> {
    viewer.require(Permission::EditAccounts)?;
    let invalid = |field, code: &'static str| AppError::Invalid {
        field,
        code,
        value: String::new(),
    };
    let evidence = statement.evidence.trim().to_owned();
    let says_done = statement.state == Some(DutyMarkState::Done);
    if says_done && evidence.is_empty() {
        return Err(invalid("evidence", "required"));
    }
    if evidence.chars().count() > EVIDENCE_CHARACTERS_MAX {
        return Err(invalid("evidence", "too-long"));
    }
    let today = context.clock.today();
    let sees_itself = see(duty, &DutyFacts::unknown(today)) != Seen::Unseen;
    if sees_itself && says_done {
        return Err(invalid("state", "duty-seen-by-book"));
    }
    let day = statement.day.unwrap_or(today);
    if day > today {
        return Err(invalid("day", "day-in-future"));
    }
    let state = statement.state;
    context
        .store
        .write_with(viewer, evidence, move |tx, evidence| {
            Box::pin(async move {
                let mark = state.map(|state| (state, evidence.as_str(), day));
                duty_marks::mark(tx, account, duty.id(), mark).await
            })
        })
        .await?;
    Ok(())
}
