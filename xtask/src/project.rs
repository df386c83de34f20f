//! The project's own programs and folders.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::step::{Failure, Outcome, run};
use crate::tools;

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map_or_else(PathBuf::new, Path::to_path_buf)
}

/// Cargo of the tool chain that runs us, in the workspace's folder.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// The binary of the development profile.
pub(crate) fn binary() -> PathBuf {
    target()
        .join("debug")
        .join(format!("clientela{}", std::env::consts::EXE_SUFFIX))
}

/// Builds stylesheet, script and icons, which the binary embeds.
///
/// # Errors
/// When Node or npm is missing or the build fails.
pub(crate) fn build_pages() -> Outcome {
    tools::need_node()?;
    let ui = root().join("ui");
    install_packages(&ui)?;
    run(
        "Pages: stylesheet, script, icons",
        tools::npm()
            .args(["run", "--silent", "build"])
            .current_dir(ui),
    )
}

/// Builds the binary.
///
/// # Errors
/// When it does not compile.
pub(crate) fn build_binary() -> Outcome {
    run(
        "The binary (the first time takes minutes)",
        cargo().args(["build", "--locked", "-p", "clientela"]),
    )
}

/// Installs exactly the packages of the lock file, once per lock file.
///
/// # Errors
/// When npm fails, mostly because there is no network.
pub(crate) fn install_packages(folder: &Path) -> Outcome {
    let lock = fs_err::read_to_string(folder.join("package-lock.json")).map_err(|error| {
        Failure::new(format!("the lock file of the packages is missing: {error}"))
    })?;
    let marker = folder.join("node_modules").join(".installed-lock");
    if fs_err::read_to_string(&marker).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let title = format!(
        "Packages of {}",
        folder.file_name().unwrap_or_default().to_string_lossy()
    );
    run(
        &title,
        tools::npm()
            .args(["ci", "--no-audit", "--no-fund"])
            .current_dir(folder),
    )?;
    Ok(fs_err::write(marker, lock)?)
}
