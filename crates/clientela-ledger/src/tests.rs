//! The ledger on disk against its twin in memory, and against damage.

mod damage;
mod samples;
mod threads;
mod twin;
