//! What a search is asked and what it finds, as its page shows it.

use clientela_domain::ids::{AccountId, CompetitorId, PersonId};
pub use clientela_store::prospects::ProspectHit;

/// A record of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordId {
    /// A client.
    Account(AccountId),
    /// A person.
    Person(PersonId),
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoundView {
    /// Clients, the best first.
    pub accounts: Vec<HitView>,
    /// People, the best first.
    pub people: Vec<HitView>,
    /// Prospects, the best first.
    pub prospects: Vec<ProspectHit>,
    /// Competitors with their names, the best first.
    pub competitors: Vec<(CompetitorId, String)>,
}

/// A record found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitView {
    /// Which one.
    pub id: RecordId,
    /// Name.
    pub name: String,
    /// City of a client; title and client of a person; empty when unknown.
    pub detail: String,
    /// What it was found by, when that was not its name; otherwise empty.
    pub found_by: String,
}
