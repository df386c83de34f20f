//! `import sales FILE`: a sales export becomes part of the book.

use std::collections::HashSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clientela_app::answers::import::ImportAnswer;
use clientela_app::context::Context;
use clientela_app::error::{AppError, Refusal};
use clientela_app::import_file::import_file;
use clientela_app::import_history::imports;
use clientela_app::import_options::{ImportOptions, OnConflict};
use clientela_app::import_sales::{ImportReport, ImportSales};
use clientela_app::progress::{Progress, Stage};
use clientela_app::scan_duplicates::wait_for_scan;
use clientela_app::set_aside::write_set_aside_file;
use clientela_domain::records::FileKind;
use clientela_store::{BookLocation, Viewer};
use clientela_texts::format;
use fs_err as fs;
use tokio::time::MissedTickBehavior;

use crate::cli::{
    ConflictChoice, DifferenceChoice, Global, ImportArguments, ImportCommand, ImportRun, RecordFile,
};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    command: &ImportCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let (file, options, run) = match command {
        ImportCommand::Sales { file, options, run } => (file, import_options(options)?, run),
        ImportCommand::Accounts(one) => of_records(FileKind::Accounts, one)?,
        ImportCommand::People(one) => of_records(FileKind::People, one)?,
        ImportCommand::Interactions(one) => of_records(FileKind::Interactions, one)?,
        ImportCommand::Obligations(one) => of_records(FileKind::Obligations, one)?,
        ImportCommand::PeopleMap(one) => of_records(FileKind::PeopleMap, one)?,
        ImportCommand::Gifts(one) => of_records(FileKind::Gifts, one)?,
        ImportCommand::Support(one) => of_records(FileKind::Support, one)?,
        ImportCommand::Confidentiality(one) => of_records(FileKind::Confidentiality, one)?,
        ImportCommand::Agreements(one) => of_records(FileKind::Agreements, one)?,
        ImportCommand::Executions(one) => of_records(FileKind::Executions, one)?,
        ImportCommand::Problems(one) => of_records(FileKind::Problems, one)?,
        ImportCommand::SurveyAnswers(one) => of_records(FileKind::SurveyAnswers, one)?,
        ImportCommand::Prospects { file, campaign } => {
            let (file, mut options, run) = of_records(FileKind::Prospects, file)?;
            options.campaign.clone_from(campaign);
            (file, options, run)
        }
        ImportCommand::Positions(one) => of_records(FileKind::Positions, one)?,
        ImportCommand::Purchases(one) => of_records(FileKind::Purchases, one)?,
        ImportCommand::Threats(one) => of_records(FileKind::Threats, one)?,
        ImportCommand::Opportunities(one) => of_records(FileKind::Opportunities, one)?,
        ImportCommand::Spotters(one) => of_records(FileKind::Spotters, one)?,
        ImportCommand::Visits(one) => of_records(FileKind::Visits, one)?,
    };
    must_be_file(file)?;
    if let Some(rows) = &run.corrected {
        must_be_file(rows)?;
    }
    let location = wire::location(global);
    let before = NewBook::look(&location);
    let context = wire::open(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let outcome = match &run.corrected {
        Some(rows) => super::corrected::run(&context, &viewer, file, rows, &options).await,
        None => run_import(&context, &viewer, file, options, run.dry_run, printer).await,
    };
    let answer = outcome.map(|report| print(&context, &report, printer));
    // A file that is refused, and a trial run, leave no book behind where there was none; an import
    // that was stopped stays in the history.
    let stays = match &answer {
        Ok(_) => !run.dry_run,
        Err(Failure::App(AppError::Stopped)) => was_begun(&context, &viewer).await,
        Err(_) => false,
    };
    if let Some(before) = before
        && !stays
    {
        drop(context);
        before.remove();
    }
    answer
}

/// What the command line says about a file of records.
fn of_records(
    kind: FileKind,
    file: &RecordFile,
) -> Result<(&PathBuf, ImportOptions, &ImportRun), Failure> {
    let said = &file.options;
    let options = ImportOptions {
        kind,
        encoding: said.encoding.clone(),
        delimiter: said.delimiter,
        date_order: said.date_order.clone(),
        sheet: said.sheet.clone(),
        on_conflict: match said.on_conflict {
            DifferenceChoice::Ask => OnConflict::Ask,
            DifferenceChoice::Keep => OnConflict::Keep,
            DifferenceChoice::Replace => OnConflict::Replace,
        },
        ..ImportOptions::default()
    };
    let options = with_map(options, said.map.as_deref())?;
    Ok((&file.file, options, &file.run))
}

/// What the command line says about the file, its map file included.
pub fn import_options(arguments: &ImportArguments) -> Result<ImportOptions, Failure> {
    let options = ImportOptions {
        kind: FileKind::Sales,
        columns: Vec::new(),
        encoding: arguments.encoding.clone(),
        delimiter: arguments.delimiter,
        decimal: arguments.decimal.clone(),
        date_order: arguments.date_order.clone(),
        sheet: arguments.sheet.clone(),
        file_currency: arguments.file_currency.clone(),
        gross_vat_rate: arguments.gross_vat_rate.clone(),
        on_conflict: match arguments.on_conflict {
            ConflictChoice::Ask => OnConflict::Ask,
            ConflictChoice::Keep => OnConflict::Keep,
            ConflictChoice::Replace => OnConflict::Replace,
            ConflictChoice::Both => OnConflict::Both,
        },
        campaign: None,
    };
    with_map(options, arguments.map.as_deref())
}

fn with_map(options: ImportOptions, map: Option<&Path>) -> Result<ImportOptions, Failure> {
    match map {
        None => Ok(options),
        Some(path) => {
            must_be_file(path)?;
            let text = fs::read_to_string(path).map_err(|error| {
                AppError::from(Refusal::OptionInvalid {
                    option: "--map",
                    code: "map-unreadable",
                    value: error.to_string(),
                })
            })?;
            Ok(options.with_map_file(&text).map_err(AppError::from)?)
        }
    }
}

/// Imports with a progress bar; Ctrl-C stops it and leaves nothing of the file in the book.
pub async fn run_import(
    context: &Arc<Context>,
    viewer: &Viewer,
    file: &Path,
    options: ImportOptions,
    trial: bool,
    printer: &Printer,
) -> Result<ImportReport, Failure> {
    let file_name = file.file_name().map_or_else(
        || file.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let command = ImportSales {
        path: file.to_owned(),
        file_name,
        options,
        trial,
        draft: None,
        sample: false,
    };
    let progress = Arc::new(Progress::default());
    let bar = printer.progress_bar();
    let work = import_file(context, viewer, command, &progress);
    tokio::pin!(work);
    // Listens from now to the end: a listener of each turn would miss what happens between two.
    let interrupt = tokio::signal::ctrl_c();
    tokio::pin!(interrupt);
    let mut listening = true;
    let mut tick = tokio::time::interval(Duration::from_millis(125));
    tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let report = loop {
        tokio::select! {
            biased;
            report = &mut work => break report,
            interrupted = &mut interrupt, if listening => {
                listening = false;
                if interrupted.is_ok() {
                    progress.ask_to_stop();
                }
            }
            _ = tick.tick() => show(&bar, &progress, printer),
        }
    };
    bar.finish_and_clear();
    // Many new records are compared after the import; the program must not end before that.
    wait_for_scan(context, |done, total| {
        let message = printer.texts().get("terminal-comparing").into_owned();
        bar.set_message(message);
        bar.set_length(total);
        bar.set_position(done);
    })
    .await;
    bar.finish_and_clear();
    Ok(report?)
}

/// True when the book knows of an attempt.
async fn was_begun(context: &Context, viewer: &Viewer) -> bool {
    let known = imports(context, viewer).await;
    known.is_ok_and(|history| !history.imports.is_empty())
}

fn show(bar: &indicatif::ProgressBar, progress: &Progress, printer: &Printer) {
    let (read, total, _) = progress.counts();
    let stage = progress.stage();
    let id = format!("terminal-stage-{}", stage.code());
    bar.set_message(printer.texts().get(&id).into_owned());
    bar.set_length(total);
    bar.set_position(if matches!(stage, Stage::Comparing | Stage::Committing) {
        total
    } else {
        read
    });
}

/// A folder before a book is made in it, so that a book nobody needs can be taken away again without
/// anything that was there before.
struct NewBook {
    folder: PathBuf,
    /// What lay in the folder; `None` when there was no folder.
    names: Option<HashSet<OsString>>,
}

impl NewBook {
    /// `None` where there is a book already, or one in a database.
    fn look(location: &BookLocation) -> Option<Self> {
        let BookLocation::Folder(folder) = location else {
            return None;
        };
        (!wire::exists(location)).then(|| Self {
            folder: folder.clone(),
            names: fs::read_dir(folder)
                .ok()
                .map(|entries| entries.flatten().map(|entry| entry.file_name()).collect()),
        })
    }

    /// Best effort: what stays is an empty book, which the next import fills.
    fn remove(&self) {
        let Some(names) = &self.names else {
            drop(fs::remove_dir_all(&self.folder));
            return;
        };
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        for entry in entries.flatten() {
            if names.contains(&entry.file_name()) {
                continue;
            }
            let path = entry.path();
            drop(if path.is_dir() {
                fs::remove_dir_all(&path)
            } else {
                fs::remove_file(&path)
            });
        }
    }
}

/// Refuses a path that leads to no file, before anything is opened.
pub fn must_be_file(path: &Path) -> Result<(), Failure> {
    let wrong = |id| Failure::Usage(id, path.display().to_string());
    match fs::metadata(path) {
        Ok(found) if found.is_dir() => Err(wrong("usage-is-folder")),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(wrong("usage-no-file")),
        Err(_) => Err(wrong("usage-file-closed")),
    }
}

/// Prints what an import did.
pub fn print(context: &Context, report: &ImportReport, printer: &Printer) -> Exit {
    let mut answer = ImportAnswer::of_report(report, printer.texts());
    // The same file again names no rows: those set aside the first time lie in their list already.
    if !report.set_aside.is_empty() && report.import.is_some() {
        match write_set_aside_file(context, report, printer.texts()) {
            Ok(path) => answer.set_aside_file = Some(path.display().to_string()),
            Err(error) => tracing::warn!(%error, "the list of rows set aside could not be written"),
        }
    }
    printer.answer(&answer, |page| page_of(page, report, &answer));
    if report.rows.set_aside > 0 {
        Exit::SomeSetAside
    } else {
        Exit::Done
    }
}

pub fn page_of(page: &mut Page, report: &ImportReport, answer: &ImportAnswer) {
    let texts = page.texts();
    let language = texts.language;
    let number = |count: u64| format::integer(language, i128::from(count));
    let id = format!("terminal-import-{}", report.end.code());
    let (accepted, read) = (number(report.rows.accepted), number(report.rows.read));
    page.say_with(
        &id,
        &[
            ("file", &report.file_name),
            ("accepted", &accepted),
            ("read", &read),
        ],
    );
    let text = |id: &str| texts.get(id).into_owned();
    let known = |created: u64, matched: u64| {
        let (created, matched) = (number(created), number(matched));
        texts.with(
            "terminal-new-and-known",
            &[("created", &created), ("matched", &matched)],
        )
    };
    let mut pairs = Vec::new();
    for (id, found, kinds) in [
        (
            "terminal-clients",
            report.accounts,
            [FileKind::Sales, FileKind::Accounts],
        ),
        ("terminal-products", report.products, [FileKind::Sales; 2]),
        ("terminal-people", report.people, [FileKind::People; 2]),
        (
            "terminal-interactions",
            report.interactions,
            [FileKind::Interactions; 2],
        ),
        (
            "terminal-obligations",
            report.obligations,
            [FileKind::Obligations; 2],
        ),
        (
            "terminal-people-map",
            report.people_map,
            [FileKind::PeopleMap; 2],
        ),
        ("terminal-gifts", report.gifts, [FileKind::Gifts; 2]),
        ("terminal-support", report.supports, [FileKind::Support; 2]),
        (
            "terminal-confidentiality",
            report.confidentiality,
            [FileKind::Confidentiality; 2],
        ),
        (
            "terminal-agreements",
            report.agreements,
            [FileKind::Agreements; 2],
        ),
        (
            "terminal-executions",
            report.executions,
            [FileKind::Executions; 2],
        ),
        (
            "terminal-problems",
            report.problems,
            [FileKind::Problems; 2],
        ),
        (
            "terminal-survey-answers",
            report.survey_answers,
            [FileKind::SurveyAnswers; 2],
        ),
        (
            "terminal-prospects",
            report.prospects,
            [FileKind::Prospects; 2],
        ),
        (
            "terminal-positions",
            report.positions,
            [FileKind::Positions; 2],
        ),
        (
            "terminal-purchases",
            report.purchases,
            [FileKind::Purchases; 2],
        ),
        ("terminal-threats", report.threats, [FileKind::Threats; 2]),
        (
            "terminal-opportunities",
            report.opportunities,
            [FileKind::Opportunities; 2],
        ),
        (
            "terminal-spotters",
            report.spotters,
            [FileKind::Spotters; 2],
        ),
        ("terminal-visits", report.visits, [FileKind::Visits; 2]),
    ] {
        if kinds.contains(&report.kind) {
            pairs.push((text(id), known(found.created, found.matched)));
        }
    }
    for (id, count) in [
        ("terminal-rows-duplicate", report.rows.duplicate),
        ("terminal-rows-set-aside", report.rows.set_aside),
    ] {
        if count > 0 {
            pairs.push((text(id), number(count)));
        }
    }
    let skipped_id = match report.kind {
        FileKind::Sales => "terminal-rows-skipped",
        _ => "terminal-rows-skipped-records",
    };
    for skipped in &answer.skipped {
        pairs.push((
            text(skipped_id),
            format!("{} ({})", number(skipped.rows), skipped.reason),
        ));
    }
    if let Some(period) = report.period {
        pairs.push((text("terminal-period"), format::period(language, period)));
    }
    for (currency, amount) in &report.net_totals {
        pairs.push((
            text("terminal-net-total"),
            format::money(language, *amount, *currency),
        ));
    }
    pairs.push((text("terminal-read-as"), read_as(answer)));
    let columns = answer
        .detected
        .columns
        .iter()
        .map(|one| format!("{} = {}", one.column, one.header));
    pairs.push((
        text("terminal-columns"),
        columns.collect::<Vec<_>>().join(", "),
    ));
    if !answer.detected.unused.is_empty() {
        pairs.push((text("terminal-unused"), answer.detected.unused.join(", ")));
    }
    page.pairs(&pairs);
    for notice in &answer.notices {
        page.line(&format!("  {notice}"));
    }
    set_aside(page, answer);
}

fn read_as(answer: &ImportAnswer) -> String {
    let detected = &answer.detected;
    let delimiter = detected
        .delimiter
        .as_deref()
        .map(|mark| if mark == "\t" { "tab" } else { mark });
    let words = [
        Some(detected.kind.as_str()),
        detected.encoding.as_deref(),
        delimiter,
        detected.decimal.as_deref(),
        detected.date_order.as_deref(),
        detected.currency.as_deref(),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Rows a terminal shows; the file holds all of them.
const SET_ASIDE_ROWS_SHOWN: usize = 10;

fn set_aside(page: &mut Page, answer: &ImportAnswer) {
    if answer.set_aside.is_empty() {
        return;
    }
    let title = page.texts().get("terminal-set-aside-title").into_owned();
    page.heading(&title);
    let rows = answer
        .set_aside
        .iter()
        .take(SET_ASIDE_ROWS_SHOWN)
        .map(|row| {
            vec![
                row.line.to_string(),
                row.column.clone(),
                row.value.clone(),
                row.reason.clone(),
                row.remedy.clone(),
            ]
        });
    page.table(
        &[
            ("terminal-line", '>'),
            ("terminal-column", '<'),
            ("terminal-value", '<'),
            ("terminal-why", '<'),
            ("terminal-remedy", '<'),
        ],
        rows.collect(),
    );
    if let Some(path) = &answer.set_aside_file {
        page.say_with("terminal-set-aside-file", &[("path", path)]);
    }
}
