//! Verbs about files of clients, people, interactions and notes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum FilesCommand {
    /// Files of a record
    List {
        #[command(flatten)]
        of: RecordArguments,
    },
    /// Add a file of this machine to a record
    Add {
        /// The file
        file: PathBuf,
        #[command(flatten)]
        of: RecordArguments,
    },
    /// Write a file of the book onto this machine
    Get {
        /// Id of the file
        id: String,
        /// Where to; its own name in this folder by default
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Take a file off its record
    Remove {
        /// Id of the file
        id: String,
    },
}

/// Whose files.
#[derive(Debug, Clone, Default, Args)]
#[group(required = true, multiple = false)]
pub struct RecordArguments {
    /// Client: id, code or name
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// Person: id or whole name
    #[arg(long, value_name = "PERSON")]
    pub person: Option<String>,
    /// Interaction, by id
    #[arg(long, value_name = "ID")]
    pub interaction: Option<String>,
    /// Note, by id
    #[arg(long, value_name = "ID")]
    pub note: Option<String>,
}
