//! Interests our own people declared, as they leave the program.

use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;

/// Answer of `interests list` and of `GET /interests`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct InterestsAnswer {
    /// Interests, the latest declared first: one's own, and everybody's for whoever leads.
    pub interests: Vec<InterestAnswer>,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
}

/// An interest one of us declared at a client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct InterestAnswer {
    /// Id.
    pub interest: String,
    /// The client.
    pub account: NamedAnswer,
    /// Whose it is.
    pub user: NamedAnswer,
    /// `kinship`, `shareholding`, `second_job`, `gifts` or `other`.
    pub kind: String,
    /// Since when, ISO 8601.
    pub first_day: String,
    /// The last day, ISO 8601; absent while open.
    pub last_day: Option<String>,
    /// More about it; may be empty.
    pub note: String,
    /// `current`, `future`, `ended` or `withdrawn`.
    pub state: String,
    /// Version, for changing it.
    pub version: i64,
}
