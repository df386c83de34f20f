//! Documents that prove an answer: kept by their hash beside the book, opened by whoever may see
//! the client.

use std::fmt;
use std::path::PathBuf;

use clientela_domain::ids::AccountId;
use clientela_store::{Viewer, accounts, criterion_answers};

use crate::context::Context;
use crate::error::AppError;
use crate::import_sales::blocking;
use crate::progress::Progress;
use crate::raw_files;

/// Largest document taken as evidence: a scanned contract, not a film.
pub const EVIDENCE_BYTES_MAX: u64 = 25 * 1024 * 1024;

/// Longest name of a document that is kept.
const NAME_CHARACTERS_MAX: usize = 200;

/// Length of a SHA-256 in hex.
const HASH_CHARACTERS: usize = 64;

/// A document somebody hands over, still outside the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachedFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its name, without folders.
    pub file_name: String,
}

/// A document of an answer, as the book refers to it: `<SHA-256>/<name>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceFile {
    /// SHA-256, hex; `None` when only a name was written down.
    pub sha256: Option<String>,
    /// Its name.
    pub name: String,
}

impl EvidenceFile {
    /// Reads a reference; a text without a hash before its slash is a name alone.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text.split_once('/') {
            Some((hash, name)) if is_hash(hash) => Self {
                sha256: Some(hash.to_owned()),
                name: name.to_owned(),
            },
            _ => Self {
                sha256: None,
                name: text.to_owned(),
            },
        }
    }
}

impl fmt::Display for EvidenceFile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.sha256 {
            Some(sha256) => write!(formatter, "{sha256}/{}", self.name),
            None => formatter.write_str(&self.name),
        }
    }
}

fn is_hash(text: &str) -> bool {
    text.len() == HASH_CHARACTERS && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Copies a document into the book's folder.
///
/// # Errors
/// [`AppError::Invalid`] for an empty document or one that is too large; when it cannot be read.
pub(crate) async fn keep(context: &Context, file: &AttachedFile) -> Result<EvidenceFile, AppError> {
    let bytes = tokio::fs::metadata(&file.path).await?.len();
    let invalid = |code| AppError::Invalid {
        field: "evidence_file",
        code,
        value: file.file_name.clone(),
    };
    if bytes == 0 {
        return Err(invalid("file-empty"));
    }
    if bytes > EVIDENCE_BYTES_MAX {
        return Err(invalid("file-too-large"));
    }
    let (folder, path) = (context.folder.clone(), file.path.clone());
    let kept = blocking(move || raw_files::keep(&folder, &path, &Progress::default())).await?;
    let name: String = file
        .file_name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|character| !character.is_control())
        .take(NAME_CHARACTERS_MAX)
        .collect();
    Ok(EvidenceFile {
        sha256: Some(kept.sha256),
        name,
    })
}

/// Where a document of a client lies, and its name.
///
/// # Errors
/// [`AppError::NotFound`] for a client the viewer may not see and a document no answer about that
/// client refers to.
pub async fn open(
    context: &Context,
    viewer: &Viewer,
    account: AccountId,
    sha256: &str,
) -> Result<(PathBuf, String), AppError> {
    let read = context.store.read(viewer);
    accounts::get(&read, account)
        .await?
        .ok_or(AppError::NotFound("account"))?;
    let answers = criterion_answers::history(&read, account).await?;
    let name = answers
        .iter()
        .filter_map(|row| row.answer.evidence_file.as_deref())
        .map(EvidenceFile::parse)
        .find(|file| file.sha256.as_deref() == Some(sha256))
        .map(|file| file.name)
        .ok_or(AppError::NotFound("file"))?;
    Ok((raw_files::path_of(&context.folder, sha256), name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_keeps_hash_and_name_and_a_bare_name_stays_one() {
        let hash = "ab".repeat(32);
        let file = EvidenceFile::parse(&format!("{hash}/Договор 14/2026.pdf"));
        assert_eq!(file.sha256.as_deref(), Some(hash.as_str()));
        assert_eq!(file.name, "Договор 14/2026.pdf");
        assert_eq!(EvidenceFile::parse(&file.to_string()), file);
        for name in ["contract.pdf", "архив/contract.pdf", ""] {
            assert_eq!(EvidenceFile::parse(name).sha256, None, "{name}");
            assert_eq!(EvidenceFile::parse(name).name, name);
        }
    }
}
