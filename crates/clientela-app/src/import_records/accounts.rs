//! Rows of a file of clients: each finds its client or makes one, and says what is not known yet.

use std::collections::{HashMap, HashSet};

use clientela_domain::ids::AccountId;
use clientela_domain::names::fold;
use clientela_domain::records::days::read_day;
use clientela_domain::records::{RecordColumn, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_domain::sales::values::DayFault;
use clientela_store::Viewer;
use clientela_store::accounts::{AccountValues, NewBrought};
use clientela_store::external_codes::ExternalCode;
use clientela_store::import_records::{ImportRecord, RecordAction, RecordEntity};
use clientela_store::new_id::new_id;
use clientela_store::walls::OwnerCheck;
use serde_json::{Map, Value as Json};

use self::keep_apart::looking_after;
use super::Wishes;
use super::account_finder::AccountFinder;
use super::account_match::{AccountIndex, ledger_keys};
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::{AccountChange, Work, reason_of};
use crate::context::{BookState, Context};
use crate::edit_account::{AccountField, field_text, legal_form, set};
use crate::error::AppError;
use crate::import_options::OnConflict;

mod keep_apart;

/// The fields a file of clients may fill, with their columns, in the order in which they are checked:
/// the country decides how numbers are.
const FIELDS: [(RecordColumn, AccountField); 20] = [
    (RecordColumn::Name, AccountField::Name),
    (RecordColumn::LegalName, AccountField::LegalName),
    (RecordColumn::LegalForm, AccountField::LegalForm),
    (RecordColumn::Country, AccountField::Country),
    (
        RecordColumn::RegistrationNumber,
        AccountField::RegistrationNumber,
    ),
    (RecordColumn::VatNumber, AccountField::VatNumber),
    (RecordColumn::Sector, AccountField::Sector),
    (RecordColumn::City, AccountField::City),
    (RecordColumn::Address, AccountField::Address),
    (RecordColumn::Phone, AccountField::Phone),
    (RecordColumn::Email, AccountField::Email),
    (RecordColumn::Website, AccountField::Website),
    (RecordColumn::Owner, AccountField::Owner),
    (RecordColumn::Substitute, AccountField::Substitute),
    (RecordColumn::Tags, AccountField::Tags),
    (RecordColumn::Origin, AccountField::Origin),
    (RecordColumn::OriginNote, AccountField::OriginNote),
    (RecordColumn::AcquiredOn, AccountField::AcquiredOn),
    (RecordColumn::RhythmDays, AccountField::RhythmDays),
    (RecordColumn::Note, AccountField::Note),
];

/// What a row says, checked.
struct Said {
    values: AccountValues,
    /// The fields it fills, with their columns.
    fields: Vec<(RecordColumn, AccountField)>,
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
    let mut work = Work::default();
    let mut said: Vec<Option<Said>> = Vec::with_capacity(rows.len());
    for row in rows {
        match read(&state, plan, row) {
            Ok(row) => said.push(Some(row)),
            Err(fault) => {
                work.set_aside.push(row.set_aside(plan, fault));
                said.push(None);
            }
        }
    }
    let known: Vec<AccountValues> = said
        .iter()
        .flatten()
        .map(|said| said.values.clone())
        .collect();
    let index = AccountIndex::load(context, viewer, &known).await?;
    let parents = rows.iter().map(|row| row.text(plan, RecordColumn::Parent));
    let finder = AccountFinder::load(context, viewer, &state, parents).await?;
    let mut sorting = Sorting {
        context,
        viewer,
        plan,
        state,
        wishes,
        index,
        finder,
        work,
        new: HashMap::new(),
        order: Vec::new(),
        changes: HashMap::new(),
        parents: HashMap::new(),
        settled: HashMap::new(),
        owners: OwnerCheck::load(&context.store.read(viewer)).await?,
    };
    let labels = Labels::of(plan, rows, &said);
    for at in 0..rows.len() {
        sorting.settle(at, rows, &said, &labels, &mut Vec::new());
    }
    Ok(sorting.finish())
}

/// Which row a code or a name of the file stands in.
struct Labels(HashMap<String, Vec<usize>>);

impl Labels {
    fn of(plan: &RecordPlan, rows: &[Row], said: &[Option<Said>]) -> Self {
        let mut labels: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (row, said)) in rows.iter().zip(said).enumerate() {
            if said.is_none() {
                continue;
            }
            let code = row.code(plan).unwrap_or_default();
            for label in [code.to_owned(), fold(row.text(plan, RecordColumn::Name))] {
                if !label.is_empty() {
                    labels.entry(label).or_default().push(at);
                }
            }
        }
        Self(labels)
    }

    fn at(&self, text: &str) -> &[usize] {
        let by_code = self.0.get(text);
        by_code
            .or_else(|| self.0.get(&fold(text)))
            .map_or(&[], Vec::as_slice)
    }
}

/// What a row says, checked field by field; the first that cannot be taken sets it aside.
fn read(state: &BookState, plan: &RecordPlan, row: &Row) -> Result<Said, Fault> {
    let mut values = AccountValues::default();
    let mut fields = Vec::new();
    if row.text(plan, RecordColumn::Name).is_empty() {
        return Err(Fault::at(RecordColumn::Name, SetAsideReason::NameMissing));
    }
    for (column, field) in FIELDS {
        let text = row.text(plan, column);
        if text.is_empty() {
            continue;
        }
        let text = meant(plan, column, text)?;
        set(&state.directory, &mut values, field, &text)
            .map_err(|code| Fault::at(column, reason_of(code)))?;
        fields.push((column, field));
    }
    let code = row.code(plan)?;
    if !code.is_empty() {
        if code.chars().count() > CODE_CHARACTERS_MAX {
            return Err(Fault::at(RecordColumn::Code, SetAsideReason::CodeInvalid));
        }
        values.codes.push(ExternalCode {
            system: String::new(),
            code: code.to_owned(),
        });
        fields.push((RecordColumn::Code, AccountField::Codes));
    }
    values.name_folded = fold(&values.name);
    Ok(Said { values, fields })
}

/// Longest key of another system.
const CODE_CHARACTERS_MAX: usize = 120;

/// The text of a cell as the field takes it: words become codes, days are read by the file's order.
fn meant(plan: &RecordPlan, column: RecordColumn, text: &str) -> Result<String, Fault> {
    let known = |code: Option<&str>, reason| {
        code.map(str::to_owned)
            .ok_or_else(|| Fault::at(column, reason))
    };
    match column {
        RecordColumn::Sector => known(words::sector(text), SetAsideReason::SectorUnknown),
        RecordColumn::Origin => known(words::origin(text), SetAsideReason::OriginUnknown),
        RecordColumn::Country => known(
            words::country(text).as_deref(),
            SetAsideReason::CountryUnknown,
        ),
        RecordColumn::AcquiredOn => day(plan, column, text),
        RecordColumn::RhythmDays => Ok(text.trim_end_matches(".0").to_owned()),
        _ => Ok(text.to_owned()),
    }
}

/// A day's canonical text, read by the order the file's days are written in.
pub(super) fn day(plan: &RecordPlan, column: RecordColumn, text: &str) -> Result<String, Fault> {
    let order = plan.order.clone().unwrap_or_default();
    read_day(text, order)
        .map(|day| day.to_string())
        .map_err(|fault| {
            let reason = match fault {
                DayFault::Ambiguous => SetAsideReason::DateAmbiguous,
                DayFault::Invalid => SetAsideReason::DateInvalid,
            };
            Fault::at(column, reason)
        })
}

/// Rows on their way to their clients.
struct Sorting<'a> {
    context: &'a Context,
    viewer: &'a Viewer,
    plan: &'a RecordPlan,
    state: BookState,
    wishes: Wishes,
    index: AccountIndex,
    finder: AccountFinder,
    work: Work,
    /// Clients to be made, and their order.
    new: HashMap<AccountId, AccountValues>,
    order: Vec<AccountId>,
    /// Clients to be changed, with the fields this file has set.
    changes: HashMap<AccountId, (AccountValues, HashSet<AccountField>)>,
    /// Who is put below whom.
    parents: HashMap<AccountId, AccountId>,
    /// Rows that are done with: their client, or `None` when they were set aside.
    settled: HashMap<usize, Option<AccountId>>,
    /// Who may be given which client.
    owners: OwnerCheck,
}

impl Sorting<'_> {
    /// Finds a row's client, that of the row above it in its group first.
    fn settle(
        &mut self,
        at: usize,
        rows: &[Row],
        said: &[Option<Said>],
        labels: &Labels,
        way: &mut Vec<usize>,
    ) -> Option<AccountId> {
        if let Some(done) = self.settled.get(&at) {
            return *done;
        }
        let outcome = match &said[at] {
            None => None,
            Some(row) => {
                way.push(at);
                let parent = self.parent(&rows[at], rows, said, labels, way);
                way.pop();
                match parent.and_then(|parent| self.take(row, parent)) {
                    Ok(id) => Some(id),
                    Err(fault) => {
                        self.work
                            .set_aside
                            .push(rows[at].set_aside(self.plan, fault));
                        None
                    }
                }
            }
        };
        self.settled.insert(at, outcome);
        outcome
    }

    /// The client above a row's in its group.
    fn parent(
        &mut self,
        row: &Row,
        rows: &[Row],
        said: &[Option<Said>],
        labels: &Labels,
        way: &mut Vec<usize>,
    ) -> Result<Option<AccountId>, Fault> {
        let column = RecordColumn::Parent;
        let text = row.text(self.plan, column);
        if text.is_empty() {
            return Ok(None);
        }
        match *labels.at(text) {
            [] => self.finder.one(&self.state, text, column).map(Some),
            [above] if way.contains(&above) => Err(Fault::at(column, SetAsideReason::GroupCircle)),
            [above] => self
                .settle(above, rows, said, labels, way)
                .map(Some)
                .ok_or(Fault::at(column, SetAsideReason::AccountUnknown)),
            _ => Err(Fault::at(column, SetAsideReason::AccountAmbiguous)),
        }
    }

    /// Makes the client of a row, or says what the row adds to it.
    fn take(&mut self, said: &Said, parent: Option<AccountId>) -> Result<AccountId, Fault> {
        let found = self.index.find(&said.values)?;
        let Some(id) = found else {
            return self.make(said, parent);
        };
        if self.new.contains_key(&id) {
            return self.take_again(id, said, parent);
        }
        let candidate = self
            .index
            .candidates
            .get(&id)
            .filter(|candidate| candidate.in_sight)
            .ok_or(Fault {
                column: Some(RecordColumn::Name),
                reason: SetAsideReason::RecordOutOfSight,
            })?;
        let touched = candidate.record.account.touched;
        let (mut values, mut from_file) = match self.changes.get(&id) {
            Some((values, from_file)) => (values.clone(), from_file.clone()),
            None => (candidate.record.values.clone(), HashSet::new()),
        };
        let policy = |field: &AccountField| {
            if from_file.contains(field) {
                Policy::Repeated
            } else if touched {
                Policy::of(self.wishes.on_conflict)
            } else {
                Policy::Replace
            }
        };
        let before = looking_after(&values);
        let mut changed = self.merge(&mut values, said, policy)?;
        self.keep_apart((id, parent), before, &values)?;
        changed.extend(self.put_below(id, &mut values, parent)?);
        let links = self.free_keys(&said.values);
        self.work.accounts.matched += u64::from(!self.changes.contains_key(&id));
        if changed.is_empty() && links.is_empty() {
            self.work.duplicate += 1;
        } else {
            self.work.accepted += 1;
            from_file.extend(changed);
            self.link(id, links);
        }
        self.index.learn(id, &values);
        self.changes.insert(id, (values, from_file));
        Ok(id)
    }

    fn make(&mut self, said: &Said, parent: Option<AccountId>) -> Result<AccountId, Fault> {
        let id = AccountId(new_id(self.context.clock.now()));
        let mut values = said.values.clone();
        if values.details.legal_form.is_empty() {
            values.details.legal_form = legal_form(&values.details.legal_name, &values.name);
        }
        if values.owner_id.is_none() && !self.viewer.sees_all {
            values.owner_id = self.viewer.user;
        }
        let nobody = looking_after(&AccountValues::default());
        self.keep_apart((id, parent), nobody, &values)?;
        if let Some(parent) = parent {
            values.details.parent_id = Some(parent);
            self.parents.insert(id, parent);
        }
        self.index.learn(id, &values);
        self.new.insert(id, values);
        self.order.push(id);
        self.work.accepted += 1;
        self.work.accounts.created += 1;
        Ok(id)
    }

    /// A further row about a client that an earlier row makes.
    fn take_again(
        &mut self,
        id: AccountId,
        said: &Said,
        parent: Option<AccountId>,
    ) -> Result<AccountId, Fault> {
        let mut values = self.new.get(&id).cloned().unwrap_or_default();
        let before = looking_after(&values);
        let mut changed = self.merge(&mut values, said, |_| Policy::Repeated)?;
        self.keep_apart((id, parent), before, &values)?;
        changed.extend(self.put_below(id, &mut values, parent)?);
        if changed.is_empty() {
            self.work.duplicate += 1;
        } else {
            self.work.accepted += 1;
            self.index.learn(id, &values);
            self.new.insert(id, values);
        }
        Ok(id)
    }

    /// Writes what a row says into what is known; returns the fields that changed.
    fn merge(
        &self,
        values: &mut AccountValues,
        said: &Said,
        policy: impl Fn(&AccountField) -> Policy,
    ) -> Result<Vec<AccountField>, Fault> {
        let directory = &self.state.directory;
        let mut changed = Vec::new();
        for (column, field) in &said.fields {
            match field {
                AccountField::Tags => {
                    let new = said.values.tags.iter();
                    let new: Vec<_> = new
                        .filter(|tag| values.tags.iter().all(|known| known.folded != tag.folded))
                        .cloned()
                        .collect();
                    if !new.is_empty() {
                        values.tags.extend(new);
                        values.tags.sort();
                        changed.push(*field);
                    }
                    continue;
                }
                AccountField::Codes => {
                    let new = said.values.codes.iter();
                    let new: Vec<_> = new
                        .filter(|code| values.codes.iter().all(|known| known.code != code.code))
                        .cloned()
                        .collect();
                    if !new.is_empty() {
                        values.codes.extend(new);
                        values.codes.sort();
                        changed.push(*field);
                    }
                    continue;
                }
                _ => {}
            }
            let (now, new) = (
                field_text(directory, values, *field),
                field_text(directory, &said.values, *field),
            );
            let same_name = *field == AccountField::Name && fold(&now) == fold(&new);
            if now == new || same_name {
                continue;
            }
            let write = now.is_empty()
                || match policy(field) {
                    Policy::Replace => true,
                    Policy::Keep => false,
                    Policy::Ask => {
                        return Err(Fault::at(*column, SetAsideReason::RecordDiffers));
                    }
                    Policy::Repeated => {
                        return Err(Fault::at(*column, SetAsideReason::RecordRepeated));
                    }
                };
            if write {
                set(directory, values, *field, &new)
                    .map_err(|code| Fault::at(*column, reason_of(code)))?;
                changed.push(*field);
            }
        }
        values.name_folded = fold(&values.name);
        Ok(changed)
    }

    /// Puts a client below another one, unless the book has it below somebody already.
    fn put_below(
        &mut self,
        id: AccountId,
        values: &mut AccountValues,
        parent: Option<AccountId>,
    ) -> Result<Option<AccountField>, Fault> {
        let Some(parent) = parent.filter(|_| values.details.parent_id.is_none()) else {
            return Ok(None);
        };
        if self.closes_a_circle(id, parent) {
            return Err(Fault::at(RecordColumn::Parent, SetAsideReason::GroupCircle));
        }
        values.details.parent_id = Some(parent);
        self.parents.insert(id, parent);
        Ok(Some(AccountField::Parent))
    }

    fn closes_a_circle(&self, id: AccountId, parent: AccountId) -> bool {
        let groups = self.state.whole.groups();
        let above = |one: &AccountId| {
            let new = self.parents.get(one).copied();
            new.or_else(|| groups.parent(*one))
        };
        let mut seen = HashSet::new();
        std::iter::successors(Some(parent), above)
            .take_while(|one| seen.insert(*one))
            .any(|one| one == id)
    }

    /// Customer keys of a row that no client has yet.
    fn free_keys(&self, values: &AccountValues) -> Vec<String> {
        let keys = ledger_keys(values);
        keys.into_iter()
            .filter(|key| key.starts_with("c:") && self.index.is_free(key))
            .collect()
    }

    fn link(&mut self, id: AccountId, keys: Vec<String>) {
        for key in keys {
            self.work.records.push(ImportRecord {
                entity: RecordEntity::Account,
                id: id.0,
                detail: key.clone(),
                action: RecordAction::Linked,
                before: None,
                after: None,
            });
            self.work.links.push((key, id));
        }
    }

    /// All that is to be written.
    fn finish(mut self) -> Work {
        let mut taken: HashSet<String> = HashSet::new();
        for id in std::mem::take(&mut self.order) {
            let values = self.new.remove(&id).unwrap_or_default();
            // Two clients of one name: sales without codes go to the first, as they always would.
            let keys = ledger_keys(&values)
                .into_iter()
                .filter(|key| taken.insert(key.clone()))
                .collect();
            let made = ImportRecord::created(RecordEntity::Account, id.0);
            self.work.records.push(made);
            self.work.new_accounts.push(NewBrought {
                id,
                values,
                customer_keys: keys,
            });
        }
        let (directory, index) = (&self.state.directory, &self.index);
        for (id, (values, fields)) in self.changes {
            let Some(candidate) = index.candidates.get(&id).filter(|_| !fields.is_empty()) else {
                // What a file names, the undo of another one must not remove.
                let linked = ImportRecord::linked(RecordEntity::Account, id.0);
                self.work.records.push(linked);
                continue;
            };
            let before = &candidate.record.values;
            let texts = |values: &AccountValues| {
                let text = |field: &AccountField| {
                    let text = field_text(directory, values, *field);
                    (field.code().to_owned(), Json::from(text))
                };
                let texts: Map<String, Json> = fields.iter().map(text).collect();
                Json::from(texts).to_string()
            };
            self.work.records.push(ImportRecord {
                entity: RecordEntity::Account,
                id: id.0,
                detail: String::new(),
                action: RecordAction::Changed,
                before: Some(texts(before)),
                after: Some(texts(&values)),
            });
            self.work.changed_accounts.push(AccountChange {
                id,
                version: candidate.record.account.version,
                values,
            });
        }
        let made: HashSet<AccountId> = self.work.new_accounts.iter().map(|new| new.id).collect();
        for (id, parent) in self.parents {
            if made.contains(&id) {
                self.work.below.push((id, parent));
            }
            if !made.contains(&parent) {
                let linked = ImportRecord::linked(RecordEntity::Account, parent.0);
                self.work.records.push(linked);
            }
        }
        self.work
    }
}

/// What holds where the file says something else than what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    /// The file.
    Replace,
    /// What is known.
    Keep,
    /// Nobody knows: the row is set aside.
    Ask,
    /// The same file said something else before: the row is set aside.
    Repeated,
}

impl Policy {
    /// What the user wants for what people wrote.
    pub(super) const fn of(wish: OnConflict) -> Self {
        match wish {
            OnConflict::Ask => Self::Ask,
            OnConflict::Keep => Self::Keep,
            OnConflict::Replace | OnConflict::Both => Self::Replace,
        }
    }
}
