//! The parse worker: a child process that parses one foreign file and then ends.
//!
//! The file is its standard input, the records go to its standard output ([`protocol`]). Before it
//! looks at the file it gives up what it does not need: memory, processor time, writing files,
//! opening files and sockets. `RELIABILITY.md` S6 tells why: a parser that believes a number in
//! the file can abort the process, and no `catch_unwind` stops that.
//!
//! Reading order: [`limits`] → [`preflight`] → [`workbook`] and [`parquet_file`] → [`cell`] →
//! [`protocol`].

mod cell;
mod limits;
mod parquet_file;
mod preflight;
pub(crate) mod protocol;
mod workbook;

use std::ffi::OsString;
use std::fs::File;
use std::io::Write;
use std::os::fd::AsFd;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clientela_domain::sales::table_file::{TableError, TableErrorCode, TableKind};

use crate::failure::{refused, unreadable};
use protocol::RecordWriter;

/// What the parent wants of the file.
enum Task {
    Shape,
    Read { sheet: String },
}

/// Runs the parse worker and returns its exit code; the program calls this first thing, with the
/// arguments behind its hidden subcommand `parse-worker`, before it starts threads.
#[must_use]
pub fn run_worker(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    // A panic is reported as a damaged file; its message would only fill the server's log.
    std::panic::set_hook(Box::new(|_| {}));
    let mut output = std::io::stdout().lock();
    let result = match catch_unwind(AssertUnwindSafe(|| work(arguments, &mut output))) {
        Ok(result) => result,
        Err(_) => Err(refused(TableErrorCode::Damaged, "")),
    };
    let written = match result {
        Ok(()) => output.flush(),
        Err(error) => protocol::write_error(&mut output, &error).and_then(|()| output.flush()),
    };
    if written.is_ok() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn work(
    arguments: impl IntoIterator<Item = OsString>,
    output: &mut impl Write,
) -> Result<(), TableError> {
    let arguments: Vec<String> = arguments
        .into_iter()
        .map(|argument| argument.to_string_lossy().into_owned())
        .collect();
    let (kind, task) = task(&arguments)
        .ok_or_else(|| refused(TableErrorCode::Unreadable, "parse worker: arguments"))?;
    let input = std::io::stdin()
        .as_fd()
        .try_clone_to_owned()
        .map_err(unreadable)?;
    let file = File::from(input);
    limits::give_up_everything_else(kind)?;
    if kind == TableKind::Parquet {
        return match task {
            Task::Shape => protocol::write_shape(output, &[(String::new(), false)], &[]),
            Task::Read { .. } => {
                let mut records = RecordWriter::new(output);
                parquet_file::read(file, &mut records)?;
                records.finish()
            }
        };
    }
    let ignored = preflight::check(&file, kind)?;
    match task {
        Task::Shape => {
            let sheets = workbook::sheets(file, kind)?;
            protocol::write_shape(output, &sheets, &ignored)
        }
        Task::Read { sheet } => {
            let mut records = RecordWriter::new(output);
            workbook::read(file, kind, &sheet, &mut records)?;
            records.finish()
        }
    }
}

fn task(arguments: &[String]) -> Option<(TableKind, Task)> {
    let kinds = [
        TableKind::Xlsx,
        TableKind::Xls,
        TableKind::Xlsb,
        TableKind::Ods,
        TableKind::Parquet,
    ];
    let [kind, rest @ ..] = arguments else {
        return None;
    };
    let kind = kinds.into_iter().find(|known| known.code() == kind)?;
    match rest {
        [word] if word == "shape" => Some((kind, Task::Shape)),
        [word, sheet] if word == "read" => Some((
            kind,
            Task::Read {
                sheet: sheet.clone(),
            },
        )),
        _ => None,
    }
}
