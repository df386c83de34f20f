//! Whole imports, on both databases, through the real file reader and the real ledger.

mod books;
mod cli;
mod crash;
mod firm;
mod hostile_files;
mod overlapping_exports;
mod real_files;
