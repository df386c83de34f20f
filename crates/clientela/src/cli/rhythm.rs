//! How often clients and prospects are meant to be spoken with, on the command line.

use clap::Args;

/// Days between two contacts, or `none`.
#[derive(Debug, Clone, Default, Args)]
pub struct RhythmArguments {
    /// Key clients
    #[arg(long, value_name = "DAYS")]
    pub key: Option<String>,
    /// Clients of class A
    #[arg(long, value_name = "DAYS")]
    pub a: Option<String>,
    /// Clients of class B
    #[arg(long, value_name = "DAYS")]
    pub b: Option<String>,
    /// Clients of class C
    #[arg(long, value_name = "DAYS")]
    pub c: Option<String>,
    /// Prospects that can become clients, or have our offer
    #[arg(long, value_name = "DAYS")]
    pub promising: Option<String>,
    /// Prospects we have spoken with
    #[arg(long, value_name = "DAYS")]
    pub contacted: Option<String>,
    /// Prospects that are a name, nothing more
    #[arg(long, value_name = "DAYS")]
    pub new: Option<String>,
    /// Prospects that cannot become clients as they stand
    #[arg(long, value_name = "DAYS")]
    pub cold: Option<String>,
}
