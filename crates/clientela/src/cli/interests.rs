//! Verbs of interests our own people declare.

use clap::{Args, Subcommand};

/// What is declared.
#[derive(Debug, Clone, Default, Args)]
pub struct InterestFields {
    /// `kinship`, `shareholding`, `second_job`, `gifts` or `other`
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// Since when (by default, today)
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// The last day; an empty text while open
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
    /// More about it
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum InterestsCommand {
    /// Declared interests, the latest first
    List {
        /// Only this user's, by e-mail
        #[arg(long = "user", value_name = "EMAIL")]
        user: Option<String>,
        /// Only those at this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// From `next` of the answer before
        #[arg(long, value_name = "CURSOR")]
        after: Option<String>,
    },
    /// Declare somebody's interest at a client
    Add {
        /// Client: id, code or name
        account: String,
        /// Whose, by e-mail
        user: String,
        #[command(flatten)]
        fields: InterestFields,
    },
    /// Change an interest; what is not given stays
    Set {
        /// The interest
        id: String,
        #[command(flatten)]
        fields: InterestFields,
    },
    /// Withdraw an interest that was declared by mistake
    Withdraw {
        /// The interest
        id: String,
        /// Why
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
    },
}
