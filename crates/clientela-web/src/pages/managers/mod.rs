//! Pages about key account managers: the guide, the matrix, people, assignment, hand-over.

pub mod assignment;
pub mod forms;
pub mod guide;
pub mod handover;
pub mod matrix;
pub(in crate::pages) mod parts;
pub mod people;

use axum::Router;
use axum::routing::{get, post};

use crate::router::WebState;
use crate::urls;

/// The routes of these pages.
pub fn routes() -> Router<WebState> {
    Router::new()
        .route(urls::NEED, get(guide::show))
        .route(urls::NEED_ANSWER, post(forms::answer_firm))
        .route(urls::NEED_HOURS, post(forms::hours))
        .route(urls::NEED_MATRIX, get(matrix::show))
        .route("/need-for-kam/clients.csv", get(matrix::csv))
        .route("/need-for-kam/clients.xlsx", get(matrix::xlsx))
        .route("/accounts/{id}/conditions", post(forms::answer_account))
        .route("/accounts/{id}/duties", post(forms::duty))
        .route(urls::MANAGERS, get(people::list))
        .route(
            urls::ASSIGNMENT,
            get(assignment::show).post(assignment::accept),
        )
        .route(urls::ASSIGNMENT_UNDO, post(assignment::undo))
        .route("/managers/{id}", get(people::show).post(people::save))
        .route(
            "/handover/{account}",
            get(handover::show).post(handover::begin),
        )
        .route("/handover/{account}/{id}/check", post(handover::check))
        .route("/handover/{account}/{id}/finish", post(handover::finish))
}
