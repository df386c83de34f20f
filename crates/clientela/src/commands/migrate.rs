//! `migrate`: bring the book's tables up to this version.

use clientela_store::Store;
use serde_json::json;

use crate::cli::Global;
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(global: &Global, printer: &Printer) -> Result<Exit, Failure> {
    Store::migrate(&wire::location(global)).await?;
    printer.answer(&json!({ "status": "up_to_date" }), |page| {
        page.say("terminal-migrated");
    });
    Ok(Exit::Done)
}
