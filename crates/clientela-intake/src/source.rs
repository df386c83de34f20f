//! The bytes of a table as they stream from disk: plain, out of gzip or out of a zip archive.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use clientela_domain::sales::table_file::{TableError, TableErrorCode};
use flate2::read::{DeflateDecoder, MultiGzDecoder};

use crate::archive::Member;
use crate::failure::{refused, size, unreadable};
use crate::limits::{UNPACKED_BYTES_MAX, UNPACKED_RATIO_FREE_BYTES, UNPACKED_RATIO_MAX};

/// How the table lies in the file.
#[derive(Clone, Debug)]
pub(crate) enum Packing {
    /// As it is.
    Plain,
    /// One or several gzip streams behind one another.
    Gzip,
    /// One member of a zip archive.
    Zip(Member),
}

impl Packing {
    /// The word of [`clientela_domain::sales::table_file::TableShape::packed`].
    pub(crate) const fn code(&self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Gzip => Some("gzip"),
            Self::Zip(_) => Some("zip"),
        }
    }
}

/// Opens the file itself.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller knows the path; the detail is shown to users, who learn no server paths"
)]
pub(crate) fn open_file(path: &Path) -> Result<File, TableError> {
    let file = File::open(path).map_err(unreadable)?;
    if file.metadata().map_err(unreadable)?.is_dir() {
        return Err(unreadable(std::io::ErrorKind::IsADirectory.into()));
    }
    Ok(file)
}

/// Streams the unpacked bytes of a table, bounded, and notices when the file changes meanwhile.
pub(crate) struct Source {
    reader: Box<dyn Read + Send>,
    /// Bytes of the stored file consumed.
    stored: Arc<AtomicU64>,
    packing: &'static str,
    unpacked: u64,
    /// What the archive says about the member: its size and checksum.
    promised: Option<(u64, u32)>,
    checksum: flate2::Crc,
    file: File,
    before: Fingerprint,
    finished: bool,
}

/// What tells that a file was written to.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    length: u64,
    modified: Option<std::time::SystemTime>,
}

impl Fingerprint {
    /// The fingerprint of an open file as it is now.
    pub(crate) fn of(file: &File) -> Result<Self, TableError> {
        let metadata = file.metadata().map_err(unreadable)?;
        Ok(Self {
            length: metadata.len(),
            modified: metadata.modified().ok(),
        })
    }

    /// Refuses a file that was written to since.
    pub(crate) fn confirm(&self, file: &File) -> Result<(), TableError> {
        if Self::of(file)? == *self {
            Ok(())
        } else {
            Err(refused(TableErrorCode::Changed, ""))
        }
    }
}

impl Source {
    /// Starts at the first unpacked byte.
    pub(crate) fn open(mut file: File, packing: &Packing) -> Result<Self, TableError> {
        let before = Fingerprint::of(&file)?;
        let stored = Arc::new(AtomicU64::new(0));
        let watched = file.try_clone().map_err(unreadable)?;
        let start = match packing {
            Packing::Zip(member) => member.start,
            Packing::Plain | Packing::Gzip => 0,
        };
        file.seek(SeekFrom::Start(start)).map_err(unreadable)?;
        let counted = Counted {
            file,
            count: Arc::clone(&stored),
        };
        let mut promised = None;
        let reader: Box<dyn Read + Send> = match packing {
            Packing::Plain => Box::new(counted),
            Packing::Gzip => Box::new(MultiGzDecoder::new(counted)),
            Packing::Zip(member) => {
                promised = Some((member.unpacked, member.checksum));
                let packed = counted.take(member.packed);
                if member.deflated {
                    Box::new(DeflateDecoder::new(packed))
                } else {
                    Box::new(packed)
                }
            }
        };
        Ok(Self {
            reader,
            stored,
            packing: packing.code().unwrap_or_default(),
            unpacked: 0,
            promised,
            checksum: flate2::Crc::new(),
            file: watched,
            before,
            finished: false,
        })
    }

    /// Bytes of the stored file consumed.
    pub(crate) fn stored_bytes(&self) -> u64 {
        self.stored.load(Ordering::Relaxed)
    }

    /// Fills `output` as far as the table goes; fewer bytes mean its end.
    pub(crate) fn fill(&mut self, output: &mut [u8]) -> Result<usize, TableError> {
        let mut filled = 0;
        while filled < output.len() && !self.finished {
            match self.reader.read(&mut output[filled..]) {
                Ok(0) => self.finish()?,
                Ok(count) => {
                    self.account(&output[filled..filled + count])?;
                    filled += count;
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) if self.packing.is_empty() => return Err(unreadable(error)),
                Err(error) => {
                    return Err(refused(
                        TableErrorCode::Damaged,
                        format!("{}: {error}", self.packing),
                    ));
                }
            }
        }
        Ok(filled)
    }

    /// Counts unpacked bytes and refuses a bomb as soon as it shows.
    fn account(&mut self, bytes: &[u8]) -> Result<(), TableError> {
        if self.packing.is_empty() {
            return Ok(());
        }
        self.unpacked += bytes.len() as u64;
        let ratio_allowed = self.stored_bytes().saturating_mul(UNPACKED_RATIO_MAX);
        if self.unpacked > UNPACKED_BYTES_MAX {
            return Err(refused(
                TableErrorCode::TooLargeUnpacked,
                size(UNPACKED_BYTES_MAX),
            ));
        }
        if self.unpacked > UNPACKED_RATIO_FREE_BYTES.max(ratio_allowed) {
            return Err(refused(
                TableErrorCode::TooLargeUnpacked,
                format!("{UNPACKED_RATIO_MAX}:1"),
            ));
        }
        if let Some((promised, _)) = self.promised {
            if self.unpacked > promised {
                return Err(refused(TableErrorCode::Damaged, "zip: longer than it says"));
            }
            self.checksum.update(bytes);
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), TableError> {
        self.finished = true;
        if let Some((length, checksum)) = self.promised
            && (self.unpacked != length || self.checksum.sum() != checksum)
        {
            return Err(refused(TableErrorCode::Damaged, "zip: checksum"));
        }
        self.before.confirm(&self.file)
    }
}

/// Counts the bytes taken from the file.
struct Counted {
    file: File,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, output: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(output)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
