//! Files of clients, interactions and notes: taken in, given out, never run.

use axum::body::Body;
use axum::extract::multipart::Multipart;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::ids::{AccountId, AttachmentId, InteractionId, NoteId};
use futures::StreamExt as _;
use tokio::io::AsyncReadExt as _;

use super::done;
use super::happening_parts::{Undoable, back_of};
use crate::error::WebError;
use crate::form::CheckedForm;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::upload;
use crate::urls;
use crate::views::happenings::{AttachedTo, Attachment};

/// What a browser may do with a file it opens by itself: nothing but show it.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

/// Bytes read and sent at a time.
const CHUNK: usize = 64 * 1024;

/// Kinds a browser may show in its own window; all others are only kept, PDF too, for its viewer runs
/// scripts.
const SHOWN: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// `POST /accounts/{id}/files`
pub async fn to_account(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, WebError> {
    let id = AccountId::parse(&id).ok_or(WebError::NotFound)?;
    let back = format!("{}#files", urls::account(id));
    take(&state, &visitor, AttachedTo::Account(id), form, &back).await
}

/// `POST /interactions/{id}/files`
pub async fn to_interaction(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, WebError> {
    let id = InteractionId::parse(&id).ok_or(WebError::NotFound)?;
    take(
        &state,
        &visitor,
        AttachedTo::Interaction(id),
        form,
        &urls::interaction(id),
    )
    .await
}

/// `POST /notes/{id}/files`
pub async fn to_note(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, WebError> {
    let id = NoteId::parse(&id).ok_or(WebError::NotFound)?;
    take(
        &state,
        &visitor,
        AttachedTo::Note(id),
        form,
        &urls::note(id),
    )
    .await
}

async fn take(
    state: &WebState,
    visitor: &SignedIn,
    to: AttachedTo,
    form: Multipart,
    back: &str,
) -> Result<Response, WebError> {
    let file = upload::receive(&visitor.visitor, &state.config.upload_folder, form).await?;
    let file = file.ok_or(WebError::Invalid {
        field: "file",
        message: "file-missing",
    })?;
    state.desk.attach(&visitor.user, to, file).await?;
    Ok(done(visitor, back, "file-saved"))
}

/// `GET /attachments/{id}`
pub async fn open(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path(id): Path<String>,
) -> Result<Response, WebError> {
    let id = AttachmentId::parse(&id).ok_or(WebError::NotFound)?;
    let (file, path) = state.desk.open_attachment(&visitor.user, id).await?;
    stream(&file, &path).await
}

/// The bytes of a file, with the headers that keep a browser from running them.
pub(crate) async fn stream(
    file: &Attachment,
    path: &std::path::Path,
) -> Result<Response, WebError> {
    let failed = |source: std::io::Error| WebError::failed("reading a kept file", source);
    let opened = tokio::fs::File::open(path).await.map_err(failed)?;
    let bytes = futures::stream::try_unfold(opened, |mut opened| async move {
        let mut chunk = vec![0; CHUNK];
        let count = opened.read(&mut chunk).await?;
        chunk.truncate(count);
        Ok::<_, std::io::Error>((count > 0).then_some((chunk, opened)))
    });
    let kind = file.attachment.media_type.as_str();
    let shown = SHOWN.contains(&kind);
    let mut response = Response::new(Body::from_stream(bytes.boxed()));
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    set(
        header::CONTENT_TYPE,
        if shown {
            kind
        } else {
            "application/octet-stream"
        },
    );
    set(header::CONTENT_LENGTH, &file.attachment.bytes.to_string());
    set(
        header::CONTENT_DISPOSITION,
        &disposition(shown, &file.attachment.name),
    );
    set(header::CONTENT_SECURITY_POLICY, SANDBOX);
    set(header::CACHE_CONTROL, "private, no-store");
    Ok(response)
}

/// `attachment; filename*=UTF-8''…` (RFC 6266, RFC 8187), with a plain name for old programs.
fn disposition(shown: bool, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| match letter {
            '"' | '\\' | '%' => '_',
            letter if letter.is_ascii_graphic() || letter == ' ' => letter,
            _ => '_',
        })
        .collect();
    let how = if shown { "inline" } else { "attachment" };
    format!(
        "{how}; filename=\"{plain}\"; filename*=UTF-8''{}",
        urls::encode(name)
    )
}

/// `POST /attachments/{id}/{deed}`
pub async fn act(
    State(state): State<WebState>,
    visitor: SignedIn,
    Path((id, deed)): Path<(String, String)>,
    CheckedForm(fields): CheckedForm,
) -> Result<Response, WebError> {
    let id = AttachmentId::parse(&id).ok_or(WebError::NotFound)?;
    let back = back_of(&fields);
    match deed.as_str() {
        "remove" => {
            state.desk.remove_attachment(&visitor.user, id).await?;
            Ok(Redirect::to(&Undoable::FileRemoved(id).after(&back)).into_response())
        }
        "restore" => {
            state.desk.restore_attachment(&visitor.user, id).await?;
            Ok(done(&visitor, &back, "saved"))
        }
        _ => Err(WebError::NotFound),
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::middleware::map_response;
    use axum::routing::get;
    use clientela_domain::ids::{AccountId, AttachmentId};
    use clientela_store::attachments::NewAttachment;
    use tower::ServiceExt as _;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition(false, "договор \"14\"\r\nX: 1.pdf"),
            "attachment; filename=\"_______ _14___X: 1.pdf\"; \
             filename*=UTF-8''%D0%B4%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%20%2214%22%0D%0AX%3A%201.pdf"
        );
        assert!(disposition(true, "a.png").starts_with("inline; filename=\"a.png\""));
    }

    async fn headers_of(media_type: &str) -> (String, String, String, String, Vec<u8>) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("bytes");
        fs_err::write(&path, b"<script>alert(1)</script>").expect("a file");
        let file = Attachment {
            id: AttachmentId(Uuid::nil()),
            attachment: NewAttachment {
                to: AttachedTo::Account(AccountId(Uuid::nil())),
                sha256: String::new(),
                name: "страница.html".into(),
                media_type: media_type.into(),
                bytes: 25,
            },
            created_by: None,
            created_at: jiff::Timestamp::UNIX_EPOCH,
        };
        let give = move || {
            let (file, path) = (file.clone(), path.clone());
            async move { stream(&file, &path).await }
        };
        let app: Router = Router::new().route("/", get(give)).layer(map_response(
            async |mut answer: Response| {
                crate::security::add(answer.headers_mut(), false);
                answer
            },
        ));
        let request = axum::http::Request::new(Body::empty());
        let response = app.oneshot(request).await.expect("an answer");
        let header = |name: &str| {
            let value = response.headers().get(name).expect("a header");
            value.to_str().expect("plain text").to_owned()
        };
        let found = (
            header("content-type"),
            header("content-disposition"),
            header("content-security-policy"),
            header("x-content-type-options"),
        );
        let bytes = axum::body::to_bytes(response.into_body(), 100)
            .await
            .expect("bytes");
        (found.0, found.1, found.2, found.3, bytes.to_vec())
    }

    #[tokio::test]
    async fn a_file_is_given_out_and_never_run() {
        let (kind, disposition, policy, sniff, bytes) = headers_of("text/html").await;
        assert_eq!(kind, "application/octet-stream");
        assert!(disposition.starts_with("attachment;"), "{disposition}");
        assert!(
            policy.contains("sandbox") && !policy.contains("script-src"),
            "{policy}"
        );
        assert_eq!(sniff, "nosniff");
        assert_eq!(bytes, b"<script>alert(1)</script>");
        let (kind, disposition, policy, ..) = headers_of("image/png").await;
        assert_eq!(kind, "image/png");
        assert!(disposition.starts_with("inline;") && policy.contains("sandbox"));
    }
}
