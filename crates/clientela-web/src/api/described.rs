//! What every operation of the API has in common, written into its description once: names, words for
//! the parts of its address, and every status it can answer with. An operation describes only what is
//! its own.

use serde_json::{Map, Value, json};

use super::examples::show_answers;

/// An id, as an example.
const ID: &str = "0199b3c4-5d6e-7f80-9a1b-2c3d4e5f6071";

/// Completes a description: every path, every operation.
pub(super) fn complete(mut document: Value) -> Value {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    for (path, operations) in paths.into_iter().flatten() {
        let operations = operations.as_object_mut();
        for (method, operation) in operations.into_iter().flatten() {
            if let Some(operation) = operation.as_object_mut() {
                name(path, method, operation);
                describe_address(path, operation);
                describe_version(operation);
                describe_statuses(path, method, operation);
            }
        }
    }
    show_answers(&mut document);
    document
}

/// Names are unique over the whole description, and say what the address says.
fn name(path: &str, method: &str, operation: &mut Map<String, Value>) {
    let words = path
        .trim_start_matches("/api/v1/")
        .split(['/', '-', '.', '{', '}']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let id = format!("{method}_{}", words.join("_"));
    operation.insert("operationId".into(), id.into());
    let area = path.split('/').nth(3).unwrap_or_default();
    operation.insert("tags".into(), json!([area]));
}

fn parameters(operation: &mut Map<String, Value>) -> impl Iterator<Item = &mut Map<String, Value>> {
    let known = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut);
    known.into_iter().flatten().filter_map(Value::as_object_mut)
}

fn has_parameter(operation: &Map<String, Value>, holds: impl Fn(&str, &str) -> bool) -> bool {
    let known = operation.get("parameters").and_then(Value::as_array);
    known.into_iter().flatten().any(|one| {
        let text = |part: &str| one.get(part).and_then(Value::as_str).unwrap_or_default();
        holds(text("in"), text("name"))
    })
}

/// What the parts of an address are, with an example each.
fn describe_address(path: &str, operation: &mut Map<String, Value>) {
    for parameter in parameters(operation) {
        let text = |part: &str| parameter.get(part).and_then(Value::as_str);
        if text("in") != Some("path") {
            continue;
        }
        let name = text("name").unwrap_or_default().to_owned();
        let (words, example) = part_of_address(path, &name);
        parameter
            .entry("description")
            .or_insert_with(|| words.into());
        parameter.entry("example").or_insert(example);
    }
}

fn part_of_address(path: &str, name: &str) -> (&'static str, Value) {
    match name {
        "criterion" => (
            "`purchasing_policy`, `selection_bodies`, `market_power` or `professionalism`",
            json!("market_power"),
        ),
        "question" => ("Id of a question about a condition", json!("risk")),
        "duty" => ("Id of a duty", json!("knows_firm")),
        "item" => ("Id of a line of the checklist", json!("introduced")),
        "profile" => ("`equal`, `sales` or `purchasing`", json!("equal")),
        "position" => ("Position of the change in the journal", json!(1)),
        "sha256" => (
            "SHA-256 of the document, hexadecimal",
            json!("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ),
        _ => (record_at(path), json!(ID)),
    }
}

/// What the id of an address is an id of.
fn record_at(path: &str) -> &'static str {
    match path.split('/').nth(3).unwrap_or_default() {
        "accounts" => "Id of the client",
        "people" => "Id of the person",
        "affiliations" => "Id of the person's place",
        "imports" => "Id of the import",
        "users" | "managers" => "Id of the user",
        "teams" => "Id of the team",
        "absences" => "Id of the absence",
        "owners" => "Id of the assignment, from the answer that made it",
        "handovers" => "Id of the hand-over",
        "interactions" => "Id of the interaction",
        "notes" => "Id of the note",
        "next-steps" => "Id of the next step",
        "greetings" => "Id of what was done with the greeting",
        "attachments" => "Id of the file",
        _ => "Id of the record",
    }
}

fn describe_version(operation: &mut Map<String, Value>) {
    for parameter in parameters(operation) {
        if parameter.get("name").and_then(Value::as_str) == Some("If-Match") {
            parameter.entry("description").or_insert_with(|| {
                "The version the change is based on, as the `ETag` of the record gave it; when somebody \
                 changed the record since, the answer is 412 with both versions. Absent or `*`: \
                 whatever stands now."
                    .into()
            });
            parameter.entry("example").or_insert_with(|| "\"3\"".into());
        }
    }
}

fn takes(operation: &Map<String, Value>, media_type: &str) -> bool {
    let body = operation.get("requestBody");
    let content = body.and_then(|body| body.get("content"));
    content.is_some_and(|content| content.get(media_type).is_some())
}

/// Statuses an operation can answer with because of what it is: it needs a key, names a record, takes
/// parameters, a body, a version.
fn describe_statuses(path: &str, method: &str, operation: &mut Map<String, Value>) {
    let mut statuses: Vec<(&str, &str)> = vec![
        ("500", "Something went wrong on our side"),
        ("400", "A parameter is not known or cannot be read"),
    ];
    if operation.contains_key("security") {
        statuses.push(("401", "No key, or one that does not hold"));
        statuses.push(("403", "The key does not open this, or its user may not"));
    }
    if path.contains('{') {
        statuses.push(("404", "No such record, or the key may not see it"));
    }
    if has_parameter(operation, |place, _| place == "query") {
        statuses.push(("422", "A value cannot be taken; `errors` names each"));
    }
    if takes(operation, "application/json") {
        statuses.push(("400", "The body is not JSON that can be read"));
        statuses.push(("404", "A record named in the body is not there"));
        statuses.push(("413", "The body is too large"));
        statuses.push(("415", "The body is not sent as JSON"));
    }
    if operation.contains_key("requestBody") {
        statuses.push(("422", "A value cannot be taken; `errors` names each"));
    }
    if has_parameter(operation, |_, name| name == "If-Match") {
        statuses.push((
            "412",
            "Somebody else changed it meanwhile; `versions` has both",
        ));
        statuses.push(("422", "A value cannot be taken; `errors` names each"));
    }
    if has_parameter(operation, |_, name| name == "Idempotency-Key") {
        statuses.push(("422", "A value cannot be taken; `errors` names each"));
    }
    if method != "get" {
        statuses.push(("409", "Not possible in the present state"));
    }
    let responses = operation.entry("responses").or_insert_with(|| json!({}));
    let Some(responses) = responses.as_object_mut() else {
        return;
    };
    for (status, words) in statuses {
        responses
            .entry(status)
            .or_insert_with(|| json!({ "description": words }));
    }
    for (status, response) in responses.iter_mut() {
        let Some(response) = response.as_object_mut() else {
            continue;
        };
        if status.starts_with(['4', '5']) {
            let problem = json!({ "schema": { "$ref": "#/components/schemas/Problem" } });
            response.insert(
                "content".into(),
                json!({ "application/problem+json": problem }),
            );
        }
        let words = response.entry("description").or_insert_with(|| "".into());
        if words == "" {
            *words = words_of(status).into();
        }
    }
}

fn words_of(status: &str) -> &'static str {
    match status {
        "200" => "The answer",
        "201" => "Created",
        "202" => "Begun; the answer says where it can be followed",
        "204" => "Done",
        "401" => "No key, or one that does not hold",
        "403" => "The key does not open this, or its user may not",
        "404" => "No such record, or the key may not see it",
        "409" => "Not possible in the present state",
        "412" => "Somebody else changed it meanwhile; `versions` has both",
        "422" => "A value cannot be taken; `errors` names each",
        _ => "See the code of the problem",
    }
}

#[cfg(test)]
mod tests {
    use super::super::openapi;
    use super::*;

    /// Each operation, with the whole document, of which all share one: it holds megabytes.
    async fn operations() -> Vec<(String, Map<String, Value>, &'static Value)> {
        let document = openapi::document().await.0;
        let paths = document["paths"].as_object().expect("paths").clone();
        let of_path = |(path, operations): (String, Value)| {
            let operations = operations.as_object().expect("operations").clone();
            operations.into_iter().map(move |(method, operation)| {
                let operation = operation.as_object().expect("an operation").clone();
                (format!("{method} {path}"), operation)
            })
        };
        let all = paths.into_iter().flat_map(of_path);
        all.map(|(what, operation)| (what, operation, document))
            .collect()
    }

    fn resolved<'a>(document: &'a Value, schema: &'a Value) -> &'a Value {
        let address = schema.get("$ref").and_then(Value::as_str);
        address.map_or(schema, |address| {
            document
                .pointer(address.trim_start_matches('#'))
                .unwrap_or_else(|| panic!("{address} leads nowhere"))
        })
    }

    #[tokio::test]
    async fn every_operation_has_a_name_words_and_statuses() {
        let mut names = std::collections::BTreeSet::new();
        for (what, operation, _) in operations().await {
            let name = operation["operationId"].as_str().expect("a name");
            assert!(names.insert(name.to_owned()), "{name} stands twice");
            let summary = operation.get("summary").and_then(Value::as_str);
            assert!(summary.is_some_and(|words| !words.is_empty()), "{what}");
            let responses = operation["responses"].as_object().expect("responses");
            for (status, response) in responses {
                let words = response["description"].as_str().expect("words");
                assert!(!words.is_empty(), "{what} {status} lacks its words");
            }
            if operation.contains_key("security") {
                for status in ["401", "403", "500"] {
                    assert!(responses.contains_key(status), "{what} lacks {status}");
                }
            }
        }
        assert!(names.len() > 80, "the description was not read");
    }

    #[tokio::test]
    async fn every_parameter_has_its_words() {
        for (what, operation, _) in operations().await {
            let known = operation.get("parameters").and_then(Value::as_array);
            for parameter in known.into_iter().flatten() {
                let words = parameter.get("description").and_then(Value::as_str);
                let said = words.is_some_and(|words| !words.is_empty());
                assert!(said, "{what} does not describe {}", parameter["name"]);
            }
        }
    }

    /// Names of the types that become schemas, in every source below a folder.
    fn schemas_below(folder: &std::path::Path, names: &mut Vec<String>) {
        for entry in fs_err::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                schemas_below(&path, names);
                continue;
            }
            let text = fs_err::read_to_string(&path).expect("a source");
            for part in text.split("#[derive(").skip(1) {
                let (derived, rest) = part.split_once(')').unwrap_or((part, ""));
                let kinds = ["\npub struct ", "\npub enum "];
                let starts = kinds
                    .iter()
                    .filter_map(|kind| Some((rest.find(kind)?, kind.len())));
                if let Some((at, length)) = starts.min()
                    && derived.contains("ToSchema")
                {
                    let name = rest[at + length..].split([' ', '<', '{']).next();
                    names.push(name.unwrap_or_default().to_owned());
                }
            }
        }
    }

    #[test]
    fn what_a_request_says_is_read_in_one_place() {
        for text in sources()
            .iter()
            .filter(|text| !text.contains("pub struct Query<T>"))
        {
            let imports = text.lines().filter(|line| line.starts_with("use axum::"));
            for line in imports {
                let mut words = line.split(|letter: char| !letter.is_alphanumeric());
                let other = words.find(|word| ["Json", "Query", "Path"].contains(word));
                assert_eq!(other, None, "{line}");
            }
        }
    }

    /// Every source of the API.
    fn sources() -> Vec<String> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/api");
        let (mut folders, mut texts) = (vec![folder], Vec::new());
        while let Some(folder) = folders.pop() {
            for entry in fs_err::read_dir(folder).expect("a folder of sources") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    texts.push(fs_err::read_to_string(&path).expect("a source"));
                }
            }
        }
        texts
    }

    #[test]
    fn what_the_description_says_of_keys_is_what_the_handlers_do() {
        let mut seen = 0;
        for text in sources() {
            for handler in text.split("#[utoipa::path(").skip(1) {
                if !handler.trim_start().starts_with("post,") {
                    continue;
                }
                let (_, path) = handler.split_once("path = \"").expect("an address");
                let (path, _) = path.split_once('"').expect("an address");
                let works_once = ["once(", "once_from("]
                    .iter()
                    .any(|call| handler.contains(call));
                let without = openapi::WITHOUT_KEY.contains(&path);
                assert_ne!(works_once, without, "{path}");
                seen += 1;
            }
        }
        assert!(seen > 30, "the sources were not read: {seen}");
    }

    #[test]
    fn no_two_types_are_the_same_schema() {
        let crates = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut names = Vec::new();
        schemas_below(&crates.join("clientela-app/src/answers"), &mut names);
        schemas_below(&crates.join("clientela-web/src/api"), &mut names);
        assert!(names.len() > 100, "the sources were not read: {names:?}");
        names.sort_unstable();
        let twice: Vec<_> = names.windows(2).filter(|two| two[0] == two[1]).collect();
        assert!(
            twice.is_empty(),
            "one takes the place of the other: {twice:?}"
        );
    }

    #[tokio::test]
    async fn every_json_body_has_an_example() {
        for (what, operation, document) in operations().await {
            let body = operation.get("requestBody");
            let media = body.and_then(|body| body.pointer("/content/application~1json"));
            let Some(media) = media else { continue };
            let schema = resolved(document, &media["schema"]);
            let shown = [media, schema]
                .iter()
                .any(|one| one.get("example").is_some() || one.get("examples").is_some());
            assert!(shown, "{what} shows no example of its body");
        }
    }

    /// What of a value its schema does not allow.
    fn faults(document: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
        let schema = resolved(document, schema);
        let variants = ["oneOf", "anyOf"]
            .iter()
            .find_map(|one| schema[*one].as_array());
        if let Some(variants) = variants {
            let fits = |variant: &Value| {
                let mut faulty = Vec::new();
                faults(document, variant, value, at, &mut faulty);
                faulty.is_empty()
            };
            if !variants.iter().any(fits) {
                found.push(format!("{at}: {value} fits no variant"));
            }
            return;
        }
        for part in schema["allOf"].as_array().into_iter().flatten() {
            faults(document, part, value, at, found);
        }
        if let Some(words) = schema["enum"].as_array()
            && !words.contains(value)
        {
            found.push(format!("{at}: {value} is none of {words:?}"));
        }
        let is = |kind: &str| match kind {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_u64() || value.is_i64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            _ => false,
        };
        let allowed = match &schema["type"] {
            Value::String(kind) => is(kind),
            Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(is),
            _ => true,
        };
        if !allowed {
            found.push(format!("{at}: {value} is no {}", schema["type"]));
        }
        for name in schema["required"].as_array().into_iter().flatten() {
            let name = name.as_str().expect("a name");
            if value.get(name).is_none() {
                found.push(format!("{at} lacks {name}"));
            }
        }
        for (name, field) in value.as_object().into_iter().flatten() {
            if let Some(schema) = schema["properties"].get(name) {
                faults(document, schema, field, &format!("{at}.{name}"), found);
            }
        }
        for item in value.as_array().into_iter().flatten() {
            if schema["items"].is_object() {
                faults(document, &schema["items"], item, &format!("{at}[]"), found);
            }
        }
    }

    #[tokio::test]
    async fn every_answer_shows_an_example_that_its_schema_allows() {
        let (mut shown, mut found) = (0, Vec::new());
        for (what, operation, document) in operations().await {
            for (status, response) in operation["responses"].as_object().expect("responses") {
                let media = response.pointer("/content/application~1json");
                let Some(media) = media.filter(|_| status.starts_with('2')) else {
                    continue;
                };
                let at = format!("{what} {status}");
                match media.get("example") {
                    None => found.push(format!("{at} shows no example")),
                    Some(example) => {
                        faults(document, &media["schema"], example, &at, &mut found);
                        shown += 1;
                    }
                }
            }
        }
        assert!(found.is_empty(), "{found:#?}");
        assert!(shown > 80, "the description was not read: {shown}");
    }
}
