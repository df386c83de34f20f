//! Records that may be the same one (`DOMAIN.md` 23): organisations and people entered twice, under
//! two spellings, by two files.
//!
//! Facts become a [`Record`], folded once. Records that share a [`BlockingKey`] are compared field by
//! field; each field weighs so many bits for or against, the sum becomes a probability, and this a
//! [`Verdict`], always together with the table of evidence behind it. [`scan`] does it for a whole
//! book, [`compare`] for the one record that is being typed.
//!
//! Reading order: `similarity` → `contact_values` → `field` → `record` → `blocking` → `agreement` →
//! `model` → `comparison` → `estimation` → `index` → `scan`.

mod agreement;
mod blocking;
mod comparison;
mod contact_values;
mod estimation;
mod field;
mod index;
mod model;
mod record;
mod scan;
mod similarity;

pub use blocking::{BLOCK_RECORDS_MAX, BlockingKey, KeyKind, NEIGHBOURS, RARE_WORD_RECORDS_MAX};
pub use comparison::{ASK_FROM, Comparison, FieldEvidence, PROPOSE_FROM, Verdict, compare};
pub use contact_values::{domain_key, is_free_provider, phone_key};
pub use estimation::ESTIMATE_FROM_PAIRS;
pub use field::{Agreement, Field, Kind, LEVELS};
pub use model::{Chance, FieldModel, Model, PRIOR_DEFAULT, probability};
pub use record::{OrganisationFacts, PersonFacts, Record};
pub use scan::{Candidate, Scan, scan, scan_new, scan_watched};
pub use similarity::{jaro, jaro_winkler, one_slip_apart, word_order_similarity, words_sorted};

#[cfg(test)]
mod real_files;
#[cfg(test)]
mod tests;
