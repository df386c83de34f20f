//! The reading list, as the use cases tell of it and as forms say it.

pub use clientela_app::keep_reading::{PublicationDraft, ReadingDraft, publication_draft_of};
pub use clientela_app::reading_list::{PublicationLine, ReadingShow, ReadingSort};
pub use clientela_domain::prospects::PublicationKind;
pub use clientela_store::reading::{Publication, Reading};
