//! Verbs of the market: competitors, where they stand, what was won and lost, what clients buy in all.

use clap::{Args, Subcommand};

use super::happenings::By;

/// What is written about a competitor.
#[derive(Debug, Clone, Default, Args)]
pub struct CompetitorFields {
    /// What it is good at
    #[arg(long, value_name = "TEXT")]
    pub strengths: Option<String>,
    /// What it is weak at
    #[arg(long, value_name = "TEXT")]
    pub weaknesses: Option<String>,
    /// More about it
    #[arg(long = "note", id = "known-note", value_name = "TEXT")]
    pub note: Option<String>,
}

/// What is written about a position.
#[derive(Debug, Clone, Default, Args)]
pub struct PositionFields {
    /// At least so many per cent of what the client buys of it
    #[arg(long, value_name = "PERCENT")]
    pub share_from: Option<String>,
    /// At most so many
    #[arg(long, value_name = "PERCENT")]
    pub share_to: Option<String>,
    /// Their price where ours is 100
    #[arg(long, value_name = "NUMBER")]
    pub price_index: Option<String>,
    /// When their contract ends
    #[arg(long, value_name = "DAY")]
    pub contract_end: Option<String>,
    /// Since when they stand there
    #[arg(long = "since", id = "position-since", value_name = "DAY")]
    pub since: Option<String>,
    /// When it was observed (by default, today)
    #[arg(long = "day", id = "market-day", value_name = "DAY")]
    pub day: Option<String>,
    /// More about it
    #[arg(long = "note", id = "known-note", value_name = "TEXT")]
    pub note: Option<String>,
}

/// What is written about a contest.
#[derive(Debug, Clone, Default, Args)]
pub struct ContestFields {
    /// Against whom: id or name
    #[arg(long = "against", id = "market-competitor", value_name = "COMPETITOR")]
    pub competitor: Option<String>,
    /// Which group of products
    #[arg(long = "group", id = "market-group", value_name = "GROUP")]
    pub group: Option<String>,
    /// Why: `price`, `quality`, `delivery`, `relation` or `specification`
    #[arg(long = "reason", id = "contest-reason")]
    pub reason: Option<String>,
    /// The client was asked why; otherwise it is a guess
    #[arg(long)]
    pub client_says: bool,
    /// What it was worth
    #[arg(long = "value", id = "contest-value", value_name = "AMOUNT")]
    pub value: Option<String>,
    /// Currency (by default, the book's)
    #[arg(long = "currency", id = "known-currency", value_name = "CODE")]
    pub currency: Option<String>,
    /// When it was decided (by default, today)
    #[arg(long = "day", id = "market-day", value_name = "DAY")]
    pub day: Option<String>,
    /// More about it
    #[arg(long = "note", id = "known-note", value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum CompetitorCommand {
    /// All competitors: at how many clients they stand, won and lost
    List,
    /// One competitor: where it stands, contracts that end soon, won and lost
    Show {
        /// The competitor: id or name
        competitor: String,
    },
    /// Write a competitor down
    Add {
        /// Its name
        name: String,
        #[command(flatten)]
        fields: CompetitorFields,
        #[command(flatten)]
        by: By,
    },
    /// Change a competitor; what is not given stays
    Set {
        /// The competitor: id or name
        competitor: String,
        /// Another name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: CompetitorFields,
        #[command(flatten)]
        by: By,
    },
    /// Make another competitor one with this; both names find it
    Merge {
        /// The one that stays: id or name
        competitor: String,
        /// The one that goes: id or name
        gone: String,
        #[command(flatten)]
        by: By,
    },
    /// Undo a merge of competitors, within 30 days
    Unmerge {
        /// The merge, as `competitors show --json` tells it
        merge: String,
        #[command(flatten)]
        by: By,
    },
    /// Where competitors stand at clients, the latest observation first
    Positions {
        /// Only of this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// Only of this competitor: id or name
        #[arg(long = "against", id = "market-competitor", value_name = "COMPETITOR")]
        competitor: Option<String>,
        /// Only of this group of products
        #[arg(long = "group", id = "market-group", value_name = "GROUP")]
        group: Option<String>,
        /// Only those whose contract ends within 180 days
        #[arg(long)]
        ending_soon: bool,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// Where the last answer went on
        #[arg(long)]
        cursor: Option<String>,
    },
    /// Write down where a competitor stands
    Stand {
        /// Client: id, code or name
        account: String,
        /// The competitor: id or name
        competitor: String,
        /// Which group of products
        group: String,
        /// `client`, `published`, `observed` or `hearsay`; never a competitor
        #[arg(long = "source", id = "position-source")]
        source: String,
        #[command(flatten)]
        fields: Box<PositionFields>,
        #[command(flatten)]
        by: By,
    },
    /// Change a position; what is not given stays
    SetPosition {
        /// The position
        id: String,
        /// `client`, `published`, `observed` or `hearsay`; never a competitor
        #[arg(long = "source", id = "position-source")]
        source: Option<String>,
        /// Written down by mistake: it counts nowhere
        #[arg(long)]
        withdrawn: bool,
        #[command(flatten)]
        fields: Box<PositionFields>,
        #[command(flatten)]
        by: By,
    },
    /// What was won and lost, the latest first
    Contests {
        /// Only of this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// Only of this competitor: id or name
        #[arg(long = "against", id = "market-competitor", value_name = "COMPETITOR")]
        competitor: Option<String>,
        /// Only those that ended so: `won`, `lost` or `unknown`
        #[arg(long)]
        outcome: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// Where the last answer went on
        #[arg(long)]
        cursor: Option<String>,
    },
    /// Write down what was won or lost
    Contest {
        /// Client: id, code or name
        account: String,
        /// `won`, `lost` or `unknown`
        outcome: String,
        /// What was at stake
        what: String,
        #[command(flatten)]
        fields: Box<ContestFields>,
        #[command(flatten)]
        by: By,
    },
    /// Change what was won or lost; what is not given stays
    SetContest {
        /// The contest
        id: String,
        /// `won`, `lost` or `unknown`
        #[arg(long)]
        outcome: Option<String>,
        /// What was at stake
        #[arg(long)]
        what: Option<String>,
        /// Written down by mistake: it counts nowhere
        #[arg(long)]
        withdrawn: bool,
        #[command(flatten)]
        fields: Box<ContestFields>,
        #[command(flatten)]
        by: By,
    },
}

/// What is written about what a client buys.
#[derive(Debug, Clone, Default, Args)]
pub struct WalletFields {
    /// Which group of products (by default, everything)
    #[arg(long = "group", id = "market-group", value_name = "GROUP")]
    pub group: Option<String>,
    /// For at most so much (by default, no upper end)
    #[arg(long, value_name = "AMOUNT")]
    pub at_most: Option<String>,
    /// How sure it is, in per cent
    #[arg(long, value_name = "PERCENT")]
    pub confidence: Option<u8>,
    /// Currency (by default, the book's)
    #[arg(long = "currency", id = "known-currency", value_name = "CODE")]
    pub currency: Option<String>,
    /// When it was learnt (by default, today)
    #[arg(long = "day", id = "market-day", value_name = "DAY")]
    pub day: Option<String>,
    /// More about it
    #[arg(long = "note", id = "known-note", value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum WalletCommand {
    /// What is said of what clients buy, the latest first
    List {
        /// Only of this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// Where the last answer went on
        #[arg(long)]
        cursor: Option<String>,
    },
    /// Our share of what a client buys
    Show {
        /// Client: id, code or name
        account: String,
    },
    /// Write down what a client buys
    Add {
        /// Client: id, code or name
        account: String,
        /// In which days: a year, a quarter (2026-Q2), a month (2026-04) or two days
        period: String,
        /// For at least so much
        amount: String,
        /// `statement`, `accounts`, `norm` or `observed`
        #[arg(long = "source", id = "wallet-source")]
        source: String,
        #[command(flatten)]
        fields: Box<WalletFields>,
        #[command(flatten)]
        by: By,
    },
    /// Change what was said; what is not given stays
    Set {
        /// The record
        id: String,
        /// In which days
        #[arg(long)]
        period: Option<String>,
        /// For at least so much
        #[arg(long, value_name = "AMOUNT")]
        amount: Option<String>,
        /// `statement`, `accounts`, `norm` or `observed`
        #[arg(long = "source", id = "wallet-source")]
        source: Option<String>,
        /// Written down by mistake: it counts nowhere
        #[arg(long)]
        withdrawn: bool,
        #[command(flatten)]
        fields: Box<WalletFields>,
        #[command(flatten)]
        by: By,
    },
}
