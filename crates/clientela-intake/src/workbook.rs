//! The parent's side of the parse worker: starts it, believes nothing it says, survives its death.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

use clientela_domain::sales::rows::RowBatch;
use clientela_domain::sales::table_file::{
    Sheet, TableError, TableErrorCode, TableKind, TableReader,
};

use crate::failure::{refused, unreadable};
use crate::intake::WorkerCommand;
use crate::source::Fingerprint;
use crate::worker::protocol::{self, Frame};

/// What the worker found in a workbook.
pub(crate) struct WorkbookShape {
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) ignored: Vec<&'static str>,
}

/// Asks the worker for the sheets of a workbook.
pub(crate) fn shape(
    command: &WorkerCommand,
    file: &File,
    kind: TableKind,
) -> Result<WorkbookShape, TableError> {
    let file = file.try_clone().map_err(unreadable)?;
    let mut worker = Worker::start(command, file, &[kind.code(), "shape"])?;
    match worker.next_frame()? {
        Frame::Shape(shape) => Ok(shape),
        Frame::Batch(_) | Frame::End => Err(refused(TableErrorCode::Damaged, "")),
    }
}

/// Reads the records of one sheet through the worker.
pub(crate) struct WorkbookReader {
    worker: Worker,
    before: Fingerprint,
    finished: bool,
}

impl WorkbookReader {
    /// Starts a worker on the sheet of that name.
    pub(crate) fn open(
        command: &WorkerCommand,
        file: File,
        kind: TableKind,
        sheet: &str,
    ) -> Result<Self, TableError> {
        let before = Fingerprint::of(&file)?;
        let worker = Worker::start(command, file, &[kind.code(), "read", sheet])?;
        Ok(Self {
            worker,
            before,
            finished: false,
        })
    }
}

impl TableReader for WorkbookReader {
    fn next_batch(&mut self) -> Result<Option<RowBatch>, TableError> {
        if self.finished {
            return Ok(None);
        }
        match self.worker.next_frame() {
            Ok(Frame::Batch(batch)) => Ok(Some(batch)),
            Ok(Frame::End) => {
                self.finished = true;
                self.before.confirm(&self.worker.file).map(|()| None)
            }
            Ok(Frame::Shape(_)) => {
                self.finished = true;
                Err(refused(TableErrorCode::Damaged, ""))
            }
            Err(error) => {
                self.finished = true;
                Err(error)
            }
        }
    }

    /// The worker reads through the same open file, so its position is seen here.
    fn bytes_read(&self) -> u64 {
        (&self.worker.file).stream_position().unwrap_or(0)
    }
}

/// A running worker; killed when it is no longer needed.
struct Worker {
    child: Child,
    output: BufReader<ChildStdout>,
    /// The file the worker reads as its standard input.
    file: File,
}

impl Worker {
    fn start(
        command: &WorkerCommand,
        mut file: File,
        arguments: &[&str],
    ) -> Result<Self, TableError> {
        file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let input = file.try_clone().map_err(unreadable)?;
        let mut child = Command::new(&command.program)
            .args(&command.arguments)
            .args(arguments)
            // Nothing of the server's surroundings: no secrets, no folder to write to.
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::from(input))
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| {
                refused(TableErrorCode::Unreadable, format!("parse worker: {error}"))
            })?;
        let output = child
            .stdout
            .take()
            .ok_or_else(|| refused(TableErrorCode::Unreadable, ""))?;
        Ok(Self {
            child,
            output: BufReader::new(output),
            file,
        })
    }

    /// The next message of the worker; its death is an error of the file.
    fn next_frame(&mut self) -> Result<Frame, TableError> {
        let mut head = [0; protocol::HEAD_BYTES];
        if self.output.read_exact(&mut head).is_err() {
            return Err(self.died());
        }
        let Some((tag, length)) = protocol::head(head) else {
            return Err(refused(TableErrorCode::Damaged, ""));
        };
        let mut payload = vec![0; length];
        if self.output.read_exact(&mut payload).is_err() {
            return Err(self.died());
        }
        protocol::frame(tag, &payload)
    }

    fn died(&mut self) -> TableError {
        match self.child.wait() {
            Ok(status) => death(status),
            Err(error) => unreadable(error),
        }
    }
}

/// A worker killed by a signal met a limit: out of memory a process aborts, out of time the kernel
/// ends it. One that ended by itself without a last word stumbled over the file.
fn death(status: ExitStatus) -> TableError {
    match status.signal() {
        Some(signal) => refused(TableErrorCode::WorkerLimit, format!("signal {signal}")),
        None => refused(TableErrorCode::Damaged, ""),
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // A worker that has ended by itself cannot be killed; either way it is waited for.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
