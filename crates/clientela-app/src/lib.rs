//! The use cases: one file, one verb. Web pages, API and command line call these and nothing below.
//!
//! A use case takes the [`context::Context`], who asks ([`clientela_store::Viewer`]) and a request,
//! and returns a value that three renderings share. It never prints and never renders HTML.
//!
//! Reading order: [`context`] → [`import_sales`] (with [`plan_import`] before it and
//! [`publish_ledger`] after it) → [`figures`] → [`list_accounts`], [`show_account`],
//! [`judge_accounts`], [`measure_concentration`] → [`answers`] (what leaves the program).

pub mod context;
pub mod error;

mod account_facts;
pub mod check_book;
mod commit_import;
mod conflict_rows;
pub mod correct_rows;
pub mod corrected_file;
pub mod import_drafts;
pub mod import_history;
mod import_lock;
pub mod import_options;
pub mod import_sales;
pub mod plan_import;
pub mod progress;
pub mod publish_ledger;
pub mod raw_files;
pub mod read_sheet;
pub mod set_aside;
mod stored_report;
mod taken_file;
pub mod undo_import;

pub mod answer_criterion;
pub mod directory;
pub mod figures;
pub mod firm_settings;
pub mod judge_accounts;
pub mod list_accounts;
pub mod measure_concentration;
pub mod show_account;

pub mod api_tokens;
pub mod first_run;
pub mod sample_firm;
pub mod secrets;
pub mod sign_in;

pub mod answers;
