//! Finding clients and people.

use clap::Args;

#[derive(Debug, Args)]
pub struct SearchArguments {
    /// Words, or beginnings of words; a hit has all of them
    #[arg(required = true)]
    pub words: Vec<String>,
    /// Only this kind: `account` or `person` (may be repeated)
    #[arg(long = "type", value_name = "TYPE")]
    pub types: Vec<String>,
    /// At most so many of each kind
    #[arg(long, default_value_t = 10)]
    pub limit: usize,
}
