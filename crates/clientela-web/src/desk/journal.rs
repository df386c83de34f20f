//! What the pages ask about changes.

use async_trait::async_trait;
use clientela_texts::Language;

use super::Answer;
use crate::views::{JournalRequest, JournalView, LastChange, UserView};

/// The journal of changes.
#[async_trait]
pub trait JournalDesk: Send + Sync {
    /// A page of changes this user may see, in the words of a language.
    async fn journal(
        &self,
        user: &UserView,
        request: &JournalRequest,
        language: Language,
    ) -> Answer<JournalView>;
    /// Who changed a record last, and when, as far as this user may know.
    async fn last_change(
        &self,
        user: &UserView,
        kind: &str,
        record: &str,
        language: Language,
    ) -> Answer<Option<LastChange>>;
    /// Position of what this user did on the pages just now, when it can be set back.
    async fn undoable(&self, user: &UserView) -> Answer<Option<i64>>;
    /// Sets back what the change at a position did.
    async fn restore_value(&self, user: &UserView, position: i64) -> Answer<()>;
}
