//! `journal list`, `journal restore`: what was changed, and one old value again.

use clientela_app::error::AppError;
use clientela_app::read_journal::{self, JournalRequest};
use clientela_domain::ids::UserId;
use clientela_store::{Via, Viewer, users};
use serde_json::json;

use crate::cli::{Global, JournalCommand, JournalFilters};
use crate::commands::arguments::day;
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    command: &JournalCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = Viewer::system(Via::Cli, context.clock.now());
    match command {
        JournalCommand::List(filters) => {
            let who = match &filters.who {
                None => None,
                Some(email) => {
                    let read = context.store.read(&viewer);
                    let found = users::by_email(&read, email).await?;
                    Some(found.ok_or(AppError::NotFound("user"))?.id)
                }
            };
            let request = request(global, filters, who)?;
            let page =
                read_journal::read_journal(&context, &viewer, &request, printer.texts()).await?;
            printer.answer(&read_journal::answer(&page), |sheet| {
                let rows = page.lines.iter().map(|line| {
                    vec![
                        line.row.seq.to_string(),
                        line.when.clone(),
                        format!("{}, {}", line.sentence, line.via),
                    ]
                });
                let header = [
                    ("journal-position", '>'),
                    ("journal-when", '<'),
                    ("journal-what", '<'),
                ];
                sheet.table(&header, rows.collect());
            });
        }
        JournalCommand::Restore { position } => {
            read_journal::restore_value(&context, &viewer, *position).await?;
            let answer = json!({ "position": position, "status": "restored" });
            printer.answer(&answer, |sheet| sheet.say("journal-value-is-back"));
        }
    }
    Ok(Exit::Done)
}

fn request(
    global: &Global,
    filters: &JournalFilters,
    who: Option<UserId>,
) -> Result<JournalRequest, Failure> {
    let via = match filters.via.as_deref() {
        None => None,
        Some(word) => Some(
            Via::from_code(word)
                .ok_or_else(|| Failure::Usage("usage-journal-via", word.to_owned()))?,
        ),
    };
    Ok(JournalRequest {
        who,
        kind: filters.kind.clone(),
        record: filters.record.clone(),
        via,
        from: day(global.from.as_deref(), "--from")?,
        to: day(global.to.as_deref(), "--to")?,
        before: filters.before,
        limit: filters.limit,
    })
}
