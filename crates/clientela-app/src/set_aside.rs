//! Rows that could not be used: shown, corrected in the page or as a CSV, and run again.

use clientela_domain::sales::column::Column;
use clientela_domain::sales::report::{SetAside, SetAsideReason};

use crate::import_sales::SealedSheet;
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
            header: row.field.map_or("", |field| plan.mapping.header_at(field)).to_owned(),
            column: row.column,
            value: row.value,
            reason: row.reason,
            row: row.row,
            document,
        }
    }

    pub(crate) fn of_sheet(sheet: &SealedSheet) -> impl Iterator<Item = Self> + '_ {
        sheet.findings.set_aside.iter().map(|row| Self::new(&sheet.plan, row.clone(), None))
    }
}
