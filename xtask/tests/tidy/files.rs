//! Rules about single files.

use std::collections::BTreeSet;

use super::project::{files, root};

/// A file longer than this holds more than one subject. Tests at its end do not count.
const LINES_MAX: usize = 600;

/// Files that are longer today, with the length they may not pass: to be split, never to grow.
const LONGER_TODAY: [(&str, usize); 3] = [
    ("crates/clientela-web/src/pages/account.rs", 825),
    ("crates/clientela-web/src/pages/concentration.rs", 680),
    ("crates/clientela-web/src/pages/import.rs", 820),
];

/// The only files that may ask which database it is (`STYLE.md` 3.2).
const BACKEND_FILES: [&str; 4] = [
    "crates/clientela-store/src/store.rs",
    "crates/clientela-store/src/search/",
    "crates/clientela-store/src/connection/",
    "crates/clientela-store/src/migrations.rs",
];

/// The lines of a Rust file before its tests.
fn lines_without_tests(text: &str) -> usize {
    let lines: Vec<&str> = text.lines().collect();
    let tests = lines.windows(2).position(|pair| {
        pair[0] == "#[cfg(test)]" && pair[1].starts_with("mod ") && pair[1].ends_with('{')
    });
    tests.unwrap_or(lines.len())
}

fn is_test_file(path: &str) -> bool {
    path.contains("/tests/") || path.ends_with("/tests.rs") || path.contains("/testing/")
}

fn rust_files() -> Vec<(String, String)> {
    let mut found = files("crates", ".rs");
    found.extend(files("xtask", ".rs"));
    found
}

/// Asserts that nothing was found, one fault a line.
fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn a_file_has_one_subject() {
    let long = rust_files()
        .into_iter()
        .filter(|(path, _)| !is_test_file(path))
        .filter_map(|(path, text)| {
            let lines = lines_without_tests(&text);
            let known = LONGER_TODAY.iter().find(|(longer, _)| *longer == path);
            let most = known.map_or(LINES_MAX, |(_, most)| *most);
            (lines > most)
                .then(|| format!("{path}: {lines} lines; split it by subject, at most {most}"))
        });
    assert_none(&long.collect::<Vec<_>>());
}

#[test]
fn addresses_in_templates_come_from_the_one_place() {
    let mut faults = Vec::new();
    for (path, text) in files("crates", ".html") {
        for (index, line) in text.lines().enumerate() {
            for literal in [
                "href=\"/",
                "action=\"/",
                "hx-get=\"/",
                "hx-post=\"/",
                "src=\"/",
            ] {
                if line.contains(literal) {
                    faults.push(format!("{path}:{}: {literal}…: use crate::urls", index + 1));
                }
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn nothing_inline_that_the_content_policy_blocks() {
    let mut faults = Vec::new();
    for (path, text) in files("crates", ".html") {
        for (index, line) in text.lines().enumerate() {
            for word in [
                " style=\"",
                "<style",
                "javascript:",
                " onclick=",
                " onchange=",
                " onsubmit=",
                "<script>",
            ] {
                if line.contains(word) {
                    faults.push(format!(
                        "{path}:{}: {word}: the content policy blocks it",
                        index + 1
                    ));
                }
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn every_migration_has_its_twin() {
    let names = |backend: &str| -> BTreeSet<String> {
        let found = files(
            &format!("crates/clientela-store/migrations/{backend}"),
            ".sql",
        );
        found
            .into_iter()
            .map(|(path, _)| path.rsplit('/').next().unwrap_or_default().to_owned())
            .collect()
    };
    let (sqlite, postgres) = (names("sqlite"), names("postgres"));
    assert!(!sqlite.is_empty(), "no migrations found");
    assert_eq!(
        sqlite, postgres,
        "each migration has one file per database, under the same name"
    );
    for (order, name) in sqlite.iter().enumerate() {
        assert!(
            name.starts_with(&format!("{:04}_", order + 1)),
            "{name}: numbers run without a gap"
        );
    }
}

#[test]
fn only_the_store_asks_which_database_it_is() {
    let mut faults = Vec::new();
    for (path, text) in files("crates", ".rs") {
        let allowed = BACKEND_FILES.iter().any(|known| path.starts_with(known));
        if !allowed && !is_test_file(&path) && text.contains("DbBackend") {
            faults.push(format!(
                "{path}: differences between databases live in {}",
                BACKEND_FILES.join(", ")
            ));
        }
    }
    assert_none(&faults);
}

#[test]
fn attributes_that_silence_a_lint_expect_it() {
    let mut faults = Vec::new();
    // A module that several test programs share is used in part by each: nothing to expect there.
    for (path, text) in rust_files()
        .into_iter()
        .filter(|(path, _)| !path.contains("/tests/shared/"))
    {
        for (index, line) in text.lines().enumerate() {
            let line = line.trim_start();
            if line.starts_with("#[allow(") || line.starts_with("#![allow(") {
                faults.push(format!(
                    "{path}:{}: #[expect(…, reason = \"…\")] instead of allow",
                    index + 1
                ));
            }
        }
    }
    assert_none(&faults);
}

#[test]
fn paths_named_in_the_documents_exist() {
    let mut faults = Vec::new();
    for document in [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "SECURITY.md",
    ] {
        let Ok(text) = fs_err::read_to_string(root().join(document)) else {
            continue;
        };
        for path in text
            .split('`')
            .skip(1)
            .step_by(2)
            .filter(|word| is_path(word))
        {
            if !root().join(path.trim_end_matches('/')).exists() {
                faults.push(format!("{document}: `{path}` does not exist"));
            }
        }
    }
    assert_none(&faults);
}

/// True for a word in backticks that names a file or folder of this repository.
fn is_path(word: &str) -> bool {
    let top_folders = [
        "crates/", "xtask/", "ui/", "e2e/", "samples/", "docs/", "bench/", ".ci/", ".config/",
    ];
    let made_by_builds = ["ui/dist", "ui/node_modules", "e2e/node_modules"];
    let is_pattern = word.contains(['*', '<', '{', '…', ' ']);
    top_folders.iter().any(|top| word.starts_with(top))
        && !is_pattern
        && !made_by_builds.iter().any(|built| word.starts_with(built))
}

#[test]
fn documents_name_no_machine() {
    let mut faults = Vec::new();
    for ending in [".md", ".rs", ".toml", ".html", ".mjs", ".ftl", ".sql"] {
        for folder in [
            "crates",
            "xtask/src",
            "ui/src",
            "e2e",
            "docs",
            "samples",
            "bench",
        ] {
            for (path, text) in files(folder, ending) {
                for word in ["/home/", "/Users/", "/work/", "C:\\\\Users"] {
                    if text.contains(word) {
                        faults.push(format!(
                            "{path}: names a folder of somebody's machine ({word})"
                        ));
                    }
                }
            }
        }
    }
    assert_none(&faults);
}
