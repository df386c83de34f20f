//! A table file as its reader reports it: what it is, how it is written, why it is refused.

use std::fmt;
use std::path::Path;

use super::rows::RowBatch;

/// The formats read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// Delimited text (CSV, TSV, semicolons, bars).
    Text,
    /// Excel since 2007.
    Xlsx,
    /// Excel before 2007.
    Xls,
    /// Excel binary workbook.
    Xlsb,
    /// OpenDocument spreadsheet.
    Ods,
    /// Parquet.
    Parquet,
    /// Cards of people (vCard).
    Cards,
}

impl TableKind {
    /// Stable code, as in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Text => "csv",
            Self::Xlsx => "xlsx",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
            Self::Ods => "ods",
            Self::Parquet => "parquet",
            Self::Cards => "vcard",
        }
    }
}

/// What the user says about the file; everything left out is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableOptions {
    /// Encoding label (`utf-8`, `windows-1251`, `utf-16le`, `ibm866` …).
    pub encoding: Option<String>,
    /// Delimiter of a text file.
    pub delimiter: Option<char>,
    /// Only this sheet of a workbook; all visible sheets when absent.
    pub sheet: Option<String>,
}

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableShape {
    /// The format.
    pub kind: TableKind,
    /// `gzip` or `zip` when the table was packed.
    pub packed: Option<&'static str>,
    /// Encoding of a text file.
    pub encoding: Option<String>,
    /// Delimiter of a text file.
    pub delimiter: Option<char>,
    /// Sheets to read, in order; one unnamed sheet for text and Parquet.
    pub sheets: Vec<Sheet>,
    /// Things in the file that are ignored (macros, external links …), as message ids.
    pub ignored: Vec<&'static str>,
}

/// One sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name; empty for files that have no sheets.
    pub name: String,
    /// Hidden sheets are shown as such and read only when named.
    pub hidden: bool,
}

/// What is ignored in a workbook: the message ids of [`TableShape::ignored`].
pub const IGNORED_IN_WORKBOOKS: &[&str] = &[
    "file-ignored-macros",
    "file-ignored-external-links",
    "file-ignored-embedded-objects",
    "file-ignored-data-connections",
];

/// Kinds of files that are no table: the details of [`TableErrorCode::NotATable`], each with a
/// message `kind-<word>`.
pub const OTHER_KINDS: &[&str] = &[
    "pdf",
    "png",
    "jpeg",
    "gif",
    "rtf",
    "docx",
    "pptx",
    "opendocument",
    "html",
    "xml",
    "json",
    "bzip2",
    "xz",
    "zstd",
    "7z",
    "rar",
    "sqlite",
    "arrow",
    "program",
    "ole",
    "binary",
];

/// Why a file is refused as a whole. Message ids are `file-<code>`, with `_` as `-`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// Stable code, for example `empty`, `not_text`, `password`, `damaged`, `record_too_long`.
    pub code: TableErrorCode,
    /// Physical line, when there is one.
    pub line: Option<u64>,
    /// A detail for the message: a name, a number, the first bytes.
    pub detail: String,
}

/// Codes of [`TableError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TableErrorCode {
    /// 0 bytes (or only a byte order mark).
    Empty,
    /// Cannot be opened or read; the detail is the system's message.
    Unreadable,
    /// Another kind of file (HTML, PDF, image, JSON …); the detail names it.
    NotATable,
    /// A zip archive without exactly one table in it.
    ArchiveContent,
    /// Protected with a password.
    Password,
    /// The file contradicts itself; the detail says where.
    Damaged,
    /// Unpacks to more than the limit; the detail is the limit.
    TooLargeUnpacked,
    /// A limit of rows or bytes; the detail is the limit.
    TooLarge,
    /// More columns than the limit; the detail is the limit.
    TooManyColumns,
    /// A record longer than the limit; the line is where it starts.
    RecordTooLong,
    /// A quote that is never closed; the line is where it opened.
    QuoteNotClosed,
    /// No sheet of that name; the detail lists the names there are.
    SheetUnknown,
    /// An encoding label nobody knows; the detail is the label.
    EncodingUnknown,
    /// Refused for safety (a document type declaration, an external entity …).
    Unsafe,
    /// The parse worker ran out of memory or time.
    WorkerLimit,
    /// The file changed while it was read.
    Changed,
}

impl TableErrorCode {
    /// Every code.
    pub const ALL: &'static [Self] = &[
        Self::Empty,
        Self::Unreadable,
        Self::NotATable,
        Self::ArchiveContent,
        Self::Password,
        Self::Damaged,
        Self::TooLargeUnpacked,
        Self::TooLarge,
        Self::TooManyColumns,
        Self::RecordTooLong,
        Self::QuoteNotClosed,
        Self::SheetUnknown,
        Self::EncodingUnknown,
        Self::Unsafe,
        Self::WorkerLimit,
        Self::Changed,
    ];

    /// Stable code, as in JSON and message ids.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
            Self::NotATable => "not_a_table",
            Self::ArchiveContent => "archive_content",
            Self::Password => "password",
            Self::Damaged => "damaged",
            Self::TooLargeUnpacked => "too_large_unpacked",
            Self::TooLarge => "too_large",
            Self::TooManyColumns => "too_many_columns",
            Self::RecordTooLong => "record_too_long",
            Self::QuoteNotClosed => "quote_not_closed",
            Self::SheetUnknown => "sheet_unknown",
            Self::EncodingUnknown => "encoding_unknown",
            Self::Unsafe => "unsafe",
            Self::WorkerLimit => "worker_limit",
            Self::Changed => "changed",
        }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the file is refused: {}", self.code.code())?;
        if let Some(line) = self.line {
            write!(formatter, " (line {line})")?;
        }
        if !self.detail.is_empty() {
            write!(formatter, ": {}", self.detail)?;
        }
        Ok(())
    }
}

impl std::error::Error for TableError {}

/// Hands over the records of one sheet, header and titles included, in batches of bounded size.
pub trait TableReader: Send {
    /// The next records; `None` at the end. After an error the reader is finished.
    ///
    /// # Errors
    /// When the rest of the file cannot be read.
    fn next_batch(&mut self) -> Result<Option<RowBatch>, TableError>;

    /// Bytes of the stored file consumed so far, for a progress bar.
    fn bytes_read(&self) -> u64;
}

/// Opens table files; the binary wires in the crate that knows the formats.
pub trait TableFiles: Send + Sync {
    /// Looks at the file without reading it whole.
    ///
    /// # Errors
    /// When the file is no table or is refused.
    fn inspect(&self, path: &Path, options: &TableOptions) -> Result<TableShape, TableError>;

    /// Opens one sheet (by its position in [`TableShape::sheets`]) from the first record.
    ///
    /// # Errors
    /// When the file cannot be opened as that shape says.
    fn open(
        &self,
        path: &Path,
        shape: &TableShape,
        sheet: usize,
    ) -> Result<Box<dyn TableReader>, TableError>;
}
