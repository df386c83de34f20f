//! Rows of a file of people: each finds its person or makes one, with their place at a client.

use std::collections::{HashMap, HashSet};

use clientela_domain::ids::{AccountId, PersonId};
use clientela_domain::records::{RecordColumn, split_name, words};
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::Viewer;
use clientela_store::affiliations::AffiliationValues;
use clientela_store::external_codes::ExternalCode;
use clientela_store::import_records::{ImportRecord, RecordAction, RecordEntity};
use clientela_store::new_id::new_id;
use clientela_store::people::{Contact, NewPerson, PersonValues};
use serde_json::{Map, Value as Json};

use super::Wishes;
use super::account_finder::AccountFinder;
use super::accounts::{Policy, day};
use super::person_match::PersonIndex;
use super::plan::RecordPlan;
use super::rows::{Fault, Row};
use super::work::{PersonChange, Work, reason_of};
use crate::context::{BookState, Context};
use crate::edit_person::{ContactDraft, PersonField, contact, field_text, nobody, set};
use crate::error::AppError;
use crate::{field_texts, partial_day};

/// Plain fields with their columns.
const FIELDS: [(RecordColumn, PersonField); 8] = [
    (RecordColumn::Honorific, PersonField::Honorific),
    (RecordColumn::Languages, PersonField::Languages),
    (RecordColumn::Consent, PersonField::Consent),
    (RecordColumn::ConsentDay, PersonField::ConsentDay),
    (RecordColumn::LawfulBasis, PersonField::LawfulBasis),
    (RecordColumn::RetainUntil, PersonField::RetainUntil),
    (RecordColumn::Birthday, PersonField::Birthday),
    (RecordColumn::Note, PersonField::Note),
];

/// Ways to reach a person with their columns.
const CONTACTS: [(RecordColumn, &str); 5] = [
    (RecordColumn::Email, "email"),
    (RecordColumn::Phone, "phone"),
    (RecordColumn::Mobile, "mobile"),
    (RecordColumn::Website, "website"),
    (RecordColumn::Address, "address"),
];

/// What a row says, checked.
struct Said {
    values: PersonValues,
    fields: Vec<(RecordColumn, PersonField)>,
    place: Option<AffiliationValues>,
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
    let mut said: Vec<(&Row, Said)> = Vec::with_capacity(rows.len());
    for row in rows {
        match read(context, &state, &finder, plan, row) {
            Ok(found) => said.push((row, found)),
            Err(fault) => work.set_aside.push(row.set_aside(plan, fault)),
        }
    }
    let values: Vec<PersonValues> = said.iter().map(|(_, said)| said.values.clone()).collect();
    let index = PersonIndex::load(context, viewer, &values).await?;
    let mut sorting = Sorting {
        context,
        wishes,
        index,
        work,
        new: HashMap::new(),
        order: Vec::new(),
        changes: HashMap::new(),
        places: HashSet::new(),
    };
    for (row, said) in &said {
        if let Err(fault) = sorting.take(said) {
            let aside = row.set_aside(plan, at_a_name(plan, fault));
            sorting.work.set_aside.push(aside);
        }
    }
    Ok(sorting.finish())
}

/// The name stands in whichever columns the file has for it.
fn at_a_name(plan: &RecordPlan, fault: Fault) -> Fault {
    if fault.column != Some(RecordColumn::FullName) || plan.mapping.has(RecordColumn::FullName) {
        return fault;
    }
    let parts = [RecordColumn::FamilyName, RecordColumn::GivenName];
    Fault {
        column: parts.into_iter().find(|part| plan.mapping.has(*part)),
        ..fault
    }
}

fn read(
    context: &Context,
    state: &BookState,
    finder: &AccountFinder,
    plan: &RecordPlan,
    row: &Row,
) -> Result<Said, Fault> {
    let mut values = nobody();
    let name_column = RecordColumn::FullName;
    let whole = row.text(plan, name_column);
    let (mut given, mut family) = split_name(whole);
    let part = |column| row.text(plan, column).to_owned();
    let (own_given, own_family) = (
        part(RecordColumn::GivenName),
        part(RecordColumn::FamilyName),
    );
    if !own_given.is_empty() || !own_family.is_empty() {
        (given, family) = (own_given, own_family);
    }
    if given.is_empty() && family.is_empty() {
        let fault = Fault::at(name_column, SetAsideReason::NameMissing);
        return Err(at_a_name(plan, fault));
    }
    let taken = |code| at_a_name(plan, Fault::at(name_column, reason_of(code)));
    set(&mut values, PersonField::GivenName, &given).map_err(taken)?;
    set(&mut values, PersonField::FamilyName, &family).map_err(taken)?;
    values.fold_names();
    let mut fields = Vec::new();
    for (column, field) in FIELDS {
        let text = row.text(plan, column);
        if text.is_empty() {
            continue;
        }
        let text = meant(plan, column, text)?;
        set(&mut values, field, &text).map_err(|code| Fault::at(column, reason_of(code)))?;
        fields.push((column, field));
    }
    values.contacts = contacts(plan, row)?;
    let code = row.code(plan)?;
    if !code.is_empty() {
        values.codes.push(ExternalCode {
            system: String::new(),
            code: field_texts::short(code)
                .map_err(|_| Fault::at(RecordColumn::Code, SetAsideReason::CodeInvalid))?,
        });
    }
    Ok(Said {
        values,
        fields,
        place: place(context, state, finder, plan, row)?,
    })
}

/// The text of a cell as the field takes it.
fn meant(plan: &RecordPlan, column: RecordColumn, text: &str) -> Result<String, Fault> {
    let known = |code: Option<&str>, reason| {
        code.map(str::to_owned)
            .ok_or_else(|| Fault::at(column, reason))
    };
    match column {
        RecordColumn::Consent => known(words::consent(text), SetAsideReason::ConsentUnknown),
        RecordColumn::LawfulBasis => known(words::lawful_basis(text), SetAsideReason::BasisUnknown),
        RecordColumn::ConsentDay | RecordColumn::RetainUntil => day(plan, column, text),
        _ => Ok(text.to_owned()),
    }
}

/// Every way to reach a person; a cell may hold several between semicolons or on lines of their own.
fn contacts(plan: &RecordPlan, row: &Row) -> Result<Vec<Contact>, Fault> {
    let mut contacts: Vec<Contact> = Vec::new();
    for (column, kind) in CONTACTS {
        let cell = row.text(plan, column);
        let parts: Vec<&str> = if column == RecordColumn::Address {
            vec![cell]
        } else {
            cell.split([';', '\n']).collect()
        };
        for value in parts.into_iter().map(str::trim) {
            if value.is_empty() {
                continue;
            }
            let draft = ContactDraft {
                kind: kind.to_owned(),
                value: value.to_owned(),
                ..ContactDraft::default()
            };
            let new = contact(&draft).map_err(|code| Fault::at(column, reason_of(code)))?;
            if !contacts.iter().any(|known| is_same(known, &new)) {
                contacts.push(new);
            }
        }
    }
    if contacts.len() > CONTACTS_MAX {
        return Err(Fault::at(RecordColumn::Phone, SetAsideReason::TooMany));
    }
    Ok(contacts)
}

/// Ways to reach one person.
const CONTACTS_MAX: usize = 30;

/// A number is the same whether it was called mobile or not.
fn is_same(one: &Contact, other: &Contact) -> bool {
    use clientela_store::people::ContactKind::{Mobile, Phone};
    let number = |contact: &Contact| matches!(contact.kind, Mobile | Phone);
    let kinds = one.kind == other.kind || (number(one) && number(other));
    kinds && one.value_folded == other.value_folded
}

fn place(
    context: &Context,
    state: &BookState,
    finder: &AccountFinder,
    plan: &RecordPlan,
    row: &Row,
) -> Result<Option<AffiliationValues>, Fault> {
    let text = row.text(plan, RecordColumn::Account);
    if text.is_empty() {
        return Ok(None);
    }
    let short = |column| {
        field_texts::short(row.text(plan, column))
            .map_err(|code| Fault::at(column, reason_of(code)))
    };
    let dated = |column| match row.text(plan, column) {
        "" => Ok(None),
        text => day(plan, column, text).map(Some),
    };
    let place = AffiliationValues {
        account_id: finder.one(state, text, RecordColumn::Account)?,
        title: short(RecordColumn::Title)?,
        unit: short(RecordColumn::Unit)?,
        first_day: dated(RecordColumn::FirstDay)?,
        last_day: dated(RecordColumn::LastDay)?,
        former: false,
    };
    if let (Some(first), Some(last)) = (&place.first_day, &place.last_day)
        && partial_day::are_reversed(first, last)
    {
        return Err(Fault::at(
            RecordColumn::LastDay,
            SetAsideReason::DaysReversed,
        ));
    }
    let today = context.clock.today();
    let former = place
        .last_day
        .as_ref()
        .is_some_and(|last| partial_day::is_past(last, today));
    Ok(Some(AffiliationValues { former, ..place }))
}

struct Sorting<'a> {
    context: &'a Context,
    wishes: Wishes,
    index: PersonIndex,
    work: Work,
    new: HashMap<PersonId, PersonValues>,
    order: Vec<PersonId>,
    /// People to be changed, with the fields this file has set.
    changes: HashMap<PersonId, (PersonValues, HashSet<PersonField>)>,
    /// Places this file gives.
    places: HashSet<(PersonId, AccountId)>,
}

impl Sorting<'_> {
    fn take(&mut self, said: &Said) -> Result<(), Fault> {
        let account = said.place.as_ref().map(|place| place.account_id);
        let Some(id) = self.index.find(&said.values, account)? else {
            let id = PersonId(new_id(self.context.clock.now()));
            self.new.insert(id, said.values.clone());
            self.order.push(id);
            self.give_place(id, said);
            self.index.learn(id, &said.values, account);
            self.work.people.created += 1;
            self.work.accepted += 1;
            return Ok(());
        };
        let changed = match self.new.get(&id) {
            Some(values) => {
                let mut values = values.clone();
                let merged = merge(&mut values, said, |_| Policy::Repeated)?;
                self.index.learn(id, &values, account);
                self.new.insert(id, values);
                merged.any()
            }
            None => self.change(id, said, account)?,
        };
        let placed = self.give_place(id, said);
        if changed || placed {
            self.work.accepted += 1;
        } else {
            self.work.duplicate += 1;
        }
        Ok(())
    }

    /// Says what a row adds to somebody the book knows.
    fn change(
        &mut self,
        id: PersonId,
        said: &Said,
        account: Option<AccountId>,
    ) -> Result<bool, Fault> {
        let candidate = self
            .index
            .candidates
            .get(&id)
            .filter(|candidate| candidate.in_sight)
            .ok_or(Fault::at(
                RecordColumn::FullName,
                SetAsideReason::RecordOutOfSight,
            ))?;
        let touched = candidate.person.touched;
        let (mut values, mut from_file) = match self.changes.get(&id) {
            Some((values, from_file)) => (values.clone(), from_file.clone()),
            None => (candidate.person.values.clone(), HashSet::new()),
        };
        let wish = Policy::of(self.wishes.on_conflict);
        let policy = |field: &PersonField| {
            if from_file.contains(field) {
                Policy::Repeated
            } else if touched {
                wish
            } else {
                Policy::Replace
            }
        };
        let merged = merge(&mut values, said, policy)?;
        self.work.people.matched += u64::from(!self.changes.contains_key(&id));
        from_file.extend(&merged.fields);
        self.index.learn(id, &values, account);
        self.changes.insert(id, (values, from_file));
        Ok(merged.any())
    }

    /// Gives a person a place they do not have yet; true when it is new.
    fn give_place(&mut self, id: PersonId, said: &Said) -> bool {
        let Some(place) = &said.place else {
            return false;
        };
        let known = self.index.candidates.get(&id).is_some_and(|candidate| {
            let mut places = candidate.places.iter();
            places.any(|(_, known)| known.account_id == place.account_id)
        });
        if known || !self.places.insert((id, place.account_id)) {
            return false;
        }
        self.work.places.push((id, place.clone()));
        let rests_on = ImportRecord::linked(RecordEntity::Account, place.account_id.0);
        self.work.records.push(rests_on);
        true
    }

    fn finish(mut self) -> Work {
        for id in std::mem::take(&mut self.order) {
            if let Some(values) = self.new.remove(&id) {
                let made = ImportRecord::created(RecordEntity::Person, id.0);
                self.work.records.push(made);
                self.work.new_people.push(NewPerson { id, values });
            }
        }
        for (id, (values, _)) in self.changes {
            let Some(candidate) = self.index.candidates.get(&id) else {
                continue;
            };
            let before = &candidate.person.values;
            let (was, is) = (texts(before), texts(&values));
            if was == is {
                let linked = ImportRecord::linked(RecordEntity::Person, id.0);
                self.work.records.push(linked);
                continue;
            }
            let differing = |of: &Map<String, Json>, from: &Map<String, Json>| {
                let fields = of
                    .iter()
                    .filter(|(name, text)| from.get(*name) != Some(text));
                let fields: Map<String, Json> = fields
                    .map(|(name, text)| (name.clone(), text.clone()))
                    .collect();
                Json::from(fields).to_string()
            };
            self.work.records.push(ImportRecord {
                entity: RecordEntity::Person,
                id: id.0,
                detail: String::new(),
                action: RecordAction::Changed,
                before: Some(differing(&was, &is)),
                after: Some(differing(&is, &was)),
            });
            self.work.changed_people.push(PersonChange {
                id,
                version: candidate.person.version,
                values,
            });
        }
        self.work
    }
}

/// The name of the list of contacts among the fields remembered for the undo.
pub(super) const CONTACTS_FIELD: &str = "contacts";

/// Everything a file may change of a person, as texts.
pub(super) fn texts(values: &PersonValues) -> Map<String, Json> {
    let mut texts: Map<String, Json> = PersonField::ALL
        .iter()
        .map(|field| {
            (
                field.code().to_owned(),
                Json::from(field_text(values, *field)),
            )
        })
        .collect();
    let contacts = values.contacts.iter();
    let contacts: Vec<Json> = contacts
        .map(|contact| Json::from(vec![contact.kind.code(), contact.value.as_str()]))
        .collect();
    texts.insert(CONTACTS_FIELD.to_owned(), Json::from(contacts));
    texts
}

/// What a row added to what was known.
#[derive(Debug, Default)]
struct Merged {
    fields: Vec<PersonField>,
    /// A contact, a code or a given name.
    more: bool,
}

impl Merged {
    fn any(&self) -> bool {
        self.more || !self.fields.is_empty()
    }
}

/// Writes what a row says into what is known.
fn merge(
    values: &mut PersonValues,
    said: &Said,
    policy: impl Fn(&PersonField) -> Policy,
) -> Result<Merged, Fault> {
    let mut merged = Merged::default();
    for (column, field) in &said.fields {
        let (now, new) = (field_text(values, *field), field_text(&said.values, *field));
        let unknown = now.is_empty() || now == "unknown";
        if now == new || (new == "unknown" && !unknown) {
            continue;
        }
        let write = unknown
            || match policy(field) {
                Policy::Replace => true,
                Policy::Keep => false,
                Policy::Ask => return Err(Fault::at(*column, SetAsideReason::RecordDiffers)),
                Policy::Repeated => {
                    return Err(Fault::at(*column, SetAsideReason::RecordRepeated));
                }
            };
        if write {
            set(values, *field, &new).map_err(|code| Fault::at(*column, reason_of(code)))?;
            merged.fields.push(*field);
        }
    }
    for contact in &said.values.contacts {
        if values.contacts.len() < CONTACTS_MAX
            && !values.contacts.iter().any(|known| is_same(known, contact))
        {
            values.contacts.push(contact.clone());
            merged.more = true;
        }
    }
    for code in &said.values.codes {
        if values.codes.iter().all(|known| known.code != code.code) {
            values.codes.push(code.clone());
            values.codes.sort();
            merged.more = true;
        }
    }
    if values.given_name.is_empty() && !said.values.given_name.is_empty() {
        values.given_name.clone_from(&said.values.given_name);
        values.fold_names();
        merged.more = true;
    }
    Ok(merged)
}
