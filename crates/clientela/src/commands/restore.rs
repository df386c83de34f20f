//! `restore BACKUP BOOK`: a book out of a backup, in an empty place, checked like `doctor` does.

use std::path::Path;

use clientela_app::check_book::check_book;
use clientela_app::restore_book::restore_book;
use clientela_store::{Via, Viewer};
use serde_json::json;

use crate::cli::Global;
use crate::commands::backup::{answer, contents};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    backup: &Path,
    book: &str,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let location = wire::location_of(book, global);
    let manifest = restore_book(backup, &location).await?;
    let context = wire::open_at(&location, global).await?;
    let viewer = Viewer::system(Via::Cli, context.clock.now());
    let health = check_book(&context, &viewer).await?;
    let whole = health.damaged.is_empty() && health.lines == manifest.lines;
    let mut json = answer(if whole { "ok" } else { "damaged" }, backup, &manifest);
    json["damaged"] = json!(health.damaged);
    printer.answer(&json, |page| {
        if whole {
            page.say("terminal-restored");
            contents(page, &manifest);
            page.say("terminal-restored-next");
        }
        for what in &health.damaged {
            page.say_with("terminal-doctor-damaged", &[("what", what)]);
        }
    });
    Ok(if whole { Exit::Done } else { Exit::Damaged })
}
