//! Which client of the book, or of an earlier row, a row of a file of clients is about.
//!
//! Codes and numbers decide; an e-mail or a name decides only where nothing speaks against it. What fits
//! several, or whose keys belong to different ones, is not guessed.

use std::collections::{BTreeSet, HashMap};

use clientela_domain::ids::AccountId;
use clientela_domain::names::{fold, folded_customer_name, matching_key};
use clientela_domain::records::RecordColumn;
use clientela_domain::sales::lines::customer_key;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::accounts::{self, AccountKey, AccountValues, Candidate};
use clientela_store::{Reader, Viewer};

use super::key_index::KeyIndex;
use super::rows::Fault;
use crate::context::Context;
use crate::error::AppError;

/// What tells one client from another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Keys of other systems, the ledger's included.
    codes: BTreeSet<String>,
    registration_number: String,
    vat_number: String,
    email: String,
    name_folded: String,
    name_key: String,
    city: String,
}

impl Facts {
    /// Those of what a row, or the book, says.
    pub(super) fn of(values: &AccountValues, customer_keys: &[String]) -> Self {
        let ledger = customer_keys
            .iter()
            .filter_map(|key| key.strip_prefix("c:"));
        let codes = values.codes.iter().map(|code| code.code.as_str());
        Self {
            codes: ledger.chain(codes).map(str::to_owned).collect(),
            registration_number: values.registration_number.clone(),
            vat_number: values.vat_number.clone(),
            email: values.details.email.to_lowercase(),
            name_folded: fold(&values.name),
            name_key: matching_key(&values.name).key,
            city: fold(&values.city),
        }
    }

    /// True when a key both have says that they are two.
    fn is_another_than(&self, other: &Self) -> bool {
        let differ = |one: &str, other: &str| !one.is_empty() && !other.is_empty() && one != other;
        let other_code = !self.codes.is_empty()
            && !other.codes.is_empty()
            && self.codes.is_disjoint(&other.codes);
        other_code
            || differ(&self.registration_number, &other.registration_number)
            || differ(&self.vat_number, &other.vat_number)
    }
}

/// Customer keys by which sales files will know a client: by its codes, and by its name.
pub(super) fn ledger_keys(values: &AccountValues) -> Vec<String> {
    let codes = values.codes.iter().map(|code| customer_key(&code.code, ""));
    let name = folded_customer_name(&values.name);
    codes.chain([customer_key("", &name)]).collect()
}

/// Every client the rows of a file may be about, found by its keys.
#[derive(Debug, Default)]
pub(super) struct AccountIndex {
    keys: KeyIndex<AccountKey, AccountId>,
    facts: HashMap<AccountId, Facts>,
    /// The clients of the book among them.
    pub(super) candidates: HashMap<AccountId, Candidate>,
    /// The same for clients in the trash: none of them is made a second time.
    in_trash: Option<Box<Self>>,
}

impl AccountIndex {
    /// Looks up the clients of the book that share a key with one of these rows.
    pub(super) async fn load(
        context: &Context,
        viewer: &Viewer,
        rows: &[AccountValues],
    ) -> Result<Self, AppError> {
        let read = context.store.read(viewer);
        let removed = Self::gathered(&read, rows, true).await?;
        let mut index = Self::gathered(&read, rows, false).await?;
        index.in_trash = Some(Box::new(removed)).filter(|removed| !removed.facts.is_empty());
        Ok(index)
    }

    async fn gathered(
        read: &dyn Reader,
        rows: &[AccountValues],
        in_trash: bool,
    ) -> Result<Self, AppError> {
        let mut index = Self::default();
        for (key, texts) in KeyIndex::<_, AccountId>::wanted(rows.iter().flat_map(keys_of)) {
            let found = if in_trash {
                accounts::find_in_trash(read, key, &texts).await?
            } else {
                accounts::find_brought(read, key, &texts).await?
            };
            index.keys.found(key, found);
        }
        index.candidates = accounts::candidates(read, &index.keys.ids()).await?;
        for (id, candidate) in &index.candidates {
            let facts = Facts::of(&candidate.record.values, &candidate.customer_keys);
            index.facts.insert(*id, facts);
        }
        Ok(index)
    }

    /// Lets later rows find a client as it stands now.
    pub(super) fn learn(&mut self, id: AccountId, values: &AccountValues) {
        self.keys.learn(id, keys_of(values));
        let keys = self
            .candidates
            .get(&id)
            .map_or(&[][..], |candidate| candidate.customer_keys.as_slice());
        self.facts.insert(id, Facts::of(values, keys));
    }

    /// True when nobody in the book or the file has the customer key.
    pub(super) fn is_free(&self, customer_key: &str) -> bool {
        self.at(AccountKey::CustomerKey, customer_key).is_empty()
    }

    fn at(&self, key: AccountKey, text: &str) -> BTreeSet<AccountId> {
        self.keys.at(key, [text])
    }

    /// The client a row is about; `None` for a new one. What was removed is no new one.
    pub(super) fn find(&self, values: &AccountValues) -> Result<Option<AccountId>, Fault> {
        let facts = Facts::of(values, &[]);
        let found = match self.by_numbers(values, &facts)? {
            Some(id) => Some(id),
            None => self.by_names(&facts)?,
        };
        let removed = self.in_trash.as_ref().filter(|_| found.is_none());
        match removed.map(|trash| trash.find(values)) {
            None | Some(Ok(None)) => Ok(found),
            Some(_) => Err(Fault::at(RecordColumn::Name, SetAsideReason::RecordInTrash)),
        }
    }

    /// By codes, registration and VAT number.
    fn by_numbers(
        &self,
        values: &AccountValues,
        facts: &Facts,
    ) -> Result<Option<AccountId>, Fault> {
        let coded: BTreeSet<AccountId> = values
            .codes
            .iter()
            .flat_map(|code| {
                let mut ids = self.at(AccountKey::Code, &code.code);
                ids.extend(self.at(AccountKey::CustomerKey, &customer_key(&code.code, "")));
                ids
            })
            .collect();
        // A client of another code may share its number: a branch, or a twin that is to be merged.
        let same = |ids: BTreeSet<AccountId>| -> BTreeSet<AccountId> {
            let other_code = |id: &AccountId| {
                self.facts.get(id).is_some_and(|known| {
                    !known.codes.is_empty()
                        && !facts.codes.is_empty()
                        && known.codes.is_disjoint(&facts.codes)
                })
            };
            ids.into_iter().filter(|id| !other_code(id)).collect()
        };
        let registered = same(self.at(AccountKey::RegistrationNumber, &facts.registration_number));
        let taxed = same(self.at(AccountKey::VatNumber, &facts.vat_number));
        let mut fitting: BTreeSet<AccountId> = BTreeSet::new();
        let ways = [
            (coded, RecordColumn::Code, !facts.codes.is_empty()),
            (
                registered,
                RecordColumn::RegistrationNumber,
                !facts.registration_number.is_empty(),
            ),
            (taxed, RecordColumn::VatNumber, !facts.vat_number.is_empty()),
        ];
        let mut last = RecordColumn::Code;
        for (ids, column, given) in ways {
            if !given || ids.is_empty() {
                continue;
            }
            if fitting.is_empty() {
                fitting = ids;
            } else {
                let both: BTreeSet<AccountId> = fitting.intersection(&ids).copied().collect();
                if both.is_empty() {
                    return Err(Fault::at(column, SetAsideReason::RecordContradicts));
                }
                fitting = both;
            }
            last = column;
        }
        if fitting.len() > 1 {
            let named = self.named_like(&fitting, facts);
            if named.len() == 1 {
                fitting = named;
            }
        }
        match fitting.len() {
            0 => Ok(None),
            1 => Ok(fitting.first().copied()),
            _ => Err(Fault::at(last, SetAsideReason::RecordAmbiguous)),
        }
    }

    fn named_like(&self, ids: &BTreeSet<AccountId>, facts: &Facts) -> BTreeSet<AccountId> {
        let like = |id: &&AccountId| {
            self.facts
                .get(id)
                .is_some_and(|known| known.name_key == facts.name_key)
        };
        ids.iter().filter(like).copied().collect()
    }

    /// By e-mail and name, where no number says otherwise.
    fn by_names(&self, facts: &Facts) -> Result<Option<AccountId>, Fault> {
        let possible = |ids: BTreeSet<AccountId>| -> BTreeSet<AccountId> {
            let may_be = |id: &AccountId| {
                self.facts
                    .get(id)
                    .is_some_and(|known| !known.is_another_than(facts))
            };
            ids.into_iter().filter(may_be).collect()
        };
        let mailed = if facts.email.is_empty() {
            BTreeSet::new()
        } else {
            possible(self.at(AccountKey::Email, &facts.email))
        };
        let same_mail = self.named_like(&mailed, facts);
        match (same_mail.len(), mailed.len()) {
            (1, _) => return Ok(same_mail.first().copied()),
            (0, 0) => {}
            _ => {
                return Err(Fault::at(
                    RecordColumn::Email,
                    SetAsideReason::RecordAmbiguous,
                ));
            }
        }
        let named = possible(self.at(AccountKey::Name, &facts.name_folded));
        let elsewhere = |id: &AccountId| {
            self.facts.get(id).is_some_and(|known| {
                !known.city.is_empty() && !facts.city.is_empty() && known.city != facts.city
            })
        };
        let near: BTreeSet<AccountId> = named.iter().copied().filter(|id| !elsewhere(id)).collect();
        match (near.len(), named.len()) {
            (_, 0) => Ok(None),
            (1, _) => Ok(near.first().copied()),
            _ => Err(Fault::at(
                RecordColumn::Name,
                SetAsideReason::RecordAmbiguous,
            )),
        }
    }
}

/// The keys a client can be found by.
fn keys_of(values: &AccountValues) -> Vec<(AccountKey, String)> {
    let mut keys = vec![
        (AccountKey::Name, fold(&values.name)),
        (
            AccountKey::RegistrationNumber,
            values.registration_number.clone(),
        ),
        (AccountKey::VatNumber, values.vat_number.clone()),
        (AccountKey::Email, values.details.email.to_lowercase()),
    ];
    for code in &values.codes {
        keys.push((AccountKey::Code, code.code.clone()));
    }
    for key in ledger_keys(values) {
        keys.push((AccountKey::CustomerKey, key));
    }
    keys.retain(|(_, text)| !text.is_empty());
    keys
}
