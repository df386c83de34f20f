//! Verbs of what changed and of what was removed.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum JournalCommand {
    /// Changes, the newest first (`--from` and `--to` set the period)
    List(JournalFilters),
    /// Set back what a change did
    Restore {
        /// Number of the change in the list
        position: i64,
    },
}

#[derive(Debug, Args)]
pub struct JournalFilters {
    /// Only what this user did
    #[arg(long, value_name = "EMAIL")]
    pub who: Option<String>,
    /// Only this kind of record, for example `account`
    #[arg(long, value_name = "WORD")]
    pub kind: Option<String>,
    /// Only this record
    #[arg(long, value_name = "ID")]
    pub record: Option<String>,
    /// Only through `web`, `cli`, `api` or `job`
    #[arg(long, value_name = "WORD")]
    pub via: Option<String>,
    /// Only changes below this number: the next page
    #[arg(long, value_name = "NUMBER")]
    pub before: Option<i64>,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    pub limit: u64,
}

#[derive(Debug, Subcommand)]
pub enum TrashCommand {
    /// What is in the trash, what was removed last first
    List {
        /// Only `account`, `person`, `interaction`, `note`, `next_step` or `attachment`
        #[arg(long, value_name = "WORD")]
        kind: Option<String>,
        /// Where the last answer went on
        #[arg(long, value_name = "TEXT")]
        after: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
    },
    /// Put a record into the trash
    Put {
        /// `account`, `person`, `interaction`, `note`, `next_step` or `attachment`
        kind: String,
        /// Its id
        record: String,
    },
    /// Take a record out of the trash, with what it belongs to
    Restore {
        /// Its id in the list
        record: String,
    },
    /// Let a record go for good
    Purge {
        /// Its id in the list
        record: String,
    },
}
