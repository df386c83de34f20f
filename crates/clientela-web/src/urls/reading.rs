//! Addresses of what the firm reads for prospects.

use clientela_domain::ids::PublicationId;

/// The reading list.
pub const READING: &str = "/prospects/reading";
/// Putting something on it.
pub const PUBLICATION_NEW: &str = "/prospects/reading/new";

/// Something on the list.
#[must_use]
pub fn publication(id: PublicationId) -> String {
    format!("{READING}/{id}")
}

/// What is done with it: `read` or `take-back`.
#[must_use]
pub fn publication_deed(id: PublicationId, deed: &str) -> String {
    format!("{READING}/{id}/{deed}")
}
