//! History of imports, and the first step of a new one.

use askama::Template;
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use clientela_app::sample_files::sample_file;
use clientela_domain::records::FileKind;
use clientela_texts::{Texts, format};

use super::export::attachment;
use super::import::{Step, refusal_text, state_badge, stepper};
use crate::desk::DeskError;
use crate::error::WebError;
use crate::form::{Fields, check_origin};
use crate::frame::{Area, Frame, render};
use crate::limits::UPLOAD_BYTES_MAX;
use crate::markup::Markup;
use crate::request::SignedIn;
use crate::router::WebState;
use crate::views::watch::Arrivals;
use crate::views::{ImportEntry, ImportState, UploadedFile};
use crate::{upload, urls};

#[derive(Template)]
#[template(path = "imports.html")]
struct ImportsPage {
    frame: Frame,
    t: Texts,
    imports: Vec<ImportEntry>,
    arrivals: Arrivals,
    may_import: bool,
    keeps_users: bool,
}

/// A file of a watched folder that was refused.
struct Refused {
    name: String,
    href: String,
    day: String,
    why: String,
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
    let arrivals = state.desk.watch_arrivals(&visitor.user).await?;
    let t = visitor.t;
    let frame = visitor.frame(t.get("imports-title"), Area::Imports);
    Ok(render(&ImportsPage {
        frame,
        t,
        imports,
        arrivals,
        may_import: visitor.user.may_import,
        keeps_users: visitor.user.manages_users,
    })?
    .into_response())
}

impl ImportsPage {
    /// What came through watched folders, in sentences.
    fn arrived(&self) -> Vec<String> {
        let (t, arrivals) = (self.t, &self.arrivals);
        let mut said = Vec::new();
        if arrivals.imported > 0 {
            said.push(t.with1("arrivals-imported", "count", arrivals.imported));
        }
        if arrivals.set_aside > 0 {
            said.push(t.with1("arrivals-set-aside", "count", arrivals.set_aside));
        }
        if !arrivals.refused.is_empty() {
            said.push(t.with1("arrivals-refused", "count", arrivals.refused.len()));
        }
        said
    }

    fn refused(&self) -> Vec<Refused> {
        let t = self.t;
        let refused = |entry: &clientela_app::import_history::ImportEntry| Refused {
            name: entry.record.file_name.clone(),
            href: urls::import(entry.record.id),
            day: format::day(t.language, utc_day(entry.record.created_at)),
            why: entry
                .failure
                .get(t.language.code())
                .cloned()
                .unwrap_or_default(),
        };
        self.arrivals.refused.iter().map(refused).collect()
    }

    /// Which folders are not read just now; empty when all are.
    fn stopped(&self) -> String {
        if self.arrivals.stopped.is_empty() {
            return String::new();
        }
        let name = |kind: &FileKind| {
            let id = format!("file-kind-{}", kind.word());
            self.t.get(&id).into_owned()
        };
        let kinds: Vec<String> = self.arrivals.stopped.iter().map(name).collect();
        self.t.with1("watch-stopped", "kinds", kinds.join(", "))
    }

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
                .get(&format!("file-kind-{}", entry.kind.word()))
                .into_owned(),
            day: format::day(t.language, entry.day),
            by: match (entry.by.as_str(), entry.of_folder) {
                ("", true) => t.get("imports-by-folder").into_owned(),
                ("", false) => t.get("imports-by-command-line").into_owned(),
                (by, true) => t.with1("imports-of-folder", "by", by),
                (by, false) => by.to_owned(),
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

fn utc_day(at: jiff::Timestamp) -> jiff::civil::Date {
    jiff::tz::Offset::UTC.to_datetime(at).date()
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
    /// Id of the campaign by which prospects came whose way the file does not say; empty for none.
    campaign: String,
}

/// A kind of file to choose.
struct KindChoice {
    code: &'static str,
    name: String,
    chosen: bool,
    needs: String,
    sample: String,
}

impl ImportNewPage {
    fn kinds(&self) -> Vec<KindChoice> {
        let choice = |kind: FileKind| KindChoice {
            code: kind.code(),
            name: self
                .t
                .get(&format!("file-kind-{}", kind.word()))
                .into_owned(),
            chosen: kind == self.kind,
            needs: self
                .t
                .get(&format!("import-needs-{}", kind.word()))
                .into_owned(),
            sample: urls::import_sample(kind),
        };
        FileKind::ALL.into_iter().map(choice).collect()
    }
}

fn new_page(
    visitor: &SignedIn,
    (kind, campaign): (FileKind, String),
    message: Option<String>,
) -> ImportNewPage {
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
        campaign,
    }
}

/// `GET /imports/new`; `kind` says what the file brings.
pub async fn new(visitor: SignedIn) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_import)?;
    let fields = Fields::parse(&visitor.query);
    let kind = FileKind::from_code(fields.get("kind")).unwrap_or_default();
    let chosen = (kind, campaign_of(&fields));
    Ok(render(&new_page(&visitor, chosen, None))?.into_response())
}

/// The campaign an address or a form names.
fn campaign_of(fields: &Fields) -> String {
    fields.get("campaign").chars().take(64).collect()
}

/// `GET /imports/samples/{kind}`: a small file of the kind, to be filled in.
pub async fn sample(visitor: SignedIn, Path(kind): Path<String>) -> Result<Response, WebError> {
    visitor.require(visitor.user.may_import)?;
    let kind = FileKind::from_code(&kind).ok_or(WebError::NotFound)?;
    let t = visitor.t;
    let id = format!("import-sample-{}", kind.word());
    let name = format!("{}.csv", t.get(&id));
    let bytes = sample_file(kind, t).into_bytes();
    Ok(attachment("text/csv; charset=utf-8", &name, bytes))
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
            render(&new_page(
                &visitor,
                (kind, campaign_of(&fields)),
                Some(message),
            ))?,
        )
            .into_response())
    };
    let Some(file) = file else {
        return refused(t.get("import-upload-missing").into_owned());
    };
    // Cards are of people, whatever was chosen.
    let is_cards = file.file_name.to_lowercase().ends_with(".vcf");
    let kind = if is_cards { FileKind::People } else { kind };
    // A campaign chosen on its page goes with prospects; whoever then chose another kind of file meant no campaign.
    let campaign = Some(campaign_of(&fields));
    let campaign = campaign.filter(|id| !id.is_empty() && kind == FileKind::Prospects);
    let file = UploadedFile {
        kind,
        campaign,
        ..file
    };
    match state.desk.take_file(&visitor.user, file).await {
        Ok(id) => Ok(Redirect::to(&urls::import(id)).into_response()),
        Err(DeskError::Refused(refusal)) => refused(refusal_text(t, &refusal)),
        Err(other) => Err(other.into()),
    }
}
