//! Opportunities: what a client or a prospect may buy from us, how far each is, and what the whole pipeline is worth
//! (`DOMAIN.md` 14 and 22).
//!
//! An opportunity has a history of steps that only grows; where it stands is its last step. What it is worth may be
//! an interval or unknown, and the day of a step may be unknown: neither is ever taken for zero or for today.
//!
//! Reading order: `words` (the stages) → `history` (how long it stood where) → `pipeline` (what history expects of
//! what is open).

mod history;
mod pipeline;
mod words;

pub use history::{Stay, StayTimes, Step, stay_times, stays};
pub use pipeline::{Expected, History, Open, StageChance, expected, stage_chances};
pub use words::OpportunityStage;

#[cfg(test)]
mod tests;
