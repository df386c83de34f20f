//! What tests of several crates share.

mod memory_deliveries;
pub mod memory_ledger;
mod memory_orders;
pub mod workbooks;

pub use memory_ledger::MemoryLedger;
