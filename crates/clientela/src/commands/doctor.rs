//! `doctor`: is the book whole? Versions, ledger files against their hashes, leftovers.

use clientela_app::check_book::check_book;
use clientela_app::search_book;
use serde_json::json;

use crate::cli::Global;
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    rebuild_search: bool,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let health = check_book(&context, &viewer).await?;
    let rebuilt = if rebuild_search {
        Some(search_book::rebuild_search(&context, &viewer).await?)
    } else {
        None
    };
    let mut answer = json!({
        "status": if health.damaged.is_empty() { "ok" } else { "damaged" },
        "version": env!("CARGO_PKG_VERSION"),
        "parts": health.parts,
        "lines": health.lines,
        "removed_leftovers": health.removed_leftovers,
        "damaged": health.damaged,
    });
    if let Some(rebuilt) = rebuilt {
        answer["search_rebuilt"] =
            json!({ "accounts": rebuilt.accounts, "people": rebuilt.people });
    }
    let whole = health.damaged.is_empty();
    printer.answer(&answer, |page| {
        if whole {
            page.say("terminal-doctor-ok");
        }
        if let Some(rebuilt) = rebuilt {
            let (accounts, people) = (&rebuilt.accounts, &rebuilt.people);
            page.say_with(
                "terminal-search-rebuilt",
                &[("accounts", accounts), ("people", people)],
            );
        }
        for what in &health.damaged {
            page.say_with("terminal-doctor-damaged", &[("what", what)]);
        }
        if health.removed_leftovers > 0 {
            page.say_with(
                "terminal-doctor-swept",
                &[("count", &health.removed_leftovers)],
            );
        }
    });
    if whole {
        Ok(Exit::Done)
    } else {
        Ok(Exit::Damaged)
    }
}
