//! `interactions list|add`, `notes add`, `next-steps list|add|done|drop|reopen`, `log LINE`.

use clientela_app::answers::happenings::{
    NextStepAnswer, QuickAddAnswer, TimelineEntryAnswer, WrittenAnswer,
};
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::jot_down::jot_down;
use clientela_app::list_next_steps::{
    DueGroup, StepOwner, StepQuery, list_next_steps, show_step_answer,
};
use clientela_app::log_interaction::{InteractionDraft, StepDraft, log_interaction};
use clientela_app::plan_next_step::{close_next_step, plan_next_step, reopen_next_step};
use clientela_app::show_timeline::{TimelineQuery, read_cursor, show_timeline};
use clientela_app::write_note::{NoteDraft, write_note};
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, NextStepId, PersonId, UserId};
use clientela_domain::prospects::Asked;
use clientela_store::interactions::{Direction, InteractionKind};
use clientela_store::next_steps::StepState;
use clientela_store::timeline::EntryKind;
use clientela_store::{Via, Viewer, users};
use clientela_texts::{Texts, event_days, format};

use super::{arguments, words};
use crate::cli::Global;
use crate::cli::happenings::{
    By, InteractionsCommand, LogArguments, NextStepsCommand, NotesCommand,
};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// Letters of a summary in a table; JSON has all of them.
const SUMMARY_SHOWN: usize = 80;

/// Who writes: the person named, or whoever the program acts for.
pub async fn viewer(context: &Context, global: &Global, by: &By) -> Result<Viewer, Failure> {
    match &by.by {
        None => wire::viewer(context, global).await,
        Some(email) => {
            let system = Viewer::system(Via::Cli, context.clock.now());
            let user = users::by_email(&context.store.read(&system), email)
                .await?
                .filter(|user| user.disabled_at.is_none())
                .ok_or(AppError::NotFound("user"))?;
            Ok(user.viewer(Via::Cli, context.clock.now()))
        }
    }
}

pub async fn user_id(context: &Context, viewer: &Viewer, email: &str) -> Result<UserId, Failure> {
    let user = users::by_email(&context.store.read(viewer), email).await?;
    Ok(user.ok_or(AppError::NotFound("user"))?.id)
}

async fn account(context: &Context, viewer: &Viewer, wanted: &str) -> Result<AccountId, Failure> {
    let state = context.book_state(viewer).await?;
    arguments::account(&state.directory, wanted)
}

pub fn word<T>(text: &str, read: impl FnOnce(&str) -> Option<T>) -> Result<T, Failure> {
    read(text).ok_or_else(|| Failure::Usage("usage-word", text.to_owned()))
}

pub async fn interactions(
    global: &Global,
    command: &InteractionsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let session = (&*context, global);
    match command {
        InteractionsCommand::List { .. } => list_interactions(session, command, printer).await,
        InteractionsCommand::Add { .. } => add_interaction(session, command, printer).await,
        other => words::interaction(session, other, printer).await,
    }
}

async fn list_interactions(
    (context, global): (&Context, &Global),
    command: &InteractionsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let InteractionsCommand::List {
        account: of,
        kind,
        author,
        search,
        since,
        until,
        limit,
        cursor,
    } = command
    else {
        return Ok(Exit::Done);
    };
    let viewer = wire::viewer(context, global).await?;
    let mut query = TimelineQuery {
        search: search.clone().unwrap_or_default(),
        from: arguments::day(since.as_deref(), "--since")?,
        to: arguments::day(until.as_deref(), "--until")?,
        limit: *limit,
        ..TimelineQuery::default()
    };
    for kind in kind {
        query.kinds.push(word(kind, EntryKind::from_code)?);
    }
    if let Some(of) = of {
        query.account = Some(account(context, &viewer, of).await?);
    }
    if let Some(author) = author {
        query.author = Some(user_id(context, &viewer, author).await?);
    }
    if let Some(cursor) = cursor {
        query.cursor = Some(word(cursor, read_cursor)?);
    }
    let answer = show_timeline(context, &viewer, &query).await?.answer();
    printer.answer(&answer, |page| {
        let texts = page.texts();
        let rows = answer
            .entries
            .iter()
            .map(|entry| entry_row(texts, entry))
            .collect();
        let header = [
            ("terminal-day", '<'),
            ("terminal-kind", '<'),
            ("terminal-name", '<'),
            ("terminal-text", '<'),
            ("terminal-by", '<'),
        ];
        page.table(&header, rows);
        if let Some(next) = &answer.next {
            page.say_with("terminal-more-entries", &[("cursor", next)]);
        }
    });
    Ok(Exit::Done)
}

fn entry_row(texts: Texts, entry: &TimelineEntryAnswer) -> Vec<String> {
    let day = EventDay::parse(&entry.day).map_or_else(
        || entry.day.clone(),
        |day| event_days::event_day(texts.language, &day),
    );
    let mut text: String = entry.text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = text.char_indices().nth(SUMMARY_SHOWN) {
        text.truncate(at);
        text.push('…');
    }
    if let Some(state) = &entry.state
        && text.is_empty()
    {
        text.clone_from(state);
    }
    let name = |one: &Option<clientela_app::answers::happenings::NamedAnswer>| {
        one.as_ref()
            .map_or_else(String::new, |one| one.name.clone())
    };
    vec![
        day,
        texts
            .get(&format!("kind-{}", entry.kind.replace('_', "-")))
            .into_owned(),
        name(&entry.account),
        text,
        name(&entry.author),
    ]
}

async fn add_interaction(
    (context, global): (&Context, &Global),
    command: &InteractionsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let InteractionsCommand::Add {
        account: with,
        kind,
        summary,
        day,
        direction,
        mood,
        minutes,
        asked,
        names,
        given_by,
        people,
        private,
        next,
        due,
        by,
    } = command
    else {
        return Ok(Exit::Done);
    };
    let viewer = viewer(context, global, by).await?;
    let with = account(context, &viewer, with).await?;
    let mut draft = InteractionDraft {
        day: day.clone().unwrap_or_default(),
        summary: summary.clone(),
        mood: *mood,
        duration_minutes: *minutes,
        private: *private,
        ..InteractionDraft::new(Some(with), word(kind, InteractionKind::from_code)?)
    };
    if let Some(direction) = direction {
        draft.direction = Some(word(direction, Direction::from_code)?);
    }
    if let Some(asked) = asked {
        draft.asked = word(asked, Asked::from_code)?;
    }
    draft.names.lines = names.join("\n");
    if let Some(person) = given_by {
        draft.names.given_by = Some(word(person, PersonId::parse)?);
    }
    for person in people {
        draft.people.push(word(person, PersonId::parse)?);
    }
    let step = StepDraft {
        what: next.clone().unwrap_or_default(),
        due: due.clone().unwrap_or_default(),
        ..StepDraft::default()
    };
    let logged = log_interaction(context, &viewer, &draft, &step).await?;
    let answer = WrittenAnswer {
        interaction: Some(logged.interaction.to_string()),
        note: None,
        next_step: logged.next_step.map(|id| id.to_string()),
    };
    printer.answer(&answer, |page| page.say("terminal-written"));
    Ok(Exit::Done)
}

pub async fn notes(
    global: &Global,
    command: &NotesCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let NotesCommand::Add {
        account: on,
        text,
        private,
        by,
    } = command
    else {
        return words::note((&context, global), command, printer).await;
    };
    let viewer = viewer(&context, global, by).await?;
    let draft = NoteDraft {
        account: Some(account(&context, &viewer, on).await?),
        person: None,
        text: text.clone(),
        private: *private,
    };
    let note = write_note(&context, &viewer, &draft).await?;
    let answer = WrittenAnswer {
        note: Some(note.to_string()),
        ..WrittenAnswer::default()
    };
    printer.answer(&answer, |page| page.say("terminal-written"));
    Ok(Exit::Done)
}

pub async fn next_steps(
    global: &Global,
    command: &NextStepsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        NextStepsCommand::List {
            account: of,
            owner,
            due,
            state,
            limit,
        } => {
            let viewer = wire::viewer(&context, global).await?;
            let query = StepQuery {
                states: vec![word(state, StepState::from_code)?],
                owner: match owner.as_deref() {
                    None => StepOwner::Anybody,
                    Some("nobody") => StepOwner::Nobody,
                    Some(email) => StepOwner::User(user_id(&context, &viewer, email).await?),
                },
                due: due
                    .as_deref()
                    .map(|due| word(due, DueGroup::from_code))
                    .transpose()?,
                account: match of {
                    Some(of) => Some(account(&context, &viewer, of).await?),
                    None => None,
                },
                limit: *limit,
                ..StepQuery::default()
            };
            let answer = list_next_steps(&context, &viewer, &query).await?.answer();
            printer.answer(&answer, |page| step_table(page, &answer.next_steps));
            Ok(Exit::Done)
        }
        NextStepsCommand::Add {
            account: of,
            what,
            due,
            owner,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let draft = StepDraft {
                what: what.clone(),
                due: due.clone().unwrap_or_default(),
                owner: match owner {
                    Some(email) => Some(user_id(&context, &viewer, email).await?),
                    None => None,
                },
                person: None,
            };
            let of = account(&context, &viewer, of).await?;
            let id = plan_next_step(&context, &viewer, of, &draft).await?;
            print_step(&context, &viewer, id, printer).await
        }
        NextStepsCommand::Done { id, by } => {
            close((&context, global), id, by, StepState::Done, printer).await
        }
        NextStepsCommand::Drop { id, by } => {
            close((&context, global), id, by, StepState::Dropped, printer).await
        }
        NextStepsCommand::Reopen { id, by } => {
            close((&context, global), id, by, StepState::Open, printer).await
        }
        NextStepsCommand::Set { .. } | NextStepsCommand::Delete { .. } => {
            words::step((&context, global), command, printer).await
        }
    }
}

async fn close(
    (context, global): (&Context, &Global),
    id: &str,
    by: &By,
    to: StepState,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let viewer = viewer(context, global, by).await?;
    let id = NextStepId::parse(id).ok_or(AppError::NotFound("next_step"))?;
    match to {
        StepState::Open => reopen_next_step(context, &viewer, id).await?,
        closed => close_next_step(context, &viewer, id, closed, None).await?,
    }
    print_step(context, &viewer, id, printer).await
}

pub async fn print_step(
    context: &Context,
    viewer: &Viewer,
    id: NextStepId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = show_step_answer(context, viewer, id).await?;
    printer.answer(&answer, |page| {
        step_table(page, std::slice::from_ref(&answer))
    });
    Ok(Exit::Done)
}

fn step_table(page: &mut Page, steps: &[NextStepAnswer]) {
    let texts = page.texts();
    let day = |text: &Option<String>| match text {
        None => texts.get("step-undated").into_owned(),
        Some(text) => text
            .parse()
            .map_or_else(|_| text.clone(), |day| format::day(texts.language, day)),
    };
    let row = |step: &NextStepAnswer| {
        vec![
            day(&step.due_day),
            step.account.name.clone(),
            step.what.clone(),
            step.owner
                .as_ref()
                .map_or_else(String::new, |owner| owner.name.clone()),
            texts
                .get(&format!("step-state-{}", step.state))
                .into_owned(),
            step.next_step.clone(),
        ]
    };
    let header = [
        ("step-due", '<'),
        ("terminal-name", '<'),
        ("step-what", '<'),
        ("step-owner", '<'),
        ("step-state", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, steps.iter().map(row).collect());
}

pub async fn log(
    global: &Global,
    arguments: &LogArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = viewer(&context, global, &arguments.by).await?;
    let answer = jot_down(&context, &viewer, &arguments.line, arguments.dry_run).await?;
    printer.answer(&answer, |page| understood(page, &answer));
    // Somebody has to decide first, so nothing was written.
    let open = answer.written.is_none() && !arguments.dry_run;
    Ok(if open { Exit::NotWritten } else { Exit::Done })
}

fn understood(page: &mut Page, answer: &QuickAddAnswer) {
    let texts = page.texts();
    let day = |text: &String| {
        text.parse()
            .map_or_else(|_| text.clone(), |day| format::day(texts.language, day))
    };
    let names = |people: &[clientela_app::answers::happenings::NamedAnswer]| {
        let names: Vec<&str> = people.iter().map(|one| one.name.as_str()).collect();
        Some(names.join(", ")).filter(|names| !names.is_empty())
    };
    let pairs = [
        (
            "piece-client",
            answer.account.as_ref().map(|one| one.name.clone()),
        ),
        ("piece-person", names(&answer.people)),
        ("piece-colleague", names(&answer.users)),
        (
            "piece-channel",
            answer
                .kind
                .as_ref()
                .map(|kind| texts.get(&format!("kind-{kind}")).into_owned()),
        ),
        ("piece-day", answer.day.as_ref().map(day)),
        ("piece-said", answer.said.clone()),
        ("piece-what", answer.what.clone()),
        ("step-due", answer.due_day.as_ref().map(day)),
        (
            "step-owner",
            answer.owner.as_ref().map(|one| one.name.clone()),
        ),
    ];
    let known: Vec<(String, String)> = pairs
        .into_iter()
        .filter_map(|(id, value)| Some((texts.get(id).into_owned(), value?)))
        .collect();
    page.pairs(&known);
    for doubt in &answer.unclear {
        let reason = texts.get(&doubt.reason);
        let words = doubt
            .words
            .as_ref()
            .map(|words| format!("„{words}“: "))
            .unwrap_or_default();
        let candidates = if doubt.candidates.is_empty() {
            String::new()
        } else {
            format!(" ({})", doubt.candidates.join(", "))
        };
        page.line(&format!("  ? {words}{reason}{candidates}"));
    }
    page.say(if answer.written.is_some() {
        "terminal-written"
    } else {
        "terminal-not-written"
    });
}
