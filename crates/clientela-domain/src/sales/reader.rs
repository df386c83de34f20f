//! Rows become ledger lines.
//!
//! Reading order: [`SalesReader::read`] → `plan` (what the mapping means for a record) → `cells`
//! (one cell becomes text, number or day) → `words` and `amounts` (what a line says and
//! is worth) → `assemble` (a line is
//! written, all its columns at once) → `unusable` (what a row is that is no line).

mod amounts;
mod assemble;
mod cells;
mod plan;
mod unusable;
mod words;

use self::assemble::Assembler;
use self::plan::Plan;
use super::column::Column;
use super::format::SettledFormat;
use super::lines::{DocumentKind, LineBatch};
use super::mapping::Mapping;
use super::report::{SetAside, SetAsideReason, SkipReason, Skipped};
use super::rows::{Record, RowBatch};
use super::values::{DocumentWord, document_status_word, document_type_word};
use crate::currency::Currency;
use crate::day::Date;

/// What the reader has to know besides mapping and format.
#[derive(Clone, Debug)]
pub struct ReaderSettings {
    /// The day of the import; document days after the end of the next year are refused.
    pub today: Date,
    /// Currency of lines that name none; absent: lev before 2026-01-01 and euro after.
    pub file_currency: Option<Currency>,
    /// VAT rate in ten-thousandths of one (`2000` is 20 %) for gross amounts that come without rate
    /// and VAT.
    pub gross_vat_rate: Option<i64>,
    /// Records may end early: spreadsheets drop trailing empty cells, text files do not.
    pub short_rows_allowed: bool,
}

impl ReaderSettings {
    /// The settings of a file about which nobody has said anything.
    #[must_use]
    pub const fn of(today: Date) -> Self {
        Self {
            today,
            file_currency: None,
            gross_vat_rate: None,
            short_rows_allowed: false,
        }
    }
}

/// A customer as lines of a batch show them; each combination once per batch.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CustomerSeen {
    /// See [`super::lines::customer_key`].
    pub key: String,
    /// Code, when the file has one.
    pub code: String,
    /// Name as written, trimmed.
    pub name: String,
    /// Registration number; a personal number is never here.
    pub registration_number: String,
    /// VAT number; a personal number is never here.
    pub vat_number: String,
    /// City.
    pub city: String,
}

/// A product as lines of a batch show it; each combination once per batch.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProductSeen {
    /// Code, or name when the file has no code.
    pub product: String,
    /// Name.
    pub name: String,
    /// Group.
    pub group: String,
    /// Brand.
    pub brand: String,
}

/// What became of the records of one batch: `rows = lines + set aside + skipped`.
#[derive(Clone, Debug, Default)]
pub struct ReadBatch {
    /// The lines.
    pub lines: LineBatch,
    /// Customers of the lines.
    pub customers: Vec<CustomerSeen>,
    /// Products of the lines.
    pub products: Vec<ProductSeen>,
    /// Rows to be corrected.
    pub set_aside: Vec<SetAside>,
    /// Rows that are no sales.
    pub skipped: Vec<Skipped>,
    /// Records read, the header not counted, titles above it counted.
    pub rows: u64,
    /// Personal numbers that were not stored.
    pub masked_personal_numbers: u64,
    /// Lines whose net amount was derived from a gross one.
    pub derived_from_gross: u64,
    /// Lines whose currency was assumed by the date.
    pub currency_assumed: u64,
}

/// Turns records into ledger lines; the same record always gives the same line.
#[derive(Clone, Debug)]
pub struct SalesReader {
    plan: Plan,
}

impl SalesReader {
    /// A reader of files with this mapping and format.
    #[must_use]
    pub fn new(mapping: Mapping, format: SettledFormat, settings: ReaderSettings) -> Self {
        Self {
            plan: Plan::new(mapping, format, settings),
        }
    }

    /// Reads a batch. Never fails: what cannot be read is in the result, with its reason.
    #[must_use]
    pub fn read(&self, batch: &RowBatch) -> ReadBatch {
        let plan = &self.plan;
        let mut assembler = Assembler::new(plan);
        let mut words = DocumentWords::new(plan);
        for record in batch.records() {
            match plan.header_line {
                Some(header) if record.line() == header => continue,
                Some(header) if record.line() < header => {
                    assembler.rows += 1;
                    assembler.skip(record.line(), unusable::title_or_empty(record));
                    continue;
                }
                _ => assembler.rows += 1,
            }
            let outcome = plan
                .check_shape(record)
                .and_then(|()| words.kind_of(record))
                .and_then(|kind| assembler.line(record, kind));
            match outcome {
                Ok(()) => {}
                Err(NoLine::Skip(reason)) => assembler.skip(record.line(), reason),
                Err(NoLine::Fault(fault)) => match unusable::skip_reason(plan, record, &fault) {
                    Some(reason) => assembler.skip(record.line(), reason),
                    None => assembler.set_aside(record, fault),
                },
            }
        }
        assembler.finish()
    }
}

/// Why a record gave no line.
enum NoLine {
    Skip(SkipReason),
    Fault(Fault),
}

/// What is wrong with a row, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    reason: SetAsideReason,
    column: Option<Column>,
    field: Option<usize>,
    /// Stands in the report instead of the field's own text.
    value: Option<String>,
}

impl Fault {
    const fn of(reason: SetAsideReason, column: Column) -> Self {
        Self {
            reason,
            column: Some(column),
            field: None,
            value: None,
        }
    }
}

impl From<Fault> for NoLine {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Type and state of documents, looked up once for each run of equal words.
struct DocumentWords<'p, 'a> {
    plan: &'p Plan,
    last_type: Option<(&'a str, DocumentWord)>,
    last_status: Option<(&'a str, Option<SkipReason>)>,
}

impl<'p, 'a> DocumentWords<'p, 'a> {
    const fn new(plan: &'p Plan) -> Self {
        Self {
            plan,
            last_type: None,
            last_status: None,
        }
    }

    fn kind_of(&mut self, record: Record<'a>) -> Result<DocumentKind, NoLine> {
        if self.plan.has(Column::DocumentStatus) {
            let text = self.plan.text(record, Column::DocumentStatus);
            let reason = match self.last_status {
                Some((last, reason)) if last == text => reason,
                _ => self.plan.status_words.reason(text),
            };
            self.last_status = Some((text, reason));
            if let Some(reason) = reason {
                return Err(NoLine::Skip(reason));
            }
        }
        if !self.plan.has(Column::DocumentType) {
            return Ok(DocumentKind::Invoice);
        }
        let text = self.plan.text(record, Column::DocumentType);
        let word = match self.last_type {
            Some((last, word)) if last == text => word,
            _ if self.plan.type_is_return_flag => {
                let kind = if plan::is_yes(text) {
                    DocumentKind::CreditNote
                } else {
                    DocumentKind::Invoice
                };
                DocumentWord::Kind(kind)
            }
            _ => document_type_word(text),
        };
        self.last_type = Some((text, word));
        match word {
            DocumentWord::Kind(kind) => Ok(kind),
            DocumentWord::Skip(reason) => Err(NoLine::Skip(reason)),
        }
    }
}

/// How the state column is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StatusWords {
    /// `posted`, `анулирана` …
    Words,
    /// `IS_ANUL`: yes means cancelled.
    CancelledFlag,
    /// ERPNext's `docstatus`: 0 draft, 1 submitted, 2 cancelled.
    DocStatus,
}

impl StatusWords {
    fn reason(self, text: &str) -> Option<SkipReason> {
        match (self, text) {
            (Self::CancelledFlag, _) if plan::is_yes(text) => Some(SkipReason::Cancelled),
            (Self::DocStatus, "0") => Some(SkipReason::Draft),
            (Self::DocStatus, "2") => Some(SkipReason::Cancelled),
            (Self::CancelledFlag, "0") | (Self::DocStatus, "1") => None,
            _ => document_status_word(text),
        }
    }
}

#[cfg(test)]
mod speed;
#[cfg(test)]
mod tests;
