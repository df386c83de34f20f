//! Verbs of the morning.

use clap::{Args, Subcommand};

use super::happenings::By;

/// Whose morning, of which day.
#[derive(Debug, Args)]
pub struct SalutatioArguments {
    /// Whose morning: an e-mail (by default, that of who asks; everybody's for the program itself)
    #[arg(long = "for", value_name = "USER")]
    pub of: Option<String>,
    /// Which day (by default, today)
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,
    #[command(subcommand)]
    pub command: Option<GreetingCommand>,
}

#[derive(Debug, Subcommand)]
pub enum GreetingCommand {
    /// Somebody at a client was greeted: it becomes an interaction
    Greet {
        /// Client: id, code or name
        account: String,
        /// Who of the client's people, by id (by default, whom the morning names)
        #[arg(long, value_name = "ID")]
        person: Option<String>,
        /// `call`, `visit`, `email`, `meeting`, `fair`, `seminar` or `message`
        #[arg(long, default_value = "call")]
        kind: String,
        /// What was said (by default, what they were greeted for)
        #[arg(long, value_name = "TEXT")]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Not today, for a reason
    PutOff {
        /// Client: id, code or name
        account: String,
        /// Who of the client's people, by id (by default, whom the morning names)
        #[arg(long, value_name = "ID")]
        person: Option<String>,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// The day on which it comes back (by default, the next working day)
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// It should not have been there: not shown for 30 days
    Wrong {
        /// Client: id, code or name
        account: String,
        /// Who of the client's people, by id (by default, whom the morning names)
        #[arg(long, value_name = "ID")]
        person: Option<String>,
        /// What is not true
        #[arg(long, value_name = "TEXT")]
        reason: String,
        #[command(flatten)]
        by: By,
    },
    /// Take back what was done with a greeting
    TakeBack {
        /// Its id
        id: String,
        #[command(flatten)]
        by: By,
    },
}

/// Whose book, and by what size solid clients are counted.
#[derive(Debug, Args)]
pub struct AuthorityArguments {
    /// Only the clients of this user: an e-mail
    #[arg(long = "for", value_name = "USER")]
    pub of: Option<String>,
    /// The size of a solid client (by default, a hundredth of what all bring)
    #[arg(long, value_name = "AMOUNT")]
    pub unit: Option<String>,
}
