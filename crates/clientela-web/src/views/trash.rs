//! The trash, as its page shows it.

pub use clientela_app::read_trash::{TrashLine, TrashPage, TrashRequest};
pub use clientela_store::trash::{KEPT_DAYS, TrashKind, TrashRef};
