//! The rows of a file of records, whole, in memory: such files are small beside sales.

use std::collections::BTreeMap;
use std::path::Path;

use clientela_domain::records::RecordColumn;
use clientela_domain::sales::report::{SetAsideReason, SkipReason, VALUE_EXCERPT_CHARACTERS};
use clientela_domain::sales::rows::{CellKind, Record, RowFlaw};
use clientela_domain::sales::table_file::{TableError, TableErrorCode, TableFiles};
use clientela_domain::sales::values::{clean_code, code_lost_digits, is_blank};

use super::plan::RecordPlan;
use crate::error::AppError;
use crate::plan_import::short_rows_allowed;
use crate::progress::Progress;
use crate::set_aside::SetAsideRow;

/// Rows of one file: a firm has no more clients or people, and a file is held in memory whole.
const ROWS_MAX: usize = 500_000;

/// A row with what it says, below the header.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Physical line (or sheet row), counted from 1.
    pub(crate) line: u64,
    /// Its cells as they stand in the file.
    pub(crate) cells: Vec<String>,
}

/// The rows of a file.
#[derive(Debug, Default)]
pub(crate) struct ReadRows {
    /// Rows below the titles, the skipped ones included.
    pub(crate) read: u64,
    /// Rows that say something.
    pub(crate) rows: Vec<Row>,
    /// Rows that cannot be read.
    pub(crate) set_aside: Vec<SetAsideRow>,
    /// Rows that are none, by reason.
    pub(crate) skipped: BTreeMap<SkipReason, u64>,
}

/// Why a row cannot be taken, and at which column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) column: Option<RecordColumn>,
    pub(crate) reason: SetAsideReason,
}

impl Fault {
    /// At a column.
    pub(crate) const fn at(column: RecordColumn, reason: SetAsideReason) -> Self {
        Self {
            column: Some(column),
            reason,
        }
    }
}

impl Row {
    /// What the row says in a column; empty when nothing, or when the file has no such column.
    pub(crate) fn text(&self, plan: &RecordPlan, column: RecordColumn) -> &str {
        let position = plan.mapping.position(column);
        let cell = position.and_then(|position| self.cells.get(position));
        let text = cell.map_or("", |cell| cell.trim());
        if is_blank(text) { "" } else { text }
    }

    /// A key of another system, without what spreadsheets add.
    pub(crate) fn code(&self, plan: &RecordPlan) -> Result<&str, Fault> {
        let text = self.text(plan, RecordColumn::Code);
        if code_lost_digits(text) {
            return Err(Fault::at(
                RecordColumn::Code,
                SetAsideReason::NumberLostDigits,
            ));
        }
        Ok(clean_code(text))
    }

    /// The row as it is set aside.
    pub(crate) fn set_aside(&self, plan: &RecordPlan, fault: Fault) -> SetAsideRow {
        let field = fault
            .column
            .and_then(|column| plan.mapping.position(column));
        let value = field.and_then(|at| self.cells.get(at));
        SetAsideRow {
            sheet: plan.sheet,
            line: self.line,
            field,
            header: field.map_or("", |at| plan.mapping.header_at(at)).to_owned(),
            column: None,
            value: excerpt(value.map_or("", String::as_str)),
            reason: fault.reason,
            row: self.cells.clone(),
            document: None,
        }
    }
}

fn excerpt(value: &str) -> String {
    value.chars().take(VALUE_EXCERPT_CHARACTERS).collect()
}

/// Reads the sheet of a plan to its end.
///
/// # Errors
/// When the file cannot be read further, holds too many rows, or somebody asked to stop.
pub(crate) fn read(
    files: &dyn TableFiles,
    path: &Path,
    plan: &RecordPlan,
    progress: &Progress,
) -> Result<ReadRows, AppError> {
    let mut records = files.open(path, &plan.shape, plan.sheet)?;
    let mut found = ReadRows::default();
    while let Some(batch) = records.next_batch()? {
        if progress.stop_asked() {
            return Err(AppError::Stopped);
        }
        progress.advance(
            records.bytes_read(),
            u64::try_from(batch.len()).unwrap_or(0),
        );
        for record in batch.records() {
            found.take(plan, record);
        }
        if found.rows.len() + found.set_aside.len() > ROWS_MAX {
            return Err(TableError {
                code: TableErrorCode::TooLarge,
                line: None,
                detail: ROWS_MAX.to_string(),
            }
            .into());
        }
    }
    Ok(found)
}

impl ReadRows {
    pub(crate) fn take(&mut self, plan: &RecordPlan, record: Record<'_>) {
        let header = plan.mapping.header_line;
        if header == Some(record.line()) {
            return;
        }
        self.read += 1;
        let empty = record.fields().all(|field| field.trim().is_empty());
        if header.is_some_and(|header| record.line() < header) {
            self.skip(if empty {
                SkipReason::EmptyRow
            } else {
                SkipReason::TitleRow
            });
        } else if empty {
            self.skip(SkipReason::EmptyRow);
        } else if is_header(plan, record) {
            self.skip(SkipReason::TitleRow);
        } else {
            let row = Row {
                line: record.line(),
                cells: record.fields().map(str::to_owned).collect(),
            };
            match fault_of(plan, record) {
                None => self.rows.push(row),
                Some((field, reason, value)) => {
                    let mut aside = row.set_aside(
                        plan,
                        Fault {
                            column: None,
                            reason,
                        },
                    );
                    aside.field = field;
                    aside.header = field.map_or("", |at| plan.mapping.header_at(at)).to_owned();
                    aside.value = excerpt(&value);
                    self.set_aside.push(aside);
                }
            }
        }
    }

    fn skip(&mut self, reason: SkipReason) {
        *self.skipped.entry(reason).or_default() += 1;
    }
}

/// The header again, as at the top of each printed page.
fn is_header(plan: &RecordPlan, record: Record<'_>) -> bool {
    plan.mapping.header_line.is_some()
        && plan
            .mapping
            .columns
            .iter()
            .all(|&(_, position)| record.field(position).trim() == plan.mapping.header_at(position))
}

/// What makes a whole record unusable: the field at fault, why, and what is shown of it.
fn fault_of(
    plan: &RecordPlan,
    record: Record<'_>,
) -> Option<(Option<usize>, SetAsideReason, String)> {
    match record.flaw() {
        Some(RowFlaw::InvalidBytes { field, hex }) => {
            return Some((Some(*field), SetAsideReason::InvalidBytes, hex.clone()));
        }
        Some(RowFlaw::NulByte { field }) => {
            return Some((Some(*field), SetAsideReason::NulByte, String::new()));
        }
        Some(RowFlaw::CellTooLong { field, .. }) => {
            return Some((Some(*field), SetAsideReason::CellTooLong, String::new()));
        }
        Some(RowFlaw::CardUnfinished) => {
            return Some((None, SetAsideReason::CardUnfinished, String::new()));
        }
        Some(RowFlaw::CardTooLarge) => {
            return Some((None, SetAsideReason::CardTooLarge, String::new()));
        }
        Some(RowFlaw::CardWithoutName) => {
            return Some((None, SetAsideReason::NameMissing, String::new()));
        }
        Some(RowFlaw::FieldCount { .. }) | None => {}
    }
    let (expected, found) = (plan.mapping.header.len(), record.len());
    let fits = found == expected
        || (found < expected && short_rows_allowed(plan.shape.kind))
        || (found > expected
            && (expected..found).all(|position| record.field(position).trim().is_empty()));
    if !fits && plan.mapping.header_line.is_some() {
        return Some((
            None,
            SetAsideReason::FieldCount,
            format!("{found}/{expected}"),
        ));
    }
    let broken = plan
        .mapping
        .columns
        .iter()
        .find(|(_, position)| record.kind(*position) == CellKind::Error)?;
    Some((
        Some(broken.1),
        SetAsideReason::CellError,
        record.field(broken.1).to_owned(),
    ))
}
