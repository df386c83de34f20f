//! Files that belong to a client, a person, an interaction or a note. Their bytes lie in the book's
//! folder under their hash, beside the files that were imported, and are shared.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use clientela_domain::ids::AttachmentId;
use clientela_store::attachments::{self, AttachedTo, Attachment, NewAttachment};
use clientela_store::{StoreError, Viewer};
use fs_err as fs;
use tokio::sync::Mutex;

use crate::context::Context;
use crate::error::AppError;
use crate::import_sales::blocking;
use crate::log_interaction::invalid;
use crate::progress::Progress;
use crate::raw_files;

/// Largest file: a contract with its scans. What is larger belongs on a file server.
pub const ATTACHMENT_BYTES_MAX: u64 = 50 * 1024 * 1024;

/// Most files on one record.
pub const ATTACHMENTS_MAX: u64 = 50;

/// Longest name of a file.
pub const NAME_CHARACTERS_MAX: usize = 200;

/// Keeping bytes and forgetting them exclude each other, so that no row is left without its bytes.
static FILES: Mutex<()> = Mutex::const_new(());

/// First bytes of the kinds of file a browser may show by itself; all others are only ever kept.
const SIGNATURES: [(&[u8], &str); 6] = [
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"RIFF", "image/webp"),
];

/// The media type as the bytes say it; the name is not asked, for it may lie. Unknown is
/// `application/octet-stream`, which no browser runs.
#[must_use]
pub fn media_type(head: &[u8]) -> &'static str {
    let known = SIGNATURES
        .iter()
        .find(|(signature, _)| head.starts_with(signature));
    match known {
        Some((_, "image/webp")) if head.get(8..12) != Some(b"WEBP") => "application/octet-stream",
        Some((_, media_type)) => media_type,
        None => "application/octet-stream",
    }
}

/// A name without folders and control characters, not too long.
#[must_use]
pub fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String = last
        .chars()
        .filter(|letter| !letter.is_control() && !is_direction_mark(*letter))
        .take(NAME_CHARACTERS_MAX)
        .collect();
    kept.trim().trim_matches('.').trim().to_owned()
}

/// Marks that turn the writing direction make `exe.pdf` of `fdp.exe`.
const fn is_direction_mark(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Attaches the file at a path, which stays where it is.
///
/// # Errors
/// [`AppError::Invalid`] for an empty, nameless or too large file, or a record that has its fill;
/// [`AppError::NotFound`] without such a record; [`AppError::Forbidden`].
pub async fn attach_file(
    context: &Context,
    viewer: &Viewer,
    to: AttachedTo,
    path: &Path,
    name: &str,
) -> Result<AttachmentId, AppError> {
    viewer.require(clientela_store::Permission::EditAccounts)?;
    let name = plain_name(name);
    if name.is_empty() {
        return Err(invalid("file", "file-name-missing", ""));
    }
    let bytes = fs::metadata(path)?.len();
    if bytes == 0 {
        return Err(invalid("file", "file-empty", &name));
    }
    if bytes > ATTACHMENT_BYTES_MAX {
        return Err(invalid("file", "attachment-too-large", &name));
    }
    let _files = FILES.lock().await;
    let (folder, source) = (context.folder.clone(), path.to_owned());
    let (kept, head) = blocking(move || {
        let kept = raw_files::keep(&folder, &source, &Progress::default())?;
        let mut head = Vec::with_capacity(16);
        fs::File::open(&kept.path)?
            .take(16)
            .read_to_end(&mut head)?;
        Ok((kept, head))
    })
    .await?;
    let new = NewAttachment {
        to,
        sha256: kept.sha256.clone(),
        name,
        media_type: media_type(&head).to_owned(),
        bytes,
    };
    let written = context
        .store
        .write_with(viewer, new, |tx, new| {
            Box::pin(attachments::create(tx, new, ATTACHMENTS_MAX))
        })
        .await;
    match written {
        Ok(id) => Ok(id),
        Err(error) => {
            forget_bytes(context, viewer, &[kept.sha256]).await?;
            Err(match error {
                StoreError::GivenUp(_) => invalid("file", "too-many-files", ""),
                other => other.into(),
            })
        }
    }
}

/// A file and where its bytes lie.
///
/// # Errors
/// [`AppError::NotFound`] when there is none the viewer may see, or its bytes are gone.
pub async fn open_attachment(
    context: &Context,
    viewer: &Viewer,
    id: AttachmentId,
) -> Result<(Attachment, PathBuf), AppError> {
    let found = attachments::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("attachment"))?;
    let path = raw_files::path_of(&context.folder, &found.attachment.sha256);
    if !path.exists() {
        tracing::error!(sha256 = %found.attachment.sha256, "the bytes of a file are gone");
        return Err(AppError::NotFound("attachment"));
    }
    Ok((found, path))
}

/// Takes a file off its record; its bytes stay as long as it can come back.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn remove_attachment(
    context: &Context,
    viewer: &Viewer,
    id: AttachmentId,
) -> Result<(), AppError> {
    let removed = context
        .store
        .write(viewer, move |tx| Box::pin(attachments::delete(tx, id)));
    Ok(removed.await?)
}

/// Puts a file that was taken off back onto its record.
///
/// # Errors
/// [`AppError::NotFound`]; [`AppError::Forbidden`].
pub async fn restore_attachment(
    context: &Context,
    viewer: &Viewer,
    id: AttachmentId,
) -> Result<(), AppError> {
    let restored = context
        .store
        .write(viewer, move |tx| Box::pin(attachments::restore(tx, id)));
    Ok(restored.await?)
}

/// Runs a write that may leave bytes without a row, and forgets those no row needs any more; nobody
/// attaches a file meanwhile.
///
/// # Errors
/// What the write fails with; when the book or the disk refuses.
pub(crate) async fn forgetting<T>(
    context: &Context,
    viewer: &Viewer,
    write: impl Future<Output = Result<T, StoreError>>,
    hashes: impl FnOnce(&T) -> Vec<String>,
) -> Result<T, AppError> {
    let _files = FILES.lock().await;
    let written = write.await?;
    forget_bytes(context, viewer, &hashes(&written)).await?;
    Ok(written)
}

/// Removes the bytes of those hashes that neither a file nor an import needs.
async fn forget_bytes(
    context: &Context,
    viewer: &Viewer,
    hashes: &[String],
) -> Result<usize, AppError> {
    let mut removed = 0;
    for sha256 in hashes {
        if attachments::is_needed(&context.store.read(viewer), sha256).await? {
            continue;
        }
        let path = raw_files::path_of(&context.folder, sha256);
        if path.exists() {
            fs::remove_file(&path)?;
            removed += 1;
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_say_what_a_file_is() {
        assert_eq!(media_type(b"%PDF-1.7"), "application/pdf");
        assert_eq!(media_type(b"RIFF\x10\0\0\0WEBPVP8 "), "image/webp");
        for other in [
            b"RIFF\x10\0\0\0WAVEfmt ".as_slice(),
            b"<svg onload=alert(1)>",
            b"<!doctype html>",
            b"",
        ] {
            assert_eq!(media_type(other), "application/octet-stream");
        }
    }

    #[test]
    fn a_name_leads_nowhere_and_does_not_lie() {
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("договор\u{202e}fdp.exe"), "договорfdp.exe");
        assert_eq!(plain_name(" . . "), "");
        assert_eq!(plain_name("a\r\nb.pdf"), "ab.pdf");
        assert_eq!(
            plain_name(&"я".repeat(400)).chars().count(),
            NAME_CHARACTERS_MAX
        );
    }
}
