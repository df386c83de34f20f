//! People write down what is given and received; the policy judges it, and the director decides what it
//! leaves open.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::gifts::{Disposal, GiftDirection, GiftKind, GiftVerdict, Official};
use clientela_domain::ids::{AccountId, GiftId, PersonId, UserId};
use clientela_domain::typed_day::{self, Side};
use clientela_store::gifts::{self, Disposing, Gift, GiftRules, GiftValue, NewGift};
use clientela_store::{Permission, StoreError, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::gift_settings::gift_rules;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional, past_day, told_day};
use crate::log_interaction::{invalid, words};

/// A gift as somebody writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GiftDraft {
    /// Which way it goes.
    pub direction: GiftDirection,
    /// Who of the client's people.
    pub person: Option<PersonId>,
    /// Who of us; the writer when absent.
    pub user: Option<UserId>,
    /// What kind of thing.
    pub kind: GiftKind,
    /// What.
    pub what: String,
    /// On what occasion.
    pub occasion: String,
    /// For what business reason.
    pub reason: String,
    /// Under which document it is booked.
    pub document: String,
    /// Its value; unknown when absent.
    pub value: Option<Amount>,
    /// In which currency; the firm's when absent.
    pub currency: Option<Currency>,
    /// Whether the receiver is a public official.
    pub official: Official,
    /// When, as typed; today when empty. A gift may be planned ahead.
    pub day: String,
    /// The day of an award or a decision, as typed; none when empty.
    pub decision_day: String,
}

impl GiftDraft {
    /// A draft of a gift, everything else open.
    #[must_use]
    pub fn new(direction: GiftDirection, what: impl Into<String>) -> Self {
        Self {
            direction,
            person: None,
            user: None,
            kind: GiftKind::Goods,
            what: what.into(),
            occasion: String::new(),
            reason: String::new(),
            document: String::new(),
            value: None,
            currency: None,
            official: Official::Unknown,
            day: String::new(),
            decision_day: String::new(),
        }
    }
}

/// A day as typed; `None` when empty.
pub(crate) fn any_day(
    field: &'static str,
    text: &str,
    today: clientela_domain::day::Date,
    side: Side,
) -> Result<Option<clientela_domain::day::Date>, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let day = typed_day::read(text, today, side);
    day.map(Some)
        .ok_or_else(|| invalid(field, "day-invalid", text))
}

/// What a value is in the currency of the policy; absent without a rate.
pub(crate) async fn counted(
    context: &Context,
    viewer: &Viewer,
    (amount, currency): (Amount, Currency),
    into: Currency,
) -> Result<Option<Amount>, AppError> {
    let state = context.book_state(viewer).await?;
    let rate = state.settings.rates.get(currency, into);
    Ok(rate.map(|rate| rate.apply(amount)))
}

async fn checked(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &GiftDraft,
    rules: &GiftRules,
) -> Result<NewGift, AppError> {
    let today = context.clock.today();
    let value = match draft.value {
        None => None,
        Some(amount) if amount.is_negative() => return Err(invalid("value", "value-invalid", "")),
        Some(amount) => {
            let currency = draft.currency.unwrap_or(rules.currency);
            Some(GiftValue {
                amount,
                currency,
                counted: counted(context, viewer, (amount, currency), rules.currency).await?,
            })
        }
    };
    Ok(NewGift {
        account_id: account,
        direction: draft.direction,
        person_id: draft.person,
        user_id: draft.user.or(viewer.user),
        kind: draft.kind,
        what: words("what", &draft.what, OBLIGATION_CHARACTERS_MAX)?,
        occasion: optional("occasion", &draft.occasion)?,
        reason: optional("reason", &draft.reason)?,
        document: optional("document", &draft.document)?,
        value,
        official: draft.official,
        day: told_day("day", &draft.day, today, Side::Behind)?.unwrap_or_else(|| today.into()),
        decision_day: any_day("decision_day", &draft.decision_day, today, Side::Ahead)?,
    })
}

/// Writes a gift down.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client, person
/// or colleague; [`AppError::Forbidden`].
pub async fn write_gift(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &GiftDraft,
) -> Result<GiftId, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let rules = gift_rules(context, viewer).await?;
    let new = checked(context, viewer, account, draft, &rules).await?;
    let written = context
        .store
        .write_with(viewer, (new, rules), |tx, (new, rules)| {
            Box::pin(gifts::create(tx, new, rules))
        });
    Ok(written.await?)
}

/// What the policy would say of a gift; nothing is written. `instead_of` is a gift of the register whose
/// place it would take.
///
/// # Errors
/// As [`write_gift`].
pub async fn try_gift(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    draft: &GiftDraft,
    instead_of: Option<GiftId>,
) -> Result<GiftVerdict, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let rules = gift_rules(context, viewer).await?;
    let new = checked(context, viewer, account, draft, &rules).await?;
    let read = context.store.read(viewer);
    Ok(gifts::would_be(&read, &new, &rules, instead_of).await?)
}

/// Changes what is written about a gift that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_gift`]; [`AppError::Stale`]; [`AppError::NotNow`] for one that is withdrawn.
pub async fn change_gift(
    context: &Context,
    viewer: &Viewer,
    id: GiftId,
    draft: &GiftDraft,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_gift(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let rules = gift_rules(context, viewer).await?;
    let draft = GiftDraft {
        direction: before.gift.direction,
        ..draft.clone()
    };
    let of = before.gift.account_id;
    let mut new = checked(context, viewer, of, &draft, &rules).await?;
    if let (Some(was), Some(is)) = (before.gift.value, new.value.as_mut())
        && (was.amount, was.currency) == (is.amount, is.currency)
    {
        // The rate is that of the day it was written.
        is.counted = was.counted;
    }
    let changed = context
        .store
        .write_with(viewer, (new, rules), move |tx, (new, rules)| {
            Box::pin(gifts::change(tx, id, new, rules, version))
        });
    changed.await.map_err(in_words)
}

/// Approves a gift that waits, or does not; returns the new version.
///
/// # Errors
/// [`AppError::Forbidden`] for whoever may not; [`AppError::Invalid`] for one's own;
/// [`AppError::NotNow`] when it does not wait; [`AppError::NotFound`]; [`AppError::Stale`].
pub async fn decide_gift(
    context: &Context,
    viewer: &Viewer,
    id: GiftId,
    (approve, note): (bool, &str),
    version: Option<i64>,
) -> Result<i64, AppError> {
    viewer.require(Permission::ApproveGifts)?;
    let note = optional("note", note)?;
    let decided = context.store.write_with(viewer, note, move |tx, note| {
        Box::pin(gifts::decide(tx, id, approve, note, version))
    });
    decided.await.map_err(in_words)
}

/// Withdraws a gift that was written down by mistake; returns the new version.
///
/// # Errors
/// [`AppError::Forbidden`] for others' gifts; [`AppError::NotNow`]; [`AppError::NotFound`];
/// [`AppError::Stale`].
pub async fn withdraw_gift(
    context: &Context,
    viewer: &Viewer,
    id: GiftId,
    note: &str,
    version: Option<i64>,
) -> Result<i64, AppError> {
    let note = optional("note", note)?;
    let withdrawn = context.store.write_with(viewer, note, move |tx, note| {
        Box::pin(gifts::withdraw(tx, id, note, version))
    });
    withdrawn.await.map_err(in_words)
}

/// Takes a withdrawal back; returns the new version.
///
/// # Errors
/// As [`withdraw_gift`].
pub async fn reinstate_gift(
    context: &Context,
    viewer: &Viewer,
    id: GiftId,
    version: Option<i64>,
) -> Result<i64, AppError> {
    let reinstated = context.store.write(viewer, move |tx| {
        Box::pin(gifts::reinstate(tx, id, version))
    });
    reinstated.await.map_err(in_words)
}

/// What became of a gift that was not kept, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DisposalDraft {
    /// What became of it; kept after all when absent.
    pub disposal: Option<Disposal>,
    /// When, as typed; today when empty.
    pub day: String,
    /// More about it.
    pub note: String,
}

/// Writes down what became of a gift that was not kept; returns the new version.
///
/// # Errors
/// As [`withdraw_gift`]; [`AppError::Invalid`] for a day that has not been.
pub async fn dispose_of_gift(
    context: &Context,
    viewer: &Viewer,
    id: GiftId,
    draft: &DisposalDraft,
    version: Option<i64>,
) -> Result<i64, AppError> {
    let disposing = Disposing {
        disposal: draft.disposal,
        day: past_day("day", &draft.day, context.clock.today())?,
        note: optional("note", &draft.note)?,
    };
    let disposed = context
        .store
        .write_with(viewer, disposing, move |tx, disposing| {
            Box::pin(gifts::dispose(tx, id, disposing, version))
        });
    disposed.await.map_err(in_words)
}

fn in_words(error: StoreError) -> AppError {
    match error {
        StoreError::Transition { .. } => AppError::NotNow("gift-state"),
        other => other.into(),
    }
}

/// A gift.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_gift(context: &Context, viewer: &Viewer, id: GiftId) -> Result<Gift, AppError> {
    let found = gifts::get(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound("gift"))
}

/// A gift as its form says it.
#[must_use]
pub fn draft_of(of: &Gift) -> GiftDraft {
    let own = &of.gift;
    GiftDraft {
        direction: own.direction,
        person: own.person_id,
        user: own.user_id,
        kind: own.kind,
        what: own.what.clone(),
        occasion: own.occasion.clone(),
        reason: own.reason.clone(),
        document: own.document.clone(),
        value: own.value.map(|value| value.amount),
        currency: own.value.map(|value| value.currency),
        official: own.official,
        day: own.day.to_string(),
        decision_day: own
            .decision_day
            .map(|day| day.to_string())
            .unwrap_or_default(),
    }
}
