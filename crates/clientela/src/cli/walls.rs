//! Verbs of walls, conflicts of interest and agreements on confidentiality.

use clap::{Args, Subcommand};

/// What is confidential.
#[derive(Debug, Subcommand)]
pub enum ConfidentialCommand {
    /// Walls around clients
    #[command(subcommand)]
    Walls(WallsCommand),
    /// Conflicts of interest and clients that rival each other
    #[command(subcommand)]
    Conflicts(ConflictsCommand),
    /// Agreements on confidentiality
    #[command(subcommand)]
    Confidentiality(ConfidentialityCommand),
}

/// Who is meant by a wall.
#[derive(Debug, Clone, Default, Args)]
pub struct WallFields {
    /// A team, by name; with the teams below it
    #[arg(long = "team", value_name = "TEAM")]
    pub teams: Vec<String>,
    /// A user, by e-mail
    #[arg(long = "user", value_name = "EMAIL")]
    pub users: Vec<String>,
    /// A rival, by id, code or name: whoever serves it is outside
    #[arg(long = "rival", value_name = "ACCOUNT")]
    pub rivals: Vec<String>,
    /// Those named are outside (by default, they are the only ones inside)
    #[arg(long)]
    pub outside: bool,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
}

#[derive(Debug, Subcommand)]
pub enum WallsCommand {
    /// Standing walls
    List,
    /// Set a wall around a client, or change the one that stands
    Set {
        /// Client: id, code or name
        account: String,
        #[command(flatten)]
        fields: WallFields,
    },
    /// Lift the wall around a client
    Lift {
        /// Client: id, code or name
        account: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum ConflictsCommand {
    /// May somebody be given a client?
    Check {
        /// Client: id, code or name
        account: String,
        /// Who, by e-mail
        user: String,
    },
    /// Decide that somebody may be given a client although they know a rival
    Allow {
        /// Client: id, code or name
        account: String,
        /// Who, by e-mail
        user: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// Decide that somebody may not be given a client
    Refuse {
        /// Client: id, code or name
        account: String,
        /// Who, by e-mail
        user: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: String,
    },
    /// What was decided about a client
    Decisions {
        /// Client: id, code or name
        account: String,
    },
    /// Clients that rival each other; with a name and clients it says so
    Rivals {
        /// In what they rival
        name: Option<String>,
        /// Clients: id, code or name
        accounts: Vec<String>,
    },
    /// Forget that clients rival each other
    Forget {
        /// In what they rival
        name: String,
    },
    /// Release somebody from what they know of a client they no longer serve
    Release {
        /// Client: id, code or name
        account: String,
        /// Who, by e-mail
        user: String,
    },
}

/// What is written about an agreement on confidentiality.
#[derive(Debug, Clone, Default, Args)]
pub struct ConfidentialityFields {
    /// With whom it was made
    #[arg(long = "with", value_name = "TEXT")]
    pub with_whom: Option<String>,
    /// What is to be kept confidential
    #[arg(long, value_name = "TEXT")]
    pub scope: Option<String>,
    /// Who may know
    #[arg(long, value_name = "TEXT")]
    pub may_know: Option<String>,
    /// What it says
    #[arg(long, value_name = "TEXT")]
    pub text: Option<String>,
    /// From when (by default, today)
    #[arg(long, value_name = "DAY")]
    pub since: Option<String>,
    /// Until when; an empty text for no end
    #[arg(long, value_name = "DAY")]
    pub until: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum ConfidentialityCommand {
    /// Agreements: those that end first come first
    List {
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// From `next` of the answer before
        #[arg(long, value_name = "CURSOR")]
        after: Option<String>,
    },
    /// Write an agreement down
    Add {
        /// Client: id, code or name
        account: String,
        #[command(flatten)]
        fields: ConfidentialityFields,
    },
    /// Change an agreement; what is not given stays
    Set {
        /// The agreement
        id: String,
        #[command(flatten)]
        fields: ConfidentialityFields,
    },
}
