//! Whole imports, on both databases, through the real file reader and the real ledger.

mod ageing;
mod api_repeats;
mod attack;
mod backups;
mod books;
mod cli;
mod crash;
mod damage;
mod disasters;
mod duplicates;
mod durability;
mod firm;
mod happenings;
mod hostile_files;
mod interfaces;
mod journal;
mod need_for_kam;
mod obligations;
mod overlapping_exports;
mod real_files;
mod record_files;
mod records;
mod server;
mod stopping;
mod trash;
