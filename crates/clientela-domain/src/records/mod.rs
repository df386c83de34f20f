//! Files of clients, of people and of what happened: which header is which column, and the words by
//! which such files name a sector, a channel, a consent.
//!
//! The files are opened and mapped by the machinery of [`crate::sales`]; only the columns and their
//! words differ. What a value means for the record is checked where the record is written.
//!
//! Reading order: [`kind`] → [`column`] → [`mod@propose`] (headers become columns) → [`words`] (values
//! of a few words) → [`days`] (in which order a file writes its days).

pub mod agreement_words;
pub mod column;
mod columns_of_agreements;
mod columns_of_known;
pub mod days;
pub mod kind;
pub mod map_words;
pub mod market_words;
pub mod opportunity_words;
mod people_names;
pub mod propose;
pub mod prospect_words;
pub mod spotter_words;
mod synonyms;
mod synonyms_of_agreements;
mod synonyms_of_execution;
mod synonyms_of_gifts;
mod synonyms_of_known;
mod synonyms_of_market;
mod synonyms_of_opportunities;
mod synonyms_of_prospects;
mod synonyms_of_spotters;
mod synonyms_of_visits;
pub mod visit_words;
pub mod words;

pub use column::RecordColumn;
pub use kind::FileKind;
pub use people_names::split_name;
pub use propose::{missing_required, propose};

#[cfg(test)]
mod tests;
