//! Which person of the book, or of an earlier row, a row of a file of people is about.
//!
//! A code decides. An e-mail or a telephone decides when the names agree, for colleagues share
//! mailboxes. A name alone decides only at the same client, for many people share names.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::{AccountId, PersonId};
use clientela_domain::records::RecordColumn;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::people::{self, ContactKind, PersonCandidate, PersonKey, PersonValues};
use clientela_store::{Reader, Viewer};

use super::key_index::KeyIndex;
use super::rows::Fault;
use crate::context::Context;
use crate::error::AppError;

/// What tells one person from another.
#[derive(Clone, Debug, Default)]
struct Facts {
    codes: BTreeSet<String>,
    name_folded: String,
    emails: BTreeSet<String>,
    phones: BTreeSet<String>,
    accounts: BTreeSet<AccountId>,
}

impl Facts {
    fn of(values: &PersonValues, accounts: BTreeSet<AccountId>) -> Self {
        let reached = |mail: bool| -> BTreeSet<String> {
            let of_kind = values.contacts.iter().filter(|contact| {
                let is_phone = matches!(contact.kind, ContactKind::Phone | ContactKind::Mobile);
                (mail && contact.kind == ContactKind::Email) || (!mail && is_phone)
            });
            of_kind
                .map(|contact| contact.value_folded.clone())
                .collect()
        };
        Self {
            codes: values.codes.iter().map(|code| code.code.clone()).collect(),
            name_folded: values.name_folded.clone(),
            emails: reached(true),
            phones: reached(false),
            accounts,
        }
    }

    fn has_another_code_than(&self, other: &Self) -> bool {
        !self.codes.is_empty() && !other.codes.is_empty() && self.codes.is_disjoint(&other.codes)
    }
}

/// How two names agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agreement {
    /// All words of the shorter one stand in the longer one.
    Same,
    /// Some words do: a new family name, a brother.
    Partly,
    /// None does.
    No,
}

fn agreement(one: &str, other: &str) -> Agreement {
    let words =
        |name: &str| -> BTreeSet<String> { name.split_whitespace().map(str::to_owned).collect() };
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    if shared == 0 {
        Agreement::No
    } else if shared == one.len().min(other.len()) {
        Agreement::Same
    } else {
        Agreement::Partly
    }
}

/// Everybody the rows of a file may be about, found by their keys.
#[derive(Debug, Default)]
pub(super) struct PersonIndex {
    keys: KeyIndex<PersonKey, PersonId>,
    facts: HashMap<PersonId, Facts>,
    /// The people of the book among them.
    pub(super) candidates: HashMap<PersonId, PersonCandidate>,
    /// The same for people in the trash: none of them is made a second time.
    in_trash: Option<Box<Self>>,
}

impl PersonIndex {
    /// Looks up the people of the book who share a key with one of these rows.
    pub(super) async fn load(
        context: &Context,
        viewer: &Viewer,
        rows: &[PersonValues],
    ) -> Result<Self, AppError> {
        let read = context.store.read(viewer);
        let removed = Self::gathered(&read, rows, true).await?;
        let mut index = Self::gathered(&read, rows, false).await?;
        index.in_trash = Some(Box::new(removed)).filter(|removed| !removed.facts.is_empty());
        Ok(index)
    }

    async fn gathered(
        read: &dyn Reader,
        rows: &[PersonValues],
        in_trash: bool,
    ) -> Result<Self, AppError> {
        let mut index = Self::default();
        for (key, texts) in KeyIndex::<_, PersonId>::wanted(rows.iter().flat_map(keys_of)) {
            let found = if in_trash {
                people::find_in_trash(read, key, &texts).await?
            } else {
                people::find_brought(read, key, &texts).await?
            };
            index.keys.found(key, found);
        }
        index.candidates = people::candidates(read, &index.keys.ids()).await?;
        for (id, candidate) in &index.candidates {
            let places = candidate.places.iter();
            let accounts = places.map(|(_, place)| place.account_id).collect();
            let facts = Facts::of(&candidate.person.values, accounts);
            index.facts.insert(*id, facts);
        }
        Ok(index)
    }

    /// Lets later rows find a person as they stand now, at a further client.
    pub(super) fn learn(
        &mut self,
        id: PersonId,
        values: &PersonValues,
        account: Option<AccountId>,
    ) {
        self.keys.learn(id, keys_of(values));
        let mut accounts = self
            .facts
            .remove(&id)
            .map_or_else(BTreeSet::new, |facts| facts.accounts);
        accounts.extend(account);
        self.facts.insert(id, Facts::of(values, accounts));
    }

    /// The person a row is about; `None` for a new one. Who was removed is no new one.
    pub(super) fn find(
        &self,
        values: &PersonValues,
        account: Option<AccountId>,
    ) -> Result<Option<PersonId>, Fault> {
        let found = self.known(values, account)?;
        let removed = self.in_trash.as_ref().filter(|_| found.is_none());
        match removed.map(|trash| trash.known(values, account)) {
            None | Some(Ok(None)) => Ok(found),
            Some(_) => Err(Fault::at(
                RecordColumn::FullName,
                SetAsideReason::RecordInTrash,
            )),
        }
    }

    fn known(
        &self,
        values: &PersonValues,
        account: Option<AccountId>,
    ) -> Result<Option<PersonId>, Fault> {
        let facts = Facts::of(values, account.into_iter().collect());
        let coded = self
            .keys
            .at(PersonKey::Code, facts.codes.iter().map(String::as_str));
        match coded.len() {
            0 => {}
            1 => return Ok(coded.first().copied()),
            _ => {
                return Err(Fault::at(
                    RecordColumn::Code,
                    SetAsideReason::RecordAmbiguous,
                ));
            }
        }
        for (key, texts, column) in [
            (PersonKey::Email, &facts.emails, RecordColumn::Email),
            (PersonKey::Phone, &facts.phones, RecordColumn::Phone),
        ] {
            if let Some(id) = self.by_contact(key, texts, column, &facts)? {
                return Ok(Some(id));
            }
        }
        self.by_name(&facts)
    }

    /// By an address or a number that several people may share.
    fn by_contact(
        &self,
        key: PersonKey,
        texts: &BTreeSet<String>,
        column: RecordColumn,
        facts: &Facts,
    ) -> Result<Option<PersonId>, Fault> {
        let mut same = Vec::new();
        let mut partly = false;
        for id in self.keys.at(key, texts.iter().map(String::as_str)) {
            let Some(known) = self.facts.get(&id) else {
                continue;
            };
            if known.has_another_code_than(facts) {
                continue;
            }
            match agreement(&known.name_folded, &facts.name_folded) {
                Agreement::Same => same.push(id),
                Agreement::Partly => partly = true,
                Agreement::No => {}
            }
        }
        match same.as_slice() {
            [id] => Ok(Some(*id)),
            [] if !partly => Ok(None),
            _ => Err(Fault::at(column, SetAsideReason::RecordAmbiguous)),
        }
    }

    /// By the name, where the client is the same one.
    fn by_name(&self, facts: &Facts) -> Result<Option<PersonId>, Fault> {
        let name = RecordColumn::FullName;
        let named: Vec<(PersonId, &Facts)> = self
            .keys
            .at(PersonKey::Name, [facts.name_folded.as_str()])
            .into_iter()
            .filter_map(|id| Some((id, self.facts.get(&id)?)))
            .filter(|(_, known)| !known.has_another_code_than(facts))
            .collect();
        let together: Vec<PersonId> = named
            .iter()
            .filter(|(_, known)| !known.accounts.is_disjoint(&facts.accounts))
            .map(|(id, _)| *id)
            .collect();
        match together.as_slice() {
            [id] => return Ok(Some(*id)),
            [] => {}
            _ => return Err(Fault::at(name, SetAsideReason::RecordAmbiguous)),
        }
        let told_apart = !facts.accounts.is_empty()
            || !facts.emails.is_empty()
            || !facts.phones.is_empty()
            || !facts.codes.is_empty();
        if named.is_empty() || told_apart {
            Ok(None)
        } else {
            Err(Fault::at(name, SetAsideReason::RecordAmbiguous))
        }
    }
}

/// The keys a person can be found by.
fn keys_of(values: &PersonValues) -> Vec<(PersonKey, String)> {
    let mut keys = vec![(PersonKey::Name, values.name_folded.clone())];
    for code in &values.codes {
        keys.push((PersonKey::Code, code.code.clone()));
    }
    for contact in &values.contacts {
        match contact.kind {
            ContactKind::Email => keys.push((PersonKey::Email, contact.value_folded.clone())),
            ContactKind::Phone | ContactKind::Mobile => {
                keys.push((PersonKey::Phone, contact.value_folded.clone()));
            }
            _ => {}
        }
    }
    keys.retain(|(_, text)| !text.is_empty());
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_when_the_shorter_stands_in_the_longer() {
        assert_eq!(
            agreement("ivan petrov", "ivan georgiev petrov"),
            Agreement::Same
        );
        assert_eq!(agreement("petrov ivan", "ivan petrov"), Agreement::Same);
        assert_eq!(
            agreement("maria ivanova", "maria petrova"),
            Agreement::Partly
        );
        assert_eq!(agreement("maria ivanova", "georgi kolev"), Agreement::No);
    }
}
