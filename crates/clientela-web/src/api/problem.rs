//! Errors of the API: one shape, stable codes, words in the caller's language (RFC 9457).

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use clientela_app::error::AppError;
use clientela_app::error_words::{self, Edge};
use clientela_texts::Texts;
use serde::Serialize;
use utoipa::ToSchema;

/// `application/problem+json`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Stable code of what went wrong.
    pub code: String,
    /// What went wrong, in words.
    pub title: String,
    /// More about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// HTTP status.
    pub status: u16,
    /// The field or parameter at fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// With 412: the version the caller had and the record as it stands now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub versions: Option<Box<Versions>>,
}

/// The two versions of a record that somebody else changed meanwhile.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Versions {
    /// The version the caller changed.
    pub yours: i64,
    /// The record as it stands now, with its own version.
    pub current: serde_json::Value,
}

impl Problem {
    /// A problem of this status and code; the words are the message `problem-<code>`.
    #[must_use]
    pub fn new(status: StatusCode, code: &str, texts: Texts) -> Self {
        let title = texts
            .get(&format!("problem-{}", code.replace('_', "-")))
            .into_owned();
        Self {
            code: code.to_owned(),
            title,
            detail: None,
            status: status.as_u16(),
            field: None,
            versions: None,
        }
    }

    /// The same, with the field at fault and its value.
    #[must_use]
    pub fn at(mut self, field: &str, value: &str) -> Self {
        self.field = Some(field.to_owned());
        self.detail =
            Some(value.chars().take(80).collect()).filter(|text: &String| !text.is_empty());
        self
    }

    /// The same, with more about it.
    #[must_use]
    pub fn with_detail(mut self, detail: String) -> Self {
        self.detail = Some(detail);
        self
    }

    /// What a use case failed with, in the words of a language.
    #[must_use]
    pub fn of(error: &AppError, texts: Texts) -> Self {
        let new = |status, code: &str| Self::new(status, code, texts);
        match error {
            AppError::NotFound(what) => new(StatusCode::NOT_FOUND, "not_found").at(what, ""),
            AppError::Forbidden => new(StatusCode::FORBIDDEN, "forbidden"),
            AppError::Invalid { field, code, value } => {
                let mut problem = new(StatusCode::UNPROCESSABLE_ENTITY, "invalid").at(field, value);
                problem.code = code.replace('-', "_");
                problem.title = error_words::invalid(texts, (field, code), value);
                problem
            }
            AppError::Stale => new(StatusCode::CONFLICT, "stale"),
            AppError::NotNow(code) => {
                let mut problem = new(StatusCode::CONFLICT, "not_now");
                problem.code = code.replace('-', "_");
                problem.title = error_words::not_now(texts, code);
                problem
            }
            AppError::Refused(refusal) => new(StatusCode::UNPROCESSABLE_ENTITY, "file_refused")
                .with_detail(error_words::refusal(texts, refusal, Edge::Api)),
            AppError::Stopped => new(StatusCode::CONFLICT, "stopped"),
            AppError::Throttled { .. } => new(StatusCode::TOO_MANY_REQUESTS, "throttled"),
            AppError::Store(_) | AppError::Ledger(_) | AppError::System { .. } => {
                tracing::error!(
                    error = error as &dyn std::error::Error,
                    "a request of the API failed"
                );
                new(StatusCode::INTERNAL_SERVER_ERROR, "internal")
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = (status, Json(self)).into_response();
        let kind = header::HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}

/// Anything else under the API's address.
pub async fn unknown_address() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not_found", Texts::default())
}
