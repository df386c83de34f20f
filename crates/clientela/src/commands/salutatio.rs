//! `salutatio [--for USER] [--date DATE]`, `salutatio greet|put-off|wrong|take-back`.

use clientela_app::answers::morning::{GreetingKeptAnswer, MorningAnswer};
use clientela_app::compose_morning::{Morning, MorningRequest, compose_morning};
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_greetings::{GreetingDraft, keep_greeting, take_greeting_back};
use clientela_domain::ids::{AccountId, GreetingId, PersonId, UserId};
use clientela_store::Viewer;
use clientela_store::greetings::GreetingState;
use clientela_store::interactions::InteractionKind;
use clientela_texts::format;

use super::arguments;
use super::happenings::{user_id, viewer, word};
use crate::cli::Global;
use crate::cli::happenings::By;
use crate::cli::morning::{GreetingCommand, SalutatioArguments};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    arguments: &SalutatioArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let of = arguments.of.as_deref();
    match &arguments.command {
        None => {
            let viewer = wire::viewer(&context, global).await?;
            let request = MorningRequest {
                of: whose(&context, &viewer, of).await?,
                day: arguments::day(arguments.date.as_deref(), "--date")?,
            };
            print(&context, &viewer, &request, printer).await
        }
        Some(command) => {
            let viewer = viewer(&context, global, by(command)).await?;
            let of = whose(&context, &viewer, of).await?;
            keep(&context, &viewer, (of, command), printer).await
        }
    }
}

/// Prints a morning.
///
/// # Errors
/// When the book or the ledger cannot answer.
pub async fn print(
    context: &Context,
    viewer: &Viewer,
    request: &MorningRequest,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let spoken = context.book_state(viewer).await?.settings.spoken();
    let printer = printer.in_words_of(spoken);
    let morning = compose_morning(context, viewer, request).await?;
    let answer = morning.answer(printer.texts());
    printer.answer(&answer, |page| told(page, &morning, &answer));
    Ok(Exit::Done)
}

/// The user of an id or an e-mail.
///
/// # Errors
/// [`AppError::NotFound`] without such a user.
pub async fn whose(
    context: &Context,
    viewer: &Viewer,
    of: Option<&str>,
) -> Result<Option<UserId>, Failure> {
    match of {
        None => Ok(None),
        Some(text) => match UserId::parse(text) {
            Some(id) => Ok(Some(id)),
            None => user_id(context, viewer, text).await.map(Some),
        },
    }
}

const fn by(command: &GreetingCommand) -> &By {
    match command {
        GreetingCommand::Greet { by, .. }
        | GreetingCommand::PutOff { by, .. }
        | GreetingCommand::Wrong { by, .. }
        | GreetingCommand::TakeBack { by, .. } => by,
    }
}

async fn keep(
    context: &Context,
    viewer: &Viewer,
    (of, command): (Option<UserId>, &GreetingCommand),
    printer: &Printer,
) -> Result<Exit, Failure> {
    let t = printer.texts();
    let draft = match command {
        GreetingCommand::TakeBack { id, .. } => {
            let id = GreetingId::parse(id).ok_or(AppError::NotFound("greeting"))?;
            take_greeting_back(context, viewer, id).await?;
            let answer = GreetingKeptAnswer::from(id);
            printer.answer(&answer, |page| page.say("terminal-greeting-taken-back"));
            return Ok(Exit::Done);
        }
        GreetingCommand::Greet {
            account,
            person,
            kind,
            note,
            ..
        } => GreetingDraft {
            kind: word(kind, InteractionKind::from_code)?,
            note: note.clone().unwrap_or_default(),
            ..draft(context, viewer, (account, person), GreetingState::Greeted).await?
        },
        GreetingCommand::PutOff {
            account,
            person,
            reason,
            until,
            ..
        } => GreetingDraft {
            note: reason.clone(),
            until: until.clone().unwrap_or_default(),
            ..draft(context, viewer, (account, person), GreetingState::PutOff).await?
        },
        GreetingCommand::Wrong {
            account,
            person,
            reason,
            ..
        } => GreetingDraft {
            note: reason.clone(),
            ..draft(context, viewer, (account, person), GreetingState::Wrong).await?
        },
    };
    let draft = GreetingDraft { of, ..draft };
    let id = keep_greeting(context, viewer, t, &draft).await?;
    let answer = GreetingKeptAnswer::from(id);
    printer.answer(&answer, |page| {
        page.say_with("terminal-greeting-kept", &[("id", &answer.greeting)]);
    });
    Ok(Exit::Done)
}

async fn draft(
    context: &Context,
    viewer: &Viewer,
    (wanted, person): (&str, &Option<String>),
    state: GreetingState,
) -> Result<GreetingDraft, Failure> {
    let directory = context.book_state(viewer).await?.directory;
    let account: AccountId = arguments::account(&directory, wanted)?;
    let person = person.as_deref().map(|id| {
        let found = PersonId::parse(id);
        found.ok_or(AppError::NotFound("person"))
    });
    Ok(GreetingDraft {
        person: person.transpose()?,
        ..GreetingDraft::new(account, state)
    })
}

/// A morning as people read it: whom, why, what to bring, what to ask.
fn told(page: &mut Page, morning: &Morning, answer: &MorningAnswer) {
    let t = page.texts();
    let day = format::day_with_weekday(t.language, morning.day);
    match &morning.user {
        Some((_, name)) => {
            page.say_with("terminal-morning-of", &[("name", name), ("day", &day)]);
        }
        None => page.say_with("terminal-morning", &[("day", &day)]),
    }
    if morning.is_overbooked {
        page.say("terminal-morning-overbooked");
    }
    if answer.greetings.is_empty() && answer.prospects.is_empty() {
        page.say("morning-none");
    }
    for (at, one) in answer.greetings.iter().enumerate() {
        let whom = match &one.person {
            Some(person) if person.name != one.account.name => {
                format!("{}, {}", person.name, one.account.name)
            }
            _ => one.account.name.clone(),
        };
        page.line(&format!("{:>2}. {whom}", at + 1));
        let reasons: Vec<&str> = one.reasons.iter().map(|one| one.text.as_str()).collect();
        let given = |text: &Option<String>| text.clone().unwrap_or_default();
        let lines = [
            ("greeting-why", reasons.join("; ")),
            ("greeting-bring", given(&one.bring)),
            ("greeting-ask", given(&one.ask)),
        ];
        for (name, value) in lines {
            if !value.is_empty() {
                page.line(&format!("    {}: {value}", t.get(name)));
            }
        }
    }
    prospects(page, answer);
    if morning.can_wait_count > 0 {
        page.say_with(
            "terminal-morning-rest",
            &[("count", &morning.can_wait_count)],
        );
    }
    if morning.undecidable > 0 {
        page.say_with(
            "terminal-morning-undecidable",
            &[("count", &morning.undecidable)],
        );
    }
    if !answer.to_read.is_empty() {
        let title = t.get("morning-to-read").into_owned();
        page.heading(&title);
        for one in &answer.to_read {
            page.line(&format!("  {} {}", one.publication.name, one.address));
        }
    }
    owed(page, "morning-we-owe", &answer.owed_by_us);
    owed(page, "morning-they-owe", &answer.owed_to_us);
}

fn prospects(page: &mut Page, answer: &MorningAnswer) {
    if answer.prospects.is_empty() {
        return;
    }
    let title = page.texts().get("morning-prospects").into_owned();
    page.heading(&title);
    for one in &answer.prospects {
        page.line(&format!(
            "    {}, {}: {}",
            one.person.name, one.prospect.name, one.text
        ));
    }
}

fn owed(page: &mut Page, title: &str, promises: &[clientela_app::answers::morning::OwedNowAnswer]) {
    if promises.is_empty() {
        return;
    }
    let title = page.texts().get(title).into_owned();
    page.heading(&title);
    let rows: Vec<Vec<String>> = promises
        .iter()
        .map(|one| vec![one.due.clone(), one.account.name.clone(), one.what.clone()])
        .collect();
    let header = [
        ("obligation-due", '<'),
        ("terminal-name", '<'),
        ("obligation-what", '<'),
    ];
    page.table(&header, rows);
}
