//! Verbs about the firm's own people.

use clap::{Args, Subcommand};

use super::LinkArguments;

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Everyone who may sign in
    List,
    /// Add a person; prints a one-time link to choose a password
    Add {
        /// E-mail
        email: String,
        /// Name
        #[arg(long)]
        name: String,
        /// `administrator`, `director`, `key_account_manager`, `sales_representative` or `reader`
        #[arg(long, default_value = "director")]
        role: String,
        /// Team, by name
        #[arg(long, value_name = "NAME")]
        team: Option<String>,
        /// Whose clients they see, when not as their role has it: `own`, `team` or `all`
        #[arg(long, value_name = "WHOSE")]
        visibility: Option<String>,
        #[command(flatten)]
        address: LinkArguments,
    },
    /// Change a person
    Set {
        /// E-mail
        email: String,
        #[command(flatten)]
        change: UserChangeArguments,
    },
    /// Print a new one-time link for a person who forgot the password
    #[command(alias = "reset")]
    ResetLink {
        /// E-mail
        email: String,
        #[command(flatten)]
        address: LinkArguments,
    },
    /// Close a person's access and end their sessions
    Disable {
        /// E-mail
        email: String,
    },
    /// Open a person's access again
    Enable {
        /// E-mail
        email: String,
    },
}

#[derive(Debug, Clone, Default, Args)]
pub struct UserChangeArguments {
    /// Name
    #[arg(long)]
    pub name: Option<String>,
    /// Role
    #[arg(long)]
    pub role: Option<String>,
    /// Team, by name; empty for none
    #[arg(long, value_name = "NAME")]
    pub team: Option<String>,
    /// `own`, `team`, `all`; empty: as their role has it
    #[arg(long, value_name = "WHOSE")]
    pub visibility: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum TeamCommand {
    /// Teams, each followed by those below it
    List,
    /// Add a team
    Add {
        /// Name
        name: String,
        /// The team it belongs to, by name
        #[arg(long, value_name = "NAME")]
        parent: Option<String>,
        /// Who leads it, by e-mail
        #[arg(long, value_name = "EMAIL")]
        leader: Option<String>,
    },
    /// Change a team
    Set {
        /// Name
        team: String,
        /// New name
        #[arg(long)]
        name: Option<String>,
        /// The team it belongs to, by name; empty for none
        #[arg(long, value_name = "NAME")]
        parent: Option<String>,
        /// Who leads it, by e-mail; empty for nobody
        #[arg(long, value_name = "EMAIL")]
        leader: Option<String>,
    },
    /// Remove a team; its people and the teams below it move up
    Remove {
        /// Name
        team: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum AbsenceCommand {
    /// Absences, the latest first
    List,
    /// Enter an absence
    Add {
        /// Who is away, by e-mail
        email: String,
        /// Who stands in, by e-mail
        #[arg(long, value_name = "EMAIL")]
        substitute: String,
        /// First day away
        #[arg(long, value_name = "DATE")]
        first_day: String,
        /// Last day away
        #[arg(long, value_name = "DATE")]
        last_day: String,
        /// Why, for colleagues
        #[arg(long, default_value = "")]
        note: String,
    },
    /// Remove an absence
    Remove {
        /// Its id
        id: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum PermissionsCommand {
    /// Which roles see the firm's totals and which import
    List,
    /// Give a role a permission
    Give {
        /// `key_account_manager`, `sales_representative` or `reader`
        role: String,
        /// `see_firm_totals` or `import`
        permission: String,
    },
    /// Take a permission back from a role
    Take {
        /// The role
        role: String,
        /// The permission
        permission: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum RepresentativesCommand {
    /// Names in the sales files, with their clients and the users they are
    List,
    /// Say which user a representative is
    Link {
        /// Name as the files write it
        name: String,
        /// The user, by e-mail; without it, nobody
        #[arg(long, value_name = "EMAIL")]
        user: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum OwnersCommand {
    /// Give clients to whoever sold most of their lines in the last twelve months
    Assign {
        /// Replace owners people set, too
        #[arg(long)]
        overwrite: bool,
        /// Say what would change and change nothing
        #[arg(long)]
        dry_run: bool,
    },
    /// Take an assignment back
    Undo {
        /// Its id
        id: String,
    },
}
