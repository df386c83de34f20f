//! How complete and fresh a plan is, and what parts a result against plan has (`DOMAIN.md` 21).

mod completeness;
mod variance;

pub use completeness::{Completeness, SectionCount, completeness};
pub use variance::{PlanLine, Variance, variance};

#[cfg(test)]
mod tests;
