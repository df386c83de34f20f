//! Verbs of the plan of a client and of the review of a quarter.

use std::path::PathBuf;

use clap::Args;

use super::week::PlanCommand;

/// Whose plan.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct PlanArguments {
    /// Client: id, code or name
    #[arg(required = true)]
    pub account: Option<String>,
    /// Write it as PDF into this file
    #[arg(long, value_name = "FILE")]
    pub pdf: Option<PathBuf>,
    /// How much of it: `one` page, `full`, or what the `client` may read
    #[arg(long, value_name = "EXTENT", default_value = "full")]
    pub extent: String,
    #[command(subcommand)]
    pub command: Option<PlanCommand>,
}

/// Whose review, of which quarter.
#[derive(Debug, Args)]
pub struct ReviewArguments {
    /// Client: id, code or name
    pub account: String,
    /// As `2026-Q3` (by default, the quarter before this)
    #[arg(long, value_name = "QUARTER")]
    pub quarter: Option<String>,
    /// Leave these promises and problems out of the PDF, by id
    #[arg(long, value_name = "ID")]
    pub without: Vec<String>,
    /// Write it as PDF into this file
    #[arg(long, value_name = "FILE")]
    pub pdf: Option<PathBuf>,
}
