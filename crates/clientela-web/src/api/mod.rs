//! The JSON API under `/api/v1`: the same answers as the command line's `--json`.
//!
//! Keys for programs are the only sign-in here (`Authorization: Bearer clt_…`), so cookies and forged
//! forms have no way in. Errors are `application/problem+json` (RFC 9457).

pub mod account_records;
pub mod accounts;
pub mod affiliations;
mod agreement_bodies;
pub mod agreements;
pub mod approval_limits;
pub mod asking;
pub mod attachments;
pub mod authority;
pub mod bond_rules;
pub mod brand;
pub mod caller;
pub mod campaigns;
pub mod chain;
pub mod client_purchases;
pub mod cold_batches;
pub mod competitors;
pub mod confidentiality;
pub mod contests;
mod cursor;
mod described;
pub mod duplicates;
pub mod evidence;
mod examples;
pub mod execution;
pub mod execution_events;
mod exports;
pub mod figures;
pub mod gifts;
pub mod handovers;
pub mod happenings;
pub mod imports;
pub mod incidents;
mod input;
pub mod interests;
pub mod journal;
pub mod managers;
pub mod morning;
pub mod need;
pub mod obligations;
pub mod observations;
pub mod on_time;
pub mod openapi;
pub mod opportunities;
pub mod opportunity_bodies;
mod parameters;
pub mod people;
pub mod people_map;
pub mod plans;
pub mod positions;
pub mod problem;
pub mod problems;
pub mod prospect_bodies;
pub mod prospect_sources;
pub mod prospect_upsert;
pub mod prospects;
pub mod purchases;
pub mod reading;
pub mod remarks;
pub mod replay;
pub mod satisfaction;
pub mod search;
pub mod set_aside;
pub mod settings;
mod similar;
pub mod spotters;
pub mod stage;
pub mod support;
pub mod team;
pub mod threats;
pub mod trash;
pub mod upsert;
mod versions;
pub mod walls;
pub mod watched_folders;
pub mod week;
mod week_bodies;
pub mod what_followed;
pub mod work_hours;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::{any, get, post, put};
use clientela_app::context::Context;

use crate::limits::UPLOAD_BYTES_MAX;

/// What every handler of the API can reach.
#[derive(Clone)]
pub struct ApiState {
    /// The use cases.
    pub context: Arc<Context>,
    /// Where uploads wait until they are taken in.
    pub upload_folder: PathBuf,
}

/// The API, to be merged beside the pages.
pub fn router(state: ApiState) -> Router {
    let upload_limit = usize::try_from(UPLOAD_BYTES_MAX).unwrap_or(usize::MAX);
    Router::new()
        .route("/api/v1/openapi.json", get(openapi::document))
        .route("/api/v1/accounts", get(accounts::list))
        .route("/api/v1/accounts/{id}", get(accounts::show))
        .route(
            "/api/v1/accounts/{id}/criteria/{criterion}",
            post(accounts::answer),
        )
        .route(
            "/api/v1/accounts/{id}/criteria/{criterion}/file",
            put(evidence::attach),
        )
        .route(
            "/api/v1/accounts/{id}/evidence/{sha256}",
            get(evidence::show),
        )
        .route("/api/v1/accounts/{id}/potential", post(accounts::potential))
        .route("/api/v1/key-accounts", get(figures::key_accounts))
        .route("/api/v1/concentration", get(figures::concentration))
        .route("/api/v1/imports", get(imports::list).post(imports::create))
        .layer(DefaultBodyLimit::max(upload_limit))
        .route("/api/v1/imports/{id}", get(imports::show))
        .route("/api/v1/imports/{id}/undo", post(imports::undo))
        .route("/api/v1/imports/{id}/stop", post(imports::stop))
        .merge(set_aside::routes())
        .merge(settings::routes())
        .merge(watched_folders::routes())
        .merge(week::routes())
        .merge(work_hours::routes())
        .merge(what_followed::routes())
        .merge(attachments::routes())
        .merge(upsert::routes())
        .merge(journal::routes())
        .merge(trash::routes())
        .merge(team::routes())
        .merge(account_records::routes())
        .merge(people::routes())
        .merge(exports::routes())
        .merge(happenings::routes())
        .merge(obligations::routes())
        .merge(people_map::routes())
        .merge(purchases::routes())
        .merge(walls::routes())
        .merge(confidentiality::routes())
        .merge(interests::routes())
        .merge(gifts::routes())
        .merge(agreements::routes())
        .merge(approval_limits::routes())
        .merge(support::routes())
        .merge(problems::routes())
        .merge(prospects::routes())
        .merge(prospect_sources::routes())
        .merge(prospect_upsert::routes())
        .merge(asking::routes())
        .merge(spotters::routes())
        .merge(observations::routes())
        .merge(reading::routes())
        .merge(cold_batches::routes())
        .merge(campaigns::routes())
        .merge(opportunities::routes())
        .merge(threats::routes())
        .merge(plans::routes())
        .merge(competitors::routes())
        .merge(positions::routes())
        .merge(contests::routes())
        .merge(incidents::routes())
        .merge(remarks::routes())
        .merge(brand::routes())
        .merge(client_purchases::routes())
        .merge(satisfaction::routes())
        .merge(stage::routes())
        .merge(on_time::routes())
        .merge(morning::routes())
        .merge(authority::routes())
        .merge(chain::routes())
        .merge(bond_rules::routes())
        .merge(execution::routes())
        .merge(execution_events::routes())
        .merge(handovers::routes())
        .merge(managers::routes())
        .merge(need::routes())
        .merge(search::routes())
        .merge(affiliations::routes())
        .merge(duplicates::routes())
        .route_layer(from_fn(parameters::refuse_unknown))
        .method_not_allowed_fallback(problem::unknown_method)
        .route("/api/v1/{*rest}", any(problem::unknown_address))
        .with_state(state)
}
