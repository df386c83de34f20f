//! Verbs of how clients buy.

use clap::{Args, Subcommand};

/// What is written about a purchase.
#[derive(Debug, Clone, Default, Args)]
pub struct PurchaseFields {
    /// When and how the budget is made
    #[arg(long, value_name = "TEXT")]
    pub budget_cycle: Option<String>,
    /// When the next one is decided; an empty text when nobody knows
    #[arg(long, value_name = "DAY")]
    pub budget_day: Option<String>,
    /// Anything else
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// A step, with its deadline behind `=`; all of them together
    #[arg(long = "step", value_name = "WHAT[=DAY]")]
    pub steps: Vec<String>,
    /// A criterion, with what it counts of a hundred behind `=`; all of them together
    #[arg(long = "criterion", value_name = "WHAT[=WEIGHT]")]
    pub criteria: Vec<String>,
}

#[derive(Debug, Subcommand)]
pub enum PurchasesCommand {
    /// How a client buys
    List {
        /// Client: id, code or name
        account: String,
    },
    /// Write down how a client buys something
    Add {
        /// Client: id, code or name
        account: String,
        /// What is bought
        name: String,
        #[command(flatten)]
        fields: PurchaseFields,
    },
    /// Change a purchase; what is not given stays, steps and criteria of the same words keep who decides them
    Set {
        /// The purchase
        id: String,
        /// What is bought
        #[arg(long, value_name = "TEXT")]
        name: Option<String>,
        #[command(flatten)]
        fields: PurchaseFields,
    },
    /// A step is done
    Done {
        /// The purchase
        id: String,
        /// The step, by its words
        step: String,
        /// When (by default, today)
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
    },
    /// Remove a purchase that was written by mistake; the journal brings it back
    Remove {
        /// The purchase
        id: String,
    },
}
