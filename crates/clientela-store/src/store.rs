//! The book: opening it, reading from it, writing to it.

use std::time::Duration;

use sea_orm::{
    DatabaseConnection, DbBackend, IsolationLevel, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};

use crate::connection::{postgres, sqlite};
use crate::error::StoreError;
use crate::kept_answers::{Keeping, Requests};
use crate::location::BookLocation;
use crate::revision::LastRevision;
use crate::transaction::{Read, Tx, Work};
use crate::viewer::Viewer;

/// Tries of one write when PostgreSQL finds it in conflict with another: the first and three more.
const WRITE_TRIES_MAX: u32 = 4;

/// Longest wait before the second try; doubles with each further one.
const RETRY_WAIT_MAX: Duration = Duration::from_millis(20);

/// An open book. Cheap to clone; all clones share their connections.
#[derive(Clone, Debug)]
pub struct Store {
    location: BookLocation,
    read: DatabaseConnection,
    write: DatabaseConnection,
    requests: Requests,
    last_revision: LastRevision,
}

impl Store {
    /// Opens a book. On SQLite it is created when missing and migrated when older, after a copy of
    /// it was written beside it; on PostgreSQL an older schema is refused (see [`Store::migrate`]).
    ///
    /// # Errors
    /// When the database cannot be reached, is no book, is newer than this program, or its
    /// connection lacks a property the promises rest on.
    pub async fn open(location: &BookLocation) -> Result<Self, StoreError> {
        fs_err::create_dir_all(location.folder()).map_err(StoreError::Folder)?;
        let (read, write) = match location {
            BookLocation::Folder(folder) => sqlite::open(folder).await?,
            BookLocation::Postgres { url, .. } => {
                let pool = postgres::open(url, postgres::CONNECTIONS_MAX).await?;
                (pool.clone(), pool)
            }
        };
        Ok(Self {
            location: location.clone(),
            read,
            write,
            requests: Requests::default(),
            last_revision: LastRevision::default(),
        })
    }

    /// Brings the schema up to date; the explicit step PostgreSQL needs before [`Store::open`].
    /// Does nothing to a book that is up to date.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub async fn migrate(location: &BookLocation) -> Result<(), StoreError> {
        match location {
            BookLocation::Folder(_) => Self::open(location).await?.close().await,
            BookLocation::Postgres { url, .. } => postgres::migrate(url).await,
        }
    }

    /// Where the book lies.
    #[must_use]
    pub fn location(&self) -> &BookLocation {
        &self.location
    }

    /// Closes every connection; on SQLite this also folds the write-ahead log into the file.
    ///
    /// # Errors
    /// When a connection cannot be closed.
    pub async fn close(self) -> Result<(), StoreError> {
        self.read
            .close()
            .await
            .map_err(StoreError::while_doing("closing the book"))?;
        self.write
            .close()
            .await
            .map_err(StoreError::while_doing("closing the book"))
    }

    /// A handle to read on behalf of a viewer; pass it to the functions of this crate's modules.
    #[must_use]
    pub fn read(&self, viewer: &Viewer) -> Read {
        Read {
            pool: self.read.clone(),
            viewer: *viewer,
        }
    }

    /// Writes on behalf of a viewer, in one transaction.
    ///
    /// The work runs in a task of its own, so that a caller who goes away never cancels it. It may
    /// run up to four times (PostgreSQL only), so it must touch nothing but the transaction: no
    /// files, no mail, no channel. It must call [`Tx::journal`] or [`Tx::unjournalled`].
    ///
    /// # Errors
    /// What the work returns; [`StoreError::NotJournalled`]; a database error. Nothing is written
    /// then.
    pub fn write<T, F>(
        &self,
        viewer: &Viewer,
        work: F,
    ) -> impl Future<Output = Result<T, StoreError>> + Send + use<T, F>
    where
        T: Send + 'static,
        F: for<'t> Fn(&'t mut Tx) -> Work<'t, T> + Send + Sync + 'static,
    {
        self.write_with(viewer, (), move |tx, &()| work(tx))
    }

    /// As [`Store::write`], with an input the work borrows, so that it need not be cloned for
    /// each try.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_with<I, T, F>(
        &self,
        viewer: &Viewer,
        input: I,
        work: F,
    ) -> impl Future<Output = Result<T, StoreError>> + Send + use<I, T, F>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'t> Fn(&'t mut Tx, &'t I) -> Work<'t, T> + Send + Sync + 'static,
    {
        let pool = self.write.clone();
        let viewer = *viewer;
        // Looked up now: the caller may be gone, and its request with it, when the work begins.
        let keeping = self.requests.of(&viewer);
        let last_revision = self.last_revision.clone();
        let task = async move {
            let keeping = keeping?;
            let mut tries = 1;
            loop {
                let end = attempt(&pool, viewer, keeping.as_deref(), &input, &work).await;
                last_revision.written();
                match end {
                    Err(error) if error.is_transient() && tries < WRITE_TRIES_MAX => {
                        tracing::debug!(tries, "a write met another and is tried again");
                        tokio::time::sleep(wait_before(tries)).await;
                        tries += 1;
                    }
                    end => break end,
                }
            }
        };
        async move {
            tokio::spawn(task).await.unwrap_or_else(|error| {
                tracing::error!(%error, "a write was interrupted");
                Err(StoreError::Interrupted)
            })
        }
    }

    pub(crate) const fn last_revision(&self) -> &LastRevision {
        &self.last_revision
    }

    pub(crate) const fn requests(&self) -> &Requests {
        &self.requests
    }

    /// The pool of writing connections, for tests of the connections themselves.
    #[cfg(test)]
    pub(crate) fn write_pool(&self) -> &DatabaseConnection {
        &self.write
    }

    /// The pool of reading connections, for tests of the connections themselves.
    #[cfg(test)]
    pub(crate) fn read_pool(&self) -> &DatabaseConnection {
        &self.read
    }

    /// A book on a PostgreSQL pool of the given size, for tests that need to know the connection.
    #[cfg(test)]
    pub(crate) async fn open_postgres_with(
        location: &BookLocation,
        connections: u32,
    ) -> Result<Self, StoreError> {
        let BookLocation::Postgres { url, .. } = location else {
            return Err(StoreError::GivenUp("not PostgreSQL"));
        };
        let pool = postgres::open(url, connections).await?;
        Ok(Self {
            location: location.clone(),
            read: pool.clone(),
            write: pool,
            requests: Requests::default(),
            last_revision: LastRevision::default(),
        })
    }
}

async fn attempt<I, T, F>(
    pool: &DatabaseConnection,
    viewer: Viewer,
    keeping: Option<&Keeping>,
    input: &I,
    work: &F,
) -> Result<T, StoreError>
where
    T: 'static,
    F: for<'t> Fn(&'t mut Tx, &'t I) -> Work<'t, T>,
{
    let on_postgres = pool.get_database_backend() == DbBackend::Postgres;
    let options = TransactionOptions {
        // SQLite is always serializable and warns when told so.
        isolation_level: on_postgres.then_some(IsolationLevel::Serializable),
        access_mode: None,
        sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
    };
    let database = pool
        .begin_with_options(options)
        .await
        .map_err(StoreError::while_doing("beginning a write"))?;
    let mut tx = Tx::new(database, viewer);
    match answered(&mut tx, keeping, input, work).await {
        Ok((value, answer)) => {
            tx.commit().await?;
            if let (Some(keeping), Some(answer)) = (keeping, answer) {
                keeping.committed(answer);
            }
            Ok(value)
        }
        Err(error) => {
            tx.roll_back().await;
            Err(error)
        }
    }
}

/// The work between the claim of its request's key and the keeping of its answer.
async fn answered<I, T, F>(
    tx: &mut Tx,
    keeping: Option<&Keeping>,
    input: &I,
    work: &F,
) -> Result<(T, Option<String>), StoreError>
where
    T: 'static,
    F: for<'t> Fn(&'t mut Tx, &'t I) -> Work<'t, T>,
{
    let Some(keeping) = keeping else {
        let value = work(tx, input).await?;
        tx.renew_walls().await?;
        return Ok((value, None));
    };
    keeping.claim(tx).await?;
    let value = work(tx, input).await?;
    tx.renew_walls().await?;
    let answer = keeping.answer(tx, &value)?;
    if let Some(answer) = &answer {
        keeping.keep(tx, answer).await?;
    }
    Ok((value, answer))
}

/// A random wait, so that two writes that met do not meet again.
fn wait_before(tries: u32) -> Duration {
    RETRY_WAIT_MAX.mul_f64(rand::random::<f64>() * f64::from(1_u32 << tries.min(8)) / 2.0)
}
