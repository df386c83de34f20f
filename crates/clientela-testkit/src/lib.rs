//! What tests of several crates share.

pub mod memory_ledger;

pub use memory_ledger::MemoryLedger;
