//! Rows of a file of records that were set aside, corrected by somebody, and run again by the plan of
//! their import.

use std::collections::HashSet;
use std::sync::Arc;

use clientela_domain::ids::ImportId;
use clientela_domain::sales::rows::{CellKind, RowBatch};
use clientela_store::imports::{Import, RowCounts};
use clientela_store::set_aside::SetAsideState;
use clientela_store::{JournalEntry, StoreError, Tx, Viewer};
use clientela_store::{imports, set_aside};
use serde_json::json;

use super::rows::ReadRows;
use super::work::{Work, write_records};
use super::{Wishes, plan, sort};
use crate::commit_import::stored_row;
use crate::context::Context;
use crate::correct_rows::{CorrectedRow, Correction};
use crate::error::AppError;
use crate::import_options::ImportOptions;
use crate::progress::Progress;
use crate::raw_files;

struct Writing {
    import: ImportId,
    work: Work,
    corrected: Vec<(u64, u64)>,
    still_wrong: Vec<clientela_store::set_aside::SetAsideRow>,
    rows: RowCounts,
    correction: Correction,
}

/// Runs corrected rows again; the caller holds the lock of imports and has checked that the rows wait.
pub(crate) async fn correct(
    context: &Arc<Context>,
    viewer: &Viewer,
    record: &Import,
    rows: &[CorrectedRow],
) -> Result<Correction, AppError> {
    let options: ImportOptions = serde_json::from_str(&record.options).unwrap_or_default();
    let path = raw_files::path_of(&context.folder, &record.file_sha256);
    let progress = Arc::new(Progress::default());
    let plan = plan::plan(context, viewer, &path, &options, &progress).await?;
    let mut batch = RowBatch::default();
    for row in rows {
        let width = row.cells.len().max(plan.mapping.header.len());
        for position in 0..width {
            let cell = row.cells.get(position).map_or("", String::as_str);
            batch.push_field(cell, CellKind::Text);
        }
        batch.end_record(row.line, None);
    }
    let mut read = ReadRows::default();
    for row in batch.records() {
        read.take(&plan, row);
    }
    let wishes = Wishes {
        on_conflict: options.on_conflict,
        campaign: options.named_campaign()?,
    };
    let mut work = sort(context, viewer, &plan, &read.rows, wishes).await?;
    work.set_aside.append(&mut read.set_aside);
    work.look_for_twins(context, viewer).await?;
    let wrong: HashSet<u64> = work.set_aside.iter().map(|row| row.line).collect();
    let sheet = u64::try_from(plan.sheet).unwrap_or(0);
    let skipped: u64 = read.skipped.values().sum();
    let correction = Correction {
        accepted: work.accepted + work.duplicate,
        still_set_aside: u64::try_from(work.set_aside.len()).unwrap_or(u64::MAX),
        skipped,
    };
    let writing = Writing {
        import: record.id,
        corrected: rows
            .iter()
            .filter(|row| !wrong.contains(&row.line))
            .map(|row| (sheet, row.line))
            .collect(),
        still_wrong: work.set_aside.iter().map(stored_row).collect(),
        rows: RowCounts {
            accepted: record.rows.accepted + work.accepted,
            duplicate: record.rows.duplicate + work.duplicate,
            skipped: record.rows.skipped + skipped,
            set_aside: record
                .rows
                .set_aside
                .saturating_sub(correction.accepted + skipped),
            ..record.rows
        },
        correction,
        work,
    };
    context
        .store
        .write_with(viewer, writing, |tx, writing| Box::pin(write(tx, writing)))
        .await?;
    Ok(correction)
}

async fn write(tx: &mut Tx, writing: &Writing) -> Result<(), StoreError> {
    write_records(tx, writing.import, &writing.work).await?;
    for row in &writing.corrected {
        set_aside::mark(tx, writing.import, *row, SetAsideState::Corrected).await?;
    }
    set_aside::replace(tx, writing.import, &writing.still_wrong).await?;
    imports::recount(tx, writing.import, writing.rows, None).await?;
    let correction = writing.correction;
    let after = json!({ "accepted": correction.accepted, "skipped": correction.skipped });
    tx.journal(JournalEntry::new("rows_corrected", "import", writing.import).after(after))
        .await
}
