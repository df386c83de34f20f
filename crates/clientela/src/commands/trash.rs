//! `trash list|put|restore|purge`: what was removed, back again or gone for good.

use clientela_app::empty_trash::purge_from_trash;
use clientela_app::error::AppError;
use clientela_app::put_into_trash::put_into_trash;
use clientela_app::read_trash::{self, TrashLine, TrashRequest};
use clientela_store::trash::TrashKind;
use clientela_texts::{Texts, format};
use jiff::tz::Offset;
use serde_json::json;
use uuid::Uuid;

use crate::cli::{Global, TrashCommand};
use crate::exit::{Exit, Failure};
use crate::printer::Printer;
use crate::wire;

pub async fn run(
    global: &Global,
    command: &TrashCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    match command {
        TrashCommand::List { kind, after, limit } => {
            let request = request(kind.as_deref(), after.as_deref(), *limit)?;
            let page = read_trash::read_trash(&context, &viewer, &request).await?;
            printer.answer(&read_trash::answer(&page), |sheet| {
                let texts = sheet.texts();
                if page.lines.is_empty() {
                    sheet.say("trash-empty-title");
                    return;
                }
                let header = [
                    ("trash-what", '<'),
                    ("trash-deleted", '<'),
                    ("trash-goes", '<'),
                    ("terminal-id", '<'),
                ];
                sheet.table(
                    &header,
                    page.lines.iter().map(|line| row(texts, line)).collect(),
                );
            });
        }
        TrashCommand::Put { kind, record } => {
            let record = (kind_of(kind)?, id(record)?);
            put_into_trash(&context, &viewer, record, None).await?;
            let answer = json!({ "removed": format!("{}/{}", record.0.code(), record.1) });
            printer.answer(&answer, |sheet| sheet.say("trash-put"));
        }
        TrashCommand::Restore { record } => {
            let record = read_trash::find_in_trash(&context, &viewer, id(record)?).await?;
            let with = read_trash::restore_from_trash(&context, &viewer, record).await?;
            let message = if with.is_empty() {
                "trash-restored"
            } else {
                "trash-restored-with"
            };
            printer.answer(&read_trash::restored_answer(record, &with), |sheet| {
                sheet.say(message);
            });
        }
        TrashCommand::Purge { record } => {
            let record = read_trash::find_in_trash(&context, &viewer, id(record)?).await?;
            purge_from_trash(&context, &viewer, record).await?;
            let answer = json!({ "purged": format!("{}/{}", record.0.code(), record.1) });
            printer.answer(&answer, |sheet| sheet.say("trash-purged"));
        }
    }
    Ok(Exit::Done)
}

fn id(text: &str) -> Result<Uuid, Failure> {
    Ok(Uuid::try_parse(text).map_err(|_| AppError::NotFound("record"))?)
}

fn kind_of(word: &str) -> Result<TrashKind, Failure> {
    TrashKind::from_code(word).ok_or_else(|| Failure::Usage("usage-trash-kind", word.to_owned()))
}

fn request(kind: Option<&str>, after: Option<&str>, limit: u64) -> Result<TrashRequest, Failure> {
    let kind = kind.map(kind_of).transpose()?;
    let after = match after {
        None => None,
        Some(text) => Some(
            read_trash::read_cursor(text)
                .ok_or_else(|| Failure::Usage("usage-trash-after", text.to_owned()))?,
        ),
    };
    Ok(TrashRequest { kind, after, limit })
}

fn row(texts: Texts, line: &TrashLine) -> Vec<String> {
    let entry = &line.entry;
    let day = |at| format::day(texts.language, Offset::UTC.to_datetime(at).date());
    let kind = texts.get(&format!(
        "trash-kind-{}",
        entry.kind.code().replace('_', "-")
    ));
    let who = line
        .who
        .clone()
        .unwrap_or_else(|| texts.get("journal-program").into_owned());
    let of = entry
        .account
        .as_ref()
        .map_or_else(String::new, |(_, name)| format!(" ({name})"));
    vec![
        format!("{kind}: {}{of}", entry.name),
        texts.with(
            "trash-by",
            &[("who", &who), ("day", &day(entry.deleted_at))],
        ),
        day(entry.goes_at()),
        entry.id.to_string(),
    ]
}
