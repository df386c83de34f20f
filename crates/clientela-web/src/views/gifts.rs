//! What is given and received, as the use cases tell it and as forms say it.

pub use clientela_app::gift_settings::GiftSettings;
pub use clientela_app::keep_gifts::{DisposalDraft, GiftDraft, draft_of};
pub use clientela_app::list_gifts::{GiftLine, GiftPage, GiftQuery, cursor_text, read_cursor};
pub use clientela_domain::gifts::{
    Disposal, GiftBalance, GiftDecision, GiftDirection, GiftKind, GiftSide, GiftState, GiftVerdict,
    Official,
};
