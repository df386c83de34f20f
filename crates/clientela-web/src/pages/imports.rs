//! History of imports, and the first step of a new one.

use askama::Template;
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_domain::records::FileKind;
use clientela_texts::{Texts, format};

use super::import::{Step, refusal_text, state_badge, stepper};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{Fields, check_origin};
use crate::frame::{Area, Frame, render};
use crate::limits::UPLOAD_BYTES_MAX;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::views::{ImportEntry, ImportState, UploadedFile};
use crate::{upload, urls};

#[derive(Template)]
#[template(path = "imports.html")]
struct ImportsPage {
    frame: Frame,
    t: Texts,
    imports: Vec<ImportEntry>,
    may_import: bool,
}

struct Row {
    href: String,
    name: String,
    kind: String,
    day: String,
    by: String,
    read: String,
    accepted: String,
    set_aside: String,
    set_aside_href: String,
    duplicate: String,
    skipped: String,
    badge: Markup,
    undo: String,
}

/// `GET /imports`
pub async fn list(State(state): State<WebState>, visitor: SignedIn) -> Result<Response, WebError> {
    let imports = state.desk.imports(&visitor.user).await?;
    let t = visitor.t;
    let frame = visitor.frame(t.get("imports-title"), Area::Imports);
    Ok(render(&ImportsPage {
        frame,
        t,
        imports,
        may_import: visitor.user.may_import,
    })?
    .into_response())
}

impl ImportsPage {
    fn rows(&self) -> Vec<Row> {
        self.imports.iter().map(|entry| self.row(entry)).collect()
    }

    fn row(&self, entry: &ImportEntry) -> Row {
        let t = self.t;
        let count = |count: u64| format::integer(t.language, count.into());
        let is_done = entry.state == ImportState::Done;
        let waits = is_done && entry.rows.set_aside > 0;
        Row {
            href: urls::import(entry.id),
            name: entry.file_name.clone(),
            kind: t
                .get(&format!("file-kind-{}", entry.kind.code()))
                .into_owned(),
            day: format::day(t.language, entry.day),
            by: if entry.by.is_empty() {
                t.get("imports-by-command-line").into_owned()
            } else {
                entry.by.clone()
            },
            read: count(entry.rows.read),
            accepted: count(entry.rows.accepted),
            set_aside: count(entry.rows.set_aside),
            set_aside_href: if waits {
                urls::set_aside(entry.id)
            } else {
                String::new()
            },
            duplicate: count(entry.rows.duplicate),
            skipped: count(entry.rows.skipped),
            badge: state_badge(t, entry),
            undo: if is_done && self.may_import {
                urls::import_step(entry.id, "undo")
            } else {
                String::new()
            },
        }
    }
}

#[derive(Template)]
#[template(path = "import_new.html")]
struct ImportNewPage {
    frame: Frame,
    t: Texts,
    stepper: Markup,
    help: String,
    message: Option<String>,
    kind: FileKind,
}

/// A kind of file to choose.
struct KindChoice {
    code: &'static str,
    name: String,
    chosen: bool,
    needs: String,
}

impl ImportNewPage {
    fn kinds(&self) -> Vec<KindChoice> {
        let choice = |kind: FileKind| KindChoice {
            code: kind.code(),
            name: self
                .t
                .get(&format!("file-kind-{}", kind.code()))
                .into_owned(),
            chosen: kind == self.kind,
            needs: self
                .t
                .get(&format!("import-needs-{}", kind.code()))
                .into_owned(),
        };
        FileKind::ALL.into_iter().map(choice).collect()
    }
}

fn new_page(visitor: &SignedIn, kind: FileKind, message: Option<String>) -> ImportNewPage {
    let t = visitor.t;
    ImportNewPage {
        frame: visitor.frame(t.get("import-new-title"), Area::Imports),
        t,
        stepper: stepper(t, Step::File, &[]),
        help: t.with1(
            "import-upload-help",
            "limit",
            format::bytes(t.language, UPLOAD_BYTES_MAX),
        ),
        message,
        kind,
    }
}

/// `GET /imports/new`; `kind` says what the file brings.
pub async fn new(visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_import)?;
    let fields = Fields::parse(&visitor.query);
    let kind = FileKind::from_code(fields.get("kind")).unwrap_or_default();
    Ok(render(&new_page(&visitor, kind, None))?.into_response())
}

/// `POST /imports`: takes the file and goes to its columns.
pub async fn take(
    State(state): State<WebState>,
    visitor: SignedIn,
    headers: axum::http::HeaderMap,
    form: Multipart,
) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_import)?;
    check_origin(&headers)?;
    let t = visitor.t;
    let folder = &state.config.upload_folder;
    let (fields, file) = upload::receive_form(&visitor, folder, form, UPLOAD_BYTES_MAX).await?;
    let kind = FileKind::from_code(fields.get("kind")).unwrap_or_default();
    let refused = |message: String| -> Result<Response, WebError> {
        Ok((
            StatusCode::UNPROCESSABLE_ENTITY,
            render(&new_page(&visitor, kind, Some(message)))?,
        )
            .into_response())
    };
    let Some(file) = file else {
        return refused(t.get("import-upload-missing").into_owned());
    };
    // Cards are of people, whatever was chosen.
    let is_cards = file.file_name.to_lowercase().ends_with(".vcf");
    let kind = if is_cards { FileKind::People } else { kind };
    let file = UploadedFile { kind, ..file };
    match state.desk.take_file(&visitor.user, file).await {
        Ok(id) => Ok(Redirect::to(&urls::import(id)).into_response()),
        Err(DeskError::Refused(refusal)) => refused(refusal_text(t, &refusal)),
        Err(other) => Err(other.into()),
    }
}
