//! Verbs of what we and our clients owe each other.

use clap::{Args, Subcommand};

use super::happenings::By;

/// What is written about an obligation.
#[derive(Debug, Clone, Default, Args)]
pub struct ObligationFields {
    /// `quality`, `delivery`, `deadline`, `service`, `payment`, `information`, `reference`,
    /// `protection` or `other`
    #[arg(long)]
    pub kind: Option<String>,
    /// `clause`, `interaction`, `custom` or `support`
    #[arg(long)]
    pub origin: Option<String>,
    /// Where it is written: a clause, a letter, minutes
    #[arg(long, value_name = "TEXT")]
    pub source: Option<String>,
    /// The support it comes from, by id
    #[arg(long, value_name = "ID")]
    pub support: Option<String>,
    /// Until when: `tomorrow`, `fri`, `+3d`, `24.11`
    #[arg(long, value_name = "DAY")]
    pub due: Option<String>,
    /// Days after it within which it still counts as kept
    #[arg(long, value_name = "DAYS")]
    pub grace: Option<u16>,
    /// From 1 to 3
    #[arg(long)]
    pub importance: Option<u8>,
    /// Worth at least, a decimal number
    #[arg(long, value_name = "AMOUNT")]
    pub value_low: Option<String>,
    /// Worth at most, a decimal number
    #[arg(long, value_name = "AMOUNT")]
    pub value_high: Option<String>,
    /// Currency of the worth (by default, the book's)
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
    /// Who of the client's people, by id
    #[arg(long, value_name = "ID")]
    pub person: Option<String>,
    /// Who of us, by e-mail (by default, who writes this)
    #[arg(long = "for", value_name = "EMAIL")]
    pub owner: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum ObligationsCommand {
    /// What is owed, the earliest due first
    List(Box<ObligationFilters>),
    /// One obligation with everything that happened to it
    Show {
        /// The obligation
        id: String,
    },
    /// Write an obligation down
    Add {
        /// Client: id, code or name
        account: String,
        /// Who owes: `us` or `them`
        debtor: String,
        /// What
        what: String,
        #[command(flatten)]
        fields: Box<ObligationFields>,
        /// What has to come true first
        #[arg(long, value_name = "TEXT")]
        condition: Option<String>,
        /// Since when (by default, today)
        #[arg(long, value_name = "DAY")]
        made: Option<String>,
        /// A kindness that binds nobody
        #[arg(long, conflicts_with_all = ["due", "proposed"])]
        gift: bool,
        /// Not accepted by the other side yet
        #[arg(long)]
        proposed: bool,
        #[command(flatten)]
        by: By,
    },
    /// Write one down in a line: until when, who does what for whom, at which client
    Jot {
        /// The line
        line: String,
        /// Say what it means and write nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        by: By,
    },
    /// Change what is written about an obligation; what is not given stays
    Set {
        /// The obligation
        id: String,
        /// What
        #[arg(long)]
        what: Option<String>,
        #[command(flatten)]
        fields: Box<ObligationFields>,
        #[command(flatten)]
        by: By,
    },
    /// Write down what happened: `discharge`, `release`, `cancel`, `contest` and so on
    Record {
        /// The obligation
        id: String,
        /// What happened
        event: String,
        /// When (by default, today)
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// Proof or a reason
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Both sides agreed on something else; what is not given stays
    Renegotiate {
        /// The obligation
        id: String,
        /// What from now on
        #[arg(long)]
        what: Option<String>,
        #[command(flatten)]
        fields: Box<ObligationFields>,
        /// When it was agreed (by default, today)
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// Why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// What was written last about an obligation was a mistake
    TakeBack {
        /// The obligation
        id: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
}

/// Which obligations.
#[derive(Debug, Clone, Args)]
pub struct ObligationFilters {
    /// Only with this client: id, code or name
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// Only what this side owes: `us` or `them`
    #[arg(long)]
    pub debtor: Option<String>,
    /// Only this person's, by e-mail; `nobody` for those without
    #[arg(long = "for", value_name = "EMAIL")]
    pub owner: Option<String>,
    /// `open`, `due`, `kept`, `kept_late`, `broken`, `waived`, `renegotiated` or `ended`, parted by commas
    #[arg(long, value_name = "GROUPS", value_delimiter = ',')]
    pub group: Vec<String>,
    /// Only of this kind
    #[arg(long)]
    pub kind: Option<String>,
    /// Only from there
    #[arg(long)]
    pub origin: Option<String>,
    /// `overdue`, `today`, `week`, `later` or `undated`
    #[arg(long)]
    pub due: Option<String>,
    /// Words in it
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// `due`, or `made` for the latest promised first
    #[arg(long, default_value = "due")]
    pub sort: String,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    pub limit: u64,
    /// Where the last answer went on
    #[arg(long)]
    pub cursor: Option<String>,
}

/// Whose trust.
#[derive(Debug, Clone, Args)]
pub struct TrustArguments {
    /// Client: id, code or name
    pub account: String,
}
