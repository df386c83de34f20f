//! Keys of the API.

use clap::Subcommand;

#[derive(Debug, Subcommand)]
pub enum TokenCommand {
    /// Keys there are
    List,
    /// Make a key; it is shown once
    Create {
        /// What it is for
        name: String,
        /// `read`, `write`, `import`, `admin` (may be repeated)
        #[arg(long = "scope", default_values_t = ["read".to_owned()])]
        scopes: Vec<String>,
    },
    /// Make a key useless
    Revoke {
        /// Its id
        id: String,
    },
}
