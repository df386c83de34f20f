//! What a use case can fail with; the edges map it to a status, an exit code and words once.

use clientela_domain::ports::LedgerError;
use clientela_domain::records::FileKind;
use clientela_domain::sales::table_file::TableError;
use clientela_store::StoreError;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no such thing, or this viewer may not know of it.
    #[error("{0} not found")]
    NotFound(&'static str),
    /// The viewer may not do this.
    #[error("not permitted")]
    Forbidden,
    /// A value that cannot be taken.
    #[error("{field}: {code}")]
    Invalid {
        /// Name of the field.
        field: &'static str,
        /// Message id (`invalid-<code>`).
        code: &'static str,
        /// What was given.
        value: String,
    },
    /// Somebody else changed the record meanwhile.
    #[error("the record was changed by somebody else")]
    Stale,
    /// The state of the thing does not allow it (message id `not-now-<code>`).
    #[error("not possible now: {0}")]
    NotNow(&'static str),
    /// The file is refused as a whole.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// Stopped by the user.
    #[error("stopped")]
    Stopped,
    /// Too many attempts.
    #[error("too many attempts, wait {seconds} seconds")]
    Throttled {
        /// How long to wait.
        seconds: u64,
    },
    /// The book could not answer.
    #[error("the book failed")]
    Store(#[source] StoreError),
    /// The sales ledger could not answer.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// Disk or another system service.
    #[error("{operation}")]
    System {
        /// What was being done.
        operation: String,
        /// The system's answer.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl AppError {
    /// A system error of the given operation.
    pub fn system(
        operation: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::System {
            operation: operation.into(),
            source: source.into(),
        }
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Missing(what) => Self::NotFound(what),
            StoreError::Stale => Self::Stale,
            StoreError::Forbidden(_) => Self::Forbidden,
            StoreError::Refused { field, code } => Self::Invalid {
                field,
                code,
                value: String::new(),
            },
            StoreError::Transition { .. } => Self::NotNow("state-changed"),
            other => Self::Store(other),
        }
    }
}

impl From<std::io::Error> for AppError {
    fn from(error: std::io::Error) -> Self {
        // fs_err puts the operation and the path into its message.
        Self::System {
            operation: error.to_string(),
            source: Box::new(error),
        }
    }
}

/// Why a whole sales file is refused. [`crate::error_words`] has the words of each.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It cannot be read as a table.
    #[error("{0}")]
    Table(#[from] TableError),
    /// It has no row that looks like a header with the columns of its kind.
    #[error("no header row was found")]
    NoHeader {
        /// What the file was to bring.
        kind: FileKind,
        /// The first row, to show what was seen.
        first_row: Vec<String>,
    },
    /// Required columns were not recognised.
    #[error("columns are missing: {}", missing.join(", "))]
    ColumnsMissing {
        /// Canonical names, `customer` and `amount` standing for their alternatives.
        missing: Vec<&'static str>,
        /// Headers of the file.
        header: Vec<String>,
    },
    /// The map file names a header the file does not have.
    #[error("the map names column `{header}`, which the file does not have")]
    MapHeaderUnknown {
        /// Canonical column.
        column: &'static str,
        /// Header in the map.
        header: String,
        /// Headers of the file.
        file_header: Vec<String>,
    },
    /// Something stays ambiguous and the user has to settle it.
    #[error("{what} of column `{header}` is ambiguous; settle it with {option}")]
    Ambiguous {
        /// Message id of what is ambiguous.
        what: &'static str,
        /// The column's header.
        header: String,
        /// Values that could mean two things.
        examples: Vec<String>,
        /// The option that settles it.
        option: &'static str,
    },
    /// More than half of the rows cannot be used.
    #[error("most rows cannot be used: {set_aside} of {read}")]
    MostRowsUnusable {
        /// Rows set aside.
        set_aside: u64,
        /// Rows read.
        read: u64,
        /// The commonest reason (its code).
        reason: &'static str,
        /// Header of the column most often at fault.
        header: String,
        /// A value at fault.
        example: String,
    },
    /// Every line lacks its customer.
    #[error("no line names a customer")]
    NoCustomer,
    /// There are no rows below the header.
    #[error("the file has a header and no rows")]
    NoRows,
    /// An option or a map file that cannot be understood.
    #[error("{option}: {code}: {value}")]
    OptionInvalid {
        /// Name of the option.
        option: &'static str,
        /// What is wrong (message id `option-<code>`).
        code: &'static str,
        /// What was given, or what its reader says.
        value: String,
    },
}

impl From<TableError> for AppError {
    fn from(error: TableError) -> Self {
        Self::Refused(Refusal::Table(error))
    }
}
