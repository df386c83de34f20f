//! Support, as the use cases tell it and as forms say it.

pub use clientela_app::keep_support::{SupportDeed, SupportDraft, draft_of};
pub use clientela_app::list_support::{
    EXPIRY_DAYS, SupportDue, SupportLine, SupportPage, SupportQuery, cursor_text, read_cursor,
};
pub use clientela_domain::support::{
    Cover, Mark, SupportFamily, SupportKind, SupportSide, SupportState, ValueSum,
};
