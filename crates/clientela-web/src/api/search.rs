//! Finding clients and people.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use clientela_app::answers::search::SearchAnswer;
use clientela_app::search_book::{self, HITS_USUALLY, SearchRequest};
use clientela_store::search_words::Searched;
use clientela_store::tokens::Scope;
use serde::Deserialize;
use utoipa::IntoParams;

use super::ApiState;
use super::caller::Caller;
use super::input::{Json, Query};
use super::problem::Problem;

/// The addresses.
pub fn routes() -> Router<ApiState> {
    Router::new().route("/api/v1/search", get(search))
}

/// What to look for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchParameters {
    /// Beginnings of words, in either alphabet; a hit has all of them.
    #[param(example = "хлебна къщ")]
    pub q: Option<String>,
    /// `account`, `person`, or both with a comma between them; all kinds when absent.
    pub types: Option<String>,
    /// Hits of each kind, 10 when absent, at most 100.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<usize>,
}

/// Clients and people by names, other names, codes, numbers, cities, telephones and e-mails, the best
/// first; only what the caller may see.
///
/// # Errors
/// As a problem.
#[utoipa::path(get, path = "/api/v1/search", params(SearchParameters),
    responses((status = 200, body = SearchAnswer), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem)),
    security(("key" = ["read"])))]
pub async fn search(
    State(state): State<ApiState>,
    caller: Caller,
    Query(asked): Query<SearchParameters>,
) -> Result<Json<SearchAnswer>, Problem> {
    caller.require(Scope::Read)?;
    let mut kinds = Vec::new();
    for word in asked.types.as_deref().unwrap_or_default().split(',') {
        let word = word.trim();
        match Searched::from_code(word) {
            Some(kind) => kinds.push(kind),
            None if word.is_empty() => {}
            None => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return Err(Problem::new(status, "invalid", caller.texts).at("types", word));
            }
        }
    }
    let request = SearchRequest {
        text: asked.q.unwrap_or_default(),
        kinds,
        limit: asked.limit.unwrap_or(HITS_USUALLY),
    };
    let found = search_book::search_book(&state.context, &caller.viewer, &request)
        .await
        .map_err(caller.problem())?;
    Ok(Json(search_book::answer(&request, &found)))
}
