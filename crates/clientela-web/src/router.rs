//! Which URL is which page.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use clientela_app::evidence_files::EVIDENCE_BYTES_MAX;
use tower_http::compression::CompressionLayer;

use crate::desk::Desk;
use crate::health::Metrics;
use crate::limits::{FORM_BYTES_MAX, UPLOAD_BYTES_MAX};
use crate::pages::{
    account, accounts, agreements, asking, authority, bond_rules, brand, brand_lists, chain,
    competitors, components, concentration, confidentiality, duplicates, errors, execution, gifts,
    help, import, imports, interests, journal, key_accounts, managers, market_lists, morning,
    obligations, observations, opportunities, people, people_map, plan, preferences, problems,
    prospects, reading, recent, satisfaction, search, set_aside, settings, sign_in, spotters,
    stage, start, support_list, team, threats, trash, watched_folders, week,
};
use crate::routes::happenings::happenings_routes;
use crate::{assets, health, security, urls};

/// What the server is told at its start.
#[derive(Clone, Debug)]
pub struct WebConfig {
    /// Address people type, without a slash at the end, for links that leave the pages.
    pub public_url: String,
    /// People reach us over TLS: cookies are marked and named accordingly.
    pub secure: bool,
    /// Where uploads wait until they are taken in.
    pub upload_folder: PathBuf,
}

impl WebConfig {
    /// A configuration for this public address.
    #[must_use]
    pub fn new(public_url: &str, upload_folder: PathBuf) -> Self {
        let public_url = public_url.trim_end_matches('/').to_owned();
        Self {
            secure: public_url.starts_with("https://"),
            public_url,
            upload_folder,
        }
    }
}

/// What every handler can reach.
#[derive(Clone)]
pub struct WebState {
    /// The use cases.
    pub desk: Arc<dyn Desk>,
    /// How we are reached.
    pub config: Arc<WebConfig>,
    /// Counters.
    pub metrics: Arc<Metrics>,
}

impl WebState {
    /// The state of a server.
    #[must_use]
    pub fn new(desk: Arc<dyn Desk>, config: WebConfig) -> Self {
        Self {
            desk,
            config: Arc::new(config),
            metrics: Arc::default(),
        }
    }
}

/// The pages. `api` is merged in beside them: it brings its own errors and its own sign-in.
pub fn router(state: WebState, api: Router) -> Router {
    // A document is streamed and counted by `upload::receive_form`; this is only the outer bound.
    let evidence_limit = DefaultBodyLimit::max(
        usize::try_from(EVIDENCE_BYTES_MAX).unwrap_or(usize::MAX) + FORM_BYTES_MAX,
    );
    let pages = Router::new()
        .merge(happenings_routes())
        .route(urls::SIGN_IN, get(sign_in::show).post(sign_in::submit))
        .route(urls::SIGN_OUT, post(sign_in::sign_out))
        .route(
            urls::PASSWORD,
            get(sign_in::password).post(sign_in::choose_password),
        )
        .route(urls::START, get(start::show).post(start::submit))
        .route(urls::WELCOME, get(start::welcome).post(start::open_sample))
        .route(urls::PREFERENCES, post(preferences::choose))
        .route(urls::ACCOUNTS, get(accounts::list))
        .route("/accounts.csv", get(accounts::csv))
        .route("/accounts.xlsx", get(accounts::xlsx))
        .route("/accounts/{id}", get(account::show))
        .route(
            "/accounts/{id}/criteria",
            post(account::forms::answer).layer(evidence_limit),
        )
        .route(
            "/accounts/{id}/evidence/{sha256}",
            get(account::forms::evidence),
        )
        .route("/accounts/{id}/sector", post(account::forms::sector))
        .route("/accounts/{id}/potential", post(account::forms::potential))
        .route(urls::KEY_ACCOUNTS, get(key_accounts::list))
        .route(urls::CONCENTRATION, get(concentration::show))
        .route("/concentration.csv", get(concentration::csv))
        .route("/concentration.xlsx", get(concentration::xlsx))
        .merge(import_routes())
        .merge(journal::journal_routes())
        .merge(trash::routes())
        .merge(recent::routes())
        .merge(team::routes())
        .merge(people::people_routes())
        .merge(search::search_routes())
        .merge(components::components_routes())
        .merge(managers::routes())
        .merge(obligations::routes())
        .merge(people_map::routes())
        .merge(confidentiality::routes())
        .merge(interests::routes())
        .merge(gifts::routes())
        .merge(agreements::routes())
        .merge(support_list::routes())
        .merge(problems::routes())
        .merge(prospects::routes())
        .merge(spotters::routes())
        .merge(observations::routes())
        .merge(reading::routes())
        .merge(opportunities::routes())
        .merge(threats::routes())
        .merge(competitors::routes())
        .merge(market_lists::routes())
        .merge(brand::routes())
        .merge(brand_lists::routes())
        .merge(satisfaction::routes())
        .merge(plan::routes())
        .merge(stage::routes())
        .merge(morning::routes())
        .merge(authority::routes())
        .merge(asking::routes())
        .merge(chain::routes())
        .merge(bond_rules::routes())
        .merge(execution::routes())
        .merge(duplicates::routes())
        .merge(watched_folders::routes())
        .merge(week::routes())
        .route(urls::SETTINGS, get(settings::show))
        .route(urls::SETTINGS_FIRM, post(settings::firm))
        .route(urls::SETTINGS_PROFILES, post(settings::profiles))
        .route(urls::SETTINGS_RATES, post(settings::rates))
        .route(urls::SETTINGS_TOKENS, post(settings::tokens))
        .route(urls::SETTINGS_SAMPLE, post(settings::remove_sample))
        .route(urls::HELP, get(help::show))
        .route(urls::LICENSES, get(assets::licenses))
        .fallback(errors::not_found)
        .layer(from_fn_with_state(state.clone(), errors::render));

    Router::new()
        .merge(pages)
        .route("/assets/{name}", get(assets::serve))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .with_state(state.clone())
        .merge(api)
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(state.clone(), security::headers))
        .layer(from_fn_with_state(state, health::count))
}

fn import_routes() -> Router<WebState> {
    // Uploads are streamed and counted by `upload::receive`; this is only the outer bound.
    let upload_limit =
        DefaultBodyLimit::max(usize::try_from(UPLOAD_BYTES_MAX).unwrap_or(usize::MAX));
    Router::new()
        .route(
            urls::IMPORTS,
            get(imports::list).post(imports::take).layer(upload_limit),
        )
        .route(urls::IMPORT_NEW, get(imports::new))
        .route("/imports/samples/{kind}", get(imports::sample))
        .route("/imports/{id}", get(import::show))
        .route("/imports/{id}/progress", get(import::progress))
        .route("/imports/{id}/settings", post(import::settle))
        .route("/imports/{id}/conflicts", post(set_aside::decide))
        .route(
            "/imports/{id}/set-aside",
            get(set_aside::show).post(set_aside::correct),
        )
        .route("/imports/{id}/set-aside.csv", get(set_aside::csv))
        .route(
            "/imports/{id}/set-aside/upload",
            post(set_aside::upload).layer(upload_limit),
        )
        .route("/imports/{id}/{step}", post(import::act))
}
