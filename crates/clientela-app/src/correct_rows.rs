//! Rows set aside, corrected by somebody, and run again by the plan of their import.
//!
//! What is now right becomes a part of the same import, so that a document stays one document; what
//! is still wrong stays set aside with its new reason. Conflicts are decided here as well.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use clientela_domain::ids::{ImportId, PartId};
use clientela_domain::ports::SealedPart;
use clientela_domain::records::FileKind;
use clientela_domain::sales::mapping::Mapping;
use clientela_domain::sales::reader::{ReaderSettings, SalesReader};
use clientela_domain::sales::report::{SetAside, SetAsideReason};
use clientela_domain::sales::rows::{CellKind, RowBatch};
use clientela_store::accounts::NewAccount;
use clientela_store::document_decisions::{self, DocumentChoice};
use clientela_store::import_words::{ImportCustomer, Product};
use clientela_store::imports::{Import, ImportStatus, RowCounts};
use clientela_store::ledger_parts::{NewPart, PartKind, Publication};
use clientela_store::new_id::new_id;
use clientela_store::set_aside::{SetAsideFilter, SetAsideState};
use clientela_store::{JournalEntry, Permission, StoreError, Tx, Viewer};
use clientela_store::{accounts, import_words, imports, ledger_parts, set_aside};
use serde_json::json;

use crate::account_facts::new_account;
use crate::commit_import::{customer_words, product_words};
use crate::context::Context;
use crate::error::AppError;
use crate::follow_agreements::follow_or_log;
use crate::import_lock::ImportLock;
use crate::import_options::ImportOptions;
use crate::import_records;
use crate::import_sales::{blocking, plan};
use crate::plan_import::{ImportPlan, short_rows_allowed};
use crate::progress::Progress;
use crate::publish_ledger::{LiveLedger, Unit, decision_of, live_ledger, resolve_units};
use crate::raw_files;
use crate::read_sheet::SheetFindings;
use crate::set_aside::SetAsideRow;
use crate::status_history::keep_up_or_log;
use crate::undo_import::merge;

/// Rows of one import that are read back at once.
const ROWS_MAX: u64 = 10_000;

/// A row as somebody corrected it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CorrectedRow {
    /// Position of the sheet in its file.
    pub sheet: usize,
    /// Physical line the row had.
    pub line: u64,
    /// Its cells, in the order of the file.
    pub cells: Vec<String>,
}

/// What became of corrected rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// Rows that became lines.
    pub accepted: u64,
    /// Rows that are still wrong.
    pub still_set_aside: u64,
    /// Rows that turned out to be no sales.
    pub skipped: u64,
}

/// Open rows of an import, in file order, with the headers of their columns.
///
/// # Errors
/// [`AppError::NotFound`] without such an import.
pub async fn open_rows(
    context: &Context,
    viewer: &Viewer,
    import: ImportId,
) -> Result<(Vec<String>, Vec<SetAsideRow>), AppError> {
    let read = context.store.read(viewer);
    let record = imports::get(&read, import)
        .await?
        .ok_or(AppError::NotFound("import"))?;
    let header = crate::stored_report::StoredReport::of_record(&record).header;
    let filter = SetAsideFilter {
        state: Some(SetAsideState::Open),
        ..SetAsideFilter::default()
    };
    let rows = set_aside::list(&read, import, &filter, ROWS_MAX).await?;
    let rows = rows
        .into_iter()
        .map(|stored| SetAsideRow {
            sheet: usize::try_from(stored.sheet).unwrap_or(0),
            line: stored.row.line,
            header: stored
                .row
                .field
                .and_then(|at| header.get(at).cloned())
                .unwrap_or_default(),
            field: stored.row.field,
            column: stored.row.column,
            value: stored.row.value,
            reason: stored.row.reason,
            row: stored.row.row,
            document: stored.document,
        })
        .collect();
    Ok((header, rows))
}

/// Runs corrected rows again.
///
/// # Errors
/// [`AppError::NotFound`] without such an import, [`AppError::NotNow`] when it does not count,
/// [`AppError::Invalid`] for a row that is not set aside in it.
pub async fn correct_rows(
    context: &Arc<Context>,
    viewer: &Viewer,
    import: ImportId,
    rows: Vec<CorrectedRow>,
) -> Result<Correction, AppError> {
    viewer.require(Permission::Import)?;
    let _lock = ImportLock::take(&context.folder).await?;
    let record = counting(context, viewer, import).await?;
    let (_, open) = open_rows(context, viewer, import).await?;
    let known: HashSet<(usize, u64)> = open.iter().map(|row| (row.sheet, row.line)).collect();
    if let Some(stray) = rows
        .iter()
        .find(|row| !known.contains(&(row.sheet, row.line)))
    {
        return Err(AppError::Invalid {
            field: "line",
            code: "row-not-set-aside",
            value: stray.line.to_string(),
        });
    }
    if record.kind != FileKind::Sales {
        let done = import_records::correct::correct(context, viewer, &record, &rows).await?;
        keep_up_or_log(context, viewer, "import").await;
        follow_or_log(context).await;
        return Ok(done);
    }
    let plan = planned(context, viewer, &record).await?;
    let existing = live_ledger(context, viewer, None).await?;
    let work = Rerun {
        context: Arc::clone(context),
        import,
        plan,
        rows,
        existing,
    };
    let rerun = blocking(move || work.run()).await?;
    let correction = rerun.correction();
    commit(context, viewer, &record, rerun).await?;
    keep_up_or_log(context, viewer, "import").await;
    follow_or_log(context).await;
    Ok(correction)
}

/// The record of an import that counts.
async fn counting(
    context: &Context,
    viewer: &Viewer,
    import: ImportId,
) -> Result<Import, AppError> {
    let record = imports::get(&context.store.read(viewer), import)
        .await?
        .ok_or(AppError::NotFound("import"))?;
    if record.status == ImportStatus::Done {
        Ok(record)
    } else {
        Err(AppError::NotNow("import-not-done"))
    }
}

/// The plan of an import of sales.
async fn planned(
    context: &Arc<Context>,
    viewer: &Viewer,
    record: &Import,
) -> Result<ImportPlan, AppError> {
    let options: ImportOptions = serde_json::from_str(&record.options).unwrap_or_default();
    let path = raw_files::path_of(&context.folder, &record.file_sha256);
    let progress = Arc::new(Progress::default());
    plan(context, viewer, &path, &options, &progress).await
}

struct Rerun {
    context: Arc<Context>,
    import: ImportId,
    plan: ImportPlan,
    rows: Vec<CorrectedRow>,
    existing: LiveLedger,
}

struct RerunOutcome {
    import: ImportId,
    findings: Vec<(usize, SheetFindings)>,
    sealed: Vec<(usize, SealedPart)>,
    corrected: Vec<(u64, u64)>,
    hidden: Vec<(PartId, Vec<u64>)>,
    merged: Option<SealedPart>,
    retired: Vec<PartId>,
}

impl RerunOutcome {
    fn correction(&self) -> Correction {
        let sum = |count: fn(&SheetFindings) -> u64| {
            self.findings.iter().map(|(_, one)| count(one)).sum()
        };
        Correction {
            accepted: sum(|findings| findings.lines),
            still_set_aside: sum(|findings| findings.set_aside_count),
            skipped: sum(|findings| findings.skipped.values().sum()),
        }
    }
}

impl Rerun {
    fn run(mut self) -> Result<RerunOutcome, AppError> {
        let mut by_sheet: BTreeMap<usize, Vec<CorrectedRow>> = BTreeMap::new();
        for row in std::mem::take(&mut self.rows) {
            by_sheet.entry(row.sheet).or_default().push(row);
        }
        let (mut findings, mut sealed, mut corrected) = (Vec::new(), Vec::new(), Vec::new());
        for (sheet, mut rows) in by_sheet {
            rows.sort_by_key(|row| row.line);
            let (found, part) = self.read(sheet, &rows)?;
            let wrong: HashSet<u64> = found.set_aside.iter().map(|row| row.line).collect();
            let number = u64::try_from(sheet).unwrap_or(0);
            corrected.extend(
                rows.iter()
                    .filter(|row| !wrong.contains(&row.line))
                    .map(|row| (number, row.line)),
            );
            if let Some(part) = part {
                self.join(sheet, &part);
                sealed.push((sheet, part));
            }
            findings.push((sheet, found));
        }
        let resolution = resolve_units(&self.existing.units);
        let merged = merge(&self.context, &resolution.merged)?;
        Ok(RerunOutcome {
            import: self.import,
            findings,
            sealed,
            corrected,
            hidden: resolution.hidden,
            merged,
            retired: self.existing.merged,
        })
    }

    fn read(
        &self,
        sheet: usize,
        rows: &[CorrectedRow],
    ) -> Result<(SheetFindings, Option<SealedPart>), AppError> {
        let plan = self
            .plan
            .sheets
            .iter()
            .find(|plan| plan.index == sheet)
            .ok_or(AppError::NotFound("sheet"))?;
        let settings = ReaderSettings {
            today: self.context.clock.today(),
            file_currency: self.plan.file_currency,
            gross_vat_rate: self.plan.gross_vat_rate,
            short_rows_allowed: short_rows_allowed(self.plan.shape.kind),
        };
        let reader = SalesReader::new(
            plan.mapping.clone(),
            plan.format.clone().unwrap_or_default(),
            settings,
        );
        let batch = batch_of(rows, &plan.mapping);
        let part = PartId(new_id(self.context.clock.now()));
        let mut writer = self.context.ledger.part_writer(part)?;
        let mut findings = SheetFindings::default();
        findings.take(reader.read(&batch), &mut *writer)?;
        // A writer that is dropped leaves nothing behind.
        let sealed = if findings.lines > 0 {
            Some(writer.seal()?)
        } else {
            None
        };
        Ok((findings, sealed))
    }

    /// The corrected lines belong to the same file as the rest of their documents.
    fn join(&mut self, sheet: usize, part: &SealedPart) {
        let own = self
            .existing
            .units
            .iter_mut()
            .find(|unit| unit.import == self.import && unit.sheet == sheet);
        let entry = (part.id, part.documents.clone());
        match own {
            Some(unit) => unit.parts.push(entry),
            None => self.existing.units.push(Unit {
                import: self.import,
                sheet,
                parts: vec![entry],
                decisions: HashMap::new(),
                on_conflict: None,
            }),
        }
    }
}

fn batch_of(rows: &[CorrectedRow], mapping: &Mapping) -> RowBatch {
    let mut batch = RowBatch::default();
    for row in rows {
        let width = row.cells.len().max(mapping.header.len());
        for position in 0..width {
            batch.push_field(
                row.cells.get(position).map_or("", String::as_str),
                CellKind::Text,
            );
        }
        batch.end_record(row.line, None);
    }
    batch
}

struct Writing {
    import: ImportId,
    publication: Publication,
    customers: Vec<ImportCustomer>,
    products: Vec<Product>,
    new_accounts: Vec<NewAccount>,
    corrected: Vec<(u64, u64)>,
    still_wrong: Vec<clientela_store::set_aside::SetAsideRow>,
    rows: RowCounts,
    correction: Correction,
}

async fn commit(
    context: &Context,
    viewer: &Viewer,
    record: &Import,
    rerun: RerunOutcome,
) -> Result<(), AppError> {
    let correction = rerun.correction();
    let read = context.store.read(viewer);
    let known: HashSet<String> = import_words::customers_of(&read, rerun.import)
        .await?
        .into_iter()
        .map(|customer| customer.customer_key)
        .collect();
    let customers: HashMap<_, _> = rerun
        .findings
        .iter()
        .flat_map(|(_, found)| found.customers.clone())
        .collect();
    let products: HashMap<_, _> = rerun
        .findings
        .iter()
        .flat_map(|(_, found)| found.products.clone())
        .collect();
    let keys: Vec<String> = customers.keys().cloned().collect();
    let accounts = accounts::by_customer_keys(&read, &keys).await?;
    let known_products: HashSet<String> = import_words::products(&read)
        .await?
        .into_iter()
        .map(|product| product.product)
        .collect();
    let rows = RowCounts {
        accepted: record.rows.accepted + correction.accepted,
        skipped: record.rows.skipped + correction.skipped,
        set_aside: record.rows.set_aside - correction.accepted - correction.skipped,
        ..record.rows
    };
    let writing = Writing {
        import: rerun.import,
        publication: publication(&rerun),
        new_accounts: customers
            .values()
            .filter(|customer| !accounts.contains_key(&customer.key))
            .map(new_account)
            .collect(),
        customers: customers
            .into_values()
            .filter(|customer| !known.contains(&customer.key))
            .map(customer_words)
            .collect(),
        products: products
            .into_values()
            .filter(|product| !known_products.contains(&product.product))
            .map(product_words)
            .collect(),
        still_wrong: rerun.findings.iter().flat_map(still_wrong).collect(),
        corrected: rerun.corrected,
        rows,
        correction,
    };
    context
        .store
        .write_with(viewer, writing, |tx, writing| Box::pin(write(tx, writing)))
        .await?;
    Ok(())
}

fn still_wrong(
    (sheet, found): &(usize, SheetFindings),
) -> Vec<clientela_store::set_aside::SetAsideRow> {
    let sheet = u64::try_from(*sheet).unwrap_or(0);
    let stored = |row: &SetAside| clientela_store::set_aside::SetAsideRow {
        sheet,
        document: None,
        row: row.clone(),
        state: SetAsideState::Open,
    };
    found.set_aside.iter().map(stored).collect()
}

fn publication(rerun: &RerunOutcome) -> Publication {
    let mut hidden: HashMap<PartId, Vec<u64>> = rerun.hidden.iter().cloned().collect();
    let mut parts: Vec<NewPart> = rerun
        .sealed
        .iter()
        .map(|(sheet, sealed)| NewPart {
            hidden: hidden.remove(&sealed.id).unwrap_or_default(),
            sealed: sealed.clone(),
            import_id: Some(rerun.import),
            sheet: u64::try_from(*sheet).unwrap_or(0),
            kind: PartKind::Correction,
        })
        .collect();
    parts.extend(crate::undo_import::merged_part(rerun.merged.clone()));
    Publication {
        parts,
        hidden: hidden.into_iter().collect(),
        retired: rerun.retired.clone(),
        revived: Vec::new(),
    }
}

async fn write(tx: &mut Tx, writing: &Writing) -> Result<(), StoreError> {
    import_words::insert_customers(tx, writing.import, &writing.customers).await?;
    import_words::insert_products(tx, writing.import, &writing.products).await?;
    import_words::merge_products(tx, writing.import).await?;
    accounts::create_many(tx, &writing.new_accounts, Some(writing.import), false).await?;
    for row in &writing.corrected {
        set_aside::mark(tx, writing.import, *row, SetAsideState::Corrected).await?;
    }
    set_aside::replace(tx, writing.import, &writing.still_wrong).await?;
    ledger_parts::publish(tx, &writing.publication).await?;
    imports::recount(tx, writing.import, writing.rows, None).await?;
    let after =
        json!({ "accepted": writing.correction.accepted, "skipped": writing.correction.skipped });
    tx.journal(JournalEntry::new("rows_corrected", "import", writing.import).after(after))
        .await
}

/// Decides which version of documents counts that an import brought with other lines.
/// Without documents named, all that wait are decided alike.
///
/// # Errors
/// [`AppError::NotFound`] without such an import, [`AppError::NotNow`] when it does not count.
pub async fn decide_conflicts(
    context: &Arc<Context>,
    viewer: &Viewer,
    import: ImportId,
    documents: Option<Vec<u64>>,
    choice: DocumentChoice,
) -> Result<u64, AppError> {
    viewer.require(Permission::Import)?;
    let _lock = ImportLock::take(&context.folder).await?;
    let (_, open) = open_rows(context, viewer, import).await?;
    let waiting: HashSet<u64> = open
        .iter()
        .filter(|row| row.reason == SetAsideReason::DocumentConflict)
        .filter_map(|row| row.document)
        .collect();
    let decided: Vec<u64> = match documents {
        None => waiting.into_iter().collect(),
        Some(named) => named
            .into_iter()
            .filter(|document| waiting.contains(document))
            .collect(),
    };
    let record = imports::get(&context.store.read(viewer), import)
        .await?
        .ok_or(AppError::NotFound("import"))?;
    if record.status != ImportStatus::Done {
        return Err(AppError::NotNow("import-not-done"));
    }
    let lines = open.iter().filter(|row| {
        row.document
            .is_some_and(|document| decided.contains(&document))
    });
    let lines = u64::try_from(lines.count()).unwrap_or(0);
    let mut existing = live_ledger(context, viewer, None).await?;
    for unit in existing
        .units
        .iter_mut()
        .filter(|unit| unit.import == import)
    {
        unit.decisions.extend(
            decided
                .iter()
                .map(|document| (*document, decision_of(choice))),
        );
    }
    let shared = Arc::clone(context);
    let publication = blocking(move || {
        let resolution = resolve_units(&existing.units);
        let merged = merge(&shared, &resolution.merged)?;
        Ok(Publication {
            parts: crate::undo_import::merged_part(merged),
            hidden: resolution.hidden,
            retired: existing.merged,
            revived: Vec::new(),
        })
    })
    .await?;
    let keep = choice == DocumentChoice::Keep;
    let mut rows = record.rows;
    rows.set_aside -= lines;
    if keep {
        rows.duplicate += lines
    } else {
        rows.accepted += lines
    }
    let state = if keep {
        SetAsideState::Dropped
    } else {
        SetAsideState::Corrected
    };
    let input = (import, decided, choice, publication, rows, state);
    context
        .store
        .write_with(
            viewer,
            input,
            |tx, (import, decided, choice, publication, rows, state)| {
                Box::pin(async move {
                    document_decisions::decide(tx, *import, decided, *choice).await?;
                    for document in decided {
                        set_aside::mark_document(tx, *import, *document, *state).await?;
                    }
                    ledger_parts::publish(tx, publication).await?;
                    imports::recount(tx, *import, *rows, None).await
                })
            },
        )
        .await?;
    keep_up_or_log(context, viewer, "import").await;
    follow_or_log(context).await;
    Ok(lines)
}
