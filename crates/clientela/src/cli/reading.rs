//! Verbs of what the firm reads for prospects.

use clap::{Args, Subcommand};

use super::happenings::By;

/// What is written about something to read.
#[derive(Debug, Clone, Default, Args)]
pub struct PublicationFields {
    /// `newspaper`, `magazine`, `directory`, `register` or `site`
    #[arg(long = "kind", id = "publication-kind")]
    pub kind: Option<String>,
    /// Web address
    #[arg(long = "address", id = "publication-address", value_name = "URL")]
    pub address: Option<String>,
    /// What we look for there
    #[arg(long, value_name = "TEXT")]
    pub looks_for: Option<String>,
    /// Days between two readings (by default, 7)
    #[arg(long = "every", id = "reading-every", value_name = "DAYS")]
    pub every: Option<String>,
    /// Who of us reads it: e-mail
    #[arg(long = "reader", id = "publication-reader", value_name = "EMAIL")]
    pub reader: Option<String>,
    /// More about it
    #[arg(long = "note", id = "known-note", value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum ReadingCommand {
    /// What the firm reads: when each is due, what it brought
    List {
        /// `current`, `mine`, `due` or `all`
        #[arg(long = "show", id = "reading-show")]
        show: Option<String>,
        /// `due`, `name` or `brought`
        #[arg(long = "sort", id = "reading-sort")]
        sort: Option<String>,
    },
    /// Put something on the list
    Add {
        /// Its name
        name: String,
        #[command(flatten)]
        fields: PublicationFields,
        #[command(flatten)]
        by: By,
    },
    /// Change something on the list; what is not given stays
    Set {
        /// What: id or name
        publication: String,
        /// Another name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: PublicationFields,
        /// Nobody reads it any more
        #[arg(long, conflicts_with = "again")]
        stop: bool,
        /// It is read again
        #[arg(long)]
        again: bool,
        #[command(flatten)]
        by: By,
    },
    /// Write down that something was read, and what was found
    Read {
        /// What: id or name
        publication: String,
        /// What was found; each becomes an observation
        lines: Vec<String>,
        /// When (by default, today)
        #[arg(long = "day", id = "market-day", value_name = "DAY")]
        day: Option<String>,
        /// What else is to be said of it
        #[arg(long = "note", id = "known-note", value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Take the last reading back
    TakeBack {
        /// What: id or name
        publication: String,
        #[command(flatten)]
        by: By,
    },
}
