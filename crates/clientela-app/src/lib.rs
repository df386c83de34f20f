//! The use cases: one file, one verb. Web pages, API and command line call these and nothing below.
//!
//! A use case takes the [`context::Context`], who asks ([`clientela_store::Viewer`]) and a request,
//! and returns a value that three renderings share. It never prints and never renders HTML.
//!
//! Reading order: [`context`] → [`import_file`] and [`import_sales`] (with [`plan_import`] before it and
//! [`publish_ledger`] after it) → [`figures`] → [`list_accounts`], [`show_account`],
//! [`judge_accounts`], [`measure_concentration`] → [`answers`] (what leaves the program).

pub mod context;
pub mod error;
pub mod error_words;

mod account_facts;
pub mod back_up;
pub mod backup_manifest;
pub mod check_book;
mod commit_import;
mod conflict_rows;
pub mod correct_cells;
pub mod correct_rows;
pub mod corrected_file;
pub mod follow_folders;
pub mod import_file;
pub mod import_history;
mod import_lock;
pub mod import_options;
pub mod import_records;
mod import_report;
pub mod import_sales;
pub mod plan_import;
pub mod progress;
pub mod publish_ledger;
pub mod raw_files;
pub mod read_sheet;
pub mod restore_book;
pub mod running_imports;
pub mod set_aside;
mod stored_report;
mod taken_file;
pub mod undo_import;
pub mod watch_arrivals;
pub mod watch_folder;
pub mod watched_folders;

pub mod account_filter;
pub mod account_sales;
pub mod affiliate;
pub mod edit_account;
pub mod edit_error;
pub mod edit_person;
pub mod export_all;
pub mod export_answers;
pub mod export_cards;
mod export_confidentiality;
pub mod export_gifts;
pub mod export_obligations;
mod export_people_map;
pub mod export_person;
pub mod export_problems;
pub mod export_sales;
pub mod export_support;
pub mod export_threats;
pub mod field_texts;
pub mod list_people;
pub mod partial_day;
pub mod people_retention;
pub mod show_person;
pub mod upsert_records;

pub mod find_similar;
pub mod list_duplicates;
pub mod merge_records;
mod name_search;
mod new_twins;
pub mod pair_evidence;
pub mod scan_duplicates;

pub mod answer_criterion;
pub mod change_settings;
pub mod conversion;
pub mod directory;
pub mod evidence_files;
pub mod figures;
pub mod firm_settings;
mod journal_sentences;
pub mod judge_accounts;
pub mod list_accounts;
pub mod margin_concentration;
pub mod measure_concentration;
pub mod read_journal;
pub mod read_trash;
pub mod search_book;
pub mod set_sector;
pub mod show_account;
pub mod status_history;

pub mod answer_condition;
pub mod ask_satisfaction;
pub mod assign_managers;
pub mod attach_file;
pub mod attention;
pub mod buying_habits;
pub mod check_conflicts;
pub mod compose_home;
pub mod compose_morning;
pub mod condition_questions;
pub mod empty_trash;
pub mod gift_settings;
pub mod hand_over;
pub mod jot_down;
pub mod jot_promise;
pub mod kam_duties;
pub mod keep_confidentiality;
pub mod keep_gifts;
pub mod keep_greetings;
pub mod keep_obligations;
pub mod keep_people_map;
pub mod keep_problems;
pub mod keep_support;
pub mod keep_threats;
pub mod keep_walls;
pub mod list_gifts;
pub mod list_next_steps;
pub mod list_obligations;
pub mod list_problems;
pub mod list_support;
pub mod list_threats;
pub mod log_interaction;
pub mod manager_profiles;
pub mod measure_authority;
pub mod measure_trust;
pub mod mention_words;
pub mod morning_reasons;
pub mod morning_words;
pub mod need_for_kam;
pub mod need_settings;
pub mod people_map_answer;
pub mod plan_next_step;
pub mod put_into_trash;
pub mod read_satisfaction;
pub mod rhythm_settings;
mod sample_happenings;
pub mod show_people_map;
pub mod show_timeline;
pub mod show_words;
pub mod write_note;

pub mod api_tokens;
pub mod assign_owners;
pub mod explain_sight;
pub mod first_run;
pub mod grant_permissions;
pub mod keep_teams;
pub mod keep_users;
pub mod plan_absences;
pub mod sample_files;
pub mod sample_firm;
mod sample_known;
mod sample_maps;
mod sample_obligations;
pub mod sample_patron;
mod sample_people;
mod sample_support;
pub mod secrets;
pub mod sign_in;

pub mod answers;
