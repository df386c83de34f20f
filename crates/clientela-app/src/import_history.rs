//! The history of imports, and one import again.

use std::collections::BTreeMap;

use clientela_domain::ids::ImportId;
use clientela_store::imports::{self, Import, ImportStatus};
use clientela_store::{Via, Viewer, users};

use crate::answers::import::{ImportEntryAnswer, ImportsAnswer, RowsAnswer};
use crate::context::Context;
use crate::error::AppError;
use crate::import_sales::ImportReport;
use crate::stored_report::StoredReport;

/// Attempts a history shows at once.
const IMPORTS_LISTED_MAX: u64 = 500;

/// One attempt with what is known of it.
#[derive(Clone, Debug)]
pub struct ImportEntry {
    /// The row of the book.
    pub record: Import,
    /// Name of who did it; absent for the command line.
    pub by: Option<String>,
    /// Why it failed, in words by language code; empty when it did not.
    pub failure: BTreeMap<String, String>,
}

/// Attempts, newest first; drafts nobody finished are left out.
///
/// # Errors
/// When the book cannot answer.
pub async fn history(context: &Context, viewer: &Viewer) -> Result<Vec<ImportEntry>, AppError> {
    let read = context.store.read(viewer);
    let records = imports::list(&read, None, IMPORTS_LISTED_MAX).await?;
    let mut entries = Vec::new();
    for record in records {
        if matches!(record.status, ImportStatus::Draft | ImportStatus::Tried) {
            continue;
        }
        entries.push(entry(context, viewer, record).await?);
    }
    Ok(entries)
}

/// Attempts before a place in the order of imports, newest first, and where the history goes on; none on
/// the last page.
///
/// # Errors
/// When the book cannot answer.
pub async fn history_page(
    context: &Context,
    viewer: &Viewer,
    mut before: Option<i64>,
    limit: usize,
) -> Result<(Vec<ImportEntry>, Option<i64>), AppError> {
    let read = context.store.read(viewer);
    let mut shown: Vec<Import> = Vec::new();
    loop {
        let records = imports::list(&read, before, IMPORTS_LISTED_MAX).await?;
        let Some(last) = records.last() else {
            break;
        };
        before = Some(last.sequence);
        let draft = |one: &Import| matches!(one.status, ImportStatus::Draft | ImportStatus::Tried);
        shown.extend(records.into_iter().filter(|one| !draft(one)));
        if shown.len() > limit {
            break;
        }
    }
    let goes_on = shown.len() > limit;
    shown.truncate(limit);
    let next = shown.last().filter(|_| goes_on).map(|last| last.sequence);
    let mut entries = Vec::with_capacity(shown.len());
    for record in shown {
        entries.push(entry(context, viewer, record).await?);
    }
    Ok((entries, next))
}

/// One attempt.
///
/// # Errors
/// [`AppError::NotFound`] without such an import.
pub async fn one(
    context: &Context,
    viewer: &Viewer,
    id: ImportId,
) -> Result<ImportEntry, AppError> {
    let record = imports::get(&context.store.read(viewer), id)
        .await?
        .ok_or(AppError::NotFound("import"))?;
    entry(context, viewer, record).await
}

async fn entry(
    context: &Context,
    viewer: &Viewer,
    record: Import,
) -> Result<ImportEntry, AppError> {
    let by = match record.user_id {
        Some(id) => users::by_id(&context.store.read(viewer), id)
            .await?
            .map(|user| user.name),
        None => None,
    };
    let failure = StoredReport::of_record(&record).failure;
    Ok(ImportEntry {
        record,
        by,
        failure,
    })
}

/// The report of an import as it was written when it ended.
#[must_use]
pub fn report_of(entry: &ImportEntry) -> ImportReport {
    StoredReport::of_record(&entry.record).report(&entry.record)
}

/// The history as it leaves the program.
///
/// # Errors
/// When the book cannot answer.
pub async fn imports(context: &Context, viewer: &Viewer) -> Result<ImportsAnswer, AppError> {
    let entries = history(context, viewer).await?;
    Ok(ImportsAnswer {
        imports: entries.iter().map(entry_answer).collect(),
        next: None,
    })
}

/// An attempt as it leaves the program.
#[must_use]
pub fn entry_answer(entry: &ImportEntry) -> ImportEntryAnswer {
    let record = &entry.record;
    ImportEntryAnswer {
        import_id: record.id.to_string(),
        kind: record.kind.code().to_owned(),
        file: record.file_name.clone(),
        day: jiff::tz::Offset::UTC
            .to_datetime(record.created_at)
            .date()
            .to_string(),
        by: entry
            .by
            .clone()
            .unwrap_or_else(|| record.via.code().to_owned()),
        status: record.status.code().to_owned(),
        rows: rows_answer(record),
        undone: record.status == ImportStatus::Undone,
    }
}

/// Counts of an attempt.
#[must_use]
pub fn rows_answer(record: &Import) -> RowsAnswer {
    RowsAnswer {
        read: record.rows.read,
        accepted: record.rows.accepted,
        set_aside: record.rows.set_aside,
        duplicate: record.rows.duplicate,
        skipped: record.rows.skipped,
    }
}

/// Attempts whose process ended before they did are noted as failed, and files of the ledger no
/// import owns are removed. Called when a book is opened; does nothing while an import runs.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn tidy_up(context: &Context) -> Result<usize, AppError> {
    let Ok(_lock) = crate::import_lock::ImportLock::take(&context.folder).await else {
        return Ok(0);
    };
    let viewer = Viewer::system(Via::Job, context.clock.now());
    let running = imports::list(&context.store.read(&viewer), None, IMPORTS_LISTED_MAX)
        .await?
        .iter()
        .any(|import| import.status == ImportStatus::Running);
    if running {
        context
            .store
            .write(&viewer, |tx| Box::pin(imports::fail_interrupted(tx)))
            .await?;
    }
    sweep_parts(context, &viewer).await
}

/// Removes files of the ledger no import owns; the caller holds the import's lock. Returns how many.
pub(crate) async fn sweep_parts(context: &Context, viewer: &Viewer) -> Result<usize, AppError> {
    let parts = clientela_store::ledger_parts::all_parts(&context.store.read(viewer)).await?;
    // A part that no longer counts is kept until nothing refers to it: undone imports never return.
    let keep: Vec<_> = parts
        .iter()
        .filter(|part| part.live)
        .map(|part| part.id)
        .collect();
    Ok(context.ledger.sweep(&keep)?)
}
