//! Rows of a file of executed promises: each names its client and makes one event, unless the book has as many
//! events alike in everything.

use std::collections::BTreeSet;

use clientela_domain::amount::{Amount, UNITS_PER_ONE};
use clientela_domain::day::Date;
use clientela_domain::execution::{EventKind, Recorded};
use clientela_domain::ids::ExecutionEventId;
use clientela_domain::obligations::Party;
use clientela_domain::records::{RecordColumn, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::execution_events::{self, NewExecutionEvent};
use clientela_store::import_records::{ImportRecord, RecordEntity};
use clientela_store::new_id::new_id;

use super::account_finder::AccountFinder;
use super::gifts::{free, money, read_day};
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::context::{BookState, Context};
use crate::error::AppError;

/// What each row would do.
pub(super) async fn sort(
    context: &Context,
    viewer: &Viewer,
    plan: &RecordPlan,
    rows: &[Row],
) -> Result<Work, AppError> {
    let state = context.book_state(viewer).await?;
    let texts = rows.iter().map(|row| row.text(plan, RecordColumn::Account));
    let finder = AccountFinder::load(context, viewer, &state, texts).await?;
    let mut work = Work::default();
    let reading = Reading {
        plan,
        state: &state,
        finder: &finder,
    };
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        match reading.read(row) {
            Ok(one) => found.push(one),
            Err(fault) => work.set_aside.push(row.set_aside(plan, fault)),
        }
    }
    let accounts: BTreeSet<_> = found.iter().map(|one| one.account_id).collect();
    let ids: Vec<_> = accounts.iter().copied().collect();
    let read = context.store.read(viewer);
    let mut known = execution_events::known_of(&read, &ids).await?;
    for one in found {
        // Two rows that are alike in everything are two, and each meets its own twin in the book.
        if let Some(left) = known.get_mut(&one).filter(|left| **left > 0) {
            *left -= 1;
            work.duplicate += 1;
            work.executions_found.matched += 1;
            continue;
        }
        work.accepted += 1;
        work.executions_found.created += 1;
        let id = ExecutionEventId(new_id(context.clock.now()));
        let made = ImportRecord::created(RecordEntity::ExecutionEvent, id.0);
        work.records.push(made);
        work.new_events.push((id, one, viewer.user));
    }
    let used: BTreeSet<_> = work
        .new_events
        .iter()
        .map(|(_, one, _)| one.account_id)
        .collect();
    let linked = used.into_iter();
    work.records
        .extend(linked.map(|account| ImportRecord::linked(RecordEntity::Account, account.0)));
    Ok(work)
}

struct Reading<'a> {
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
}

impl Reading<'_> {
    fn read(&self, row: &Row) -> Result<NewExecutionEvent, Fault> {
        let text = |column| row.text(self.plan, column);
        let account = match text(RecordColumn::Account) {
            "" => {
                let column = RecordColumn::Account;
                return Err(Fault::at(column, SetAsideReason::AccountMissing));
            }
            account => self
                .finder
                .one(self.state, account, RecordColumn::Account)?,
        };
        let kind = words::execution_kind(text(RecordColumn::ExecutionKind));
        let kind = kind
            .and_then(EventKind::from_code)
            .ok_or(unknown(RecordColumn::ExecutionKind))?;
        let day = self.day(row, RecordColumn::Day)?;
        let day = day.ok_or(Fault::at(RecordColumn::Day, SetAsideReason::DateMissing))?;
        let moved_by = match text(RecordColumn::MovedBy) {
            "" => None,
            who => Some(
                words::debtor(who)
                    .and_then(Party::from_code)
                    .ok_or(unknown(RecordColumn::MovedBy))?,
            ),
        };
        let amount = |column| money(column, text(column));
        let recorded = Recorded {
            kind,
            day,
            document: free(RecordColumn::Document, text(RecordColumn::Document))?,
            what: free(RecordColumn::What, text(RecordColumn::What))?,
            class: free(
                RecordColumn::ComplaintClass,
                text(RecordColumn::ComplaintClass),
            )?,
            requested_day: self.day(row, RecordColumn::RequestedDay)?,
            promised_day: self.day(row, RecordColumn::PromisedDay)?,
            done_day: self.day(row, RecordColumn::DoneDay)?,
            ordered: amount(RecordColumn::Ordered)?,
            delivered: amount(RecordColumn::Delivered)?,
            received: amount(RecordColumn::Received)?,
            defects: whole(amount(RecordColumn::Defects)?)?,
            moved_by,
            reason: free(RecordColumn::Reason, text(RecordColumn::Reason))?,
        };
        if let Some((field, _)) = recorded.flaw() {
            let column = column_of(field);
            return Err(Fault::at(column, SetAsideReason::ExecutionImpossible));
        }
        Ok(NewExecutionEvent {
            account_id: account,
            recorded,
            note: free(RecordColumn::Note, text(RecordColumn::Note))?,
        })
    }

    fn day(&self, row: &Row, column: RecordColumn) -> Result<Option<Date>, Fault> {
        read_day(self.plan, column, row.text(self.plan, column))
    }
}

/// A number of units without a fraction.
fn whole(amount: Option<Amount>) -> Result<Option<u32>, Fault> {
    let Some(amount) = amount else {
        return Ok(None);
    };
    let one = i128::from(UNITS_PER_ONE);
    let units = (amount.units() % one == 0).then(|| amount.units() / one);
    let invalid = Fault::at(RecordColumn::Defects, SetAsideReason::WholeNumberInvalid);
    let units = units.and_then(|units| u32::try_from(units).ok());
    units.map(Some).ok_or(invalid)
}

/// The column of a field of what is recorded.
fn column_of(field: &str) -> RecordColumn {
    match field {
        "document" => RecordColumn::Document,
        "promised_day" => RecordColumn::PromisedDay,
        "done_day" => RecordColumn::DoneDay,
        "ordered" => RecordColumn::Ordered,
        "delivered" => RecordColumn::Delivered,
        "received" => RecordColumn::Received,
        "defects" => RecordColumn::Defects,
        "moved_by" => RecordColumn::MovedBy,
        _ => RecordColumn::ExecutionKind,
    }
}

fn unknown(column: RecordColumn) -> Fault {
    Fault::at(column, SetAsideReason::ExecutionWordUnknown)
}
