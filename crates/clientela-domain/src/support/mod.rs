//! Support both sides give each other: a good word, a name lent, an event held together, a service with the
//! value the client confirmed (`PRODUCT.md` 1, rows 23 and 34).
//!
//! Support is counted and thanked for, never added up into a debt. What follows from it (a promise) is an
//! obligation of its own.
//!
//! Reading order: `words` (what support is) → `permissions` (may a mark be used?) → `confirmed` (what we say
//! it was worth, and what the client says).

mod confirmed;
mod permissions;
mod words;

pub use confirmed::{Confirmed, ValueSum};
pub use permissions::{Cover, Permitted, UseVerdict, Used, judge_use};
pub use words::{Mark, SupportFamily, SupportKind, SupportSide, SupportState};

#[cfg(test)]
mod tests;
