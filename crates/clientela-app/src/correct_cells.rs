//! Cells of rows set aside, corrected one by one: whole rows are made of them and run again.

use std::collections::BTreeMap;
use std::sync::Arc;

use clientela_domain::ids::ImportId;
use clientela_store::Viewer;

use crate::context::Context;
use crate::correct_rows::{CorrectedRow, Correction, correct_rows, open_rows};
use crate::error::AppError;

/// Which cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// By its position in the row.
    At(usize),
    /// By the header of its column.
    Under(String),
}

/// A cell of a row set aside with its new value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectedCell {
    /// Position of the sheet in its file.
    pub sheet: u64,
    /// Physical line of the row.
    pub line: u64,
    /// Which cell.
    pub cell: Cell,
    /// Its new value.
    pub value: String,
}

/// Puts cells into their rows and runs these again; the other cells stay as the file had them.
///
/// # Errors
/// As [`correct_rows`]; [`AppError::Invalid`] for a row that is not set aside or a column the file
/// does not have.
pub async fn correct_cells(
    context: &Arc<Context>,
    viewer: &Viewer,
    import: ImportId,
    cells: &[CorrectedCell],
) -> Result<Correction, AppError> {
    let (header, open) = open_rows(context, viewer, import).await?;
    let mut rows: BTreeMap<(u64, u64), Vec<String>> = BTreeMap::new();
    for corrected in cells {
        let key = (corrected.sheet, corrected.line);
        let known = open
            .iter()
            .find(|row| (row.sheet as u64, row.line) == key)
            .ok_or_else(|| AppError::Invalid {
                field: "line",
                code: "row-not-set-aside",
                value: corrected.line.to_string(),
            })?;
        let width = header.len().max(known.row.len());
        let position = match &corrected.cell {
            Cell::At(position) => Some(*position).filter(|at| *at < width),
            Cell::Under(name) => header.iter().position(|known| known == name),
        };
        let position = position.ok_or_else(|| AppError::Invalid {
            field: "values",
            code: "column-unknown",
            value: match &corrected.cell {
                Cell::At(position) => position.to_string(),
                Cell::Under(name) => name.clone(),
            },
        })?;
        let row = rows.entry(key).or_insert_with(|| known.row.clone());
        if row.len() <= position {
            row.resize(position + 1, String::new());
        }
        row[position].clone_from(&corrected.value);
    }
    let rows = rows
        .into_iter()
        .map(|((sheet, line), cells)| CorrectedRow {
            sheet: usize::try_from(sheet).unwrap_or(usize::MAX),
            line,
            cells,
        })
        .collect();
    correct_rows(context, viewer, import, rows).await
}
