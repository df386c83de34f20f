//! The browser tests of `e2e/`: real Chromium, the real binary, a new book for each.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project::{binary, install_packages, root, target};
use crate::step::{Outcome, output_of, run, run_and_keep};
use crate::tools;

/// Where the tests put pictures; they reach `docs/screens` when `CLIENTELA_SCREENSHOTS=1`.
const SCREENS: &str = "docs/screens";

/// Runs them with Node's own test runner and returns its summary. Pages and binary are built
/// already.
///
/// # Errors
/// When Chromium or Node is missing or a test fails.
pub(crate) fn run_tests() -> Outcome<Vec<String>> {
    tools::need_node()?;
    let chromium = tools::need_chromium()?;
    let folder = root().join("e2e");
    install_packages(&folder)?;
    let scratch = scratch_folder()?;
    let unprivileged = tools::is_root() && readable_by_nobody(&folder);
    let mut command = if unprivileged {
        run(
            "A folder for the browser",
            Command::new("chown").arg("-R").arg("nobody").arg(&scratch),
        )?;
        as_nobody("node")
    } else {
        Command::new("node")
    };
    command
        .args([
            "--test",
            "--test-concurrency=2",
            "--test-reporter=spec",
            "tests/",
        ])
        .current_dir(&folder)
        .env("CLIENTELA_BINARY", binary())
        .env("CLIENTELA_CHROMIUM", chromium)
        .env("CLIENTELA_E2E_SCRATCH", &scratch)
        .env("HOME", &scratch)
        .env("TMPDIR", &scratch);
    let summary = |line: &str| line.starts_with("ℹ ") && !line.contains("duration");
    let outcome = run_and_keep("Browser tests", &mut command, summary);
    if std::env::var_os("CLIENTELA_SCREENSHOTS").is_some() {
        keep_screens(&scratch.join("screens"))?;
    }
    if outcome.is_ok() {
        fs_err::remove_dir_all(&scratch)?;
    } else {
        println!(
            "Pictures, pages and logs of what failed: {}",
            scratch.display()
        );
    }
    outcome
}

/// A new folder the tests may fill.
fn scratch_folder() -> Outcome<PathBuf> {
    let folder = std::env::temp_dir().join(format!("clientela-e2e-{}", std::process::id()));
    fs_err::create_dir_all(&folder)?;
    Ok(folder)
}

/// True when somebody without rights can read the tests and run the binary; a checkout below
/// root's own home cannot be read, and then the browser runs as root, without its sandbox.
fn readable_by_nobody(folder: &Path) -> bool {
    let readable = |path: PathBuf| output_of(as_nobody("test").arg("-r").arg(path)).is_some();
    let all = readable(folder.join("package.json"))
        && readable(binary())
        && readable(target().join("debug"));
    if !all {
        println!(
            "\nThe browser runs as root: user nobody cannot read {}",
            folder.display()
        );
    }
    all
}

/// A program run as the user `nobody`.
fn as_nobody(program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args([
        "--reuid",
        "nobody",
        "--regid",
        "nogroup",
        "--clear-groups",
        program,
    ]);
    command
}

fn keep_screens(from: &Path) -> Outcome {
    let to = root().join(SCREENS);
    fs_err::create_dir_all(&to)?;
    for entry in fs_err::read_dir(from)?.filter_map(Result::ok) {
        fs_err::copy(entry.path(), to.join(entry.file_name()))?;
    }
    println!("Pictures of the pages are in {}", to.display());
    Ok(())
}
