//! What a copy of the whole book needs to know of each database: its tables and columns, a reading
//! transaction that sees one moment, and how rows that point at each other are loaded.

use sea_orm::{
    AccessMode, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend,
    IsolationLevel, QueryResult, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait, Value,
};

use crate::error::StoreError;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Integer,
    Truth,
    Real,
    Text,
    Bytes,
    Id,
}

/// A column of a table.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// Place in the primary key, from 1; 0 outside of it.
    pub(crate) place: i64,
}

/// A table; its columns in the order of their names, which is the same on both databases.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
}

/// Constraints taken away while rows are loaded, each as the statement that brings it back.
pub(crate) type Suspended = Vec<String>;

/// Begins a reading transaction that sees the book of one moment, whatever others write.
pub(crate) async fn begin_reading(
    pool: &DatabaseConnection,
) -> Result<DatabaseTransaction, StoreError> {
    let on_postgres = pool.get_database_backend() == DbBackend::Postgres;
    let options = TransactionOptions {
        isolation_level: on_postgres.then_some(IsolationLevel::RepeatableRead),
        access_mode: on_postgres.then_some(AccessMode::ReadOnly),
        sqlite_transaction_mode: Some(SqliteTransactionMode::Deferred),
    };
    pool.begin_with_options(options)
        .await
        .map_err(StoreError::while_doing("beginning a copy of the book"))
}

/// Begins the one transaction in which a whole book is loaded.
pub(crate) async fn begin_loading(
    pool: &DatabaseConnection,
) -> Result<DatabaseTransaction, StoreError> {
    let options = TransactionOptions {
        isolation_level: None,
        access_mode: None,
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
    };
    pool.begin_with_options(options)
        .await
        .map_err(StoreError::while_doing("beginning to load a book"))
}

/// Every table of the book, by name; those of the database itself and of its migrations left out.
pub(crate) async fn tables(database: &DatabaseTransaction) -> Result<Vec<Table>, StoreError> {
    let (names, columns) = if database.get_database_backend() == DbBackend::Postgres {
        (POSTGRES_TABLES, POSTGRES_COLUMNS)
    } else {
        (SQLITE_TABLES, SQLITE_COLUMNS)
    };
    let mut found = Vec::new();
    for row in query(database, names, vec![]).await? {
        let name = text(&row, "name")?;
        let rows = query(database, columns, vec![Value::from(name.clone())]).await?;
        let mut columns = rows.iter().map(column).collect::<Result<Vec<_>, _>>()?;
        columns.sort_by(|one, other| one.name.cmp(&other.name));
        found.push(Table { name, columns });
    }
    Ok(found)
}

const SQLITE_TABLES: &str = "SELECT name FROM pragma_table_list
     WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       AND name <> '_sqlx_migrations'
     ORDER BY name";

const SQLITE_COLUMNS: &str =
    "SELECT name, type AS kind, pk AS place FROM pragma_table_info($1) ORDER BY cid";

const POSTGRES_TABLES: &str = "SELECT table_name::text AS name FROM information_schema.tables
     WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
       AND table_name <> '_sqlx_migrations'
     ORDER BY table_name::text COLLATE \"C\"";

const POSTGRES_COLUMNS: &str = "SELECT c.column_name::text AS name, c.data_type::text AS kind,
         COALESCE(k.place, 0)::bigint AS place
     FROM information_schema.columns AS c
     LEFT JOIN (
         SELECT u.column_name::text AS name, u.ordinal_position AS place
         FROM information_schema.key_column_usage AS u
         JOIN information_schema.table_constraints AS t
           ON t.constraint_schema = u.constraint_schema
          AND t.constraint_name = u.constraint_name AND t.table_name = u.table_name
         WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_schema = current_schema()
           AND t.table_name::text = $1
     ) AS k ON k.name = c.column_name::text
     WHERE c.table_schema = current_schema() AND c.table_name::text = $1
     ORDER BY c.ordinal_position";

fn column(row: &QueryResult) -> Result<Column, StoreError> {
    let declared = text(row, "kind")?;
    let kind = match declared.as_str() {
        "INTEGER" | "bigint" => Kind::Integer,
        "boolean" => Kind::Truth,
        "REAL" | "double precision" => Kind::Real,
        "TEXT" | "text" => Kind::Text,
        "BLOB" | "bytea" => Kind::Bytes,
        "uuid" => Kind::Id,
        _ => {
            return Err(StoreError::Inconsistent {
                what: "kind of column",
                value: declared,
            });
        }
    };
    Ok(Column {
        name: text(row, "name")?,
        kind,
        place: row
            .try_get("", "place")
            .map_err(StoreError::while_doing(READING))?,
    })
}

const READING: &str = "reading the tables of the book";

fn text(row: &QueryResult, name: &str) -> Result<String, StoreError> {
    row.try_get("", name)
        .map_err(StoreError::while_doing(READING))
}

/// Lets rows be loaded in any order: what they point at may come later.
pub(crate) async fn suspend_references(
    database: &DatabaseTransaction,
) -> Result<Suspended, StoreError> {
    if database.get_database_backend() == DbBackend::Sqlite {
        run(database, "PRAGMA defer_foreign_keys = ON").await?;
        return Ok(Vec::new());
    }
    let constraints = query(
        database,
        "SELECT conrelid::regclass::text AS table_name, quote_ident(conname) AS name,
             pg_get_constraintdef(oid) AS definition
         FROM pg_constraint
         WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
         ORDER BY 1, 2",
        vec![],
    )
    .await?;
    let mut suspended = Vec::new();
    for row in &constraints {
        let (table, name) = (text(row, "table_name")?, text(row, "name")?);
        let definition = text(row, "definition")?;
        run(
            database,
            &format!("ALTER TABLE {table} DROP CONSTRAINT {name}"),
        )
        .await?;
        suspended.push(format!(
            "ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"
        ));
    }
    Ok(suspended)
}

/// Brings the constraints back, which proves that every row points at one that is there, and lets
/// numbers the database gives out continue after the loaded ones.
pub(crate) async fn resume_references(
    database: &DatabaseTransaction,
    suspended: &Suspended,
) -> Result<(), StoreError> {
    for constraint in suspended {
        run(database, constraint).await?;
    }
    if database.get_database_backend() == DbBackend::Sqlite {
        return Ok(());
    }
    let numbered = query(
        database,
        "SELECT quote_ident(table_name::text) AS table_name, quote_ident(column_name::text) AS name
         FROM information_schema.columns
         WHERE table_schema = current_schema() AND is_identity = 'YES'",
        vec![],
    )
    .await?;
    for row in &numbered {
        let (table, name) = (text(row, "table_name")?, text(row, "name")?);
        run(
            database,
            &format!(
                "SELECT setval(pg_get_serial_sequence('{table}', '{name}'),
                     GREATEST(COALESCE(MAX({name}), 1), 1), MAX({name}) IS NOT NULL) FROM {table}"
            ),
        )
        .await?;
    }
    Ok(())
}

/// What stands between the columns and `VALUES` of an insertion that brings its own numbers.
pub(crate) fn own_numbers(database: &DatabaseTransaction) -> &'static str {
    if database.get_database_backend() == DbBackend::Postgres {
        "OVERRIDING SYSTEM VALUE"
    } else {
        ""
    }
}

/// Runs a query of a copy.
pub(crate) async fn query(
    database: &DatabaseTransaction,
    text: &str,
    values: Vec<Value>,
) -> Result<Vec<QueryResult>, StoreError> {
    let statement = Statement::from_sql_and_values(database.get_database_backend(), text, values);
    database
        .query_all_raw(statement)
        .await
        .map_err(StoreError::while_doing("reading the whole book"))
}

/// Runs a statement of a copy.
pub(crate) async fn insert(
    database: &DatabaseTransaction,
    text: &str,
    values: Vec<Value>,
) -> Result<(), StoreError> {
    let statement = Statement::from_sql_and_values(database.get_database_backend(), text, values);
    database
        .execute_raw(statement)
        .await
        .map_err(StoreError::while_doing("loading the whole book"))?;
    Ok(())
}

/// Runs a statement without values.
pub(crate) async fn run(database: &DatabaseTransaction, text: &str) -> Result<(), StoreError> {
    insert(database, text, vec![]).await
}
