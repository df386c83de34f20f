//! The words by which exports call the canonical columns.

/// A header folded for comparison: small Latin letters and digits, words separated by one space.
#[must_use]
pub fn fold_header(header: &str) -> String {
    header.trim().to_lowercase()
}
