//! `cargo xtask bench`: measures beside other programs; `bench/README.md` tells how.

use std::process::Command;

use crate::project::{build_pages, cargo, root};
use crate::step::{Failure, Outcome, run};

/// What is measured: the word on the command line, and the command that measures it and writes its
/// section of `docs/benchmarks.md`.
const MEASUREMENTS: [(&str, &str, &str); 7] = [
    ("sales", "sh", "bench/run.sh"),
    ("search", "python3", "bench/search.py"),
    ("lists", "python3", "bench/lists.py"),
    ("morning", "python3", "bench/morning.py"),
    ("chain", "python3", "bench/chain.py"),
    ("chance", "python3", "bench/chance.py"),
    ("names", "sh", "bench/same_names.sh"),
];

/// Builds the release binary and measures: everything, or what the first argument names, with the
/// options behind it.
///
/// # Errors
/// For a word that names no measurement; when something does not build or a measurement fails.
pub(crate) fn run_verb(arguments: &[String]) -> Outcome {
    let (wanted, options) = match arguments.split_first() {
        Some((word, options)) if !word.starts_with('-') => (Some(word.as_str()), options),
        // Options alone are those of the sales.
        Some(_) => (Some("sales"), arguments),
        None => (None, arguments),
    };
    let chosen: Vec<_> = MEASUREMENTS
        .iter()
        .filter(|(word, ..)| wanted.is_none_or(|wanted| wanted == *word))
        .collect();
    if chosen.is_empty() {
        let words = MEASUREMENTS.map(|(word, ..)| word).join(", ");
        return Err(Failure::new(format!(
            "nothing to measure has that name; there are {words}"
        )));
    }
    build_pages()?;
    run(
        "The binary as shipped",
        cargo().args(["build", "--locked", "--release", "-p", "clientela"]),
    )?;
    for (word, program, script) in chosen {
        run(
            &format!("Measurements: {word}"),
            Command::new(program)
                .arg(root().join(script))
                .args(options)
                .current_dir(root()),
        )?;
    }
    Ok(())
}
