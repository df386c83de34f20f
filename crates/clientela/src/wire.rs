//! Puts the real parts together: book, ledger, file reader, clock.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clientela_app::api_tokens::viewer_of;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_users::user_of_email;
use clientela_intake::{FileIntake, WorkerCommand};
use clientela_ledger::{LedgerSettings, ParquetLedger};
use clientela_store::{BookLocation, Store, Via, Viewer};
use fs_err as fs;

use crate::cli::Global;
use crate::clock::SystemClock;
use crate::exit::Failure;

/// Memory of ledger queries: enough for ten million lines, small beside the machine's.
const LEDGER_MEMORY_BYTES: usize = 512 << 20;

/// Starts structured logs on standard error; silent unless `CLIENTELA_LOG` asks.
pub fn start_logging() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("CLIENTELA_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("error"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}

/// Where the book of the command line lies.
#[must_use]
pub fn location(global: &Global) -> BookLocation {
    location_of(&global.book, global)
}

/// Where a book named on the command line lies.
#[must_use]
pub fn location_of(book: &str, global: &Global) -> BookLocation {
    if book.starts_with("postgres://") || book.starts_with("postgresql://") {
        BookLocation::Postgres {
            url: book.to_owned(),
            folder: global.files_folder.clone(),
        }
    } else {
        BookLocation::Folder(PathBuf::from(book))
    }
}

/// Is there a book already?
#[must_use]
pub fn exists(location: &BookLocation) -> bool {
    match location {
        BookLocation::Folder(folder) => folder.join(clientela_store::location::BOOK_FILE).exists(),
        BookLocation::Postgres { .. } => true,
    }
}

/// Opens the book, creating a local one that does not exist.
///
/// # Errors
/// When the book or its ledger cannot be opened.
pub async fn open(global: &Global) -> Result<Arc<Context>, Failure> {
    open_at(&location(global), global).await
}

/// Opens the book at a place, creating a local one that does not exist.
///
/// # Errors
/// When the book or its ledger cannot be opened.
pub async fn open_at(location: &BookLocation, global: &Global) -> Result<Arc<Context>, Failure> {
    let store = Store::open(location).await?;
    let folder = location.folder().to_owned();
    let ledger = open_ledger(&folder)?;
    let clock = SystemClock {
        as_of: crate::commands::arguments::day(global.as_of.as_deref(), "--as-of")?,
    };
    let intake = FileIntake::new(worker()?);
    Ok(Arc::new(Context::new(
        store,
        ledger,
        Arc::new(intake),
        folder,
        Arc::new(clock),
    )))
}

/// For whom the command line acts: whoever holds the files may do everything, unless `--as` names a
/// user, whose eyes and hands are used then.
///
/// # Errors
/// When there is no such user, their access is closed, or the key does not hold.
pub async fn viewer(context: &Context, global: &Global) -> Result<Viewer, Failure> {
    let now = context.clock.now();
    let system = Viewer::system(Via::Cli, now);
    let Some(who) = &global.act_as else {
        return Ok(system);
    };
    let unknown = || Failure::App(AppError::NotFound("user"));
    if who.starts_with("clt_") {
        let (viewer, _) = viewer_of(context, who).await?.ok_or_else(unknown)?;
        return Ok(Viewer {
            via: Via::Cli,
            ..viewer
        });
    }
    let user = user_of_email(context, &system, who).await?;
    if user.disabled_at.is_some() {
        return Err(unknown());
    }
    Ok(user.viewer(Via::Cli, now))
}

/// Opens a book that must exist, for verbs that only ask.
///
/// # Errors
/// With the remedy when there is none.
pub async fn open_existing(global: &Global) -> Result<Arc<Context>, Failure> {
    let location = location(global);
    if !exists(&location) {
        return Err(Failure::Usage("usage-no-book", global.book.clone()));
    }
    open_at(&location, global).await
}

fn open_ledger(folder: &Path) -> Result<Arc<ParquetLedger>, AppError> {
    let folder = folder.join("ledger");
    fs::create_dir_all(&folder)?;
    let partitions = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let settings = LedgerSettings {
        memory_bytes: LEDGER_MEMORY_BYTES,
        partitions,
    };
    Ok(Arc::new(ParquetLedger::open(&folder, settings)?))
}

/// Spreadsheets are read by this very program in a fenced process of its own.
fn worker() -> Result<WorkerCommand, AppError> {
    let program =
        std::env::current_exe().map_err(|error| AppError::system("finding the program", error))?;
    Ok(WorkerCommand {
        program,
        arguments: vec!["parse-worker".into()],
    })
}
