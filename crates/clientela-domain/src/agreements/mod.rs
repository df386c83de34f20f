//! What was agreed with a client: products with their prices and terms, clauses that promise something
//! measurable, the rounds in which it was negotiated, and from when to when it holds.
//!
//! A change of terms is a further version; none is ever written over. Terms above the firm's limits wait for
//! the director ([`exceeded`]). What became of a clause is measured by [`crate::execution`]; here is only what was promised.
//!
//! Reading order: `words` → `terms` (what one version says) → `approval` (which of it is above the limits) →
//! `renewal` (notice and end) → `periods` (for which days a clause is measured) → `difference` (two versions).

mod approval;
mod difference;
mod periods;
mod renewal;
mod terms;
mod words;

pub use approval::{Exceeded, Limits, exceeded};
pub use difference::{TermChange, TermEntry, TermValue, changes, entries};
pub use periods::{Window, closed_windows, window_of};
pub use renewal::{Phase, Renewal, renewal};
pub use terms::{AgreementTerms, Clause, CreditTier, PortfolioLine};
pub use words::{
    AgreementState, ApprovalState, ClausePeriod, LimitKind, Measurer, MetricUnit, RoundKind,
    metric_unit, obligation_kind,
};

#[cfg(test)]
mod tests;
