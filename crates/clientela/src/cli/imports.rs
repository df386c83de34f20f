//! Verbs about the history of imports.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub enum ImportsCommand {
    /// Every attempt, newest first
    List,
    /// One import: its report, with the first rows that are still set aside
    Show {
        /// The import
        id: String,
    },
    /// Rows that are still set aside, with the reason and the remedy
    SetAside {
        /// The import
        id: String,
        /// Write all of them into this CSV, to be corrected and brought back
        #[arg(long, value_name = "FILE")]
        csv: Option<PathBuf>,
    },
    /// Run the rows of a corrected CSV again
    Correct {
        /// The import
        id: String,
        /// The list of rows set aside, corrected
        rows: PathBuf,
    },
    /// Decide which version counts of documents that are in the book with other lines
    Decide {
        /// The import
        id: String,
        /// `keep` what is in the book, `replace` it, or `both`
        #[arg(value_enum)]
        choice: Decision,
        /// Only this document, by its key (may be repeated)
        #[arg(long = "document", value_name = "KEY")]
        documents: Vec<String>,
    },
    /// Stop a running import, whoever began it; nothing of it will be in the book
    Stop {
        /// The import
        id: String,
    },
    /// Take an import back, as if it had never been
    Undo {
        /// The import
        id: String,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Decision {
    Keep,
    Replace,
    Both,
}
