//! Both languages say the same: the same ids, the same variables, no broken entry, and every id
//! that code or a template asks for.

#![expect(
    clippy::disallowed_methods,
    reason = "a test of files in this crate; a plain panic will do"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::FluentResource;

use crate::SOURCES;

/// Ids of one file with the variables of each. Reads the text, because the parser's tree is not
/// public here: an entry starts at the line's beginning, its variables look like `$name`.
fn entries(source: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if line.starts_with(|first: char| first.is_ascii_lowercase()) {
            let (name, _) = line.split_once(" =").unwrap_or((line, ""));
            current = name.to_owned();
            assert!(
                found.insert(current.clone(), BTreeSet::new()).is_none(),
                "`{name}` stands twice"
            );
        }
        let variables = line.split('$').skip(1).map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
                .collect()
        });
        if let Some(known) = found.get_mut(&current) {
            known.extend(variables);
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    for (area, bulgarian, english) in SOURCES {
        assert_eq!(entries(bulgarian), entries(english), "area {area}");
        for source in [bulgarian, english] {
            if let Err((_, errors)) = FluentResource::try_new((*source).to_owned()) {
                panic!("area {area}: {errors:?}");
            }
        }
    }
}

#[test]
fn no_id_stands_in_two_areas() {
    let mut seen = BTreeSet::new();
    for (area, bulgarian, _) in SOURCES {
        for id in entries(bulgarian).into_keys() {
            assert!(seen.insert(id.clone()), "`{id}` again in {area}");
        }
    }
}

/// Ids written out as `.get("…")`, `.with("…"` or `.with1("…"` in sources and templates.
fn asked_for(folder: &Path, ids: &mut BTreeSet<(String, String)>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if !path.ends_with("target") {
                asked_for(&path, ids);
            }
            continue;
        }
        let is_source = path
            .extension()
            .is_some_and(|extension| extension == "rs" || extension == "html");
        let Ok(text) = std::fs::read_to_string(&path) else {
            continue;
        };
        if !is_source {
            continue;
        }
        // Only calls on a value called `t` or `texts`: maps have a `get` of their own.
        for call in [
            "t.get(\"",
            "t.with(\"",
            "t.with1(\"",
            "texts.get(\"",
            "texts.with(\"",
            "texts.with1(\"",
        ] {
            for (position, _) in text.match_indices(call) {
                let before = text[..position].chars().next_back();
                if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
                    continue;
                }
                let id: String = text[position + call.len()..]
                    .chars()
                    .take_while(|&c| c != '"')
                    .collect();
                ids.insert((id, path.display().to_string()));
            }
        }
    }
}

#[test]
fn every_id_that_is_asked_for_exists() {
    let mut known = BTreeSet::new();
    for (_, bulgarian, _) in SOURCES {
        known.extend(entries(bulgarian).into_keys());
    }
    let mut asked = BTreeSet::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for folder in ["clientela-web", "clientela-app", "clientela"] {
        asked_for(&crates.join(folder), &mut asked);
    }
    let missing: Vec<_> = asked.iter().filter(|(id, _)| !known.contains(id)).collect();
    assert!(missing.is_empty(), "no such message: {missing:#?}");
}
