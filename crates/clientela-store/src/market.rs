//! The market: competitors, where they stand at clients, what was won from them and lost to them, and what clients
//! buy in all (`DOMAIN.md` 22).
//!
//! Reading order: `competitors` (whom everybody of the firm knows) → `kinds` (what is told of a client: positions,
//! contests, purchases) → `brand` (what is said
//! of us and of the market, and what went wrong) → `records` (how all of them are written,
//! changed and read) → `list` → `brought` (how files bring them). What belongs to a client
//! is seen with it. Nobody deletes it: what was written down by mistake is withdrawn and counts nowhere.

mod brand;
mod brought;
pub mod competitors;
mod kinds;
mod list;
mod records;

pub use brand::{NewIncident, NewRemark};
pub use brought::{
    Brought, BroughtTold, KnownPosition, KnownPurchase, create_brought, known_of,
    remove_left_behind,
};
pub use kinds::{NewClientPurchase, NewContest, NewPosition};
pub use list::{MarketFilter, MarketKey, all, count, list};
pub use records::{Kept, MarketRecord, as_json, change, create, get};
pub(crate) use records::{StoredRecord, change_as, insert};
