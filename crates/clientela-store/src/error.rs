//! What the book could not do.

use std::path::PathBuf;

use sea_orm::DbErr;

use crate::viewer::Permission;

/// What the book could not do. A lookup that finds nothing is `Ok(None)`, not an error.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or was unreachable.
    #[error("the book failed while {operation}")]
    Database {
        /// What was being done.
        operation: &'static str,
        /// Why.
        #[source]
        source: DbErr,
    },
    /// The database driver refused outside of a statement: while opening or migrating.
    #[error("the book failed while {operation}")]
    Open {
        /// What was being done.
        operation: &'static str,
        /// Why.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A folder or file could not be created.
    #[error("the folder of the book cannot be used")]
    Folder(#[source] std::io::Error),
    /// The file is no book of this program.
    #[error("`{0}` is not a book of Clientela")]
    NotABook(PathBuf),
    /// The book was written by a newer version of the program.
    #[error("the book has schema {found}, this program knows up to {known}; use the newer program")]
    NewerSchema {
        /// Schema of the book.
        found: i64,
        /// Newest schema this program knows.
        known: i64,
    },
    /// The database must be migrated first; only on PostgreSQL, where this is explicit.
    #[error("the book has schema {found}, this program needs {known}; run `clientela migrate`")]
    OlderSchema {
        /// Schema of the book; 0 for an empty database.
        found: i64,
        /// Schema this program needs.
        known: i64,
    },
    /// The connection does not have a property the promises of the book rest on.
    #[error("the book's connection has {name} = `{found}` instead of `{expected}`")]
    Unsafe {
        /// Which property.
        name: &'static str,
        /// What it is.
        found: String,
        /// What it must be.
        expected: String,
    },
    /// Somebody else changed the row since it was read.
    #[error("somebody else has changed this in the meantime")]
    Stale,
    /// The row to be changed does not exist, or the viewer may not see it.
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// Something with this key exists already.
    #[error("this {0} exists already")]
    Exists(&'static str),
    /// A change of state that is not allowed.
    #[error("{entity} cannot become {to} from {from}")]
    Transition {
        /// What.
        entity: &'static str,
        /// State it is in.
        from: &'static str,
        /// State asked for.
        to: &'static str,
    },
    /// A value that cannot stand in the book beside what is there.
    #[error("{field} cannot be taken: {code}")]
    Refused {
        /// Name of the field.
        field: &'static str,
        /// Why, as a stable code.
        code: &'static str,
    },
    /// The viewer may not do this.
    #[error("this needs the permission {0:?}")]
    Forbidden(Permission),
    /// A write would have been committed without a row in the journal.
    #[error("a write without a journal entry was refused")]
    NotJournalled,
    /// The request was done before; its answer is kept under its key.
    #[error("this request was done before; its answer is kept")]
    Repeated,
    /// The write of a request returned something else than its answer is made of.
    #[error("a write without the answer of its request was refused")]
    NotAnswered,
    /// A request whose answer is kept tried to write again, after its one transaction.
    #[error("a second transaction of one request was refused")]
    SecondWrite,
    /// A statement failed and the failure was ignored; nothing was committed.
    #[error("a statement of the write failed, so nothing was written")]
    Broken,
    /// The caller wants nothing written, for this reason.
    #[error("the write was given up: {0}")]
    GivenUp(&'static str),
    /// A row holds something this program does not understand.
    #[error("the book holds an unknown {what}: `{value}`")]
    Inconsistent {
        /// What kind of value.
        what: &'static str,
        /// The value.
        value: String,
    },
    /// The task that wrote was ended by a panic or by the end of the program; nothing was committed.
    #[error("the write was interrupted")]
    Interrupted,
}

impl StoreError {
    /// True when the same transaction may succeed if it is tried again: a serialisation failure or a
    /// deadlock on PostgreSQL, a busy database on SQLite.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        let Self::Database { source, .. } = self else {
            return false;
        };
        let (DbErr::Exec(sea_orm::RuntimeErr::SqlxError(cause))
        | DbErr::Query(sea_orm::RuntimeErr::SqlxError(cause))
        | DbErr::Conn(sea_orm::RuntimeErr::SqlxError(cause))) = source
        else {
            return false;
        };
        // 40001 serialization_failure, 40P01 deadlock_detected; SQLITE_BUSY and its extended codes.
        cause
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code)
            .is_some_and(|code| matches!(&*code, "40001" | "40P01" | "5" | "261" | "517"))
    }

    pub(crate) fn while_doing(operation: &'static str) -> impl FnOnce(DbErr) -> Self {
        move |source| Self::Database { operation, source }
    }

    pub(crate) fn while_opening<E>(operation: &'static str) -> impl FnOnce(E) -> Self
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        move |source| Self::Open {
            operation,
            source: source.into(),
        }
    }
}
