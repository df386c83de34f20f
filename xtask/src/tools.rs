//! What the machine must have, and how it gets it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{Failure, Outcome, output_of, run};

/// Oldest major of Node the build and the browser tests run on.
const NODE_MAJOR_MIN: u32 = 20;

/// npm, under the name it has on this system.
pub(crate) fn npm() -> Command {
    Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// One sentence when Node or npm is missing or too old.
///
/// # Errors
/// That sentence.
pub(crate) fn need_node() -> Outcome {
    let version = output_of(Command::new("node").arg("--version"));
    let major = version.as_deref().and_then(node_major);
    let how =
        "install it from https://nodejs.org, or on Debian with `apt-get install -y nodejs npm`";
    match (&version, major) {
        (None, _) => return Err(Failure::new(format!("Node.js is missing; {how}"))),
        (Some(found), major) if major.is_none_or(|major| major < NODE_MAJOR_MIN) => {
            return Err(Failure::new(format!(
                "Node.js {found} is older than {NODE_MAJOR_MIN}; {how}"
            )));
        }
        _ => {}
    }
    match output_of(npm().arg("--version")) {
        Some(_) => Ok(()),
        None => Err(Failure::new(
            "npm is missing; on Debian install it with `apt-get install -y npm`",
        )),
    }
}

/// `v20.20.2` is 20.
fn node_major(version: &str) -> Option<u32> {
    version
        .trim_start_matches('v')
        .split('.')
        .next()?
        .parse()
        .ok()
}

/// True when we may install packages and switch users.
pub(crate) fn is_root() -> bool {
    output_of(Command::new("id").arg("-u")).is_some_and(|user| user == "0")
}

/// The first of these programs that the search path has.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

/// The newest folder of PostgreSQL server binaries, installed if need be.
///
/// # Errors
/// One sentence with the command that installs them.
pub(crate) fn need_postgres() -> Outcome<PathBuf> {
    find_or_install("PostgreSQL", &["postgresql"], postgres_binaries)
}

/// Chromium or Chrome, installed if need be; `CLIENTELA_CHROMIUM` names another one.
///
/// # Errors
/// One sentence with the command that installs it.
pub(crate) fn need_chromium() -> Outcome<PathBuf> {
    if let Some(path) = std::env::var_os("CLIENTELA_CHROMIUM") {
        return Ok(path.into());
    }
    find_or_install("Chromium", &["chromium", "fonts-dejavu-core"], || {
        on_path(&[
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
        ])
    })
}

fn find_or_install(
    what: &str,
    packages: &[&str],
    find: impl Fn() -> Option<PathBuf>,
) -> Outcome<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let packages_text = packages.join(" ");
    let by_hand = || {
        Failure::new(format!(
            "{what} is missing; install it with `sudo apt-get install -y {packages_text}`"
        ))
    };
    if !is_root() || on_path(&["apt-get"]).is_none() {
        return Err(by_hand());
    }
    let apt = || {
        let mut command = Command::new("apt-get");
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    run("The list of packages", apt().args(["update", "-qq"]))?;
    let install = ["install", "-y", "-qq", "--no-install-recommends"];
    run(
        &format!("Installing {what}"),
        apt().args(install).args(packages),
    )?;
    find().ok_or_else(by_hand)
}

/// The folder with `initdb` and `pg_ctl`: of Debian's newest version, or from the search path.
pub(crate) fn postgres_binaries() -> Option<PathBuf> {
    let versions = fs_err::read_dir("/usr/lib/postgresql").ok();
    let newest = versions
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter_map(|entry| {
            Some((
                entry.file_name().to_str()?.parse::<u32>().ok()?,
                entry.path().join("bin"),
            ))
        })
        .filter(|(_, folder)| folder.join("initdb").is_file())
        .max();
    let from_path = || on_path(&["initdb"]).and_then(|path| path.parent().map(Path::to_path_buf));
    newest.map(|(_, folder)| folder).or_else(from_path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_of_node_is_read() {
        for (version, major) in [
            ("v20.20.2", Some(20)),
            ("v8.1.0", Some(8)),
            ("22.0.0", Some(22)),
            ("", None),
        ] {
            assert_eq!(node_major(version), major, "{version}");
        }
    }
}
