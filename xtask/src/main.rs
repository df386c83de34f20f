//! `cargo xtask`: the commands a developer needs, in plain Rust and with nothing to install first.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command talks to the terminal"
)]

mod api_test;
mod bench;
mod browser;
mod database;
mod lint;
mod project;
mod start;
mod step;
mod test;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask start [FILE …]   build everything and open a book: the sample firm, or your sales files
cargo xtask test [--deep]    everything that must hold: format, lints, tests on both databases, browser, API
cargo xtask lint             format, lints and dependency policy alone
cargo xtask bench [WHAT …]   measure: sales, search, lists, names, or all of them (bench/README.md)
";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let verb = arguments.next().unwrap_or_default();
    let rest: Vec<String> = arguments.collect();
    let outcome = match verb.as_str() {
        "start" => start::run_verb(&rest),
        "test" => test::run_verb(&rest),
        "lint" => lint::run_verb(),
        "bench" => bench::run_verb(&rest),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        unknown => {
            eprintln!("cargo xtask knows no `{unknown}`.\n\n{HELP}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\nxtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
