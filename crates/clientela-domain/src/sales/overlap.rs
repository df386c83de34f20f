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
        [Self::Keep, Self::Replace, Self::Both]
            .into_iter()
            .find(|decision| decision.code() == code)
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
/// waits hidden while there is none. A version that was kept out, replaced or waits is no longer
/// compared with: only what counts is.
#[must_use]
pub fn resolve(versions: &[Version<'_>]) -> Resolution {
    let mut resolver = Resolver::new(versions);
    let entries = sorted_entries(versions);
    let mut rest = entries.as_slice();
    while let Some(first) = rest.first() {
        let same = rest
            .iter()
            .take_while(|entry| entry.document == first.document)
            .count();
        let (group, others) = rest.split_at(same);
        // Most documents stand in one file only, often in one part.
        if same > 1 && group[0].version != group[same - 1].version {
            resolver.settle(group);
        }
        rest = others;
    }
    resolver.resolution
}

/// One document of one part, with its place.
#[derive(Clone, Copy)]
struct Entry {
    document: u64,
    content: u64,
    knowledge: u64,
    lines: u32,
    version: u32,
    /// Number of the part over all versions.
    part: u32,
}

/// All entries by document, each document's in import order.
fn sorted_entries(versions: &[Version<'_>]) -> Vec<Entry> {
    let total = versions
        .iter()
        .flat_map(|version| &version.parts)
        .map(|(_, documents)| documents.len())
        .sum();
    let mut entries = Vec::with_capacity(total);
    let parts = versions.iter().zip(0_u32..).flat_map(|(version, number)| {
        version
            .parts
            .iter()
            .map(move |(_, documents)| (number, documents))
    });
    for ((version, documents), part) in parts.zip(0_u32..) {
        entries.extend(documents.iter().map(|entry| Entry {
            document: entry.document,
            content: entry.content,
            knowledge: entry.knowledge,
            lines: entry.lines,
            version,
            part,
        }));
    }
    // The parts are sorted runs laid end to end, and a stable sort merges such runs in one pass.
    entries.sort_by_key(|entry| entry.document);
    entries
}

/// One version of one document: its parts count as one.
#[derive(Clone, Copy)]
struct Candidate<'e> {
    version: usize,
    entries: &'e [Entry],
    content: u64,
    knowledge: u64,
    lines: u64,
}

impl<'e> Candidate<'e> {
    fn of(entries: &'e [Entry]) -> Self {
        let sum = |value: fn(&Entry) -> u64| {
            entries
                .iter()
                .fold(0_u64, |sum, entry| sum.wrapping_add(value(entry)))
        };
        Self {
            version: entries.first().map_or(0, |entry| entry.version as usize),
            entries,
            content: sum(|entry| entry.content),
            knowledge: sum(|entry| entry.knowledge),
            lines: sum(|entry| entry.lines.into()),
        }
    }

    fn same_content(&self, other: &Self) -> bool {
        (self.content, self.lines) == (other.content, other.lines)
    }
}

/// A version that counts, and the later ones that know something else, in import order.
struct Counting<'e> {
    first: Candidate<'e>,
    later: Vec<Candidate<'e>>,
}

impl Counting<'_> {
    fn knowledge(&self) -> u64 {
        self.later.last().unwrap_or(&self.first).knowledge
    }
}

struct Resolver<'v> {
    versions: &'v [Version<'v>],
    resolution: Resolution,
}

impl<'v> Resolver<'v> {
    fn new(versions: &'v [Version<'v>]) -> Self {
        let parts = versions.iter().flat_map(|version| &version.parts);
        let resolution = Resolution {
            hidden: parts.map(|&(part, _)| (part, Vec::new())).collect(),
            counts: vec![VersionCounts::default(); versions.len()],
            ..Resolution::default()
        };
        Self {
            versions,
            resolution,
        }
    }

    /// Settles one document that several versions bring.
    fn settle(&mut self, group: &[Entry]) {
        let mut counting: Vec<Counting<'_>> = Vec::new();
        for entries in group.chunk_by(|one, other| one.version == other.version) {
            let candidate = Candidate::of(entries);
            if counting.is_empty() {
                counting.push(Counting {
                    first: candidate,
                    later: Vec::new(),
                });
                continue;
            }
            let counts = &mut self.resolution.counts[candidate.version];
            if let Some(known) = counting
                .iter_mut()
                .find(|known| known.first.same_content(&candidate))
            {
                counts.duplicate_documents += 1;
                counts.duplicate_lines += candidate.lines;
                if known.knowledge() != candidate.knowledge {
                    known.later.push(candidate);
                }
                self.hide(candidate);
                continue;
            }
            let version = &self.versions[candidate.version];
            let document = group[0].document;
            match version
                .decisions
                .get(&document)
                .copied()
                .or(version.on_conflict)
            {
                None => {
                    counts.conflict_documents += 1;
                    counts.conflict_lines += candidate.lines;
                    let earlier = counting.last().map_or(0, |known| known.first.version);
                    let (earlier, later) = (self.versions[earlier].unit, version.unit);
                    self.resolution.conflicts.push(Conflict {
                        document,
                        earlier,
                        later,
                        lines: candidate.lines,
                    });
                    self.hide(candidate);
                }
                Some(ConflictDecision::Keep) => {
                    counts.kept_out_lines += candidate.lines;
                    self.hide(candidate);
                }
                Some(ConflictDecision::Replace) => {
                    for known in counting.drain(..) {
                        self.resolution.counts[known.first.version].replaced_lines +=
                            known.first.lines;
                        self.hide(known.first);
                    }
                    counting.push(Counting {
                        first: candidate,
                        later: Vec::new(),
                    });
                }
                Some(ConflictDecision::Both) => counting.push(Counting {
                    first: candidate,
                    later: Vec::new(),
                }),
            }
        }
        for known in counting {
            self.merge(&known);
        }
    }

    fn hide(&mut self, candidate: Candidate<'_>) {
        for entry in candidate.entries {
            let hidden = &mut self.resolution.hidden[entry.part as usize].1;
            if hidden.last() != Some(&entry.document) {
                hidden.push(entry.document);
            }
        }
    }

    /// Has a document rewritten when later versions know something else.
    fn merge(&mut self, known: &Counting<'_>) {
        if known.later.is_empty() {
            return;
        }
        self.hide(known.first);
        let parts = |candidate: &Candidate<'_>| -> Vec<PartId> {
            candidate
                .entries
                .iter()
                .map(|entry| self.resolution.hidden[entry.part as usize].0)
                .collect()
        };
        let versions = std::iter::once(&known.first)
            .chain(&known.later)
            .map(parts)
            .collect();
        let document = known.first.entries[0].document;
        self.resolution
            .merged
            .push(MergedDocument { document, versions });
    }
}

#[cfg(test)]
mod tests;
