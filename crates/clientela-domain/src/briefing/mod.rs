//! The morning briefing (`DOMAIN.md` 20): what is put before somebody today, and in which order.
//!
//! Every reason to see a client is an [`Item`]. Its score is what is at stake, times the chance that
//! acting today changes it, times how urgent it is, times how much of all that is known. Reasons with
//! one cause become one [`Greeting`]. What we promised comes first, whatever it scores; then the
//! greedy choice of Carbonell and Goldstein (1998), by which a client already chosen counts half.

mod choice;
mod reason;
mod score;

pub use choice::{Briefing, Greeting, choose};
pub use reason::ReasonKind;
pub use score::{Score, scores, urgency};

use crate::estimate::Estimate;

/// Greetings of a morning, unless we promised more for it.
pub const LENGTH: usize = 7;

/// Days in which what is due loses half of its urgency.
pub const TAU_DAYS: f64 = 7.0;

/// Days after which what is late is urgent twice over, and no more than that.
pub const OVER_DAYS: f64 = 14.0;

/// What a client chosen already counts by.
pub const REPEAT_FACTOR: f64 = 0.5;

/// One reason to see a client today. `Id` breaks ties, items of one `Cause` become one greeting.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<Id, Client, Cause> {
    /// Which one.
    pub id: Id,
    /// Of which client.
    pub client: Client,
    /// What is one greeting with it.
    pub cause: Cause,
    /// What kind of reason.
    pub kind: ReasonKind,
    /// What is at stake, in one currency for all items.
    pub value: Estimate,
    /// Probability that acting today changes it.
    pub chance: f64,
    /// Days until it is due; below zero when it is late.
    pub days: i64,
    /// Share of what it rests on that is known, above 0 and at most 1.
    pub confidence: f64,
    /// Always shown, and first.
    pub is_pinned: bool,
    /// Finds something out that is not known yet.
    pub finds_out: bool,
}

#[cfg(test)]
mod tests;
