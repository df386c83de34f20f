//! Prospects, and what each way of finding them brings.

use clap::{Args, Subcommand};

use super::happenings::By;
use super::origins::{BatchCommand, CampaignCommand};

/// What is written about a prospect.
#[derive(Debug, Clone, Default, Args)]
pub struct ProspectFields {
    /// Registration number
    #[arg(long, value_name = "NUMBER")]
    pub registration_number: Option<String>,
    /// City
    #[arg(long, value_name = "TEXT")]
    pub city: Option<String>,
    /// Country, two letters
    #[arg(long, value_name = "CODE")]
    pub country: Option<String>,
    /// Web address
    #[arg(long, value_name = "ADDRESS")]
    pub website: Option<String>,
    /// Telephone of the organisation
    #[arg(long, value_name = "NUMBER")]
    pub phone: Option<String>,
    /// E-mail of the organisation
    #[arg(long = "email", id = "prospect-email", value_name = "ADDRESS")]
    pub email: Option<String>,
    /// Who of us answers for it, by e-mail (by default, who writes this)
    #[arg(long = "for", id = "prospect-for", value_name = "EMAIL")]
    pub owner: Option<String>,
    /// What is to be done next
    #[arg(long, value_name = "TEXT")]
    pub next_step: Option<String>,
    /// When
    #[arg(long, value_name = "DAY")]
    pub next_on: Option<String>,
    /// When the people there were told whence we have their data
    #[arg(long, value_name = "DAY")]
    pub informed_on: Option<String>,
    /// More about it
    #[arg(long = "note", id = "prospect-note", value_name = "TEXT")]
    pub note: Option<String>,
}

/// How a prospect came.
#[derive(Debug, Clone, Default, Args)]
pub struct SourceFields {
    /// Which way: `client`, `chain`, `exhibition`, `cold`, `observation`, … or the firm's own name of one
    #[arg(long = "source", id = "prospect-way", value_name = "WAY")]
    pub source: Option<String>,
    /// Who gave it to us: a client or a person, by name or code
    #[arg(long, value_name = "NAME")]
    pub given_by: Option<String>,
    /// In what we read it was found, for `directory` and `press`: id or name
    #[arg(long = "publication", id = "source-publication", value_name = "NAME")]
    pub publication: Option<String>,
    /// Under which agreement with somebody who is paid for names: id or name
    #[arg(long = "spotter", id = "source-spotter", value_name = "NAME")]
    pub spotter: Option<String>,
    /// When it came (by default, today)
    #[arg(long, value_name = "DAY")]
    pub source_day: Option<String>,
    /// More about how it came
    #[arg(long, value_name = "TEXT")]
    pub source_detail: Option<String>,
    /// What it cost
    #[arg(long, value_name = "AMOUNT")]
    pub source_cost: Option<String>,
}

/// Which prospects `sources` counts.
#[derive(Debug, Clone, Default, Args)]
pub struct SourcesArgs {
    /// Only those that came on this day or later
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// Only those that came by this day
    #[arg(long, value_name = "DAY")]
    pub to: Option<String>,
    /// Only of this colleague, by e-mail
    #[arg(long, value_name = "EMAIL")]
    pub owner: Option<String>,
    /// Cold contacts: `with`, `without` or `only`
    #[arg(long)]
    pub cold: Option<String>,
    /// `names`, `chance`, `cost` or `way`
    #[arg(long)]
    pub sort: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum ProspectCommand {
    /// Prospects, the newest first
    List {
        /// Only in these stages, parted by commas
        #[arg(long, value_name = "STAGES", value_delimiter = ',')]
        stage: Vec<String>,
        /// Only with this verdict: `qualified`, `disqualified` or `open`
        #[arg(long)]
        verdict: Option<String>,
        /// Only those that came this way
        #[arg(long, value_name = "WAY")]
        source: Option<String>,
        /// Only of this colleague, by e-mail
        #[arg(long, value_name = "EMAIL")]
        owner: Option<String>,
        /// Only those parked whose day has come
        #[arg(long)]
        due: bool,
        /// Only those that became clients whose sales confirm it (`true`), or do not (`false`)
        #[arg(long, value_name = "TRUE|FALSE")]
        confirmed: Option<bool>,
        /// Words in it
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// `newest`, `name` or `next`
        #[arg(long)]
        sort: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// Where the last answer went on
        #[arg(long)]
        cursor: Option<String>,
    },
    /// Whom to ask for a name today, and why
    Ask {
        /// Only at clients you care for
        #[arg(long)]
        mine: bool,
        /// Only those thought of for this: `satisfied` or `influence`
        #[arg(long)]
        kind: Option<String>,
        /// Words in their name or their client's
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// `best`, `name`, `client` or `asked`
        #[arg(long)]
        sort: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// One prospect with everything that is known of it
    Show {
        /// The prospect
        id: String,
    },
    /// Write a prospect down
    Add {
        /// Name of the organisation
        name: String,
        #[command(flatten)]
        fields: Box<ProspectFields>,
        #[command(flatten)]
        source: Box<SourceFields>,
        /// With whom we speak there
        #[arg(long, value_name = "NAME")]
        contact: Option<String>,
        /// What they are there
        #[arg(long, value_name = "TEXT")]
        contact_role: Option<String>,
        /// Their telephone
        #[arg(long, value_name = "NUMBER")]
        contact_phone: Option<String>,
        /// Their e-mail
        #[arg(long, value_name = "ADDRESS")]
        contact_email: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Jot an observation down in one line: a name, then what was noticed
    Note {
        /// The line
        line: String,
        #[command(flatten)]
        by: By,
    },
    /// Change a prospect; what is not given stays
    Set {
        /// The prospect
        id: String,
        /// Name of the organisation
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: Box<ProspectFields>,
        #[command(flatten)]
        by: By,
    },
    /// Answer one of the five questions
    Qualify {
        /// The prospect
        id: String,
        /// `functional_need`, `prestige_need`, `ability`, `authority` or `access`
        question: String,
        /// `yes`, `partly`, `no` or `unknown`
        answer: String,
        /// Whence it is known
        #[arg(long, value_name = "TEXT")]
        evidence: Option<String>,
        /// Since when (by default, today)
        #[arg(long = "day", id = "prospect-day", value_name = "DAY")]
        day: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Write a fact about its ability to pay
    Fact {
        /// The prospect
        id: String,
        /// `credit_limit`, `exposure`, `accounts`, `insolvency`, `refused`, `deposit` or `reference`
        kind: String,
        /// Who says so, or where it stands
        #[arg(long = "source", id = "fact-source", value_name = "TEXT")]
        source: String,
        /// The sum of a limit, an exposure or a deposit
        #[arg(long, value_name = "AMOUNT")]
        amount: Option<String>,
        /// In which currency (by default, the book's)
        #[arg(long = "currency", id = "fact-currency", value_name = "CODE")]
        currency: Option<String>,
        /// The year of filed accounts
        #[arg(long, value_name = "YEAR")]
        year: Option<String>,
        /// Revenue of that year
        #[arg(long, value_name = "AMOUNT")]
        revenue: Option<String>,
        /// Result of that year
        #[arg(long, value_name = "AMOUNT", allow_hyphen_values = true)]
        result: Option<String>,
        /// It is no longer so, or was looked up and is not so
        #[arg(long)]
        over: bool,
        /// Since when (by default, today)
        #[arg(long = "day", id = "prospect-day", value_name = "DAY")]
        day: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Move a prospect to another stage
    Move {
        /// The prospect
        id: String,
        /// `prospect`, `contacted`, `qualified`, `offered` or `lost`
        stage: String,
        /// Why it is lost: `price`, `competitor`, `no_need`, `no_money`, `no_access`, `silence`, `gone` or `other`
        #[arg(long)]
        reason: Option<String>,
        /// Why, in words
        #[arg(long = "note", id = "move-note", value_name = "TEXT")]
        note: Option<String>,
        /// On which day (by default, today)
        #[arg(long = "day", id = "prospect-day", value_name = "DAY")]
        day: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Let a prospect rest until a day
    Park {
        /// The prospect
        id: String,
        /// Why
        why: String,
        /// When to look at it again
        #[arg(long, value_name = "DAY")]
        until: String,
        #[command(flatten)]
        by: By,
    },
    /// Wake a parked prospect: it goes back to where it stood
    Wake {
        /// The prospect
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// Make a client of a prospect
    Win {
        /// The prospect
        id: String,
        /// A client that is in the book: id, code or name (by default, a new one)
        #[arg(long = "client", id = "win-client", value_name = "ACCOUNT")]
        client: Option<String>,
        /// On which day (by default, today)
        #[arg(long = "day", id = "prospect-day", value_name = "DAY")]
        day: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Batches of cold contacts: what became of each and what it cost
    #[command(subcommand)]
    Batches(BatchCommand),
    /// Campaigns: what became of each and what it cost
    #[command(subcommand)]
    Campaigns(CampaignCommand),
    /// Take back that a prospect became a client
    TakeBack {
        /// The prospect
        id: String,
        #[command(flatten)]
        by: By,
    },
}
