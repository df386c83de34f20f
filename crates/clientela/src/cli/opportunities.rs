//! Opportunities and the pipeline.

use clap::{Args, Subcommand};

use super::happenings::By;

/// What is written about an opportunity.
#[derive(Debug, Clone, Default, Args)]
pub struct OpportunityFields {
    /// Of which client: id, code or name
    #[arg(long = "client", id = "opportunity-client", value_name = "ACCOUNT")]
    pub client: Option<String>,
    /// Of which prospect: its id
    #[arg(long = "prospect", id = "opportunity-prospect", value_name = "ID")]
    pub prospect: Option<String>,
    /// Groups of products, parted by commas
    #[arg(long, value_name = "GROUPS")]
    pub product_groups: Option<String>,
    /// It is worth at least so much
    #[arg(long, value_name = "AMOUNT")]
    pub value_from: Option<String>,
    /// At most so much (by default, exactly the lower sum)
    #[arg(long, value_name = "AMOUNT")]
    pub value_to: Option<String>,
    /// Currency (by default, the firm's)
    #[arg(long = "currency", id = "opportunity-currency", value_name = "CODE")]
    pub currency: Option<String>,
    /// When it is expected to be decided
    #[arg(long, value_name = "DAY")]
    pub expected_on: Option<String>,
    /// Who of us answers for it, by e-mail (by default, who writes this)
    #[arg(long = "for", id = "opportunity-for", value_name = "EMAIL")]
    pub owner: Option<String>,
    /// Against which competitor, by name
    #[arg(long = "against", id = "opportunity-against", value_name = "NAME")]
    pub against: Option<String>,
    /// More about it
    #[arg(long = "note", id = "opportunity-note", value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum OpportunityCommand {
    /// Opportunities, the newest first
    List {
        /// Only in these stages, parted by commas; `open` for all that have not ended
        #[arg(long, value_name = "STAGES", value_delimiter = ',')]
        stage: Vec<String>,
        /// Only of this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        client: Option<String>,
        /// Only of this colleague, by e-mail
        #[arg(long, value_name = "EMAIL")]
        owner: Option<String>,
        /// Words in it
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// `newest`, `name` or `expected`
        #[arg(long)]
        sort: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// Where the last answer went on
        #[arg(long)]
        cursor: Option<String>,
    },
    /// One opportunity with its history
    Show {
        /// The opportunity
        id: String,
    },
    /// Write an opportunity down
    Add {
        /// What it is about
        name: String,
        #[command(flatten)]
        fields: Box<OpportunityFields>,
        /// By which code another system knows it
        #[arg(long, value_name = "CODE")]
        code: Option<String>,
        /// In which open stage it begins (by default, `identified`)
        #[arg(long)]
        stage: Option<String>,
        /// On which day (by default, today)
        #[arg(long = "day", id = "opportunity-day", value_name = "DAY")]
        day: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Change an opportunity; what is not given stays
    Set {
        /// The opportunity
        id: String,
        /// What it is about
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: Box<OpportunityFields>,
        #[command(flatten)]
        by: By,
    },
    /// Move an opportunity to another stage
    Move {
        /// The opportunity
        id: String,
        /// `identified`, `engaged`, `offered`, `negotiating`, `won` or `lost`
        stage: String,
        /// Why it was won or lost: `price`, `quality`, `delivery`, `relation` or `specification`
        #[arg(long)]
        reason: Option<String>,
        /// The client was asked why; otherwise it is our guess
        #[arg(long)]
        said_by_client: bool,
        /// Against which competitor, by name
        #[arg(long = "against", id = "opportunity-against", value_name = "NAME")]
        against: Option<String>,
        /// More about it
        #[arg(long = "note", id = "opportunity-note", value_name = "TEXT")]
        note: Option<String>,
        /// On which day (by default, today)
        #[arg(long = "day", id = "opportunity-day", value_name = "DAY")]
        day: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// What the pipeline is worth, and how often we win
    Pipeline {
        /// Only of this colleague, by e-mail
        #[arg(long, value_name = "EMAIL")]
        owner: Option<String>,
    },
}
