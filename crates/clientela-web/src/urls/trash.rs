//! Addresses of the trash and of what one has just done.

use uuid::Uuid;

/// What was removed and can still come back.
pub const TRASH: &str = "/trash";
/// What one has just done.
pub const RECENT: &str = "/recent";

/// Something done to a record of the trash: `restore`, `purge`.
#[must_use]
pub fn trash_deed(id: Uuid, deed: &str) -> String {
    format!("{TRASH}/{id}/{deed}")
}
