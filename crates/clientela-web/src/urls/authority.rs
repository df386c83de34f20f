//! Address of how strong the book is.

/// How strong the book is.
pub const AUTHORITY: &str = "/authority";
