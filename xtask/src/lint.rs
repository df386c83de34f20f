//! `cargo xtask lint`: format, lints, dependency policy.

use crate::project::cargo;
use crate::step::{Outcome, output_of, run};

/// Runs them in the order in which they are quick.
///
/// # Errors
/// When one of them objects.
pub(crate) fn run_all() -> Outcome {
    run("Format", cargo().args(["fmt", "--all", "--check"]))?;
    let lints = [
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    run("Lints", cargo().args(lints))?;
    if output_of(cargo().args(["deny", "--version"])).is_none() {
        println!(
            "\n── Dependency policy: skipped, cargo-deny is missing (`cargo install --locked cargo-deny`)"
        );
        return Ok(());
    }
    // Advisories need the network and change without us; the policy itself does not.
    run(
        "Dependency policy",
        cargo().args(["deny", "check", "bans", "licenses", "sources"]),
    )
}

/// The verb.
///
/// # Errors
/// When a lint objects or the pages, which the web crate embeds, cannot be built.
pub(crate) fn run_verb() -> Outcome {
    crate::project::build_pages()?;
    run_all()
}
