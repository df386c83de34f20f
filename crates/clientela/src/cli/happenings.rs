//! Verbs of what happened and what is next.

use clap::{Args, Subcommand};

/// On whose behalf something is written.
#[derive(Debug, Clone, Default, Args)]
pub struct By {
    /// E-mail of the person who writes this (by default, the program itself)
    #[arg(long, value_name = "EMAIL")]
    pub by: Option<String>,
}

/// What of an interaction changes.
#[derive(Debug, Clone, Default, Args)]
pub struct InteractionChange {
    /// `call`, `visit`, `email`, `meeting`, `fair`, `seminar`, `message` or `observation`
    #[arg(long)]
    pub kind: Option<String>,
    /// What was said and done
    #[arg(long)]
    pub summary: Option<String>,
    /// When, as far as it is known
    #[arg(long, value_name = "DAY")]
    pub day: Option<String>,
    /// Who began: `in` or `out`
    #[arg(long)]
    pub direction: Option<String>,
    /// From -2 to 2
    #[arg(long, allow_negative_numbers = true)]
    pub mood: Option<i8>,
    /// Minutes
    #[arg(long)]
    pub minutes: Option<u32>,
    /// Whether they were asked whom else they know: `yes`, `no` or `not_recorded`
    #[arg(long)]
    pub asked: Option<String>,
}

#[derive(Debug, Subcommand)]
pub enum InteractionsCommand {
    /// One interaction
    Show {
        /// The interaction
        id: String,
    },
    /// Change an interaction; what is not given stays
    Set {
        /// The interaction
        id: String,
        #[command(flatten)]
        change: InteractionChange,
        #[command(flatten)]
        by: By,
    },
    /// Put an interaction into the trash
    Delete {
        /// The interaction
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// What happened, the latest first
    List {
        /// Only with this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// Only these kinds, parted by commas (`call`, `visit`, … `note`, `next_step`, `status`)
        #[arg(long, value_name = "KINDS", value_delimiter = ',')]
        kind: Vec<String>,
        /// Only what this person wrote
        #[arg(long, value_name = "EMAIL")]
        author: Option<String>,
        /// Words in it
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        /// From this day
        #[arg(long, value_name = "DATE")]
        since: Option<String>,
        /// To this day
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
        /// Where the last answer went on
        #[arg(long)]
        cursor: Option<String>,
    },
    /// Write down what happened
    Add {
        /// Client: id, code or name
        account: String,
        /// `call`, `visit`, `email`, `meeting`, `fair`, `seminar`, `message` or `observation`
        kind: String,
        /// What was said and done
        summary: String,
        /// When, as far as it is known: `yesterday`, `24.11`, `03.2026`, `63 BC`; today by default
        #[arg(long, value_name = "DAY")]
        day: Option<String>,
        /// Who began: `in` or `out`
        #[arg(long)]
        direction: Option<String>,
        /// From -2 to 2
        #[arg(long, allow_negative_numbers = true)]
        mood: Option<i8>,
        /// Minutes
        #[arg(long)]
        minutes: Option<u32>,
        /// Whether they were asked whom else they know: `yes`, `no` or `not_recorded`
        #[arg(long)]
        asked: Option<String>,
        /// Whom they named: an organisation, and after a dash the person there (may be repeated)
        #[arg(long = "name", value_name = "NAME")]
        names: Vec<String>,
        /// Who gave the names, by id; needed when several took part
        #[arg(long, value_name = "ID", requires = "names")]
        given_by: Option<String>,
        /// Their person, by id (may be repeated)
        #[arg(long = "person", value_name = "ID")]
        people: Vec<String>,
        /// Seen by the writer alone
        #[arg(long, requires = "by")]
        private: bool,
        /// What is to be done next
        #[arg(long, value_name = "TEXT")]
        next: Option<String>,
        /// Until when
        #[arg(long, value_name = "DAY", requires = "next")]
        due: Option<String>,
        #[command(flatten)]
        by: By,
    },
}

#[derive(Debug, Subcommand)]
pub enum NotesCommand {
    /// One note
    Show {
        /// The note
        id: String,
    },
    /// Write a note anew
    Set {
        /// The note
        id: String,
        /// The words
        text: String,
        #[command(flatten)]
        by: By,
    },
    /// Put a note into the trash
    Delete {
        /// The note
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// Write a note on a client
    Add {
        /// Client: id, code or name
        account: String,
        /// The words; `@name` mentions a colleague, `#client` a client
        text: String,
        /// Seen by the writer alone
        #[arg(long, requires = "by")]
        private: bool,
        #[command(flatten)]
        by: By,
    },
}

#[derive(Debug, Subcommand)]
pub enum NextStepsCommand {
    /// What is to be done, the earliest due first
    List {
        /// Only for this client: id, code or name
        #[arg(long, value_name = "ACCOUNT")]
        account: Option<String>,
        /// Only this person's, by e-mail; `nobody` for those without
        #[arg(long = "for", value_name = "EMAIL")]
        owner: Option<String>,
        /// `overdue`, `today`, `week`, `later` or `undated`
        #[arg(long)]
        due: Option<String>,
        /// `open`, `done` or `dropped`
        #[arg(long, default_value = "open")]
        state: String,
        /// At most so many
        #[arg(long, default_value_t = 50)]
        limit: u64,
    },
    /// Plan a next step
    Add {
        /// Client: id, code or name
        account: String,
        /// What
        what: String,
        /// Until when: `tomorrow`, `fri`, `+3d`, `24.11`
        #[arg(long, value_name = "DAY")]
        due: Option<String>,
        /// Who does it, by e-mail (by default, who writes this)
        #[arg(long = "for", value_name = "EMAIL")]
        owner: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Change a next step; what is not given stays
    Set {
        /// The step
        id: String,
        /// What
        #[arg(long)]
        what: Option<String>,
        /// Until when; empty for open
        #[arg(long, value_name = "DAY")]
        due: Option<String>,
        /// Who does it, by e-mail
        #[arg(long = "for", value_name = "EMAIL")]
        owner: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Put a next step into the trash
    Delete {
        /// The step
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// A next step is done
    Done {
        /// The step
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// A next step is no longer to be done
    Drop {
        /// The step
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// A step that was done or dropped is open again
    Reopen {
        /// The step
        id: String,
        #[command(flatten)]
        by: By,
    },
}

#[derive(Debug, Args)]
pub struct LogArguments {
    /// What happened and what is next, as one would jot it down
    pub line: String,
    /// Say what it means and write nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub by: By,
}
