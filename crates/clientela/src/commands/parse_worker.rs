//! The fenced process that reads spreadsheets (started by the program itself).

use std::process::ExitCode;

/// Reads one sheet and writes its records to standard output.
pub fn run(arguments: &[String]) -> ExitCode {
    clientela_intake::run_worker(arguments.iter().map(Into::into))
}
