//! The whole book of one moment, table by table, as lines of JSON: what a backup holds.
//!
//! A line is an array of the columns in the order of their names, rows in the order of their key.
//! Bytes and ids are written as hex, truths as 0 and 1, other than whole numbers as text. Both
//! databases give the same lines for the same book, so a backup of one can be loaded into the other.

use sea_orm::{DatabaseExecutor, DatabaseTransaction, QueryResult, Value};
use serde_json::Value as Json;
use uuid::Uuid;

use crate::connection::copying::{self, Column, Kind, Table};
use crate::error::StoreError;
use crate::sql::Executor;
use crate::store::Store;
use crate::transaction::Reader;
use crate::viewer::{Permission, Viewer};

/// Tables that a copy leaves behind: who is signed in, links that were sent, tries of passwords. They
/// open doors and are worth nothing the day after.
pub const LEFT_BEHIND: [&str; 3] = ["sessions", "setup_links", "sign_in_attempts"];

/// Rows read at a time.
const ROWS_AT_ONCE: usize = 1_000;

/// The book as it was at one moment, whatever others write meanwhile. As it is a [`Reader`], every
/// question of this crate can be asked about that moment.
#[derive(Debug)]
pub struct Snapshot {
    database: DatabaseTransaction,
    viewer: Viewer,
    tables: Vec<Table>,
}

/// Some rows of a table.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Lines of JSON, each with its line end.
    pub lines: String,
    /// How many.
    pub rows: u64,
    /// Where the next page begins; `None` after the last one.
    pub next: Option<PagePlace>,
}

/// A place between two rows of a table.
#[derive(Clone, Debug)]
pub struct PagePlace(Vec<Value>);

impl Store {
    /// Holds on to the book as it is now. Writers are not held up.
    ///
    /// # Errors
    /// [`StoreError::Forbidden`]; when the database refuses.
    pub async fn snapshot(&self, viewer: &Viewer) -> Result<Snapshot, StoreError> {
        viewer.require(Permission::ManageUsers)?;
        let database = copying::begin_reading(&self.read(viewer).pool).await?;
        let mut tables = copying::tables(&database).await?;
        tables.retain(|table| !LEFT_BEHIND.contains(&table.name.as_str()));
        Ok(Snapshot {
            database,
            viewer: *viewer,
            tables,
        })
    }
}

impl Reader for Snapshot {
    fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    fn executor(&self) -> Executor<'_> {
        Executor(DatabaseExecutor::Transaction(&self.database))
    }
}

impl Snapshot {
    /// The schema the tables have.
    #[must_use]
    pub const fn schema(&self) -> i64 {
        crate::migrations::known()
    }

    /// Names of the tables a copy holds.
    #[must_use]
    pub fn tables(&self) -> Vec<String> {
        self.tables.iter().map(|table| table.name.clone()).collect()
    }

    /// The first line of a table's file: its name and columns, as [`crate::loading::Loading::table`]
    /// reads it.
    ///
    /// # Errors
    /// [`StoreError::Missing`] without such a table.
    pub fn heading(&self, table: &str) -> Result<String, StoreError> {
        let table = self.find(table)?;
        let columns: Vec<_> = table.columns.iter().map(|column| &column.name).collect();
        Ok(serde_json::json!({ "table": table.name, "columns": columns }).to_string())
    }

    /// The rows of a table from a place on.
    ///
    /// # Errors
    /// [`StoreError::Missing`] without such a table; when the database refuses.
    pub async fn page(&self, table: &str, from: Option<&PagePlace>) -> Result<Page, StoreError> {
        let table = self.find(table)?;
        let key = key_of(table);
        let (text, values) = page_statement(table, &key, from);
        let rows = copying::query(&self.database, &text, values).await?;
        let mut page = Page::default();
        let mut last = Vec::new();
        for row in &rows {
            last = table
                .columns
                .iter()
                .map(|column| to_json(row, column))
                .collect::<Result<Vec<_>, _>>()?;
            page.lines.push_str(&Json::from(last.clone()).to_string());
            page.lines.push('\n');
            page.rows += 1;
        }
        if rows.len() == ROWS_AT_ONCE {
            let place = key.iter().filter_map(|&(position, column)| {
                last.get(position)
                    .and_then(|json| from_json(json, column.kind))
            });
            page.next = Some(PagePlace(place.collect()));
        }
        Ok(page)
    }

    /// Lets go of the moment.
    pub async fn release(self) {
        if let Err(error) = self.database.rollback().await {
            tracing::warn!(%error, "a reading transaction could not be ended in words");
        }
    }

    fn find(&self, name: &str) -> Result<&Table, StoreError> {
        self.tables
            .iter()
            .find(|table| table.name == name)
            .ok_or(StoreError::Missing("table"))
    }
}

/// The columns of the primary key in its order, each with its position among all columns.
fn key_of(table: &Table) -> Vec<(usize, &Column)> {
    let mut key: Vec<_> = table
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.place > 0)
        .collect();
    key.sort_by_key(|(_, column)| column.place);
    key
}

fn page_statement(
    table: &Table,
    key: &[(usize, &Column)],
    from: Option<&PagePlace>,
) -> (String, Vec<Value>) {
    let all: Vec<String> = table
        .columns
        .iter()
        .map(|column| quoted(&column.name))
        .collect();
    let keys: Vec<String> = key.iter().map(|(_, column)| quoted(&column.name)).collect();
    let keys = keys.join(", ");
    let values = from.map_or_else(Vec::new, |place| place.0.clone());
    let after = if values.is_empty() {
        String::new()
    } else {
        format!(" WHERE ({keys}) > ({})", crate::sql::list(1, values.len()))
    };
    let text = format!(
        "SELECT {} FROM {}{after} ORDER BY {keys} LIMIT {ROWS_AT_ONCE}",
        all.join(", "),
        quoted(&table.name)
    );
    (text, values)
}

/// A name of the catalogue as SQL takes it.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

fn to_json(row: &QueryResult, column: &Column) -> Result<Json, StoreError> {
    let name = column.name.as_str();
    let json = match column.kind {
        Kind::Integer => row.try_get::<Option<i64>>("", name).map(Json::from),
        Kind::Truth => row
            .try_get::<Option<bool>>("", name)
            .map(|truth| Json::from(truth.map(i64::from))),
        Kind::Real => row
            .try_get::<Option<f64>>("", name)
            .map(|number| Json::from(number.map(|number| format!("{number:?}")))),
        Kind::Text => row.try_get::<Option<String>>("", name).map(Json::from),
        Kind::Bytes => row
            .try_get::<Option<Vec<u8>>>("", name)
            .map(|bytes| Json::from(bytes.map(|bytes| hex(&bytes)))),
        Kind::Id => row
            .try_get::<Option<Uuid>>("", name)
            .map(|id| Json::from(id.map(|id| id.simple().to_string()))),
    };
    json.map_err(StoreError::while_doing("reading the whole book"))
}

/// The value of a column as its line has it; `None` when the line has something else there.
pub(crate) fn from_json(json: &Json, kind: Kind) -> Option<Value> {
    /// The text, or an absent value.
    fn text<T>(json: &Json, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
        if json.is_null() {
            return Some(None);
        }
        json.as_str().and_then(read).map(Some)
    }
    fn number(json: &Json) -> Option<Option<i64>> {
        if json.is_null() {
            return Some(None);
        }
        json.as_i64().map(Some)
    }
    Some(match kind {
        Kind::Integer => Value::from(number(json)?),
        Kind::Truth => match number(json)? {
            None => Value::from(None::<bool>),
            Some(0) => Value::from(Some(false)),
            Some(1) => Value::from(Some(true)),
            Some(_) => return None,
        },
        Kind::Real => Value::from(text(json, |text| text.parse::<f64>().ok())?),
        Kind::Text => Value::from(text(json, |text| Some(text.to_owned()))?),
        Kind::Bytes => Value::from(text(json, unhex)?),
        Kind::Id => Value::from(text(json, |text| Uuid::try_parse(text).ok())?),
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || text.len() % 2 == 1 {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|start| u8::from_str_radix(text.get(start..start + 2)?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_survive_as_hex_and_anything_else_is_refused() {
        assert_eq!(unhex(&hex(&[0, 127, 255])), Some(vec![0, 127, 255]));
        assert_eq!(unhex(""), Some(Vec::new()));
        for wrong in ["0", "zz", "жж"] {
            assert_eq!(unhex(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn numbers_come_back_to_the_last_bit() {
        for number in [0.1, f64::MIN_POSITIVE, 1.0 / 3.0, -0.0, 9e15 + 1.0] {
            let json = Json::from(format!("{number:?}"));
            assert_eq!(
                from_json(&json, Kind::Real),
                Some(Value::from(Some(number)))
            );
        }
        assert_eq!(from_json(&Json::from(2), Kind::Truth), None);
        assert_eq!(from_json(&Json::from("1"), Kind::Integer), None);
        assert_eq!(
            from_json(&Json::Null, Kind::Text),
            Some(Value::from(None::<String>))
        );
    }
}
