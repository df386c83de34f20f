//! People write down what is owed, what became of it, and what was agreed anew.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::event_day::{EventDay, ToldDay};
use clientela_domain::ids::{AccountId, InteractionId, ObligationId, PersonId, SupportId, UserId};
use clientela_domain::obligations::{Event, ObligationKind, Origin, Party};
use clientela_domain::typed_day::{self, Side};
use clientela_store::obligations::{self, Beginning, NewEvent, NewObligation, Obligation};
use clientela_store::{StoreError, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::log_interaction::{due_day, invalid, words};

/// Longest words of what is owed, of where it is written, of a condition and of a proof.
pub const OBLIGATION_CHARACTERS_MAX: usize = 500;

/// Longest grace: a year.
pub const GRACE_DAYS_MAX: u16 = 365;

/// An obligation as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObligationDraft {
    /// Who owes.
    pub debtor: Party,
    /// What.
    pub what: String,
    /// What kind of thing.
    pub kind: ObligationKind,
    /// Whence it came.
    pub origin: Origin,
    /// Where it is written.
    pub source: String,
    /// The interaction it comes from.
    pub interaction: Option<InteractionId>,
    /// The support it comes from.
    pub support: Option<SupportId>,
    /// What has to come true first; empty for nothing.
    pub condition: String,
    /// Who of the client's people.
    pub person: Option<PersonId>,
    /// Who of us; the writer when absent.
    pub owner: Option<UserId>,
    /// Since when, as typed; today when empty.
    pub made_on: String,
    /// Until when, as typed; open when empty.
    pub due: String,
    /// Days of grace.
    pub grace_days: u16,
    /// From 1 to 3.
    pub importance: u8,
    /// Worth at least and at most; one of them alone stands for both.
    pub value: (Option<Amount>, Option<Amount>),
    /// In which currency; the firm's when absent.
    pub currency: Option<Currency>,
    /// A kindness that binds nobody.
    pub is_gift: bool,
    /// Not accepted yet.
    pub is_proposed: bool,
}

impl ObligationDraft {
    /// A draft of something owed, everything else open.
    #[must_use]
    pub fn new(debtor: Party, what: impl Into<String>) -> Self {
        Self {
            debtor,
            what: what.into(),
            kind: ObligationKind::Other,
            origin: Origin::Interaction,
            source: String::new(),
            interaction: None,
            support: None,
            condition: String::new(),
            person: None,
            owner: None,
            made_on: String::new(),
            due: String::new(),
            grace_days: 0,
            importance: 1,
            value: (None, None),
            currency: None,
            is_gift: false,
            is_proposed: false,
        }
    }
}

pub(crate) fn optional(field: &'static str, text: &str) -> Result<String, AppError> {
    match text.trim() {
        "" => Ok(String::new()),
        _ => words(field, text, OBLIGATION_CHARACTERS_MAX),
    }
}

/// A day that has been, as typed; today when empty.
pub(crate) fn past_day(field: &'static str, text: &str, today: Date) -> Result<Date, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(today);
    }
    let day = typed_day::read(text, today, Side::Behind)
        .ok_or_else(|| invalid(field, "day-invalid", text))?;
    if day > today {
        return Err(invalid(field, "day-in-future", text));
    }
    Ok(day)
}

/// A day as typed, also a year, a month, a span, a day before Christ; `None` when empty.
pub(crate) fn told_day(
    field: &'static str,
    text: &str,
    today: Date,
    side: Side,
) -> Result<Option<ToldDay>, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    if let Some(day) = typed_day::read(text, today, side) {
        return Ok(Some(day.into()));
    }
    let told = EventDay::read(text).map_err(|_| invalid(field, "day-invalid", text))?;
    Ok(Some(told.into()))
}

/// As [`told_day`], of a day that has been; today when empty.
fn past_told(field: &'static str, text: &str, today: Date) -> Result<ToldDay, AppError> {
    let day = told_day(field, text, today, Side::Behind)?.unwrap_or_else(|| today.into());
    if day.civil() > today {
        return Err(invalid(field, "day-in-future", text.trim()));
    }
    Ok(day)
}

async fn checked(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &ObligationDraft,
) -> Result<NewObligation, AppError> {
    let today = context.clock.today();
    let made_on = past_told("made_on", &draft.made_on, today)?;
    let due = match draft.is_gift {
        true => None,
        false => due_day(&draft.due, today)?,
    };
    if due.is_some_and(|due| due < made_on.civil()) {
        return Err(invalid("due", "due-before-made", &draft.due));
    }
    if draft.grace_days > GRACE_DAYS_MAX {
        return Err(invalid("grace_days", "grace-too-long", ""));
    }
    if !(1..=3).contains(&draft.importance) {
        return Err(invalid("importance", "importance-invalid", ""));
    }
    let value = match draft.value {
        (None, None) => None,
        (one, other) => {
            let low = one.or(other).unwrap_or_default();
            let high = other.or(one).unwrap_or_default();
            if low.is_negative() || low > high {
                return Err(invalid("value", "value-invalid", ""));
            }
            let currency = match draft.currency {
                Some(currency) => currency,
                None => context
                    .book_state(viewer)
                    .await?
                    .settings
                    .reporting_currency(),
            };
            Some((low, high, currency))
        }
    };
    Ok(NewObligation {
        account_id: account,
        debtor: draft.debtor,
        person_id: draft.person,
        owner_id: draft.owner.or(viewer.user),
        what: words("what", &draft.what, OBLIGATION_CHARACTERS_MAX)?,
        kind: draft.kind,
        origin: draft.origin,
        source: optional("source", &draft.source)?,
        interaction_id: draft.interaction,
        support_id: draft.support,
        clause_id: None,
        condition: optional("condition", &draft.condition)?,
        made_on,
        due_day: due,
        grace_days: if due.is_some() { draft.grace_days } else { 0 },
        importance: draft.importance,
        value,
        is_gift: draft.is_gift,
    })
}

/// Writes an obligation down.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client, person
/// or colleague; [`AppError::Forbidden`].
pub async fn write_obligation(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &ObligationDraft,
) -> Result<ObligationId, AppError> {
    viewer.require(clientela_store::Permission::EditAccounts)?;
    let new = checked(context, viewer, account, draft).await?;
    let beginning = if draft.is_proposed {
        Beginning::Proposed
    } else {
        Beginning::Accepted
    };
    let written = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(obligations::create(tx, new, beginning))
    });
    Ok(written.await?)
}

/// Changes what is written about an obligation that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_obligation`]; [`AppError::Stale`]; [`AppError::Invalid`] at `due` for another day than
/// the one agreed.
pub async fn change_obligation(
    context: &Context,
    viewer: &Viewer,
    id: ObligationId,
    draft: &ObligationDraft,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_obligation(context, viewer, id).await?;
    viewer.require(clientela_store::Permission::EditAccounts)?;
    let of = before.obligation.account_id;
    let draft = ObligationDraft {
        made_on: before.obligation.made_on.to_string(),
        is_gift: before.obligation.is_gift,
        ..draft.clone()
    };
    let new = checked(context, viewer, of, &draft).await?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(obligations::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// What happened, as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventDraft {
    /// What.
    pub event: Event,
    /// When, as typed; today when empty.
    pub day: String,
    /// Proof or a reason.
    pub note: String,
}

/// Writes down what happened to an obligation; returns the new version.
///
/// # Errors
/// [`AppError::NotNow`] when that cannot have happened to it; [`AppError::Invalid`];
/// [`AppError::NotFound`]; [`AppError::Stale`] when somebody changed it since `version`;
/// [`AppError::Forbidden`].
pub async fn record_event(
    context: &Context,
    viewer: &Viewer,
    id: ObligationId,
    draft: &EventDraft,
    version: Option<i64>,
) -> Result<i64, AppError> {
    let new = NewEvent {
        event: draft.event,
        day: past_told("day", &draft.day, context.clock.today())?,
        note: optional("note", &draft.note)?,
    };
    let recorded = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(obligations::record(tx, id, new, version))
    });
    recorded.await.map_err(in_words)
}

/// Both sides agreed on something else: the promise ends, another one stands in its place. What the
/// draft leaves open stays as it was. Returns the new one.
///
/// # Errors
/// As [`record_event`] and [`write_obligation`].
pub async fn renegotiate(
    context: &Context,
    viewer: &Viewer,
    id: ObligationId,
    agreed: &EventDraft,
    draft: &ObligationDraft,
    version: Option<i64>,
) -> Result<ObligationId, AppError> {
    let before = show_obligation(context, viewer, id).await?;
    viewer.require(clientela_store::Permission::EditAccounts)?;
    let day = past_told("day", &agreed.day, context.clock.today())?;
    let note = optional("note", &agreed.note)?;
    let draft = ObligationDraft {
        made_on: day.to_string(),
        is_proposed: false,
        is_gift: false,
        ..draft.clone()
    };
    let new = checked(context, viewer, before.obligation.account_id, &draft).await?;
    let write = context
        .store
        .write_with(viewer, (new, note), move |tx, (new, note)| {
            Box::pin(obligations::renegotiate(tx, id, (day, note), new, version))
        });
    write.await.map_err(in_words)
}

/// Takes back what was written last about an obligation; see [`obligations::take_back`].
///
/// # Errors
/// [`AppError::NotNow`] when nothing is left to take back or something rests on it;
/// [`AppError::NotFound`]; [`AppError::Stale`]; [`AppError::Forbidden`].
pub async fn take_back(
    context: &Context,
    viewer: &Viewer,
    id: ObligationId,
    note: &str,
    version: Option<i64>,
) -> Result<(), AppError> {
    let note = optional("note", note)?;
    let taken = context.store.write_with(viewer, note, move |tx, note| {
        Box::pin(obligations::take_back(tx, id, note, version))
    });
    taken.await.map_err(|error| match error {
        StoreError::Transition { .. } => AppError::NotNow("nothing-to-take-back"),
        other => other.into(),
    })
}

fn in_words(error: StoreError) -> AppError {
    match error {
        StoreError::Transition { .. } => AppError::NotNow("obligation-event-impossible"),
        other => other.into(),
    }
}

/// An obligation.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_obligation(
    context: &Context,
    viewer: &Viewer,
    id: ObligationId,
) -> Result<Obligation, AppError> {
    obligations::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("obligation"))
}

/// An obligation as its form says it.
#[must_use]
pub fn draft_of(of: &Obligation) -> ObligationDraft {
    let own = &of.obligation;
    ObligationDraft {
        debtor: own.debtor,
        what: own.what.clone(),
        kind: own.kind,
        origin: own.origin,
        source: own.source.clone(),
        interaction: own.interaction_id,
        support: own.support_id,
        condition: own.condition.clone(),
        person: own.person_id,
        owner: own.owner_id,
        made_on: own.made_on.to_string(),
        due: own.due_day.map(|day| day.to_string()).unwrap_or_default(),
        grace_days: own.grace_days,
        importance: own.importance,
        value: (
            own.value.map(|(low, ..)| low),
            own.value.map(|(_, high, _)| high),
        ),
        currency: own.value.map(|(.., currency)| currency),
        is_gift: own.is_gift,
        is_proposed: false,
    }
}
