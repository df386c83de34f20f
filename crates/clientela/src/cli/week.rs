//! Verbs of the plan of activity.

use clap::{Args, Subcommand};

use super::happenings::By;

#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// The plan of a week: visits, hours, what they are expected to bring, what became of them
    Week {
        /// Which week, as `2026-W48` (by default, this one)
        #[arg(long, value_name = "WEEK")]
        week: Option<String>,
        #[command(flatten)]
        of: Whose,
    },
    /// Where the hours of a quarter bring most
    Allocation {
        /// Which quarter, as `2026-Q4` (by default, this one)
        #[arg(long, value_name = "QUARTER")]
        quarter: Option<String>,
        #[command(flatten)]
        of: Whose,
    },
    /// Plans a visit to a client
    Visit {
        /// Client: id, code or name
        account: String,
        /// When
        day: String,
        /// How long, in hours
        #[arg(long, value_name = "HOURS")]
        hours: Option<f64>,
        /// What for
        #[arg(long, value_name = "TEXT")]
        purpose: Option<String>,
        /// It was promised
        #[arg(long)]
        promised: bool,
        #[command(flatten)]
        by: By,
    },
}

/// Whose plan.
#[derive(Debug, Args)]
pub struct Whose {
    /// Whose: an e-mail (by default, that of who asks; everybody's for the program itself)
    #[arg(long = "for", value_name = "USER")]
    pub of: Option<String>,
}
