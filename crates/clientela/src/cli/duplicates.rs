//! Clients and people that are in the book twice.

use clap::Subcommand;

/// Clients and people that are in the book twice.
#[derive(Debug, Subcommand)]
pub enum DuplicatesCommand {
    /// Pairs that may be one, the most certain first
    List {
        /// Pairs of people instead of clients
        #[arg(long)]
        people: bool,
        /// `open`, `different` or `merged`
        #[arg(long, default_value = "open", value_name = "WORD")]
        state: String,
        /// At most so many
        #[arg(long, default_value_t = 100)]
        limit: u64,
    },
    /// Look through the whole book
    Scan,
    /// Clients that a name or number may mean
    Similar {
        /// Name
        name: String,
        /// Registration number
        #[arg(long)]
        registration_number: Option<String>,
        /// City
        #[arg(long)]
        city: Option<String>,
    },
    /// Say that the two of a pair are different
    Different {
        /// Id of the pair
        pair: String,
        /// Take it back: the pair is to be decided again
        #[arg(long)]
        undo: bool,
    },
    /// Make two one
    Merge {
        /// The one that stays: id, code or name
        kept: String,
        /// The one that goes into it: id, code or name
        gone: String,
        /// They are people
        #[arg(long)]
        people: bool,
        /// Field whose value is the other's (may be repeated); by default those the one that stays does
        /// not have itself
        #[arg(long, value_name = "FIELD")]
        take: Option<Vec<String>>,
    },
    /// Merges of the last thirty days
    Merges,
    /// Make two of one again
    Unmerge {
        /// Id of the merge
        merge: String,
    },
    /// Say whose lines the lines of a code are
    Link {
        /// The code, as sales files have it
        code: String,
        /// Whose they are: id, code or name
        account: String,
    },
}
