//! Verbs of support.

use clap::{Args, Subcommand};

use super::happenings::By;

/// What is written about support.
#[derive(Debug, Clone, Default, Args)]
pub struct SupportFields {
    /// Before whom, or to whom
    #[arg(long, value_name = "TEXT")]
    pub before_whom: Option<String>,
    /// Who of the client's people, by id
    #[arg(long, value_name = "ID")]
    pub person: Option<String>,
    /// Who of us, by e-mail (by default, who writes this)
    #[arg(long = "for", value_name = "EMAIL")]
    pub owner: Option<String>,
    /// `name`, `logo` or `name_and_logo`, for permissions and uses
    #[arg(long)]
    pub mark: Option<String>,
    /// Where it is written
    #[arg(long = "document", id = "support-document", value_name = "TEXT")]
    pub document: Option<String>,
    /// When, or from when on (by default, today)
    #[arg(long = "day", id = "support-day", value_name = "DAY")]
    pub day: Option<String>,
    /// The last day
    #[arg(long = "until", id = "support-until", value_name = "DAY")]
    pub until: Option<String>,
    /// What we say it was worth
    #[arg(long, value_name = "AMOUNT")]
    pub stated: Option<String>,
    /// Currency of the value (by default, the book's)
    #[arg(long = "currency", id = "gift-currency", value_name = "CODE")]
    pub currency: Option<String>,
    /// More about it
    #[arg(long = "note", id = "support-note", value_name = "TEXT")]
    pub note: Option<String>,
    /// Still to come
    #[arg(long)]
    pub planned: bool,
}

#[derive(Debug, Subcommand)]
pub enum SupportCommand {
    /// Support, the latest first
    List(Box<SupportFilters>),
    /// What asks for a deed: thanks owed, permissions that end, uses without one, open incidents
    Due {
        /// Only with this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// Permissions that end within so many days
        #[arg(long, default_value_t = 60)]
        days: u16,
    },
    /// One record of support
    Show {
        /// The record
        id: String,
    },
    /// Write support down
    Add {
        /// Client: id, code or name
        account: String,
        /// Who gives it: `us`, `them` or `both`
        side: String,
        /// By what, for example `reference`, `introduction`, `permission`, `service`
        kind: String,
        /// What
        what: String,
        #[command(flatten)]
        fields: Box<SupportFields>,
        #[command(flatten)]
        by: By,
    },
    /// Change support; what is not given stays
    Set {
        /// The record
        id: String,
        /// What
        #[arg(long)]
        what: Option<String>,
        #[command(flatten)]
        fields: Box<SupportFields>,
        #[command(flatten)]
        by: By,
    },
    /// Something done about it: `thank`, `confirm`, `settle`, `end` or `done`
    Record {
        /// The record
        id: String,
        /// `thank`, `confirm`, `settle`, `end` or `done`
        deed: String,
        /// When (by default, today)
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// What the client confirmed it was worth
        #[arg(long, value_name = "AMOUNT")]
        value: Option<String>,
        /// Who of the client's people confirmed it, by id
        #[arg(long, value_name = "ID")]
        confirmed_by: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Withdraw support that was written down by mistake
    Withdraw {
        /// The record
        id: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Put back what was withdrawn
    Reinstate {
        /// The record
        id: String,
        #[command(flatten)]
        by: By,
    },
}

/// Which support.
#[derive(Debug, Clone, Args)]
pub struct SupportFilters {
    /// Only with this client: id, code or name
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// Only given by this side: `us`, `them` or `both`
    #[arg(long)]
    pub side: Option<String>,
    /// Only of these kinds, parted by commas
    #[arg(long, value_name = "KINDS", value_delimiter = ',')]
    pub kind: Vec<String>,
    /// `favour`, `joint`, `festival`, `brand` or `value`
    #[arg(long)]
    pub family: Option<String>,
    /// Only what nobody has thanked for
    #[arg(long)]
    pub unthanked: bool,
    /// Only what the client has not confirmed
    #[arg(long)]
    pub unconfirmed: bool,
    /// Words in it
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    pub limit: u64,
    /// Where the last answer went on
    #[arg(long)]
    pub cursor: Option<String>,
}
