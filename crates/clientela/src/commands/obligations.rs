//! `obligations list|show|add|jot|set|record|renegotiate|take-back`, `trust ACCOUNT`.

use clientela_app::answers::obligations::{
    ObligationAnswer, PromiseLineAnswer, SideTrustAnswer, TrustAnswer,
};
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::jot_promise::jot_promise;
use clientela_app::keep_obligations::{
    EventDraft, ObligationDraft, change_obligation, draft_of, record_event, renegotiate,
    show_obligation, take_back, write_obligation,
};
use clientela_app::list_next_steps::DueGroup;
use clientela_app::list_obligations::{
    ObligationOwner, ObligationQuery, list_obligations, read_cursor, show_obligation_line,
};
use clientela_app::measure_trust::bond_with;
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, ObligationId, PersonId, SupportId};
use clientela_domain::obligations::{Event, Group, ObligationKind, Origin, Party};
use clientela_store::Viewer;
use clientela_store::obligations::ObligationOrder;
use clientela_texts::{Texts, event_days, format};

use super::arguments;
use super::happenings::{user_id, viewer, word};
use crate::cli::Global;
use crate::cli::obligations::{
    ObligationFields, ObligationFilters, ObligationsCommand, TrustArguments,
};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

fn obligation_id(id: &str) -> Result<ObligationId, AppError> {
    ObligationId::parse(id).ok_or(AppError::NotFound("obligation"))
}

async fn account(context: &Context, viewer: &Viewer, wanted: &str) -> Result<AccountId, Failure> {
    let state = context.book_state(viewer).await?;
    arguments::account(&state.directory, wanted)
}

pub async fn run(
    global: &Global,
    command: &ObligationsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let session = (&*context, global);
    match command {
        ObligationsCommand::List(filters) => list(session, filters, printer).await,
        ObligationsCommand::Show { id } => {
            let viewer = wire::viewer(&context, global).await?;
            show(&context, &viewer, obligation_id(id)?, printer).await
        }
        ObligationsCommand::Add { by, .. } => {
            let viewer = viewer(&context, global, by).await?;
            let id = add(&context, &viewer, command).await?;
            show(&context, &viewer, id, printer).await
        }
        ObligationsCommand::Jot { line, dry_run, by } => {
            let viewer = viewer(&context, global, by).await?;
            let answer = jot_promise(&context, &viewer, line, *dry_run).await?;
            printer.answer(&answer, |page| understood(page, &answer));
            // Somebody has to decide first, so nothing was written.
            let open = answer.obligation.is_none() && !dry_run;
            Ok(if open { Exit::NotWritten } else { Exit::Done })
        }
        ObligationsCommand::Set {
            id,
            what,
            fields,
            by,
        } => {
            let (id, viewer) = (obligation_id(id)?, viewer(&context, global, by).await?);
            let now = show_obligation(&context, &viewer, id).await?;
            let mut draft = draft_of(&now);
            draft.what = what.clone().unwrap_or(draft.what);
            fill(&context, &viewer, fields, &mut draft).await?;
            change_obligation(&context, &viewer, id, &draft, now.version).await?;
            show(&context, &viewer, id, printer).await
        }
        ObligationsCommand::Record {
            id,
            event,
            day,
            note,
            by,
        } => {
            let (id, viewer) = (obligation_id(id)?, viewer(&context, global, by).await?);
            let draft = EventDraft {
                event: word(event, Event::from_code)?,
                ..said(Event::Discharge, day.as_ref(), note.as_ref())
            };
            record_event(&context, &viewer, id, &draft, None).await?;
            show(&context, &viewer, id, printer).await
        }
        ObligationsCommand::Renegotiate { id, by, .. } => {
            let (id, viewer) = (obligation_id(id)?, viewer(&context, global, by).await?);
            let new = agree_anew(&context, &viewer, id, command).await?;
            show(&context, &viewer, new, printer).await
        }
        ObligationsCommand::TakeBack { id, note, by } => {
            let (id, viewer) = (obligation_id(id)?, viewer(&context, global, by).await?);
            let note = note.clone().unwrap_or_default();
            take_back(&context, &viewer, id, &note, None).await?;
            show(&context, &viewer, id, printer).await
        }
    }
}

fn said(event: Event, day: Option<&String>, note: Option<&String>) -> EventDraft {
    EventDraft {
        event,
        day: day.cloned().unwrap_or_default(),
        note: note.cloned().unwrap_or_default(),
    }
}

async fn agree_anew(
    context: &Context,
    viewer: &Viewer,
    id: ObligationId,
    command: &ObligationsCommand,
) -> Result<ObligationId, Failure> {
    let ObligationsCommand::Renegotiate {
        what,
        fields,
        day,
        note,
        ..
    } = command
    else {
        return Ok(id);
    };
    let now = show_obligation(context, viewer, id).await?;
    let mut draft = draft_of(&now);
    draft.what = what.clone().unwrap_or(draft.what);
    fill(context, viewer, fields, &mut draft).await?;
    let agreed = said(Event::Renegotiate, day.as_ref(), note.as_ref());
    Ok(renegotiate(context, viewer, id, &agreed, &draft, Some(now.version)).await?)
}

async fn list(
    (context, global): (&Context, &Global),
    filters: &ObligationFilters,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let viewer = wire::viewer(context, global).await?;
    let kind = filters.kind.as_deref();
    let origin = filters.origin.as_deref();
    let due = filters.due.as_deref();
    let debtor = filters.debtor.as_deref();
    let mut query = ObligationQuery {
        debtor: debtor
            .map(|text| word(text, Party::from_code))
            .transpose()?,
        kind: kind
            .map(|text| word(text, ObligationKind::from_code))
            .transpose()?,
        origin: origin
            .map(|text| word(text, Origin::from_code))
            .transpose()?,
        due: due
            .map(|text| word(text, DueGroup::from_code))
            .transpose()?,
        search: filters.search.clone().unwrap_or_default(),
        order: word(&filters.sort, ObligationOrder::from_code)?,
        limit: filters.limit,
        owner: match filters.owner.as_deref() {
            None => ObligationOwner::Anybody,
            Some("nobody") => ObligationOwner::Nobody,
            Some(email) => ObligationOwner::User(user_id(context, &viewer, email).await?),
        },
        ..ObligationQuery::default()
    };
    for group in &filters.group {
        query.groups.push(word(group, Group::from_code)?);
    }
    if let Some(of) = &filters.account {
        query.account = Some(account(context, &viewer, of).await?);
    }
    if let Some(cursor) = &filters.cursor {
        query.cursor = Some(word(cursor, read_cursor)?);
    }
    let answer = list_obligations(context, &viewer, &query).await?.answer();
    printer.answer(&answer, |page| {
        table(page, &answer.obligations);
        if let Some(next) = &answer.next {
            page.say_with("terminal-more-entries", &[("cursor", next)]);
        }
    });
    Ok(Exit::Done)
}

async fn add(
    context: &Context,
    viewer: &Viewer,
    command: &ObligationsCommand,
) -> Result<ObligationId, Failure> {
    let ObligationsCommand::Add {
        account: of,
        debtor,
        what,
        fields,
        condition,
        made,
        gift,
        proposed,
        ..
    } = command
    else {
        return Err(AppError::NotFound("obligation").into());
    };
    let of = account(context, viewer, of).await?;
    let mut draft = ObligationDraft {
        condition: condition.clone().unwrap_or_default(),
        made_on: made.clone().unwrap_or_default(),
        is_gift: *gift,
        is_proposed: *proposed,
        ..ObligationDraft::new(word(debtor, Party::from_code)?, what.clone())
    };
    fill(context, viewer, fields, &mut draft).await?;
    Ok(write_obligation(context, viewer, of, &draft).await?)
}

/// Puts what was given into a draft.
async fn fill(
    context: &Context,
    viewer: &Viewer,
    fields: &ObligationFields,
    draft: &mut ObligationDraft,
) -> Result<(), Failure> {
    if let Some(kind) = &fields.kind {
        draft.kind = word(kind, ObligationKind::from_code)?;
    }
    if let Some(origin) = &fields.origin {
        draft.origin = word(origin, Origin::from_code)?;
    }
    if let Some(source) = &fields.source {
        draft.source.clone_from(source);
    }
    if let Some(support) = &fields.support {
        draft.support = Some(word(support, SupportId::parse)?);
    }
    if let Some(due) = &fields.due {
        draft.due.clone_from(due);
    }
    draft.grace_days = fields.grace.unwrap_or(draft.grace_days);
    draft.importance = fields.importance.unwrap_or(draft.importance);
    if let Some(low) = &fields.value_low {
        draft.value.0 = Some(word(low, Amount::parse)?);
    }
    if let Some(high) = &fields.value_high {
        draft.value.1 = Some(word(high, Amount::parse)?);
    }
    if let Some(code) = &fields.currency {
        let unknown = || Failure::Usage("usage-currency", code.clone());
        draft.currency = Some(Currency::from_code(code).ok_or_else(unknown)?);
    }
    if let Some(person) = &fields.person {
        draft.person = Some(word(person, PersonId::parse)?);
    }
    if let Some(email) = &fields.owner {
        draft.owner = Some(user_id(context, viewer, email).await?);
    }
    Ok(())
}

fn day(texts: Texts, text: &str) -> String {
    EventDay::parse(text).map_or_else(
        || text.to_owned(),
        |day| event_days::event_day(texts.language, &day),
    )
}

fn due(texts: Texts, answer: &ObligationAnswer) -> String {
    match &answer.due {
        None => texts.get("obligation-undated").into_owned(),
        Some(text) => day(texts, text),
    }
}

fn debtor(texts: Texts, code: &str) -> String {
    texts.get(&format!("party-{code}")).into_owned()
}

fn state(texts: Texts, code: &str) -> String {
    let id = format!("obligation-state-{}", code.replace('_', "-"));
    texts.get(&id).into_owned()
}

fn table(page: &mut Page, obligations: &[ObligationAnswer]) {
    let texts = page.texts();
    let row = |one: &ObligationAnswer| {
        vec![
            due(texts, one),
            debtor(texts, &one.debtor),
            one.account.name.clone(),
            one.what.clone(),
            state(texts, &one.state),
            one.owner
                .as_ref()
                .map_or_else(String::new, |owner| owner.name.clone()),
            one.id.clone(),
        ]
    };
    let header = [
        ("obligation-due", '<'),
        ("obligation-debtor", '<'),
        ("terminal-name", '<'),
        ("obligation-what", '<'),
        ("obligation-state", '<'),
        ("obligation-owner", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, obligations.iter().map(row).collect());
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    id: ObligationId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = show_obligation_line(context, viewer, id).await?.answer();
    printer.answer(&answer, |page| {
        let texts = page.texts();
        table(page, std::slice::from_ref(&answer));
        let rows = answer
            .history
            .iter()
            .map(|step| {
                let id = format!("obligation-event-{}", step.event.replace('_', "-"));
                vec![
                    day(texts, &step.day),
                    texts.get(&id).into_owned(),
                    step.note.clone(),
                    step.by
                        .as_ref()
                        .map_or_else(String::new, |by| by.name.clone()),
                ]
            })
            .collect();
        let header = [
            ("terminal-day", '<'),
            ("obligation-event", '<'),
            ("obligation-note", '<'),
            ("terminal-by", '<'),
        ];
        page.table(&header, rows);
    });
    Ok(Exit::Done)
}

fn understood(page: &mut Page, answer: &PromiseLineAnswer) {
    let texts = page.texts();
    let name = |one: &Option<clientela_app::answers::happenings::NamedAnswer>| {
        one.as_ref().map(|one| one.name.clone())
    };
    let pairs = [
        (
            "obligation-debtor",
            answer.debtor.as_ref().map(|code| debtor(texts, code)),
        ),
        ("piece-client", name(&answer.account)),
        ("piece-person", name(&answer.person)),
        ("obligation-owner", name(&answer.owner)),
        ("obligation-what", answer.what.clone()),
        (
            "obligation-kind",
            Some(
                texts
                    .get(&format!("obligation-kind-{}", answer.kind))
                    .into_owned(),
            ),
        ),
        (
            "obligation-due",
            answer.due.as_ref().map(|text| day(texts, text)),
        ),
    ];
    let known: Vec<(String, String)> = pairs
        .into_iter()
        .filter_map(|(id, value)| Some((texts.get(id).into_owned(), value?)))
        .collect();
    page.pairs(&known);
    for doubt in &answer.unclear {
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
        page.line(&format!(
            "  ? {words}{}{candidates}",
            texts.get(&doubt.reason)
        ));
    }
    page.say(if answer.obligation.is_some() {
        "terminal-written"
    } else {
        "terminal-not-written"
    });
}

pub async fn trust(
    global: &Global,
    arguments: &TrustArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let of = account(&context, &viewer, &arguments.account).await?;
    let bond = bond_with(&context, &viewer, of).await?;
    let answer = bond.answer(context.clock.today());
    printer.answer(&answer, |page| trust_page(page, &answer));
    Ok(Exit::Done)
}

fn trust_page(page: &mut Page, answer: &TrustAnswer) {
    let texts = page.texts();
    page.heading(&answer.account.name);
    let pairs = [
        ("trust-ours", side(texts, &answer.ours)),
        ("trust-theirs", side(texts, &answer.theirs)),
    ];
    let pairs: Vec<(String, String)> = pairs
        .into_iter()
        .map(|(id, text)| (texts.get(id).into_owned(), text))
        .collect();
    page.pairs(&pairs);
    let points = |mean: Option<f64>| {
        mean.map_or_else(
            || texts.get("trust-few-short").into_owned(),
            |mean| hundredths(texts, mean),
        )
    };
    let rows = answer.history.iter().map(|one| {
        let promises: Vec<String> = one
            .promises
            .iter()
            .map(|promise| format!("{} ({})", promise.what, state(texts, &promise.state)))
            .collect();
        vec![
            day(texts, &one.day),
            texts.get(&format!("trust-{}", one.side)).into_owned(),
            format!("{} → {}", points(one.before), points(one.after)),
            promises.join("; "),
        ]
    });
    let header = [
        ("terminal-day", '<'),
        ("trust-side", '<'),
        ("trust-moved", '<'),
        ("trust-because", '<'),
    ];
    page.table(&header, rows.collect());
}

/// A part of one as pages show trust: from 0 to 100.
fn hundredths(texts: Texts, part: f64) -> String {
    let points = (part * 100.0).round();
    format::integer(texts.language, points as i128)
}

fn side(texts: Texts, answer: &SideTrustAnswer) -> String {
    let count = answer.n as u64;
    match (answer.mean, answer.low, answer.high) {
        (Some(mean), Some(low), Some(high)) => texts.with(
            "trust-said",
            &[
                ("mean", &hundredths(texts, mean)),
                ("low", &hundredths(texts, low)),
                ("high", &hundredths(texts, high)),
                ("count", &count),
            ],
        ),
        _ => texts.with1("trust-few", "count", count),
    }
}
