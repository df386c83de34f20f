//! Whole imports, on both databases, through the real file reader and the real ledger.

mod api_repeats;
mod attack;
mod books;
mod cli;
mod crash;
mod damage;
mod durability;
mod firm;
mod hostile_files;
mod overlapping_exports;
mod real_files;
mod server;
