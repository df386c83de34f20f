//! A sales file becomes part of the book, or says what it would become.
//!
//! The trial run is the same code, rolled back: it stops where the import would seal its parts and
//! open the book's transaction. Until that transaction commits, nothing of the file exists for
//! anybody; a crash before it leaves only files the next start sweeps away.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{ImportId, PartId};
use clientela_domain::ports::{PartWriter, SealedPart};
use clientela_domain::sales::reader::{ReaderSettings, SalesReader};
use clientela_store::Viewer;
use clientela_store::new_id::new_id;

use crate::commit_import::{self, Committed};
use crate::conflict_rows::conflict_rows;
use crate::context::Context;
use crate::error::{AppError, Refusal};
use crate::import_history;
use crate::import_lock::ImportLock;
use crate::import_options::ImportOptions;
use crate::import_report::ToldByPlan;
use crate::plan_import::{ImportPlan, SheetPlan, plan_import, short_rows_allowed};
use crate::progress::{Progress, Stage};
use crate::publish_ledger::{LiveLedger, Unit, live_ledger, resolve_units};
use crate::raw_files::{self, IncomingFile};
use crate::read_sheet::{SheetFindings, read_sheet};
use crate::running_imports::follow;
use crate::set_aside::SetAsideRow;
use crate::taken_file::TakenFile;

pub use crate::import_report::{ImportEnd, ImportReport, Notice};

/// Above this share of unusable rows the file is refused as a whole: something about it was
/// misunderstood, and setting nearly everything aside would only hide that.
const UNUSABLE_SHARE_MAX: f64 = 0.5;

/// A file to be imported; its options say what it brings.
#[derive(Clone, Debug)]
pub struct ImportSales {
    /// Where it lies.
    pub path: PathBuf,
    /// Its name as the user knows it.
    pub file_name: String,
    /// What the user settled.
    pub options: ImportOptions,
    /// Say what would happen and change nothing.
    pub trial: bool,
    /// The draft of the wizard this import began as.
    pub draft: Option<ImportId>,
    /// Its lines belong to the sample firm.
    pub sample: bool,
}

/// One sheet after reading: its plan, what was found, and its part still open.
pub(crate) struct ReadSheet {
    pub(crate) plan: SheetPlan,
    pub(crate) reader: SalesReader,
    pub(crate) findings: SheetFindings,
    pub(crate) writer: Box<dyn PartWriter>,
}

/// One sheet after sealing (or discarding, in a trial run).
pub(crate) struct SealedSheet {
    pub(crate) plan: SheetPlan,
    pub(crate) reader: SalesReader,
    pub(crate) findings: SheetFindings,
    pub(crate) sealed: SealedPart,
}

/// Imports a file of sales, or says what importing it would do; [`crate::import_file::import_file`] has the
/// errors, and what every import begins and ends with.
pub(crate) async fn import_sales(
    context: &Arc<Context>,
    viewer: &Viewer,
    command: &ImportSales,
    progress: &Arc<Progress>,
) -> Result<ImportReport, AppError> {
    let _lock = ImportLock::take(&context.folder).await?;
    let file = TakenFile::of(context, command, progress).await?;
    if let Some(known) =
        commit_import::known_import(context, viewer, &file.sha256, &command.options).await?
    {
        return Ok(known);
    }
    let plan = plan(context, viewer, &file.path, &command.options, progress).await?;
    if let Some(question) = plan.open_question() {
        return Err(question.into());
    }
    let import = if command.trial {
        None
    } else {
        Some(commit_import::begin(context, viewer, command, &file.sha256, &plan.detected()).await?)
    };
    let followed = import.map(|import| follow(context, import, progress));
    let work = (plan, import);
    let read = read_and_commit(context, viewer, command, file, work, progress).await;
    if let (Err(error), Some(import)) = (&read, import) {
        commit_import::give_up(context, viewer, import, error).await;
        if let (AppError::Stopped, Err(error)) =
            (error, import_history::sweep_parts(context, viewer).await)
        {
            // The next start sweeps them.
            tracing::warn!(%error, "parts of a stopped import stay behind");
        }
    }
    drop(followed);
    read
}

/// The plan of a file in this book: what the user says, then what is remembered for its header,
/// then what is recognised.
///
/// # Errors
/// See [`plan_import`].
pub async fn plan(
    context: &Arc<Context>,
    viewer: &Viewer,
    path: &Path,
    options: &ImportOptions,
    progress: &Arc<Progress>,
) -> Result<ImportPlan, AppError> {
    let read = context.store.read(viewer);
    let runtime = tokio::runtime::Handle::current();
    let (context, path) = (Arc::clone(context), path.to_owned());
    let (options, progress) = (options.clone(), Arc::clone(progress));
    blocking(move || {
        let remembered = |fingerprint: &str| {
            runtime
                .block_on(clientela_store::mappings::get(&read, fingerprint))
                .ok()
                .flatten()
        };
        plan_import(&*context.files, &path, &options, &remembered, &progress)
    })
    .await
}

async fn read_and_commit(
    context: &Arc<Context>,
    viewer: &Viewer,
    command: &ImportSales,
    file: TakenFile,
    (plan, import): (ImportPlan, Option<ImportId>),
    progress: &Arc<Progress>,
) -> Result<ImportReport, AppError> {
    let told = ToldByPlan::of(&plan);
    let existing = live_ledger(context, viewer, None).await?;
    let work = Reading {
        context: Arc::clone(context),
        command: command.clone(),
        path: file.path,
        plan,
        import,
        existing,
        progress: Arc::clone(progress),
    };
    let incoming = file.incoming;
    let comparison = blocking(move || {
        let comparison = work.run();
        // The history names the file of a failed attempt too.
        incoming.map(IncomingFile::settle).transpose()?;
        comparison
    })
    .await?;
    // The last safe point: from here on the import is made true.
    if progress.stop_asked() {
        return Err(AppError::Stopped);
    }
    let mut report = comparison.report(command, &file.sha256, import, told);
    if let Some(import) = import {
        progress.enter(Stage::Committing);
        let Committed {
            accounts,
            products,
            notices,
        } = commit_import::commit(context, viewer, import, command, &comparison, &report).await?;
        report.accounts = accounts;
        report.products = products;
        report.notices.extend(notices);
    } else {
        let (accounts, notices) = commit_import::would_match(context, viewer, &comparison).await?;
        report.accounts = accounts;
        report.notices.extend(notices);
        report.products = commit_import::would_match_products(context, viewer, &comparison).await?;
    }
    Ok(report)
}

/// The blocking half of an import: files, parsing, the ledger.
struct Reading {
    context: Arc<Context>,
    command: ImportSales,
    path: PathBuf,
    plan: ImportPlan,
    import: Option<ImportId>,
    existing: LiveLedger,
    progress: Arc<Progress>,
}

/// Every sheet read, sealed and compared with what is in the book.
pub(crate) struct Comparison {
    pub(crate) sheets: Vec<SealedSheet>,
    pub(crate) hidden: Vec<(PartId, Vec<u64>)>,
    pub(crate) merged: Option<SealedPart>,
    pub(crate) duplicate_lines: u64,
    pub(crate) conflict_lines: u64,
    pub(crate) conflicts: Vec<SetAsideRow>,
    pub(crate) net_totals: Vec<(Currency, Amount)>,
    /// Merged parts of the state before, which this comparison replaces.
    pub(crate) retired: Vec<PartId>,
}

impl Reading {
    fn run(mut self) -> Result<Comparison, AppError> {
        self.progress.enter(Stage::Reading);
        let mut read = Vec::new();
        for plan in std::mem::take(&mut self.plan.sheets) {
            read.push(self.read(plan)?);
        }
        refuse_when_unusable(&read)?;
        if self.progress.stop_asked() {
            return Err(AppError::Stopped);
        }
        self.progress.enter(Stage::Comparing);
        let trial = self.command.trial;
        let mut sheets = Vec::new();
        for sheet in read {
            let ReadSheet {
                plan,
                reader,
                findings,
                writer,
            } = sheet;
            let sealed = if trial {
                writer.discard()?
            } else {
                writer.seal()?
            };
            sheets.push(SealedSheet {
                plan,
                reader,
                findings,
                sealed,
            });
        }
        self.compare(sheets)
    }

    fn read(&self, plan: SheetPlan) -> Result<ReadSheet, AppError> {
        let format = plan.format.clone().unwrap_or_default();
        let settings = ReaderSettings {
            today: self.context.clock.today(),
            file_currency: self.plan.file_currency,
            gross_vat_rate: self.plan.gross_vat_rate,
            short_rows_allowed: short_rows_allowed(self.plan.shape.kind),
        };
        let reader = SalesReader::new(plan.mapping.clone(), format, settings);
        let part = PartId(new_id(self.context.clock.now()));
        let mut writer = self.context.ledger.part_writer(part)?;
        let records = self
            .context
            .files
            .open(&self.path, &self.plan.shape, plan.index)?;
        let findings = read_sheet(records, &reader, &mut *writer, &self.progress)?;
        Ok(ReadSheet {
            plan,
            reader,
            findings,
            writer,
        })
    }

    fn compare(&self, sheets: Vec<SealedSheet>) -> Result<Comparison, AppError> {
        let own = self.import.unwrap_or(ImportId(uuid::Uuid::nil()));
        let on_conflict = self.command.options.on_conflict.decision();
        let new_units = sheets.iter().map(|sheet| Unit {
            import: own,
            sheet: sheet.plan.index,
            parts: vec![(sheet.sealed.id, sheet.sealed.documents.clone())],
            decisions: HashMap::new(),
            on_conflict,
        });
        let first_new = self.existing.units.len();
        let units: Vec<Unit> = self
            .existing
            .units
            .iter()
            .cloned()
            .chain(new_units)
            .collect();
        let resolution = resolve_units(&units);
        let own_counts = resolution.counts.iter().skip(first_new);
        let duplicate_lines = own_counts
            .clone()
            .map(|counts| counts.duplicate_lines + counts.kept_out_lines)
            .sum();
        let conflict_lines = own_counts.map(|counts| counts.conflict_lines).sum();
        let waiting: HashSet<(usize, u64)> = resolution
            .conflicts
            .iter()
            .filter(|conflict| conflict.later >= first_new)
            .map(|conflict| (conflict.later - first_new, conflict.document))
            .collect();
        let mut conflicts = Vec::new();
        for (number, sheet) in sheets.iter().enumerate() {
            let documents: HashSet<u64> = waiting
                .iter()
                .filter(|(at, _)| *at == number)
                .map(|&(_, document)| document)
                .collect();
            if !documents.is_empty() {
                let records =
                    self.context
                        .files
                        .open(&self.path, &self.plan.shape, sheet.plan.index)?;
                conflicts.extend(conflict_rows(records, sheet, &documents)?);
            }
        }
        let merged = if self.command.trial || resolution.merged.is_empty() {
            None
        } else {
            let part = PartId(new_id(self.context.clock.now()));
            Some(self.context.ledger.merge(part, &resolution.merged)?)
        };
        let net_totals = accepted_totals(&sheets);
        Ok(Comparison {
            sheets,
            hidden: resolution.hidden,
            merged,
            duplicate_lines,
            conflict_lines,
            conflicts,
            net_totals,
            retired: self.existing.merged.clone(),
        })
    }
}

/// Net totals of every line read. Duplicate and waiting lines are counted apart by rows; their money
/// is part of the file's own control total, which the user compares with the ERP.
fn accepted_totals(sheets: &[SealedSheet]) -> Vec<(Currency, Amount)> {
    let mut totals: BTreeMap<Currency, Amount> = BTreeMap::new();
    for (currency, amount) in sheets.iter().flat_map(|sheet| &sheet.sealed.net_totals) {
        *totals.entry(*currency).or_default() += *amount;
    }
    totals.into_iter().collect()
}

fn refuse_when_unusable(sheets: &[ReadSheet]) -> Result<(), Refusal> {
    let sum = |count: fn(&SheetFindings) -> u64| {
        sheets
            .iter()
            .map(|sheet| count(&sheet.findings))
            .sum::<u64>()
    };
    let rows = sum(|findings| findings.rows);
    let skipped = sum(|findings| findings.skipped.values().sum());
    let set_aside = sum(|findings| findings.set_aside_count);
    let lines = sum(|findings| findings.lines);
    if rows == 0 {
        return Err(Refusal::NoRows);
    }
    let judged = rows - skipped.min(rows);
    // Up to a handful of rows everything may be wrong and still be worth correcting by hand only
    // when something is right beside it.
    if judged > 0 && set_aside as f64 > UNUSABLE_SHARE_MAX * judged as f64 {
        return Err(most_rows_unusable(sheets, set_aside, rows));
    }
    let customers = sheets
        .iter()
        .map(|sheet| sheet.findings.customers.len())
        .sum::<usize>();
    if lines > 0 && customers == 0 {
        return Err(Refusal::NoCustomer);
    }
    Ok(())
}

fn most_rows_unusable(sheets: &[ReadSheet], set_aside: u64, read: u64) -> Refusal {
    let mut reasons: BTreeMap<_, (u64, &ReadSheet, usize)> = BTreeMap::new();
    for sheet in sheets {
        for (at, row) in sheet.findings.set_aside.iter().enumerate() {
            reasons
                .entry((row.reason, row.field))
                .or_insert((0, sheet, at))
                .0 += 1;
        }
    }
    let worst = reasons.into_iter().max_by_key(|(_, (count, _, _))| *count);
    let (reason, header, example) = worst.map_or(
        ("", String::new(), String::new()),
        |(key, (_, sheet, at))| {
            let header = key
                .1
                .map_or("", |field| sheet.plan.mapping.header_at(field));
            (
                key.0.code(),
                header.to_owned(),
                sheet.findings.set_aside[at].value.clone(),
            )
        },
    );
    Refusal::MostRowsUnusable {
        set_aside,
        read,
        reason,
        header,
        example,
    }
}

/// The import in the book that brought this very file, read with these options.
///
/// # Errors
/// When the file cannot be read or the book cannot answer.
pub async fn import_of_file(
    context: &Arc<Context>,
    viewer: &Viewer,
    path: &Path,
    options: &ImportOptions,
) -> Result<Option<ImportId>, AppError> {
    let path = path.to_owned();
    let (sha256, _) = blocking(move || raw_files::hash(&path, &Progress::default())).await?;
    let known = commit_import::known_import(context, viewer, &sha256, options).await?;
    Ok(known.and_then(|report| report.import))
}

/// Runs blocking work on a thread of its own and brings its answer back.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AppError> + Send + 'static,
) -> Result<T, AppError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer,
        Err(error) => Err(AppError::system("running work in the background", error)),
    }
}
