//! Clients an import is about to create that resemble one already in the book, or one another.

use clientela_domain::duplicates::{Comparison, Kind, Model, OrganisationFacts, Record, scan_new};
use clientela_domain::ids::AccountId;
use clientela_store::accounts::NewAccount;
use clientela_store::duplicate_pairs::FoundPair;
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

/// New clients of one import that are compared at once. The first file of a firm may bring a hundred
/// thousand: they are compared by a scan, which nobody has to wait for.
const COMPARED_MAX: usize = 20_000;

/// One side of a pair before the new clients have their ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Known(AccountId),
    New(usize),
}

/// What resembles what.
#[derive(Clone, Debug, Default)]
pub(crate) struct Twins {
    pairs: Vec<(Side, Side, f64, String)>,
    /// New clients that were not compared, being too many.
    not_compared: usize,
}

impl Twins {
    /// Compares the clients an import would create with those of the book and with each other.
    pub(crate) async fn among(
        context: &Context,
        viewer: &Viewer,
        new: &[NewAccount],
    ) -> Result<Self, AppError> {
        if new.len() > COMPARED_MAX {
            return Ok(Self {
                pairs: Vec::new(),
                not_compared: new.len(),
            });
        }
        // All clients, whoever imports: whoever may import knows every client.
        let program = Viewer::system(viewer.via, viewer.at);
        let read = context.store.read(&program);
        let facts: Vec<OrganisationFacts> = new.iter().map(facts_of).collect();
        let known: Vec<AccountId> = if new.len() <= LOOKED_UP_MAX {
            let mut all = Vec::new();
            for facts in &facts {
                all.extend(duplicate_facts::accounts_like(&read, facts).await?);
            }
            all.sort_unstable();
            all.dedup();
            all
        } else {
            Vec::new()
        };
        let only = (new.len() <= LOOKED_UP_MAX).then_some(known.as_slice());
        if new.is_empty() {
            return Ok(Self::default());
        }
        let known = duplicate_facts::organisations(&read, only).await?;
        blocking(move || Ok(Self::compared(&known, &facts))).await
    }

    fn compared(known: &[(AccountId, OrganisationFacts)], new: &[OrganisationFacts]) -> Self {
        let records: Vec<Record> = known
            .iter()
            .map(|(_, facts)| facts)
            .chain(new)
            .map(Record::of_organisation)
            .collect();
        let side = |at: usize| match known.get(at) {
            Some((id, _)) => Side::Known(*id),
            None => Side::New(at - known.len()),
        };
        let model = Model::default_for(Kind::Organisation);
        let scan = scan_new(&records, known.len(), &model);
        let taken = scan.candidates.iter().take(PAIRS_MAX);
        let pairs = taken.map(|one| pair(side(one.left), side(one.right), &one.comparison));
        Self {
            pairs: pairs.collect(),
            not_compared: 0,
        }
    }

    /// The pairs, now that the new clients have these ids.
    pub(crate) fn with_ids(&self, created: &[AccountId]) -> Vec<FoundPair> {
        let id = |side: Side| -> Option<Uuid> {
            match side {
                Side::Known(id) => Some(id.0),
                Side::New(at) => created.get(at).map(|id| id.0),
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
        let (id, count) = match (resembling.len(), self.not_compared) {
            (0, 0) => return None,
            (0, many) => ("notice-accounts-not-compared", many),
            (some, _) => ("notice-accounts-resemble", some),
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
