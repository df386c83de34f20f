//! History of imports and rows set aside.

use std::collections::BTreeMap;
use std::sync::Arc;

use clientela_app::context::Context;
use clientela_app::correct_cells::{Cell, CorrectedCell, correct_cells};
use clientela_app::correct_rows;
use clientela_app::import_history;
use clientela_app::set_aside::{SetAsideRow, set_aside_csv as csv_of};
use clientela_domain::ids::ImportId;
use clientela_domain::sales::report::SetAsideReason;
use clientela_store::document_decisions::DocumentChoice;
use clientela_store::imports::ImportStatus;
use clientela_store::{Via, Viewer};
use clientela_texts::{Language, Texts};

use crate::desk::{Answer, DeskError};
use crate::limits::SET_ASIDE_PER_PAGE;
use crate::views::{
    ConflictChoice, ConflictView, Correction, CorrectionOutcome, ImportEntry, ImportState, Rows,
    SetAsidePageView, SetAsideView, UploadedFile,
};

pub(super) async fn history(context: &Context, viewer: &Viewer) -> Answer<Vec<ImportEntry>> {
    let entries = import_history::history(context, viewer).await?;
    Ok(entries.iter().map(entry_view).collect())
}

pub(super) fn entry_view(entry: &import_history::ImportEntry) -> ImportEntry {
    let record = &entry.record;
    let rows = import_history::rows_answer(record);
    ImportEntry {
        id: record.id,
        kind: record.kind,
        file_name: record.file_name.clone(),
        day: super::day_of(record.created_at),
        by: entry.by.clone().unwrap_or_default(),
        of_folder: record.via == Via::Job && !record.is_sample,
        state: match record.status {
            ImportStatus::Draft => ImportState::Uploaded,
            ImportStatus::Tried => ImportState::Tried,
            ImportStatus::Running => ImportState::Running,
            ImportStatus::Done => ImportState::Done,
            ImportStatus::Failed => ImportState::Failed,
            ImportStatus::Stopped => ImportState::Stopped,
            ImportStatus::Undone => ImportState::Undone,
        },
        rows: Rows {
            read: rows.read,
            accepted: rows.accepted,
            set_aside: rows.set_aside,
            duplicate: rows.duplicate,
            skipped: rows.skipped,
        },
    }
}

pub(super) fn set_aside_view(row: &SetAsideRow) -> SetAsideView {
    SetAsideView {
        sheet: row.sheet as u64,
        line: row.line,
        field: row.field,
        header: row.header.clone(),
        column: row.column,
        value: row.value.clone(),
        reason: row.reason,
        row: row.row.clone(),
    }
}

pub(super) async fn set_aside(
    context: &Context,
    viewer: &Viewer,
    import: ImportId,
    reason: &str,
    page: u64,
) -> Answer<SetAsidePageView> {
    let entry = import_history::one(context, viewer, import).await?;
    let (header, rows) = correct_rows::open_rows(context, viewer, import).await?;
    let mut by_reason: BTreeMap<SetAsideReason, u64> = BTreeMap::new();
    let mut conflicts: BTreeMap<u64, ConflictView> = BTreeMap::new();
    for row in &rows {
        *by_reason.entry(row.reason).or_default() += 1;
        if let Some(document) = row.document {
            let conflict = conflicts.entry(document).or_insert_with(|| ConflictView {
                document,
                number: row.value.clone(),
                lines_in_file: 0,
            });
            conflict.lines_in_file += 1;
        }
    }
    let wanted = SetAsideReason::from_code(reason);
    let matching: Vec<&SetAsideRow> = rows
        .iter()
        .filter(|row| row.reason != SetAsideReason::DocumentConflict)
        .filter(|row| wanted.is_none_or(|wanted| row.reason == wanted))
        .collect();
    let skipped =
        usize::try_from((page - 1).saturating_mul(SET_ASIDE_PER_PAGE)).unwrap_or(usize::MAX);
    let shown = usize::try_from(SET_ASIDE_PER_PAGE).unwrap_or(usize::MAX);
    Ok(SetAsidePageView {
        entry: entry_view(&entry),
        header,
        matching: matching.len() as u64,
        rows: matching
            .into_iter()
            .skip(skipped)
            .take(shown)
            .map(set_aside_view)
            .collect(),
        by_reason: by_reason.into_iter().collect(),
        conflicts: conflicts.into_values().collect(),
        page,
        per_page: SET_ASIDE_PER_PAGE,
    })
}

pub(super) async fn set_aside_csv(
    context: &Context,
    viewer: &Viewer,
    import: ImportId,
    language: Language,
) -> Answer<Vec<u8>> {
    let (header, rows) = correct_rows::open_rows(context, viewer, import).await?;
    Ok(csv_of(&rows, &header, Texts::of(language)).into_bytes())
}

/// Cells changed in the page become whole rows again.
pub(super) async fn correct(
    context: &Arc<Context>,
    viewer: &Viewer,
    import: ImportId,
    corrections: &[Correction],
) -> Answer<CorrectionOutcome> {
    let cell = |correction: &Correction| CorrectedCell {
        sheet: correction.sheet,
        line: correction.line,
        cell: Cell::At(correction.field),
        value: correction.value.clone(),
    };
    let cells: Vec<CorrectedCell> = corrections.iter().map(cell).collect();
    outcome(correct_cells(context, viewer, import, &cells).await?)
}

pub(super) async fn correct_by_file(
    context: &Arc<Context>,
    viewer: &Viewer,
    import: ImportId,
    file: UploadedFile,
) -> Answer<CorrectionOutcome> {
    let reading = Arc::clone(context);
    let path = file.path.clone();
    let read = tokio::task::spawn_blocking(move || {
        let read = clientela_app::corrected_file::read_corrected(&reading, &path);
        // The upload has served; a leftover is swept at the next start.
        let _ = fs_err::remove_file(&path);
        read
    });
    let rows = read
        .await
        .map_err(|error| DeskError::Failed(Box::new(error)))??;
    outcome(correct_rows::correct_rows(context, viewer, import, rows).await?)
}

fn outcome(correction: correct_rows::Correction) -> Answer<CorrectionOutcome> {
    Ok(CorrectionOutcome {
        accepted: correction.accepted + correction.skipped,
        waiting: correction.still_set_aside,
    })
}

pub(super) async fn decide(
    context: &Arc<Context>,
    viewer: &Viewer,
    import: ImportId,
    choices: &[(u64, ConflictChoice)],
) -> Answer<()> {
    for choice in ConflictChoice::ALL {
        let documents: Vec<u64> = choices
            .iter()
            .filter(|(_, chosen)| *chosen == choice)
            .map(|(document, _)| *document)
            .collect();
        if documents.is_empty() {
            continue;
        }
        let stored = DocumentChoice::from_code(choice.code()).ok_or(DeskError::Conflict)?;
        correct_rows::decide_conflicts(context, viewer, import, Some(documents), stored).await?;
    }
    Ok(())
}
