//! What parent and worker say to one another: frames of a tag, a length and a payload.
//!
//! Records are plain text with a kind per cell, so a format of our own in a page of code does what
//! Arrow IPC would, and keeps a large parser out of the one place where the parent reads bytes
//! that a hostile file may have shaped. Every length is checked against what is there.

use std::io::Write;

use clientela_domain::sales::rows::{CellKind, RowBatch};
use clientela_domain::sales::table_file::{
    IGNORED_IN_WORKBOOKS, Sheet, TableError, TableErrorCode,
};

use crate::failure::{refused, refused_at, size, unreadable};
use crate::limits::{BATCH_RECORDS, BATCH_TEXT_BYTES, COLUMNS_MAX, RECORD_BYTES_MAX};
use crate::text::push_checked;
use crate::workbook::WorkbookShape;

/// Bytes in front of each payload.
pub(crate) const HEAD_BYTES: usize = 5;

/// A batch is at most one record and its cells over [`BATCH_TEXT_BYTES`].
const FRAME_BYTES_MAX: usize = 16 * 1024 * 1024;

/// What is ignored in a workbook, one list for both sides.
pub(crate) const IGNORED: &[&str] = IGNORED_IN_WORKBOOKS;

const KINDS: [CellKind; 5] = [
    CellKind::Text,
    CellKind::Number,
    CellKind::Day,
    CellKind::Boolean,
    CellKind::Error,
];

/// One message of the worker, as the parent understands it.
pub(crate) enum Frame {
    Shape(WorkbookShape),
    Batch(RowBatch),
    End,
}

/// Tag and payload length; nothing when the length is beyond any honest frame.
pub(crate) fn head(head: [u8; HEAD_BYTES]) -> Option<(u8, usize)> {
    let length = u32::from_le_bytes([head[1], head[2], head[3], head[4]]) as usize;
    (length <= FRAME_BYTES_MAX).then_some((head[0], length))
}

/// Reads a payload; a message of refusal becomes the error it reports.
pub(crate) fn frame(tag: u8, payload: &[u8]) -> Result<Frame, TableError> {
    let mut payload = Payload(payload);
    let frame = match tag {
        b'S' => payload.shape().map(Frame::Shape),
        b'B' => payload.batch().map(Frame::Batch),
        b'Z' => Some(Frame::End),
        b'E' => return Err(payload.error().unwrap_or_else(garbled)),
        _ => None,
    };
    frame.ok_or_else(garbled)
}

fn garbled() -> TableError {
    refused(TableErrorCode::Damaged, "")
}

/// What is left of a payload.
struct Payload<'a>(&'a [u8]);

impl<'a> Payload<'a> {
    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn byte(&mut self) -> Option<u8> {
        self.bytes(1).map(|bytes| bytes[0])
    }

    fn count(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(self.bytes(4)?.try_into().ok()?) as usize)
    }

    fn line(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.bytes(8)?.try_into().ok()?))
    }

    fn text_bytes(&mut self) -> Option<&'a [u8]> {
        let length = self.count()?;
        self.bytes(length)
    }

    fn text(&mut self) -> Option<String> {
        Some(String::from_utf8_lossy(self.text_bytes()?).into_owned())
    }

    fn shape(&mut self) -> Option<WorkbookShape> {
        let mut sheets = Vec::new();
        for _ in 0..self.count()? {
            let hidden = self.byte()? != 0;
            sheets.push(Sheet {
                name: self.text()?,
                hidden,
            });
        }
        let mut ignored = Vec::new();
        for _ in 0..self.count()? {
            ignored.push(*IGNORED.get(usize::from(self.byte()?))?);
        }
        Some(WorkbookShape { sheets, ignored })
    }

    fn batch(&mut self) -> Option<RowBatch> {
        let mut batch = RowBatch::default();
        while !self.0.is_empty() {
            let line = self.line()?;
            let fields = self.count()?;
            if fields > COLUMNS_MAX {
                return None;
            }
            let mut flaw = None;
            for field in 0..fields {
                let kind = *KINDS.get(usize::from(self.byte()?))?;
                let found = push_checked(&mut batch, field, self.text_bytes()?, kind, false);
                flaw = flaw.or(found);
            }
            batch.end_record(line, flaw);
        }
        Some(batch)
    }

    fn error(&mut self) -> Option<TableError> {
        let code = self.text()?;
        let code = *TableErrorCode::ALL
            .iter()
            .find(|known| known.code() == code)?;
        let line = self.line()?;
        Some(TableError {
            code,
            line: (line > 0).then_some(line),
            detail: self.text()?,
        })
    }
}

fn put_count(payload: &mut Vec<u8>, count: usize) {
    payload.extend(u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
}

fn put_text(payload: &mut Vec<u8>, text: &str) {
    put_count(payload, text.len());
    payload.extend_from_slice(text.as_bytes());
}

fn write_frame(output: &mut impl Write, tag: u8, payload: &[u8]) -> std::io::Result<()> {
    let mut head = vec![tag];
    put_count(&mut head, payload.len());
    output.write_all(&head)?;
    output.write_all(payload)
}

/// Tells the parent the sheets (name, hidden) and what is ignored (positions in [`IGNORED`]).
pub(super) fn write_shape(
    output: &mut impl Write,
    sheets: &[(String, bool)],
    ignored: &[u8],
) -> Result<(), TableError> {
    let mut payload = Vec::new();
    put_count(&mut payload, sheets.len());
    for (name, hidden) in sheets {
        payload.push(u8::from(*hidden));
        put_text(&mut payload, name);
    }
    put_count(&mut payload, ignored.len());
    payload.extend_from_slice(ignored);
    write_frame(output, b'S', &payload).map_err(unreadable)
}

/// Tells the parent why the file is refused.
pub(super) fn write_error(output: &mut impl Write, error: &TableError) -> std::io::Result<()> {
    let mut payload = Vec::new();
    put_text(&mut payload, error.code.code());
    payload.extend(error.line.unwrap_or(0).to_le_bytes());
    let detail: String = error.detail.chars().take(300).collect();
    put_text(&mut payload, &detail);
    write_frame(output, b'E', &payload)
}

/// A cell as it goes to the parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) kind: CellKind,
    pub(super) text: String,
}

/// Sends records to the parent in batches.
pub(super) struct RecordWriter<'a, W> {
    output: &'a mut W,
    payload: Vec<u8>,
    records: usize,
}

impl<'a, W: Write> RecordWriter<'a, W> {
    pub(super) const fn new(output: &'a mut W) -> Self {
        Self {
            output,
            payload: Vec::new(),
            records: 0,
        }
    }

    /// Sends a record that stands on the given line, without its trailing empty cells; a record
    /// without any other cell is no record.
    pub(super) fn record(&mut self, line: u64, cells: &[Cell]) -> Result<(), TableError> {
        let used = cells
            .iter()
            .rposition(|cell| !cell.text.is_empty())
            .map_or(0, |last| last + 1);
        if used == 0 {
            return Ok(());
        }
        if used > COLUMNS_MAX {
            return Err(refused_at(
                TableErrorCode::TooManyColumns,
                line,
                COLUMNS_MAX.to_string(),
            ));
        }
        let text: usize = cells[..used].iter().map(|cell| cell.text.len()).sum();
        if text > RECORD_BYTES_MAX {
            return Err(refused_at(
                TableErrorCode::RecordTooLong,
                line,
                size(RECORD_BYTES_MAX as u64),
            ));
        }
        self.payload.extend(line.to_le_bytes());
        put_count(&mut self.payload, used);
        for cell in &cells[..used] {
            let kind = KINDS
                .iter()
                .position(|kind| *kind == cell.kind)
                .unwrap_or(0);
            self.payload.push(u8::try_from(kind).unwrap_or(0));
            put_text(&mut self.payload, &cell.text);
        }
        self.records += 1;
        if self.records >= BATCH_RECORDS || self.payload.len() >= BATCH_TEXT_BYTES {
            self.send()?;
        }
        Ok(())
    }

    fn send(&mut self) -> Result<(), TableError> {
        if self.records > 0 {
            write_frame(self.output, b'B', &self.payload).map_err(unreadable)?;
            self.payload.clear();
            self.records = 0;
        }
        Ok(())
    }

    /// Sends what is left and says that it was all.
    pub(super) fn finish(mut self) -> Result<(), TableError> {
        self.send()?;
        write_frame(self.output, b'Z', &[]).map_err(unreadable)
    }
}
