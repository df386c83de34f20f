//! The columns of a record that a merge may change, read as JSON and set back one by one.

use serde_json::{Map, Value as Json, json};
use uuid::Uuid;

use crate::error::StoreError;
use crate::sql::{self, Bind, Values, binds};
use crate::transaction::{Reader, Tx};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    TextOrNothing,
    NumberOrNothing,
    IdOrNothing,
}

/// A column by its name.
pub(super) type Column = (&'static str, Holds);

/// Columns of an account that its form writes.
pub(super) const OF_ACCOUNTS: &[Column] = &[
    ("name", Holds::Text),
    ("name_folded", Holds::Text),
    ("registration_number", Holds::Text),
    ("vat_number", Holds::Text),
    ("city", Holds::Text),
    ("sector", Holds::TextOrNothing),
    ("owner_id", Holds::IdOrNothing),
    ("legal_name", Holds::Text),
    ("legal_form", Holds::Text),
    ("country", Holds::Text),
    ("address", Holds::Text),
    ("phone", Holds::Text),
    ("email", Holds::Text),
    ("website", Holds::Text),
    ("note", Holds::Text),
    ("parent_id", Holds::IdOrNothing),
    ("substitute_id", Holds::IdOrNothing),
    ("origin", Holds::TextOrNothing),
    ("origin_note", Holds::Text),
    ("acquired_on", Holds::TextOrNothing),
    ("rhythm_days", Holds::NumberOrNothing),
];

/// Columns of a person that their form writes.
pub(super) const OF_PEOPLE: &[Column] = &[
    ("given_name", Holds::Text),
    ("family_name", Holds::Text),
    ("name_folded", Holds::Text),
    ("family_folded", Holds::Text),
    ("honorific", Holds::Text),
    ("languages", Holds::Text),
    ("note", Holds::Text),
    ("consent", Holds::Text),
    ("consent_day", Holds::TextOrNothing),
    ("lawful_basis", Holds::Text),
    ("retain_until", Holds::TextOrNothing),
    ("birthday", Holds::TextOrNothing),
];

/// The columns of a row.
///
/// # Errors
/// [`StoreError::Missing`] without such a row; when the database refuses.
pub(super) async fn read(
    reader: &dyn Reader,
    table: &'static str,
    columns: &[Column],
    id: Uuid,
) -> Result<Map<String, Json>, StoreError> {
    let mut row = Map::new();
    for &(column, holds) in columns {
        let text = format!("SELECT {column} AS value FROM {table} WHERE id = $1");
        let read = match holds {
            Holds::Text | Holds::TextOrNothing => {
                |row: &sql::Row| Ok(json!(row.text_if_any("value")?))
            }
            Holds::NumberOrNothing => |row: &sql::Row| Ok(json!(row.integer_if_any("value")?)),
            Holds::IdOrNothing => {
                |row: &sql::Row| Ok(json!(row.uuid_if_any("value")?.map(|id| id.to_string())))
            }
        };
        let value = sql::one(reader, "reading what is merged", &text, binds![id], read).await?;
        row.insert(column.to_owned(), value.ok_or(StoreError::Missing(table))?);
    }
    Ok(row)
}

/// Columns in which two rows differ: what they were and what they are.
pub(super) fn differences(
    before: &Map<String, Json>,
    after: &Map<String, Json>,
) -> Map<String, Json> {
    before
        .iter()
        .filter_map(|(column, was)| {
            let is = after.get(column)?;
            (was != is).then(|| (column.clone(), json!([was, is])))
        })
        .collect()
}

/// Sets back the columns a merge changed which nobody has changed since.
pub(super) async fn set_back(
    tx: &Tx,
    table: &'static str,
    columns: &[Column],
    id: Uuid,
    changed: &Map<String, Json>,
) -> Result<(), StoreError> {
    let now = read(tx, table, columns, id).await?;
    let mut values: Values = binds![id];
    let mut settings = Vec::new();
    for &(column, holds) in columns {
        let Some([was, made]) = changed
            .get(column)
            .and_then(Json::as_array)
            .map(Vec::as_slice)
        else {
            continue;
        };
        if now.get(column) != Some(made) {
            continue;
        }
        let text = was.as_str();
        values.push(match holds {
            Holds::Text => text.unwrap_or_default().bind(),
            Holds::TextOrNothing => text.bind(),
            Holds::NumberOrNothing => was.as_i64().bind(),
            Holds::IdOrNothing => text.and_then(|text| Uuid::try_parse(text).ok()).bind(),
        });
        settings.push(format!(", {column} = ${}", values.len()));
    }
    let text = format!(
        "UPDATE {table} SET version = version + 1{} WHERE id = $1",
        settings.concat()
    );
    sql::execute(tx, "setting back what was merged", &text, values).await?;
    Ok(())
}
