//! Rows of files whose records are known by a code: each makes one record, unless the book or an earlier row has
//! the same one. A row whose code is known says what that record is from now on; what a person wrote or changed
//! gives way only when the user wants so. What differs from kind to kind is [`Told`].

use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::Hash;

use clientela_domain::ids::AccountId;
use clientela_domain::records::RecordColumn;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::brought::BroughtRecord;
use clientela_store::import_records::{ImportRecord, RecordAction, RecordEntity};
use clientela_store::new_id::new_id;
use serde_json::Value as Json;
use uuid::Uuid;

use super::Wishes;
use super::accounts::Policy;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::Work;
use crate::answers::import::MatchedAnswer;
use crate::context::Context;

/// What a row says, checked.
pub(super) trait Told: Sized {
    /// What it makes.
    type Record: Clone + PartialEq;
    /// What tells one such record from another when no code does.
    type Identity: Eq + Hash;

    /// What kind of record it makes.
    const ENTITY: RecordEntity;

    /// By what the file knows it; may be empty.
    fn code(&self) -> &str;

    /// What the row says, with what empty cells stand for.
    fn record(&self) -> &Self::Record;

    /// What tells its record from others.
    fn identity(&self) -> Self::Identity;

    /// The records it rests on.
    fn rests_on(&self) -> Vec<(RecordEntity, Uuid)>;

    /// What is known with all that the row says written over it; cells that are empty change nothing.
    fn over(&self, known: &Self::Record) -> Result<Self::Record, Fault>;

    /// A record field by field, by the names of the journal.
    fn as_json(record: &Self::Record) -> Json;

    /// Has it made.
    fn create(self, work: &mut Work, id: Uuid);

    /// Has the known record, read at this version, changed.
    fn change(&self, work: &mut Work, known: (Uuid, i64), new: Self::Record);

    /// Where such records are counted.
    fn found(work: &mut Work) -> &mut MatchedAnswer;
}

/// What the book knows of what the rows name.
pub(super) struct Known<T: Told> {
    /// What tells the records of the book apart.
    pub(super) identities: HashSet<T::Identity>,
    /// Codes of the book, also of records the viewer does not see.
    pub(super) codes: BTreeSet<String>,
    /// Records the viewer sees, by their codes.
    pub(super) by_code: HashMap<String, BroughtRecord<T::Record>>,
}

/// The clients rows name, each once, for a look into the book.
pub(super) fn clients(accounts: impl Iterator<Item = AccountId>) -> Vec<AccountId> {
    let all: BTreeSet<AccountId> = accounts.collect();
    all.into_iter().collect()
}

/// The codes rows give, without empty ones.
pub(super) fn codes<T: Told>(said: &[(&Row, T)]) -> Vec<String> {
    let codes = said.iter().map(|(_, said)| said.code());
    let given = codes.filter(|code| !code.is_empty());
    given.map(str::to_owned).collect()
}

/// What every row says, in their order; who cannot be read is set aside.
pub(super) fn read_rows<'a, T>(
    work: &mut Work,
    plan: &RecordPlan,
    rows: &'a [Row],
    read: impl Fn(&Row) -> Result<T, Fault>,
) -> Vec<(&'a Row, T)> {
    let mut said = Vec::with_capacity(rows.len());
    for row in rows {
        match read(row) {
            Ok(found) => said.push((row, found)),
            Err(fault) => work.set_aside.push(row.set_aside(plan, fault)),
        }
    }
    said
}

/// Takes the rows one after another.
pub(super) fn take<T: Told>(
    context: &Context,
    work: &mut Work,
    plan: &RecordPlan,
    (said, known): (Vec<(&Row, T)>, Known<T>),
    wishes: Wishes,
) {
    let mut sorting = Sorting {
        context,
        wishes,
        known,
        told: HashMap::new(),
        rests_on: BTreeSet::new(),
    };
    for (row, said) in said {
        if let Err(fault) = sorting.take(work, said) {
            work.set_aside.push(row.set_aside(plan, fault));
        }
    }
    let linked = sorting.rests_on.into_iter();
    work.records
        .extend(linked.map(|(entity, id)| ImportRecord::linked(entity, id)));
}

/// What is known while rows are taken one after another.
struct Sorting<'a, T: Told> {
    context: &'a Context,
    wishes: Wishes,
    known: Known<T>,
    /// What rows of this file said under their codes.
    told: HashMap<String, T::Record>,
    rests_on: BTreeSet<(RecordEntity, Uuid)>,
}

impl<T: Told> Sorting<'_, T> {
    fn take(&mut self, work: &mut Work, said: T) -> Result<(), Fault> {
        let code = said.code().to_owned();
        if let Some(before) = self.told.get(&code) {
            if before != said.record() {
                let column = RecordColumn::Code;
                return Err(Fault::at(column, SetAsideReason::RecordRepeated));
            }
            work.duplicate += 1;
            return Ok(());
        }
        if !code.is_empty() {
            self.told.insert(code.clone(), said.record().clone());
        }
        let same = if let Some(known) = self.known.by_code.get(&code) {
            change(work, self.wishes, known, &said)?;
            self.known.identities.insert(said.identity());
            self.rests_on.extend(said.rests_on());
            return Ok(());
        } else {
            self.known.codes.contains(&code)
        };
        if same || !self.known.identities.insert(said.identity()) {
            work.duplicate += 1;
            T::found(work).matched += 1;
            return Ok(());
        }
        self.rests_on.extend(said.rests_on());
        work.accepted += 1;
        T::found(work).created += 1;
        let id = new_id(self.context.clock.now());
        work.records.push(ImportRecord::created(T::ENTITY, id));
        said.create(work, id);
        Ok(())
    }
}

/// What a row makes of the record its code belongs to.
fn change<T: Told>(
    work: &mut Work,
    wishes: Wishes,
    known: &BroughtRecord<T::Record>,
    said: &T,
) -> Result<(), Fault> {
    let new = said.over(&known.record)?;
    let (was, is) = (T::as_json(&known.record), T::as_json(&new));
    let policy = if known.touched {
        Policy::of(wishes.on_conflict)
    } else {
        Policy::Replace
    };
    T::found(work).matched += 1;
    match policy {
        Policy::Replace if was != is => {}
        Policy::Ask | Policy::Repeated if was != is => {
            T::found(work).matched -= 1;
            return Err(Fault::at(RecordColumn::Code, SetAsideReason::RecordDiffers));
        }
        _ => {
            work.duplicate += 1;
            let linked = ImportRecord::linked(T::ENTITY, known.id);
            work.records.push(linked);
            return Ok(());
        }
    }
    work.accepted += 1;
    work.records.push(ImportRecord {
        entity: T::ENTITY,
        id: known.id,
        detail: String::new(),
        action: RecordAction::Changed,
        before: Some(was.to_string()),
        after: Some(is.to_string()),
    });
    said.change(work, (known.id, known.version), new);
    Ok(())
}

/// The columns in which a row says anything.
pub(super) struct Says(BTreeSet<RecordColumn>);

impl Says {
    pub(super) fn of(row: &Row, plan: &RecordPlan) -> Self {
        let columns = plan.mapping.columns.iter().map(|(column, _)| *column);
        Self(
            columns
                .filter(|column| !row.text(plan, *column).is_empty())
                .collect(),
        )
    }

    pub(super) fn anything(&self, column: RecordColumn) -> bool {
        self.0.contains(&column)
    }

    /// What the row says in a column, or what is known.
    pub(super) fn or<V: Clone>(&self, column: RecordColumn, said: &V, known: &V) -> V {
        if self.anything(column) {
            said.clone()
        } else {
            known.clone()
        }
    }
}

/// The client of a record stays: a code that comes with another one is somebody else's.
pub(super) fn same_client(said: AccountId, known: AccountId) -> Result<(), Fault> {
    if said == known {
        return Ok(());
    }
    let column = RecordColumn::Account;
    Err(Fault::at(column, SetAsideReason::RecordContradicts))
}
