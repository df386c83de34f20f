//! The two handles through which everything passes: [`Read`] and [`Tx`].

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Timestamp;
use sea_orm::{DatabaseConnection, DatabaseExecutor, DatabaseTransaction};
use serde_json::json;

use crate::error::StoreError;
use crate::journal::{self, JournalEntry};
use crate::sql::Executor;
use crate::viewer::Viewer;
use crate::walls;

/// Changes told to a program whose answer was lost; who changes more reads them in the journal.
const CHANGES_TOLD_MAX: usize = 100;

/// The future of a write, as [`crate::Store::write`] takes it.
pub type Work<'t, T> = Pin<Box<dyn Future<Output = Result<T, StoreError>> + Send + 't>>;

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Read {}
    impl Sealed for super::Tx {}
    impl Sealed for crate::snapshot::Snapshot {}
}

/// What can be read from: a [`Read`], or a [`Tx`] that also sees its own changes.
pub trait Reader: Send + Sync + sealed::Sealed {
    /// Who asks.
    fn viewer(&self) -> &Viewer;

    /// What runs the statements; of use inside this crate only.
    #[doc(hidden)]
    fn executor(&self) -> Executor<'_>;

    /// Remembers that a statement failed; of use inside this crate only.
    #[doc(hidden)]
    fn note_failure(&self) {}
}

/// Reads on behalf of a viewer.
#[derive(Clone, Debug)]
pub struct Read {
    pub(crate) pool: DatabaseConnection,
    pub(crate) viewer: Viewer,
}

impl Reader for Read {
    fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    fn executor(&self) -> Executor<'_> {
        Executor(DatabaseExecutor::Connection(&self.pool))
    }
}

/// A write in progress on behalf of a viewer.
#[derive(Debug)]
pub struct Tx {
    database: DatabaseTransaction,
    viewer: Viewer,
    journalled: bool,
    /// Something changed that may move who is outside of which wall.
    moves_walls: bool,
    /// It says who rivals whom, see [`walls::names_rivals`].
    names_rivals: bool,
    broken: AtomicBool,
    /// What was journalled: action, entity, which one.
    changes: Vec<(&'static str, &'static str, String)>,
}

impl Reader for Tx {
    fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    fn executor(&self) -> Executor<'_> {
        Executor(DatabaseExecutor::Transaction(&self.database))
    }

    fn note_failure(&self) {
        self.broken.store(true, Ordering::Relaxed);
    }
}

impl Tx {
    pub(crate) fn new(database: DatabaseTransaction, viewer: Viewer) -> Self {
        Self {
            database,
            viewer,
            journalled: false,
            moves_walls: false,
            names_rivals: false,
            broken: AtomicBool::new(false),
            changes: Vec::new(),
        }
    }

    /// The moment of this write, as the viewer brought it.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        self.viewer.at
    }

    /// Writes a row of the journal; every write of something people care about needs one.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn journal(&mut self, entry: JournalEntry) -> Result<(), StoreError> {
        let change = (entry.action, entry.entity, entry.entity_id.clone());
        self.moves_walls |= walls::may_move(entry.entity);
        self.names_rivals |= walls::names_rivals(entry.entity);
        journal::append(self, entry).await?;
        self.journalled = true;
        if self.changes.len() < CHANGES_TOLD_MAX {
            self.changes.push(change);
        }
        Ok(())
    }

    /// What this transaction has changed, as JSON: the answer to a request sent again whose own
    /// answer was lost.
    pub(crate) fn changes(&self) -> String {
        let changes: Vec<_> = self
            .changes
            .iter()
            .map(|(action, entity, id)| json!({ "action": action, "entity": entity, "id": id }))
            .collect();
        json!({ "repeated": true, "changes": changes }).to_string()
    }

    /// Allows this write without a journal row, for the reason given: sessions, throttling,
    /// progress. Not for anything a person would want to see in a history.
    pub fn unjournalled(&mut self, reason: &'static str) {
        tracing::trace!(reason, "a write without a journal row");
        self.journalled = true;
    }

    /// Brings who is outside of which wall in line with what this write changed.
    pub(crate) async fn renew_walls(&mut self) -> Result<(), StoreError> {
        // A write in which a statement failed is refused as such.
        if self.moves_walls && !self.broken.load(Ordering::Relaxed) {
            walls::renew(self, !self.names_rivals).await?;
        }
        Ok(())
    }

    pub(crate) async fn commit(self) -> Result<(), StoreError> {
        // After a failed statement PostgreSQL answers COMMIT with a silent ROLLBACK, and SQLite would
        // commit what came before: refuse both alike.
        let refusal = if self.broken.load(Ordering::Relaxed) {
            StoreError::Broken
        } else if !self.journalled {
            StoreError::NotJournalled
        } else {
            return self
                .database
                .commit()
                .await
                .map_err(StoreError::while_doing("committing"));
        };
        self.roll_back().await;
        Err(refusal)
    }

    pub(crate) async fn roll_back(self) {
        if let Err(error) = self.database.rollback().await {
            // The connection is dropped or cleaned by the pool; nothing was committed either way.
            tracing::warn!(%error, "a write could not be rolled back in words");
        }
    }
}
