//! Any file a firm exports, as batches of records: the hand-over from disk to the rules.
//!
//! A file is known by its content, never by its name. Text and packed text are read here, in
//! constant memory; workbooks and Parquet are parsed in a child process with its own limits,
//! because a hostile one can abort the process that parses it.
//!
//! Reading order: [`sniff`] (what the bytes are) → [`source`] (stored bytes, unpacked) →
//! [`encoding`] (bytes become UTF-8) → [`scan`] (where records and fields end) → [`delimiter`] →
//! [`text`] (the reader of text files) → [`intake`] (which puts them together) →
//! [`workbook`] (the parent's side of the worker) → [`worker`] (the child's side).

mod limits;
mod sniff;
mod archive;
mod source;
mod encoding;
mod scan;
mod delimiter;
mod text;
mod intake;
mod failure;

pub use intake::{FileIntake, WorkerCommand};
pub use limits::*;
