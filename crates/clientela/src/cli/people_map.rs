//! Verbs of who is who at a client.

use clap::{Args, Subcommand};

use super::happenings::By;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct PeopleMapArguments {
    #[command(subcommand)]
    pub command: Option<PeopleMapCommand>,
    /// The client: id, code or name
    #[arg(required = true)]
    pub account: Option<String>,
}

/// Since when it is so, whence it is known, and who says it.
#[derive(Debug, Clone, Args)]
pub struct SaidFields {
    /// Since when (by default, today)
    #[arg(long, value_name = "DAY")]
    pub day: Option<String>,
    /// Whence it is known
    #[arg(long, value_name = "TEXT")]
    pub evidence: Option<String>,
    #[command(flatten)]
    pub by: By,
}

#[derive(Debug, Subcommand)]
pub enum PeopleMapCommand {
    /// Say who somebody is: role, attitude, influence and so on
    State(Box<StateArguments>),
    /// Say that two people are tied to each other
    Tie(Box<TieArguments>),
    /// Put somebody on the map whom nobody knows yet
    Add {
        /// Client: id, code or name
        account: String,
        /// Their position
        title: String,
        /// Their department
        #[arg(long)]
        unit: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Say who somebody turned out to be whom nobody knew
    Identify {
        /// Client: id, code or name
        account: String,
        /// Who: id, or the position
        who: String,
        /// The person: id, or the name of somebody on the map
        person: String,
        #[command(flatten)]
        by: By,
    },
    /// A statement was a mistake: it stays and counts no longer
    TakeBack {
        /// The statement
        id: String,
        #[command(flatten)]
        by: By,
    },
}

#[derive(Debug, Clone, Args)]
pub struct StateArguments {
    /// Client: id, code or name
    pub account: String,
    /// Who: id, name or position
    pub who: String,
    /// Has this role: `initiator`, `user`, `influencer`, `decider`, `buyer`, `gatekeeper`
    #[arg(long)]
    pub role: Vec<String>,
    /// Has this role no longer
    #[arg(long, value_name = "ROLE")]
    pub not_role: Vec<String>,
    /// `blocker`, `opponent`, `neutral`, `supporter`, `champion` or `unknown`
    #[arg(long)]
    pub attitude: Option<String>,
    /// From 1 to 5, or `unknown`
    #[arg(long)]
    pub influence: Option<String>,
    /// Can stop a decision alone: `yes`, `no` or `unknown`
    #[arg(long)]
    pub veto: Option<String>,
    /// Reports to: id or name, or `none`
    #[arg(long, value_name = "WHO")]
    pub reports_to: Option<String>,
    /// Who of us is their counterpart, by e-mail, or `none`
    #[arg(long, value_name = "EMAIL")]
    pub counterpart: Option<String>,
    /// Belongs on the map: `yes` or `no`
    #[arg(long)]
    pub on_map: Option<String>,
    #[command(flatten)]
    pub fields: SaidFields,
}

#[derive(Debug, Clone, Args)]
pub struct TieArguments {
    /// Client: id, code or name
    pub account: String,
    /// Who: id, name or position
    pub who: String,
    /// `influences`, `opposes`, `friend` or `former_colleague`
    pub kind: String,
    /// To whom: id, name or position
    pub to: String,
    /// `weak`, `plain` or `strong`
    #[arg(long)]
    pub strength: Option<String>,
    /// It has ended
    #[arg(long, conflicts_with_all = ["strength", "until"])]
    pub ended: bool,
    /// Until when it held
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    #[command(flatten)]
    pub fields: SaidFields,
}
