//! Compares the files of a part with their hashes. Parquet pages carry no checksum of their own
//! (`RELIABILITY.md` S4).

use std::io::{BufReader, Read};
use std::path::Path;

use clientela_domain::ids::PartId;
use clientela_domain::ports::{DocumentEntry, LedgerError};
use fs_err as fs;
use parquet::file::reader::{FileReader, SerializedFileReader};

use crate::documents::{DocumentHead, HEAD_BYTES, from_bytes};
use crate::folder::{DOCUMENTS, Folder, LINES, SUMMARY};
use crate::schema::{SCHEMA_VERSION, SCHEMA_VERSION_KEY};

/// Bytes hashed at a time.
const CHUNK_BYTES: usize = 1024 * 1024;

fn damaged(path: &Path, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> LedgerError {
    LedgerError::new(format!("checking file {}", path.display()), cause)
}

/// Compares all files of a part with their hashes and their numbers with each other.
pub(crate) fn verify(folder: &Folder, part: PartId, blake3: &str) -> Result<(), LedgerError> {
    let path = folder.part_file(part, LINES);
    let hash = hash_file(&path)?;
    if hash.to_hex().as_str() != blake3 {
        return Err(damaged(
            &path,
            format!("its BLAKE3 is {hash}, the book says {blake3}"),
        ));
    }
    let (head, documents) = self::documents(folder, part)?;
    if head.lines_hash != hash {
        return Err(damaged(
            &folder.part_file(part, DOCUMENTS),
            "it belongs to another file of lines",
        ));
    }
    let listed: u64 = documents.iter().map(|entry| u64::from(entry.lines)).sum();
    let lines = count_lines(&path)?;
    if lines != listed {
        return Err(damaged(
            &path,
            format!("it has {lines} lines, its documents have {listed}"),
        ));
    }
    summary(folder, part, &head)
}

/// The documents of a part and the head of their file.
pub(crate) fn documents(
    folder: &Folder,
    part: PartId,
) -> Result<(DocumentHead, Vec<DocumentEntry>), LedgerError> {
    let path = folder.part_file(part, DOCUMENTS);
    let bytes = fs::read(&path).map_err(|error| damaged(&path, error))?;
    from_bytes(&bytes).ok_or_else(|| damaged(&path, "its hash does not fit its content"))
}

/// The head of the file of documents.
pub(crate) fn head(folder: &Folder, part: PartId) -> Result<DocumentHead, LedgerError> {
    let path = folder.part_file(part, DOCUMENTS);
    let mut bytes = [0; HEAD_BYTES];
    let read = fs::File::open(&path).and_then(|mut file| file.read_exact(&mut bytes));
    read.map_err(|error| damaged(&path, error))?;
    DocumentHead::from_bytes(&bytes)
        .ok_or_else(|| damaged(&path, "the hash of its head does not fit"))
}

/// Compares the summary of a part, if it has one, with its hash.
pub(crate) fn summary(
    folder: &Folder,
    part: PartId,
    head: &DocumentHead,
) -> Result<(), LedgerError> {
    let Some(expected) = head.summary_hash else {
        return Ok(());
    };
    let path = folder.part_file(part, SUMMARY);
    if hash_file(&path)? == expected {
        Ok(())
    } else {
        Err(damaged(
            &path,
            "its BLAKE3 is not the one it was written with",
        ))
    }
}

fn hash_file(path: &Path) -> Result<blake3::Hash, LedgerError> {
    let file = fs::File::open(path).map_err(|error| damaged(path, error))?;
    let mut reader = BufReader::with_capacity(CHUNK_BYTES, file);
    let mut hasher = blake3::Hasher::new();
    std::io::copy(&mut reader, &mut hasher).map_err(|error| damaged(path, error))?;
    Ok(hasher.finalize())
}

fn count_lines(path: &Path) -> Result<u64, LedgerError> {
    let file = fs::File::open(path).map_err(|error| damaged(path, error))?;
    let reader =
        SerializedFileReader::new(file.into_file()).map_err(|error| damaged(path, error))?;
    let metadata = reader.metadata().file_metadata();
    let version = metadata
        .key_value_metadata()
        .and_then(|pairs| pairs.iter().find(|pair| pair.key == SCHEMA_VERSION_KEY))
        .and_then(|pair| pair.value.as_deref());
    if version != Some(SCHEMA_VERSION) {
        return Err(damaged(
            path,
            format!("its schema version is {version:?}, not {SCHEMA_VERSION}"),
        ));
    }
    u64::try_from(metadata.num_rows()).map_err(|error| damaged(path, error))
}
