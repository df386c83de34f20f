//! Which documents a part holds, and the file that lists them.
//!
//! The file also carries the hashes of its two neighbours, so that a damaged summary, which the
//! book does not know, cannot pass as a figure (`RELIABILITY.md` S4):
//!
//! | bytes | meaning |
//! |---|---|
//! | 8 | `CLDOCS01` |
//! | 8 | number of documents, little endian like all numbers here |
//! | 4 + 4 | first and last day, as days since 1970; last before first when the part has no lines |
//! | 32 | BLAKE3 of the file of lines |
//! | 32 | BLAKE3 of the summary; zeros when the part has none |
//! | 32 | BLAKE3 of everything above |
//! | 28 each | key, content, knowledge, lines; ascending by key |
//! | 32 | BLAKE3 of everything above |

use clientela_domain::day::DayNumber;
use clientela_domain::ports::DocumentEntry;
use clientela_domain::sales::lines::LineBatch;

const MAGIC: &[u8; 8] = b"CLDOCS01";
const HASH_BYTES: usize = 32;
const ENTRY_BYTES: usize = 8 + 8 + 8 + 4;

/// Bytes of the head with its hash, enough for [`DocumentHead::from_bytes`].
pub(crate) const HEAD_BYTES: usize = 8 + 8 + 4 + 4 + 3 * HASH_BYTES;

/// Entries gathered before the first compaction; 32 MB.
const COMPACTION_MIN: usize = 1_000_000;

/// Sums lines into documents. Lines of one document mostly follow each other, so a sorted list
/// that is compacted when it has doubled needs less memory than a hash map of ten million lines.
#[derive(Default)]
pub(crate) struct DocumentSums {
    entries: Vec<DocumentEntry>,
    compacted: usize,
}

impl DocumentSums {
    pub(crate) fn add(&mut self, lines: &LineBatch) {
        for line in 0..lines.len() {
            let entry = DocumentEntry {
                document: lines.document[line],
                content: lines.content[line],
                knowledge: lines.knowledge[line],
                lines: 1,
            };
            match self.entries.last_mut() {
                Some(last) if last.document == entry.document => {
                    absorb(last, &entry);
                }
                _ => self.entries.push(entry),
            }
        }
        if self.entries.len() >= (2 * self.compacted).max(COMPACTION_MIN) {
            self.compact();
        }
    }

    fn compact(&mut self) {
        self.entries.sort_unstable_by_key(|entry| entry.document);
        self.entries.dedup_by(|next, kept| {
            let same = next.document == kept.document;
            if same {
                absorb(kept, next);
            }
            same
        });
        self.compacted = self.entries.len();
    }

    /// The documents, ascending by key.
    pub(crate) fn finish(mut self) -> Vec<DocumentEntry> {
        self.compact();
        self.entries.shrink_to_fit();
        self.entries
    }
}

fn absorb(sum: &mut DocumentEntry, entry: &DocumentEntry) {
    sum.content = sum.content.wrapping_add(entry.content);
    sum.knowledge = sum.knowledge.wrapping_add(entry.knowledge);
    sum.lines = sum.lines.saturating_add(entry.lines);
}

/// What the head of the file of documents says about the part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DocumentHead {
    pub(crate) documents: u64,
    /// First and last day; `None` without lines.
    pub(crate) days: Option<(DayNumber, DayNumber)>,
    pub(crate) lines_hash: blake3::Hash,
    /// `None` when the part has no summary.
    pub(crate) summary_hash: Option<blake3::Hash>,
}

impl DocumentHead {
    /// Reads the head; `None` when it is damaged.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (head, _) = bytes.split_first_chunk::<HEAD_BYTES>()?;
        let (body, hash) = head.split_last_chunk::<HASH_BYTES>()?;
        let (magic, rest) = body.split_first_chunk::<8>()?;
        if magic != MAGIC || blake3::hash(body).as_bytes() != hash {
            return None;
        }
        let (documents, rest) = rest.split_first_chunk::<8>()?;
        let (first, rest) = rest.split_first_chunk::<4>()?;
        let (last, rest) = rest.split_first_chunk::<4>()?;
        let (lines_hash, rest) = rest.split_first_chunk::<HASH_BYTES>()?;
        let (summary_hash, _) = rest.split_first_chunk::<HASH_BYTES>()?;
        let (first, last) = (
            DayNumber::from_le_bytes(*first),
            DayNumber::from_le_bytes(*last),
        );
        Some(Self {
            documents: u64::from_le_bytes(*documents),
            days: (first <= last).then_some((first, last)),
            lines_hash: blake3::Hash::from_bytes(*lines_hash),
            summary_hash: (*summary_hash != [0; HASH_BYTES])
                .then(|| blake3::Hash::from_bytes(*summary_hash)),
        })
    }
}

/// The whole file as bytes.
pub(crate) fn to_bytes(head: &DocumentHead, documents: &[DocumentEntry]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEAD_BYTES + documents.len() * ENTRY_BYTES + HASH_BYTES);
    let (first, last) = head.days.unwrap_or((0, -1));
    let summary_hash = head
        .summary_hash
        .unwrap_or(blake3::Hash::from_bytes([0; HASH_BYTES]));
    bytes.extend_from_slice(MAGIC);
    bytes.extend_from_slice(&head.documents.to_le_bytes());
    bytes.extend_from_slice(&first.to_le_bytes());
    bytes.extend_from_slice(&last.to_le_bytes());
    bytes.extend_from_slice(head.lines_hash.as_bytes());
    bytes.extend_from_slice(summary_hash.as_bytes());
    let hash = blake3::hash(&bytes);
    bytes.extend_from_slice(hash.as_bytes());
    for entry in documents {
        bytes.extend_from_slice(&entry.document.to_le_bytes());
        bytes.extend_from_slice(&entry.content.to_le_bytes());
        bytes.extend_from_slice(&entry.knowledge.to_le_bytes());
        bytes.extend_from_slice(&entry.lines.to_le_bytes());
    }
    let hash = blake3::hash(&bytes);
    bytes.extend_from_slice(hash.as_bytes());
    bytes
}

/// Reads the whole file; `None` when it is damaged.
pub(crate) fn from_bytes(bytes: &[u8]) -> Option<(DocumentHead, Vec<DocumentEntry>)> {
    let (body, hash) = bytes.split_last_chunk::<HASH_BYTES>()?;
    if blake3::hash(body).as_bytes() != hash {
        return None;
    }
    let head = DocumentHead::from_bytes(body)?;
    let entries = body.get(HEAD_BYTES..)?;
    let documents: Vec<DocumentEntry> = entries
        .chunks_exact(ENTRY_BYTES)
        .map(entry_from_bytes)
        .collect::<Option<_>>()?;
    let complete =
        entries.len() == documents.len() * ENTRY_BYTES && documents.len() as u64 == head.documents;
    complete.then_some((head, documents))
}

fn entry_from_bytes(bytes: &[u8]) -> Option<DocumentEntry> {
    let (document, rest) = bytes.split_first_chunk::<8>()?;
    let (content, rest) = rest.split_first_chunk::<8>()?;
    let (knowledge, rest) = rest.split_first_chunk::<8>()?;
    Some(DocumentEntry {
        document: u64::from_le_bytes(*document),
        content: u64::from_le_bytes(*content),
        knowledge: u64::from_le_bytes(*knowledge),
        lines: u32::from_le_bytes(rest.try_into().ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_flipped_byte_of_the_file_is_noticed() {
        let documents = vec![DocumentEntry {
            document: 7,
            content: 8,
            knowledge: 9,
            lines: 2,
        }];
        let head = DocumentHead {
            documents: 1,
            days: Some((-3, 20_000)),
            lines_hash: blake3::hash(b"lines"),
            summary_hash: None,
        };
        let bytes = to_bytes(&head, &documents);
        assert_eq!(from_bytes(&bytes), Some((head.clone(), documents)));
        assert_eq!(DocumentHead::from_bytes(&bytes), Some(head));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert!(from_bytes(&damaged).is_none(), "byte {at}");
            assert!(from_bytes(&bytes[..at]).is_none(), "cut at {at}");
        }
    }
}
