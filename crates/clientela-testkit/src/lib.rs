//! What tests of several crates share.

pub mod memory_ledger;
pub mod workbooks;

pub use memory_ledger::MemoryLedger;
