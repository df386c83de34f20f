//! `reading list|add|set|read|take-back`.

use clientela_app::answers::reading::{PublicationAnswer, ReadingListAnswer};
use clientela_app::context::Context;
use clientela_app::keep_reading::{
    PublicationDraft, ReadingDraft, change_publication, find_publication, publication_draft_of,
    read_publication, show_publication, take_reading_back, write_publication,
};
use clientela_app::reading_list::{
    PublicationLine, ReadingShow, ReadingSort, publication_line, reading_list,
};
use clientela_domain::ids::PublicationId;
use clientela_domain::prospects::PublicationKind;
use clientela_store::Viewer;

use super::happenings::{user_id, viewer, word};
use super::problems::{day, said};
use crate::cli::Global;
use crate::cli::reading::{PublicationFields, ReadingCommand};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    command: &ReadingCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        ReadingCommand::List { show, sort } => {
            let viewer = wire::viewer(&context, global).await?;
            let show = show.as_deref();
            let show = show.map(|text| word(text, ReadingShow::from_code));
            let sort = sort.as_deref();
            let sort = sort.map(|text| word(text, ReadingSort::from_code));
            let asked = (
                show.transpose()?.unwrap_or_default(),
                sort.transpose()?.unwrap_or_default(),
            );
            let lines = reading_list(&context, &viewer, asked).await?;
            let answer = ReadingListAnswer {
                publications: lines.iter().map(PublicationLine::answer).collect(),
            };
            printer.answer(&answer, |page| table(page, &answer.publications));
            Ok(Exit::Done)
        }
        ReadingCommand::Add { by, .. }
        | ReadingCommand::Set { by, .. }
        | ReadingCommand::Read { by, .. }
        | ReadingCommand::TakeBack { by, .. } => {
            let viewer = viewer(&context, global, by).await?;
            let id = write(&context, &viewer, command).await?;
            let (line, readings) = publication_line(&context, &viewer, id).await?;
            let answer = line.answer_with(&readings);
            printer.answer(&answer, |page| {
                table(page, std::slice::from_ref(&answer.publication));
            });
            Ok(Exit::Done)
        }
    }
}

/// Does what a verb says; which publication it was about.
async fn write(
    context: &Context,
    viewer: &Viewer,
    command: &ReadingCommand,
) -> Result<PublicationId, Failure> {
    let (ReadingCommand::Set { publication, .. }
    | ReadingCommand::Read { publication, .. }
    | ReadingCommand::TakeBack { publication, .. }) = command
    else {
        return add(context, viewer, command).await;
    };
    let id = find_publication(context, viewer, publication).await?;
    let now = show_publication(context, viewer, id).await?;
    let at = (id, now.version);
    match command {
        ReadingCommand::Set {
            name,
            fields,
            stop,
            again,
            ..
        } => {
            let mut draft = publication_draft_of(&now);
            draft.name = name.clone().unwrap_or(draft.name);
            draft.is_stopped = *stop || (draft.is_stopped && !again);
            fill(context, viewer, fields, &mut draft).await?;
            change_publication(context, viewer, id, &draft, now.version).await?;
        }
        ReadingCommand::Read {
            lines, day, note, ..
        } => {
            let draft = ReadingDraft {
                day: day.clone().unwrap_or_default(),
                lines: lines.join("\n"),
                found: note.clone().unwrap_or_default(),
            };
            read_publication(context, viewer, at, &draft).await?;
        }
        _ => {
            take_reading_back(context, viewer, at).await?;
        }
    }
    Ok(id)
}

async fn add(
    context: &Context,
    viewer: &Viewer,
    command: &ReadingCommand,
) -> Result<PublicationId, Failure> {
    let mut draft = PublicationDraft {
        kind: Some(PublicationKind::Newspaper),
        reader: viewer.user,
        ..PublicationDraft::default()
    };
    if let ReadingCommand::Add { name, fields, .. } = command {
        draft.name.clone_from(name);
        fill(context, viewer, fields, &mut draft).await?;
    }
    Ok(write_publication(context, viewer, &draft).await?)
}

/// Puts what was given into a draft.
async fn fill(
    context: &Context,
    viewer: &Viewer,
    fields: &PublicationFields,
    draft: &mut PublicationDraft,
) -> Result<(), Failure> {
    if let Some(kind) = &fields.kind {
        draft.kind = Some(word(kind, PublicationKind::from_code)?);
    }
    if let Some(email) = &fields.reader {
        draft.reader = Some(user_id(context, viewer, email).await?);
    }
    for (given, into) in [
        (&fields.address, &mut draft.address),
        (&fields.looks_for, &mut draft.looks_for),
        (&fields.every, &mut draft.rhythm_days),
        (&fields.note, &mut draft.note),
    ] {
        if let Some(text) = given {
            into.clone_from(text);
        }
    }
    Ok(())
}

fn table(page: &mut Page, all: &[PublicationAnswer]) {
    let texts = page.texts();
    let row = |one: &PublicationAnswer| {
        let next = one.next_reading.as_deref().unwrap_or_default();
        let due = if one.due { "yes" } else { "no" };
        vec![
            one.name.clone(),
            said(texts, "publication-kind", &one.kind),
            day(texts, next),
            said(texts, "reading-due", due),
            one.found.to_string(),
            one.qualified.to_string(),
            one.won.to_string(),
            one.id.clone(),
        ]
    };
    let header = [
        ("publication-name", '<'),
        ("publication-kind", '<'),
        ("reading-next", '<'),
        ("reading-due", '<'),
        ("reading-names", '>'),
        ("reading-qualified", '>'),
        ("reading-won", '>'),
        ("terminal-id", '<'),
    ];
    page.table(&header, all.iter().map(row).collect());
}
