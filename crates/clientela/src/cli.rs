//! The command line as types; what each verb does stands in `commands/`.

pub mod chain;
mod criteria;
pub mod execution;
pub mod files;
mod firm;
pub mod gifts;
pub mod happenings;
mod import;
pub mod imports;
mod journal;
pub mod morning;
pub mod obligations;
pub mod observations;
pub mod people_map;
mod start;

pub use criteria::*;
pub use firm::*;
pub use import::*;
pub use journal::*;
pub use start::StartArguments;
pub use tokens::TokenCommand;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub mod agreements;
pub mod brand;
pub mod duplicates;
pub mod interests;
pub mod known;
pub mod market;
pub mod opportunities;
pub mod origins;
pub mod people;
pub mod plan;
pub mod prospects;
pub mod purchases;
pub mod reading;
pub mod rhythm;
pub mod search;
pub mod spotters;
pub mod stage;
pub mod support;
pub mod tokens;
pub mod walls;
pub mod week;

use people::{AccountFields, AccountFilters, PeopleCommand};
mod managers;

pub use managers::{
    KamCommand, NeedAnswerArguments, NeedKamArguments, NeedKamCommand, ProfileArguments,
};

/// The key-account book: which clients carry the firm, which may be key and why.
#[derive(Debug, Parser)]
#[command(name = "clientela", version, propagate_version = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every verb.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// The book: a folder, or a PostgreSQL address (`postgres://…`)
    #[arg(
        long,
        global = true,
        env = "CLIENTELA_BOOK",
        default_value = "./book",
        value_name = "DIR|URL"
    )]
    pub book: String,
    /// Folder of raw files and ledger when the book is in PostgreSQL
    #[arg(
        long = "files",
        id = "files_folder",
        global = true,
        env = "CLIENTELA_FILES",
        default_value = "./book-files",
        value_name = "DIR"
    )]
    pub files_folder: PathBuf,
    /// Language of the answers: `bg` or `en` (by default, that of the terminal)
    #[arg(long, global = true, env = "CLIENTELA_LANG", value_name = "LANG")]
    pub lang: Option<String>,
    /// Act for this user, seeing and doing what they may: an e-mail, or a key of theirs
    #[arg(
        long = "as",
        id = "act_as",
        global = true,
        env = "CLIENTELA_AS",
        hide_env_values = true,
        value_name = "EMAIL|KEY"
    )]
    pub act_as: Option<String>,
    /// Answer as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Figures as of this day instead of today
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<String>,
    /// First day of the period (by default, the twelve months that end on the ledger's last day)
    #[arg(long, global = true, value_name = "DATE", requires = "to")]
    pub from: Option<String>,
    /// Last day of the period
    #[arg(long, global = true, value_name = "DATE", requires = "from")]
    pub to: Option<String>,
    /// The whole ledger instead of a period
    #[arg(long, global = true, conflicts_with_all = ["from", "to"])]
    pub all_time: bool,
    /// Currency of the figures (by default, the book's)
    #[arg(long, global = true, value_name = "CODE")]
    pub report_currency: Option<String>,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Open a book and serve it: the sample firm, or the sales files given
    Start(StartArguments),
    /// Bring files into the book
    #[command(subcommand)]
    Import(ImportCommand),
    /// History of imports
    #[command(subcommand)]
    Imports(imports::ImportsCommand),
    /// Clients
    #[command(subcommand)]
    Accounts(AccountsCommand),
    /// People at clients
    #[command(subcommand)]
    People(PeopleCommand),
    /// Clients and people that are in the book twice
    #[command(subcommand)]
    Duplicates(duplicates::DuplicatesCommand),
    /// Key clients, each with its evidence
    Key(KeyArguments),
    /// Is a key account manager needed: by a client or by the firm
    NeedKam(NeedKamArguments),
    /// Key account managers: profiles, assignment, duties, hand-over
    #[command(subcommand)]
    Kam(KamCommand),
    /// How much depends on few
    Concentration(ConcentrationArguments),
    /// Answers to the five criteria
    #[command(subcommand)]
    Criteria(CriteriaCommand),
    /// State what a client could buy in a year
    Potential(PotentialArguments),
    /// What happened with clients
    #[command(subcommand)]
    Interactions(happenings::InteractionsCommand),
    /// Notes on clients
    #[command(subcommand)]
    Notes(happenings::NotesCommand),
    /// What is to be done next
    #[command(subcommand)]
    NextSteps(happenings::NextStepsCommand),
    /// What we and our clients owe each other
    #[command(subcommand)]
    Obligations(obligations::ObligationsCommand),
    /// The register of gifts: given and received
    #[command(subcommand)]
    Gifts(gifts::GiftsCommand),
    /// How clients and we support each other: references, names lent, services
    #[command(subcommand)]
    Support(support::SupportCommand),
    /// Agreements with clients and how they are kept
    #[command(subcommand)]
    Agreements(agreements::AgreementsCommand),
    /// What hurts clients, what we propose and what it was worth
    #[command(subcommand)]
    Problems(known::ProblemCommand),
    /// Who may become a client: where they come from, what is known, how far they are
    #[command(subcommand)]
    Prospects(prospects::ProspectCommand),
    /// What clients and prospects may buy from us, how far each is, and the whole pipeline
    #[command(subcommand)]
    Opportunities(opportunities::OpportunityCommand),
    /// What each way of finding prospects brings and costs
    Sources(prospects::SourcesArgs),
    /// Those who find prospects for a fee: agreements, what is due, payments
    #[command(subcommand)]
    Spotters(spotters::SpotterCommand),
    /// Jot down what you saw or read
    Observe(observations::ObserveArguments),
    /// What people saw and read, and what became of it
    #[command(subcommand)]
    Observations(observations::ObservationCommand),
    /// What the firm reads for prospects, and what is to be read today
    #[command(subcommand)]
    Reading(reading::ReadingCommand),
    /// What threatens the business with clients, and what is prepared
    #[command(subcommand)]
    Threats(known::ThreatCommand),
    /// Who else sells to clients: where they stand, what was won and lost
    #[command(subcommand)]
    Competitors(market::CompetitorCommand),
    /// Our brand and the market: what went wrong, what is said, what those who decide think
    #[command(subcommand)]
    Brand(brand::BrandCommand),
    /// What clients buy in all, and our share of it
    #[command(subcommand)]
    Wallet(market::WalletCommand),
    /// How satisfied clients are, and links by which they are asked
    #[command(subcommand)]
    Satisfaction(known::SatisfactionCommand),
    /// The plan of a client: goals, objectives, actions, and what is filled, stale and unknown
    Plan(plan::PlanArguments),
    /// What is gone through with a client once a quarter
    Review(plan::ReviewArguments),
    /// How far the relationship with a client has come, on evidence
    Stage(stage::StageArguments),
    /// How we and a client keep our word to each other
    Trust(obligations::TrustArguments),
    /// What was promised against what was done: on time, in full, quality, complaints
    Execution(execution::ExecutionArguments),
    /// What is recorded of execution one by one
    #[command(subcommand)]
    ExecutionEvents(execution::ExecutionEventsCommand),
    /// Who is who at a client, how it may decide, whom to win next
    PeopleMap(people_map::PeopleMapArguments),
    #[command(flatten)]
    Confidential(walls::ConfidentialCommand),
    /// How clients buy: steps, criteria, budgets
    #[command(subcommand)]
    Purchases(purchases::PurchasesCommand),
    /// Interests our people have at clients
    #[command(subcommand)]
    Interests(interests::InterestsCommand),
    /// Whom to greet this morning and why, what to bring and what to ask
    Salutatio(morning::SalutatioArguments),
    /// How strong the book is: how many clients, how faithful, who supports whom
    Authority(morning::AuthorityArguments),
    /// Whether each talk leads on: names by person asked, where the chain breaks, who led to whom
    Chain(chain::ChainArguments),
    /// Whether the rules of the bond hold in the book, with what shows it
    BondRules,
    /// Files of clients, people, interactions and notes
    #[command(subcommand)]
    Files(files::FilesCommand),
    /// Write down what happened and what is next in one line
    Log(happenings::LogArguments),
    /// Weights, threshold and rates of the firm
    #[command(subcommand)]
    Settings(SettingsCommand),
    /// Serve pages and API
    Serve(ServeArguments),
    /// People who sign in
    #[command(subcommand)]
    User(UserCommand),
    /// Teams, as a tree
    #[command(subcommand)]
    Team(TeamCommand),
    /// Absences and who stands in
    #[command(subcommand)]
    Absence(AbsenceCommand),
    /// What roles may do beyond the rule
    #[command(subcommand)]
    Permissions(PermissionsCommand),
    /// Sales representatives of the sales files and the users they are
    #[command(subcommand)]
    Representatives(RepresentativesCommand),
    /// Who answers for which clients, in bulk
    #[command(subcommand)]
    Owners(OwnersCommand),
    /// Keys for programs that use the API
    #[command(subcommand)]
    Token(TokenCommand),
    /// Bring the book's tables up to this version
    Migrate,
    /// What was changed, by whom and when
    #[command(subcommand)]
    Journal(JournalCommand),
    /// What was removed, and back out of the trash
    #[command(subcommand)]
    Trash(TrashCommand),
    /// Back the book up while everybody works on, or check a backup
    Backup(BackupArguments),
    /// Make a book out of a backup, in an empty place
    Restore {
        /// The backup
        backup: PathBuf,
        /// The new book: a folder, or a PostgreSQL address
        #[arg(value_name = "DIR|URL")]
        book: String,
    },
    /// Everything one may see, as a workbook
    Export {
        /// Everything, as a workbook
        #[arg(long, required_unless_present = "sales")]
        all: bool,
        /// The sales lines, as a CSV that can be imported again
        #[arg(long, conflicts_with = "all")]
        sales: bool,
        /// The file to write; it must not be there yet
        file: PathBuf,
    },
    /// Find clients and people by beginnings of words, in either alphabet
    Search(search::SearchArguments),
    /// Check the book: versions, settings, ledger files, leftovers
    Doctor {
        /// Write the words by which clients and people are found anew
        #[arg(long)]
        rebuild_search: bool,
    },
    /// Read a spreadsheet in a fenced process (used by the program itself)
    #[command(hide = true)]
    ParseWorker {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

#[derive(Debug, Args)]
pub struct BackupArguments {
    /// The folder to write; it must not be there yet
    pub target: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Option<BackupCommand>,
}

#[derive(Debug, Subcommand)]
pub enum BackupCommand {
    /// Read a backup through and say whether it is whole
    Verify {
        /// The backup
        backup: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub enum AccountsCommand {
    /// All clients, largest first
    List {
        /// Part of a name or code
        #[arg(long, value_name = "TEXT")]
        search: Option<String>,
        #[command(flatten)]
        filters: AccountFilters,
        /// At most so many (all with 0)
        #[arg(long, default_value_t = 0)]
        limit: usize,
    },
    /// One client: id, code or name
    Show {
        /// The client
        account: String,
        /// The figures of the client and everything below it; of its whole group when nothing is
        /// below it
        #[arg(long)]
        group: bool,
    },
    /// Add a client
    Add {
        /// Name
        name: String,
        /// Change the client already known so instead: `external_code` (the first `--code`),
        /// `registration_number` or `vat_number`
        #[arg(long = "match", value_name = "KEY")]
        match_by: Option<String>,
        /// Add it although it resembles a client in the book
        #[arg(long)]
        anyway: bool,
        #[command(flatten)]
        fields: Box<AccountFields>,
    },
    /// Change a client
    Set {
        /// The client
        account: String,
        /// New name
        #[arg(long)]
        name: Option<String>,
        #[command(flatten)]
        fields: Box<AccountFields>,
    },
    /// Put a client into the trash
    Delete {
        /// The client
        account: String,
    },
    /// Say what kind of organisation a client is; weights and threshold may differ by sector
    Sector {
        /// The client
        account: String,
        /// `retail_chain`, `specialised_store`, `finance`, `bank`, `services`, `other`, or `none`
        sector: String,
    },
}

#[derive(Debug, Args)]
pub struct KeyArguments {
    /// Every client instead of the key ones and the undecided of class A
    #[arg(long)]
    pub all: bool,
    /// Profile of weights: `equal`, `sales` or `purchasing`
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
}

#[derive(Debug, Args)]
pub struct ConcentrationArguments {
    /// Only this product group
    #[arg(long, value_name = "NAME")]
    pub product_group: Option<String>,
    /// Only this sales representative, as the file writes them
    #[arg(long, value_name = "NAME")]
    pub sales_representative: Option<String>,
    /// Measured on `revenue` or, where cost is known, on `margin` (JSON always holds both)
    #[arg(long, value_enum, default_value_t = MeasureChoice::Revenue)]
    pub measure: MeasureChoice,
    /// What if this client is lost (may be repeated)
    #[arg(long, value_name = "ACCOUNT")]
    pub without: Vec<String>,
    /// How many of the largest clients to list
    #[arg(long, default_value_t = 10)]
    pub top: usize,
    /// Say on standard error how long the figures took
    #[arg(long)]
    pub timing: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum MeasureChoice {
    #[default]
    Revenue,
    Margin,
}

#[derive(Debug, Subcommand)]
pub enum SettingsCommand {
    /// What counts as on time and in full; with what is given it is changed
    OnTime {
        /// Days a line may come after its promised day, or `none`
        #[arg(long, value_name = "DAYS")]
        late_days: Option<String>,
        /// Days it may come before it, or `none` for any
        #[arg(long, value_name = "DAYS")]
        early_days: Option<String>,
        /// Percent of the ordered quantity that may be missing, or `none`
        #[arg(long, value_name = "PERCENT")]
        short_percent: Option<String>,
    },
    /// How many days may pass between two contacts at most; what is given changes, `none` means no rhythm
    Rhythm(rhythm::RhythmArguments),
    /// What is set
    Show,
    /// Set the firm's name, currency, language and what its rules are; what is not given stays
    Firm(FirmArguments),
    /// Set weights and threshold of a profile, for the firm or for one sector
    Profile {
        /// `equal`, `sales` or `purchasing`
        id: String,
        /// Only for clients of this sector
        #[arg(long, value_name = "SECTOR")]
        sector: Option<String>,
        /// Weights of volume, purchasing policy, selection bodies, market power, professionalism
        #[arg(long, value_delimiter = ',', num_args = 1, value_name = "N,N,N,N,N")]
        weights: Vec<f64>,
        /// Score from which a client is key, above 0 and at most 1
        #[arg(long, value_name = "NUMBER")]
        threshold: Option<f64>,
        /// Criteria that must not be answered `no`
        #[arg(long, value_delimiter = ',', num_args = 1, value_name = "CRITERION,…")]
        mandatory: Option<Vec<String>>,
        /// Forget what was set: the firm's values again, or the shipped ones
        #[arg(long, conflicts_with_all = ["weights", "threshold", "mandatory"])]
        reset: bool,
        /// Lists use this profile from now on
        #[arg(long, conflicts_with = "sector")]
        default: bool,
    },
    /// What one unit of a currency is worth in the reporting currency
    Rate {
        /// The currency
        currency: String,
        /// The rate; `none` removes it
        rate: String,
    },
}

/// What is set for the firm as a whole.
#[derive(Debug, Clone, Default, Args)]
pub struct FirmArguments {
    /// Name of the firm
    #[arg(long)]
    pub name: Option<String>,
    /// Currency of every total, three letters
    #[arg(long, value_name = "CODE")]
    pub currency: Option<String>,
    /// Language of pages before somebody signs in: `bg` or `en`
    #[arg(long, value_name = "LANG")]
    pub pages: Option<String>,
    /// The words the book is told in: `business` or `roman`
    #[arg(long, value_name = "WORDS")]
    pub vocabulary: Option<String>,
    /// Evidence older than 18 months counts as unknown
    #[arg(long, value_name = "true|false")]
    pub strict_age: Option<bool>,
    /// Months after the last contact after which people's data is due to go (0 for no rule)
    #[arg(long, value_name = "MONTHS")]
    pub retention_months: Option<u32>,
    /// Months in which somebody who no longer serves a client must not serve a rival of it
    #[arg(long, value_name = "MONTHS")]
    pub cooling_months: Option<u32>,
    /// Days in which nobody is asked for a name again (0 for no rule)
    #[arg(long, value_name = "DAYS")]
    pub asking_days: Option<u32>,
}

#[derive(Debug, Clone, Args)]
pub struct ServeArguments {
    /// Import the sales files another program puts into this folder
    #[arg(long, env = "CLIENTELA_WATCH", value_name = "DIR")]
    pub watch: Option<PathBuf>,
    /// Folder below which an administrator may choose folders to be watched
    #[arg(long, env = "CLIENTELA_WATCH_BASE", value_name = "DIR")]
    pub watch_base: Option<PathBuf>,
    /// Address and port to listen on
    #[arg(
        long,
        default_value = "127.0.0.1:8080",
        value_name = "ADDRESS",
        env = "CLIENTELA_LISTEN"
    )]
    pub listen: String,
    /// Port alone (0 picks a free one)
    #[arg(long)]
    pub port: Option<u16>,
    /// Address people type, when another server stands in front (`https://clients.example.bg`)
    #[arg(long, value_name = "URL", env = "CLIENTELA_PUBLIC_URL")]
    pub public_url: Option<String>,
    /// Certificate with its chain (PEM): serve over TLS
    #[arg(
        long,
        value_name = "FILE",
        env = "CLIENTELA_TLS_CERTIFICATE",
        requires = "tls_key"
    )]
    pub tls_certificate: Option<PathBuf>,
    /// Key of the certificate (PEM)
    #[arg(
        long,
        value_name = "FILE",
        env = "CLIENTELA_TLS_KEY",
        requires = "tls_certificate"
    )]
    pub tls_key: Option<PathBuf>,
    /// Another server stands in front, speaks TLS and says in `X-Forwarded-For` who asks
    #[arg(
        long,
        env = "CLIENTELA_BEHIND_PROXY",
        conflicts_with = "tls_certificate"
    )]
    pub behind_proxy: bool,
    /// Address of that server, when it is on another machine (may be repeated)
    #[arg(
        long = "trusted-proxy",
        value_name = "ADDRESS",
        requires = "behind_proxy"
    )]
    pub trusted_proxies: Vec<std::net::IpAddr>,
    /// Do not serve: say what there is and end
    #[arg(long)]
    pub no_serve: bool,
}

/// Where the pages are, for links that are handed to people.
#[derive(Debug, Clone, Args)]
pub struct LinkArguments {
    /// Address people type
    #[arg(
        long,
        value_name = "URL",
        env = "CLIENTELA_PUBLIC_URL",
        default_value = "http://127.0.0.1:8080"
    )]
    pub public_url: String,
}
