//! Prospects: where they come from, what we know of whether they can become clients, and how far they are
//! (`DOMAIN.md` 14).
//!
//! A prospect has at least one source, five answers (need twice: of use and of standing; ability, authority,
//! access) and a stage. Nobody deletes one that does not answer: it is parked, with a reason and a day on
//! which to look again.

mod words;

pub use words::{Answer, LossReason, Question, SourceKind, Stage};
