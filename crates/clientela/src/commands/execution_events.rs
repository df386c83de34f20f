//! `execution-events list|add|change|withdraw|reinstate`.

use clientela_app::answers::execution::EventWrittenAnswer;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_executions::{
    EventDraft, change_event, reinstate_event, withdraw_event, write_event,
};
use clientela_app::list_executions::{EventLine, EventPage, EventQuery, list_events, show_event};
use clientela_domain::amount::Amount;
use clientela_domain::execution::EventKind;
use clientela_domain::ids::ExecutionEventId;
use clientela_domain::obligations::Party;
use clientela_store::Viewer;
use clientela_texts::format;

use super::arguments;
use super::happenings::viewer;
use crate::cli::Global;
use crate::cli::execution::{EventFields, ExecutionEventsCommand};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    command: &ExecutionEventsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        ExecutionEventsCommand::List {
            account,
            kind,
            withdrawn,
            limit,
        } => {
            let viewer = wire::viewer(&context, global).await?;
            let state = context.book_state(&viewer).await?;
            let account = account.as_deref();
            let query = EventQuery {
                account: account
                    .map(|wanted| arguments::account(&state.directory, wanted))
                    .transpose()?,
                kind: kind.as_deref().map(kind_of).transpose()?,
                withdrawn: *withdrawn,
                limit: *limit,
                ..EventQuery::default()
            };
            let page = list_events(&context, &viewer, &query).await?;
            printer.answer(&page.answer(), |told| listed(told, &page));
            Ok(Exit::Done)
        }
        ExecutionEventsCommand::Add {
            account,
            kind,
            fields,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let state = context.book_state(&viewer).await?;
            let account = arguments::account(&state.directory, account)?;
            let draft = onto(fields, EventDraft::new(kind_of(kind)?))?;
            let id = write_event(&context, &viewer, account, &draft).await?;
            let answer = EventWrittenAnswer {
                execution_event: id.to_string(),
            };
            printer.answer(&answer, |page| page.line(&answer.execution_event));
            Ok(Exit::Done)
        }
        ExecutionEventsCommand::Change { id, fields, by } => {
            let viewer = viewer(&context, global, by).await?;
            let id = event_id(id)?;
            let now = show_event(&context, &viewer, id).await?.event;
            let draft = onto(fields, EventDraft::of(&now.event))?;
            change_event(&context, &viewer, id, &draft, now.version).await?;
            shown(&context, &viewer, id, printer).await
        }
        ExecutionEventsCommand::Withdraw { id, by } => {
            let viewer = viewer(&context, global, by).await?;
            let id = event_id(id)?;
            withdraw_event(&context, &viewer, id, None).await?;
            shown(&context, &viewer, id, printer).await
        }
        ExecutionEventsCommand::Reinstate { id, by } => {
            let viewer = viewer(&context, global, by).await?;
            let id = event_id(id)?;
            reinstate_event(&context, &viewer, id, None).await?;
            shown(&context, &viewer, id, printer).await
        }
    }
}

fn event_id(id: &str) -> Result<ExecutionEventId, AppError> {
    ExecutionEventId::parse(id).ok_or(AppError::NotFound("execution_event"))
}

fn kind_of(word: &str) -> Result<EventKind, Failure> {
    EventKind::from_code(word).ok_or_else(|| invalid("kind", word))
}

fn invalid(field: &'static str, value: &str) -> Failure {
    Failure::App(AppError::Invalid {
        field,
        code: "choice-invalid",
        value: value.to_owned(),
    })
}

fn onto(fields: &EventFields, base: EventDraft) -> Result<EventDraft, Failure> {
    let text = |own: &Option<String>, base: String| own.clone().unwrap_or(base);
    let quantity = |field, own: &Option<String>, base: Option<Amount>| match own {
        None => Ok(base),
        Some(text) => Amount::parse(text)
            .map(Some)
            .ok_or_else(|| invalid(field, text)),
    };
    let moved_by = match fields.moved_by.as_deref() {
        None => base.moved_by,
        Some(who) => Some(Party::from_code(who).ok_or_else(|| invalid("moved_by", who))?),
    };
    Ok(EventDraft {
        kind: base.kind,
        day: text(&fields.day, base.day),
        document: text(&fields.document, base.document),
        what: text(&fields.what, base.what),
        class: text(&fields.class, base.class),
        requested_day: text(&fields.requested, base.requested_day),
        promised_day: text(&fields.promised, base.promised_day),
        done_day: text(&fields.done, base.done_day),
        ordered: quantity("ordered", &fields.ordered, base.ordered)?,
        delivered: quantity("delivered", &fields.delivered, base.delivered)?,
        received: quantity("received", &fields.received, base.received)?,
        defects: fields.defects.or(base.defects),
        moved_by,
        reason: text(&fields.reason, base.reason),
        note: text(&fields.note, base.note),
    })
}

async fn shown(
    context: &Context,
    viewer: &Viewer,
    id: ExecutionEventId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let line = show_event(context, viewer, id).await?;
    let page = EventPage {
        matching: 1,
        next: None,
        lines: vec![line],
    };
    printer.answer(&page.lines[0].answer(), |told| listed(told, &page));
    Ok(Exit::Done)
}

fn listed(page: &mut Page, found: &EventPage) {
    let t = page.texts();
    if found.lines.is_empty() {
        page.say("execution-events-empty");
        return;
    }
    let day = |day: Option<clientela_domain::day::Date>| {
        day.map_or_else(String::new, |day| format::day(t.language, day))
    };
    let row = |line: &EventLine| {
        let own = &line.event.event.recorded;
        vec![
            line.event.id.to_string(),
            t.get(own.kind.message_id()).into_owned(),
            format::day(t.language, own.day),
            line.account_name.clone(),
            own.document.clone(),
            day(own.promised_day),
            day(own.done_day),
        ]
    };
    let header = [
        ("terminal-id", '<'),
        ("event-kind", '<'),
        ("event-day", '<'),
        ("terminal-name", '<'),
        ("event-document", '<'),
        ("event-promised-day", '<'),
        ("event-done-day", '<'),
    ];
    page.table(&header, found.lines.iter().map(row).collect());
}
