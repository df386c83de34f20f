//! Dependencies point downwards, and a few libraries live in one crate only.

use super::project::packages;

/// Each crate and the crates of ours it may use. A crate that is not here must be added, which is
/// the moment to think about where it belongs.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("clientela-domain", &[]),
    ("clientela-intake", &["clientela-domain"]),
    ("clientela-store", &["clientela-domain"]),
    ("clientela-ledger", &["clientela-domain"]),
    ("clientela-texts", &["clientela-domain"]),
    ("clientela-samples", &["clientela-domain"]),
    ("clientela-paper", &[]),
    ("clientela-testkit", &["clientela-domain"]),
    (
        "clientela-app",
        &[
            "clientela-domain",
            "clientela-store",
            "clientela-samples",
            "clientela-texts",
            "clientela-paper",
        ],
    ),
    (
        "clientela-web",
        &[
            "clientela-domain",
            "clientela-store",
            "clientela-app",
            "clientela-texts",
        ],
    ),
    (
        "clientela",
        &[
            "clientela-domain",
            "clientela-intake",
            "clientela-store",
            "clientela-ledger",
            "clientela-texts",
            "clientela-samples",
            "clientela-paper",
            "clientela-app",
            "clientela-web",
        ],
    ),
    ("xtask", &[]),
];

/// Libraries and the only crates that may name them.
const AT_HOME: [(&str, &[&str]); 14] = [
    ("sea-orm", &["clientela-store"]),
    ("sqlx", &["clientela-store"]),
    ("datafusion", &["clientela-ledger"]),
    ("object_store", &["clientela-ledger"]),
    ("parquet", &["clientela-ledger", "clientela-intake"]),
    ("arrow", &["clientela-ledger", "clientela-intake"]),
    ("calamine", &["clientela-intake"]),
    ("krilla", &["clientela-paper"]),
    ("axum", &["clientela-web", "clientela"]),
    ("askama", &["clientela-web"]),
    ("utoipa", &["clientela-web", "clientela-app"]),
    ("fluent-bundle", &["clientela-texts", "clientela-web"]),
    ("clap", &["clientela"]),
    ("comfy-table", &["clientela"]),
];

/// What the rules may use: values and errors, no input, output, clock or serialisation.
const DOMAIN_MAY_USE: [&str; 5] = ["jiff", "uuid", "thiserror", "xxhash-rust", "async-trait"];

#[test]
fn crates_depend_only_downwards() {
    let mut faults = Vec::new();
    for (name, dependencies) in packages() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(known, _)| *known == name) else {
            faults.push(format!(
                "{name} is new: say in xtask/tests/tidy/dependencies.rs what it may use"
            ));
            continue;
        };
        let ours = dependencies
            .iter()
            .filter(|dependency| dependency.starts_with("clientela"));
        for dependency in ours.filter(|dependency| !allowed.contains(&dependency.as_str())) {
            faults.push(format!(
                "{name} may not use {dependency}: dependencies point downwards only"
            ));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn libraries_stay_where_they_belong() {
    let mut faults = Vec::new();
    for (name, dependencies) in packages() {
        for (library, homes) in AT_HOME {
            if dependencies.iter().any(|dependency| dependency == library)
                && !homes.contains(&name.as_str())
            {
                faults.push(format!(
                    "{name} may not use {library}: it belongs to {}",
                    homes.join(" and ")
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_rules_are_pure() {
    let packages = packages();
    let (_, dependencies) = packages
        .iter()
        .find(|(name, _)| name == "clientela-domain")
        .expect("the domain");
    let foreign: Vec<_> = dependencies
        .iter()
        .filter(|used| !DOMAIN_MAY_USE.contains(&used.as_str()))
        .collect();
    assert!(
        foreign.is_empty(),
        "clientela-domain may not use {foreign:?}: no IO, clock, SQL or serialisation"
    );
}
