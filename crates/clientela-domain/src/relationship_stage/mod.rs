//! How far a relationship has come, on evidence, and whether it comes apart (`DOMAIN.md` 12; Millman & Wilson
//! 1995, McDonald, Millman & Rogers 1997).
//!
//! Only suggestions: people set the stage, with a reason when they differ.

mod suggest;
mod words;

pub use suggest::{Suggestion, confirmed, held, regular_orders, suggest, suggest_up_to};
pub use words::{Fact, SAID_DAYS, Stage};

#[cfg(test)]
mod tests;
