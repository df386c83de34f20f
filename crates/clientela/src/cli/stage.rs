//! The verb of how far a relationship has come.

use clap::Args;

use super::happenings::By;

/// Shows how far the relationship with a client has come; with what is given, says what one knows or reviews it.
#[derive(Debug, Clone, Args)]
pub struct StageArguments {
    /// Client: id, code or name
    pub account: String,
    /// Set the stage: `exploratory`, `basic`, `cooperative`, `interdependent` or `integrated`
    #[arg(long, value_name = "STAGE")]
    pub set: Option<String>,
    /// Review it and leave the stage to the facts
    #[arg(long, conflicts_with = "set")]
    pub review: bool,
    /// The stage that is aimed at, or `none`
    #[arg(long, value_name = "STAGE")]
    pub target: Option<String>,
    /// It may not go further than this stage, or `none`
    #[arg(long, value_name = "STAGE")]
    pub cap: Option<String>,
    /// Why not further
    #[arg(long, value_name = "TEXT")]
    pub cap_reason: Option<String>,
    /// The bond comes apart: `yes` or `no`
    #[arg(long, value_name = "YES|NO")]
    pub coming_apart: Option<String>,
    /// Why it is so
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Say what you know of a fact, for example `joint_plan`
    #[arg(long, value_name = "FACT", requires = "holds")]
    pub fact: Option<String>,
    /// `yes`, `no` or `unknown`
    #[arg(long, value_name = "WORD", requires = "fact")]
    pub holds: Option<String>,
    /// What shows it
    #[arg(long, value_name = "TEXT", requires = "fact")]
    pub evidence: Option<String>,
    /// The day it was true (by default, today)
    #[arg(long, value_name = "DAY", requires = "fact")]
    pub day: Option<String>,
    #[command(flatten)]
    pub by: By,
}
