//! Changes of the book: the journal, and an old value again.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::{get, post};
use clientela_app::answers::journal::JournalAnswer;
use clientela_app::read_journal::{self, JournalRequest};
use clientela_domain::day::Date;
use clientela_domain::ids::UserId;
use clientela_store::Via;
use clientela_store::tokens::Scope;
use serde::Deserialize;
use utoipa::IntoParams;

use super::ApiState;
use super::caller::Caller;
use super::input::{Json, Path, Query};
use super::problem::Problem;

/// The addresses.
pub fn routes() -> Router<ApiState> {
    Router::new()
        .route("/api/v1/journal", get(list))
        .route("/api/v1/journal/{position}/restore", post(restore))
}

/// Which changes.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct JournalParameters {
    /// Id of the user who made them.
    pub who: Option<String>,
    /// Kind of record, for example `account`.
    pub kind: Option<String>,
    /// Id of the record.
    pub record: Option<String>,
    /// `web`, `cli`, `api` or `job`.
    pub via: Option<String>,
    /// From this day on (UTC).
    pub from: Option<String>,
    /// Up to this day, inclusive (UTC).
    pub to: Option<String>,
    /// Only changes below this position: `next` of the page before.
    pub before: Option<i64>,
    /// At most so many, up to 1,000.
    pub limit: Option<u64>,
}

impl JournalParameters {
    fn request(&self, caller: &Caller) -> Result<JournalRequest, Problem> {
        let wrong = |field: &str, value: &str| {
            Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at(field, value)
        };
        let read = |field: &'static str, text: &Option<String>| match text {
            None => Ok(None),
            Some(text) => text
                .parse::<Date>()
                .map(Some)
                .map_err(|_| wrong(field, text)),
        };
        let who = match &self.who {
            None => None,
            Some(id) => Some(UserId::parse(id).ok_or_else(|| wrong("who", id))?),
        };
        let via = match &self.via {
            None => None,
            Some(word) => Some(Via::from_code(word).ok_or_else(|| wrong("via", word))?),
        };
        Ok(JournalRequest {
            who,
            kind: self.kind.clone(),
            record: self.record.clone(),
            via,
            from: read("from", &self.from)?,
            to: read("to", &self.to)?,
            before: self.before,
            limit: self.limit.unwrap_or(0),
        })
    }
}

/// Changes, the newest first: all of them for who may read the journal, otherwise the caller's own and
/// those of a record the caller sees (`kind` with `record`).
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/journal", params(JournalParameters),
    responses((status = 200, body = JournalAnswer), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn list(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<JournalParameters>,
) -> Result<Json<JournalAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let request = asked.request(&caller)?;
    let page =
        read_journal::read_journal(&state.context, &caller.viewer, &request, caller.texts).await;
    Ok(Json(read_journal::answer(&page.map_err(caller.problem())?)))
}

/// Sets back what a change did, if nobody has changed it since. Asked twice, the second time is
/// refused, so this needs no idempotency key.
///
/// # Errors
/// As a problem; 409 when a value is another by now or the change has none that could be set back.
#[utoipa::path(post, path = "/api/v1/journal/{position}/restore", params(("position" = i64, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)),
    security(("key" = ["write"])))]
pub async fn restore(
    State(state): State<ApiState>,
    caller: Caller,
    Path(position): Path<i64>,
) -> Result<StatusCode, Problem> {
    caller.require(Scope::Write)?;
    read_journal::restore_value(&state.context, &caller.viewer, position)
        .await
        .map_err(caller.problem())?;
    Ok(StatusCode::NO_CONTENT)
}
