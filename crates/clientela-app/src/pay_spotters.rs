//! Fees are paid in one go: what is due up to a day, what is set off, what is refused and why.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::ids::{SpotterId, SpotterRunId};
use clientela_domain::typed_day::Side;
use clientela_store::spotters::{self, NewRun, PaidLine};
use clientela_store::{Permission, Viewer};

use crate::context::Context;
use crate::error::AppError;
use crate::keep_gifts::any_day;
use crate::keep_obligations::{optional, past_day};
use crate::log_interaction::invalid;
use crate::read_spotters::{SpotterCard, spotter_card};

/// A payment as somebody confirms it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PayDraft {
    /// Everything due up to this day, as typed; today when empty.
    pub up_to: String,
    /// When it was paid, as typed; today when empty.
    pub paid_on: String,
    /// The order of payment, or more about it.
    pub note: String,
    /// The sum somebody saw and confirms; whatever is due when absent.
    pub expected: Option<Amount>,
}

impl SpotterCard {
    /// What a payment up to its day would be made of.
    #[must_use]
    pub fn due_lines(&self) -> Vec<PaidLine> {
        let lines = self.lines.iter().flat_map(|line| {
            let prospect_id = line.name.prospect_id;
            line.due.iter().map(move |(fee, amount)| PaidLine {
                prospect_id,
                fee: *fee,
                amount: *amount,
            })
        });
        lines.collect()
    }
}

/// The day up to which dues are asked for, as typed; today when empty. No fee is paid before its day.
///
/// # Errors
/// [`AppError::Invalid`] at `up_to`.
pub fn up_to(context: &Context, typed: &str) -> Result<Date, AppError> {
    let today = context.clock.today();
    let day = any_day("up_to", typed, today, Side::Behind)?;
    match day {
        Some(day) if day > today => Err(invalid("up_to", "day-in-future", typed)),
        other => Ok(other.unwrap_or(today)),
    }
}

/// Confirms the payment of all that is due up to a day, under an agreement read at `version`. What is given back is
/// set off; where it is more than what is due, nothing is paid and it stays for the next payment.
///
/// # Errors
/// [`AppError::NotNow`] when nothing is due, or another sum than the one confirmed; [`AppError::Invalid`];
/// [`AppError::Stale`]; [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn pay_spotter(
    context: &Context,
    viewer: &Viewer,
    (id, version): (SpotterId, i64),
    draft: &PayDraft,
) -> Result<SpotterRunId, AppError> {
    viewer.require(Permission::PaySpotters)?;
    let up_to = up_to(context, &draft.up_to)?;
    let card = spotter_card(context, viewer, id, Some(up_to)).await?;
    let lines = card.due_lines();
    let total: Amount = lines.iter().map(|line| line.amount).sum();
    if !total.is_positive() {
        return Err(AppError::NotNow("nothing-due"));
    }
    if draft.expected.is_some_and(|expected| expected != total) {
        return Err(AppError::NotNow("dues-changed"));
    }
    let new = NewRun {
        up_to,
        paid_on: past_day("paid_on", &draft.paid_on, context.clock.today())?,
        note: optional("note", &draft.note)?,
        lines,
    };
    let paid = context.store.write_with(viewer, new, move |tx, new| {
        Box::pin(spotters::pay(tx, (id, version), new))
    });
    Ok(paid.await?)
}

/// Takes a payment back, confirmed by mistake, of an agreement read at `version`: what it paid is due again. Returns
/// the new version.
///
/// # Errors
/// [`AppError::NotNow`] for one that was taken back; [`AppError::Stale`]; [`AppError::NotFound`];
/// [`AppError::Forbidden`].
pub async fn take_payment_back(
    context: &Context,
    viewer: &Viewer,
    (id, version): (SpotterId, i64),
    run: SpotterRunId,
) -> Result<i64, AppError> {
    viewer.require(Permission::PaySpotters)?;
    let back = context.store.write(viewer, move |tx| {
        Box::pin(spotters::take_back(tx, (id, version), run))
    });
    Ok(back.await?)
}
