//! Books for tests: the real parts around a store of either database.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clientela_app::context::{Clock, Context};
use clientela_app::error::AppError;
use clientela_app::figures::{FigureRequest, PeriodChoice};
use clientela_app::import_file::import_file;
use clientela_app::import_options::ImportOptions;
use clientela_app::import_sales::{ImportReport, ImportSales};
use clientela_app::measure_concentration::{ConcentrationReport, measure_concentration};
use clientela_app::progress::Progress;
use clientela_domain::day::Date;
use clientela_intake::{FileIntake, WorkerCommand};
use clientela_ledger::{LedgerSettings, ParquetLedger};
use clientela_store::users::{self, NewUser};
use clientela_store::{Role, Store, Via, Viewer};
use jiff::Timestamp;

/// A clock that stands still: 2026-11-24 09:00 UTC.
pub(crate) struct FixedClock;

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        Timestamp::constant(1_795_510_800, 0)
    }

    fn today(&self) -> Date {
        Date::constant(2026, 11, 24)
    }
}

/// The program itself.
pub(crate) fn viewer() -> Viewer {
    Viewer::system(Via::Job, FixedClock.now())
}

/// The real parts around a store; the ledger lies in the store's own folder.
pub(crate) fn context(store: Store) -> Arc<Context> {
    context_at(store, Arc::new(FixedClock))
}

/// The same, at another time.
pub(crate) fn context_at(store: Store, clock: Arc<dyn Clock>) -> Arc<Context> {
    let folder = store.location().folder().to_owned();
    let settings = LedgerSettings {
        memory_bytes: 256 << 20,
        partitions: 2,
    };
    let ledger = ParquetLedger::open(&folder.join("ledger"), settings).expect("a new ledger opens");
    let worker = WorkerCommand {
        program: PathBuf::from(env!("CARGO_BIN_EXE_clientela")),
        arguments: vec!["parse-worker".into()],
    };
    let files = Arc::new(FileIntake::new(worker));
    Arc::new(Context::new(store, Arc::new(ledger), files, folder, clock))
}

/// Imports a file.
pub(crate) async fn import(
    context: &Arc<Context>,
    path: &Path,
    options: ImportOptions,
) -> Result<ImportReport, AppError> {
    run(context, &viewer(), path, (options, false)).await
}

/// Imports a file in somebody's name.
pub(crate) async fn import_as(
    context: &Arc<Context>,
    viewer: &Viewer,
    path: &Path,
    options: ImportOptions,
) -> Result<ImportReport, AppError> {
    run(context, viewer, path, (options, false)).await
}

/// Says what importing a file would do.
pub(crate) async fn trial(
    context: &Arc<Context>,
    path: &Path,
    options: ImportOptions,
) -> Result<ImportReport, AppError> {
    run(context, &viewer(), path, (options, true)).await
}

async fn run(
    context: &Arc<Context>,
    viewer: &Viewer,
    path: &Path,
    (options, trial): (ImportOptions, bool),
) -> Result<ImportReport, AppError> {
    let file_name = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let command = ImportSales {
        path: path.to_owned(),
        file_name,
        options,
        trial,
        draft: None,
        sample: false,
    };
    import_file(context, viewer, command, &Arc::new(Progress::default())).await
}

/// Options that only name the currency.
pub(crate) fn currency(code: &str) -> ImportOptions {
    ImportOptions {
        file_currency: Some(code.to_owned()),
        ..ImportOptions::default()
    }
}

/// Concentration over the whole ledger.
pub(crate) async fn concentration(context: &Context) -> ConcentrationReport {
    let request = FigureRequest {
        period: PeriodChoice::AllTime,
        ..FigureRequest::default()
    };
    measure_concentration(context, &viewer(), &request, &[])
        .await
        .expect("figures of the whole ledger")
}

/// The folder of real files; `None`, said aloud, when no environment names it.
pub(crate) fn real_data() -> Option<PathBuf> {
    let folder = std::env::var_os("CLIENTELA_REAL_DATA").map(PathBuf::from);
    if folder.is_none() {
        skipped("CLIENTELA_REAL_DATA names no folder");
    }
    folder
}

/// Says that a test was skipped, and why.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub(crate) fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

/// Are the tests that take minutes asked for?
pub(crate) fn deep() -> bool {
    std::env::var_os("CLIENTELA_TEST_DEEP").is_some()
}

/// A new colleague of a role, called by their address.
pub(crate) async fn colleague(context: &Context, email: &'static str, role: Role) -> Viewer {
    let new = NewUser {
        email: email.into(),
        name: email.into(),
        role,
        password_hash: None,
        locale: None,
    };
    let created = context
        .store
        .write_with(&viewer(), new, |tx, new| Box::pin(users::create(tx, new)));
    Viewer::user(created.await.expect("a user"), role, Via::Web, viewer().at)
}
