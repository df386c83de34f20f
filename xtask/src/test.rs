//! `cargo xtask test [--deep]`: everything that must hold before a change lands.

use crate::project::{binary, build_pages, cargo};
use crate::step::{Failure, Outcome, output_of, run_and_keep};
use crate::{api_test, browser, database, lint};

/// Names the folder with real exports nobody here wrote; without it those tests are skipped.
const REAL_DATA_VARIABLE: &str = "CLIENTELA_REAL_DATA";

/// Set for `--deep`: tests that take minutes or files of a hundred megabytes run too.
const DEEP_VARIABLE: &str = "CLIENTELA_TEST_DEEP";

/// Format, lints, tests on both databases, the API against its description, browser tests.
///
/// # Errors
/// When anything fails, or a tool is missing that we may not install.
pub(crate) fn run_verb(arguments: &[String]) -> Outcome {
    let deep = match arguments {
        [] => false,
        [only] if only == "--deep" => true,
        _ => return Err(Failure::new("usage: cargo xtask test [--deep]")),
    };
    build_pages()?;
    lint::run_all()?;
    // One that an earlier state left behind is not what the tests build.
    if binary().is_file() {
        fs_err::remove_file(binary())?;
    }
    let server = database::start()?;
    let rust = run_rust_tests(&server, deep)?;
    drop(server);
    if !binary().is_file() {
        return Err(Failure::new(
            "the tests left no binary behind: see in their output whether `clientela` was built",
        ));
    }
    let api = api_test::run_tests()?;
    let browser = browser::run_tests()?;
    println!("\n── Done");
    say_what_was_skipped(deep);
    println!("Browser: {}", browser.join(", ").replace("ℹ ", ""));
    for line in api {
        println!("API: {}", line.trim_matches(['=', ' ']));
    }
    for line in rust {
        println!("Rust: {line}");
    }
    Ok(())
}

/// Where the properties' random values begin, so that two runs on one state say the same. `--deep`
/// begins anew each time: what it finds belongs to whoever looks for faults, not to the next change.
const PROPERTY_SEED: &str = "20261125";

/// Returns the runner's summary lines. The binary's own tests run it, so that it stands there afterwards, as the API's
/// and the browser's tests use it: built by itself it would share few dependencies with them, since fewer of their
/// features are asked for.
fn run_rust_tests(server: &database::Server, deep: bool) -> Outcome<Vec<String>> {
    let mut command = cargo();
    if output_of(cargo().args(["nextest", "--version"])).is_some() {
        command.args(["nextest", "run", "--locked", "--workspace"]);
    } else {
        println!(
            "\ncargo-nextest is missing (`cargo install --locked cargo-nextest`): cargo test runs instead"
        );
        command.args(["test", "--locked", "--workspace"]);
    }
    command.env(database::URL_VARIABLE, &server.url);
    if deep {
        command.env(DEEP_VARIABLE, "1");
    } else {
        command.env("PROPTEST_RNG_SEED", PROPERTY_SEED);
    }
    let summary =
        |line: &str| line.trim_start().starts_with("Summary [") || line.starts_with("test result:");
    run_and_keep("Tests, on SQLite and PostgreSQL", &mut command, summary)
}

fn say_what_was_skipped(deep: bool) {
    if std::env::var_os(REAL_DATA_VARIABLE).is_none() {
        println!("Skipped: tests on real files ({REAL_DATA_VARIABLE} names no folder)");
    }
    if !deep {
        println!("Skipped: the tests that take minutes (cargo xtask test --deep)");
    }
}
