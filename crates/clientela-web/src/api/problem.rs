//! Errors of the API: one shape, stable codes, words in the caller's language (RFC 9457).

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use clientela_app::answers::duplicate::SimilarAnswer;
use clientela_app::edit_error::EditError;
use clientela_app::error::AppError;
use clientela_app::error_words::{self, Edge};
use clientela_texts::Texts;
use serde::Serialize;
use utoipa::ToSchema;

use super::caller::texts_of;
use super::input::Json;

/// `application/problem+json`.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "type": "urn:clientela:problem:required", "code": "required", "title": "Попълнете name.",
    "status": 422, "field": "name",
    "errors": [{ "field": "name", "code": "required", "message": "Попълнете name." }]
}))]
pub struct Problem {
    /// What kind of problem this is: `urn:clientela:problem:` and the code.
    #[serde(rename = "type")]
    #[schema(value_type = String)]
    pub kind: Box<str>,
    /// Stable code of what went wrong.
    #[schema(value_type = String)]
    pub code: Box<str>,
    /// What went wrong, in words.
    #[schema(value_type = String)]
    pub title: Box<str>,
    /// More about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub detail: Option<Box<str>>,
    /// HTTP status.
    pub status: u16,
    /// The field or parameter at fault; the first of them when there are several.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub field: Option<Box<str>>,
    /// Every field or parameter at fault.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// With 412: the version the caller had and the record as it stands now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub versions: Option<Box<Versions>>,
    /// With `similar_exists`: records that the new one may be, the surest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub similar: Vec<SimilarAnswer>,
}

/// A field or parameter that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// Its name.
    pub field: String,
    /// Stable code of what is wrong with it.
    pub code: String,
    /// What is wrong with it, in words.
    pub message: String,
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
        let title = texts.get(&format!("problem-{}", code.replace('_', "-")));
        Self::worded(status, code, &title)
    }

    /// A problem whose words are known.
    fn worded(status: StatusCode, code: &str, title: &str) -> Self {
        Self {
            kind: format!("urn:clientela:problem:{code}").into(),
            code: code.into(),
            title: title.into(),
            detail: None,
            status: status.as_u16(),
            field: None,
            errors: Vec::new(),
            versions: None,
            similar: Vec::new(),
        }
    }

    /// The same, with the field at fault and its value.
    #[must_use]
    pub fn at(mut self, field: &str, value: &str) -> Self {
        let shown: String = value.chars().take(80).collect();
        self.field = Some(field.into());
        self.detail = (!shown.is_empty()).then(|| shown.into());
        self.errors = vec![FieldError {
            field: field.to_owned(),
            code: self.code.to_string(),
            message: self.title.to_string(),
        }];
        self
    }

    /// Why a form was not taken: every field at fault at once.
    #[must_use]
    pub fn of_edit(error: EditError, texts: Texts) -> Self {
        let faults = match error {
            EditError::Other(error) => return Self::of(&error, texts),
            EditError::Fields(faults) => faults,
        };
        let mut problems = faults.iter().map(|fault| {
            let (field, code, value) = (fault.field, fault.code, fault.value.clone());
            Self::of(&AppError::Invalid { field, code, value }, texts)
        });
        let Some(mut first) = problems.next() else {
            return Self::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", texts);
        };
        first.errors.extend(problems.flat_map(|one| one.errors));
        first
    }

    /// The same, with more about it.
    #[must_use]
    pub fn with_detail(mut self, detail: String) -> Self {
        self.detail = Some(detail.into());
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
                let words = error_words::invalid(texts, (field, code), value);
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                Self::worded(status, &code.replace('-', "_"), &words).at(field, value)
            }
            AppError::Stale => new(StatusCode::CONFLICT, "stale"),
            AppError::NotNow(code) => {
                let words = error_words::not_now(texts, code);
                Self::worded(StatusCode::CONFLICT, &code.replace('-', "_"), &words)
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
pub async fn unknown_address(headers: HeaderMap) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not_found", texts_of(&headers))
}

/// A method an address does not know; the header `Allow` names those it does.
pub async fn unknown_method(headers: HeaderMap) -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_unknown",
        texts_of(&headers),
    )
}
