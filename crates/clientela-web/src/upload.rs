//! Files sent through the browser: streamed to disk, never held in memory.

use std::path::Path;

use axum::extract::multipart::Multipart;
use tokio::io::AsyncWriteExt;

use crate::csrf;
use crate::error::WebError;
use crate::limits::{SHORT_TEXT_CHARACTERS_MAX, UPLOAD_BYTES_MAX};
use crate::request::Visitor;
use crate::views::UploadedFile;

/// Takes the first file of a form. Its CSRF token must stand before it, so that nothing is written
/// for a forged request. Returns `None` when no file was chosen.
///
/// # Errors
/// [`WebError::FormExpired`] without a token; [`WebError::TooLarge`]; a failure of the disk.
pub(crate) async fn receive(
    visitor: &Visitor,
    folder: &Path,
    mut form: Multipart,
) -> Result<Option<UploadedFile>, WebError> {
    let broken = |_| WebError::Invalid {
        field: "file",
        message: "import-upload-missing",
    };
    let mut token_is_right = false;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some(csrf::FIELD) => {
                let token = field.text().await.map_err(broken)?;
                token_is_right = csrf::matches(&visitor.secret, &token);
            }
            Some("file") => {
                if !token_is_right {
                    return Err(WebError::FormExpired);
                }
                let name = plain_name(field.file_name().unwrap_or_default());
                if name.is_empty() {
                    return Ok(None);
                }
                return write(folder, name, field).await.map(Some);
            }
            _ => {}
        }
    }
    if token_is_right {
        Ok(None)
    } else {
        Err(WebError::FormExpired)
    }
}

async fn write(
    folder: &Path,
    file_name: String,
    mut field: axum::extract::multipart::Field<'_>,
) -> Result<UploadedFile, WebError> {
    let failed = |source: std::io::Error| WebError::failed("keeping an uploaded file", source);
    tokio::fs::create_dir_all(folder).await.map_err(failed)?;
    let path = folder.join(format!("upload-{:032x}", rand::random::<u128>()));
    let mut file = tokio::fs::File::create_new(&path).await.map_err(failed)?;
    let mut bytes: u64 = 0;
    let result = loop {
        match field.chunk().await {
            Ok(Some(chunk)) => {
                bytes += chunk.len() as u64;
                if bytes > UPLOAD_BYTES_MAX {
                    break Err(WebError::TooLarge {
                        bytes_max: UPLOAD_BYTES_MAX,
                    });
                }
                if let Err(source) = file.write_all(&chunk).await {
                    break Err(failed(source));
                }
            }
            Ok(None) => break file.flush().await.map_err(failed),
            // The sender went away half-way.
            Err(_) => {
                break Err(WebError::Invalid {
                    field: "file",
                    message: "import-upload-missing",
                });
            }
        }
    };
    match result {
        Ok(()) => Ok(UploadedFile { path, file_name }),
        Err(error) => {
            // What was written so far is of no use; a leftover is swept at the next start.
            let _ = tokio::fs::remove_file(&path).await;
            Err(error)
        }
    }
}

/// The name without folders and control characters, at most as long as a name may be.
fn plain_name(name: &str) -> String {
    name.rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|character| !character.is_control())
        .take(SHORT_TEXT_CHARACTERS_MAX)
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_name_never_leads_out_of_the_folder() {
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name(r"C:\Износ\продажби.csv"), "продажби.csv");
        assert_eq!(plain_name("a\u{0}b\r\n.csv"), "ab.csv");
        assert_eq!(plain_name(".."), "..");
    }
}
