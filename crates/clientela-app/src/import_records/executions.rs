//! Rows of a file of executed promises: each names its client and makes one event, unless the book has as many
//! events alike in everything. A row with a code says what the event of that code is from now on: a complaint that
//! was open is resolved by a later file.

use std::collections::{BTreeSet, HashMap, HashSet};

use clientela_domain::amount::{Amount, UNITS_PER_ONE};
use clientela_domain::day::Date;
use clientela_domain::execution::{EventKind, Recorded};
use clientela_domain::ids::{ExecutionEventId, UserId};
use clientela_domain::obligations::Party;
use clientela_domain::records::{RecordColumn, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::brought;
use clientela_store::execution_events::{self, ExecutionEvent, KnownEvents, NewExecutionEvent};
use clientela_store::import_records::{ImportRecord, RecordEntity};
use clientela_store::new_id::new_id;
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::account_finder::AccountFinder;
use super::coded::{self, Known, Says, Told, same_client};
use super::gifts::{free, money, read_day};
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::{BookState, Context};
use crate::error::AppError;

/// What a row says, checked.
struct Said {
    event: NewExecutionEvent,
    author: Option<UserId>,
    code: String,
    says: Says,
}

/// What each row would do.
pub(super) async fn sort(
    context: &Context,
    viewer: &Viewer,
    plan: &RecordPlan,
    rows: &[Row],
    wishes: Wishes,
) -> Result<Work, AppError> {
    let state = context.book_state(viewer).await?;
    let texts = rows.iter().map(|row| row.text(plan, RecordColumn::Account));
    let finder = AccountFinder::load(context, viewer, &state, texts).await?;
    let mut work = Work::default();
    let reading = Reading {
        viewer,
        plan,
        state: &state,
        finder: &finder,
    };
    let said = coded::read_rows(&mut work, plan, rows, |row| reading.read(row));
    let accounts = coded::clients(said.iter().map(|(_, said)| said.event.account_id));
    let given = coded::codes(&said);
    let read = context.store.read(viewer);
    let mut events = execution_events::known_of(&read, &accounts).await?;
    let known = Known {
        // An event with a code is told from others by it alone.
        identities: HashSet::new(),
        codes: execution_events::taken_codes(&read, &given).await?,
        by_code: brought::known_by_codes::<ExecutionEvent>(&read, &given).await?,
    };
    let mut by_code = Vec::new();
    for (row, one) in said {
        let is_known = known.codes.contains(&one.code) || known.by_code.contains_key(&one.code);
        if is_known || !meets_its_twin(&mut events, &one) {
            by_code.push((row, one));
        } else {
            work.duplicate += 1;
            work.executions_found.matched += 1;
        }
    }
    let (with_code, plain): (Vec<_>, Vec<_>) = by_code
        .into_iter()
        .partition(|(_, said)| !said.code.is_empty());
    make(context, &mut work, plain);
    coded::take(context, &mut work, plan, (with_code, known), wishes);
    Ok(work)
}

/// Two rows that are alike in everything are two, and each meets its own twin in the book.
fn meets_its_twin(events: &mut KnownEvents, said: &Said) -> bool {
    let take = |of: &mut HashMap<NewExecutionEvent, u64>| match of.get_mut(&said.event) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    };
    // A code the book does not know is another event than those it knows by their codes.
    take(&mut events.plain) || (said.code.is_empty() && take(&mut events.coded))
}

/// Makes events no code tells from others.
fn make(context: &Context, work: &mut Work, rows: Vec<(&Row, Said)>) {
    let mut rests_on = BTreeSet::new();
    for (_, said) in rows {
        rests_on.insert(said.event.account_id);
        work.accepted += 1;
        work.executions_found.created += 1;
        let id = new_id(context.clock.now());
        let made = ImportRecord::created(RecordEntity::ExecutionEvent, id);
        work.records.push(made);
        said.create(work, id);
    }
    let linked = rests_on.into_iter();
    work.records
        .extend(linked.map(|account| ImportRecord::linked(RecordEntity::Account, account.0)));
}

impl Told for Said {
    type Record = NewExecutionEvent;
    type Identity = String;

    const ENTITY: RecordEntity = RecordEntity::ExecutionEvent;

    fn code(&self) -> &str {
        &self.code
    }

    fn record(&self) -> &NewExecutionEvent {
        &self.event
    }

    fn identity(&self) -> String {
        self.code.clone()
    }

    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)> {
        vec![(RecordEntity::Account, self.event.account_id.0)]
    }

    fn over(&self, known: &NewExecutionEvent) -> Result<NewExecutionEvent, Fault> {
        use RecordColumn as C;
        let (said, had, says) = (&self.event.recorded, &known.recorded, &self.says);
        same_client(self.event.account_id, known.account_id)?;
        if said.kind != had.kind {
            return Err(Fault::at(
                C::ExecutionKind,
                SetAsideReason::RecordContradicts,
            ));
        }
        let text = |column, said, known| says.or::<String>(column, said, known);
        let recorded = Recorded {
            kind: had.kind,
            day: said.day,
            document: text(C::Document, &said.document, &had.document),
            what: text(C::What, &said.what, &had.what),
            class: text(C::ComplaintClass, &said.class, &had.class),
            requested_day: said.requested_day.or(had.requested_day),
            promised_day: said.promised_day.or(had.promised_day),
            done_day: said.done_day.or(had.done_day),
            ordered: said.ordered.or(had.ordered),
            delivered: said.delivered.or(had.delivered),
            received: said.received.or(had.received),
            defects: said.defects.or(had.defects),
            moved_by: said.moved_by.or(had.moved_by),
            reason: text(C::Reason, &said.reason, &had.reason),
        };
        whole_event(&recorded)?;
        Ok(NewExecutionEvent {
            account_id: known.account_id,
            recorded,
            note: text(C::Note, &self.event.note, &known.note),
        })
    }

    fn as_json(record: &NewExecutionEvent) -> Json {
        execution_events::as_json(record)
    }

    fn create(self, work: &mut Work, id: Uuid) {
        let one = (ExecutionEventId(id), self.event, self.author, self.code);
        work.new_events.push(one);
    }

    fn change(&self, work: &mut Work, (id, version): (Uuid, i64), new: NewExecutionEvent) {
        work.changed_events
            .push((ExecutionEventId(id), version, new));
    }

    fn found(work: &mut Work) -> &mut MatchedAnswer {
        &mut work.executions_found
    }
}

/// What an event says fits together.
fn whole_event(recorded: &Recorded) -> Result<(), Fault> {
    match recorded.flaw() {
        Some((field, _)) => Err(Fault::at(
            column_of(field),
            SetAsideReason::ExecutionImpossible,
        )),
        None => Ok(()),
    }
}

struct Reading<'a> {
    viewer: &'a Viewer,
    plan: &'a RecordPlan,
    state: &'a BookState,
    finder: &'a AccountFinder,
}

impl Reading<'_> {
    fn read(&self, row: &Row) -> Result<Said, Fault> {
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
        whole_event(&recorded)?;
        Ok(Said {
            event: NewExecutionEvent {
                account_id: account,
                recorded,
                note: free(RecordColumn::Note, text(RecordColumn::Note))?,
            },
            author: self.viewer.user,
            code: row.code(self.plan)?.to_owned(),
            says: Says::of(row, self.plan),
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
