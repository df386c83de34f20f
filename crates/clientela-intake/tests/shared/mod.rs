//! What the tests of this crate share: reading a file to the end, building workbooks by hand.
#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops where it fails")]

use std::io::Write;
use std::path::Path;

use clientela_domain::sales::rows::{CellKind, RowFlaw};
use clientela_domain::sales::table_file::{TableError, TableFiles, TableOptions, TableShape};
use clientela_intake::{FileIntake, WorkerCommand};

pub(crate) fn intake() -> FileIntake {
    FileIntake::new(WorkerCommand {
        program: env!("CARGO_BIN_EXE_intake-worker").into(),
        arguments: Vec::new(),
    })
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub(crate) line: u64,
    pub(crate) fields: Vec<String>,
    pub(crate) kinds: Vec<CellKind>,
    pub(crate) flaw: Option<RowFlaw>,
}

pub(crate) fn read_sheet(
    path: &Path,
    shape: &TableShape,
    sheet: usize,
) -> Result<Vec<Row>, TableError> {
    let mut reader = intake().open(path, shape, sheet)?;
    let mut rows = Vec::new();
    while let Some(batch) = reader.next_batch()? {
        rows.extend(batch.records().map(|record| Row {
            line: record.line(),
            fields: record.fields().map(str::to_owned).collect(),
            kinds: (0..record.len()).map(|at| record.kind(at)).collect(),
            flaw: record.flaw().cloned(),
        }));
    }
    Ok(rows)
}

pub(crate) fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

/// Reads the first sheet of a file with these bytes.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Row>, TableError> {
    let file = file(bytes);
    let shape = intake().inspect(file.path(), &TableOptions::default())?;
    read_sheet(file.path(), &shape, 0)
}
