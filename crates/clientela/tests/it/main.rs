//! Whole imports, on both databases, through the real file reader and the real ledger.

mod backups;
mod books;
mod cli;
mod crash;
mod hostile_files;
mod journal;
mod overlapping_exports;
mod real_files;
