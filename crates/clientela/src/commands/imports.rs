//! `imports list`, `imports undo ID`: the history of what came into the book.

use clientela_app::error::AppError;
use clientela_app::import_history::imports;
use clientela_app::undo_import::undo_import;
use clientela_domain::ids::ImportId;
use clientela_texts::format;
use serde_json::json;

use crate::cli::{Global, ImportsCommand};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    command: &ImportsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    match command {
        ImportsCommand::List => {
            let answer = imports(&context, &viewer).await?;
            printer.answer(&answer, |page| {
                let language = page.texts().language;
                let number = |count: u64| format::integer(language, i128::from(count));
                let texts = page.texts();
                let state = |status: &String| {
                    let id = format!("import-state-{status}");
                    if texts.has(&id) {
                        texts.get(&id).into_owned()
                    } else {
                        status.clone()
                    }
                };
                let day = |text: &String| {
                    text.parse()
                        .map_or_else(|_| text.clone(), |day| format::day(language, day))
                };
                let rows = answer.imports.iter().map(|import| {
                    vec![
                        day(&import.day),
                        import.file.clone(),
                        state(&import.status),
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
            });
        }
        ImportsCommand::Watch { folder, once, kind } => {
            return super::watch::run(&context, folder, kind, *once, printer).await;
        }
        ImportsCommand::Undo { id } => {
            let import = ImportId::parse(id).ok_or(AppError::NotFound("import"))?;
            undo_import(&context, &viewer, import).await?;
            printer.answer(&json!({ "import_id": id, "status": "undone" }), |page| {
                page.say("terminal-undone")
            });
        }
    }
    Ok(Exit::Done)
}
