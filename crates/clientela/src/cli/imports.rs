//! Verbs about the history of imports.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

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
    /// Watch a folder, importing each file put there once it has stopped growing
    Watch {
        /// The folder
        folder: PathBuf,
        /// Take what lies there now, and end
        #[arg(long)]
        once: bool,
        /// What the files bring: `sales`, `accounts`, `people` or `interactions`
        #[arg(long, default_value = "sales", value_name = "KIND")]
        kind: String,
    },
    /// Which folders the server watches, one for each kind of file; with `--kind` choose one
    Folders(FoldersArguments),
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

#[derive(Debug, Args)]
pub struct FoldersArguments {
    /// What the files bring: `sales`, `accounts`, `people` or `interactions`
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// The folder below the base; empty for none
    #[arg(long, value_name = "DIR", requires = "kind")]
    pub folder: Option<String>,
    /// E-mail of the user in whose name files are imported; empty for the program itself
    #[arg(long, value_name = "EMAIL", requires = "kind")]
    pub by: Option<String>,
    /// Take files
    #[arg(long, requires = "kind")]
    pub on: bool,
    /// Leave files where they are
    #[arg(long, requires = "kind", conflicts_with = "on")]
    pub off: bool,
    /// Folder below which an administrator may choose folders to be watched
    #[arg(long, env = "CLIENTELA_WATCH_BASE", value_name = "DIR")]
    pub watch_base: Option<PathBuf>,
}
