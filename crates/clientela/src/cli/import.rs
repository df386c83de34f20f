//! Bringing files into the book.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// Sales lines from an ERP export (CSV, TSV, XLSX, XLS, ODS, Parquet; also zipped or gzipped)
    Sales {
        /// The file
        file: PathBuf,
        #[command(flatten)]
        options: ImportArguments,
        #[command(flatten)]
        run: ImportRun,
    },
    /// Clients with what is known of them
    Accounts(RecordFile),
    /// People at clients; also cards (vCard)
    People(RecordFile),
    /// What happened with clients
    Interactions(RecordFile),
    /// What clients and we owe each other
    Obligations(RecordFile),
    /// People maps: who is who at clients
    PeopleMap(RecordFile),
    /// What was given and received
    Gifts(RecordFile),
    /// How clients and we supported each other
    Support(RecordFile),
    /// Agreements on confidentiality
    Confidentiality(RecordFile),
    /// Agreements with their clauses
    Agreements(RecordFile),
    /// What was done of what was promised: deliveries, complaints, quality, services
    Executions(RecordFile),
    /// What hurts clients
    Problems(RecordFile),
    /// What clients answered when asked how satisfied they are
    SurveyAnswers(RecordFile),
    /// Who may become a client
    Prospects {
        #[command(flatten)]
        file: RecordFile,
        /// Campaign by which those came whose way the file does not say
        #[arg(long, value_name = "ID")]
        campaign: Option<String>,
    },
    /// Where competitors stand at clients
    Positions(RecordFile),
    /// What clients buy in all
    Purchases(RecordFile),
    /// What threatens the business with clients
    Threats(RecordFile),
    /// What clients and prospects may buy from us
    Opportunities(RecordFile),
    /// Agreements with those who find prospects for a fee
    Spotters(RecordFile),
    /// Visits that are meant or took place
    Visits(RecordFile),
}

/// Trial or import, or a correction of an earlier one.
#[derive(Debug, Args)]
pub struct ImportRun {
    /// Say what would happen and change nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Rows set aside earlier, corrected in a CSV, to be run again
    #[arg(long, value_name = "ROWS.csv")]
    pub corrected: Option<PathBuf>,
}

/// A file of clients, people or interactions.
#[derive(Debug, Args)]
pub struct RecordFile {
    /// The file
    pub file: PathBuf,
    #[command(flatten)]
    pub options: RecordArguments,
    #[command(flatten)]
    pub run: ImportRun,
}

/// How such a file is to be read.
#[derive(Debug, Clone, Default, Args)]
pub struct RecordArguments {
    /// Map file: `[columns]` canonical name = header, `[format]`
    #[arg(long, value_name = "MAP.toml")]
    pub map: Option<PathBuf>,
    /// Only this sheet of a workbook
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Encoding of a text file, for example `windows-1251`
    #[arg(long)]
    pub encoding: Option<String>,
    /// Delimiter of a text file
    #[arg(long)]
    pub delimiter: Option<char>,
    /// Order of days: `dmy`, `mdy` or `ymd`
    #[arg(long)]
    pub date_order: Option<String>,
    /// What holds where the file differs from what people wrote
    #[arg(long, value_enum, default_value_t = DifferenceChoice::Ask)]
    pub on_conflict: DifferenceChoice,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum DifferenceChoice {
    #[default]
    Ask,
    Keep,
    Replace,
}

#[derive(Debug, Clone, Default, Args)]
pub struct ImportArguments {
    /// Map file: `[columns]` canonical name = header, `[format]`
    #[arg(long, value_name = "MAP.toml")]
    pub map: Option<PathBuf>,
    /// Currency of lines that do not say theirs
    #[arg(long, value_name = "CODE")]
    pub file_currency: Option<String>,
    /// Only this sheet of a workbook
    #[arg(long, value_name = "NAME")]
    pub sheet: Option<String>,
    /// Encoding of a text file, for example `windows-1251`
    #[arg(long)]
    pub encoding: Option<String>,
    /// Delimiter of a text file
    #[arg(long)]
    pub delimiter: Option<char>,
    /// Decimal mark: `comma` or `dot`
    #[arg(long)]
    pub decimal: Option<String>,
    /// Order of days: `dmy`, `mdy` or `ymd`
    #[arg(long)]
    pub date_order: Option<String>,
    /// VAT rate in percent, for files that hold only prices with VAT
    #[arg(long, value_name = "PERCENT")]
    pub gross_vat_rate: Option<String>,
    /// What to do with a document that is in the book with other lines
    #[arg(long, value_enum, default_value_t = ConflictChoice::Ask)]
    pub on_conflict: ConflictChoice,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum ConflictChoice {
    #[default]
    Ask,
    Keep,
    Replace,
    Both,
}
