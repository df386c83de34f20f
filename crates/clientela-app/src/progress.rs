//! How far a long piece of work is, and the wish to stop it. Shared between the worker and whoever
//! watches: the terminal's bar, the page that polls, Ctrl-C.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};

/// What an import is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Copying and hashing the file.
    Keeping,
    /// Finding out how it is written.
    Surveying,
    /// Rows become lines.
    Reading,
    /// Comparing documents with those already in the book.
    Comparing,
    /// The book's transaction.
    Committing,
    /// Finished, one way or another.
    Finished,
}

impl Stage {
    const ALL: [Self; 6] = [
        Self::Keeping,
        Self::Surveying,
        Self::Reading,
        Self::Comparing,
        Self::Committing,
        Self::Finished,
    ];

    /// Message id and stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Keeping => "keeping",
            Self::Surveying => "surveying",
            Self::Reading => "reading",
            Self::Comparing => "comparing",
            Self::Committing => "committing",
            Self::Finished => "finished",
        }
    }
}

/// Counters of one piece of work.
#[derive(Debug, Default)]
pub struct Progress {
    stage: AtomicU8,
    bytes_total: AtomicU64,
    bytes_read: AtomicU64,
    rows: AtomicU64,
    stop: AtomicBool,
}

impl Progress {
    /// Moves on to a stage.
    pub fn enter(&self, stage: Stage) {
        let number = Stage::ALL.iter().position(|one| *one == stage).unwrap_or(0);
        self.stage
            .store(u8::try_from(number).unwrap_or(0), Ordering::Relaxed);
    }

    /// The stage it is in.
    #[must_use]
    pub fn stage(&self) -> Stage {
        Stage::ALL
            .get(usize::from(self.stage.load(Ordering::Relaxed)))
            .copied()
            .unwrap_or(Stage::Finished)
    }

    /// Sets the size of the whole.
    pub fn expect_bytes(&self, total: u64) {
        self.bytes_total.store(total, Ordering::Relaxed);
    }

    /// Says how much is done.
    pub fn advance(&self, bytes_read: u64, more_rows: u64) {
        self.bytes_read.store(bytes_read, Ordering::Relaxed);
        self.rows.fetch_add(more_rows, Ordering::Relaxed);
    }

    /// Bytes done, bytes in all, rows read.
    #[must_use]
    pub fn counts(&self) -> (u64, u64, u64) {
        (
            self.bytes_read.load(Ordering::Relaxed),
            self.bytes_total.load(Ordering::Relaxed),
            self.rows.load(Ordering::Relaxed),
        )
    }

    /// Asks the work to stop at the next safe point.
    pub fn ask_to_stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// True once somebody asked.
    #[must_use]
    pub fn stop_asked(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
}
