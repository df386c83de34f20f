//! Whole imports, on both databases, through the real file reader and the real ledger.

mod books;
mod cli;
mod crash;
mod hostile_files;
mod need_for_kam;
mod overlapping_exports;
mod real_files;
