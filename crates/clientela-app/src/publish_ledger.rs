//! Which parts of the ledger count, and which of their documents: computed anew from the live
//! imports in their order whenever one comes, goes or is decided about.

use std::collections::HashMap;
use std::sync::Arc;

use clientela_domain::ids::{ImportId, PartId};
use clientela_domain::ports::DocumentEntry;
use clientela_domain::sales::overlap::{ConflictDecision, Resolution, Version, resolve};
use clientela_store::document_decisions::{self, DocumentChoice};
use clientela_store::ledger_parts::{self, PartKind};
use clientela_store::{Viewer, imports};

use crate::context::Context;
use crate::error::AppError;
use crate::import_options::ImportOptions;
use crate::import_sales::blocking;

/// One live file, or one sheet of a workbook, with all its parts (corrections included).
#[derive(Clone, Debug)]
pub(crate) struct Unit {
    pub(crate) import: ImportId,
    pub(crate) sheet: usize,
    pub(crate) parts: Vec<(PartId, Vec<DocumentEntry>)>,
    pub(crate) decisions: HashMap<u64, ConflictDecision>,
    pub(crate) on_conflict: Option<ConflictDecision>,
}

/// The live units in import order, and the merged parts derived from them so far.
#[derive(Clone, Debug, Default)]
pub(crate) struct LiveLedger {
    pub(crate) units: Vec<Unit>,
    pub(crate) merged: Vec<PartId>,
}

/// The live ledger of the book, without the import `leave_out`.
pub(crate) async fn live_ledger(
    context: &Arc<Context>,
    viewer: &Viewer,
    leave_out: Option<ImportId>,
) -> Result<LiveLedger, AppError> {
    let read = context.store.read(viewer);
    let parts = ledger_parts::all_parts(&read).await?;
    let merged = parts
        .iter()
        .filter(|part| part.live && part.kind == PartKind::Merged)
        .map(|part| part.id)
        .collect();
    let mut decisions: HashMap<ImportId, HashMap<u64, ConflictDecision>> = HashMap::new();
    for decision in document_decisions::list(&read).await? {
        let of_import = decisions.entry(decision.import_id).or_default();
        of_import.insert(decision.document, decision_of(decision.choice));
    }
    let mut units = Vec::new();
    for import in imports::list_done(&read).await? {
        if Some(import.id) == leave_out {
            continue;
        }
        let options: ImportOptions = serde_json::from_str(&import.options).unwrap_or_default();
        let mut own: Vec<_> = parts
            .iter()
            .filter(|part| part.live && part.import_id == Some(import.id))
            .collect();
        own.sort_by_key(|part| (part.sheet, part.id));
        for of_sheet in own.chunk_by(|a, b| a.sheet == b.sheet) {
            units.push(Unit {
                import: import.id,
                sheet: of_sheet
                    .first()
                    .and_then(|part| usize::try_from(part.sheet).ok())
                    .unwrap_or(0),
                parts: of_sheet.iter().map(|part| (part.id, Vec::new())).collect(),
                decisions: decisions.get(&import.id).cloned().unwrap_or_default(),
                on_conflict: options.on_conflict.decision(),
            });
        }
    }
    let ledger = Arc::clone(&context.ledger);
    blocking(move || {
        for (part, documents) in units.iter_mut().flat_map(|unit| &mut unit.parts) {
            *documents = ledger.documents(*part)?;
        }
        Ok(LiveLedger { units, merged })
    })
    .await
}

/// The domain's word for a decision in the book.
pub(crate) const fn decision_of(choice: DocumentChoice) -> ConflictDecision {
    match choice {
        DocumentChoice::Keep => ConflictDecision::Keep,
        DocumentChoice::Replace => ConflictDecision::Replace,
        DocumentChoice::Both => ConflictDecision::Both,
    }
}

/// Which documents of which part count.
pub(crate) fn resolve_units(units: &[Unit]) -> Resolution {
    let versions: Vec<Version<'_>> = units
        .iter()
        .enumerate()
        .map(|(number, unit)| Version {
            unit: number,
            parts: unit
                .parts
                .iter()
                .map(|(part, documents)| (*part, documents.as_slice()))
                .collect(),
            decisions: &unit.decisions,
            on_conflict: unit.on_conflict,
        })
        .collect();
    resolve(&versions)
}
