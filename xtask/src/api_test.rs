//! The API against its own description: schemathesis makes up requests, `api-test/README.md` tells what
//! must hold.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project::{binary, root, target};
use crate::step::{Failure, Outcome, output_of, run, run_and_keep};

/// Oldest minor version of Python 3 the pinned packages run on.
const PYTHON_MINOR_MIN: u32 = 10;

/// Runs the test against the binary, which is built already, and returns its summary.
///
/// # Errors
/// When Python is missing, its packages cannot be installed, or an answer is not as described.
pub(crate) fn run_tests() -> Outcome<Vec<String>> {
    let python = environment()?;
    let mut command = Command::new(python);
    command
        .arg(folder().join("run.py"))
        .arg(binary())
        .env("PYTHONDONTWRITEBYTECODE", "1");
    let summary = |line: &str| {
        line.contains("generated,") || (line.starts_with("===") && line.contains(" in "))
    };
    run_and_keep("The API against its description", &mut command, summary)
}

fn folder() -> PathBuf {
    root().join("api-test")
}

/// The Python of an environment that has exactly the packages of the list, made once per list.
fn environment() -> Outcome<PathBuf> {
    need_python()?;
    let wanted = fs_err::read_to_string(folder().join("requirements.txt"))?;
    let made = target().join("api-test-venv");
    let marker = made.join("installed.txt");
    let python = made.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    if fs_err::read_to_string(&marker).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    if made.exists() {
        fs_err::remove_dir_all(&made)?;
    }
    make(&made, &python)?;
    fs_err::write(marker, wanted)?;
    Ok(python)
}

fn make(made: &Path, python: &Path) -> Outcome {
    let missing = || {
        Failure::new(
            "Python's venv or pip is missing; on Debian install them with \
             `apt-get install -y python3-venv python3-pip`",
        )
    };
    let title = "An environment for the test of the API";
    run(
        title,
        Command::new("python3").args(["-m", "venv"]).arg(made),
    )
    .map_err(|_| missing())?;
    output_of(Command::new(python).args(["-m", "pip", "--version"])).ok_or_else(missing)?;
    let install = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ];
    run(
        "Packages of the test of the API",
        Command::new(python)
            .args(install)
            .arg("--requirement")
            .arg(folder().join("requirements.txt")),
    )
}

fn need_python() -> Outcome {
    let version = output_of(Command::new("python3").arg("--version"));
    match version.as_deref().map(python_minor) {
        None => Err(Failure::new(
            "Python 3 is missing; on Debian install it with `apt-get install -y python3-venv python3-pip`",
        )),
        Some(Some(minor)) if minor >= PYTHON_MINOR_MIN => Ok(()),
        Some(_) => Err(Failure::new(format!(
            "{} is older than 3.{PYTHON_MINOR_MIN}",
            version.unwrap_or_default()
        ))),
    }
}

/// `Python 3.11.7` is 11.
fn python_minor(version: &str) -> Option<u32> {
    let numbers = version.strip_prefix("Python 3.")?;
    numbers.split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minor_version_of_python_is_read() {
        for (version, minor) in [
            ("Python 3.11.7", Some(11)),
            ("Python 3.9", Some(9)),
            ("Python 2.7.18", None),
            ("", None),
        ] {
            assert_eq!(python_minor(version), minor, "{version}");
        }
    }
}
