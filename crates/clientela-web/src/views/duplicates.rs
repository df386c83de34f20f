//! Pairs that may be one, and records that what is typed may already be.

use clientela_app::list_duplicates::PairList;
use clientela_domain::ids::{AccountId, PersonId};
use clientela_store::duplicate_pairs::{PairKind, PairState};
use clientela_store::merges::Merge;

/// Which pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DuplicatesRequest {
    /// Clients or people.
    pub kind: PairKind,
    /// Open, held different, or merged.
    pub state: PairState,
    /// Page, from 1 on.
    pub page: u64,
    /// Pairs on a page.
    pub per_page: u64,
}

/// The list of pairs with what belongs to it.
#[derive(Clone, Debug)]
pub struct DuplicatesView {
    /// The pairs of the page.
    pub list: PairList,
    /// Open pairs of clients and of people.
    pub open: (u64, u64),
    /// Merges of the last days, each with the name of who made it.
    pub merges: Vec<MergeView>,
    /// The scan that runs: records done and in all.
    pub running: Option<(u64, u64)>,
    /// Day and time of the last scan, as a clock of the firm shows it.
    pub last_scan: Option<jiff::civil::DateTime>,
}

/// A merge in the list.
#[derive(Clone, Debug)]
pub struct MergeView {
    /// The merge.
    pub merge: Merge,
    /// Who made it; empty for the command line.
    pub by: String,
    /// Its day, as ISO.
    pub day: clientela_domain::day::Date,
    /// It can still be undone.
    pub open: bool,
}

/// Two records to be made one, as the page says it.
#[derive(Clone, Debug)]
pub struct MergeForm<Id> {
    /// The one that stays.
    pub kept: Id,
    /// The one that goes.
    pub gone: Id,
    /// Versions at which both were read.
    pub versions: (i64, i64),
    /// Names of the fields whose value is the other's.
    pub take: Vec<String>,
}

/// A record in the book that what is typed may be.
#[derive(Clone, Debug)]
pub enum SimilarId {
    /// A client.
    Account(AccountId),
    /// A person.
    Person(PersonId),
}

/// The same with its name and why.
#[derive(Clone, Debug)]
pub struct SimilarView {
    /// Which one.
    pub id: SimilarId,
    /// Its name.
    pub name: String,
    /// What tells it from others of the name.
    pub about: String,
    /// Why.
    pub evidence: clientela_app::pair_evidence::PairEvidence,
}
