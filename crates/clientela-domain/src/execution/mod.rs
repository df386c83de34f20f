//! What was promised against what was done: quality, delivery, deadlines and service (`DOMAIN.md` 8).
//!
//! Reading order: [`words`] (what is measured) → [`lines`] (one ordered line against its promise) →
//! [`rates`] (how many stand how) with [`intervals`] (what a count says of the share behind it) →
//! [`deliveries`] (what the ledger is asked) → [`events`] (what is recorded one by one) → [`complaints`] → [`credits`] → [`control`] (is a month out of
//! the ordinary) → [`measure`] (a promise as it stands).
//!
//! What is due and not recorded is unknown: it makes an interval of every share and is never counted as
//! kept or as broken. Nothing due is unknown, not one hundred percent. The promise is the first day that
//! was confirmed to the client; what was asked for and what was promised later stand beside it.

pub mod complaints;
pub mod control;
pub mod credits;
pub mod deliveries;
pub mod events;
pub mod intervals;
pub mod lines;
pub mod measure;
pub mod rates;
mod words;

pub use events::Recorded;
pub use lines::{Delivered, LineTerms, LineVerdict, Moved, OneDelivery, OrderedLine, order_state};
pub use measure::{Facts, Measured, Term, held, measured};
pub use rates::{Counts, Kept, Quality, Volume};
pub use words::{Dimension, EventKind, LineState, Metric, TermState};

#[cfg(test)]
mod tests;
