//! Verbs of what was promised against what was done.

use clap::Args;

/// Of which client, and what counts as on time and in full.
#[derive(Debug, Args)]
pub struct ExecutionArguments {
    /// Only this client: id, code or name
    pub account: Option<String>,
    /// Days a line may come after its promised day
    #[arg(long, value_name = "DAYS", default_value_t = 0)]
    pub late_days: u32,
    /// Days it may come before it (by default, any)
    #[arg(long, value_name = "DAYS")]
    pub early_days: Option<u32>,
    /// Percent of the ordered quantity that may be missing
    #[arg(long, value_name = "PERCENT", default_value_t = 0.0)]
    pub short_percent: f64,
}
