//! `cargo xtask bench`: measures beside other programs; `bench/README.md` tells how.

use std::process::Command;

use crate::project::{build_pages, cargo, root};
use crate::step::{Outcome, run};

/// Builds the release binary and hands over to `bench/run.sh`.
///
/// # Errors
/// When something does not build or a measurement fails.
pub(crate) fn run_verb(arguments: &[String]) -> Outcome {
    build_pages()?;
    run(
        "The binary as shipped",
        cargo().args(["build", "--locked", "--release", "-p", "clientela"]),
    )?;
    run(
        "Measurements",
        Command::new("sh")
            .arg(root().join("bench/run.sh"))
            .args(arguments)
            .current_dir(root()),
    )
}
