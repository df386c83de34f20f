//! What one has just done on the pages, each deed with its button to undo it.

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use clientela_texts::Texts;

use crate::error::WebError;
use crate::frame::{Area, Frame, render};
use crate::request::SignedIn;
use crate::router::WebState;
use crate::urls;
use crate::views::{ChangeView, JournalRequest};

/// Deeds listed; earlier ones stand in the journal.
const DEEDS_LISTED: usize = 20;

#[derive(Template)]
#[template(path = "recent.html")]
struct RecentTemplate {
    frame: Frame,
    t: Texts,
    changes: Vec<ChangeView>,
    may_edit: bool,
    journal: String,
}

/// The address of the page.
pub fn routes() -> Router<WebState> {
    Router::new().route(urls::RECENT, get(list))
}

/// `GET /recent`
async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let t = visitor.t;
    let request = JournalRequest {
        who: Some(visitor.user.id),
        via: "web".to_owned(),
        ..JournalRequest::default()
    };
    let mut view = state
        .desk
        .journal(&visitor.user, &request, t.language)
        .await?;
    view.changes.truncate(DEEDS_LISTED);
    let who = visitor.user.id.to_string();
    let page = RecentTemplate {
        frame: visitor.frame(t.get("recent-title"), Area::Elsewhere),
        t,
        changes: view.changes,
        may_edit: visitor.user.may_edit,
        journal: urls::with_query(urls::JOURNAL, &[("who", &who), ("via", "web")]),
    };
    Ok(render(&page)?.into_response())
}

impl RecentTemplate {
    fn undo(&self, change: &ChangeView) -> String {
        urls::journal_restore(change.position, urls::RECENT)
    }
}
