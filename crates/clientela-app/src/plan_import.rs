//! Before a file is read: what it is, which header is which column, how it writes numbers and days.
//!
//! The wizard shows the plan as chips to be edited; the command line takes it as it is and refuses
//! what stays open. Trial run and import read by the same plan.

use std::path::Path;

use clientela_domain::currency::Currency;
use clientela_domain::records::FileKind;
use clientela_domain::sales::column::Column;
use clientela_domain::sales::format::{
    Ambiguity, DateOrder, DateStyle, FormatSurvey, SettledFormat,
};
use clientela_domain::sales::mapping::{MapFile, MapFormat, Mapping};
use clientela_domain::sales::proposal::{ProposedMapping, propose};
use clientela_domain::sales::rows::RowBatch;
use clientela_domain::sales::table_file::{TableFiles, TableKind, TableReader, TableShape};

use crate::answers::import::{ColumnAnswer, DetectedAnswer};
use crate::error::{AppError, Refusal};
use crate::import_options::ImportOptions;
use crate::progress::{Progress, Stage};

/// Rows the survey looks at when nothing settles the format earlier. A value further down that only
/// then turns out ambiguous is set aside, never guessed.
pub(crate) const SURVEYED_ROWS_MAX: u64 = 200_000;

/// How a whole file is going to be read.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// What the file is.
    pub shape: TableShape,
    /// Its sheets with sales lines.
    pub sheets: Vec<SheetPlan>,
    /// Currency of lines that do not say theirs.
    pub file_currency: Option<Currency>,
    /// VAT rate for gross amounts without VAT.
    pub gross_vat_rate: Option<i64>,
}

/// How one sheet is going to be read.
#[derive(Clone, Debug)]
pub struct SheetPlan {
    /// Position in [`TableShape::sheets`].
    pub index: usize,
    /// Name; empty for files without sheets.
    pub name: String,
    /// What each column probably is.
    pub proposal: ProposedMapping,
    /// Which column is which.
    pub mapping: Mapping,
    /// How numbers and days are written; what is still open otherwise.
    pub format: Result<SettledFormat, Vec<Ambiguity>>,
}

/// A mapping remembered for a header, as the text of a map file.
pub type RememberedMap<'a> = &'a dyn Fn(&str) -> Option<String>;

impl ImportPlan {
    /// The first thing that keeps the file from being read, if any.
    #[must_use]
    pub fn open_question(&self) -> Option<Refusal> {
        self.sheets.iter().find_map(SheetPlan::open_question)
    }

    /// The plan in the words of the answer.
    #[must_use]
    pub fn detected(&self) -> DetectedAnswer {
        let first = self.sheets.first();
        let format = first.and_then(|sheet| sheet.format.as_ref().ok());
        let mapping = first.map(|sheet| &sheet.mapping);
        let unused = mapping.map_or_else(Vec::new, |mapping| {
            let position_unused = |at: &usize| mapping.column_at(*at).is_none();
            (0..mapping.header.len())
                .filter(position_unused)
                .map(|at| mapping.header_at(at).to_owned())
                .collect()
        });
        DetectedAnswer {
            kind: self.shape.kind.code().to_owned(),
            encoding: self.shape.encoding.clone(),
            delimiter: self.shape.delimiter.map(String::from),
            decimal: format.and_then(decimal_of).map(str::to_owned),
            date_order: format.and_then(date_order_of).map(str::to_owned),
            sheets: self
                .sheets
                .iter()
                .map(|sheet| sheet.name.clone())
                .filter(|name| !name.is_empty())
                .collect(),
            currency: self.file_currency.map(|currency| currency.to_string()),
            columns: mapping.map_or_else(Vec::new, |mapping| {
                mapping
                    .columns
                    .iter()
                    .map(|&(column, position)| ColumnAnswer {
                        column: column.name().to_owned(),
                        header: mapping.header_at(position).to_owned(),
                    })
                    .collect()
            }),
            unused,
        }
    }
}

/// Code of the decimal mark, when the file's columns agree on one.
fn decimal_of(format: &SettledFormat) -> Option<&'static str> {
    let mut marks = format.decimals.iter().map(|(_, mark)| *mark);
    let first = marks.next()?;
    marks.all(|mark| mark == first).then(|| first.code())
}

/// Code of the date order of the document's day.
fn date_order_of(format: &SettledFormat) -> Option<&'static str> {
    let column = Column::DocumentDate;
    match format.date_style_of(column) {
        DateStyle::ExcelSerial => Some("excel"),
        DateStyle::Written(_) => format.date_order_of(column).map(DateOrder::code),
    }
}

impl SheetPlan {
    /// The first thing that keeps this sheet from being read, if any.
    #[must_use]
    pub fn open_question(&self) -> Option<Refusal> {
        let missing: Vec<_> = self
            .mapping
            .missing_required()
            .into_iter()
            .map(|missing| missing.code())
            .collect();
        if !missing.is_empty() {
            return Some(Refusal::ColumnsMissing {
                missing,
                header: self.mapping.header.clone(),
            });
        }
        let ambiguity = self.format.as_ref().err()?.first()?;
        Some(Refusal::Ambiguous {
            what: match ambiguity.option {
                "--date-order" => "ambiguous-date-order",
                "--decimal" => "ambiguous-decimal",
                _ => "ambiguous-vat-rate",
            },
            header: ambiguity.header.clone(),
            examples: ambiguity.examples.clone(),
            option: ambiguity.option,
        })
    }
}

/// Looks at a file and says how it is going to be read. Reads only as far as the format needs.
///
/// # Errors
/// [`AppError::Refused`] when it is no table, has no header or the options do not fit it. Columns
/// that are missing and values that stay ambiguous are part of the plan, so that a page can ask.
pub fn plan_import(
    files: &dyn TableFiles,
    path: &Path,
    options: &ImportOptions,
    remembered: RememberedMap<'_>,
    progress: &Progress,
) -> Result<ImportPlan, AppError> {
    progress.enter(Stage::Surveying);
    let shape = files.inspect(path, &options.table_options())?;
    let mut sheets = Vec::new();
    let mut refusal = None;
    for (index, sheet) in shape.sheets.iter().enumerate() {
        let wanted = options
            .sheet
            .as_deref()
            .map_or(!sheet.hidden, |name| name == sheet.name);
        if !wanted {
            continue;
        }
        let mut records = files.open(path, &shape, index)?;
        match plan_sheet(&mut *records, options, remembered, progress)? {
            Ok(mut plan) => {
                plan.index = index;
                plan.name.clone_from(&sheet.name);
                sheets.push(plan);
            }
            Err(reason) => refusal = refusal.or(Some(reason)),
        }
    }
    // A workbook may hold sheets that are no sales; they matter only when none is.
    let usable = sheets
        .iter()
        .any(|sheet| sheet.mapping.missing_required().is_empty());
    if usable && sheets.len() > 1 {
        sheets.retain(|sheet| sheet.mapping.missing_required().is_empty());
    } else if !usable {
        sheets.truncate(1);
    }
    if sheets.is_empty() {
        return Err(refusal
            .unwrap_or(Refusal::NoHeader {
                kind: FileKind::Sales,
                first_row: Vec::new(),
            })
            .into());
    }
    Ok(ImportPlan {
        shape,
        sheets,
        file_currency: options.named_currency()?,
        gross_vat_rate: options.named_vat_rate()?,
    })
}

fn plan_sheet(
    records: &mut dyn TableReader,
    options: &ImportOptions,
    remembered: RememberedMap<'_>,
    progress: &Progress,
) -> Result<Result<SheetPlan, Refusal>, AppError> {
    let Some(head) = records.next_batch()? else {
        return Ok(Err(Refusal::NoHeader {
            kind: FileKind::Sales,
            first_row: Vec::new(),
        }));
    };
    let proposal = propose(&head);
    let mapping = match choose_mapping(&head, &proposal, options, remembered) {
        Ok(mapping) => mapping,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if mapping.columns.is_empty() && options.columns.is_empty() && proposal.columns.is_empty() {
        return Ok(Err(Refusal::NoHeader {
            kind: FileKind::Sales,
            first_row: first_row(&head),
        }));
    }
    let mut survey = FormatSurvey::new(&mapping);
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
    let format = survey.finish(&options.format_choices()?);
    Ok(Ok(SheetPlan {
        index: 0,
        name: String::new(),
        proposal,
        mapping,
        format,
    }))
}

/// The user's own columns, else the map remembered for this header, else the proposal.
fn choose_mapping(
    head: &RowBatch,
    proposal: &ProposedMapping,
    options: &ImportOptions,
    remembered: RememberedMap<'_>,
) -> Result<Mapping, Refusal> {
    let resolve = |columns: &[(String, String)]| {
        resolve_columns(head, columns, Column::from_name, Column::name)
    };
    if !options.columns.is_empty() {
        let own = resolve(&options.columns)?;
        if own.missing_required().is_empty() {
            return Ok(own);
        }
        return Ok(complete(own, proposal));
    }
    let known = remembered(&proposal.fingerprint)
        .and_then(|text| ImportOptions::default().with_map_file(&text).ok())
        .and_then(|map| resolve(&map.columns).ok());
    Ok(known.unwrap_or_else(|| proposal.mapping()))
}

/// Finds the headers of a map in a file's head; `from_name` knows the canonical columns of the file.
pub(crate) fn resolve_columns<C: Copy>(
    head: &RowBatch,
    columns: &[(String, String)],
    from_name: fn(&str) -> Option<C>,
    name: fn(C) -> &'static str,
) -> Result<Mapping<C>, Refusal> {
    let columns = columns
        .iter()
        .filter_map(|(column, header)| Some((from_name(column)?, header.clone())))
        .collect();
    MapFile {
        columns,
        format: MapFormat::default(),
    }
    .resolve_in(head)
    .map_err(|missing| {
        let first = missing.into_iter().next();
        Refusal::MapHeaderUnknown {
            column: first.as_ref().map_or("", |missing| name(missing.column)),
            header: first.map_or_else(String::new, |missing| missing.header),
            file_header: propose(head)
                .columns
                .into_iter()
                .map(|column| column.header)
                .collect(),
        }
    })
}

/// A map file may name only what recognition gets wrong: the rest is taken from the proposal, never
/// a column or a position the map already uses.
pub(crate) fn complete<C: Copy + PartialEq>(
    mut own: Mapping<C>,
    proposal: &ProposedMapping<C>,
) -> Mapping<C> {
    if own.header_line != proposal.header_line {
        return own;
    }
    for column in &proposal.columns {
        if let Some(canonical) = column.column
            && !own.has(canonical)
            && own.column_at(column.position).is_none()
        {
            own.columns.push((canonical, column.position));
        }
    }
    own
}

/// The first row of a file, to show what was seen.
pub(crate) fn first_row(head: &RowBatch) -> Vec<String> {
    head.records().next().map_or_else(Vec::new, |record| {
        record.fields().map(str::to_owned).collect()
    })
}

/// Text files say every field; spreadsheets drop trailing empty ones.
#[must_use]
pub fn short_rows_allowed(kind: TableKind) -> bool {
    kind != TableKind::Text
}
