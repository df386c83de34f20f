//! Verbs of our brand and the market: what went wrong, what is said, and both in sums.

use clap::{Args, Subcommand};

use super::happenings::By;

/// What is written about an incident.
#[derive(Debug, Clone, Default, Args)]
pub struct IncidentFields {
    /// At which client: id, code or name (by default, at none in particular)
    #[arg(long = "account", id = "brand-account", value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// Which group of products
    #[arg(long = "group", id = "market-group", value_name = "GROUP")]
    pub group: Option<String>,
    /// What we did
    #[arg(long = "done", id = "brand-done", value_name = "TEXT")]
    pub done: Option<String>,
    /// The day it was settled
    #[arg(long = "closed", id = "brand-closed", value_name = "DAY")]
    pub closed: Option<String>,
    /// When it happened (by default, today)
    #[arg(long = "day", id = "brand-day", value_name = "DAY")]
    pub day: Option<String>,
    /// More about it
    #[arg(long = "note", id = "known-note", value_name = "TEXT")]
    pub note: Option<String>,
}

/// What is written about a remark.
#[derive(Debug, Clone, Default, Args)]
pub struct RemarkFields {
    /// At which client: id, code or name (by default, at none in particular)
    #[arg(long = "account", id = "brand-account", value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// Who said it: id or name
    #[arg(long = "person", id = "brand-person", value_name = "PERSON")]
    pub person: Option<String>,
    /// Of which competitor it tells: id or name
    #[arg(long = "against", id = "market-competitor", value_name = "COMPETITOR")]
    pub competitor: Option<String>,
    /// How it speaks of us: `recommends`, `good`, `neutral` or `bad`
    #[arg(long = "tone", id = "brand-tone")]
    pub tone: Option<String>,
    /// Which group of products
    #[arg(long = "group", id = "market-group", value_name = "GROUP")]
    pub group: Option<String>,
    /// Where it can be read
    #[arg(long = "link", id = "brand-link", value_name = "ADDRESS")]
    pub link: Option<String>,
    /// When it happened (by default, today)
    #[arg(long = "day", id = "brand-day", value_name = "DAY")]
    pub day: Option<String>,
    /// More about it
    #[arg(long = "note", id = "known-note", value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum BrandCommand {
    /// Our brand in sums: incidents, complaints, what is said of us, what those who decide think
    Show,
    /// What went wrong, the latest first
    Incidents {
        /// Only of this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// Only those so bad: `minor`, `major` or `critical`
        #[arg(long)]
        severity: Option<String>,
        /// Only those that are not settled
        #[arg(long)]
        open: bool,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// Where the last answer went on
        #[arg(long)]
        cursor: Option<String>,
    },
    /// Write down what went wrong
    Incident {
        /// `minor`, `major` or `critical`
        severity: String,
        /// What went wrong
        what: String,
        /// `client`, `partner`, `press`, `online`, `fair`, `shelf`, `colleague` or `other`
        #[arg(long = "origin", id = "brand-origin")]
        origin: String,
        #[command(flatten)]
        fields: Box<IncidentFields>,
        #[command(flatten)]
        by: By,
    },
    /// Change an incident; what is not given stays
    SetIncident {
        /// The incident
        id: String,
        /// `minor`, `major` or `critical`
        #[arg(long)]
        severity: Option<String>,
        /// What went wrong
        #[arg(long)]
        what: Option<String>,
        /// `client`, `partner`, `press`, `online`, `fair`, `shelf`, `colleague` or `other`
        #[arg(long = "origin", id = "brand-origin")]
        origin: Option<String>,
        /// Written down by mistake: it counts nowhere
        #[arg(long)]
        withdrawn: bool,
        #[command(flatten)]
        fields: Box<IncidentFields>,
        #[command(flatten)]
        by: By,
    },
    /// What was said of us and seen of the market, the latest first
    Remarks {
        /// Only of this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// Only about `us` or about the `market`
        #[arg(long)]
        about: Option<String>,
        /// Only what speaks of us so: `recommends`, `good`, `neutral` or `bad`
        #[arg(long = "tone", id = "brand-tone")]
        tone: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// Where the last answer went on
        #[arg(long)]
        cursor: Option<String>,
    },
    /// Write down what was said of us or seen of the market
    Observe {
        /// About `us` or about the `market`
        about: String,
        /// What was said or seen
        what: String,
        /// `client`, `partner`, `press`, `online`, `fair`, `shelf`, `colleague` or `other`
        #[arg(long = "origin", id = "brand-origin")]
        origin: String,
        #[command(flatten)]
        fields: Box<RemarkFields>,
        #[command(flatten)]
        by: By,
    },
    /// Change a remark; what is not given stays
    SetRemark {
        /// The remark
        id: String,
        /// About `us` or about the `market`
        #[arg(long)]
        about: Option<String>,
        /// What was said or seen
        #[arg(long)]
        what: Option<String>,
        /// `client`, `partner`, `press`, `online`, `fair`, `shelf`, `colleague` or `other`
        #[arg(long = "origin", id = "brand-origin")]
        origin: Option<String>,
        /// Written down by mistake: it counts nowhere
        #[arg(long)]
        withdrawn: bool,
        #[command(flatten)]
        fields: Box<RemarkFields>,
        #[command(flatten)]
        by: By,
    },
}
