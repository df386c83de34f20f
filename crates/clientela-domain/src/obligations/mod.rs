//! What we owe our clients and what they owe us (`DOMAIN.md` 10): promises with a beginning, a day
//! and an end.
//!
//! A promise is never lost: what happened to it is a list that only grows, and its state is what the
//! list and the calendar make of it ([`standing`]). An obligation without a promise is a gift: it is
//! written down, owed to nobody and counted nowhere.
//!
//! Reading order: `words` (who, what, whence) → `states` (the table) → `standing` (the list read as
//! of a day) → `ageing` (what is still owed).

mod ageing;
mod standing;
mod states;
mod words;

pub use ageing::{Age, Owed, OwedBucket, owed_by_age, owed_in_all};
pub use standing::{Deed, Entry, Refusal, Standing, Step, Terms, admit, standing};
pub use states::{Actor, Event, Group, State};
pub(crate) use words::coded;
pub use words::{ObligationKind, Origin, Party};

#[cfg(test)]
mod tests;
