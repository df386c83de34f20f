//! What hurts a client and what we do about it, and what threatens that business runs smoothly
//! (`DOMAIN.md` 21; Rackham 1988, SPIN Selling).
//!
//! A problem is the client's: somebody there says so. What our solution was worth is an interval from nothing
//! until the client confirms it. A threat is to both: how likely, how bad, what it will be noticed by, and what
//! we have prepared.

mod problems;
mod threats;
mod words;

pub use problems::{ProblemValue, solved_value};
pub use threats::{Cell, Grid, Weight, grid, weight};
pub use words::{Degree, ProblemState, ThreatKind, ThreatState};

#[cfg(test)]
mod tests;
