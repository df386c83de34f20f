//! Imports: history, wizard, rows set aside, documents with two versions.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::day::{Date, Period};
use clientela_domain::ids::ImportId;
use clientela_domain::records::FileKind;
use clientela_domain::sales::column::Column;
use clientela_domain::sales::report::{SetAsideReason, SkipReason};
use clientela_domain::sales::table_file::TableError;

use super::prospects::Campaign;

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// The file is kept; columns wait to be confirmed.
    Uploaded,
    /// A trial run has been made.
    Tried,
    /// Being imported (or tried).
    Running,
    /// In the book.
    Done,
    /// Undone.
    Undone,
    /// Stopped by somebody; nothing of it is in the book.
    Stopped,
    /// Refused as a whole.
    Failed,
}

impl ImportState {
    /// Message id.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Uploaded => "import-state-uploaded",
            Self::Tried => "import-state-tried",
            Self::Running => "import-state-running",
            Self::Done => "import-state-done",
            Self::Undone => "import-state-undone",
            Self::Stopped => "import-state-stopped",
            Self::Failed => "import-state-failed",
        }
    }
}

/// Counts of rows: read = accepted + set aside + duplicate + skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Read.
    pub read: u64,
    /// Became lines.
    pub accepted: u64,
    /// Set aside.
    pub set_aside: u64,
    /// Already in the book.
    pub duplicate: u64,
    /// No sale.
    pub skipped: u64,
}

/// One attempt in the history.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportEntry {
    /// Id.
    pub id: ImportId,
    /// What the file brings.
    pub kind: FileKind,
    /// Name of the file.
    pub file_name: String,
    /// Day of the attempt.
    pub day: Date,
    /// Who; empty for the program and the command line.
    pub by: String,
    /// It came through a watched folder.
    pub of_folder: bool,
    /// Where it stands.
    pub state: ImportState,
    /// Counts; rows still set aside today.
    pub rows: Rows,
}

/// A file that has just been sent through the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UploadedFile {
    /// Where it lies; removed by whoever takes it.
    pub path: PathBuf,
    /// Its name as the sender knows it.
    pub file_name: String,
    /// What it brings.
    pub kind: FileKind,
    /// Id of the campaign by which prospects came whose way it does not say.
    pub campaign: Option<String>,
}

/// One import in the wizard.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportView {
    /// The entry of the history.
    pub entry: ImportEntry,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// How the file is written and which column is which; `None` once it cannot be changed.
    pub plan: Option<PlanView>,
    /// What a trial run would do, or what the import did.
    pub report: Option<ReportView>,
    /// How far it is, while it runs.
    pub progress: Option<ProgressView>,
    /// Why it was refused, or what still has to be settled.
    pub refusal: Option<RefusalView>,
}

/// How a file is going to be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanView {
    /// `csv`, `xlsx`, `xls`, `ods`, `parquet`.
    pub kind: String,
    /// What is used now, as codes.
    pub detected: ImportSettings,
    /// What the user settled; empty fields are detected.
    pub chosen: ImportSettings,
    /// Sheets to choose from.
    pub sheets: Vec<String>,
    /// Campaigns to choose from, for a file of prospects.
    pub campaigns: Vec<Campaign>,
    /// The columns of the file.
    pub columns: Vec<PlanColumn>,
    /// The mapping was remembered from an earlier import.
    pub remembered: bool,
}

/// What the user may settle about a file, as the form's codes; empty means "as in the file".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportSettings {
    /// Encoding label.
    pub encoding: String,
    /// `,`, `;`, `|` or `tab`.
    pub delimiter: String,
    /// `comma` or `dot`.
    pub decimal: String,
    /// `dmy`, `mdy` or `ymd`.
    pub date_order: String,
    /// Sheet.
    pub sheet: String,
    /// Currency of lines that do not say theirs.
    pub currency: String,
    /// VAT rate in percent, for files with gross amounts alone.
    pub vat_rate: String,
    /// What holds where a file of records differs from what people wrote: `keep`, `replace`, or empty
    /// to set the row aside.
    pub on_conflict: String,
    /// Id of the campaign by which prospects came whose way the file does not say.
    pub campaign: String,
    /// Header and canonical name of its column; an empty name is not read. Empty: as recognised.
    pub columns: Vec<(String, String)>,
}

/// One column of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanColumn {
    /// Its header.
    pub header: String,
    /// First values.
    pub samples: Vec<String>,
    /// Canonical name of what it is read as.
    pub column: Option<&'static str>,
    /// How sure, 0 to 1; `None` when a person chose.
    pub confidence: Option<f64>,
}

/// What an import did, or would do.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportView {
    /// Counts.
    pub rows: Rows,
    /// Clients new to the book.
    pub accounts_created: u64,
    /// Clients found in it.
    pub accounts_matched: u64,
    /// Products new to the book.
    pub products_created: u64,
    /// Products found in it.
    pub products_matched: u64,
    /// People new to the book.
    pub people_created: u64,
    /// People found in it.
    pub people_matched: u64,
    /// Interactions new to the book.
    pub interactions_created: u64,
    /// Interactions found in it.
    pub interactions_matched: u64,
    /// Obligations new to the book.
    pub obligations_created: u64,
    /// Obligations found in it.
    pub obligations_matched: u64,
    /// Rows of people maps that said something new.
    pub people_map_created: u64,
    /// Rows of people maps that said nothing new.
    pub people_map_matched: u64,
    /// Gifts new to the book.
    pub gifts_created: u64,
    /// Gifts found in it.
    pub gifts_matched: u64,
    /// Support new to the book.
    pub supports_created: u64,
    /// Support found in it.
    pub supports_matched: u64,
    /// Agreements on confidentiality new to the book.
    pub confidentiality_created: u64,
    /// Agreements on confidentiality found in it.
    pub confidentiality_matched: u64,
    /// Agreements new to the book.
    pub agreements_created: u64,
    /// Agreements found in it.
    pub agreements_matched: u64,
    /// Execution events new to the book.
    pub executions_created: u64,
    /// Execution events found in it.
    pub executions_matched: u64,
    /// Problems new to the book.
    pub problems_created: u64,
    /// Problems found in it.
    pub problems_matched: u64,
    /// Answers new to the book.
    pub survey_answers_created: u64,
    /// Answers found in it.
    pub survey_answers_matched: u64,
    /// Prospects new to the book.
    pub prospects_created: u64,
    /// Prospects found in it.
    pub prospects_matched: u64,
    /// Positions of competitors new to the book.
    pub positions_created: u64,
    /// Positions of competitors found in it.
    pub positions_matched: u64,
    /// Estimates of what clients buy new to the book.
    pub purchases_created: u64,
    /// Estimates of what clients buy found in it.
    pub purchases_matched: u64,
    /// Threats new to the book.
    pub threats_created: u64,
    /// Threats found in it.
    pub threats_matched: u64,
    /// Opportunities new to the book.
    pub opportunities_created: u64,
    /// Opportunities found in it.
    pub opportunities_matched: u64,
    /// Agreements with those who find prospects new to the book.
    pub spotters_created: u64,
    /// Such agreements found in it.
    pub spotters_matched: u64,
    /// Visits new to the book.
    pub visits_created: u64,
    /// Visits found in it.
    pub visits_matched: u64,
    /// Days of the accepted lines.
    pub period: Option<Period>,
    /// Net totals of the accepted lines.
    pub net_totals: Vec<(Currency, Amount)>,
    /// Rows skipped, by reason.
    pub skipped: Vec<(SkipReason, u64)>,
    /// The first rows set aside.
    pub set_aside: Vec<SetAsideView>,
    /// What was decided without asking: message ids (`notice-…`) and their variables.
    pub notices: Vec<MessageView>,
}

/// A message id and its variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageView {
    /// The id.
    pub id: String,
    /// Its variables.
    pub arguments: Vec<(&'static str, String)>,
}

/// Why a whole file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusalView {
    /// It cannot be read as a table.
    Table(TableError),
    /// Another reason, `open-…`.
    Message(MessageView),
    /// As the history of imports has kept it: words by language code.
    Kept(BTreeMap<String, String>),
    /// Required columns are missing: canonical names, `customer` and `amount` for alternatives.
    ColumnsMissing(Vec<&'static str>),
    /// Most rows cannot be used.
    MostUnusable {
        /// Rows set aside.
        set_aside: u64,
        /// Rows read.
        read: u64,
        /// The commonest reason.
        reason: Option<SetAsideReason>,
        /// Header of the column most often at fault.
        header: String,
        /// A value at fault.
        example: String,
    },
}

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProgressView {
    /// Bytes read.
    pub bytes_read: u64,
    /// Bytes in all.
    pub bytes_total: u64,
    /// Rows read.
    pub rows: u64,
}

/// A row set aside.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAsideView {
    /// Position of the sheet in its file.
    pub sheet: u64,
    /// Line (or sheet row), from 1.
    pub line: u64,
    /// Position of the field at fault.
    pub field: Option<usize>,
    /// Header of the column at fault; empty when the whole row is.
    pub header: String,
    /// The canonical column at fault.
    pub column: Option<Column>,
    /// The value at fault.
    pub value: String,
    /// Why.
    pub reason: SetAsideReason,
    /// The whole row.
    pub row: Vec<String>,
}

/// One page of rows set aside.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAsidePageView {
    /// The import.
    pub entry: ImportEntry,
    /// Headers of the file.
    pub header: Vec<String>,
    /// Rows of this page.
    pub rows: Vec<SetAsideView>,
    /// Open rows in all, those that match the filter.
    pub matching: u64,
    /// Open rows by reason.
    pub by_reason: Vec<(SetAsideReason, u64)>,
    /// Documents with two versions that wait for a choice.
    pub conflicts: Vec<ConflictView>,
    /// Page shown, from 1.
    pub page: u64,
    /// Rows on one page.
    pub per_page: u64,
}

/// A document with two versions.
#[derive(Clone, Debug, PartialEq)]
pub struct ConflictView {
    /// Its key, for the form.
    pub document: u64,
    /// Its number.
    pub number: String,
    /// Lines the file has of it.
    pub lines_in_file: u64,
}

/// Which version of a document counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConflictChoice {
    /// What is in the book.
    Keep,
    /// What the file has.
    Replace,
    /// Both.
    Both,
}

impl ConflictChoice {
    /// All, in the order of the form.
    pub const ALL: [Self; 3] = [Self::Keep, Self::Replace, Self::Both];

    /// Stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Keep => "keep",
            Self::Replace => "replace",
            Self::Both => "both",
        }
    }

    /// The choice of a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.code() == code)
    }
}

/// A corrected value of a row set aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Position of the sheet in its file.
    pub sheet: u64,
    /// Line, from 1.
    pub line: u64,
    /// Position of the field.
    pub field: usize,
    /// The new value.
    pub value: String,
}

/// What came of corrections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CorrectionOutcome {
    /// Rows that are in the book now.
    pub accepted: u64,
    /// Rows that still wait.
    pub waiting: u64,
}
