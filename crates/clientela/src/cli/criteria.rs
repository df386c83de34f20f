//! Verbs of what people know of clients: criteria and potentials.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub enum CriteriaCommand {
    /// Answer one criterion of one client
    Answer {
        /// Id, code or name
        account: String,
        /// `purchasing_policy`, `selection_bodies`, `market_power`, `professionalism`
        criterion: String,
        /// `yes`, `partly`, `no` or `unknown`
        answer: String,
        /// What proves it: text, a link or the path of a file, which is kept with the book (may be
        /// repeated, once for each of the three)
        #[arg(long, value_name = "TEXT|URL|FILE")]
        evidence: Vec<String>,
        /// A figure that proves it, as written
        #[arg(long, value_name = "TEXT")]
        figure: Option<String>,
        /// How sure: `low` (hearsay), `medium` (from somebody who knows) or `high` (seen)
        #[arg(long, value_name = "WORD")]
        confidence: Option<String>,
        /// The day it was true
        #[arg(long, value_name = "DATE")]
        day: Option<String>,
    },
}

#[derive(Debug, Args)]
pub struct PotentialArguments {
    /// Id, code or name
    pub account: String,
    /// At least, a year
    pub low: String,
    /// Most likely
    pub likely: String,
    /// At most
    pub high: String,
    /// Where the figures come from
    #[arg(long)]
    pub source: String,
}
