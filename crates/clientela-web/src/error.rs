//! What can go wrong at the edge, and the one mapping to a status and words. A page gets a page, a
//! program gets `application/problem+json` (RFC 9457); both say what happened and what to do.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::desk::DeskError;
use crate::views::RefusalView;

/// Why a request is not answered as asked.
#[derive(Clone, Debug)]
pub enum WebError {
    /// No such page or record, or not for this user.
    NotFound,
    /// Not signed in; pages go to the sign-in.
    SignInNeeded,
    /// The user may not do this.
    Forbidden,
    /// The form is too old or forged.
    FormExpired,
    /// Changed meanwhile.
    Conflict,
    /// A request that cannot be understood, or a field that cannot be taken (its message id).
    Invalid {
        /// Name of the field; empty for the whole request.
        field: &'static str,
        /// Message id.
        message: &'static str,
    },
    /// A whole file is refused.
    Refused(Box<RefusalView>),
    /// More bytes than allowed.
    TooLarge {
        /// The limit.
        bytes_max: u64,
    },
    /// Too many attempts.
    Throttled {
        /// How long to wait.
        seconds: u64,
    },
    /// Our own failure; the text is for the log.
    Failed(Arc<str>),
}

impl WebError {
    /// Our own failure: the operation and every cause, for the log.
    pub fn failed(operation: &str, source: impl std::error::Error) -> Self {
        Self::Failed(format!("{operation}: {}", chain(&source)).into())
    }

    /// The status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInNeeded => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::FormExpired => StatusCode::FORBIDDEN,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Invalid { .. } => StatusCode::BAD_REQUEST,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Throttled { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::Failed(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Message ids of title and text.
    #[must_use]
    pub const fn messages(&self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("error-not-found-title", "error-not-found-text"),
            Self::SignInNeeded => ("sign-in-title", "sign-in-needed"),
            Self::Forbidden => ("error-forbidden-title", "error-forbidden-text"),
            Self::FormExpired => ("error-form-expired-title", "error-form-expired-text"),
            Self::Conflict => ("error-conflict-title", "error-conflict-text"),
            Self::Invalid { .. } | Self::Refused(_) => {
                ("error-invalid-title", "error-invalid-text")
            }
            Self::TooLarge { .. } => ("error-too-large-title", "error-too-large-text"),
            Self::Throttled { .. } => ("error-too-many-title", "error-too-many-text"),
            Self::Failed(_) => ("error-internal-title", "error-internal-text"),
        }
    }

    /// Stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "not_found",
            Self::SignInNeeded => "not_signed_in",
            Self::Forbidden => "forbidden",
            Self::FormExpired => "form_expired",
            Self::Conflict => "conflict",
            Self::Invalid { .. } => "invalid",
            Self::Refused(_) => "refused",
            Self::TooLarge { .. } => "too_large",
            Self::Throttled { .. } => "too_many_attempts",
            Self::Failed(_) => "failed",
        }
    }
}

/// The error's message and those of its causes, outermost first.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

impl From<DeskError> for WebError {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::NotFound => Self::NotFound,
            DeskError::Forbidden => Self::Forbidden,
            DeskError::Conflict => Self::Conflict,
            DeskError::Invalid { field, message } => Self::Invalid { field, message },
            DeskError::Refused(refusal) => Self::Refused(refusal),
            DeskError::Throttled { seconds } => Self::Throttled { seconds },
            DeskError::Failed(source) => Self::Failed(chain(&*source).into()),
        }
    }
}

/// The status now; [`crate::pages::errors::render`] writes the body, because only the way out knows
/// the reader's language.
impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_gets_every_cause_and_the_page_none() {
        let inner = std::io::Error::other("disk full");
        let outer = clientela_domain::ports::LedgerError::new("writing part 7", inner);
        let error = WebError::failed("importing", outer);
        assert_eq!(error.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let WebError::Failed(text) = error else {
            panic!("another error")
        };
        assert_eq!(
            &*text,
            "importing: the sales ledger failed while writing part 7: disk full"
        );
    }
}
