//! Files sent through the browser: streamed to disk, never held in memory.

use std::path::Path;

use axum::extract::multipart::Multipart;
use clientela_domain::records::FileKind;
use tokio::io::AsyncWriteExt;

use crate::csrf;
use crate::error::WebError;
use crate::form::Fields;
use crate::limits::{FORM_BYTES_MAX, SHORT_TEXT_CHARACTERS_MAX, UPLOAD_BYTES_MAX};
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
    form: Multipart,
) -> Result<Option<UploadedFile>, WebError> {
    receive_form(visitor, folder, form, UPLOAD_BYTES_MAX)
        .await
        .map(|(_, file)| file)
}

/// Takes a form that may hold one file of at most `bytes_max`, with its other fields. The CSRF token
/// must stand before the file.
///
/// # Errors
/// See [`receive`]; [`WebError::TooLarge`] also when the fields together are.
pub(crate) async fn receive_form(
    visitor: &Visitor,
    folder: &Path,
    mut form: Multipart,
    bytes_max: u64,
) -> Result<(Fields, Option<UploadedFile>), WebError> {
    let broken = |_| WebError::Invalid {
        field: "file",
        message: "import-upload-missing",
    };
    let mut token_is_right = false;
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut bytes = 0;
    let mut file = None;
    while let Some(field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        if name == csrf::FIELD {
            let token = field.text().await.map_err(broken)?;
            token_is_right = csrf::matches(&visitor.secret, &token);
            continue;
        }
        if name == "file" {
            if !token_is_right {
                return Err(WebError::FormExpired);
            }
            let file_name = plain_name(field.file_name().unwrap_or_default());
            if !file_name.is_empty() && file.is_none() {
                file = Some(write(folder, file_name, field, bytes_max).await?);
            }
            continue;
        }
        let value = field.text().await.map_err(broken)?;
        bytes += name.len() + value.len();
        if bytes > FORM_BYTES_MAX {
            remove(file.as_ref()).await;
            return Err(WebError::TooLarge {
                bytes_max: FORM_BYTES_MAX as u64,
            });
        }
        fields.push((name, value));
    }
    if token_is_right {
        Ok((Fields::of_pairs(fields), file))
    } else {
        Err(WebError::FormExpired)
    }
}

/// Removes a file that is no longer needed; one left over is swept at the next start.
pub(crate) async fn remove(file: Option<&UploadedFile>) {
    if let Some(file) = file {
        drop(tokio::fs::remove_file(&file.path).await);
    }
}

async fn write(
    folder: &Path,
    file_name: String,
    mut field: axum::extract::multipart::Field<'_>,
    bytes_max: u64,
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
                if bytes > bytes_max {
                    break Err(WebError::TooLarge { bytes_max });
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
        Ok(()) => Ok(UploadedFile {
            path,
            file_name,
            kind: FileKind::default(),
            campaign: None,
        }),
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
