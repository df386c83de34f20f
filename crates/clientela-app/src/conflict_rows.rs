//! The rows of documents that are already in the book with other lines, as they stood in the file.

use std::collections::HashSet;

use clientela_domain::sales::column::Column;
use clientela_domain::sales::report::{SetAside, SetAsideReason, VALUE_EXCERPT_CHARACTERS};
use clientela_domain::sales::table_file::TableReader;

use crate::error::AppError;
use crate::import_sales::SealedSheet;
use crate::read_sheet::SET_ASIDE_ROWS_MAX;
use crate::set_aside::SetAsideRow;

/// Reads the sheet once more and collects the rows of these documents. Conflicts are rare, so a
/// second reading costs less than remembering every row of every file.
pub(crate) fn conflict_rows(
    mut records: Box<dyn TableReader>,
    sheet: &SealedSheet,
    documents: &HashSet<u64>,
) -> Result<Vec<SetAsideRow>, AppError> {
    let mut rows = Vec::new();
    let field = sheet.plan.mapping.position(Column::DocumentNumber);
    while let Some(batch) = records.next_batch()? {
        let read = sheet.reader.read(&batch);
        let mut all = batch.records();
        for line in 0..read.lines.len() {
            if !documents.contains(&read.lines.document[line]) || rows.len() >= SET_ASIDE_ROWS_MAX {
                continue;
            }
            let source_line = read.lines.source_line[line];
            // Lines come out in the order of the records, so the search goes on where it stopped.
            let Some(record) = all.find(|record| record.line() == source_line) else {
                continue;
            };
            let row = SetAside {
                line: source_line,
                field,
                column: Some(Column::DocumentNumber),
                value: read
                    .lines
                    .document_number
                    .get(line)
                    .chars()
                    .take(VALUE_EXCERPT_CHARACTERS)
                    .collect(),
                reason: SetAsideReason::DocumentConflict,
                row: record.fields().map(str::to_owned).collect(),
            };
            rows.push(SetAsideRow::new(
                &sheet.plan,
                row,
                Some(read.lines.document[line]),
            ));
        }
    }
    Ok(rows)
}
