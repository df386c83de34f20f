//! The files as they came in, kept by their hash beside the book.

use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use fs_err as fs;
use sha2::{Digest, Sha256};

use crate::error::AppError;
use crate::progress::{Progress, Stage};

/// Bytes copied at a time.
const PIECE_BYTES: usize = 1 << 20;

/// Pieces that may wait for the disk.
const PIECES_WAITING: usize = 4;

/// A file kept in the book's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// SHA-256, hex.
    pub sha256: String,
    /// Where it lies.
    pub path: PathBuf,
}

/// A file copied into the book's folder that is not yet known by its hash: its bytes are still on
/// their way to the disk, while they can be read already. Unless it is settled, it goes again.
#[derive(Debug)]
pub struct IncomingFile {
    sha256: String,
    files: PathBuf,
    /// Where it lies until it is settled; `None` for a file that was kept before.
    incoming: Option<PathBuf>,
    flushing: Option<JoinHandle<io::Result<()>>>,
}

/// Where the raw file of a hash lies.
#[must_use]
pub fn path_of(folder: &Path, sha256: &str) -> PathBuf {
    folder.join("files").join(sha256)
}

/// SHA-256 of a file, hex, and its size. The file is streamed, never held in memory.
///
/// # Errors
/// When the file cannot be read, or the work was stopped.
pub fn hash(path: &Path, progress: &Progress) -> Result<(String, u64), AppError> {
    let mut digest = Sha256::new();
    let bytes = read_pieces(path, progress, |piece| {
        digest.update(&piece);
        Ok(())
    })?;
    Ok((hex(digest), bytes))
}

/// Copies a file into the book's folder, durably and under its hash; a file already there is left
/// alone.
///
/// # Errors
/// When reading or writing fails, or the work was stopped; nothing half-written stays.
pub fn keep(folder: &Path, source: &Path, progress: &Progress) -> Result<KeptFile, AppError> {
    receive(folder, source, progress)?.settle()
}

/// As [`keep`], without waiting for the disk: work on the file may begin, and what comes out of it
/// may be made true once it is settled.
///
/// # Errors
/// As [`keep`].
pub fn receive(
    folder: &Path,
    source: &Path,
    progress: &Progress,
) -> Result<IncomingFile, AppError> {
    let files = folder.join("files");
    fs::create_dir_all(&files)?;
    if source.parent() == Some(&files) {
        let (sha256, _) = hash(source, progress)?;
        if path_of(folder, &sha256) == source {
            return Ok(IncomingFile {
                sha256,
                files,
                incoming: None,
                flushing: None,
            });
        }
    }
    let name = format!("incoming-{}", uuid::Uuid::from_u128(rand::random()));
    let path = files.join(name);
    let mut file = IncomingFile {
        sha256: String::new(),
        files,
        incoming: Some(path.clone()),
        flushing: None,
    };
    let (sha256, copy) = copy(source, &path, progress)?;
    file.sha256 = sha256;
    if path_of(folder, &file.sha256).exists() {
        fs::remove_file(&path)?;
        file.incoming = None;
    } else {
        file.flushing = Some(std::thread::spawn(move || copy.sync_all()));
    }
    Ok(file)
}

impl IncomingFile {
    /// SHA-256, hex.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Where it can be read until it is settled.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        let kept = || self.files.join(&self.sha256);
        self.incoming.clone().unwrap_or_else(kept)
    }

    /// Waits for the disk and gives the file its name.
    ///
    /// # Errors
    /// When the disk refuses; the file is gone then.
    pub fn settle(mut self) -> Result<KeptFile, AppError> {
        let kept = KeptFile {
            sha256: self.sha256.clone(),
            path: self.files.join(&self.sha256),
        };
        let Some(incoming) = &self.incoming else {
            return Ok(kept);
        };
        if let Some(flushing) = self.flushing.take() {
            flushing
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        }
        fs::rename(incoming, &kept.path)?;
        self.incoming = None;
        fs::File::open(&self.files)?.sync_all()?;
        Ok(kept)
    }
}

impl Drop for IncomingFile {
    fn drop(&mut self) {
        if let Some(incoming) = &self.incoming {
            // Best effort: it has no name by which anybody would find it.
            drop(fs::remove_file(incoming));
        }
    }
}

/// Copies a file while its hash is computed. The copy is not yet on the disk.
fn copy(source: &Path, target: &Path, progress: &Progress) -> Result<(String, fs::File), AppError> {
    let target = fs::File::create(target)?;
    let (pieces, waiting) = sync_channel(PIECES_WAITING);
    std::thread::scope(|scope| {
        let writing = scope.spawn(move || write_pieces(target, &waiting));
        let read = hash_and_send(source, progress, &pieces);
        drop(pieces);
        let written = writing
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        // A failed write ends the reading too, and says better why.
        let copy = written?;
        Ok((read?, copy))
    })
}

fn hash_and_send(
    source: &Path,
    progress: &Progress,
    pieces: &SyncSender<Vec<u8>>,
) -> Result<String, AppError> {
    let mut digest = Sha256::new();
    read_pieces(source, progress, |piece| {
        digest.update(&piece);
        pieces
            .send(piece)
            .map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    })?;
    Ok(hex(digest))
}

fn write_pieces(mut target: fs::File, pieces: &Receiver<Vec<u8>>) -> io::Result<fs::File> {
    for piece in pieces {
        target.write_all(&piece)?;
    }
    Ok(target)
}

/// Reads a file piece by piece and returns its size.
fn read_pieces(
    path: &Path,
    progress: &Progress,
    mut take: impl FnMut(Vec<u8>) -> io::Result<()>,
) -> Result<u64, AppError> {
    progress.enter(Stage::Keeping);
    let mut file = fs::File::open(path)?;
    progress.expect_bytes(file.metadata()?.len());
    let mut bytes = 0_u64;
    loop {
        let mut piece = vec![0; PIECE_BYTES];
        let count = file.read(&mut piece)?;
        if count == 0 {
            return Ok(bytes);
        }
        if progress.stop_asked() {
            return Err(AppError::Stopped);
        }
        piece.truncate(count);
        take(piece)?;
        bytes += u64::try_from(count).unwrap_or(0);
        progress.advance(bytes, 0);
    }
}

fn hex(digest: Sha256) -> String {
    digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder.join("files")).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_bears_its_hash_once_it_is_settled_and_goes_when_it_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("sales.csv");
        fs::write(&source, "abc").unwrap();
        let sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let progress = Progress::default();

        let file = receive(folder.path(), &source, &progress).unwrap();
        assert_eq!(file.sha256(), sha256);
        assert_eq!(fs::read_to_string(file.path()).unwrap(), "abc");
        drop(file);
        assert!(listed(folder.path()).is_empty());

        let kept = receive(folder.path(), &source, &progress).unwrap();
        let kept = kept.settle().unwrap();
        assert_eq!(kept.path, path_of(folder.path(), sha256));
        assert_eq!(fs::read_to_string(&kept.path).unwrap(), "abc");

        // The same file again, from outside and from where it is kept.
        for source in [&source, &kept.path] {
            assert_eq!(keep(folder.path(), source, &progress).unwrap(), kept);
            assert_eq!(listed(folder.path()), [sha256]);
        }
    }

    #[test]
    fn a_stopped_copy_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let source = folder.path().join("sales.csv");
        fs::write(&source, "abc").unwrap();
        let progress = Progress::default();
        progress.ask_to_stop();
        let stopped = receive(folder.path(), &source, &progress);
        assert!(matches!(stopped, Err(AppError::Stopped)), "{stopped:?}");
        assert!(listed(folder.path()).is_empty());
    }
}
