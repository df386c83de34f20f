//! Changes of the book, as they leave the program.

use serde::Serialize;
use utoipa::ToSchema;

/// A page of changes, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct JournalAnswer {
    /// The changes.
    pub changes: Vec<JournalEntryAnswer>,
    /// Position to ask for the next page with; absent after the last one.
    pub next: Option<i64>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct JournalEntryAnswer {
    /// Position; grows with every change.
    pub position: i64,
    /// When, in UTC.
    pub at: String,
    /// Who, by name; absent for the program itself.
    pub by: Option<String>,
    /// Through what: `cli`, `web`, `api` or `job`.
    pub via: String,
    /// What was done, as a word.
    pub action: String,
    /// The kind of record, as a word.
    pub entity: String,
    /// Which one.
    pub entity_id: String,
    /// What happened, in the reader's language.
    pub sentence: String,
    /// The fields before; absent when there were none.
    #[schema(value_type = Option<Object>)]
    pub before: Option<serde_json::Value>,
    /// The fields after; absent when there are none.
    #[schema(value_type = Option<Object>)]
    pub after: Option<serde_json::Value>,
    /// The old values can be set back.
    pub restorable: bool,
}
