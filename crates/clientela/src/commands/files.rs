//! `files list|add|get|remove`: files of clients, people, interactions and notes.

use std::path::{Path, PathBuf};

use clientela_app::answers::happenings::AttachmentAnswer;
use clientela_app::attach_file::{attach_file, open_attachment, remove_attachment};
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::show_person::find_person;
use clientela_app::show_timeline::file_answer;
use clientela_app::show_words::list_files;
use clientela_domain::ids::{AttachmentId, InteractionId, NoteId};
use clientela_store::Viewer;
use clientela_store::attachments::AttachedTo;
use clientela_texts::format;
use fs_err as fs;
use serde_json::json;

use super::{arguments, import};
use crate::cli::Global;
use crate::cli::files::{FilesCommand, RecordArguments};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    command: &FilesCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    match command {
        FilesCommand::List { of } => {
            let record = record(&context, &viewer, of).await?;
            let answer = list_files(&context, &viewer, record).await?;
            printer.answer(&answer, |page| table(page, &answer.attachments));
        }
        FilesCommand::Add { file, of } => {
            import::must_be_file(file)?;
            let record = record(&context, &viewer, of).await?;
            let name = file.file_name().unwrap_or_default().to_string_lossy();
            let id = attach_file(&context, &viewer, record, file, &name).await?;
            let answer = file_answer(&open_attachment(&context, &viewer, id).await?.0);
            printer.answer(&answer, |page| table(page, std::slice::from_ref(&answer)));
        }
        FilesCommand::Get { id, to } => {
            let (found, bytes) = open_attachment(&context, &viewer, attachment(id)?).await?;
            let name = PathBuf::from(&found.attachment.name);
            let target = to.as_ref().unwrap_or(&name);
            copy(&bytes, target)?;
            let path = target.display().to_string();
            let answer = json!({ "attachment": id, "file": path });
            printer.answer(&answer, |page| {
                page.say_with("terminal-file-written", &[("file", &path)]);
            });
        }
        FilesCommand::Remove { id } => {
            remove_attachment(&context, &viewer, attachment(id)?).await?;
            let answer = json!({ "attachment": id, "removed": true });
            printer.answer(&answer, |page| page.say("terminal-file-removed"));
        }
    }
    Ok(Exit::Done)
}

fn attachment(id: &str) -> Result<AttachmentId, AppError> {
    AttachmentId::parse(id).ok_or(AppError::NotFound("attachment"))
}

/// Never over a file that is there.
fn copy(bytes: &Path, target: &Path) -> Result<(), Failure> {
    if target.exists() {
        let there = target.display().to_string();
        return Err(Failure::Usage("usage-file-exists", there));
    }
    fs::copy(bytes, target)
        .map(drop)
        .map_err(|error| Failure::system("writing a file", error))
}

/// The one record that is named.
async fn record(
    context: &Context,
    viewer: &Viewer,
    of: &RecordArguments,
) -> Result<AttachedTo, Failure> {
    if let Some(account) = &of.account {
        let state = context.book_state(viewer).await?;
        let id = arguments::account(&state.directory, account)?;
        return Ok(AttachedTo::Account(id));
    }
    if let Some(person) = &of.person {
        let id = find_person(context, viewer, person).await?;
        return Ok(AttachedTo::Person(id));
    }
    if let Some(id) = &of.interaction {
        let id = InteractionId::parse(id).ok_or(AppError::NotFound("interaction"))?;
        return Ok(AttachedTo::Interaction(id));
    }
    let id = of.note.as_deref().and_then(NoteId::parse);
    Ok(AttachedTo::Note(id.ok_or(AppError::NotFound("note"))?))
}

fn table(page: &mut Page, files: &[AttachmentAnswer]) {
    let language = page.texts().language;
    let rows = files.iter().map(|file| {
        vec![
            file.name.clone(),
            file.media_type.clone(),
            format::bytes(language, file.bytes),
            file.attachment.clone(),
        ]
    });
    let header = [
        ("terminal-file", '<'),
        ("terminal-media-type", '<'),
        ("terminal-size", '>'),
        ("terminal-id", '<'),
    ];
    page.table(&header, rows.collect());
}
