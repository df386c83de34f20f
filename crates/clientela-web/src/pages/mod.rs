//! One file per page: its handler, its struct, the sentences it says. Templates hold no logic.

pub mod account;
mod account_agreements;
pub mod account_bond;
pub mod account_edit;
mod account_execution;
mod account_gifts;
mod account_known;
mod account_map;
mod account_market;
mod account_master;
mod account_people;
mod account_questions;
mod account_stage;
mod account_support;
pub mod account_timeline;
pub mod accounts;
pub mod activity;
pub mod add;
pub mod agreement;
pub mod agreement_edit;
mod agreement_form;
mod agreement_parts;
pub mod agreements;
pub mod allocation;
pub mod approval_settings;
pub mod approvals;
pub mod asking;
pub mod attachments;
pub mod authority;
pub mod bond_rules;
pub mod brand;
mod brand_forms;
pub mod brand_lists;
mod brand_words;
pub mod calendar;
mod campaign;
pub mod chain;
mod cold_batch;
mod cold_batches;
pub mod competitors;
pub mod components;
pub mod concentration;
pub mod confidentiality;
mod confidentiality_rows;
mod conflict;
mod due_filters;
pub mod duplicate_pair;
pub mod duplicates;
pub mod errors;
pub mod execution;
pub mod execution_events;
pub mod export;
mod filter_chips;
mod form_fields;
pub mod gift;
pub mod gift_new;
mod gift_parts;
pub mod gift_settings;
pub mod gifts;
mod happening_parts;
pub mod help;
pub mod home;
pub mod import;
pub mod imports;
pub mod interaction_forms;
pub mod interests;
pub mod journal;
pub mod key_accounts;
mod known_form;
mod limit_fields;
pub mod managers;
mod market_forms;
mod market_list;
pub mod market_lists;
mod market_record;
mod market_words;
pub mod morning;
mod names_section;
pub mod next_steps;
pub mod note_forms;
pub mod obligation;
pub mod obligation_calendar;
pub mod obligation_new;
mod obligation_parts;
pub mod obligations;
pub mod observations;
pub mod on_time_settings;
pub mod opportunities;
mod opportunity;
mod opportunity_board;
mod opportunity_new;
mod opportunity_parts;
mod opportunity_pipeline;
mod opportunity_section;
mod origin_parts;
pub mod people;
pub mod people_map;
mod people_map_chosen;
pub mod people_map_deeds;
mod people_map_parts;
pub mod person;
pub mod person_edit;
mod person_on_maps;
pub mod person_places;
pub mod person_timeline;
pub mod plan;
pub mod plan_entry;
pub mod plan_field;
pub mod preferences;
mod price_words;
pub mod problem;
pub mod problems;
pub mod prospect;
mod prospect_ability;
mod prospect_board;
mod prospect_deeds;
mod prospect_facts;
pub mod prospect_new;
mod prospect_parts;
pub mod prospect_reviews;
mod prospect_source_filters;
pub mod prospect_sources;
pub mod prospects;
pub mod purchase;
pub mod reading;
pub mod recent;
mod relation_filters;
pub mod response;
pub mod review;
pub mod rhythm;
pub mod satisfaction;
mod satisfaction_parts;
pub mod search;
pub mod set_aside;
pub mod settings;
mod settings_versions;
pub mod shared;
pub mod shared_plan;
pub mod sign_in;
pub mod similar;
pub mod spotter;
mod spotter_accrual;
mod spotter_checks;
mod spotter_pay;
pub mod spotters;
pub mod stage;
pub mod start;
pub mod support;
pub mod support_list;
pub mod support_new;
mod support_parts;
pub mod survey;
pub mod survey_answer;
pub mod team;
pub mod threat;
pub mod threats;
pub mod trash;
mod trouble_page;
mod wall_forms;
pub mod watched_folders;
pub mod week;
mod week_forms;
pub mod what_followed;
pub mod work_hours;

use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};

use crate::error::WebError;
use crate::request::{FLASH_COOKIE, SignedIn, Visitor, set_cookie};
use crate::router::WebState;

/// Seconds a message about something done waits for the next page.
const FLASH_SECONDS: u64 = 15;

/// Goes on to another page after a deed, where `message` is said once.
pub(crate) fn done(visitor: &Visitor, to: &str, message: &str) -> Response {
    let cookie = set_cookie(FLASH_COOKIE, message, FLASH_SECONDS, visitor.secure, false);
    ([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response()
}

/// As [`done`], with a button that undoes the deed, when the journal can set it back.
///
/// # Errors
/// When the book cannot answer.
pub(crate) async fn done_with_undo(
    state: &WebState,
    visitor: &SignedIn,
    to: &str,
    message: &str,
) -> Result<Response, WebError> {
    let undo = state.desk.undoable(&visitor.user).await?;
    let said = match undo {
        Some(position) => format!("{message}~{position}"),
        None => message.to_owned(),
    };
    Ok(done(visitor, to, &said))
}
