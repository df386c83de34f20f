//! The plan of a client: what stands in it, how complete and fresh it is, and what parts a result against plan has
//! (`DOMAIN.md` 21).

mod completeness;
mod fields;
mod objective;
mod quarter;
mod variance;
mod words;

pub use completeness::{Completeness, SectionCount, completeness};
pub use fields::{FRESH_DAYS, FieldState, Told, count, judge};
pub use objective::{Progress, progress};
pub use quarter::Quarter;
pub use variance::{PlanLine, Variance, variance};
pub use words::{EntryKind, EntryState, Field, Measure, OBJECTIVES_MAX, Section};

#[cfg(test)]
mod tests;
