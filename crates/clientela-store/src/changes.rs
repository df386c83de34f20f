//! What changed of a record: only the fields that did, as the journal keeps them.

use serde_json::{Map, Value};

/// Fields of a record by their stable names.
pub(crate) type FieldValues = Vec<(&'static str, Value)>;

/// The fields whose values differ, before and after; `None` when none does.
pub(crate) fn changed(before: &FieldValues, after: &FieldValues) -> Option<(Value, Value)> {
    let mut old = Map::new();
    let mut new = Map::new();
    for ((name, was), (_, is)) in before.iter().zip(after) {
        if was != is {
            old.insert((*name).to_owned(), was.clone());
            new.insert((*name).to_owned(), is.clone());
        }
    }
    (!new.is_empty()).then_some((Value::Object(old), Value::Object(new)))
}

/// The fields that hold something, of a record that has just been made.
pub(crate) fn filled(fields: &FieldValues) -> Value {
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    };
    Value::Object(
        fields
            .iter()
            .filter(|(_, value)| !is_empty(value))
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_changed_is_kept() {
        let before = vec![("name", json!("Ася")), ("city", json!("София"))];
        let after = vec![("name", json!("Ася")), ("city", json!(""))];
        let expected = (json!({ "city": "София" }), json!({ "city": "" }));
        assert_eq!(changed(&before, &after), Some(expected));
        assert_eq!(changed(&before, &before), None);
        assert_eq!(filled(&after), json!({ "name": "Ася" }));
    }
}
