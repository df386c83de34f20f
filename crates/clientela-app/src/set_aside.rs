//! Rows that could not be used: shown, corrected in the page or as a CSV, and run again.

use std::path::PathBuf;

use clientela_domain::sales::column::Column;
use clientela_domain::sales::report::{SetAside, SetAsideReason};
use clientela_texts::{Texts, report as report_texts};
use fs_err as fs;

use crate::context::Context;
use crate::error::AppError;
use crate::import_sales::{ImportReport, SealedSheet};
use crate::plan_import::SheetPlan;

/// A row set aside, with what a person needs to correct it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAsideRow {
    /// Position of the sheet in its file.
    pub sheet: usize,
    /// Physical line (or sheet row), counted from 1.
    pub line: u64,
    /// Position of the field at fault, when one is.
    pub field: Option<usize>,
    /// Header of the column at fault; empty when the whole row is.
    pub header: String,
    /// The canonical column at fault.
    pub column: Option<Column>,
    /// The value at fault.
    pub value: String,
    /// Why.
    pub reason: SetAsideReason,
    /// The whole row as it stood in the file.
    pub row: Vec<String>,
    /// The document that waits, for [`SetAsideReason::DocumentConflict`].
    pub document: Option<u64>,
}

impl SetAsideRow {
    pub(crate) fn new(plan: &SheetPlan, row: SetAside, document: Option<u64>) -> Self {
        Self {
            sheet: plan.index,
            line: row.line,
            field: row.field,
            header: row
                .field
                .map_or("", |field| plan.mapping.header_at(field))
                .to_owned(),
            column: row.column,
            value: row.value,
            reason: row.reason,
            row: row.row,
            document,
        }
    }

    pub(crate) fn of_sheet(sheet: &SealedSheet) -> impl Iterator<Item = Self> + '_ {
        sheet
            .findings
            .set_aside
            .iter()
            .map(|row| Self::new(&sheet.plan, row.clone(), None))
    }
}

/// Columns that stand before the row's own ones in a list of rows set aside.
pub const LIST_COLUMNS: [&str; 6] = ["sheet", "line", "column", "value", "reason", "remedy"];

/// Rows set aside as a CSV a spreadsheet opens right: byte order mark, semicolons, the row's own
/// columns after ours, so that it can be corrected and run again.
#[must_use]
pub fn set_aside_csv(rows: &[SetAsideRow], header: &[String], texts: Texts) -> String {
    let mut text = String::from("\u{feff}");
    let names = LIST_COLUMNS.iter().map(|name| (*name).to_owned());
    push_record(&mut text, names.chain(header.iter().cloned()));
    for row in rows {
        let ours = [
            row.sheet.to_string(),
            row.line.to_string(),
            row.header.clone(),
            row.value.clone(),
            report_texts::set_aside_reason(texts, row.reason),
            report_texts::remedy(texts, row.reason),
        ];
        let cells = ours.into_iter().chain(row.row.iter().cloned());
        push_record(&mut text, cells.map(|cell| guarded(&cell)));
    }
    text
}

/// Signs by which a spreadsheet takes a text for a formula (OWASP, CSV injection).
const FORMULA_SIGNS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell no spreadsheet runs: what begins like a formula and is no number gets an apostrophe, which
/// [`unguarded`] takes off again.
fn guarded(cell: &str) -> String {
    let numeric = |character: char| {
        character.is_ascii_digit() || matches!(character, '+' | '-' | '.' | ',' | ' ' | '\u{a0}')
    };
    if cell.starts_with(FORMULA_SIGNS) && !cell.chars().all(numeric) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

/// A cell of a list that came back as it stood in the file.
pub(crate) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA_SIGNS) => rest,
        _ => cell,
    }
}

fn push_record(text: &mut String, fields: impl Iterator<Item = String>) {
    for (position, field) in fields.enumerate() {
        if position > 0 {
            text.push(';');
        }
        if field.contains([';', '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&field);
        }
    }
    text.push_str("\r\n");
}

/// Writes the list of rows an import set aside beside the book and returns where.
///
/// # Errors
/// When the disk refuses.
pub fn write_set_aside_file(
    context: &Context,
    report: &ImportReport,
    texts: Texts,
) -> Result<PathBuf, AppError> {
    let folder = context.folder.join("set-aside");
    fs::create_dir_all(&folder)?;
    let name = report
        .import
        .map_or_else(|| "trial".to_owned(), |import| import.to_string());
    let path = folder.join(format!("{name}.csv"));
    fs::write(
        &path,
        set_aside_csv(&report.set_aside, &report.header, texts),
    )?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_in_a_list_is_text_and_comes_back_as_it_was() {
        for cell in ["=cmd|' /C calc'!A0", "@SUM(A1)", "-фирма", "+x"] {
            let safe = guarded(cell);
            assert!(safe.starts_with('\''), "{safe}");
            assert_eq!(unguarded(&safe), cell);
        }
        for cell in [
            "-1 234,50",
            "+359 888 123",
            "Ракита",
            "'s-Hertogenbosch",
            "",
        ] {
            assert_eq!(guarded(cell), cell);
            assert_eq!(unguarded(cell), cell);
        }
    }
}
