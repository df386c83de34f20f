//! Two programs that change the same record: `ETag`, `If-Match`, and 412 with both versions.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use clientela_app::edit_error::EditError;
use clientela_app::error::AppError;
use serde::Serialize;

use super::caller::Caller;
use super::input::Json;
use super::problem::{Problem, Versions};

/// A record with its version as its `ETag`.
pub(crate) fn versioned(version: i64, answer: impl Serialize) -> Response {
    ([(header::ETAG, format!("\"{version}\""))], Json(answer)).into_response()
}

/// The version a caller changes, from `If-Match`; `None` when they do not say, or say `*`.
///
/// # Errors
/// 422 for a header that is no version of ours.
pub(crate) fn if_match(headers: &HeaderMap, caller: &Caller) -> Result<Option<i64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let number = text.trim_start_matches("W/").trim_matches('"');
    number.parse().map(Some).map_err(|_| {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", caller.texts).at("If-Match", text)
    })
}

/// 412 with the version the caller had and the record as it stands.
fn changed_meanwhile(caller: &Caller, yours: Option<i64>, current: impl Serialize) -> Problem {
    let mut problem = Problem::new(StatusCode::PRECONDITION_FAILED, "stale", caller.texts);
    problem.versions = Some(Box::new(Versions {
        yours: yours.unwrap_or_default(),
        current: serde_json::to_value(current).unwrap_or_default(),
    }));
    problem
}

/// The version a caller changes: `If-Match`, or else the one their body names.
///
/// # Errors
/// As [`if_match`].
pub(crate) fn version_of(
    headers: &HeaderMap,
    caller: &Caller,
    body: Option<i64>,
) -> Result<Option<i64>, Problem> {
    Ok(if_match(headers, caller)?.or(body))
}

/// A failure in words; a record changed meanwhile is answered with both versions, the present one
/// read by `current`.
pub(super) async fn or_both_versions<A: Serialize>(
    caller: &Caller,
    version: Option<i64>,
    error: impl Into<EditError>,
    current: impl AsyncFnOnce() -> Result<A, Problem>,
) -> Problem {
    match error.into() {
        EditError::Other(AppError::Stale) => match Box::pin(current()).await {
            Ok(current) => changed_meanwhile(caller, version, current),
            Err(problem) => problem,
        },
        other => Problem::of_edit(other, caller.texts),
    }
}
