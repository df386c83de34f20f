//! Loads a whole book, as [`crate::snapshot`] writes it, into an empty place.

use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, Value};
use serde_json::Value as Json;

use crate::connection::copying::{self, Suspended, Table};
use crate::connection::{postgres, sqlite};
use crate::error::StoreError;
use crate::location::BookLocation;
use crate::snapshot::{LEFT_BEHIND, from_json, quoted};
use crate::store::Store;

/// Values bound in one statement.
const VALUES_MAX: usize = 500;

/// A book being loaded; nothing of it is there until [`Loading::finish`].
#[derive(Debug)]
pub struct Loading {
    location: BookLocation,
    pool: DatabaseConnection,
    database: DatabaseTransaction,
    tables: Vec<Table>,
    suspended: Suspended,
    current: Option<Current>,
}

/// The table whose rows come in.
#[derive(Debug)]
struct Current {
    insertion: String,
    columns: Vec<copying::Column>,
    values: Vec<Value>,
}

impl Loading {
    /// Prepares an empty place with the tables of a schema.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when there is a book already; [`StoreError::NewerSchema`]; when the
    /// database refuses.
    pub async fn begin(location: &BookLocation, schema: i64) -> Result<Self, StoreError> {
        let pool = match location {
            BookLocation::Folder(folder) => sqlite::create_at(folder, schema).await?,
            BookLocation::Postgres { url, .. } => postgres::create_at(url, schema).await?,
        };
        let database = copying::begin_loading(&pool).await?;
        let rows = copying::query(
            &database,
            "SELECT seq FROM journal UNION ALL SELECT version FROM users LIMIT 1",
            vec![],
        )
        .await?;
        if !rows.is_empty() {
            return Err(StoreError::Exists("book"));
        }
        let tables = copying::tables(&database).await?;
        let suspended = copying::suspend_references(&database).await?;
        // Rows the schema itself brings come again from the copy; the journal has none.
        for table in tables.iter().filter(|table| table.name != "journal") {
            let text = format!("DELETE FROM {}", quoted(&table.name));
            copying::run(&database, &text).await?;
        }
        Ok(Self {
            location: location.clone(),
            pool,
            database,
            tables,
            suspended,
            current: None,
        })
    }

    /// Begins a table by the first line of its file.
    ///
    /// # Errors
    /// [`StoreError::Inconsistent`] for a line, a table or a column the schema does not have.
    pub async fn table(&mut self, heading: &str) -> Result<(), StoreError> {
        self.flush().await?;
        let unknown = |what| StoreError::Inconsistent {
            what,
            value: heading.chars().take(200).collect(),
        };
        let json: Json = serde_json::from_str(heading).map_err(|_| unknown("heading"))?;
        let name = json["table"].as_str().ok_or_else(|| unknown("heading"))?;
        let table = self
            .tables
            .iter()
            .find(|table| table.name == name && !LEFT_BEHIND.contains(&name))
            .ok_or_else(|| unknown("table"))?;
        let names = json["columns"]
            .as_array()
            .ok_or_else(|| unknown("heading"))?;
        let mut columns = Vec::new();
        for name in names {
            let known = table
                .columns
                .iter()
                .find(|known| Some(known.name.as_str()) == name.as_str());
            columns.push(known.cloned().ok_or_else(|| unknown("column"))?);
        }
        let list: Vec<_> = columns.iter().map(|column| quoted(&column.name)).collect();
        self.current = Some(Current {
            insertion: format!(
                "INSERT INTO {} ({}) {} VALUES",
                quoted(&table.name),
                list.join(", "),
                copying::own_numbers(&self.database)
            ),
            columns,
            values: Vec::new(),
        });
        Ok(())
    }

    /// Loads one row of the table that was begun.
    ///
    /// # Errors
    /// [`StoreError::Inconsistent`] for a line that is no row of it; when the database refuses.
    pub async fn row(&mut self, line: &str) -> Result<(), StoreError> {
        let unknown = || StoreError::Inconsistent {
            what: "row",
            value: line.chars().take(200).collect(),
        };
        let current = self.current.as_mut().ok_or_else(unknown)?;
        let fields: Vec<Json> = serde_json::from_str(line).map_err(|_| unknown())?;
        if fields.len() != current.columns.len() {
            return Err(unknown());
        }
        for (field, column) in fields.iter().zip(&current.columns) {
            let value = from_json(field, column.kind).ok_or_else(unknown)?;
            current.values.push(value);
        }
        if current.values.len() + current.columns.len() > VALUES_MAX {
            self.flush().await?;
        }
        Ok(())
    }

    /// Makes the book true, and brings it up to this program's schema.
    ///
    /// # Errors
    /// When a row points at one that is not there; when the database refuses. Nothing is loaded then.
    pub async fn finish(mut self) -> Result<(), StoreError> {
        self.flush().await?;
        copying::resume_references(&self.database, &self.suspended).await?;
        self.database
            .commit()
            .await
            .map_err(StoreError::while_doing("loading the whole book"))?;
        self.pool
            .close()
            .await
            .map_err(StoreError::while_doing("closing the book"))?;
        Store::migrate(&self.location).await
    }

    async fn flush(&mut self) -> Result<(), StoreError> {
        let Some(current) = &mut self.current else {
            return Ok(());
        };
        if current.values.is_empty() {
            return Ok(());
        }
        let values = std::mem::take(&mut current.values);
        let width = current.columns.len();
        let rows = values.len() / width;
        let text = format!(
            "{} {}",
            current.insertion,
            crate::connection::placeholders(self.database.get_database_backend(), rows, width)
        );
        copying::insert(&self.database, &text, values).await
    }
}
