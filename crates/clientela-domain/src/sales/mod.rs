//! Rows of a sales file become lines of the ledger.
//!
//! One parser serves preview and commit. Bad input is data: a row that cannot be used becomes a
//! [`report::SetAside`] with line, column, value and reason; nothing is lost and nothing panics.
//!
//! Reading order: [`rows`] (what a file reader hands over) → [`column`] (the canonical columns) →
//! [`synonyms`], [`proposal`] and [`mapping`] (which header is which column) → [`values`] (how
//! numbers, days, currencies and document words are written) → [`format`] (what a file's columns
//! prove about it) → [`reader`] (rows become lines) → [`lines`] (columns of ledger lines) →
//! [`report`] (what was set aside and why) → [`overlap`] (the same document in two exports).

pub mod column;
pub mod format;
pub mod lines;
pub mod mapping;
pub mod overlap;
pub mod proposal;
pub mod reader;
pub mod report;
pub mod rows;
pub mod synonyms;
pub mod table_file;
pub mod values;
