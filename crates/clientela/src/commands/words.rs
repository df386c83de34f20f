//! `interactions show|set|delete`, `notes show|set|delete`, `next-steps set|delete`: one thing that was
//! written down, again.

use clientela_app::answers::happenings::{InteractionAnswer, NamedAnswer, NoteAnswer};
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::log_interaction::{
    InteractionDraft, StepDraft, change_interaction, delete_interaction, show_interaction,
};
use clientela_app::plan_next_step::{change_next_step, delete_next_step, show_next_step};
use clientela_app::show_words::{show_interaction_answer, show_note_answer};
use clientela_app::write_note::{NoteDraft, change_note, delete_note, show_note};
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{InteractionId, NextStepId, NoteId};
use clientela_domain::prospects::Asked;
use clientela_store::Viewer;
use clientela_store::interactions::{Direction, InteractionKind};
use clientela_texts::event_days;
use serde_json::json;

use super::happenings::{print_step, user_id, viewer, word};
use crate::cli::Global;
use crate::cli::happenings::{
    InteractionChange, InteractionsCommand, NextStepsCommand, NotesCommand,
};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

fn interaction_id(id: &str) -> Result<InteractionId, AppError> {
    InteractionId::parse(id).ok_or(AppError::NotFound("interaction"))
}

fn note_id(id: &str) -> Result<NoteId, AppError> {
    NoteId::parse(id).ok_or(AppError::NotFound("note"))
}

fn step_id(id: &str) -> Result<NextStepId, AppError> {
    NextStepId::parse(id).ok_or(AppError::NotFound("next_step"))
}

fn deleted(what: &str, id: &str, printer: &Printer) {
    let answer = json!({ what: id, "deleted": true });
    printer.answer(&answer, |page| page.say("terminal-in-trash"));
}

pub async fn interaction(
    (context, global): (&Context, &Global),
    command: &InteractionsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let (id, viewer) = match command {
        InteractionsCommand::Show { id } => {
            (interaction_id(id)?, wire::viewer(context, global).await?)
        }
        InteractionsCommand::Set { id, change, by } => {
            let (id, viewer) = (interaction_id(id)?, viewer(context, global, by).await?);
            set_interaction(context, &viewer, id, change).await?;
            (id, viewer)
        }
        InteractionsCommand::Delete { id, by } => {
            let viewer = viewer(context, global, by).await?;
            let now = show_interaction(context, &viewer, interaction_id(id)?).await?;
            delete_interaction(context, &viewer, now.id, now.version).await?;
            deleted("interaction", id, printer);
            return Ok(Exit::Done);
        }
        InteractionsCommand::List { .. } | InteractionsCommand::Add { .. } => {
            return Ok(Exit::Done);
        }
    };
    let answer = show_interaction_answer(context, &viewer, id).await?;
    printer.answer(&answer, |page| interaction_page(page, &answer));
    Ok(Exit::Done)
}

async fn set_interaction(
    context: &Context,
    viewer: &Viewer,
    id: InteractionId,
    change: &InteractionChange,
) -> Result<(), Failure> {
    let now = show_interaction(context, viewer, id).await?;
    let what = now.interaction;
    let kind = match &change.kind {
        Some(kind) => word(kind, InteractionKind::from_code)?,
        None => what.kind,
    };
    let direction = match &change.direction {
        Some(direction) => Some(word(direction, Direction::from_code)?),
        None => what.direction,
    };
    let asked = match &change.asked {
        Some(asked) => word(asked, Asked::from_code)?,
        None => what.asked,
    };
    let draft = InteractionDraft {
        day: change.day.clone().unwrap_or_else(|| what.day.to_string()),
        direction,
        summary: change.summary.clone().unwrap_or(what.summary),
        mood: change.mood.or(what.mood),
        duration_minutes: change.minutes.or(what.duration_minutes),
        asked,
        private: what.private,
        people: what.people,
        users: what.users,
        ..InteractionDraft::new(what.account_id, kind)
    };
    change_interaction(context, viewer, id, &draft, now.version).await?;
    Ok(())
}

fn names(people: &[NamedAnswer]) -> String {
    let names: Vec<&str> = people.iter().map(|one| one.name.as_str()).collect();
    names.join(", ")
}

fn name(one: Option<&NamedAnswer>) -> String {
    one.map_or_else(String::new, |one| one.name.clone())
}

/// What is known, each with its word.
fn known(page: &mut Page, pairs: &[(&str, String)]) {
    let texts = page.texts();
    let shown: Vec<(String, String)> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(id, value)| (texts.get(id).into_owned(), value.clone()))
        .collect();
    page.pairs(&shown);
}

fn interaction_page(page: &mut Page, answer: &InteractionAnswer) {
    let texts = page.texts();
    let day = EventDay::parse(&answer.day).map_or_else(
        || answer.day.clone(),
        |day| event_days::event_day(texts.language, &day),
    );
    let kind = texts.get(&format!("kind-{}", answer.kind)).into_owned();
    known(
        page,
        &[
            ("terminal-day", day),
            ("terminal-kind", kind),
            ("piece-client", name(answer.account.as_ref())),
            ("piece-person", names(&answer.people)),
            ("piece-colleague", names(&answer.users)),
            ("terminal-text", answer.summary.clone()),
            ("terminal-by", name(answer.author.as_ref())),
            ("terminal-id", answer.interaction.clone()),
        ],
    );
}

pub async fn note(
    (context, global): (&Context, &Global),
    command: &NotesCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let (id, viewer) = match command {
        NotesCommand::Show { id } => (note_id(id)?, wire::viewer(context, global).await?),
        NotesCommand::Set { id, text, by } => {
            let (id, viewer) = (note_id(id)?, viewer(context, global, by).await?);
            let now = show_note(context, &viewer, id).await?;
            let draft = NoteDraft {
                text: text.clone(),
                private: now.note.private,
                ..NoteDraft::default()
            };
            change_note(context, &viewer, id, &draft, now.version).await?;
            (id, viewer)
        }
        NotesCommand::Delete { id, by } => {
            let viewer = viewer(context, global, by).await?;
            let now = show_note(context, &viewer, note_id(id)?).await?;
            delete_note(context, &viewer, now.id, now.version).await?;
            deleted("note", id, printer);
            return Ok(Exit::Done);
        }
        NotesCommand::Add { .. } => return Ok(Exit::Done),
    };
    let answer = show_note_answer(context, &viewer, id).await?;
    printer.answer(&answer, |page| note_page(page, &answer));
    Ok(Exit::Done)
}

fn note_page(page: &mut Page, answer: &NoteAnswer) {
    known(
        page,
        &[
            ("piece-client", name(answer.account.as_ref())),
            ("piece-person", name(answer.person.as_ref())),
            ("terminal-text", answer.text.clone()),
            ("terminal-by", name(answer.author.as_ref())),
            ("terminal-id", answer.note.clone()),
        ],
    );
}

pub async fn step(
    (context, global): (&Context, &Global),
    command: &NextStepsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        NextStepsCommand::Set {
            id,
            what,
            due,
            owner,
            by,
        } => {
            let (id, viewer) = (step_id(id)?, viewer(context, global, by).await?);
            let now = show_next_step(context, &viewer, id).await?;
            let was_due = now.step.due_day.map(|day| day.to_string());
            let draft = StepDraft {
                what: what.clone().unwrap_or(now.step.what),
                due: due.clone().or(was_due).unwrap_or_default(),
                owner: match owner {
                    Some(email) => Some(user_id(context, &viewer, email).await?),
                    None => now.step.owner_id,
                },
                person: now.step.person_id,
            };
            change_next_step(context, &viewer, id, &draft, now.version).await?;
            print_step(context, &viewer, id, printer).await
        }
        NextStepsCommand::Delete { id, by } => {
            let viewer = viewer(context, global, by).await?;
            let now = show_next_step(context, &viewer, step_id(id)?).await?;
            delete_next_step(context, &viewer, now.id, now.version).await?;
            deleted("next_step", id, printer);
            Ok(Exit::Done)
        }
        _ => Ok(Exit::Done),
    }
}
