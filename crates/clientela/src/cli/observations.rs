//! Verbs of what people saw and read.

use clap::{Args, Subcommand};

use super::happenings::By;

/// A line to be jotted down.
#[derive(Debug, Clone, Args)]
pub struct ObserveArguments {
    /// What was seen or read
    pub line: String,
    /// When (by default, today)
    #[arg(long = "day", id = "market-day", value_name = "DAY")]
    pub day: Option<String>,
    #[command(flatten)]
    pub by: By,
}

#[derive(Debug, Subcommand)]
pub enum ObservationCommand {
    /// What waits in the inbox
    List {
        /// Also what became something already
        #[arg(long)]
        all: bool,
    },
    /// Write a prospect down from an observation
    Prospect {
        /// The observation
        id: String,
        /// Name of the organisation (by default, what the line begins with)
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Make an observation evidence for a question about a prospect
    Evidence {
        /// The observation
        id: String,
        /// The prospect: id or name
        prospect: String,
        /// `functional_need`, `prestige_need`, `ability`, `authority` or `access`
        question: String,
        /// `yes`, `partly` or `no`
        answer: String,
        #[command(flatten)]
        by: By,
    },
    /// Make an observation a note on a client
    Note {
        /// The observation
        id: String,
        /// Client: id, code or name
        account: String,
        #[command(flatten)]
        by: By,
    },
    /// Set an observation aside
    SetAside {
        /// The observation
        id: String,
        /// Why
        why: String,
        #[command(flatten)]
        by: By,
    },
    /// Look at an observation again
    Reopen {
        /// The observation
        id: String,
        #[command(flatten)]
        by: By,
    },
}
