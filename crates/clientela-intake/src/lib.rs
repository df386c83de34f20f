//! Any file a firm exports, as batches of records: the hand-over from disk to the rules.
//!
//! A file is known by its content, never by its name. Text and packed text are read here, in
//! constant memory; workbooks and Parquet are parsed in a child process with its own limits,
//! because a hostile one can abort the process that parses it.
//!
//! Reading order: [`sniff`] (what the bytes are) → [`source`] (stored bytes, unpacked) →
//! [`encoding`] (bytes become UTF-8) → [`scan`] (where records and fields end) → [`delimiter`] →
//! [`text`] (the reader of text files) → [`intake`] (which puts them together) →
//! [`cards`] (cards of people) → [`workbook`] (the parent's side of the worker) → [`worker`] (the child's side).

mod archive;
mod cards;
mod delimiter;
mod encoding;
mod failure;
mod intake;
mod limits;
mod scan;
mod sniff;
mod source;
mod text;
mod workbook;
mod worker;

pub use intake::{FileIntake, WorkerCommand};
pub use limits::*;
pub use worker::run_worker;
