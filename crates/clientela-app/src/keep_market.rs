//! People write down where competitors stand at a client, what was won and lost, and what the client buys in all.

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::ids::{AccountId, CompetitorId};
use clientela_domain::market::{
    ContestOutcome, ContestReason, PositionSource, PurchasesSource, ReasonSource, period_text,
    read_period,
};
use clientela_domain::typed_day::Side;
use clientela_store::market::{
    self, Kept, MarketRecord, NewClientPurchase, NewContest, NewPosition,
};
use clientela_store::{Permission, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_competitors::NAME_CHARACTERS_MAX;
use crate::keep_gifts::any_day;
use crate::keep_obligations::{OBLIGATION_CHARACTERS_MAX, optional, past_day};
use crate::log_interaction::{invalid, words};

/// The word nobody may name as a source: prices are never exchanged with competitors.
pub(crate) const REFUSED_SOURCE: &str = "competitor";

/// What a record is checked against.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    /// The day it is written.
    pub today: Date,
    /// The currency of the firm, for amounts without one.
    pub currency: Currency,
}

async fn ground(context: &Context, viewer: &Viewer) -> Result<Ground, AppError> {
    let state = context.book_state(viewer).await?;
    Ok(Ground {
        today: context.clock.today(),
        currency: state.settings.reporting_currency(),
    })
}

/// A record of the market as somebody writes it.
pub trait MarketDraft: Clone + Send + Sync + 'static {
    /// What it becomes.
    type Record: MarketRecord;

    /// What it becomes, checked.
    ///
    /// # Errors
    /// [`AppError::Invalid`] with the field at fault.
    fn checked(
        &self,
        account: Option<AccountId>,
        ground: &Ground,
    ) -> Result<Self::Record, AppError>;

    /// A record as its form says it.
    fn of(record: &Self::Record) -> Self;
}

/// How a competitor stands at a client, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PositionDraft {
    /// Which competitor.
    pub competitor: Option<CompetitorId>,
    /// With which group of products.
    pub product_group: String,
    /// At least so many per cent of what the client buys of it.
    pub share_low: Option<Amount>,
    /// At most so many.
    pub share_high: Option<Amount>,
    /// Their price where ours is 100.
    pub price_index: Option<Amount>,
    /// When their contract ends, as typed.
    pub contract_end: String,
    /// Since when they stand there, as typed.
    pub since: String,
    /// Who told.
    pub source: Option<PositionSource>,
    /// When it was observed, as typed; today when empty.
    pub day: String,
    /// More about it.
    pub note: String,
    /// Written down by mistake.
    pub withdrawn: bool,
}

/// Something won from a competitor or lost to one, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContestDraft {
    /// Against whom; unknown when absent.
    pub competitor: Option<CompetitorId>,
    /// Which group of products; may be empty.
    pub product_group: String,
    /// What was at stake.
    pub what: String,
    /// How it ended.
    pub outcome: Option<ContestOutcome>,
    /// Why.
    pub reason: Option<ContestReason>,
    /// Who says why; a guess when absent.
    pub reason_source: Option<ReasonSource>,
    /// What it was worth.
    pub value: Option<Amount>,
    /// In which currency; the firm's when absent.
    pub currency: Option<Currency>,
    /// When it was decided, as typed; today when empty.
    pub day: String,
    /// More about it.
    pub note: String,
    /// Written down by mistake.
    pub withdrawn: bool,
}

/// What somebody says a client buys, as somebody writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientPurchaseDraft {
    /// Of which group of products; of everything when empty.
    pub product_group: String,
    /// In which days: a year, a quarter, a month or two days.
    pub period: String,
    /// For at least so much.
    pub amount_low: Option<Amount>,
    /// For at most so much; no upper end when absent.
    pub amount_high: Option<Amount>,
    /// In which currency; the firm's when absent.
    pub currency: Option<Currency>,
    /// Where it comes from.
    pub source: Option<PurchasesSource>,
    /// How sure it is, in per cent.
    pub confidence: Option<u8>,
    /// When it was learnt, as typed; today when empty.
    pub day: String,
    /// More about it.
    pub note: String,
    /// Written down by mistake.
    pub withdrawn: bool,
}

/// The source a word means. A competitor is none.
///
/// # Errors
/// [`AppError::Invalid`] at `source`.
pub fn read_source(text: &str) -> Result<PositionSource, AppError> {
    if text.trim().eq_ignore_ascii_case(REFUSED_SOURCE) {
        return Err(invalid("source", "source-competitor", text));
    }
    let known = PositionSource::from_code(text.trim());
    known.ok_or_else(|| invalid("source", "value-invalid", text))
}

/// The client of a record that is of one.
fn of_client(account: Option<AccountId>) -> Result<AccountId, AppError> {
    account.ok_or_else(|| invalid("account", "required", ""))
}

/// A group of products; may be empty.
pub(crate) fn group(text: &str) -> Result<String, AppError> {
    match text.trim() {
        "" => Ok(String::new()),
        text => words("product_group", text, NAME_CHARACTERS_MAX),
    }
}

fn percent(field: &'static str, amount: Option<Amount>) -> Result<Option<Amount>, AppError> {
    let hundred = Amount::from_cents(100 * 100);
    match amount {
        Some(amount) if amount.is_negative() || amount > hundred => {
            Err(invalid(field, "percent-invalid", &amount.to_string()))
        }
        other => Ok(other),
    }
}

fn not_negative(field: &'static str, amount: Option<Amount>) -> Result<Option<Amount>, AppError> {
    match amount {
        Some(amount) if amount.is_negative() => Err(invalid(field, "value-invalid", "")),
        other => Ok(other),
    }
}

fn in_order(
    field: &'static str,
    low: Option<Amount>,
    high: Option<Amount>,
) -> Result<(), AppError> {
    match (low, high) {
        (Some(low), Some(high)) if low > high => Err(invalid(field, "ends-reversed", "")),
        _ => Ok(()),
    }
}

impl MarketDraft for PositionDraft {
    type Record = NewPosition;

    fn checked(
        &self,
        account: Option<AccountId>,
        ground: &Ground,
    ) -> Result<NewPosition, AppError> {
        let today = ground.today;
        let required = |field| invalid(field, "required", "");
        let share_low = percent("share_low", self.share_low)?;
        let share_high = percent("share_high", self.share_high)?;
        in_order("share_high", share_low, share_high)?;
        let since = any_day("since", &self.since, today, Side::Behind)?;
        if since.is_some_and(|day| day > today) {
            return Err(invalid("since", "day-in-future", &self.since));
        }
        let price_index = not_negative("price_index", self.price_index)?;
        if price_index.is_some_and(|index| !index.is_positive()) {
            return Err(invalid("price_index", "value-invalid", ""));
        }
        Ok(NewPosition {
            account_id: of_client(account)?,
            competitor_id: self.competitor.ok_or_else(|| required("competitor"))?,
            product_group: words("product_group", &self.product_group, NAME_CHARACTERS_MAX)?,
            share_low,
            share_high,
            price_index,
            contract_end: any_day("contract_end", &self.contract_end, today, Side::Ahead)?,
            since,
            source: self.source.ok_or_else(|| required("source"))?,
            day: past_day("day", &self.day, today)?,
            note: optional("note", &self.note)?,
            withdrawn: self.withdrawn,
        })
    }

    fn of(own: &NewPosition) -> Self {
        Self {
            competitor: Some(own.competitor_id),
            product_group: own.product_group.clone(),
            share_low: own.share_low,
            share_high: own.share_high,
            price_index: own.price_index,
            contract_end: day_text(own.contract_end),
            since: day_text(own.since),
            source: Some(own.source),
            day: own.day.to_string(),
            note: own.note.clone(),
            withdrawn: own.withdrawn,
        }
    }
}

/// A day as a form says it; nothing without one.
pub(crate) fn day_text(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

impl MarketDraft for ContestDraft {
    type Record = NewContest;

    fn checked(&self, account: Option<AccountId>, ground: &Ground) -> Result<NewContest, AppError> {
        let today = ground.today;
        let value = not_negative("value", self.value)?;
        let currency = self.currency.unwrap_or(ground.currency);
        let said_by = self.reason_source.unwrap_or(ReasonSource::Guessed);
        let outcome = self.outcome;
        Ok(NewContest {
            account_id: of_client(account)?,
            competitor_id: self.competitor,
            product_group: group(&self.product_group)?,
            what: words("what", &self.what, OBLIGATION_CHARACTERS_MAX)?,
            outcome: outcome.ok_or_else(|| invalid("outcome", "required", ""))?,
            reason: self.reason,
            reason_source: self.reason.map(|_| said_by),
            value,
            currency: value.map(|_| currency),
            day: past_day("day", &self.day, today)?,
            note: optional("note", &self.note)?,
            withdrawn: self.withdrawn,
        })
    }

    fn of(own: &NewContest) -> Self {
        Self {
            competitor: own.competitor_id,
            product_group: own.product_group.clone(),
            what: own.what.clone(),
            outcome: Some(own.outcome),
            reason: own.reason,
            reason_source: own.reason_source,
            value: own.value,
            currency: own.currency,
            day: own.day.to_string(),
            note: own.note.clone(),
            withdrawn: own.withdrawn,
        }
    }
}

impl MarketDraft for ClientPurchaseDraft {
    type Record = NewClientPurchase;

    fn checked(
        &self,
        account: Option<AccountId>,
        ground: &Ground,
    ) -> Result<NewClientPurchase, AppError> {
        let today = ground.today;
        let required = |field| invalid(field, "required", "");
        let low = not_negative("amount_low", self.amount_low)?;
        let high = not_negative("amount_high", self.amount_high)?;
        in_order("amount_high", low, high)?;
        if self.period.trim().is_empty() {
            return Err(required("period"));
        }
        let period = read_period(&self.period);
        if self.confidence.is_some_and(|confidence| confidence > 100) {
            return Err(invalid("confidence", "percent-invalid", ""));
        }
        Ok(NewClientPurchase {
            account_id: of_client(account)?,
            product_group: group(&self.product_group)?,
            period: period.ok_or_else(|| invalid("period", "period-invalid", &self.period))?,
            amount_low: low.ok_or_else(|| required("amount_low"))?,
            amount_high: high,
            currency: self.currency.unwrap_or(ground.currency),
            source: self.source.ok_or_else(|| required("source"))?,
            confidence: self.confidence,
            day: past_day("day", &self.day, today)?,
            note: optional("note", &self.note)?,
            withdrawn: self.withdrawn,
        })
    }

    fn of(own: &NewClientPurchase) -> Self {
        Self {
            product_group: own.product_group.clone(),
            period: period_text(own.period),
            amount_low: Some(own.amount_low),
            amount_high: own.amount_high,
            currency: Some(own.currency),
            source: Some(own.source),
            confidence: own.confidence,
            day: own.day.to_string(),
            note: own.note.clone(),
            withdrawn: own.withdrawn,
        }
    }
}

/// Writes a record down; one that needs no client may be of none.
///
/// # Errors
/// [`AppError::Invalid`] with the field at fault; [`AppError::NotFound`] without such a client or competitor;
/// [`AppError::Forbidden`].
pub async fn write_told<D: MarketDraft>(
    context: &Context,
    viewer: &Viewer,
    account: impl Into<Option<AccountId>>,
    draft: &D,
) -> Result<<D::Record as MarketRecord>::Id, AppError> {
    viewer.require(Permission::EditAccounts)?;
    let account = account.into();
    let new = draft.checked(account, &ground(context, viewer).await?)?;
    let written = context
        .store
        .write_with(viewer, new, |tx, new| Box::pin(market::create(tx, new)));
    Ok(written.await?)
}

/// Changes a record that was read at `version`; returns the new version.
///
/// # Errors
/// As [`write_told`]; [`AppError::Stale`].
pub async fn change_told<D: MarketDraft>(
    context: &Context,
    viewer: &Viewer,
    id: <D::Record as MarketRecord>::Id,
    draft: &D,
    version: i64,
) -> Result<i64, AppError> {
    let before = show_told::<D::Record>(context, viewer, id).await?;
    viewer.require(Permission::EditAccounts)?;
    let account = before.record.account();
    let new = draft.checked(account, &ground(context, viewer).await?)?;
    let changed = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(market::change(tx, id, new, version))
    });
    Ok(changed.await?)
}

/// A record.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see.
pub async fn show_told<R: MarketRecord>(
    context: &Context,
    viewer: &Viewer,
    id: R::Id,
) -> Result<Kept<R>, AppError> {
    let found = market::get::<R>(&context.store.read(viewer), id).await?;
    found.ok_or(AppError::NotFound(R::WORD))
}
