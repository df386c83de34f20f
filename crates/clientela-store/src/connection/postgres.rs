//! PostgreSQL: one pool whose connections are cleaned before each use.

use std::time::Duration;

use sea_orm::{DatabaseConnection, SqlxPostgresConnector};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Executor};

use crate::error::StoreError;
use crate::migrations;

/// Connections of the pool; a default server takes a hundred from all its clients.
pub(crate) const CONNECTIONS_MAX: u32 = 16;

/// Longest wait for a free connection.
const ACQUIRE_WAIT: Duration = Duration::from_secs(30);

/// Opens a book whose schema is up to date.
pub(crate) async fn open(url: &str, connections: u32) -> Result<DatabaseConnection, StoreError> {
    let pool = connect(url, connections).await?;
    migrations::require_current_postgres(&pool).await?;
    Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
}

/// Creates or updates the schema.
pub(crate) async fn migrate(url: &str) -> Result<(), StoreError> {
    let pool = connect(url, 1).await?;
    let end = migrations::migrate_postgres(&pool, migrations::known()).await;
    pool.close().await;
    end
}

/// Opens a database without a book and gives it the tables of a schema.
pub(crate) async fn create_at(url: &str, schema: i64) -> Result<DatabaseConnection, StoreError> {
    let pool = connect(url, 1).await?;
    migrations::create_postgres(&pool, schema).await?;
    Ok(SqlxPostgresConnector::from_sqlx_postgres_pool(pool))
}

async fn connect(url: &str, connections: u32) -> Result<PgPool, StoreError> {
    let options: PgConnectOptions =
        url.parse()
            .map_err(StoreError::while_opening::<sqlx::Error>(
                "reading the database URL",
            ))?;
    let options = options
        .application_name("clientela")
        .options([
            // Compiling a statement takes longer than any of ours runs.
            ("jit", "off"),
            // The bare ROLLBACK below warns on a clean session, at each acquisition.
            ("client_min_messages", "error"),
            ("statement_timeout", "300s"),
            ("lock_timeout", "30s"),
            ("idle_in_transaction_session_timeout", "300s"),
        ])
        .log_statements(log::LevelFilter::Trace)
        .log_slow_statements(log::LevelFilter::Warn, super::sqlite::SLOW_STATEMENT);
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_WAIT)
        .test_before_acquire(false)
        .before_acquire(|connection, _| {
            // sqlx 0.9.0 forgets a BEGIN whose future is dropped before its answer arrives and hands
            // the session on inside that transaction (transact-rs/sqlx#4385). A bare ROLLBACK ends
            // it; it also shows whether the connection still lives.
            Box::pin(async move { Ok(connection.execute("ROLLBACK").await.is_ok()) })
        })
        .connect_with(options)
        .await
        .map_err(StoreError::while_opening("connecting to PostgreSQL"))
}
