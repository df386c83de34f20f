//! The book in SQL: SQLite by default, PostgreSQL by URL, one code path.
//!
//! This is the only crate that knows SeaORM and sqlx. Public functions take and return domain types
//! or the plain structs of this crate. Every read goes through [`Read`] or [`Tx`], both of which
//! carry a [`Viewer`]; every write goes through [`Store::write`], which refuses to commit a change
//! without its row in the journal.
//!
//! What differs between the two databases lives in `connection`, `migrations` and the folder
//! `migrations/`; the text of every other statement is the same for both.
//!
//! Reading order: [`store`] → [`viewer`] → [`transaction`] → [`journal`] → [`kept_answers`], then one file a noun.

pub mod error;
pub mod kept_answers;
pub mod location;
pub mod new_id;
pub mod store;
pub mod transaction;
pub mod viewer;

mod connection;
mod migrations;
mod revision;
mod sql;

pub mod journal;
pub mod reading;
pub mod record_extent;
pub mod record_names;
pub mod value_restore;

pub mod loading;
pub mod snapshot;

pub mod absences;
pub mod grants;
pub mod owners;
pub mod sales_representatives;
pub mod sessions;
pub mod settings;
pub mod setup_links;
pub mod sight;
pub mod sign_in_attempts;
pub mod teams;
pub mod tokens;
pub mod users;

pub mod document_decisions;
pub mod import_records;
pub mod import_words;
pub mod imports;
pub mod ledger_parts;
pub mod mappings;
pub mod set_aside;

pub mod accounts;
pub mod brought;
mod changes;
pub mod currency_rates;
pub mod external_codes;
pub mod idempotency_keys;

pub mod affiliations;
pub mod aliases;
pub mod care_facts;
pub mod condition_answers;
pub mod duplicate_facts;
pub mod duplicate_pairs;
pub mod duty_marks;
pub mod handovers;
pub mod manager_profiles;
pub mod merges;
pub mod people;
pub mod people_map;
pub mod purchase_processes;
pub mod search;
pub mod search_words;

pub mod criterion_answers;
pub mod key_status_history;
pub mod potentials;

mod happening_words;
mod happenings;

pub mod agreements;
pub mod attachments;
pub mod bond_deeds;
pub mod bonds;
pub mod calendar_feeds;
pub mod campaigns;
pub mod cold_batches;
pub mod execution_events;
pub mod gifts;
pub mod greetings;
pub mod interactions;
pub mod interests;
pub mod list_rows;
pub mod market;
pub mod mentions;
pub mod mornings;
pub mod names_of;
pub mod next_steps;
pub mod notes;
pub mod obligations;
pub mod observations;
pub mod opportunities;
pub mod plan_entries;
pub mod plan_shares;
pub mod plan_statements;
pub mod planned_visits;
pub mod problems;
pub mod prospects;
pub mod relationship_stages;
pub mod response_judgements;
pub mod sample_happenings;
pub mod sample_known;
pub mod sample_plans;
pub mod spotters;
pub mod supports;
pub mod survey_answers;
pub mod surveys;
pub mod threats;
pub mod timeline;
pub mod trash;
pub mod work_hours;

pub mod chain;
pub mod confidentiality;
pub mod conflicts;
pub mod walls;

#[cfg(feature = "testing")]
pub mod testing;

#[cfg(test)]
mod tests;

pub use error::StoreError;
pub use journal::JournalEntry;
pub use location::BookLocation;
pub use store::Store;
pub use transaction::{Read, Reader, Tx, Work};
pub use viewer::{Grants, Permission, Role, Via, Viewer, Visibility};
