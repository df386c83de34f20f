//! `imports list|show|set-aside|correct|decide|stop|undo`: the history of what came into the book, and
//! rows of it that wait for somebody.

use std::path::Path;
use std::sync::Arc;

use clientela_app::answers::import::{
    CorrectionAnswer, DecidedAnswer, ImportAnswer, ImportsAnswer, OpenRowAnswer, OpenRowsAnswer,
    document_of,
};
use clientela_app::context::Context;
use clientela_app::correct_rows::{correct_rows, decide_conflicts, open_rows};
use clientela_app::corrected_file::read_corrected;
use clientela_app::error::AppError;
use clientela_app::import_history::{self, imports};
use clientela_app::running_imports::stop_import;
use clientela_app::set_aside::set_aside_csv;
use clientela_app::undo_import::undo_import;
use clientela_domain::ids::ImportId;
use clientela_store::Viewer;
use clientela_store::document_decisions::DocumentChoice;
use clientela_texts::{Texts, format};
use fs_err as fs;
use serde_json::json;

use super::import;
use crate::cli::Global;
use crate::cli::imports::{Decision, ImportsCommand};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// Who asks, of which book, and where it is printed.
struct Session<'a> {
    context: &'a Arc<Context>,
    viewer: &'a Viewer,
    printer: &'a Printer,
}

pub async fn run(
    global: &Global,
    command: &ImportsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let session = Session {
        context: &context,
        viewer: &viewer,
        printer,
    };
    match command {
        ImportsCommand::List => {
            let answer = imports(&context, &viewer).await?;
            printer.answer(&answer, |page| history(page, &answer));
        }
        ImportsCommand::Show { id } => session.show(import_id(id)?).await?,
        ImportsCommand::SetAside { id, csv } => {
            return session.set_aside(import_id(id)?, csv.as_deref()).await;
        }
        ImportsCommand::Correct { id, rows } => {
            return session.correct(import_id(id)?, rows).await;
        }
        ImportsCommand::Decide {
            id,
            choice,
            documents,
        } => session.decide(import_id(id)?, *choice, documents).await?,
        ImportsCommand::Stop { id } => {
            stop_import(&context, &viewer, import_id(id)?).await?;
            let answer = json!({ "import_id": id, "stopping": true });
            printer.answer(&answer, |page| page.say("terminal-stopping"));
        }
        ImportsCommand::Watch { folder, once, kind } => {
            return super::watch::run(&context, folder, kind, *once, printer).await;
        }
        ImportsCommand::Folders(arguments) => {
            return super::watched_folders::run(&context, &viewer, arguments, printer).await;
        }
        ImportsCommand::Undo { id } => {
            undo_import(&context, &viewer, import_id(id)?).await?;
            printer.answer(&json!({ "import_id": id, "status": "undone" }), |page| {
                page.say("terminal-undone");
            });
        }
    }
    Ok(Exit::Done)
}

fn import_id(id: &str) -> Result<ImportId, AppError> {
    ImportId::parse(id).ok_or(AppError::NotFound("import"))
}

impl Session<'_> {
    async fn show(&self, id: ImportId) -> Result<(), Failure> {
        let entry = import_history::one(self.context, self.viewer, id).await?;
        let (_, open) = open_rows(self.context, self.viewer, id).await?;
        let mut report = import_history::report_of(&entry);
        report.set_aside = open;
        let texts = self.printer.texts();
        let mut answer = ImportAnswer::of_report(&report, texts);
        entry.record.status.code().clone_into(&mut answer.status);
        let state = state_words(texts, &answer.status);
        self.printer.answer(&answer, |page| {
            page.line(&format!("{}  {state}", report.file_name));
            import::page_of(page, &report, &answer);
        });
        Ok(())
    }

    async fn set_aside(&self, id: ImportId, csv: Option<&Path>) -> Result<Exit, Failure> {
        let (header, open) = open_rows(self.context, self.viewer, id).await?;
        let texts = self.printer.texts();
        if let Some(path) = csv {
            let list = set_aside_csv(&open, &header, texts);
            fs::write(path, list).map_err(|error| Failure::system("writing a file", error))?;
        }
        let rows = open.iter().map(|row| OpenRowAnswer::of_row(row, texts));
        let answer = OpenRowsAnswer {
            import_id: id.to_string(),
            header,
            matching: u64::try_from(open.len()).unwrap_or(u64::MAX),
            rows: rows.collect(),
            next: None,
        };
        let written = csv.map(|path| path.display().to_string());
        self.printer.answer(&answer, |page| match written {
            Some(path) => page.say_with("terminal-set-aside-file", &[("path", &path)]),
            None => open_table(page, &answer.rows),
        });
        Ok(if answer.rows.is_empty() {
            Exit::Done
        } else {
            Exit::SomeSetAside
        })
    }

    async fn correct(&self, id: ImportId, rows: &Path) -> Result<Exit, Failure> {
        import::must_be_file(rows)?;
        let rows = read_corrected(self.context, rows)?;
        let done = correct_rows(self.context, self.viewer, id, rows).await?;
        let answer = CorrectionAnswer::from(done);
        let number = |count: u64| format::integer(self.printer.texts().language, i128::from(count));
        let (accepted, waiting) = (number(answer.accepted), number(answer.still_set_aside));
        self.printer.answer(&answer, |page| {
            page.say_with(
                "terminal-rows-corrected",
                &[("accepted", &accepted), ("waiting", &waiting)],
            );
        });
        Ok(if answer.still_set_aside == 0 {
            Exit::Done
        } else {
            Exit::SomeSetAside
        })
    }

    async fn decide(
        &self,
        id: ImportId,
        choice: Decision,
        documents: &[String],
    ) -> Result<(), Failure> {
        let choice = match choice {
            Decision::Keep => DocumentChoice::Keep,
            Decision::Replace => DocumentChoice::Replace,
            Decision::Both => DocumentChoice::Both,
        };
        let key = |text: &String| {
            document_of(text).ok_or_else(|| Failure::Usage("usage-document", text.clone()))
        };
        let named = documents.iter().map(key).collect::<Result<Vec<u64>, _>>()?;
        let named = (!named.is_empty()).then_some(named);
        let rows = decide_conflicts(self.context, self.viewer, id, named, choice).await?;
        let answer = DecidedAnswer { rows };
        let words = format::integer(self.printer.texts().language, i128::from(rows));
        self.printer.answer(&answer, |page| {
            page.say_with("terminal-decided", &[("rows", &words)]);
        });
        Ok(())
    }
}

fn state_words(texts: Texts, status: &str) -> String {
    let id = format!("import-state-{status}");
    if texts.has(&id) {
        texts.get(&id).into_owned()
    } else {
        status.to_owned()
    }
}

fn history(page: &mut Page, answer: &ImportsAnswer) {
    let texts = page.texts();
    let language = texts.language;
    let number = |count: u64| format::integer(language, i128::from(count));
    let day = |text: &String| {
        text.parse()
            .map_or_else(|_| text.clone(), |day| format::day(language, day))
    };
    let rows = answer.imports.iter().map(|import| {
        vec![
            day(&import.day),
            import.file.clone(),
            state_words(texts, &import.status),
            number(import.rows.read),
            number(import.rows.accepted),
            number(import.rows.duplicate),
            number(import.rows.set_aside),
            import.import_id.clone(),
        ]
    });
    let header = [
        ("imports-day", '<'),
        ("imports-file", '<'),
        ("imports-state", '<'),
        ("imports-read", '>'),
        ("imports-accepted", '>'),
        ("imports-duplicate", '>'),
        ("imports-set-aside", '>'),
        ("terminal-id", '<'),
    ];
    page.table(&header, rows.collect());
}

fn open_table(page: &mut Page, rows: &[OpenRowAnswer]) {
    let lines = rows.iter().map(|row| {
        vec![
            row.fault.line.to_string(),
            row.fault.column.clone(),
            row.fault.value.clone(),
            row.fault.reason.clone(),
            row.fault.remedy.clone(),
            row.document.clone().unwrap_or_default(),
        ]
    });
    let header = [
        ("terminal-line", '>'),
        ("terminal-column", '<'),
        ("terminal-value", '<'),
        ("terminal-why", '<'),
        ("terminal-remedy", '<'),
        ("terminal-document", '<'),
    ];
    page.table(&header, lines.collect());
}
