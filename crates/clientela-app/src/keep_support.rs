//! People write down how both sides support each other, thank for it, confirm what it was worth.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, PersonId, SupportId, UserId};
use clientela_domain::support::{Mark, SupportKind, SupportSide, SupportState};
use clientela_domain::typed_day::Side;
use clientela_store::supports::{self, NewSupport, Support};
use clientela_store::{Permission, StoreError, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_gifts::any_day;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional, past_day, told_day};
use crate::log_interaction::{invalid, words};

/// Most people and colleagues asked to one thing.
pub const ASKED_MAX: usize = 200;

/// Support as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportDraft {
    /// Who gives it, or whose name or logo it is.
    pub side: SupportSide,
    /// By what.
    pub kind: SupportKind,
    /// What.
    pub what: String,
    /// Before whom, or to whom.
    pub before_whom: String,
    /// Who of the client's people.
    pub person: Option<PersonId>,
    /// Who of us; the writer when absent.
    pub owner: Option<UserId>,
    /// Which mark; needed for permissions and uses, and for nothing else.
    pub mark: Option<Mark>,
    /// Where it is written.
    pub document: String,
    /// When, as typed; today when empty.
    pub day: String,
    /// The last day, as typed; none when empty.
    pub until: String,
    /// What we say it was worth.
    pub stated: Option<Amount>,
    /// What the client confirmed.
    pub confirmed: Option<Amount>,
    /// In which currency; the firm's when absent.
    pub currency: Option<Currency>,
    /// When the client confirmed it, as typed.
    pub confirmed_on: String,
    /// Who confirmed it.
    pub confirmed_by: Option<PersonId>,
    /// When it was thanked for, as typed.
    pub thanked_on: String,
    /// When an incident was settled, as typed.
    pub settled_on: String,
    /// More about it.
    pub note: String,
    /// Only intended so far.
    pub is_planned: bool,
    /// Who of their people was asked, and whether they came.
    pub people: Vec<(PersonId, bool)>,
    /// Who of us.
    pub users: Vec<(UserId, bool)>,
}

impl SupportDraft {
    /// A draft of support, everything else open.
    #[must_use]
    pub fn new(side: SupportSide, kind: SupportKind, what: impl Into<String>) -> Self {
        Self {
            side,
            kind,
            what: what.into(),
            before_whom: String::new(),
            person: None,
            owner: None,
            mark: None,
            document: String::new(),
            day: String::new(),
            until: String::new(),
            stated: None,
            confirmed: None,
            currency: None,
            confirmed_on: String::new(),
            confirmed_by: None,
            thanked_on: String::new(),
            settled_on: String::new(),
            note: String::new(),
            is_planned: false,
            people: Vec::new(),
            users: Vec::new(),
        }
    }
}

/// A day that has been, as typed; `None` when empty.
fn past(field: &'static str, text: &str, today: Date) -> Result<Option<Date>, AppError> {
    match text.trim() {
        "" => Ok(None),
        text => past_day(field, text, today).map(Some),
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
    draft: &SupportDraft,
) -> Result<NewSupport, AppError> {
    let today = context.clock.today();
    let day = told_day("day", &draft.day, today, Side::Behind)?.unwrap_or_else(|| today.into());
    if day.civil() > today && !draft.is_planned && !draft.kind.has_mark() {
        return Err(invalid("day", "day-in-future", &draft.day));
    }
    let until_day = any_day("until", &draft.until, today, Side::Ahead)?;
    if until_day.is_some_and(|until| until < day.civil()) {
        return Err(invalid("until", "until-before-day", &draft.until));
    }
    let mark = draft.mark.filter(|_| draft.kind.has_mark());
    if draft.kind.has_mark() && mark.is_none() {
        return Err(invalid("mark", "mark-missing", ""));
    }
    if draft.people.len().max(draft.users.len()) > ASKED_MAX {
        return Err(invalid("people", "too-many", ""));
    }
    let confirmed = worth("confirmed", draft.confirmed)?;
    let confirmed_on = past("confirmed_on", &draft.confirmed_on, today)?;
    let currency = match draft.currency {
        Some(currency) => currency,
        None => {
            let state = context.book_state(viewer).await?;
            state.settings.reporting_currency()
        }
    };
    Ok(NewSupport {
        account_id: account,
        side: draft.side,
        kind: draft.kind,
        what: words("what", &draft.what, OBLIGATION_CHARACTERS_MAX)?,
        before_whom: optional("before_whom", &draft.before_whom)?,
        person_id: draft.person,
        owner_id: draft.owner.or(viewer.user),
        mark,
        document: optional("document", &draft.document)?,
        day,
        until_day,
        stated: worth("stated", draft.stated)?,
        confirmed,
        currency: draft.stated.or(draft.confirmed).map(|_| currency),
        confirmed_on: confirmed_on.or(confirmed.map(|_| today)),
        confirmed_by: draft.confirmed_by,
        thanked_on: past("thanked_on", &draft.thanked_on, today)?,
        settled_on: past("settled_on", &draft.settled_on, today)?,
        note: optional("note", &draft.note)?,
        state: if draft.is_planned {
            SupportState::Planned
        } else {
            SupportState::Done
        },
        people: draft.people.clone(),
        users: draft.users.clone(),
    })
}

/// Writes support down.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client, person
/// or colleague; [`AppError::Forbidden`].
pub async fn write_support(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &SupportDraft,
) -> Result<SupportId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let new = checked(context, viewer, account, draft).await?;
    let written = context
        .store
        .write_with(viewer, new, |tx, new| Box::pin(supports::create(tx, new)));
    Ok(written.await?)
}

/// Changes support that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_support`]; [`AppError::Stale`]; [`AppError::NotNow`] for what is withdrawn.
pub async fn change_support(
    context: &Context,
    viewer: &Viewer,
    id: SupportId,
    draft: &SupportDraft,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_support(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    if before.support.state == SupportState::Withdrawn {
        return Err(AppError::NotNow("support-state"));
    }
    let new = checked(context, viewer, before.support.account_id, draft).await?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(supports::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// A small change of support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SupportDeed {
    /// It was thanked for.
    Thank,
    /// The client confirmed what it was worth.
    Confirm {
        /// How much.
        value: Option<Amount>,
        /// Who said so.
        by: Option<PersonId>,
    },
    /// An incident was settled.
    Settle,
    /// A permission or a use ends.
    End,
    /// What was intended was done.
    Done,
}

/// Does something about support on a day, as typed (today when empty); returns the new version.
///
/// # Errors
/// As [`change_support`]; [`AppError::NotNow`] for an end of what has none.
pub async fn do_about_support(
    context: &Context,
    viewer: &Viewer,
    id: SupportId,
    deed: &SupportDeed,
    day: &str,
    version: Option<i64>,
) -> Result<i64, AppError> {
    let before = show_support(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    if before.support.state == SupportState::Withdrawn {
        return Err(AppError::NotNow("support-state"));
    }
    let on = past_day("deed_day", day, context.clock.today())?;
    let mut new = before.support.clone();
    match deed {
        SupportDeed::Thank => new.thanked_on = Some(on),
        SupportDeed::Confirm { value, by } => {
            let value = value.ok_or_else(|| invalid("deed_value", "confirmed-value", ""))?;
            new.confirmed = worth("deed_value", Some(value))?;
            new.confirmed_on = Some(on);
            new.confirmed_by = by.or(new.confirmed_by);
            if new.currency.is_none() {
                let state = context.book_state(viewer).await?;
                new.currency = Some(state.settings.reporting_currency());
            }
        }
        SupportDeed::Settle => new.settled_on = Some(on),
        SupportDeed::End if new.kind.has_mark() => new.until_day = Some(on.max(new.day.civil())),
        SupportDeed::End => return Err(AppError::NotNow("support-no-mark")),
        SupportDeed::Done => {
            new.state = SupportState::Done;
            new.day = new.day.min(on.into());
        }
    }
    let based_on = version.unwrap_or(before.version);
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(supports::change(tx, id, new, based_on))
    });
    Ok(changed.await?)
}

/// Withdraws support that was written down by mistake; returns the new version.
///
/// # Errors
/// [`AppError::Forbidden`] for others' words; [`AppError::NotNow`]; [`AppError::NotFound`];
/// [`AppError::Stale`].
pub async fn withdraw_support(
    context: &Context,
    viewer: &Viewer,
    id: SupportId,
    note: &str,
    version: Option<i64>,
) -> Result<i64, AppError> {
    let note = optional("note", note)?;
    let withdrawn = context.store.write_with(viewer, note, move |tx, note| {
        Box::pin(supports::withdraw(tx, id, note, version))
    });
    withdrawn.await.map_err(in_words)
}

/// Takes a withdrawal back; returns the new version.
///
/// # Errors
/// As [`withdraw_support`].
pub async fn reinstate_support(
    context: &Context,
    viewer: &Viewer,
    id: SupportId,
    version: Option<i64>,
) -> Result<i64, AppError> {
    let reinstated = context.store.write(viewer, move |tx| {
        Box::pin(supports::reinstate(tx, id, version))
    });
    reinstated.await.map_err(in_words)
}

fn in_words(error: StoreError) -> AppError {
    match error {
        StoreError::Transition { .. } => AppError::NotNow("support-state"),
        other => other.into(),
    }
}

/// Support.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_support(
    context: &Context,
    viewer: &Viewer,
    id: SupportId,
) -> Result<Support, AppError> {
    let found = supports::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("support"))
}

/// Support as its form says it.
#[must_use]
pub fn draft_of(of: &Support) -> SupportDraft {
    let own = &of.support;
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    SupportDraft {
        side: own.side,
        kind: own.kind,
        what: own.what.clone(),
        before_whom: own.before_whom.clone(),
        person: own.person_id,
        owner: own.owner_id,
        mark: own.mark,
        document: own.document.clone(),
        day: own.day.to_string(),
        until: day(own.until_day),
        stated: own.stated,
        confirmed: own.confirmed,
        currency: own.currency,
        confirmed_on: day(own.confirmed_on),
        confirmed_by: own.confirmed_by,
        thanked_on: day(own.thanked_on),
        settled_on: day(own.settled_on),
        note: own.note.clone(),
        is_planned: own.state == SupportState::Planned,
        people: own.people.clone(),
        users: own.users.clone(),
    }
}
