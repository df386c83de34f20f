//! Verbs of what is known of clients: their problems, threats, how satisfied they are.

use clap::{Args, Subcommand};

use super::happenings::By;

/// What is written about a problem.
#[derive(Debug, Clone, Default, Args)]
pub struct ProblemFields {
    /// What comes of it for the client
    #[arg(long = "effect", id = "problem-effect", value_name = "TEXT")]
    pub effect: Option<String>,
    /// What it costs the client
    #[arg(long, value_name = "AMOUNT")]
    pub cost: Option<String>,
    /// Who of the client's people says so, by id
    #[arg(long, value_name = "ID")]
    pub said_by: Option<String>,
    /// Who of us, by e-mail (by default, who writes this)
    #[arg(long = "for", value_name = "EMAIL")]
    pub owner: Option<String>,
    /// What we propose
    #[arg(long, value_name = "TEXT")]
    pub solution: Option<String>,
    /// What else could be done
    #[arg(long, value_name = "TEXT")]
    pub alternatives: Option<String>,
    /// Since when we know of it (by default, today)
    #[arg(long = "day", id = "known-day", value_name = "DAY")]
    pub day: Option<String>,
    /// `open`, `proposed`, `underway`, `solved` or `dropped`
    #[arg(long = "state", id = "problem-state")]
    pub state: Option<String>,
    /// What we say our solution was worth
    #[arg(long, value_name = "AMOUNT")]
    pub shown: Option<String>,
    /// What the client confirmed
    #[arg(long = "confirmed", id = "problem-confirmed", value_name = "AMOUNT")]
    pub confirmed: Option<String>,
    /// Who of the client's people confirmed it, by id
    #[arg(long = "confirmed-by", id = "problem-confirmed-by", value_name = "ID")]
    pub confirmed_by: Option<String>,
    /// Currency of the amounts (by default, the book's)
    #[arg(long = "currency", id = "known-currency", value_name = "CODE")]
    pub currency: Option<String>,
    /// More about it
    #[arg(long = "note", id = "known-note", value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum ProblemCommand {
    /// Problems of clients, the latest first
    List {
        /// Only of this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// Only in these states, parted by commas
        #[arg(long, value_name = "STATES", value_delimiter = ',')]
        state: Vec<String>,
        /// Only those whose value the client has not confirmed
        #[arg(long)]
        unconfirmed: bool,
        /// Words in it
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// Where the last answer went on
        #[arg(long)]
        cursor: Option<String>,
    },
    /// One problem
    Show {
        /// The problem
        id: String,
    },
    /// Write a problem down
    Add {
        /// Client: id, code or name
        account: String,
        /// What hurts
        what: String,
        #[command(flatten)]
        fields: Box<ProblemFields>,
        #[command(flatten)]
        by: By,
    },
    /// Change a problem; what is not given stays
    Set {
        /// The problem
        id: String,
        /// What hurts
        #[arg(long)]
        what: Option<String>,
        #[command(flatten)]
        fields: Box<ProblemFields>,
        #[command(flatten)]
        by: By,
    },
}

/// What is written about a threat.
#[derive(Debug, Clone, Default, Args)]
pub struct ThreatFields {
    /// How likely, 1 to 5
    #[arg(long, value_name = "1-5")]
    pub likelihood: Option<i64>,
    /// How bad, 1 to 5
    #[arg(long = "effect", id = "threat-effect", value_name = "1-5")]
    pub effect: Option<i64>,
    /// What is prepared
    #[arg(long, value_name = "TEXT")]
    pub alternative: Option<String>,
    /// By what it will be noticed
    #[arg(long, value_name = "TEXT")]
    pub early_sign: Option<String>,
    /// Who of us watches it, by e-mail (by default, who writes this)
    #[arg(long = "for", value_name = "EMAIL")]
    pub owner: Option<String>,
    /// Since when we know of it (by default, today)
    #[arg(long = "day", id = "known-day", value_name = "DAY")]
    pub day: Option<String>,
    /// When it is looked at again
    #[arg(long, value_name = "DAY")]
    pub review_day: Option<String>,
    /// `watched`, `arrived` or `passed`
    #[arg(long = "state", id = "threat-state")]
    pub state: Option<String>,
    /// More about it
    #[arg(long = "note", id = "known-note", value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum ThreatCommand {
    /// Threats, the latest first
    List {
        /// Only with this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// Only about this: `price`, `terms`, `capacity` or `other`
        #[arg(long)]
        kind: Option<String>,
        /// Only in these states, parted by commas
        #[arg(long, value_name = "STATES", value_delimiter = ',')]
        state: Vec<String>,
        /// Only those for which nothing is prepared
        #[arg(long)]
        unprepared: bool,
        /// Words in it
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// Where the last answer went on
        #[arg(long)]
        cursor: Option<String>,
    },
    /// How many there are of each likelihood and effect
    Grid {
        /// Only with this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
    },
    /// One threat
    Show {
        /// The threat
        id: String,
    },
    /// Write a threat down
    Add {
        /// Client: id, code or name
        account: String,
        /// `price`, `terms`, `capacity` or `other`
        kind: String,
        /// What may come
        what: String,
        #[command(flatten)]
        fields: Box<ThreatFields>,
        #[command(flatten)]
        by: By,
    },
    /// Change a threat; what is not given stays
    Set {
        /// The threat
        id: String,
        /// What may come
        #[arg(long)]
        what: Option<String>,
        /// `price`, `terms`, `capacity` or `other`
        #[arg(long)]
        kind: Option<String>,
        #[command(flatten)]
        fields: Box<ThreatFields>,
        #[command(flatten)]
        by: By,
    },
}

/// What somebody of a client answered.
#[derive(Debug, Clone, Default, Args)]
pub struct AnswerFields {
    /// Who of the client's people, by id
    #[arg(long, value_name = "ID")]
    pub person: Option<String>,
    /// Whoever answered decides about buying
    #[arg(long)]
    pub decides: bool,
    /// When (by default, today)
    #[arg(long = "day", id = "answer-day", value_name = "DAY")]
    pub day: Option<String>,
    /// Would they recommend us, 0 to 10
    #[arg(long, value_name = "0-10")]
    pub recommend: Option<u8>,
    /// How satisfied they are, 1 to 5
    #[arg(long, value_name = "1-5")]
    pub satisfied: Option<u8>,
    /// How easy it is to work with us, 1 to 7
    #[arg(long = "ease", id = "answer-effort", value_name = "1-7")]
    pub effort: Option<u8>,
    /// In their own words
    #[arg(long, value_name = "TEXT")]
    pub comment: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum SatisfactionCommand {
    /// Every client that was asked or answered within a year
    List,
    /// One client: scores, answers, questions that were sent
    Show {
        /// Client: id, code or name
        account: String,
    },
    /// Make a link by which somebody says how satisfied they are, once
    Ask {
        /// Client: id, code or name
        account: String,
        /// Who of the client's people, by id (by default, anybody there)
        #[arg(long, value_name = "ID")]
        person: Option<String>,
        /// Whoever is asked decides about buying
        #[arg(long)]
        decides: bool,
        /// In which language, `bg` or `en` (by default, that of the command)
        #[arg(long = "in", id = "survey-language", value_name = "LANGUAGE")]
        language: Option<String>,
        /// How many days the link can be answered
        #[arg(long, default_value_t = 30)]
        days: u16,
        #[command(flatten)]
        by: By,
    },
    /// Take a question back: its link answers nothing any more
    Withdraw {
        /// The question
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// Write down what a client told us
    Answer {
        /// Client: id, code or name
        account: String,
        #[command(flatten)]
        fields: AnswerFields,
        #[command(flatten)]
        by: By,
    },
    /// Change an answer; what is not given stays
    Set {
        /// The answer
        id: String,
        /// Written down by mistake: it counts nowhere
        #[arg(long)]
        withdrawn: bool,
        #[command(flatten)]
        fields: AnswerFields,
        #[command(flatten)]
        by: By,
    },
}
