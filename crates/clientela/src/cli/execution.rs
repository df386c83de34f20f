//! Verbs of what was promised against what was done.

use clap::{Args, Subcommand};

use super::happenings::By;

/// Of which client, and what counts as on time and in full.
#[derive(Debug, Args)]
pub struct ExecutionArguments {
    /// Only this client: id, code or name
    pub account: Option<String>,
    /// Days a line may come after its promised day (by default, as the firm has it)
    #[arg(long, value_name = "DAYS")]
    pub late_days: Option<u32>,
    /// Days it may come before it (by default, as the firm has it)
    #[arg(long, value_name = "DAYS")]
    pub early_days: Option<u32>,
    /// Percent of the ordered quantity that may be missing (by default, as the firm has it)
    #[arg(long, value_name = "PERCENT")]
    pub short_percent: Option<f64>,
    /// Late lines from where the last answer went on
    #[arg(long, value_name = "CURSOR")]
    pub cursor: Option<String>,
}

/// What is recorded.
#[derive(Debug, Clone, Default, Args)]
pub struct EventFields {
    /// When it was noted, or a complaint made (by default, today)
    #[arg(long, value_name = "DAY")]
    pub day: Option<String>,
    /// Number of the order or the document
    #[arg(long, value_name = "NUMBER")]
    pub document: Option<String>,
    /// The goods, the service
    #[arg(long, value_name = "TEXT")]
    pub what: Option<String>,
    /// What a complaint is about
    #[arg(long, value_name = "TEXT")]
    pub class: Option<String>,
    /// The day the client asked for
    #[arg(long, value_name = "DAY")]
    pub requested: Option<String>,
    /// The day promised; of a moved one, the new day
    #[arg(long, value_name = "DAY")]
    pub promised: Option<String>,
    /// The day it was done; of a complaint, the day it was resolved
    #[arg(long, value_name = "DAY")]
    pub done: Option<String>,
    /// Quantity ordered
    #[arg(long, value_name = "QUANTITY")]
    pub ordered: Option<String>,
    /// Quantity delivered; of a quality check, the units looked at
    #[arg(long, value_name = "QUANTITY")]
    pub delivered: Option<String>,
    /// Quantity the client accepted
    #[arg(long, value_name = "QUANTITY")]
    pub received: Option<String>,
    /// Defective units
    #[arg(long, value_name = "UNITS")]
    pub defects: Option<u32>,
    /// Who moved the day: `us` or `them`
    #[arg(long, value_name = "WHO")]
    pub moved_by: Option<String>,
    /// Why; without it a moved day counts as ours
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// More about it
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum ExecutionEventsCommand {
    /// What was recorded, the latest first
    List {
        /// Only at this client: id, code or name
        #[arg(long, value_name = "CLIENT")]
        account: Option<String>,
        /// Only `delivery`, `moved`, `complaint`, `quality` or `service`
        #[arg(long)]
        kind: Option<String>,
        /// Those that were withdrawn, too
        #[arg(long)]
        withdrawn: bool,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
    },
    /// Record a delivery, a moved day, a complaint, a quality check or a service
    Add {
        /// Client: id, code or name
        account: String,
        /// `delivery`, `moved`, `complaint`, `quality` or `service`
        kind: String,
        #[command(flatten)]
        fields: Box<EventFields>,
        #[command(flatten)]
        by: By,
    },
    /// Change what was recorded
    Change {
        /// The event
        id: String,
        #[command(flatten)]
        fields: Box<EventFields>,
        #[command(flatten)]
        by: By,
    },
    /// Withdraw what was recorded by mistake
    Withdraw {
        /// The event
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// Put back what was withdrawn
    Reinstate {
        /// The event
        id: String,
        #[command(flatten)]
        by: By,
    },
}
