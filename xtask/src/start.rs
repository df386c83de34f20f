//! `cargo xtask start [FILE …]`: from a fresh checkout to a book in the browser.

use std::process::Command;

use crate::project;
use crate::step::{Failure, Outcome};

/// Builds pages and binary, then hands the terminal over to `clientela start`.
///
/// # Errors
/// When a tool is missing, something does not build, or the program fails.
pub(crate) fn run_verb(arguments: &[String]) -> Outcome {
    project::build_pages()?;
    project::build_binary()?;
    let mut command = Command::new(project::binary());
    command.arg("start").args(arguments);
    // Files are named from where the person stands, which cargo keeps as the current folder.
    let status = command.status()?;
    // 3: done, but some rows were set aside; the program has said so itself.
    match status.code() {
        Some(0 | 3) => Ok(()),
        Some(code) => std::process::exit(code),
        None => Err(Failure::new("clientela was stopped by a signal")),
    }
}
