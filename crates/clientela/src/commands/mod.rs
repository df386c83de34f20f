//! One file a verb: open the book, call one use case, print.

use crate::cli::{Cli, Command};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;

pub mod arguments;

mod absence;
mod accounts;
mod agreements;
mod approval_limits;
mod authority;
mod backup;
mod bond_rules;
mod brand;
mod chain;
mod competitors;
mod concentration;
mod corrected;
mod criteria;
mod doctor;
mod duplicates;
mod execution;
mod execution_events;
mod export;
mod files;
mod gifts;
mod happenings;
mod import;
mod imports;
mod interests;
mod journal;
mod kam;
mod kam_profile;
mod key;
mod migrate;
mod need_kam;
mod obligations;
mod observations;
mod opportunities;
mod origins;
mod owners;
pub mod parse_worker;
mod people;
mod people_map;
mod permissions;
mod plan;
mod problems;
mod prospects;
mod purchases;
mod reading;
mod record_fields;
mod representatives;
mod restore;
mod salutatio;
mod satisfaction;
mod search;
mod serve;
mod settings;
mod similar;
mod spotters;
mod stage;
mod start;
mod support;
mod team;
mod threats;
mod token;
mod trash;
mod user;
mod wallet;
mod walls;
mod watch;
mod watched_folders;
mod week;
mod what_followed;
mod words;
mod work_hours;

/// Runs the verb of the command line.
///
/// # Errors
/// Whatever the verb fails with; the caller prints it once.
pub async fn run(cli: &Cli, printer: &Printer) -> Result<Exit, Failure> {
    let global = &cli.global;
    match &cli.command {
        Command::Start(arguments) => start::run(global, arguments, printer).await,
        Command::Import(command) => import::run(global, command, printer).await,
        Command::Imports(command) => imports::run(global, command, printer).await,
        Command::Accounts(command) => accounts::run(global, command, printer).await,
        Command::People(command) => people::run(global, command, printer).await,
        Command::Duplicates(command) => duplicates::run(global, command, printer).await,
        Command::Key(arguments) => key::run(global, arguments, printer).await,
        Command::NeedKam(arguments) => need_kam::run(global, arguments, printer).await,
        Command::Kam(command) => kam::run(global, command, printer).await,
        Command::Concentration(arguments) => concentration::run(global, arguments, printer).await,
        Command::Criteria(command) => criteria::answer(global, command, printer).await,
        Command::Potential(arguments) => criteria::potential(global, arguments, printer).await,
        Command::Interactions(command) => happenings::interactions(global, command, printer).await,
        Command::Notes(command) => happenings::notes(global, command, printer).await,
        Command::NextSteps(command) => happenings::next_steps(global, command, printer).await,
        Command::Obligations(command) => obligations::run(global, command, printer).await,
        Command::Support(command) => support::run(global, command, printer).await,
        Command::Agreements(command) => agreements::run(global, command, printer).await,
        Command::Problems(command) => problems::run(global, command, printer).await,
        Command::Prospects(command) => prospects::run(global, command, printer).await,
        Command::Opportunities(command) => opportunities::run(global, command, printer).await,
        Command::Sources(asked) => prospects::sources(global, asked, printer).await,
        Command::Spotters(command) => spotters::run(global, command, printer).await,
        Command::Observe(arguments) => observations::jot(global, arguments, printer).await,
        Command::Observations(command) => observations::run(global, command, printer).await,
        Command::Reading(command) => reading::run(global, command, printer).await,
        Command::Threats(command) => threats::run(global, command, printer).await,
        Command::Competitors(command) => competitors::run(global, command, printer).await,
        Command::Brand(command) => brand::run(global, command, printer).await,
        Command::Wallet(command) => wallet::run(global, command, printer).await,
        Command::Satisfaction(command) => satisfaction::run(global, command, printer).await,
        Command::Plan(arguments) => plan::plan(global, arguments, printer).await,
        Command::Review(arguments) => plan::review(global, arguments, printer).await,
        Command::Stage(arguments) => stage::run(global, arguments, printer).await,
        Command::Gifts(command) => gifts::run(global, command, printer).await,
        Command::Trust(arguments) => obligations::trust(global, arguments, printer).await,
        Command::Execution(arguments) => execution::run(global, arguments, printer).await,
        Command::ExecutionEvents(command) => execution_events::run(global, command, printer).await,
        Command::PeopleMap(arguments) => people_map::run(global, arguments, printer).await,
        Command::Confidential(command) => walls::run(global, command, printer).await,
        Command::Purchases(command) => purchases::run(global, command, printer).await,
        Command::Interests(command) => interests::run(global, command, printer).await,
        Command::BondRules => bond_rules::run(global, printer).await,
        Command::Chain(arguments) => chain::run(global, arguments, printer).await,
        Command::Authority(arguments) => authority::run(global, arguments, printer).await,
        Command::Salutatio(arguments) => salutatio::run(global, arguments, printer).await,
        Command::Files(command) => files::run(global, command, printer).await,
        Command::Log(arguments) => happenings::log(global, arguments, printer).await,
        Command::Settings(command) => settings::run(global, command, printer).await,
        Command::Serve(arguments) => serve::run(global, arguments, printer).await,
        Command::User(command) => user::run(global, command, printer).await,
        Command::Team(command) => team::run(global, command, printer).await,
        Command::Absence(command) => absence::run(global, command, printer).await,
        Command::Permissions(command) => permissions::run(global, command, printer).await,
        Command::Representatives(command) => representatives::run(global, command, printer).await,
        Command::Owners(command) => owners::run(global, command, printer).await,
        Command::Token(command) => token::run(global, command, printer).await,
        Command::Migrate => migrate::run(global, printer).await,
        Command::Journal(command) => journal::run(global, command, printer).await,
        Command::Trash(command) => trash::run(global, command, printer).await,
        Command::Backup(arguments) => backup::run(global, arguments, printer).await,
        Command::Restore { backup, book } => restore::run(global, backup, book, printer).await,
        Command::Export {
            file,
            sales,
            all: _,
        } => export::run(global, file, *sales, printer).await,
        Command::Search(arguments) => search::run(global, arguments, printer).await,
        Command::Doctor { rebuild_search } => doctor::run(global, *rebuild_search, printer).await,
        Command::ParseWorker { .. } => Ok(Exit::Done),
    }
}
