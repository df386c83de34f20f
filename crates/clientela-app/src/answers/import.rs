//! What an import did, or would do.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use clientela_domain::sales::report::SetAsideReason;
use clientela_texts::{Argument, Texts, report};

use super::value::{MoneyAnswer, PeriodAnswer};
use crate::correct_rows::Correction;
use crate::import_sales::{ImportReport, Notice};
use crate::progress::Progress;
use crate::set_aside::SetAsideRow;

/// Rows set aside that an answer lists; the rest stands in the CSV.
pub const SET_ASIDE_ROWS_LISTED: usize = 100;

/// Answer of `import sales`, `POST /api/v1/imports` and `GET /api/v1/imports/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ImportAnswer {
    /// What the file brings: `sales`, `accounts`, `people`, `interactions`, `obligations`, `gifts`,
    /// `support`, `people_map`, `confidentiality`, `agreements`, `executions`, `problems`, `survey_answers`,
    /// `prospects`, `positions`, `purchases`, `threats`, `opportunities`,
    /// `spotters` or `visits`.
    pub kind: String,
    /// The import; nil for a trial run.
    pub import_id: String,
    /// SHA-256 of the file, hex.
    pub file_sha256: String,
    /// `done`, `trial`, `unchanged` (the same file is already in the book), `stopped`, `failed`, `undone`.
    pub status: String,
    /// read = accepted + set aside + duplicate + skipped.
    pub rows: RowsAnswer,
    /// Clients.
    pub accounts: MatchedAnswer,
    /// Products.
    pub products: MatchedAnswer,
    /// People.
    pub people: MatchedAnswer,
    /// Interactions.
    pub interactions: MatchedAnswer,
    /// Obligations.
    pub obligations: MatchedAnswer,
    /// Rows of people maps: `created` said something new, `matched` nothing new.
    pub people_map: MatchedAnswer,
    /// Gifts.
    pub gifts: MatchedAnswer,
    /// Support.
    pub supports: MatchedAnswer,
    /// Agreements on confidentiality.
    pub confidentiality: MatchedAnswer,
    /// Agreements made, and those known already.
    pub agreements: MatchedAnswer,
    /// Execution events.
    pub executions: MatchedAnswer,
    /// Problems of clients.
    pub problems: MatchedAnswer,
    /// Answers how satisfied clients are.
    pub survey_answers: MatchedAnswer,
    /// Prospects.
    pub prospects: MatchedAnswer,
    /// Positions of competitors made, and those known already.
    pub positions: MatchedAnswer,
    /// Estimates of what clients buy made, and those known already.
    pub purchases: MatchedAnswer,
    /// Threats made, and those known already.
    pub threats: MatchedAnswer,
    /// Opportunities.
    pub opportunities: MatchedAnswer,
    /// Agreements with those who find prospects.
    pub spotters: MatchedAnswer,
    /// Visits.
    pub visits: MatchedAnswer,
    /// First and last day of the accepted lines.
    pub period: Option<PeriodAnswer>,
    /// Net total of the accepted lines, one entry per currency.
    pub net_total: Vec<MoneyAnswer>,
    /// How the file is written.
    pub detected: DetectedAnswer,
    /// Rows set aside, at most the first hundred.
    pub set_aside: Vec<SetAsideAnswer>,
    /// How many were skipped, by reason.
    pub skipped: Vec<SkippedAnswer>,
    /// Where the whole list of rows set aside stands, when there are any.
    pub set_aside_file: Option<String>,
    /// What was decided without asking, in words.
    pub notices: Vec<String>,
    /// How far it is, while it runs in the server that is asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub progress: Option<ProgressAnswer>,
}

/// How far an import is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProgressAnswer {
    /// `keeping`, `surveying`, `reading`, `comparing`, `committing` or `finished`.
    pub stage: String,
    /// Bytes of the file read so far.
    pub bytes_read: u64,
    /// Bytes of the file.
    pub bytes_total: u64,
    /// Rows read so far.
    pub rows: u64,
}

impl From<&Progress> for ProgressAnswer {
    fn from(progress: &Progress) -> Self {
        let (bytes_read, bytes_total, rows) = progress.counts();
        Self {
            stage: progress.stage().code().to_owned(),
            bytes_read,
            bytes_total,
            rows,
        }
    }
}

/// Counts of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct RowsAnswer {
    /// Rows read, header and titles above it excluded.
    pub read: u64,
    /// Rows that became lines.
    pub accepted: u64,
    /// Rows set aside.
    pub set_aside: u64,
    /// Rows of documents that are already in the book.
    pub duplicate: u64,
    /// Rows that are no sale.
    pub skipped: u64,
}

/// New and known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct MatchedAnswer {
    /// New to the book.
    pub created: u64,
    /// Already in the book.
    pub matched: u64,
}

/// How a file is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DetectedAnswer {
    /// `csv`, `xlsx`, `xls`, `ods` or `parquet`.
    pub kind: String,
    /// Encoding of a text file.
    pub encoding: Option<String>,
    /// Delimiter of a text file.
    pub delimiter: Option<String>,
    /// `comma` or `dot`.
    pub decimal: Option<String>,
    /// `dmy`, `mdy` or `ymd`.
    pub date_order: Option<String>,
    /// Sheets read.
    pub sheets: Vec<String>,
    /// Currency of lines whose currency is empty.
    pub currency: Option<String>,
    /// Which header is which canonical column.
    pub columns: Vec<ColumnAnswer>,
    /// Headers that were not used.
    pub unused: Vec<String>,
}

/// One mapped column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ColumnAnswer {
    /// Canonical name.
    pub column: String,
    /// Header in the file.
    pub header: String,
}

/// A row set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SetAsideAnswer {
    /// Physical line (or sheet row).
    pub line: u64,
    /// Header of the column at fault.
    pub column: String,
    /// The value at fault.
    pub value: String,
    /// Why, in words.
    pub reason: String,
    /// What to do, in words.
    pub remedy: String,
    /// Stable code of the reason.
    pub code: String,
}

/// A row set aside with all its cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenRowAnswer {
    /// Position of the sheet in its file.
    pub sheet: u64,
    /// What is wrong with it.
    #[serde(flatten)]
    pub fault: SetAsideAnswer,
    /// The cells of the row in the order of the columns.
    pub cells: Vec<String>,
    /// Key of the document, when it waits for a decision between two versions.
    pub document: Option<String>,
}

/// Rows of an import that are still set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenRowsAnswer {
    /// The import.
    pub import_id: String,
    /// Headers of the file's columns.
    pub header: Vec<String>,
    /// Rows of the page, in the order of the file.
    pub rows: Vec<OpenRowAnswer>,
    /// How many are set aside for the reason asked for, or for any.
    pub matching: u64,
    /// Cursor of the next page; absent on the last.
    pub next: Option<String>,
}

/// What became of corrected rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CorrectionAnswer {
    /// Rows that became lines.
    pub accepted: u64,
    /// Rows that are still wrong.
    pub still_set_aside: u64,
    /// Rows that turned out to be no sales.
    pub skipped: u64,
}

impl From<Correction> for CorrectionAnswer {
    fn from(correction: Correction) -> Self {
        Self {
            accepted: correction.accepted,
            still_set_aside: correction.still_set_aside,
            skipped: correction.skipped,
        }
    }
}

/// What became of documents with two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DecidedAnswer {
    /// Rows of the documents decided.
    pub rows: u64,
}

impl OpenRowAnswer {
    /// A row in the words of a language.
    #[must_use]
    pub fn of_row(row: &SetAsideRow, texts: Texts) -> Self {
        Self {
            sheet: u64::try_from(row.sheet).unwrap_or(u64::MAX),
            fault: SetAsideAnswer::of_row(row, texts),
            cells: row.row.clone(),
            document: row.document.map(|key| format!("{key:016x}")),
        }
    }
}

/// The key of a document as [`OpenRowAnswer`] writes it.
#[must_use]
pub fn document_of(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}

/// Rows skipped for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct SkippedAnswer {
    /// Stable code of the reason.
    pub code: String,
    /// Why, in words.
    pub reason: String,
    /// How many.
    pub rows: u64,
}

/// Answer of `imports list`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ImportsAnswer {
    /// Newest first.
    pub imports: Vec<ImportEntryAnswer>,
    /// Cursor of the next page; absent on the last, and where nobody asked page by page.
    pub next: Option<String>,
}

/// One attempt in the history.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ImportEntryAnswer {
    /// The import.
    pub import_id: String,
    /// What the file brings, see [`ImportAnswer::kind`].
    pub kind: String,
    /// Name of the file.
    pub file: String,
    /// Day of the attempt.
    pub day: String,
    /// Who: a name, or the command line.
    pub by: String,
    /// See [`ImportAnswer::status`].
    pub status: String,
    /// Counts.
    pub rows: RowsAnswer,
    /// True when it was undone.
    pub undone: bool,
}

impl ImportAnswer {
    /// A report in the words of a language.
    #[must_use]
    pub fn of_report(report: &ImportReport, texts: Texts) -> Self {
        let listed = report.set_aside.iter().take(SET_ASIDE_ROWS_LISTED);
        Self {
            kind: report.kind.code().to_owned(),
            import_id: report
                .import
                .map_or_else(|| uuid::Uuid::nil().to_string(), |id| id.to_string()),
            file_sha256: report.sha256.clone(),
            status: report.end.code().to_owned(),
            rows: report.rows,
            accounts: report.accounts,
            products: report.products,
            people: report.people,
            interactions: report.interactions,
            obligations: report.obligations,
            people_map: report.people_map,
            gifts: report.gifts,
            supports: report.supports,
            confidentiality: report.confidentiality,
            agreements: report.agreements,
            executions: report.executions,
            problems: report.problems,
            survey_answers: report.survey_answers,
            prospects: report.prospects,
            positions: report.positions,
            purchases: report.purchases,
            threats: report.threats,
            opportunities: report.opportunities,
            spotters: report.spotters,
            visits: report.visits,
            period: report.period.map(Into::into),
            net_total: report
                .net_totals
                .iter()
                .map(|(currency, amount)| MoneyAnswer::new(*amount, *currency))
                .collect(),
            detected: report.detected.clone(),
            set_aside: listed
                .map(|row| SetAsideAnswer::of_row(row, texts))
                .collect(),
            skipped: report
                .skipped
                .iter()
                .map(|(reason, rows)| SkippedAnswer {
                    code: reason.code().to_owned(),
                    reason: report::skip_reason(texts, *reason),
                    rows: *rows,
                })
                .collect(),
            set_aside_file: None,
            notices: report
                .notices
                .iter()
                .map(|notice| notice_text(notice, texts))
                .collect(),
            progress: None,
        }
    }
}

/// A notice in words.
#[must_use]
pub fn notice_text(notice: &Notice, texts: Texts) -> String {
    // A count has to be a number, or the sentence would not agree with it.
    let counts: Vec<Option<u64>> = notice
        .arguments
        .iter()
        .map(|(name, value)| value.parse().ok().filter(|_| *name == "count"))
        .collect();
    let arguments: Vec<(&str, &dyn Argument)> = notice
        .arguments
        .iter()
        .zip(&counts)
        .map(|((name, value), count)| {
            let argument: &dyn Argument = match count {
                Some(count) => count,
                None => value,
            };
            (*name, argument)
        })
        .collect();
    texts.with(notice.id, &arguments)
}

impl SetAsideAnswer {
    /// A row in the words of a language.
    #[must_use]
    pub fn of_row(row: &SetAsideRow, texts: Texts) -> Self {
        let reason: SetAsideReason = row.reason;
        Self {
            line: row.line,
            column: row.header.clone(),
            value: row.value.clone(),
            reason: report::set_aside_reason(texts, reason),
            remedy: report::remedy(texts, reason),
            code: reason.code().to_owned(),
        }
    }
}
