//! The market: competitors, where they stand at clients, what was won from them and lost to them, and what clients
//! buy in all (`DOMAIN.md` 22).
//!
//! Reading order: `competitors` (whom everybody of the firm knows) → `kinds` (what is told of a client: positions,
//! contests, purchases) → `brand` (what is said
//! of us and of the market, and what went wrong) → `records` (how all of them are written,
//! changed and read) → `list`. What belongs to a client
//! is seen with it. Nobody deletes it: what was written down by mistake is withdrawn and counts nowhere.

mod brand;
pub mod competitors;
mod kinds;
mod list;
mod records;

pub use brand::{NewIncident, NewObservation};
pub use kinds::{NewClientPurchase, NewContest, NewPosition};
pub use list::{MarketFilter, MarketKey, all, count, list};
pub use records::{Kept, MarketRecord, change, create, get};
pub(crate) use records::{StoredRecord, as_json, change_as, insert};
