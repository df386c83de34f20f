//! A list of rows set aside comes back corrected: the CSV we wrote, changed by somebody.

use std::path::Path;

use clientela_domain::sales::table_file::TableOptions;

use crate::context::Context;
use crate::correct_rows::CorrectedRow;
use crate::error::{AppError, Refusal};
use crate::set_aside::{LIST_COLUMNS, unguarded};

/// Reads a corrected list; any spreadsheet may have saved it.
///
/// # Errors
/// [`AppError::Refused`] when it is no table or lacks the columns `sheet` and `line`.
pub fn read_corrected(context: &Context, path: &Path) -> Result<Vec<CorrectedRow>, AppError> {
    let shape = context.files.inspect(path, &TableOptions::default())?;
    let mut records = context.files.open(path, &shape, 0)?;
    let mut places: Option<(usize, usize)> = None;
    let mut rows = Vec::new();
    while let Some(batch) = records.next_batch()? {
        for record in batch.records() {
            let Some((sheet, line)) = places else {
                let position = |name: &str| record.fields().position(|field| field.trim() == name);
                let found = position(LIST_COLUMNS[0]).zip(position(LIST_COLUMNS[1]));
                places = Some(found.ok_or_else(|| not_a_list(record.fields().collect()))?);
                continue;
            };
            let number = |at: usize| {
                record
                    .field(at)
                    .trim()
                    .trim_end_matches(".0")
                    .parse::<u64>()
                    .ok()
            };
            let (Some(sheet), Some(line)) = (number(sheet), number(line)) else {
                continue;
            };
            rows.push(CorrectedRow {
                sheet: usize::try_from(sheet).unwrap_or(usize::MAX),
                line,
                cells: record
                    .fields()
                    .skip(LIST_COLUMNS.len())
                    .map(|cell| unguarded(cell).to_owned())
                    .collect(),
            });
        }
    }
    Ok(rows)
}

fn not_a_list(header: Vec<&str>) -> AppError {
    Refusal::OptionInvalid {
        option: "--corrected",
        code: "no-list",
        value: header.join(", "),
    }
    .into()
}
