//! Opening a book for the first time.

use std::path::PathBuf;

use clap::Args;

use super::{ImportArguments, ServeArguments};

#[derive(Debug, Args)]
pub struct StartArguments {
    /// Sales files; without any, the sample firm opens in `./sample-book`
    pub files: Vec<PathBuf>,
    /// Which sample: `firm`, or `patron`, a Roman patron and his clients, in `./patron-book`
    #[arg(long, value_name = "NAME", conflicts_with = "files")]
    pub sample: Option<String>,
    #[command(flatten)]
    pub options: ImportArguments,
    #[command(flatten)]
    pub serve: ServeArguments,
}
