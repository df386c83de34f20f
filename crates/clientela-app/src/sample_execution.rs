//! What was recorded of promises at the sample firm, as the book keeps it.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::execution::{EventKind, Recorded};
use clientela_domain::ids::AccountId;
use clientela_domain::obligations::Party;
use clientela_samples::{SampleExecution, SampleFirm};
use clientela_store::execution_events::NewExecutionEvent;
use clientela_store::sample_happenings::{self, Dated};
use clientela_store::{Viewer, accounts};

use crate::context::Context;
use crate::error::AppError;
use crate::sample_happenings::{day, moment};

/// Writes what was recorded, once the clients are there.
///
/// # Errors
/// [`AppError::Forbidden`]; when the book cannot be written.
pub(crate) async fn record_executions(
    context: &Context,
    viewer: &Viewer,
    firm: &SampleFirm,
) -> Result<(), AppError> {
    let told = &firm.happenings.executions;
    let keys: Vec<String> = told
        .iter()
        .map(|one| format!("c:{}", one.customer_code))
        .collect();
    let known = accounts::by_customer_keys(&context.store.read(viewer), &keys).await?;
    let today = context.clock.today();
    let events: Vec<Dated<NewExecutionEvent>> = told
        .iter()
        .zip(&keys)
        .filter_map(|(one, key)| {
            Some(Dated {
                what: event(one, *known.get(key)?, today)?,
                author: viewer.user,
                at: moment(today, one.days_ago),
            })
        })
        .collect();
    if events.is_empty() {
        return Ok(());
    }
    let written = context.store.write_with(viewer, events, |tx, events| {
        Box::pin(sample_happenings::record_executions(tx, events))
    });
    Ok(written.await?)
}

fn event(told: &SampleExecution, account: AccountId, today: Date) -> Option<NewExecutionEvent> {
    let kind = EventKind::from_code(told.kind)?;
    let ago = |days: Option<i64>| days.map(|days| day(today, days));
    let whole = |count: Option<i64>| count.map(|count| Amount::from_cents(count * 100));
    let is_complaint = kind == EventKind::Complaint;
    let reason = |wanted: bool| {
        if wanted {
            told.reason.to_owned()
        } else {
            String::new()
        }
    };
    Some(NewExecutionEvent {
        account_id: account,
        recorded: Recorded {
            document: told.document.to_owned(),
            what: told.what.to_owned(),
            class: reason(is_complaint),
            promised_day: ago(told.promised_ago),
            done_day: ago(told.done_ago),
            ordered: whole(told.ordered),
            delivered: whole(told.delivered),
            defects: told.defects,
            moved_by: Party::from_code(told.moved_by),
            reason: reason(!is_complaint),
            ..Recorded::empty(kind, day(today, told.days_ago))
        },
        note: String::new(),
    })
}
