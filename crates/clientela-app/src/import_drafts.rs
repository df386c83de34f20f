//! The wizard's side of an import: a file is taken in as a draft, looked at, tried and brought in,
//! the last two in the background so that a page can show how far they are.

use std::path::Path;
use std::sync::{Arc, PoisonError};

use clientela_domain::ids::ImportId;
use clientela_store::imports::{self, Import, ImportStatus, NewImport};
use clientela_store::{Permission, Viewer};

use crate::commit_import::{row_counts, settings_fingerprint};
use crate::context::Context;
use crate::error::{AppError, Refusal};
use crate::import_options::ImportOptions;
use crate::import_sales::{ImportReport, ImportSales, blocking, import_sales, plan};
use crate::plan_import::ImportPlan;
use crate::progress::Progress;
use crate::raw_files;
use crate::stored_report::StoredReport;

/// A draft as the wizard shows it.
#[derive(Debug)]
pub struct Draft {
    /// The row of the book.
    pub record: Import,
    /// What the user settled so far.
    pub options: ImportOptions,
    /// Size of the file.
    pub bytes: u64,
    /// How the file is going to be read, or why it cannot be.
    pub plan: Result<ImportPlan, Refusal>,
    /// What the last trial run would have done.
    pub trial: Option<ImportReport>,
    /// Why the last trial run or import was refused.
    pub refusal: Option<Refusal>,
    /// How far it is, while something runs.
    pub progress: Option<Arc<Progress>>,
}

/// What the last background work on a draft came to.
#[derive(Clone, Debug)]
pub(crate) enum DraftOutcome {
    /// A trial run that went through.
    Tried(Box<ImportReport>),
    /// A whole file refused.
    Refused(Refusal),
}

/// Takes a file in as a draft. The file is copied under its hash; the source may be removed.
///
/// # Errors
/// [`AppError::Forbidden`]; when disk or book refuse.
pub async fn take_file(
    context: &Arc<Context>,
    viewer: &Viewer,
    source: &Path,
    file_name: &str,
) -> Result<ImportId, AppError> {
    viewer.require(Permission::Import)?;
    let (folder, source) = (context.folder.clone(), source.to_owned());
    let kept = blocking(move || raw_files::keep(&folder, &source, &Progress::default())).await?;
    let options = ImportOptions::default();
    let draft = NewImport {
        file_name: file_name.to_owned(),
        kind: options.kind,
        file_sha256: kept.sha256,
        settings_fingerprint: settings_fingerprint(&options),
        options: serde_json::to_string(&options).unwrap_or_default(),
        mapping: String::from("{}"),
        is_sample: false,
    };
    let id = context
        .store
        .write_with(viewer, draft, |tx, draft| {
            Box::pin(imports::create(tx, draft))
        })
        .await?;
    Ok(id)
}

/// A draft and how its file would be read.
///
/// # Errors
/// [`AppError::NotFound`] without such a draft.
pub async fn draft(
    context: &Arc<Context>,
    viewer: &Viewer,
    id: ImportId,
) -> Result<Draft, AppError> {
    let record = record_of(context, viewer, id).await?;
    let options: ImportOptions = serde_json::from_str(&record.options).unwrap_or_default();
    let path = raw_files::path_of(&context.folder, &record.file_sha256);
    let bytes = fs_err::metadata(&path).map_or(0, |metadata| metadata.len());
    let progress = running(context, id);
    let plan = if progress.is_some() {
        Err(Refusal::NoRows)
    } else {
        match plan(
            context,
            viewer,
            &path,
            &options,
            &Arc::new(Progress::default()),
        )
        .await
        {
            Ok(plan) => Ok(plan),
            Err(AppError::Refused(refusal)) => Err(refusal),
            Err(error) => return Err(error),
        }
    };
    let (trial, refusal) = match outcome(context, id) {
        Some(DraftOutcome::Tried(report)) => (Some(*report), None),
        Some(DraftOutcome::Refused(refusal)) => (None, Some(refusal)),
        None if record.status == ImportStatus::Tried => {
            (Some(StoredReport::of_record(&record).report(&record)), None)
        }
        None => (None, None),
    };
    let refusal = refusal.or_else(|| plan.as_ref().ok().and_then(ImportPlan::open_question));
    Ok(Draft {
        record,
        options,
        bytes,
        plan,
        trial,
        refusal,
        progress,
    })
}

/// Keeps what the user settled about a draft.
///
/// # Errors
/// [`AppError::NotNow`] once the import has begun.
pub async fn settle(
    context: &Arc<Context>,
    viewer: &Viewer,
    id: ImportId,
    options: &ImportOptions,
) -> Result<(), AppError> {
    viewer.require(Permission::Import)?;
    require_draft(&record_of(context, viewer, id).await?)?;
    forget_outcome(context, id);
    let text = serde_json::to_string(options).unwrap_or_default();
    let input = (id, text, settings_fingerprint(options));
    context
        .store
        .write_with(viewer, input, |tx, (id, options, fingerprint)| {
            Box::pin(imports::change_settings(
                tx,
                *id,
                options,
                "{}",
                fingerprint,
            ))
        })
        .await?;
    Ok(())
}

/// Starts a trial run of a draft, or its import, in the background.
///
/// # Errors
/// [`AppError::NotNow`] when it has begun already; [`AppError::NotFound`] without such a draft.
pub async fn start(
    context: &Arc<Context>,
    viewer: &Viewer,
    id: ImportId,
    trial: bool,
) -> Result<(), AppError> {
    viewer.require(Permission::Import)?;
    let record = record_of(context, viewer, id).await?;
    require_draft(&record)?;
    let progress = Arc::new(Progress::default());
    {
        let mut running = context
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if running.contains_key(&id) {
            return Err(AppError::NotNow("import-running"));
        }
        running.insert(id, Arc::clone(&progress));
    }
    forget_outcome(context, id);
    let command = ImportSales {
        path: raw_files::path_of(&context.folder, &record.file_sha256),
        file_name: record.file_name.clone(),
        options: serde_json::from_str(&record.options).unwrap_or_default(),
        trial,
        draft: Some(id),
        sample: false,
    };
    let (context, viewer) = (Arc::clone(context), *viewer);
    tokio::spawn(async move {
        let ended = import_sales(&context, &viewer, command, &progress).await;
        conclude(&context, &viewer, id, trial, ended).await;
        context
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&id);
    });
    Ok(())
}

async fn conclude(
    context: &Context,
    viewer: &Viewer,
    id: ImportId,
    trial: bool,
    ended: Result<ImportReport, AppError>,
) {
    match ended {
        Ok(report) if trial => {
            let stored = (
                id,
                row_counts(report.rows),
                StoredReport::of_report(&report).to_json(),
            );
            let kept = context
                .store
                .write_with(viewer, stored, |tx, (id, rows, report)| {
                    Box::pin(imports::set_tried(tx, *id, *rows, report))
                })
                .await;
            if let Err(error) = kept {
                tracing::warn!(%error, "a trial run could not be noted");
            }
            remember_outcome(context, id, DraftOutcome::Tried(Box::new(report)));
        }
        Ok(_) => {}
        Err(AppError::Refused(refusal)) => {
            remember_outcome(context, id, DraftOutcome::Refused(refusal))
        }
        Err(AppError::Stopped) => {}
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "an import failed");
        }
    }
}

/// Asks a running trial or import to stop. Nothing happens when it has ended.
///
/// # Errors
/// [`AppError::Forbidden`].
pub fn stop(context: &Context, viewer: &Viewer, id: ImportId) -> Result<(), AppError> {
    viewer.require(Permission::Import)?;
    if let Some(progress) = running(context, id) {
        progress.ask_to_stop();
    }
    Ok(())
}

/// Throws a draft away; its file stays until nothing refers to it.
///
/// # Errors
/// [`AppError::NotNow`] once the import has begun.
pub async fn discard(context: &Context, viewer: &Viewer, id: ImportId) -> Result<(), AppError> {
    viewer.require(Permission::Import)?;
    require_draft(&record_of(context, viewer, id).await?)?;
    context
        .store
        .write_with(viewer, id, |tx, id| {
            Box::pin(imports::finish(
                tx,
                *id,
                ImportStatus::Stopped,
                imports::RowCounts::default(),
                None,
            ))
        })
        .await?;
    Ok(())
}

/// How far a running trial or import is.
#[must_use]
pub fn running(context: &Context, id: ImportId) -> Option<Arc<Progress>> {
    context
        .running
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&id)
        .cloned()
}

/// The reason why the last background work on an import was refused, while the program remembers it.
#[must_use]
pub fn last_refusal(context: &Context, id: ImportId) -> Option<Refusal> {
    match outcome(context, id) {
        Some(DraftOutcome::Refused(refusal)) => Some(refusal),
        _ => None,
    }
}

async fn record_of(context: &Context, viewer: &Viewer, id: ImportId) -> Result<Import, AppError> {
    imports::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("import"))
}

fn require_draft(record: &Import) -> Result<(), AppError> {
    match record.status {
        ImportStatus::Draft | ImportStatus::Tried => Ok(()),
        _ => Err(AppError::NotNow("import-begun")),
    }
}

fn outcome(context: &Context, id: ImportId) -> Option<DraftOutcome> {
    context
        .outcomes
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&id)
        .cloned()
}

fn remember_outcome(context: &Context, id: ImportId, outcome: DraftOutcome) {
    context
        .outcomes
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(id, outcome);
}

fn forget_outcome(context: &Context, id: ImportId) {
    context
        .outcomes
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .remove(&id);
}
