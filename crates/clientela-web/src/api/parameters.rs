//! Parameters nobody knows are refused: a misspelt filter must not answer with everything. What an operation
//! knows is what its description says.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use axum::extract::{MatchedPath, Request};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;

use super::caller::texts_of;
use super::openapi;
use super::problem::Problem;
use crate::form::Fields;

/// Names of the parameters of each operation, by method and path.
type Known = BTreeMap<(String, String), Vec<String>>;

static KNOWN: OnceLock<Known> = OnceLock::new();

fn known() -> &'static Known {
    KNOWN.get_or_init(|| {
        let paths = openapi::whole().get("paths").and_then(Value::as_object);
        let mut known = Known::new();
        for (path, operations) in paths.into_iter().flatten() {
            for (method, operation) in operations.as_object().into_iter().flatten() {
                let parameters = operation.get("parameters").and_then(Value::as_array);
                let of_query = parameters
                    .into_iter()
                    .flatten()
                    .filter(|one| one.get("in").and_then(Value::as_str) == Some("query"));
                let names = of_query.filter_map(|one| one.get("name")?.as_str());
                let names = names.map(str::to_owned).collect();
                known.insert((method.to_uppercase(), path.clone()), names);
            }
        }
        known
    })
}

/// Answers a request with a parameter its operation does not know; passes every other one on.
pub(super) async fn refuse_unknown(request: Request, next: Next) -> Response {
    match unknown(&request) {
        Some(problem) => problem.into_response(),
        None => next.run(request).await,
    }
}

fn unknown(request: &Request) -> Option<Problem> {
    let query = request.uri().query().filter(|query| !query.is_empty())?;
    let path = request.extensions().get::<MatchedPath>()?.as_str();
    let method = match request.method() {
        &Method::HEAD => "GET",
        method => method.as_str(),
    };
    let names = known().get(&(method.to_owned(), path.to_owned()))?;
    let asked = Fields::parse(query);
    let (stranger, _) = asked
        .iter()
        .find(|(name, _)| !names.iter().any(|known| known == name))?;
    let texts = texts_of(request.headers());
    let words = if names.is_empty() {
        texts.get("problem-parameters-none").into_owned()
    } else {
        texts.with1("problem-parameters-known", "known", names.join(", "))
    };
    let problem = Problem::new(StatusCode::BAD_REQUEST, "parameter_unknown", texts);
    Some(problem.at(stranger, "").with_detail(words))
}
