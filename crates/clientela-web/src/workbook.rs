//! Sheets as one workbook. Every cell is written as text: nothing in it is run as a formula.

use clientela_app::export_all::ExportSheet;
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// What a workbook is, for browsers and programs.
pub const XLSX_KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Rows of one sheet below its header, as Excel allows.
const ROWS_MAX: usize = 1_048_575;

/// Characters of one cell, as Excel allows.
const CELL_CHARACTERS_MAX: usize = 32_767;

/// The workbook as bytes; a table longer than a sheet goes on in the next one.
///
/// # Errors
/// When the workbook cannot be written.
pub fn workbook(sheets: &[ExportSheet]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    for table in sheets {
        // A table without rows still has its sheet, with its headers.
        let parts = table.rows.len().div_ceil(ROWS_MAX).max(1);
        for part in 0..parts {
            let sheet = workbook.add_worksheet();
            let name = match part {
                0 => table.name.clone(),
                _ => format!("{} {}", table.name, part + 1),
            };
            sheet.set_name(name)?;
            for (column, header) in (0_u16..).zip(&table.header) {
                sheet.write_string_with_format(0, column, header, &bold)?;
            }
            let rows = table.rows.iter().skip(part * ROWS_MAX).take(ROWS_MAX);
            for (number, row) in (1_u32..).zip(rows) {
                for (column, cell) in (0_u16..).zip(row) {
                    if !cell.is_empty() {
                        sheet.write_string(number, column, shortened(cell))?;
                    }
                }
            }
            sheet.set_freeze_panes(1, 0)?;
        }
    }
    workbook.save_to_buffer()
}

fn shortened(cell: &str) -> String {
    cell.chars().take(CELL_CHARACTERS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_has_a_sheet_for_each_table_and_is_a_zip_archive() {
        let sheets = [ExportSheet {
            name: "Клиенти".to_owned(),
            header: vec!["Име".to_owned()],
            rows: vec![vec!["=1+1".to_owned()], vec![String::new()]],
        }];
        let bytes = workbook(&sheets).unwrap();
        assert!(bytes.starts_with(b"PK"));
    }
}
