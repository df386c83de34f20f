//! Words of the endless chain.

use clap::Args;

/// Whose tree; the days are those of the global options.
#[derive(Debug, Args)]
pub struct ChainArguments {
    /// The start of the tree: `person:ID`, `account:ID` or `prospect:ID` (by default, the one that led to most)
    #[arg(long, value_name = "WHO")]
    pub root: Option<String>,
}
