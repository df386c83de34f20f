//! `imports watch FOLDER`: files another program puts into a folder are imported.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clientela_app::context::Context;
use clientela_app::error_words::{self, Edge};
use clientela_app::follow_folders::FollowedFolders;
use clientela_app::scan_duplicates::wait_for_scan;
use clientela_app::watch_folder::{TakenExport, WatchedFolder};
use clientela_domain::records::FileKind;
use serde_json::{Value, json};

use crate::exit::{Exit, Failure};
use crate::printer::Printer;

/// Between two looks into a folder: a file that looks the same twice has stopped growing.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);

/// The same while the server runs, where nobody waits for a file.
const BETWEEN_LOOKS_OF_SERVER: Duration = Duration::from_secs(15);

/// Imports what is put into a folder, once or until Ctrl-C.
pub async fn run(
    context: &Arc<Context>,
    folder: &Path,
    kind: &str,
    once: bool,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let kind = FileKind::from_code(kind)
        .ok_or_else(|| Failure::Usage("usage-file-kind", kind.to_owned()))?;
    if !folder.is_dir() {
        let shown = folder.display().to_string();
        return Err(Failure::Usage("usage-no-folder", shown));
    }
    let mut watched = WatchedFolder::new(folder.to_owned(), kind);
    let mut all = watched.look(context).await?;
    if once {
        tokio::time::sleep(BETWEEN_LOOKS).await;
        all.extend(watched.look(context).await?);
        wait_for_scan(context, |_, _| {}).await;
        let files: Vec<Value> = all.iter().map(as_json).collect();
        printer.answer(&json!({ "files": files }), |page| {
            if all.is_empty() {
                page.say("terminal-watch-nothing");
            }
            for one in &all {
                let (id, detail) = words(one, printer);
                page.say_with(id, &[("file", &one.file), ("detail", &detail)]);
            }
        });
        let refused = all.iter().any(|one| one.outcome.is_err());
        return Ok(if refused {
            Exit::SomeSetAside
        } else {
            Exit::Done
        });
    }
    let interrupt = tokio::signal::ctrl_c();
    tokio::pin!(interrupt);
    loop {
        for one in all.drain(..) {
            let (id, detail) = words(&one, printer);
            let texts = printer.texts();
            printer.say(&texts.with(id, &[("file", &one.file), ("detail", &detail)]));
        }
        tokio::select! {
            _ = &mut interrupt => return Ok(Exit::Done),
            () = tokio::time::sleep(BETWEEN_LOOKS) => {}
        }
        all = watched.look(context).await?;
    }
}

/// The message about a file and what it says of it.
fn words(one: &TakenExport, printer: &Printer) -> (&'static str, String) {
    match &one.outcome {
        Ok(report) => {
            let rows = report.rows;
            (
                "terminal-watch-done",
                format!("{}/{}", rows.accepted, rows.read),
            )
        }
        Err(refusal) => {
            let why = error_words::refusal(printer.texts(), refusal, Edge::Terminal);
            ("terminal-watch-failed", why)
        }
    }
}

fn as_json(one: &TakenExport) -> Value {
    let moved_to = one.moved_to.display().to_string();
    match &one.outcome {
        Ok(report) => json!({
            "file": one.file,
            "moved_to": moved_to,
            "status": report.end.code(),
            "import_id": report.import.map(|id| id.to_string()),
            "accepted": report.rows.accepted,
            "set_aside": report.rows.set_aside,
        }),
        Err(refusal) => json!({
            "file": one.file,
            "moved_to": moved_to,
            "status": "failed",
            "reason": refusal.to_string(),
        }),
    }
}

/// Watches folders for as long as the server runs. What goes wrong is logged and tried again.
pub async fn serve(context: Arc<Context>, mut followed: FollowedFolders) {
    loop {
        match followed.look(&context).await {
            Ok(taken) => {
                for one in taken {
                    let imported = one.outcome.is_ok();
                    tracing::info!(file = one.file, imported, "a file of a watched folder");
                }
            }
            Err(error) => {
                let error = &error as &dyn std::error::Error;
                tracing::error!(error, "the book does not say which folders are watched");
            }
        }
        tokio::time::sleep(BETWEEN_LOOKS_OF_SERVER).await;
    }
}
