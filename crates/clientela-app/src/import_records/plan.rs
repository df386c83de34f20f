//! Before a file of records is read: which sheet, which header is which column, in which order its days
//! are written.

use std::path::Path;
use std::sync::Arc;

use clientela_domain::records::days::{AmbiguousDays, DayOrderSurvey};
use clientela_domain::records::{FileKind, RecordColumn, missing_required, propose};
use clientela_domain::sales::format::DateOrder;
use clientela_domain::sales::mapping::Mapping;
use clientela_domain::sales::proposal::ProposedMapping;
use clientela_domain::sales::table_file::{TableFiles, TableShape};
use clientela_store::Viewer;

use crate::answers::import::{ColumnAnswer, DetectedAnswer};
use crate::context::Context;
use crate::error::{AppError, Refusal};
use crate::import_options::ImportOptions;
use crate::import_sales::blocking;
use crate::plan_import::{RememberedMap, SURVEYED_ROWS_MAX, complete, first_row, resolve_columns};
use crate::progress::{Progress, Stage};

/// How a file of records is going to be read.
#[derive(Clone, Debug)]
pub struct RecordPlan {
    /// What it brings.
    pub kind: FileKind,
    /// What the file is.
    pub shape: TableShape,
    /// The sheet that is read: its position in [`TableShape::sheets`].
    pub sheet: usize,
    /// What each column probably is.
    pub proposal: ProposedMapping<RecordColumn>,
    /// Which column is which.
    pub mapping: Mapping<RecordColumn>,
    /// In which order days are read that need one.
    pub order: Result<Option<DateOrder>, AmbiguousDays>,
}

impl RecordPlan {
    /// The first thing that keeps the file from being read, if any.
    #[must_use]
    pub fn open_question(&self) -> Option<Refusal> {
        let missing = missing_required(self.kind, &self.mapping);
        if !missing.is_empty() {
            return Some(Refusal::ColumnsMissing {
                missing,
                header: self.mapping.header.clone(),
            });
        }
        let days = self.order.as_ref().err()?;
        Some(Refusal::Ambiguous {
            what: "ambiguous-date-order",
            header: self.mapping.header_at(days.position).to_owned(),
            examples: days.examples.clone(),
            option: "--date-order",
        })
    }

    /// The plan in the words of the answer.
    #[must_use]
    pub fn detected(&self) -> DetectedAnswer {
        let header = |at: usize| self.mapping.header_at(at).to_owned();
        let sheet = self.shape.sheets.get(self.sheet);
        DetectedAnswer {
            kind: self.shape.kind.code().to_owned(),
            encoding: self.shape.encoding.clone(),
            delimiter: self.shape.delimiter.map(String::from),
            decimal: None,
            date_order: match &self.order {
                Ok(order) => order.map(|order| order.code().to_owned()),
                Err(_) => None,
            },
            sheets: sheet
                .map(|sheet| sheet.name.clone())
                .filter(|name| !name.is_empty())
                .into_iter()
                .collect(),
            currency: None,
            columns: self
                .mapping
                .columns
                .iter()
                .map(|&(column, at)| ColumnAnswer {
                    column: column.name().to_owned(),
                    header: header(at),
                })
                .collect(),
            unused: (0..self.mapping.header.len())
                .filter(|at| self.mapping.column_at(*at).is_none())
                .map(header)
                .collect(),
        }
    }

    /// How well the columns of the sheet are known: of several sheets the best is read.
    fn fitness(&self) -> f64 {
        let sure: f64 = self
            .proposal
            .columns
            .iter()
            .map(|column| column.confidence)
            .sum();
        if missing_required(self.kind, &self.mapping).is_empty() {
            sure + 1_000.0
        } else {
            sure
        }
    }
}

/// The plan of a file in this book: what the user says, then what is remembered for its header, then
/// what is recognised.
///
/// # Errors
/// [`AppError::Refused`] when it is no table, has no header or the options do not fit it.
pub(crate) async fn plan(
    context: &Arc<Context>,
    viewer: &Viewer,
    path: &Path,
    options: &ImportOptions,
    progress: &Arc<Progress>,
) -> Result<RecordPlan, AppError> {
    let read = context.store.read(viewer);
    let runtime = tokio::runtime::Handle::current();
    let (context, path) = (Arc::clone(context), path.to_owned());
    let (options, progress) = (options.clone(), Arc::clone(progress));
    blocking(move || {
        let remembered = |fingerprint: &str| {
            let key = mapping_key(options.kind, fingerprint);
            runtime
                .block_on(clientela_store::mappings::get(&read, &key))
                .ok()
                .flatten()
        };
        plan_records(&*context.files, &path, &options, &remembered, &progress)
    })
    .await
}

/// Under which name the mapping of a header is remembered: the same header may be of two kinds.
pub(crate) fn mapping_key(kind: FileKind, fingerprint: &str) -> String {
    format!("{}:{fingerprint}", kind.code())
}

fn plan_records(
    files: &dyn TableFiles,
    path: &Path,
    options: &ImportOptions,
    remembered: RememberedMap<'_>,
    progress: &Progress,
) -> Result<RecordPlan, AppError> {
    progress.enter(Stage::Surveying);
    let shape = files.inspect(path, &options.table_options())?;
    let mut best: Option<RecordPlan> = None;
    let mut refusal = None;
    for (index, sheet) in shape.sheets.iter().enumerate() {
        let wanted = options
            .sheet
            .as_deref()
            .map_or(!sheet.hidden, |name| name == sheet.name);
        if !wanted {
            continue;
        }
        match plan_sheet(files, path, (&shape, index), options, remembered, progress)? {
            Ok(plan) => {
                if best
                    .as_ref()
                    .is_none_or(|known| plan.fitness() > known.fitness())
                {
                    best = Some(plan);
                }
            }
            Err(reason) => refusal = refusal.or(Some(reason)),
        }
    }
    best.ok_or_else(|| {
        let nothing = Refusal::NoHeader {
            kind: options.kind,
            first_row: Vec::new(),
        };
        refusal.unwrap_or(nothing).into()
    })
}

fn plan_sheet(
    files: &dyn TableFiles,
    path: &Path,
    (shape, index): (&TableShape, usize),
    options: &ImportOptions,
    remembered: RememberedMap<'_>,
    progress: &Progress,
) -> Result<Result<RecordPlan, Refusal>, AppError> {
    let mut records = files.open(path, shape, index)?;
    let Some(head) = records.next_batch()? else {
        return Ok(Err(Refusal::NoHeader {
            kind: options.kind,
            first_row: Vec::new(),
        }));
    };
    let kind = options.kind;
    let proposal = propose(kind, &head);
    let chosen = if options.columns.is_empty() {
        let known = remembered(&proposal.fingerprint)
            .and_then(|text| {
                let own = ImportOptions {
                    kind,
                    ..ImportOptions::default()
                };
                own.with_map_file(&text).ok()
            })
            .and_then(|map| {
                resolve_columns(
                    &head,
                    &map.columns,
                    RecordColumn::from_name,
                    RecordColumn::name,
                )
                .ok()
            });
        known.unwrap_or_else(|| proposal.mapping())
    } else {
        match resolve_columns(
            &head,
            &options.columns,
            RecordColumn::from_name,
            RecordColumn::name,
        ) {
            Ok(own) if missing_required(kind, &own).is_empty() => own,
            Ok(own) => complete(own, &proposal),
            Err(refusal) => return Ok(Err(refusal)),
        }
    };
    if chosen.columns.is_empty() {
        return Ok(Err(Refusal::NoHeader {
            kind: options.kind,
            first_row: first_row(&head),
        }));
    }
    let mut survey = DayOrderSurvey::new(&chosen);
    survey.feed(&head);
    let mut rows = u64::try_from(head.len()).unwrap_or(u64::MAX);
    while rows < SURVEYED_ROWS_MAX && !survey.is_settled() {
        if progress.stop_asked() {
            return Err(AppError::Stopped);
        }
        let Some(batch) = records.next_batch()? else {
            break;
        };
        rows += u64::try_from(batch.len()).unwrap_or(u64::MAX);
        survey.feed(&batch);
    }
    let order = survey.finish(options.named_date_order()?);
    Ok(Ok(RecordPlan {
        kind,
        shape: shape.clone(),
        sheet: index,
        proposal,
        mapping: chosen,
        order,
    }))
}
