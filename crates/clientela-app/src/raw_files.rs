//! The files as they came in, kept by their hash beside the book.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use fs_err as fs;
use sha2::{Digest, Sha256};

use crate::error::AppError;
use crate::progress::{Progress, Stage};

/// A file kept in the book's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptFile {
    /// SHA-256, hex.
    pub sha256: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its size.
    pub bytes: u64,
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
    copy(path, None, progress)
}

/// Copies a file into the book's folder under its hash; a file already there is left alone.
///
/// # Errors
/// When reading or writing fails, or the work was stopped; nothing half-written stays.
pub fn keep(folder: &Path, source: &Path, progress: &Progress) -> Result<KeptFile, AppError> {
    let files = folder.join("files");
    fs::create_dir_all(&files)?;
    let incoming = files.join(format!(
        "incoming-{}",
        uuid::Uuid::from_u128(rand::random())
    ));
    let copied = copy(source, Some(&incoming), progress);
    let (sha256, bytes) = copied.inspect_err(|_| drop(fs::remove_file(&incoming)))?;
    let path = path_of(folder, &sha256);
    if path.exists() {
        fs::remove_file(&incoming)?;
    } else {
        fs::rename(&incoming, &path)?;
        fs::File::open(&files)?.sync_all()?;
    }
    Ok(KeptFile {
        sha256,
        path,
        bytes,
    })
}

fn copy(
    source: &Path,
    target: Option<&Path>,
    progress: &Progress,
) -> Result<(String, u64), AppError> {
    progress.enter(Stage::Keeping);
    let mut reader = fs::File::open(source)?;
    progress.expect_bytes(reader.metadata()?.len());
    let mut writer = target.map(fs::File::create).transpose()?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0_u8; 1 << 20];
    let mut bytes = 0_u64;
    loop {
        let count = reader.read(&mut buffer)?;
        if count == 0 {
            break;
        }
        if progress.stop_asked() {
            return Err(AppError::Stopped);
        }
        digest.update(&buffer[..count]);
        if let Some(writer) = &mut writer {
            writer.write_all(&buffer[..count])?;
        }
        bytes += u64::try_from(count).unwrap_or(0);
        progress.advance(bytes, 0);
    }
    if let Some(writer) = writer {
        writer.sync_all()?;
    }
    let sha256 = digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok((sha256, bytes))
}
