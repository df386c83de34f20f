//! Where a book lies.

use std::path::{Path, PathBuf};

/// Name of the SQLite file inside the folder of a book.
pub const BOOK_FILE: &str = "book.sqlite";

/// Where a book lies: its database, and the folder of its ledger and raw files.
#[derive(Clone, PartialEq, Eq)]
pub enum BookLocation {
    /// A folder with [`BOOK_FILE`], the ledger and the raw files.
    Folder(PathBuf),
    /// A PostgreSQL database, and a folder for the ledger and the raw files.
    Postgres {
        /// Connection URL, with its password; never logged.
        url: String,
        /// Folder of the ledger and the raw files.
        folder: PathBuf,
    },
}

impl BookLocation {
    /// The folder of the ledger and the raw files.
    #[must_use]
    pub fn folder(&self) -> &Path {
        match self {
            Self::Folder(folder) | Self::Postgres { folder, .. } => folder,
        }
    }
}

/// Names the folder only, for the URL holds a password.
impl std::fmt::Debug for BookLocation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Folder(folder) => formatter.debug_tuple("Folder").field(folder).finish(),
            Self::Postgres { folder, .. } => formatter
                .debug_struct("Postgres")
                .field("folder", folder)
                .finish_non_exhaustive(),
        }
    }
}
