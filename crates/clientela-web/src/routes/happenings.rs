//! Addresses of what happened and what is next.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use clientela_app::attach_file::ATTACHMENT_BYTES_MAX;

use crate::pages::{
    account_timeline, activity, add, attachments, home, interaction_forms, next_steps, note_forms,
    person_timeline, rhythm,
};
use crate::router::WebState;
use crate::urls;

/// What a form adds to the bytes of its file.
const FORM_AROUND_FILE: u64 = 64 * 1024;

/// The routes of what happened and what is next.
pub(crate) fn happenings_routes() -> Router<WebState> {
    let most = usize::try_from(ATTACHMENT_BYTES_MAX + FORM_AROUND_FILE).unwrap_or(usize::MAX);
    let upload_limit = DefaultBodyLimit::max(most);
    Router::new()
        .route(urls::HOME, get(home::show))
        .route(urls::FIRST_THINGS, post(home::put_first_things_away))
        .route(urls::ACTIVITY, get(activity::all))
        .route("/activity.csv", get(activity::csv))
        .route("/activity.xlsx", get(activity::xlsx))
        .route(urls::NEXT_STEPS, get(next_steps::list))
        .route("/next-steps.csv", get(next_steps::csv))
        .route("/next-steps.xlsx", get(next_steps::xlsx))
        .route(
            "/next-steps/{id}",
            get(next_steps::show).post(next_steps::change),
        )
        .route("/next-steps/{id}/{deed}", post(next_steps::act))
        .route(urls::ADD, get(add::show).post(add::save))
        .route("/accounts/{id}/timeline", get(activity::of_account))
        .route(
            "/accounts/{id}/interactions",
            post(account_timeline::log_interaction),
        )
        .route(
            "/accounts/{id}/interactions/new",
            get(interaction_forms::new),
        )
        .route("/accounts/{id}/notes", post(account_timeline::write_note))
        .route(
            "/accounts/{id}/next-steps",
            post(account_timeline::plan_next_step),
        )
        .route(
            "/accounts/{id}/files",
            post(attachments::to_account).layer(upload_limit),
        )
        .route(
            "/interactions/{id}",
            get(interaction_forms::show).post(interaction_forms::change),
        )
        .route(
            "/interactions/{id}/files",
            post(attachments::to_interaction).layer(upload_limit),
        )
        .route("/people/{id}/notes", post(person_timeline::write_note))
        .route("/interactions/{id}/{deed}", post(interaction_forms::act))
        .route(
            "/notes/{id}",
            get(note_forms::show).post(note_forms::change),
        )
        .route(
            "/notes/{id}/files",
            post(attachments::to_note).layer(upload_limit),
        )
        .route("/notes/{id}/{deed}", post(note_forms::act))
        .route("/attachments/{id}", get(attachments::open))
        .route("/attachments/{id}/{deed}", post(attachments::act))
        .route(urls::SETTINGS_RHYTHM, get(rhythm::show).post(rhythm::save))
}
