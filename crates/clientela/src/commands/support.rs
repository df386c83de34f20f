//! `support list|due|show|add|set|record|withdraw|reinstate`.

use clientela_app::answers::support::SupportAnswer;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_support::{
    SupportDeed, SupportDraft, change_support, do_about_support, draft_of, reinstate_support,
    show_support, withdraw_support, write_support,
};
use clientela_app::list_support::{
    SupportQuery, list_support, read_cursor, show_support_line, support_due,
};
use clientela_domain::amount::Amount;
use clientela_domain::coins;
use clientela_domain::currency::Currency;
use clientela_domain::event_day::EventDay;
use clientela_domain::ids::{AccountId, PersonId, SupportId};
use clientela_domain::support::{Mark, SupportFamily, SupportKind, SupportSide};
use clientela_store::Viewer;
use clientela_texts::{Texts, event_days};

use super::arguments;
use super::happenings::{user_id, viewer, word};
use crate::cli::Global;
use crate::cli::support::{SupportCommand, SupportFields, SupportFilters};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// The context, and what every verb was told.
type Session<'a> = (&'a Context, &'a Global);

fn support_id(id: &str) -> Result<SupportId, AppError> {
    SupportId::parse(id).ok_or(AppError::NotFound("support"))
}

async fn account(context: &Context, viewer: &Viewer, wanted: &str) -> Result<AccountId, Failure> {
    let state = context.book_state(viewer).await?;
    arguments::account(&state.directory, wanted)
}

pub async fn run(
    global: &Global,
    command: &SupportCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let session = (&*context, global);
    match command {
        SupportCommand::List(filters) => list(session, filters, printer).await,
        SupportCommand::Due { account: of, days } => {
            due(session, of.as_deref(), *days, printer).await
        }
        SupportCommand::Show { id } => {
            let viewer = wire::viewer(&context, global).await?;
            show(&context, &viewer, support_id(id)?, printer).await
        }
        SupportCommand::Add {
            account: of,
            side,
            kind,
            what,
            fields,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let of = account(&context, &viewer, of).await?;
            let side = word(side, SupportSide::from_code)?;
            let kind = word(kind, SupportKind::from_code)?;
            let mut draft = SupportDraft::new(side, kind, what.clone());
            fill(&context, &viewer, fields, &mut draft).await?;
            let id = write_support(&context, &viewer, of, &draft).await?;
            show(&context, &viewer, id, printer).await
        }
        SupportCommand::Set {
            id,
            what,
            fields,
            by,
        } => {
            let (id, viewer) = (support_id(id)?, viewer(&context, global, by).await?);
            let now = show_support(&context, &viewer, id).await?;
            let mut draft = draft_of(&now);
            draft.what = what.clone().unwrap_or(draft.what);
            fill(&context, &viewer, fields, &mut draft).await?;
            change_support(&context, &viewer, id, &draft, now.version).await?;
            show(&context, &viewer, id, printer).await
        }
        SupportCommand::Record {
            id,
            deed,
            day,
            value,
            confirmed_by,
            by,
        } => {
            let (id, viewer) = (support_id(id)?, viewer(&context, global, by).await?);
            let deed = deed_of(deed, value.as_deref(), confirmed_by.as_deref())?;
            let day = day.clone().unwrap_or_default();
            do_about_support(&context, &viewer, id, &deed, &day, None).await?;
            show(&context, &viewer, id, printer).await
        }
        other => take_back(session, other, printer).await,
    }
}

/// Withdraws what was a mistake, or puts it back.
async fn take_back(
    (context, global): Session<'_>,
    command: &SupportCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        SupportCommand::Withdraw { id, note, by } => {
            let (id, viewer) = (support_id(id)?, viewer(context, global, by).await?);
            let note = note.clone().unwrap_or_default();
            withdraw_support(context, &viewer, id, &note, None).await?;
            show(context, &viewer, id, printer).await
        }
        SupportCommand::Reinstate { id, by } => {
            let (id, viewer) = (support_id(id)?, viewer(context, global, by).await?);
            reinstate_support(context, &viewer, id, None).await?;
            show(context, &viewer, id, printer).await
        }
        _ => Err(AppError::NotFound("support").into()),
    }
}

fn money(text: &str) -> Result<Amount, Failure> {
    word(&text.replace(',', "."), Amount::parse)
}

fn deed_of(deed: &str, value: Option<&str>, by: Option<&str>) -> Result<SupportDeed, Failure> {
    Ok(match deed {
        "thank" => SupportDeed::Thank,
        "confirm" => SupportDeed::Confirm {
            value: value.map(money).transpose()?,
            by: by.map(|text| word(text, PersonId::parse)).transpose()?,
        },
        "settle" => SupportDeed::Settle,
        "end" => SupportDeed::End,
        "done" => SupportDeed::Done,
        other => return Err(Failure::Usage("usage-word", other.to_owned())),
    })
}

async fn list(
    (context, global): Session<'_>,
    filters: &SupportFilters,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let viewer = wire::viewer(context, global).await?;
    let side = filters.side.as_deref();
    let family = filters.family.as_deref();
    let mut query = SupportQuery {
        side: side
            .map(|text| word(text, SupportSide::from_code))
            .transpose()?,
        family: family
            .map(|text| word(text, SupportFamily::from_code))
            .transpose()?,
        unthanked: filters.unthanked,
        unconfirmed: filters.unconfirmed,
        search: filters.search.clone().unwrap_or_default(),
        limit: filters.limit,
        ..SupportQuery::default()
    };
    for kind in &filters.kind {
        query.kinds.push(word(kind, SupportKind::from_code)?);
    }
    if let Some(of) = &filters.account {
        query.account = Some(account(context, &viewer, of).await?);
    }
    if let Some(cursor) = &filters.cursor {
        query.cursor = Some(word(cursor, read_cursor)?);
    }
    let answer = list_support(context, &viewer, &query).await?.answer();
    printer.answer(&answer, |page| {
        table(page, &answer.support);
        if let Some(next) = &answer.next {
            page.say_with("terminal-more-entries", &[("cursor", next)]);
        }
    });
    Ok(Exit::Done)
}

async fn due(
    (context, global): Session<'_>,
    of: Option<&str>,
    days: u16,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let viewer = wire::viewer(context, global).await?;
    let of = match of {
        Some(wanted) => Some(account(context, &viewer, wanted).await?),
        None => None,
    };
    let answer = support_due(context, &viewer, days, of).await?.answer();
    printer.answer(&answer, |page| {
        let texts = page.texts();
        for (id, support) in [
            ("support-thanks-owed-by-us", &answer.thanks_owed_by_us),
            ("support-thanks-owed-to-us", &answer.thanks_owed_to_us),
            ("terminal-support-uncovered", &answer.uncovered),
            ("terminal-support-expiring", &answer.expiring),
            ("support-unsettled", &answer.unsettled),
        ] {
            if !support.is_empty() {
                page.heading(&texts.get(id));
                table(page, support);
            }
        }
    });
    Ok(Exit::Done)
}

/// Puts what was given into a draft.
async fn fill(
    context: &Context,
    viewer: &Viewer,
    fields: &SupportFields,
    draft: &mut SupportDraft,
) -> Result<(), Failure> {
    if let Some(person) = &fields.person {
        draft.person = Some(word(person, PersonId::parse)?);
    }
    if let Some(email) = &fields.owner {
        draft.owner = Some(user_id(context, viewer, email).await?);
    }
    if let Some(mark) = &fields.mark {
        draft.mark = Some(word(mark, Mark::from_code)?);
    }
    if let Some(stated) = &fields.stated {
        if let Some(sum) = coins::read(stated) {
            draft.stated = Some(sum);
            draft.currency = Some(Currency::SESTERTIUS);
        } else {
            draft.stated = Some(money(stated)?);
        }
    }
    if let Some(code) = &fields.currency {
        let unknown = || Failure::Usage("usage-currency", code.clone());
        draft.currency = Some(Currency::from_code(code).ok_or_else(unknown)?);
    }
    draft.is_planned = draft.is_planned || fields.planned;
    for (given, into) in [
        (&fields.before_whom, &mut draft.before_whom),
        (&fields.document, &mut draft.document),
        (&fields.day, &mut draft.day),
        (&fields.until, &mut draft.until),
        (&fields.note, &mut draft.note),
    ] {
        if let Some(given) = given {
            into.clone_from(given);
        }
    }
    Ok(())
}

fn day(texts: Texts, text: &str) -> String {
    EventDay::parse(text).map_or_else(
        || text.to_owned(),
        |day| event_days::event_day(texts.language, &day),
    )
}

/// A word of the domain that has a message.
fn said(texts: Texts, prefix: &str, code: &str) -> String {
    let id = format!("{prefix}-{}", code.replace('_', "-"));
    texts.get(&id).into_owned()
}

/// What is to be known of support besides.
fn notes(texts: Texts, one: &SupportAnswer) -> String {
    let mut notes = Vec::new();
    if one.state != "done" {
        notes.push(said(texts, "support-state", &one.state));
    }
    if one.thanks_owed {
        let id = if one.side == "them" {
            "support-thanks-owed-by-us"
        } else {
            "support-thanks-owed-to-us"
        };
        notes.push(texts.get(id).into_owned());
    }
    if let Some(cover) = &one.cover {
        notes.push(said(texts, "support-cover", &cover.cover));
    }
    if let Some(until) = &one.until {
        notes.push(texts.with1("support-ends", "day", day(texts, until)));
    }
    notes.join("; ")
}

fn table(page: &mut Page, support: &[SupportAnswer]) {
    let texts = page.texts();
    let row = |one: &SupportAnswer| {
        vec![
            day(texts, &one.day),
            said(texts, "support-side", &one.side),
            said(texts, "support-kind", &one.kind),
            one.account.name.clone(),
            one.what.clone(),
            notes(texts, one),
            one.id.clone(),
        ]
    };
    let header = [
        ("support-day", '<'),
        ("support-side", '<'),
        ("support-kind", '<'),
        ("terminal-name", '<'),
        ("support-what", '<'),
        ("support-state", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, support.iter().map(row).collect());
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    id: SupportId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = show_support_line(context, viewer, id).await?.answer();
    printer.answer(&answer, |page| {
        let texts = page.texts();
        table(page, std::slice::from_ref(&answer));
        let currency = answer.currency.as_deref().unwrap_or_default();
        let worth =
            |amount: &Option<String>| amount.as_ref().map(|amount| format!("{amount} {currency}"));
        let name = |one: &clientela_app::answers::happenings::NamedAnswer| one.name.clone();
        let pairs = [
            ("support-person", answer.person.as_ref().map(name)),
            ("support-owner", answer.owner.as_ref().map(name)),
            ("support-stated", worth(&answer.stated)),
            ("support-confirmed", worth(&answer.confirmed)),
            (
                "support-thanked-on",
                answer.thanked_on.as_ref().map(|text| day(texts, text)),
            ),
        ];
        let known: Vec<(String, String)> = pairs
            .into_iter()
            .filter_map(|(id, text)| Some((texts.get(id).into_owned(), text?)))
            .collect();
        page.pairs(&known);
    });
    Ok(Exit::Done)
}
