//! Clients and people an import is about to create that resemble one already in the book, or one another.

use clientela_domain::duplicates::{
    Comparison, Kind, Model, OrganisationFacts, PersonFacts, Record, scan_new,
};
use clientela_store::accounts::{AccountValues, NewAccount};
use clientela_store::duplicate_pairs::{FoundPair, PairKind};
use clientela_store::people::{ContactKind, PersonValues};
use clientela_store::{Viewer, duplicate_facts};
use uuid::Uuid;

use crate::context::Context;
use crate::error::AppError;
use crate::import_report::Notice;
use crate::import_sales::blocking;
use crate::pair_evidence::PairEvidence;
use crate::scan_duplicates::PAIRS_MAX;

/// New clients looked up one by one; with more it is quicker to read the whole book.
const LOOKED_UP_MAX: usize = 200;

/// New records of one import that are compared at once. The first file of a firm may bring a hundred
/// thousand: they are compared by a scan of the book once they are in it, which nobody has to wait for.
const COMPARED_MAX: usize = 20_000;

/// One side of a pair before the new records have their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Known(Uuid),
    New(usize),
}

/// Notices that new records are compared by a scan once they are in the book.
const ACCOUNTS_LATER: &str = "notice-accounts-compared-later";
const PEOPLE_LATER: &str = "notice-people-compared-later";

/// Do these notices of an import promise that its records are going to be compared?
pub(crate) fn are_compared_later(notices: &[Notice]) -> bool {
    let later = [ACCOUNTS_LATER, PEOPLE_LATER];
    notices.iter().any(|notice| later.contains(&notice.id))
}

/// What resembles what.
#[derive(Clone, Debug, Default)]
pub(crate) struct Twins {
    pairs: Vec<(Side, Side, f64, String)>,
    /// New records that were not compared, being too many.
    not_compared: usize,
    /// They are people.
    of_people: bool,
}

impl Twins {
    /// Compares the clients a file of sales would create with those of the book and with each other.
    pub(crate) async fn among(
        context: &Context,
        viewer: &Viewer,
        new: &[NewAccount],
    ) -> Result<Self, AppError> {
        let facts = new.iter().map(facts_of).collect();
        Self::of_accounts(context, viewer, facts).await
    }

    /// The same of clients of which more is known.
    pub(crate) async fn of_accounts(
        context: &Context,
        viewer: &Viewer,
        new: Vec<OrganisationFacts>,
    ) -> Result<Self, AppError> {
        if new.is_empty() || new.len() > COMPARED_MAX {
            return Ok(Self::too_many(new.len(), false));
        }
        // All clients, whoever imports: whoever may import knows every client, but for walls.
        let read = context.store.read(&knowing(viewer));
        let mut near = Vec::new();
        let one_by_one = new.len() <= LOOKED_UP_MAX;
        for facts in new.iter().filter(|_| one_by_one) {
            near.extend(duplicate_facts::accounts_like(&read, facts).await?);
        }
        near.sort_unstable();
        near.dedup();
        let only = one_by_one.then_some(near.as_slice());
        let known = duplicate_facts::organisations(&read, only).await?;
        blocking(move || {
            let ids = known.iter().map(|(id, _)| id.0).collect();
            let facts = known.iter().map(|(_, facts)| facts).chain(&new);
            let records = facts.map(Record::of_organisation).collect();
            Ok(Self::compared(ids, records, Kind::Organisation))
        })
        .await
    }

    /// Compares the people an import would create with those of the book and with each other.
    pub(crate) async fn of_people(
        context: &Context,
        viewer: &Viewer,
        new: Vec<PersonFacts>,
    ) -> Result<Self, AppError> {
        if new.is_empty() || new.len() > COMPARED_MAX {
            return Ok(Self::too_many(new.len(), true));
        }
        let read = context.store.read(&knowing(viewer));
        let mut near = Vec::new();
        let one_by_one = new.len() <= LOOKED_UP_MAX;
        for facts in new.iter().filter(|_| one_by_one) {
            near.extend(duplicate_facts::people_like(&read, facts).await?);
        }
        near.sort_unstable();
        near.dedup();
        let only = one_by_one.then_some(near.as_slice());
        let known = duplicate_facts::persons(&read, only).await?;
        blocking(move || {
            let ids = known.iter().map(|(id, _)| id.0).collect();
            let facts = known.iter().map(|(_, facts)| facts).chain(&new);
            let records = facts.map(Record::of_person).collect();
            Ok(Self::compared(ids, records, Kind::Person))
        })
        .await
    }

    fn too_many(not_compared: usize, of_people: bool) -> Self {
        Self {
            pairs: Vec::new(),
            not_compared,
            of_people,
        }
    }

    /// The first records are those of the book, with these ids; the others are new.
    fn compared(known: Vec<Uuid>, records: Vec<Record>, kind: Kind) -> Self {
        let side = |at: usize| match known.get(at) {
            Some(id) => Side::Known(*id),
            None => Side::New(at - known.len()),
        };
        let scan = scan_new(&records, known.len(), &Model::default_for(kind));
        let taken = scan.candidates.iter().take(PAIRS_MAX);
        let pairs = taken.map(|one| pair(side(one.left), side(one.right), &one.comparison));
        Self {
            pairs: pairs.collect(),
            not_compared: 0,
            of_people: kind == Kind::Person,
        }
    }

    /// What the pairs are of.
    pub(crate) const fn kind(&self) -> PairKind {
        if self.of_people {
            PairKind::Person
        } else {
            PairKind::Account
        }
    }

    /// The pairs, now that the new records have these ids.
    pub(crate) fn with_ids(&self, created: &[Uuid]) -> Vec<FoundPair> {
        let id = |side: Side| -> Option<Uuid> {
            match side {
                Side::Known(id) => Some(id),
                Side::New(at) => created.get(at).copied(),
            }
        };
        let pair = |(one, other, probability, evidence): &(Side, Side, f64, String)| {
            Some(FoundPair {
                first: id(*one)?,
                second: id(*other)?,
                probability: *probability,
                evidence: evidence.clone(),
            })
        };
        self.pairs.iter().filter_map(pair).collect()
    }

    /// What the report of the import says of it.
    pub(crate) fn notice(&self) -> Option<Notice> {
        let mut resembling: Vec<Side> = self
            .pairs
            .iter()
            .flat_map(|(one, other, ..)| [*one, *other])
            .filter(|side| matches!(side, Side::New(_)))
            .collect();
        resembling.sort_unstable();
        resembling.dedup();
        let (id, count) = match (resembling.len(), self.not_compared, self.of_people) {
            (0, 0, _) => return None,
            (0, many, false) => (ACCOUNTS_LATER, many),
            (0, many, true) => (PEOPLE_LATER, many),
            (some, _, false) => ("notice-accounts-resemble", some),
            (some, _, true) => ("notice-people-resemble", some),
        };
        Some(Notice {
            id,
            arguments: vec![("count", count.to_string())],
        })
    }
}

fn pair(one: Side, other: Side, comparison: &Comparison) -> (Side, Side, f64, String) {
    let evidence = PairEvidence::of(comparison).to_json();
    (one, other, comparison.probability, evidence)
}

fn facts_of(account: &NewAccount) -> OrganisationFacts {
    let known = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    OrganisationFacts {
        names: vec![account.name.clone()],
        registration_number: known(&account.registration_number),
        vat_number: known(&account.vat_number),
        town: known(&account.city),
        ..OrganisationFacts::default()
    }
}

/// What a file of clients tells of one.
pub(crate) fn organisation_of(values: &AccountValues) -> OrganisationFacts {
    let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let details = &values.details;
    OrganisationFacts {
        names: [values.name.as_str(), details.legal_name.as_str()]
            .into_iter()
            .filter_map(known)
            .collect(),
        registration_number: known(&values.registration_number),
        vat_number: known(&values.vat_number),
        ibans: Vec::new(),
        phones: Vec::from_iter(known(&details.phone)),
        emails: Vec::from_iter(known(&details.email)),
        websites: Vec::from_iter(known(&details.website)),
        town: known(&values.city),
        address: known(&details.address),
    }
}

/// What a file of people tells of one, at these clients.
pub(crate) fn person_of(values: &PersonValues, organisations: Vec<String>) -> PersonFacts {
    let known = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let reached = |kinds: &'static [ContactKind]| {
        let of_kind = values.contacts.iter();
        let of_kind = of_kind.filter(move |contact| kinds.contains(&contact.kind));
        of_kind.map(|contact| contact.value.clone())
    };
    PersonFacts {
        given_name: known(&values.given_name),
        family_name: known(&values.family_name),
        emails: reached(&[ContactKind::Email]).collect(),
        phones: reached(&[ContactKind::Phone, ContactKind::Mobile]).collect(),
        street: reached(&[ContactKind::Address]).next(),
        organisations,
        ..PersonFacts::default()
    }
}

/// With whose eyes what a file brings is compared: the program's, unless walls keep something from whoever
/// brings it.
fn knowing(viewer: &Viewer) -> Viewer {
    if viewer.walled {
        *viewer
    } else {
        Viewer::system(viewer.via, viewer.at)
    }
}
