//! The routes as the sources build them: every `.route(address, methods)` outside of tests.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Method and pattern of every route.
pub fn routes() -> BTreeSet<(String, String)> {
    let mut files = Vec::new();
    read(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let addresses: BTreeMap<String, String> =
        files.iter().flat_map(|text| constants(text)).collect();
    let mut found = BTreeSet::new();
    for text in &files {
        for (address, methods) in calls(text) {
            let pattern = match address.strip_prefix('"') {
                Some(literal) => literal.trim_end_matches('"').to_owned(),
                None => {
                    let name = address.rsplit("::").next().unwrap_or(&address);
                    addresses
                        .get(name)
                        .unwrap_or_else(|| panic!("the address {address} is not a constant"))
                        .clone()
                }
            };
            for method in methods {
                found.insert((method, pattern.clone()));
            }
        }
    }
    found
}

/// Every source, without its tests.
fn read(folder: &Path, files: &mut Vec<String>) {
    for entry in fs_err::read_dir(folder)
        .expect("a folder of sources")
        .flatten()
    {
        let path = entry.path();
        if path.is_dir() {
            read(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs_err::read_to_string(&path).expect("a source");
            let end = text.find("#[cfg(test)]\nmod ").unwrap_or(text.len());
            files.push(text[..end].to_owned());
        }
    }
}

/// `pub const NAME: &str = "/address";`
fn constants(text: &str) -> Vec<(String, String)> {
    text.split("const ")
        .skip(1)
        .filter_map(|rest| {
            let (name, rest) = rest.split_once(": &str =")?;
            let value = rest.trim_start().strip_prefix('"')?;
            let value = &value[..value.find('"')?];
            value
                .starts_with('/')
                .then(|| (name.to_owned(), value.to_owned()))
        })
        .collect()
}

/// Address and methods of each call.
fn calls(text: &str) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for part in text.split(".route(").skip(1) {
        let mut depth = 1;
        let mut comma = None;
        let mut end = part.len();
        for (at, character) in part.char_indices() {
            match character {
                '(' | '{' => depth += 1,
                ')' | '}' => depth -= 1,
                ',' if depth == 1 && comma.is_none() => comma = Some(at),
                _ => {}
            }
            if depth == 0 {
                end = at;
                break;
            }
        }
        let comma = comma.expect("a route has an address and methods");
        let methods = methods(&part[comma..end]);
        let address = part[..comma].trim().to_owned();
        // `any` catches what no other route does: it is no route of its own.
        if !methods.is_empty() {
            found.push((address, methods));
        }
    }
    found
}

fn methods(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for method in METHODS {
        let call = format!("{method}(");
        let text = text.replace("axum::routing::", "");
        for (at, _) in text.match_indices(call.as_str()) {
            let before = text[..at].chars().next_back();
            let part_of_a_name = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
            if !before.is_some_and(part_of_a_name) {
                found.push(method.to_uppercase());
            }
        }
    }
    found
}
