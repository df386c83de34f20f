//! Rewrites documents from several versions of them: what a later export knows beyond an earlier
//! one (delivered day, paid amount, names) is brought up to date.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use arrow::array::{AsArray, BooleanArray};
use arrow::datatypes::UInt64Type;
use clientela_domain::ids::PartId;
use clientela_domain::ports::{MergedDocument, PartWriter, SealedPart};
use clientela_domain::sales::lines::{LineBatch, UNKNOWN_DAY, UNKNOWN_UNITS};
use fs_err as fs;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowPredicateFn, ParquetRecordBatchReaderBuilder, RowFilter};
use xxhash_rust::xxh3::Xxh3DefaultBuilder;

use crate::columns::{DAYS, IDENTITIES, UNITS, WORDS};
use crate::folder::{Folder, LINES};
use crate::schema::append_lines;

/// Documents merged at a time, to bound memory: their lines, once per version.
const DOCUMENTS_AT_A_TIME: usize = 20_000;

type Cause = Box<dyn std::error::Error + Send + Sync>;
type Wanted = HashSet<u64, Xxh3DefaultBuilder>;

/// Merges the documents into `writer` and seals it.
pub(crate) fn merge(
    folder: &Folder,
    mut writer: Box<dyn PartWriter>,
    documents: &[MergedDocument],
) -> Result<SealedPart, Cause> {
    for chunk in documents.chunks(DOCUMENTS_AT_A_TIME) {
        let versions = Versions::read(folder, chunk)?;
        let mut merged = LineBatch::default();
        for document in chunk {
            versions.merge_document(document, &mut merged)?;
        }
        writer.write(&merged)?;
    }
    Ok(writer.seal()?)
}

/// The lines of some documents in every part that has a version of them.
struct Versions {
    parts: HashMap<PartId, PartLines>,
}

struct PartLines {
    lines: LineBatch,
    by_document: HashMap<u64, Vec<usize>, Xxh3DefaultBuilder>,
}

/// A line and the batch it lies in.
type Line<'a> = (&'a LineBatch, usize);

impl Versions {
    fn read(folder: &Folder, documents: &[MergedDocument]) -> Result<Self, Cause> {
        let mut wanted: HashMap<PartId, Wanted> = HashMap::new();
        for document in documents {
            for part in document.versions.iter().flatten() {
                wanted.entry(*part).or_default().insert(document.document);
            }
        }
        let mut parts = HashMap::new();
        for (part, documents) in wanted {
            let lines = read_documents(folder, part, documents)?;
            let mut by_document: HashMap<u64, Vec<usize>, _> = HashMap::default();
            for (line, document) in lines.document.iter().enumerate() {
                by_document.entry(*document).or_default().push(line);
            }
            parts.insert(part, PartLines { lines, by_document });
        }
        Ok(Self { parts })
    }

    /// Lines of a version, in the order of its files.
    fn version(&self, document: u64, parts: &[PartId]) -> Vec<Line<'_>> {
        let of_part = |part| {
            let part: Option<&PartLines> = self.parts.get(part);
            part.and_then(|part| Some((&part.lines, part.by_document.get(&document)?)))
        };
        let lines = parts.iter().filter_map(of_part);
        lines
            .flat_map(|(lines, at)| at.iter().map(move |&line| (lines, line)))
            .collect()
    }

    fn merge_document(
        &self,
        document: &MergedDocument,
        merged: &mut LineBatch,
    ) -> Result<(), Cause> {
        let key = document.document;
        let mut versions = document
            .versions
            .iter()
            .map(|parts| self.version(key, parts));
        let first = versions.next().unwrap_or_default();
        if first.is_empty() {
            return Err(format!("document {key} has no line in its first version").into());
        }
        let mut paired: Vec<Vec<Line<'_>>> = first.into_iter().map(|line| vec![line]).collect();
        for version in versions {
            pair(key, &mut paired, &version)?;
        }
        for versions in &paired {
            push_merged(merged, versions);
        }
        Ok(())
    }
}

/// Puts each line of a later version to the line with the same content; equal lines pair in order.
fn pair<'a>(
    document: u64,
    paired: &mut [Vec<Line<'a>>],
    version: &[Line<'a>],
) -> Result<(), Cause> {
    let content = |&(lines, line): &Line<'_>| lines.content[line];
    // Both sorted by content, and within equal content in their own order.
    let mut earlier: Vec<usize> = (0..paired.len()).collect();
    earlier.sort_by_key(|&at| content(&paired[at][0]));
    let mut later = version.to_vec();
    later.sort_by_key(content);
    let same = earlier.len() == later.len()
        && earlier
            .iter()
            .zip(&later)
            .all(|(&at, line)| content(&paired[at][0]) == content(line));
    if !same {
        // Merging would lose or double sales.
        return Err(format!("the versions of document {document} differ in their content").into());
    }
    for (at, line) in earlier.into_iter().zip(later) {
        paired[at].push(line);
    }
    Ok(())
}

/// Appends one line, each value from the latest version that knows it. The line's hashes, source
/// line and kind are the latest version's, so that the same export once more brings nothing new.
fn push_merged(to: &mut LineBatch, versions: &[Line<'_>]) {
    let (latest, latest_line) = versions[versions.len() - 1];
    let latest_known = |known: &dyn Fn(&LineBatch, usize) -> bool| {
        let by_latest = versions.iter().rev();
        by_latest
            .copied()
            .find(|&(lines, line)| known(lines, line))
            .unwrap_or((latest, latest_line))
    };
    for column in IDENTITIES {
        (column.of_mut)(to).push((column.of)(latest)[latest_line]);
    }
    to.kind.push(latest.kind[latest_line]);
    to.currency.push(latest.currency[latest_line]);
    for column in WORDS {
        let (lines, line) = latest_known(&|lines, line| !(column.of)(lines).get(line).is_empty());
        (column.of_mut)(to).push((column.of)(lines).get(line));
    }
    for column in UNITS {
        let (lines, line) = latest_known(&|lines, line| (column.of)(lines)[line] != UNKNOWN_UNITS);
        (column.of_mut)(to).push((column.of)(lines)[line]);
    }
    for column in DAYS {
        let (lines, line) = latest_known(&|lines, line| (column.of)(lines)[line] != UNKNOWN_DAY);
        (column.of_mut)(to).push((column.of)(lines)[line]);
    }
}

/// The lines of the wanted documents of a part, in the order of its file.
fn read_documents(folder: &Folder, part: PartId, wanted: Wanted) -> Result<LineBatch, Cause> {
    let file = fs::File::open(folder.part_file(part, LINES))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file.into_file())?;
    let document = ProjectionMask::columns(builder.parquet_schema(), ["document"]);
    let wanted = Arc::new(wanted);
    let is_wanted = ArrowPredicateFn::new(document, move |batch| {
        let documents = batch.column(0).as_primitive::<UInt64Type>().values();
        Ok(documents
            .iter()
            .map(|document| Some(wanted.contains(document)))
            .collect::<BooleanArray>())
    });
    let mut lines = LineBatch::default();
    for batch in builder
        .with_row_filter(RowFilter::new(vec![Box::new(is_wanted)]))
        .build()?
    {
        append_lines(&mut lines, &batch?)?;
    }
    Ok(lines)
}
