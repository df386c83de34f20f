//! The number of the last change, asked once by each request however many of its questions need it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::error::StoreError;
use crate::journal;
use crate::store::Store;
use crate::viewer::Viewer;

/// How long a number that was read may serve a viewer who lives longer than a request, and would
/// otherwise not see what another process wrote.
const KEPT: Duration = Duration::from_millis(200);

/// The last reading, shared by the clones of a store.
#[derive(Clone, Debug, Default)]
pub(crate) struct LastRevision {
    /// Writes of this process that have ended, however they ended.
    writes: Arc<AtomicU64>,
    reading: Arc<Mutex<Option<Reading>>>,
}

/// One reading of the number.
#[derive(Clone, Copy, Debug)]
struct Reading {
    revision: u64,
    /// When the request began for which it was read: it was read no earlier than that.
    for_request_at: Timestamp,
    /// Writes that had ended before it was read.
    writes: u64,
    began: Instant,
}

impl LastRevision {
    /// To be called when a write has ended, before its caller hears of it.
    pub(crate) fn written(&self) {
        self.writes.fetch_add(1, Ordering::SeqCst);
    }

    /// A number read after this viewer's request began, with no write of this process since.
    fn known(&self, viewer: &Viewer, writes: u64) -> Option<u64> {
        let reading = *self.reading.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = |reading: &Reading| {
            reading.for_request_at >= viewer.at
                && reading.writes == writes
                && reading.began.elapsed() < KEPT
        };
        reading.filter(fresh).map(|reading| reading.revision)
    }
}

impl Store {
    /// As [`journal::revision`], as new as the viewer's request or newer.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn revision(&self, viewer: &Viewer) -> Result<u64, StoreError> {
        let last = self.last_revision();
        let (writes, began) = (last.writes.load(Ordering::SeqCst), Instant::now());
        if let Some(known) = last.known(viewer, writes) {
            return Ok(known);
        }
        let revision = journal::revision(&self.read(viewer)).await?;
        let reading = Reading {
            revision,
            for_request_at: viewer.at,
            writes,
            began,
        };
        *last.reading.lock().unwrap_or_else(PoisonError::into_inner) = Some(reading);
        Ok(revision)
    }
}
