//! Verbs of agreements.

use clap::{Args, Subcommand};

use super::happenings::By;

/// What is written about an agreement.
#[derive(Debug, Clone, Default, Args)]
pub struct AgreementFields {
    /// Who of us answers for it, by e-mail (by default, who writes this)
    #[arg(long = "for", value_name = "EMAIL")]
    pub owner: Option<String>,
    /// When it was signed
    #[arg(long, value_name = "DAY")]
    pub signed_on: Option<String>,
    /// The first day
    #[arg(long, value_name = "DAY")]
    pub valid_from: Option<String>,
    /// The last day
    #[arg(long, value_name = "DAY")]
    pub valid_to: Option<String>,
    /// Days of notice
    #[arg(long, value_name = "DAYS")]
    pub notice_days: Option<u16>,
    /// Without notice it goes on
    #[arg(long)]
    pub renewed: bool,
    /// Currency of the amounts (by default, the book's)
    #[arg(long = "currency", id = "agreement-currency", value_name = "CODE")]
    pub currency: Option<String>,
    /// Discount in per cent
    #[arg(long, value_name = "PERCENT")]
    pub discount: Option<String>,
    /// Days until payment
    #[arg(long, value_name = "DAYS")]
    pub payment_days: Option<u16>,
    /// Credit we give
    #[arg(long, value_name = "AMOUNT")]
    pub credit_limit: Option<String>,
    /// Guarantee we give
    #[arg(long, value_name = "AMOUNT")]
    pub guarantee: Option<String>,
    /// A product: `name|price|discount`; may be given several times
    #[arg(long, value_name = "PRODUCT")]
    pub product: Vec<String>,
    /// A clause: `number|text|metric|target|tolerance|period|owner|tiers|fee`; may be given several times
    #[arg(long, value_name = "CLAUSE")]
    pub clause: Vec<String>,
    /// More about it
    #[arg(long = "note", id = "agreement-note", value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum AgreementsCommand {
    /// Agreements with their clauses and how they are kept, the earliest end first
    List(Box<AgreementFilters>),
    /// One agreement with everything about it
    Show {
        /// The agreement
        id: String,
    },
    /// Write an agreement down, as a draft
    Add {
        /// Client: id, code or name
        account: String,
        /// Its number
        number: String,
        /// What it is about
        title: String,
        #[command(flatten)]
        fields: Box<AgreementFields>,
        #[command(flatten)]
        by: By,
    },
    /// Change an agreement; what is not given stays, other terms become a further version
    Set {
        /// The agreement
        id: String,
        /// Its number
        #[arg(long)]
        number: Option<String>,
        /// What it is about
        #[arg(long)]
        title: Option<String>,
        /// Why the terms are changed
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
        #[command(flatten)]
        fields: Box<AgreementFields>,
        #[command(flatten)]
        by: By,
    },
    /// Bring it to another state: `offered`, `in_force`, `ended`, `withdrawn` or `draft`
    Turn {
        /// The agreement
        id: String,
        /// The new state
        state: String,
        /// When (by default, today)
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// Why
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Write down a round of the negotiation
    Round {
        /// The agreement
        id: String,
        /// `offer`, `counter_offer` or `concession`
        kind: String,
        /// `us` or `them`
        side: String,
        /// What
        what: String,
        /// What for
        #[arg(long, value_name = "TEXT")]
        purpose: Option<String>,
        /// In return for what
        #[arg(long, value_name = "TEXT")]
        in_return: Option<String>,
        /// When (by default, today)
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// Who of the client's people, by id
        #[arg(long, value_name = "ID")]
        person: Option<String>,
        /// More about it
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Take back a round written by mistake
    TakeBack {
        /// The agreement
        id: String,
        /// The round
        round: String,
        #[command(flatten)]
        by: By,
    },
    /// Approve the terms that wait
    Approve {
        /// The agreement
        id: String,
        /// A note
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Refuse the terms that wait
    Refuse {
        /// The agreement
        id: String,
        /// The reason
        #[arg(long, value_name = "TEXT")]
        note: String,
        #[command(flatten)]
        by: By,
    },
    /// What waits for the commercial director
    Waiting,
    /// Limits above which terms wait for the commercial director; with what is given they are set
    Limits {
        /// Highest discount in per cent, or `none`
        #[arg(long, value_name = "PERCENT")]
        discount: Option<String>,
        /// Longest time until payment in days, or `none`
        #[arg(long, value_name = "DAYS")]
        payment_days: Option<String>,
        /// Highest credit, or `none`
        #[arg(long, value_name = "AMOUNT")]
        credit: Option<String>,
        /// Highest guarantee, or `none`
        #[arg(long, value_name = "AMOUNT")]
        guarantee: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Measure the clauses now and open promises for breached ones
    Follow,
}

/// Which agreements.
#[derive(Debug, Clone, Args)]
pub struct AgreementFilters {
    /// Only with this client: id, code or name
    #[arg(long, value_name = "ACCOUNT")]
    pub account: Option<String>,
    /// Only in this state
    #[arg(long)]
    pub state: Option<String>,
    /// Only of this approval: `not_needed`, `waiting`, `approved` or `refused`
    #[arg(long)]
    pub approval: Option<String>,
    /// Only with a clause in this state: `kept`, `at_risk`, `breached` or `unknown`
    #[arg(long)]
    pub clause_state: Option<String>,
    /// Words in number or subject
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 50)]
    pub limit: u64,
    /// Where the last answer went on
    #[arg(long)]
    pub cursor: Option<String>,
}
