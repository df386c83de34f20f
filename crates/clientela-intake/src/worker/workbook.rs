//! Sheets and their records, through calamine.

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom, Write};

use calamine::{
    Data, DataRef, Ods, OdsError, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb,
    XlsbError, Xlsx, XlsxError, XlsxFormulaMetadata,
};
use clientela_domain::sales::table_file::{TableError, TableErrorCode, TableKind};

use super::cell;
use super::protocol::{Cell, RecordWriter};
use crate::failure::{refused, refused_at, unreadable};
use crate::limits::COLUMNS_MAX;

/// Rows and columns of the largest sheet Excel knows.
const SHEET_ROWS: u32 = 1_048_576;
const SHEET_COLUMNS: u32 = 16_384;

/// Names of the sheets in order, and whether each is hidden. Charts and macro sheets are none.
pub(super) fn sheets(file: File, kind: TableKind) -> Result<Vec<(String, bool)>, TableError> {
    let file = rewound(file)?;
    let metadata = match kind {
        TableKind::Xlsx => Xlsx::new(file)
            .map_err(xlsx_error)?
            .sheets_metadata()
            .to_vec(),
        TableKind::Xlsb => Xlsb::new(file)
            .map_err(xlsb_error)?
            .sheets_metadata()
            .to_vec(),
        TableKind::Xls => Xls::new(file)
            .map_err(xls_error)?
            .sheets_metadata()
            .to_vec(),
        TableKind::Ods => Ods::new(file)
            .map_err(ods_error)?
            .sheets_metadata()
            .to_vec(),
        TableKind::Text | TableKind::Parquet | TableKind::Cards => Vec::new(),
    };
    Ok(metadata
        .into_iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name, sheet.visible != SheetVisible::Visible))
        .collect())
}

/// Sends the records of one sheet.
pub(super) fn read<W: Write>(
    file: File,
    kind: TableKind,
    sheet: &str,
    records: &mut RecordWriter<'_, W>,
) -> Result<(), TableError> {
    let file = rewound(file)?;
    match kind {
        TableKind::Xlsx => read_xlsx(Xlsx::new(file).map_err(xlsx_error)?, sheet, records),
        TableKind::Xlsb => read_xlsb(Xlsb::new(file).map_err(xlsb_error)?, sheet, records),
        TableKind::Xls => {
            let mut workbook = Xls::new(file).map_err(xls_error)?;
            let from_1904 = workbook.has_1904_epoch();
            let range = workbook.worksheet_range(sheet).map_err(xls_error)?;
            send_range(&range, from_1904, records)
        }
        TableKind::Ods => {
            let mut workbook = Ods::new(file).map_err(ods_error)?;
            let range = workbook.worksheet_range(sheet).map_err(ods_error)?;
            send_range(&range, false, records)
        }
        TableKind::Text | TableKind::Parquet | TableKind::Cards => {
            Err(refused(TableErrorCode::NotATable, kind.code()))
        }
    }
}

fn rewound(mut file: File) -> Result<BufReader<File>, TableError> {
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    Ok(BufReader::with_capacity(64 * 1024, file))
}

fn read_xlsx<W: Write>(
    mut workbook: Xlsx<BufReader<File>>,
    sheet: &str,
    records: &mut RecordWriter<'_, W>,
) -> Result<(), TableError> {
    let from_1904 = workbook.has_1904_epoch();
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(xlsx_error)?;
    let mut rows = Rows::new(records);
    while let Some(found) = cells
        .next_cell_with_formula_metadata()
        .map_err(xlsx_error)?
    {
        let value = match (found.value, found.formula) {
            (DataRef::Empty, Some(formula)) => cell::uncomputed(formula_text(&formula)),
            (value, _) => cell::of(value, from_1904),
        };
        rows.cell(found.pos, value)?;
    }
    rows.end_row()
}

fn formula_text(formula: &XlsxFormulaMetadata) -> &str {
    match formula {
        XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => {
            formula
        }
        _ => "",
    }
}

fn read_xlsb<W: Write>(
    mut workbook: Xlsb<BufReader<File>>,
    sheet: &str,
    records: &mut RecordWriter<'_, W>,
) -> Result<(), TableError> {
    let from_1904 = workbook.has_1904_epoch();
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(xlsb_error)?;
    let mut rows = Rows::new(records);
    while let Some(found) = cells.next_cell().map_err(xlsb_error)? {
        let position = found.get_position();
        rows.cell(position, cell::of(found.get_value().clone(), from_1904))?;
    }
    rows.end_row()
}

fn send_range<W: Write>(
    range: &Range<Data>,
    from_1904: bool,
    records: &mut RecordWriter<'_, W>,
) -> Result<(), TableError> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut rows = Rows::new(records);
    for (row, values) in (first_row..).zip(range.rows()) {
        for (column, value) in (first_column..).zip(values) {
            if *value != Data::Empty {
                rows.cell((row, column), cell::of(cell::borrowed(value), from_1904))?;
            }
        }
    }
    rows.end_row()
}

/// Gathers the cells of one row. Cells come in the order of the file, which need not be that of
/// the sheet; a row that comes back later is a record of its own with its own line.
struct Rows<'a, 'b, W> {
    records: &'a mut RecordWriter<'b, W>,
    row: u32,
    cells: Vec<Cell>,
}

impl<'a, 'b, W: Write> Rows<'a, 'b, W> {
    const fn new(records: &'a mut RecordWriter<'b, W>) -> Self {
        Self {
            records,
            row: 0,
            cells: Vec::new(),
        }
    }

    fn cell(&mut self, (row, column): (u32, u32), value: Cell) -> Result<(), TableError> {
        if row >= SHEET_ROWS || column >= SHEET_COLUMNS {
            return Err(refused(
                TableErrorCode::Damaged,
                format!("cell in row {}", u64::from(row) + 1),
            ));
        }
        if row != self.row {
            self.end_row()?;
            self.row = row;
        }
        let column = column as usize;
        if value.text.is_empty() {
            return Ok(());
        }
        if column >= COLUMNS_MAX {
            let line = u64::from(row) + 1;
            return Err(refused_at(
                TableErrorCode::TooManyColumns,
                line,
                COLUMNS_MAX.to_string(),
            ));
        }
        if column >= self.cells.len() {
            self.cells.resize(column + 1, cell::empty());
        }
        self.cells[column] = value;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), TableError> {
        self.records.record(u64::from(self.row) + 1, &self.cells)?;
        self.cells.clear();
        Ok(())
    }
}

fn damaged(error: &dyn std::error::Error) -> TableError {
    refused(TableErrorCode::Damaged, error.to_string())
}

fn xlsx_error(error: XlsxError) -> TableError {
    match error {
        XlsxError::Password => refused(TableErrorCode::Password, ""),
        XlsxError::WorksheetNotFound(name) => refused(TableErrorCode::SheetUnknown, name),
        other => damaged(&other),
    }
}

fn xlsb_error(error: XlsbError) -> TableError {
    match error {
        XlsbError::Password => refused(TableErrorCode::Password, ""),
        XlsbError::WorksheetNotFound(name) => refused(TableErrorCode::SheetUnknown, name),
        other => damaged(&other),
    }
}

fn xls_error(error: XlsError) -> TableError {
    match error {
        XlsError::Password => refused(TableErrorCode::Password, ""),
        XlsError::WorksheetNotFound(name) => refused(TableErrorCode::SheetUnknown, name),
        other => damaged(&other),
    }
}

fn ods_error(error: OdsError) -> TableError {
    match error {
        OdsError::Password => refused(TableErrorCode::Password, ""),
        OdsError::WorksheetNotFound(name) => refused(TableErrorCode::SheetUnknown, name),
        other => damaged(&other),
    }
}
