//! A file that several threads read at once, each at positions of its own.

use std::io::{self, BufReader, Read};
use std::os::unix::fs::FileExt;
use std::sync::Arc;

use bytes::Bytes;
use fs_err as fs;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

/// A file read at positions. A cloned handle of a file shares one position with the others, so two
/// threads that seek and read would read each other's bytes; here there is no position to share.
#[derive(Clone)]
pub(crate) struct PositionedFile {
    file: Arc<fs::File>,
    length: u64,
}

impl PositionedFile {
    /// The file as long as it is now; parts of the ledger never change.
    pub(crate) fn new(file: fs::File) -> io::Result<Self> {
        Ok(Self {
            length: file.metadata()?.len(),
            file: Arc::new(file),
        })
    }
}

impl Length for PositionedFile {
    fn len(&self) -> u64 {
        self.length
    }
}

impl ChunkReader for PositionedFile {
    type T = BufReader<ReadingFrom>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        Ok(BufReader::new(ReadingFrom {
            file: Arc::clone(&self.file),
            position: start,
        }))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let end = start.checked_add(length as u64);
        if end.is_none_or(|end| end > self.length) {
            return Err(ParquetError::EOF("past the end of the file".to_owned()));
        }
        let mut bytes = vec![0; length];
        self.file.file().read_exact_at(&mut bytes, start)?;
        Ok(bytes.into())
    }
}

/// Reads on from a position of its own.
pub(crate) struct ReadingFrom {
    file: Arc<fs::File>,
    position: u64,
}

impl Read for ReadingFrom {
    fn read(&mut self, output: &mut [u8]) -> io::Result<usize> {
        let read = self.file.file().read_at(output, self.position)?;
        self.position += read as u64;
        Ok(read)
    }
}
