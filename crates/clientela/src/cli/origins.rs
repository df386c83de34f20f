//! Campaigns, and batches of cold contacts.

use std::path::PathBuf;

use clap::Subcommand;

use super::happenings::By;

#[derive(Debug, Subcommand)]
pub enum BatchCommand {
    /// All batches, the latest first
    List {
        /// Words of its name, its list or the reason
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// Only those this colleague works, by e-mail
        #[arg(long, value_name = "EMAIL")]
        worker: Option<String>,
        /// `newest`, `name`, `names`, `qualified` or `cost`
        #[arg(long)]
        sort: Option<String>,
    },
    /// One batch with its figures and what came back
    Show {
        /// The batch
        id: String,
    },
    /// Write a batch down, with the organisations of a list
    Add {
        /// Name
        name: String,
        /// The list the names come from
        #[arg(long, value_name = "TEXT")]
        list: Option<String>,
        /// Why that list was chosen
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        /// When it was begun (by default, today)
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// Who works it, by e-mail
        #[arg(long, value_name = "EMAIL")]
        worker: Option<String>,
        /// What it cost
        #[arg(long, value_name = "AMOUNT")]
        cost: Option<String>,
        /// A file with one organisation a line: name; city; telephone; e-mail
        #[arg(long, value_name = "FILE")]
        names: Option<PathBuf>,
        #[command(flatten)]
        by: By,
    },
}

#[derive(Debug, Subcommand)]
pub enum CampaignCommand {
    /// All campaigns, the latest first
    List,
    /// One campaign with its figures and what came back
    Show {
        /// The campaign
        id: String,
    },
    /// Write a campaign down
    Add {
        /// Name
        name: String,
        /// `advert`, `catalogue`, `exhibition`, `seminar`, `meeting` or `party`
        #[arg(long)]
        kind: String,
        /// Its first day
        #[arg(long, value_name = "DAY")]
        first_day: Option<String>,
        /// Its last day
        #[arg(long, value_name = "DAY")]
        last_day: Option<String>,
        /// What it cost
        #[arg(long, value_name = "AMOUNT")]
        cost: Option<String>,
        #[command(flatten)]
        by: By,
    },
}
