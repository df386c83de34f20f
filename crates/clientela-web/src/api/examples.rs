//! An example of every answer, made of the description of the types that make the answer: a field that is
//! added, renamed or dropped changes its example with it.
//!
//! The words of a field say what it may hold; where they list the values, the first of them is shown.

use serde_json::{Map, Value, json};

/// Types within types shown; deeper ones are left empty.
const DEPTH_MAX: usize = 8;

/// An id, as an example.
const ID: &str = "0199b3c4-5d6e-7f80-9a1b-2c3d4e5f6071";

/// Gives every answer of an operation that is JSON an example.
pub(super) fn show_answers(document: &mut Value) {
    let known = document.clone();
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let operations = paths
        .into_iter()
        .flatten()
        .filter_map(|(_, path)| path.as_object_mut());
    for (_, operation) in operations.flatten() {
        let responses = operation
            .get_mut("responses")
            .and_then(Value::as_object_mut);
        for (status, response) in responses.into_iter().flatten() {
            let media = response.pointer_mut("/content/application~1json");
            let Some(media) = media.filter(|_| status.starts_with('2')) else {
                continue;
            };
            if let (Some(schema), None) = (media.get("schema"), media.get("example")) {
                media["example"] = Example::of(&known).value(schema, "", 0);
            }
        }
    }
}

struct Example<'a> {
    document: &'a Value,
    /// Name of the type whose fields are being filled.
    within: String,
}

impl<'a> Example<'a> {
    fn of(document: &'a Value) -> Self {
        Self {
            document,
            within: String::new(),
        }
    }

    /// A value of a schema; `field` is the name it has where it stands.
    fn value(&self, schema: &Value, field: &str, depth: usize) -> Value {
        if let Some(shown) = schema.get("example") {
            return shown.clone();
        }
        if let Some(address) = schema.get("$ref").and_then(Value::as_str) {
            let name = address.rsplit('/').next().unwrap_or_default().to_owned();
            let target = self.document.pointer(address.trim_start_matches('#'));
            let inner = Self {
                document: self.document,
                within: name,
            };
            return match target.filter(|_| depth < DEPTH_MAX) {
                Some(target) => inner.value(target, field, depth + 1),
                None => Value::Null,
            };
        }
        for one in ["oneOf", "anyOf"] {
            let variants = schema.get(one).and_then(Value::as_array);
            let shown = variants.and_then(|all| all.iter().find(|variant| !is_null(variant)));
            if let Some(shown) = shown {
                return self.value(shown, field, depth);
            }
        }
        if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
            let mut whole = Map::new();
            for part in parts {
                if let Value::Object(fields) = self.value(part, field, depth) {
                    whole.extend(fields);
                }
            }
            return Value::Object(whole);
        }
        if let Some(first) = schema.get("enum").and_then(|all| all.get(0)) {
            return first.clone();
        }
        self.plain(schema, field, depth)
    }

    fn plain(&self, schema: &Value, field: &str, depth: usize) -> Value {
        match kind_of(schema) {
            "object" => self.object(schema, depth),
            "array" => {
                let item = schema.get("items");
                json!(item.map_or_else(Vec::new, |item| vec![self.value(item, field, depth)]))
            }
            "integer" => json!(integer(field)),
            "number" => json!(number(field)),
            "boolean" => json!(!["undone", "sample", "touched", "overwrite"].contains(&field)),
            "string" => json!(self.text(schema, field)),
            _ => Value::Null,
        }
    }

    fn object(&self, schema: &Value, depth: usize) -> Value {
        let mut shown = Map::new();
        let fields = schema.get("properties").and_then(Value::as_object);
        for (name, field) in fields.into_iter().flatten() {
            shown.insert(name.clone(), self.value(field, name, depth));
        }
        let further = schema.get("additionalProperties");
        if let Some(further) = further.filter(|further| further.is_object()) {
            shown.insert("EUR".to_owned(), self.value(further, "amount", depth));
        }
        Value::Object(shown)
    }

    fn text(&self, schema: &Value, field: &str) -> String {
        let words = schema.get("description").and_then(Value::as_str);
        let words = words.unwrap_or_default();
        let format = schema.get("format").and_then(Value::as_str);
        if let Some(known) = format.and_then(by_format) {
            return known.to_owned();
        }
        if let Some(first) = words.split('`').nth(1) {
            return first.trim_start_matches("…").to_owned();
        }
        if words.starts_with("Id") || field.ends_with("_id") {
            return ID.to_owned();
        }
        let of_person = ["Person", "User", "Colleague", "Manager"];
        let is_person = of_person.iter().any(|kind| self.within.contains(kind));
        let known = by_name(field);
        match known {
            Some("Хранимир АД") if is_person => "Мария Иванова",
            Some(known) => known,
            None if words.to_lowercase().contains("day") => "2026-11-20",
            None if words.to_lowercase().contains("decimal") => "128400.50",
            None if words.to_lowercase().contains("name") => "Хранимир АД",
            None => "Рамков договор 14",
        }
        .to_owned()
    }
}

fn is_null(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("null")
}

/// The type of a schema; of several the first that is not nothing.
fn kind_of(schema: &Value) -> &str {
    let kind = schema.get("type");
    let several = kind.and_then(Value::as_array).into_iter().flatten();
    let mut several = several.filter_map(Value::as_str);
    let one = kind.and_then(Value::as_str);
    let found = one.or_else(|| several.find(|kind| *kind != "null"));
    let implied = schema.get("properties").map(|_| "object");
    found.or(implied).unwrap_or_default()
}

fn by_format(format: &str) -> Option<&'static str> {
    match format {
        "date" => Some("2026-11-20"),
        "date-time" => Some("2026-11-20T08:30:00Z"),
        "uuid" => Some(ID),
        _ => None,
    }
}

fn integer(field: &str) -> u64 {
    match field {
        "limit" => 50,
        "version" | "rank" => 1,
        "retention_months" => 36,
        "cooling_months" => 12,
        "asking_days" => 90,
        "confidence" => 2,
        _ => 12,
    }
}

fn number(field: &str) -> f64 {
    match field {
        "threshold" => 0.7,
        "weight" | "weights" => 1.0,
        "low" => 0.55,
        "high" => 0.8,
        "probability" => 0.97,
        _ => 0.42,
    }
}

fn by_name(field: &str) -> Option<&'static str> {
    let of_end = |end: &str| field == end || field.ends_with(&format!("_{end}"));
    let known = match field {
        "account" | "person" | "user" | "team" | "owner" | "import" | "parent" | "substitute" => ID,
        "given_name" => "Мария",
        "family_name" => "Иванова",
        "owner_name" | "by" | "author" | "leader" | "who" => "Мария Иванова",
        "email" => "maria@hranimir.example",
        "phone" => "+359 2 980 1122",
        "website" => "hranimir.example",
        "city" => "Пловдив",
        "address" => "ул. „Иван Вазов“ 12",
        "country" => "BG",
        "language" | "languages" => "bg",
        "registration_number" => "131071587",
        "vat_number" => "BG131071587",
        "currency" | "reporting_currency" => "EUR",
        "codes" | "code" => "1001",
        "file" | "file_name" => "октомври.csv",
        "file_sha256" | "sha256" => {
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        }
        "next" | "cursor" => "6163636f756e7473",
        "name" | "firm" | "about" => "Хранимир АД",
        "summary" | "text" | "note" => "Искат мостри до петък",
        "what" => "Да изпратим офертата",
        "tags" => "верига",
        "amount" | "revenue" | "net_total" | "potential" | "negative" | "unassigned" => "128400.50",
        _ if of_end("at") => "2026-11-20T08:30:00Z",
        _ if of_end("day") || of_end("from") || of_end("to") => "2026-11-20",
        _ if of_end("amount") || of_end("revenue") => "128400.50",
        _ => return None,
    };
    Some(known)
}
