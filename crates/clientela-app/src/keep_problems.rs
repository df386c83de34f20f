//! People write down what hurts a client, what we propose and what it was worth.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, ProblemId, UserId};
use clientela_domain::troubles::ProblemState;
use clientela_domain::typed_day::Side;
use clientela_store::problems::{self, NewProblem, Problem};
use clientela_store::{Permission, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_gifts::any_day;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional, past_day};
use crate::log_interaction::{invalid, words};

/// A problem as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProblemDraft {
    /// What hurts.
    pub what: String,
    /// What comes of it for the client.
    pub effect: String,
    /// What it costs the client.
    pub cost: Option<Amount>,
    /// Who of the client's people says so.
    pub said_by: Option<PersonId>,
    /// Who of us looks after it; the writer when absent.
    pub owner: Option<UserId>,
    /// What we propose.
    pub solution: String,
    /// What else could be done.
    pub alternatives: String,
    /// Since when we know of it, as typed; today when empty.
    pub day: String,
    /// How far it is; open when absent.
    pub state: Option<ProblemState>,
    /// What we say our solution was worth.
    pub shown: Option<Amount>,
    /// What the client confirmed.
    pub confirmed: Option<Amount>,
    /// In which currency; the firm's when absent.
    pub currency: Option<Currency>,
    /// When the client confirmed it, as typed.
    pub confirmed_on: String,
    /// Who confirmed it.
    pub confirmed_by: Option<PersonId>,
    /// More about it.
    pub note: String,
}

impl ProblemDraft {
    /// A draft of a problem, everything else open.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            ..Self::default()
        }
    }
}

fn worth(field: &'static str, amount: Option<Amount>) -> Result<Option<Amount>, AppError> {
    match amount {
        Some(amount) if amount.is_negative() => Err(invalid(field, "value-invalid", "")),
        other => Ok(other),
    }
}

async fn checked(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &ProblemDraft,
) -> Result<NewProblem, AppError> {
    let today = context.clock.today();
    let confirmed = worth("confirmed", draft.confirmed)?;
    let confirmed_on = any_day("confirmed_on", &draft.confirmed_on, today, Side::Behind)?;
    if confirmed_on.is_some_and(|day| day > today) {
        return Err(invalid(
            "confirmed_on",
            "day-in-future",
            &draft.confirmed_on,
        ));
    }
    let has_amount = draft.cost.or(draft.shown).or(draft.confirmed).is_some();
    let currency = match draft.currency {
        Some(currency) => currency,
        None => {
            let state = context.book_state(viewer).await?;
            state.settings.reporting_currency()
        }
    };
    Ok(NewProblem {
        account_id: account,
        what: words("what", &draft.what, OBLIGATION_CHARACTERS_MAX)?,
        effect: optional("effect", &draft.effect)?,
        cost: worth("cost", draft.cost)?,
        said_by: draft.said_by,
        owner_id: draft.owner.or(viewer.user),
        solution: optional("solution", &draft.solution)?,
        alternatives: optional("alternatives", &draft.alternatives)?,
        day: past_day("day", &draft.day, today)?,
        state: draft.state.unwrap_or(ProblemState::Open),
        shown: worth("shown", draft.shown)?,
        confirmed,
        currency: has_amount.then_some(currency),
        confirmed_on: confirmed.and(confirmed_on.or(Some(today))),
        confirmed_by: confirmed.and(draft.confirmed_by),
        note: optional("note", &draft.note)?,
    })
}

/// Writes a problem down.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client, person
/// or colleague; [`AppError::Forbidden`].
pub async fn write_problem(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &ProblemDraft,
) -> Result<ProblemId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, viewer, account, draft).await?;
    let written = context
        .store
        .write_with(viewer, new, |tx, new| Box::pin(problems::create(tx, new)));
    Ok(written.await?)
}

/// Changes a problem that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_problem`]; [`AppError::Stale`].
pub async fn change_problem(
    context: &Context,
    viewer: &Viewer,
    id: ProblemId,
    draft: &ProblemDraft,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_problem(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, viewer, before.problem.account_id, draft).await?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(problems::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// A problem.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_problem(
    context: &Context,
    viewer: &Viewer,
    id: ProblemId,
) -> Result<Problem, AppError> {
    let found = problems::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("problem"))
}

/// A problem as its form says it.
#[must_use]
pub fn draft_of(of: &Problem) -> ProblemDraft {
    let own = &of.problem;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    ProblemDraft {
        what: own.what.clone(),
        effect: own.effect.clone(),
        cost: own.cost,
        said_by: own.said_by,
        owner: own.owner_id,
        solution: own.solution.clone(),
        alternatives: own.alternatives.clone(),
        day: own.day.to_string(),
        state: Some(own.state),
        shown: own.shown,
        confirmed: own.confirmed,
        currency: own.currency,
        confirmed_on: day(own.confirmed_on),
        confirmed_by: own.confirmed_by,
        note: own.note.clone(),
    }
}
