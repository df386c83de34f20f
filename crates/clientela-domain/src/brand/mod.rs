//! Our brand as others see it (`DOMAIN.md` 22): what went wrong, how often clients complain, what is said of us,
//! and what those who decide think.
//!
//! Reading order: `words` → `complaints` (by a hundred orders) → `deciders` (how many are for us). What is said of
//! us is counted as people wrote it down: no number is guessed from the words.

mod complaints;
mod deciders;
mod words;

pub use complaints::{ComplaintRate, complaint_rate};
pub use deciders::{DeciderCounts, Stance, stance};
pub use words::{IncidentSeverity, MentionTone, RemarkAbout, ToldOrigin};

#[cfg(test)]
mod tests;
