//! People write the plan of a client: goals, objectives with their measure, actions, risks, people to win, review
//! days; and what the fields of its sections say.

use clientela_domain::account_plan::{EntryKind, EntryState, Field, Measure, OBJECTIVES_MAX};
use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{
    AccountId, ObligationId, PersonId, PlanEntryId, PlanStatementId, UserId,
};
use clientela_domain::troubles::Degree;
use clientela_domain::typed_day::Side;
use clientela_store::plan_entries::{self, NewPlanEntry, PlanEntry};
use clientela_store::plan_statements::{self, NewPlanStatement};
use clientela_store::{Permission, Viewer, accounts};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_gifts::any_day;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional, past_day};
use crate::log_interaction::{invalid, words};

/// Longest text of a field.
pub const FIELD_CHARACTERS_MAX: usize = 2_000;

/// A thing of a plan as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryDraft {
    /// What kind of thing.
    pub kind: EntryKind,
    /// In a few words.
    pub what: String,
    /// More about it.
    pub detail: String,
    /// By what an objective is measured.
    pub measure: Option<Measure>,
    /// Name of a measure of its own.
    pub own_measure: String,
    /// Where the measure stood; unknown when absent.
    pub start_value: Option<Amount>,
    /// Where it should be.
    pub target: Option<Amount>,
    /// Where a measure of its own is.
    pub actual: Option<Amount>,
    /// On which day it was there, as typed; today when empty.
    pub actual_on: String,
    /// Up to when, or on which day, as typed.
    pub day: String,
    /// Who of us; the writer when absent.
    pub owner: Option<UserId>,
    /// Who of them.
    pub person: Option<PersonId>,
    /// The objective it serves.
    pub objective: Option<PlanEntryId>,
    /// The promise it fulfils.
    pub obligation: Option<ObligationId>,
    /// How likely a risk is.
    pub likelihood: Option<Degree>,
    /// How bad it would be.
    pub effect: Option<Degree>,
    /// By what it will be noticed.
    pub early_sign: String,
    /// What is done when it comes.
    pub reply: String,
    /// How far it is; open when absent.
    pub state: Option<EntryState>,
    /// Agreed with the client: it may read this by its link.
    pub for_client: bool,
}

impl EntryDraft {
    /// A draft of a thing, everything else open.
    #[must_use]
    pub fn new(kind: EntryKind, what: impl Into<String>) -> Self {
        Self {
            kind,
            what: what.into(),
            detail: String::new(),
            measure: None,
            own_measure: String::new(),
            start_value: None,
            target: None,
            actual: None,
            actual_on: String::new(),
            day: String::new(),
            owner: None,
            person: None,
            objective: None,
            obligation: None,
            likelihood: None,
            effect: None,
            early_sign: String::new(),
            reply: String::new(),
            state: None,
            for_client: false,
        }
    }
}

fn checked(
    viewer: &Viewer,
    account: AccountId,
    draft: &EntryDraft,
    today: Date,
) -> Result<NewPlanEntry, AppError> {
    let kind = draft.kind;
    let is_objective = kind == EntryKind::Objective;
    let is_risk = kind == EntryKind::Risk;
    let is_action = kind == EntryKind::Action;
    let day = any_day("day", &draft.day, today, Side::Ahead)?;
    if day.is_none() && matches!(kind, EntryKind::Objective | EntryKind::Review) {
        return Err(invalid("day", "required", ""));
    }
    let measure = draft.measure.filter(|_| is_objective);
    if is_objective && measure.is_none() {
        return Err(invalid("measure", "plan-measure-missing", ""));
    }
    let is_own = measure == Some(Measure::Own);
    let shown = kind.may_be_shared() && measure.is_none_or(Measure::may_be_shared);
    if draft.for_client && !shown {
        return Err(invalid("for_client", "plan-not-for-client", ""));
    }
    let actual = draft.actual.filter(|_| is_own);
    let own_measure = if is_own {
        words("own_measure", &draft.own_measure, OBLIGATION_CHARACTERS_MAX)?
    } else {
        String::new()
    };
    if is_objective && draft.target.is_none() {
        return Err(invalid("target", "plan-target-missing", ""));
    }
    let with_owner = !matches!(kind, EntryKind::ClientGoal | EntryKind::OurGoal);
    Ok(NewPlanEntry {
        account_id: account,
        kind,
        what: words("what", &draft.what, OBLIGATION_CHARACTERS_MAX)?,
        detail: optional("detail", &draft.detail)?,
        measure,
        own_measure,
        start_value: draft.start_value.filter(|_| is_objective),
        target: draft.target.filter(|_| is_objective),
        actual,
        actual_on: match actual {
            Some(_) => Some(past_day("actual_on", &draft.actual_on, today)?),
            None => None,
        },
        day,
        owner_id: draft.owner.or(viewer.user).filter(|_| with_owner),
        person_id: draft.person.filter(|_| !is_risk),
        objective_id: draft.objective.filter(|_| is_action),
        obligation_id: draft.obligation.filter(|_| is_action),
        likelihood: draft.likelihood.filter(|_| is_risk),
        effect: draft.effect.filter(|_| is_risk),
        early_sign: optional("early_sign", &draft.early_sign)?,
        reply: optional("reply", &draft.reply)?,
        state: draft.state.unwrap_or(EntryState::Open),
        for_client: draft.for_client,
    })
}

/// Whoever does not see a client is told that there is none, before anything else.
pub(crate) async fn require_seen(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
) -> Result<(), AppError> {
    let found = accounts::get(&context.store.read(viewer), account).await?;
    found.map(drop).ok_or(AppError::NotFound("account"))
}

/// At most five objectives are pursued at once.
async fn leave_room(
    context: &Context,
    viewer: &Viewer,
    new: &NewPlanEntry,
    own: Option<PlanEntryId>,
) -> Result<(), AppError> {
    if new.kind != EntryKind::Objective || new.state != EntryState::Open {
        return Ok(());
    }
    let all = plan_entries::of_account(&context.store.read(viewer), new.account_id).await?;
    let pursued = all.iter().filter(|one| {
        one.entry.kind == EntryKind::Objective
            && one.entry.state == EntryState::Open
            && Some(one.id) != own
    });
    if pursued.count() >= OBJECTIVES_MAX {
        return Err(invalid("state", "plan-objectives-full", ""));
    }
    Ok(())
}

/// Writes a thing of a plan down.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault, also for an objective without a measure or a sixth one;
/// [`AppError::NotFound`] without such a client, person, colleague, objective or promise;
/// [`AppError::Forbidden`].
pub async fn write_entry(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &EntryDraft,
) -> Result<PlanEntryId, AppError> {
    require_seen(context, viewer, account).await?;
    viewer.require(Permission::EditAccounts)?;
    let new = checked(viewer, account, draft, context.clock.today())?;
    leave_room(context, viewer, &new, None).await?;
    let written = context.store.write_with(viewer, new, |tx, new| {
        Box::pin(plan_entries::create(tx, new))
    });
    Ok(written.await?)
}

/// Changes a thing that was read at `version`; its kind stays. Returns the new version.
///
/// # Errors
/// As [`write_entry`]; [`AppError::Stale`].
pub async fn change_entry(
    context: &Context,
    viewer: &Viewer,
    id: PlanEntryId,
    draft: &EntryDraft,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_entry(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let draft = EntryDraft {
        kind: before.entry.kind,
        ..draft.clone()
    };
    let account = before.entry.account_id;
    let new = checked(viewer, account, &draft, context.clock.today())?;
    leave_room(context, viewer, &new, Some(id)).await?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(plan_entries::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// A thing of a plan.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_entry(
    context: &Context,
    viewer: &Viewer,
    id: PlanEntryId,
) -> Result<PlanEntry, AppError> {
    let found = plan_entries::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("plan_entry"))
}

/// A thing as its form says it.
#[must_use]
pub fn draft_of(of: &PlanEntry) -> EntryDraft {
    let own = &of.entry;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    EntryDraft {
        kind: own.kind,
        what: own.what.clone(),
        detail: own.detail.clone(),
        measure: own.measure,
        own_measure: own.own_measure.clone(),
        start_value: own.start_value,
        target: own.target,
        actual: own.actual,
        actual_on: day(own.actual_on),
        day: day(own.day),
        owner: own.owner_id,
        person: own.person_id,
        objective: own.objective_id,
        obligation: own.obligation_id,
        likelihood: own.likelihood,
        effect: own.effect,
        early_sign: own.early_sign.clone(),
        reply: own.reply.clone(),
        state: Some(own.state),
        for_client: own.for_client,
    }
}

/// What somebody says of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDraft {
    /// Which field.
    pub field: Field,
    /// What is so; empty when it is unknown.
    pub words: String,
    /// Whence it is known.
    pub source: String,
    /// When somebody was asked, of something unknown, as typed.
    pub asked_on: String,
    /// Who of the client said it or was asked.
    pub person: Option<PersonId>,
}

/// Writes down what a field says, or that it is unknown and was asked for. Saying the same again confirms it.
///
/// # Errors
/// [`AppError::Invalid`] for a field that follows from the plan, and for neither words nor a day of asking;
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn state_field(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &FieldDraft,
) -> Result<PlanStatementId, AppError> {
    require_seen(context, viewer, account).await?;
    viewer.require(Permission::EditAccounts)?;
    if !draft.field.is_told() {
        return Err(invalid("field", "plan-field-follows", draft.field.code()));
    }
    let today = context.clock.today();
    let said = draft.words.trim();
    if said.chars().count() > FIELD_CHARACTERS_MAX {
        return Err(invalid("words", "too-long", ""));
    }
    let asked_on = match (said, draft.asked_on.trim()) {
        ("", "") => return Err(invalid("words", "plan-field-says-nothing", "")),
        ("", typed) => Some(past_day("asked_on", typed, today)?),
        _ => None,
    };
    let new = NewPlanStatement {
        account_id: account,
        field: draft.field,
        words: said.to_owned(),
        source: optional("source", &draft.source)?,
        asked_on,
        person_id: draft.person,
        day: today,
    };
    let written = context.store.write_with(viewer, new, |tx, new| {
        Box::pin(plan_statements::state(tx, new))
    });
    Ok(written.await?)
}
