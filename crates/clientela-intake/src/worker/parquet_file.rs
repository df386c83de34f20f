//! The rows of a Parquet file as text; the first record is the names of the columns.
//!
//! Read in the worker like the workbooks: the sizes in its metadata are a stranger's word too.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float32Type, Float64Type};
use arrow::util::display::{ArrayFormatter, FormatOptions};
use bytes::Bytes;
use clientela_domain::sales::rows::CellKind;
use clientela_domain::sales::table_file::{TableError, TableErrorCode};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, Length};

use super::cell;
use super::protocol::{Cell, RecordWriter};
use crate::failure::{refused, unreadable};
use crate::limits::COLUMNS_MAX;

/// Rows decoded at once; wide rows of long texts stay within a few MiB.
const ROWS: usize = 1024;

/// Sends the records of the file; record 1 holds the column names.
pub(super) fn read<W: Write>(
    file: File,
    records: &mut RecordWriter<'_, W>,
) -> Result<(), TableError> {
    let length = file.metadata().map_err(unreadable)?.len();
    let file = OneFile {
        file: Arc::new(file),
        length,
    };
    let builder =
        ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| damaged(&error))?;
    let schema = builder.schema().clone();
    if schema.fields().len() > COLUMNS_MAX {
        return Err(refused(
            TableErrorCode::TooManyColumns,
            COLUMNS_MAX.to_string(),
        ));
    }
    let names: Vec<Cell> = schema
        .fields()
        .iter()
        .map(|field| Cell {
            kind: CellKind::Text,
            text: field.name().clone(),
        })
        .collect();
    records.record(1, &names)?;
    let mut line = 1;
    for batch in builder
        .with_batch_size(ROWS)
        .build()
        .map_err(|error| damaged(&error))?
    {
        let batch = batch.map_err(|error| damaged(&error))?;
        let plain = batch
            .columns()
            .iter()
            .map(plain)
            .collect::<Result<Vec<_>, _>>()?;
        let columns = plain
            .iter()
            .map(Column::new)
            .collect::<Result<Vec<_>, _>>()?;
        let mut cells = Vec::with_capacity(columns.len());
        for row in 0..batch.num_rows() {
            line += 1;
            cells.clear();
            for column in &columns {
                cells.push(column.cell(row)?);
            }
            records.record(line, &cells)?;
        }
    }
    Ok(())
}

fn damaged(error: &dyn std::error::Error) -> TableError {
    refused(TableErrorCode::Damaged, format!("parquet: {error}"))
}

/// The file, read at positions: parquet's own reader opens it once more for each column, which the
/// worker may not.
struct OneFile {
    file: Arc<File>,
    length: u64,
}

impl Length for OneFile {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for OneFile {
    type T = BufReader<ReadingFrom>;

    fn get_read(&self, start: u64) -> parquet::errors::Result<Self::T> {
        Ok(BufReader::new(ReadingFrom {
            file: Arc::clone(&self.file),
            position: start,
        }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> parquet::errors::Result<Bytes> {
        let end = start
            .checked_add(length as u64)
            .filter(|end| *end <= self.length);
        let end = end.ok_or_else(|| ParquetError::EOF("past the end of the file".to_owned()))?;
        let mut bytes = vec![0; length];
        self.file.read_exact_at(&mut bytes, start)?;
        // Where the file stands is what the parent shows as progress.
        (&*self.file).seek(SeekFrom::Start(end))?;
        Ok(bytes.into())
    }
}

/// Reads on from a position of its own.
struct ReadingFrom {
    file: Arc<File>,
    position: u64,
}

impl Read for ReadingFrom {
    fn read(&mut self, output: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read_at(output, self.position)?;
        self.position += read as u64;
        Ok(read)
    }
}

/// The values of a column without what only matters to how they are kept.
fn plain(values: &ArrayRef) -> Result<ArrayRef, TableError> {
    match values.data_type() {
        DataType::Dictionary(_, meaning) => cast(values, meaning).map_err(|error| damaged(&error)),
        // Arrow knows no zones by name here; in UTC every moment can be shown.
        DataType::Timestamp(unit, Some(_)) => {
            cast(values, &DataType::Timestamp(*unit, None)).map_err(|error| damaged(&error))
        }
        _ => Ok(values.clone()),
    }
}

/// A column of one batch and how its values are written.
struct Column<'a> {
    values: &'a ArrayRef,
    form: Form<'a>,
}

enum Form<'a> {
    Float32,
    Float64,
    /// As Arrow writes it.
    Plain(CellKind, ArrayFormatter<'a>),
    /// The day of what Arrow writes in ISO 8601.
    Moment(ArrayFormatter<'a>),
}

impl<'a> Column<'a> {
    fn new(values: &'a ArrayRef) -> Result<Self, TableError> {
        const OPTIONS: &FormatOptions<'static> = &FormatOptions::new();
        let formatter =
            ArrayFormatter::try_new(values.as_ref(), OPTIONS).map_err(|error| damaged(&error))?;
        let form = match values.data_type() {
            DataType::Float32 => Form::Float32,
            DataType::Float64 => Form::Float64,
            DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => {
                Form::Moment(formatter)
            }
            DataType::Boolean => Form::Plain(CellKind::Boolean, formatter),
            kind if kind.is_integer() || kind.is_decimal() => {
                Form::Plain(CellKind::Number, formatter)
            }
            _ => Form::Plain(CellKind::Text, formatter),
        };
        Ok(Self { values, form })
    }

    fn cell(&self, row: usize) -> Result<Cell, TableError> {
        if self.values.is_null(row) {
            return Ok(cell::empty());
        }
        let written = |formatter: &ArrayFormatter<'_>| {
            formatter
                .value(row)
                .try_to_string()
                .map_err(|error| damaged(&error))
        };
        let number = |text| {
            Ok(Cell {
                kind: CellKind::Number,
                text,
            })
        };
        match &self.form {
            Form::Float64 => number(cell::decimal(
                self.values.as_primitive::<Float64Type>().value(row),
            )),
            // The shortest decimal of 32 bits; as 64 bits it would show digits nobody wrote.
            Form::Float32 => number(
                self.values
                    .as_primitive::<Float32Type>()
                    .value(row)
                    .to_string(),
            ),
            Form::Plain(kind, formatter) => Ok(Cell {
                kind: *kind,
                text: written(formatter)?,
            }),
            Form::Moment(formatter) => Ok(cell::iso_cell(written(formatter)?)),
        }
    }
}
