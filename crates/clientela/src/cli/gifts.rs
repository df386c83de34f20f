//! Verbs of the register of gifts.

use clap::{Args, Subcommand};

use super::happenings::By;

/// What is written about a gift.
#[derive(Debug, Clone, Default, Args)]
pub struct GiftFields {
    /// `goods`, `meal`, `event`, `travel`, `sample` or `cash`
    #[arg(long = "kind", id = "gift-kind", value_name = "KIND")]
    pub kind: Option<String>,
    /// Its value; unknown without one
    #[arg(long = "value", id = "amount", value_name = "AMOUNT")]
    pub value: Option<String>,
    /// Currency of the value (by default, the book's)
    #[arg(long = "currency", id = "gift-currency", value_name = "CODE")]
    pub currency: Option<String>,
    /// Who of the client's people, by id
    #[arg(long, value_name = "ID")]
    pub person: Option<String>,
    /// Who of us, by e-mail (by default, who writes this)
    #[arg(long, value_name = "EMAIL")]
    pub user: Option<String>,
    /// Is the receiver a public official: `no`, `yes` or `unknown`
    #[arg(long)]
    pub official: Option<String>,
    /// When (by default, today)
    #[arg(long = "day", id = "gift-day", value_name = "DAY")]
    pub day: Option<String>,
    /// Day of an award or a decision in an open tender or claim with this party
    #[arg(long, value_name = "DAY")]
    pub decision_day: Option<String>,
    /// On what occasion
    #[arg(long, value_name = "TEXT")]
    pub occasion: Option<String>,
    /// For what business reason
    #[arg(long, value_name = "TEXT")]
    pub reason: Option<String>,
    /// Under which document it is booked
    #[arg(long, value_name = "TEXT")]
    pub document: Option<String>,
}

/// Limits, as they shall be.
#[derive(Debug, Clone, Default, Args)]
pub struct GiftLimits {
    /// Above this value somebody else approves first
    #[arg(long, value_name = "AMOUNT")]
    pub approve_above: Option<String>,
    /// Most for one gift
    #[arg(long, value_name = "AMOUNT")]
    pub single_limit: Option<String>,
    /// Most within twelve months for one receiving person
    #[arg(long, value_name = "AMOUNT")]
    pub person_limit: Option<String>,
    /// Most within twelve months for one firm; `none` for no such limit
    #[arg(long, value_name = "AMOUNT")]
    pub firm_limit: Option<String>,
    /// Most for a public official
    #[arg(long, value_name = "AMOUNT")]
    pub official_limit: Option<String>,
    /// Is cash not refused outright: `yes` or `no`
    #[arg(long)]
    pub cash_allowed: Option<String>,
    /// Days before an award or a decision in which nothing is given
    #[arg(long, value_name = "DAYS")]
    pub tender_days: Option<u16>,
}

#[derive(Debug, Subcommand)]
pub enum GiftsCommand {
    /// Gifts, the latest first
    List(Box<GiftFilters>),
    /// One gift with what the policy says of it
    Show {
        /// The gift
        id: String,
    },
    /// Write a gift down
    Add {
        /// Client: id, code or name
        account: String,
        /// `given` or `received`
        direction: String,
        /// What
        what: String,
        #[command(flatten)]
        fields: Box<GiftFields>,
        /// Say what the policy would decide and write nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        by: By,
    },
    /// Change what is written about a gift; what is not given stays
    Set {
        /// The gift
        id: String,
        /// What
        #[arg(long)]
        what: Option<String>,
        #[command(flatten)]
        fields: Box<GiftFields>,
        #[command(flatten)]
        by: By,
    },
    /// Approve a gift that waits; nobody approves their own
    Approve {
        /// The gift
        id: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Do not approve a gift that waits
    Decline {
        /// The gift
        id: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Withdraw a gift that was written down by mistake
    Withdraw {
        /// The gift
        id: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Put a withdrawn gift back into the register
    Reinstate {
        /// The gift
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// Write down what became of a gift that was not kept
    Dispose {
        /// The gift
        id: String,
        /// `returned`, `donated` or `shared`; `kept` when it is kept after all
        disposal: String,
        /// When (by default, today)
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// More about it
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// The firm's limits; with a limit, changes it
    Policy {
        #[command(flatten)]
        limits: Box<GiftLimits>,
        #[command(flatten)]
        by: By,
    },
}

/// Which gifts.
#[derive(Debug, Clone, Args)]
pub struct GiftFilters {
    /// Only with this client: id, code or name
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// Only this way: `given` or `received`
    #[arg(long)]
    pub direction: Option<String>,
    /// `recorded`, `waiting`, `approved`, `declined`, `refused` or `withdrawn`, parted by commas
    #[arg(long, value_name = "STATES", value_delimiter = ',')]
    pub state: Vec<String>,
    /// Only of this kind
    #[arg(long)]
    pub kind: Option<String>,
    /// Only with this person, by id
    #[arg(long, value_name = "ID")]
    pub person: Option<String>,
    /// Only of this colleague, by e-mail
    #[arg(long, value_name = "EMAIL")]
    pub user: Option<String>,
    /// Only from this day on
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// Only up to this day
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
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
