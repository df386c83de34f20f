//! Reading the project.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask has a parent")
        .to_path_buf()
}

/// Every file below a folder of the workspace whose name ends so, with its path from the root.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        let Ok(entries) = fs_err::read_dir(&folder) else {
            continue;
        };
        for entry in entries.map(|entry| entry.expect("a readable folder")) {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["target", "node_modules", "dist", ".git"].contains(&name.as_str()) {
                    waiting.push(path);
                }
            } else if name.ends_with(ending) {
                let text = fs_err::read_to_string(&path).expect("a text file");
                let from_root = path.strip_prefix(root()).expect("below the root");
                found.push((from_root.to_string_lossy().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    found
}

/// What `cargo metadata` says of the workspace's own packages: name and normal dependencies.
pub(crate) fn packages() -> Vec<(String, Vec<String>)> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .expect("cargo metadata runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let of_package = |package: &serde_json::Value| {
        let dependencies = package["dependencies"]
            .as_array()
            .expect("dependencies")
            .iter();
        let normal = dependencies.filter(|dependency| dependency["kind"].is_null());
        (
            text(&package["name"]),
            normal.map(|dependency| text(&dependency["name"])).collect(),
        )
    };
    metadata["packages"]
        .as_array()
        .expect("packages")
        .iter()
        .map(of_package)
        .collect()
}
