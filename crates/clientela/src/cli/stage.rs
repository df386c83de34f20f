//! The verb of how far a relationship has come.

use clap::Args;

use super::happenings::By;

/// Shows how far the relationship with a client has come; with what is given, says what one knows or reviews it.
#[derive(Debug, Clone, Args)]
pub struct StageArguments {
    /// Client: id, code or name
    pub account: String,
    /// Set the stage: `exploratory`, `basic`, `cooperative`, `interdependent` or `integrated`
    #[arg(long = "set", id = "stage-set", value_name = "STAGE")]
    pub set: Option<String>,
    /// Review it and leave the stage to the facts
    #[arg(long = "review", id = "stage-review", conflicts_with = "stage-set")]
    pub review: bool,
    /// The stage that is aimed at, or `none`
    #[arg(long = "target", id = "stage-target", value_name = "STAGE")]
    pub target: Option<String>,
    /// It may not go further than this stage, or `none`
    #[arg(long = "cap", id = "stage-cap", value_name = "STAGE")]
    pub cap: Option<String>,
    /// Why not further
    #[arg(long = "cap-reason", id = "stage-cap-reason", value_name = "TEXT")]
    pub cap_reason: Option<String>,
    /// The bond comes apart: `yes` or `no`
    #[arg(
        long = "coming-apart",
        id = "stage-coming-apart",
        value_name = "YES|NO"
    )]
    pub coming_apart: Option<String>,
    /// Why it is so
    #[arg(long = "reason", id = "stage-reason", value_name = "TEXT")]
    pub reason: Option<String>,
    /// Say what you know of a fact, for example `joint_plan`
    #[arg(
        long = "fact",
        id = "stage-fact",
        value_name = "FACT",
        requires = "stage-holds"
    )]
    pub fact: Option<String>,
    /// `yes`, `no` or `unknown`
    #[arg(
        long = "holds",
        id = "stage-holds",
        value_name = "WORD",
        requires = "stage-fact"
    )]
    pub holds: Option<String>,
    /// What shows it
    #[arg(
        long = "evidence",
        id = "stage-evidence",
        value_name = "TEXT",
        requires = "stage-fact"
    )]
    pub evidence: Option<String>,
    /// The day it was true (by default, today)
    #[arg(
        long = "day",
        id = "stage-day",
        value_name = "DAY",
        requires = "stage-fact"
    )]
    pub day: Option<String>,
    #[command(flatten)]
    pub by: By,
}
