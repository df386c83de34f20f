//! `gifts list|show|add|set|approve|decline|withdraw|reinstate|dispose|policy`.

use clientela_app::answers::gifts::{
    GiftAnswer, GiftVerdictAnswer, GiftWrittenAnswer, GiftsAnswer,
};
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::gift_settings::GiftSettings;
use clientela_app::keep_gifts::{
    DisposalDraft, GiftDraft, change_gift, decide_gift, dispose_of_gift, draft_of, reinstate_gift,
    show_gift, try_gift, withdraw_gift, write_gift,
};
use clientela_app::list_gifts::{
    GiftQuery, list_gifts, read_cursor, show_gift_line, show_gift_policy, verdict_answer,
};
use clientela_domain::amount::Amount;
use clientela_domain::coins;
use clientela_domain::currency::Currency;
use clientela_domain::day::Date;
use clientela_domain::event_day::EventDay;
use clientela_domain::gifts::{Disposal, GiftDirection, GiftKind, GiftState, Official};
use clientela_domain::ids::{GiftId, PersonId};
use clientela_store::Viewer;
use clientela_texts::{Texts, event_days, format};

use super::arguments;
use super::happenings::{user_id, viewer, word};
use crate::cli::Global;
use crate::cli::gifts::{GiftFields, GiftFilters, GiftLimits, GiftsCommand};
use crate::cli::happenings::By;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// The context, and what every verb was told.
type Session<'a> = (&'a Context, &'a Global);

fn gift_id(id: &str) -> Result<GiftId, AppError> {
    GiftId::parse(id).ok_or(AppError::NotFound("gift"))
}

pub async fn run(
    global: &Global,
    command: &GiftsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let session = (&*context, global);
    match command {
        GiftsCommand::List(filters) => list(session, filters, printer).await,
        GiftsCommand::Show { id } => {
            let viewer = wire::viewer(&context, global).await?;
            show(&context, &viewer, gift_id(id)?, printer).await
        }
        GiftsCommand::Add { .. } => add(session, command, printer).await,
        GiftsCommand::Policy { limits, by } => policy(session, limits, by, printer).await,
        GiftsCommand::Set {
            id,
            what,
            fields,
            by,
        } => {
            let (id, viewer) = (gift_id(id)?, viewer(&context, global, by).await?);
            let now = show_gift(&context, &viewer, id).await?;
            let mut draft = draft_of(&now);
            draft.what = what.clone().unwrap_or(draft.what);
            fill(&context, &viewer, fields, &mut draft).await?;
            change_gift(&context, &viewer, id, &draft, now.version).await?;
            show(&context, &viewer, id, printer).await
        }
        other => deed(session, other, printer).await,
    }
}

/// What becomes of a gift.
async fn deed(
    (context, global): Session<'_>,
    command: &GiftsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let text = |note: &Option<String>| note.clone().unwrap_or_default();
    let (id, viewer) = match command {
        GiftsCommand::Approve { id, note, by } | GiftsCommand::Decline { id, note, by } => {
            let (id, viewer) = (gift_id(id)?, viewer(context, global, by).await?);
            let approve = matches!(command, GiftsCommand::Approve { .. });
            let note = text(note);
            decide_gift(context, &viewer, id, (approve, &note), None).await?;
            (id, viewer)
        }
        GiftsCommand::Withdraw { id, note, by } => {
            let (id, viewer) = (gift_id(id)?, viewer(context, global, by).await?);
            withdraw_gift(context, &viewer, id, &text(note), None).await?;
            (id, viewer)
        }
        GiftsCommand::Reinstate { id, by } => {
            let (id, viewer) = (gift_id(id)?, viewer(context, global, by).await?);
            reinstate_gift(context, &viewer, id, None).await?;
            (id, viewer)
        }
        GiftsCommand::Dispose {
            id,
            disposal,
            day,
            note,
            by,
        } => {
            let (id, viewer) = (gift_id(id)?, viewer(context, global, by).await?);
            let draft = DisposalDraft {
                disposal: match disposal.as_str() {
                    "kept" => None,
                    code => Some(word(code, Disposal::from_code)?),
                },
                day: text(day),
                note: text(note),
            };
            dispose_of_gift(context, &viewer, id, &draft, None).await?;
            (id, viewer)
        }
        _ => return Err(AppError::NotFound("gift").into()),
    };
    show(context, &viewer, id, printer).await
}

async fn list(
    (context, global): Session<'_>,
    filters: &GiftFilters,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let viewer = wire::viewer(context, global).await?;
    let day = |text: &Option<String>| {
        let text = text.as_deref();
        text.map(|text| word(text, |text| text.parse::<Date>().ok()))
            .transpose()
    };
    let direction = filters.direction.as_deref();
    let kind = filters.kind.as_deref();
    let person = filters.person.as_deref();
    let mut query = GiftQuery {
        direction: direction
            .map(|text| word(text, GiftDirection::from_code))
            .transpose()?,
        kind: kind
            .map(|text| word(text, GiftKind::from_code))
            .transpose()?,
        person: person.map(|text| word(text, PersonId::parse)).transpose()?,
        from: day(&filters.since)?,
        to: day(&filters.until)?,
        search: filters.search.clone().unwrap_or_default(),
        limit: filters.limit,
        ..GiftQuery::default()
    };
    for state in &filters.state {
        query.states.push(word(state, GiftState::from_code)?);
    }
    if let Some(email) = &filters.user {
        query.user = Some(user_id(context, &viewer, email).await?);
    }
    if let Some(of) = &filters.account {
        let state = context.book_state(&viewer).await?;
        query.account = Some(arguments::account(&state.directory, of)?);
    }
    if let Some(cursor) = &filters.cursor {
        query.cursor = Some(word(cursor, read_cursor)?);
    }
    let answer = list_gifts(context, &viewer, &query).await?.answer();
    printer.answer(&answer, |page| {
        table(page, &answer.gifts);
        balance(page, &answer);
        if let Some(next) = &answer.next {
            page.say_with("terminal-more-entries", &[("cursor", next)]);
        }
    });
    Ok(Exit::Done)
}

async fn add(
    (context, global): Session<'_>,
    command: &GiftsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let GiftsCommand::Add {
        account: of,
        direction,
        what,
        fields,
        dry_run,
        by,
    } = command
    else {
        return Err(AppError::NotFound("gift").into());
    };
    let viewer = viewer(context, global, by).await?;
    let state = context.book_state(&viewer).await?;
    let account = arguments::account(&state.directory, of)?;
    let way = word(direction, GiftDirection::from_code)?;
    let mut draft = GiftDraft::new(way, what.clone());
    fill(context, &viewer, fields, &mut draft).await?;
    if !dry_run {
        let id = write_gift(context, &viewer, account, &draft).await?;
        return show(context, &viewer, id, printer).await;
    }
    let verdict = try_gift(context, &viewer, account, &draft, None).await?;
    let answer = GiftWrittenAnswer {
        gift: None,
        verdict: verdict_answer(&verdict, state.settings.reporting_currency()),
    };
    printer.answer(&answer, |page| {
        let said = verdict_words(page.texts(), &answer.verdict);
        page.pairs(&said);
        page.say("terminal-not-written");
    });
    Ok(Exit::Done)
}

/// Puts what was given into a draft.
async fn fill(
    context: &Context,
    viewer: &Viewer,
    fields: &GiftFields,
    draft: &mut GiftDraft,
) -> Result<(), Failure> {
    if let Some(kind) = &fields.kind {
        draft.kind = word(kind, GiftKind::from_code)?;
    }
    if let Some(value) = &fields.value {
        if let Some(sum) = coins::read(value) {
            draft.value = Some(sum);
            draft.currency = Some(Currency::SESTERTIUS);
        } else {
            draft.value = Some(word(&value.replace(',', "."), Amount::parse)?);
        }
    }
    if let Some(code) = &fields.currency {
        let unknown = || Failure::Usage("usage-currency", code.clone());
        draft.currency = Some(Currency::from_code(code).ok_or_else(unknown)?);
    }
    if let Some(person) = &fields.person {
        draft.person = Some(word(person, PersonId::parse)?);
    }
    if let Some(email) = &fields.user {
        draft.user = Some(user_id(context, viewer, email).await?);
    }
    if let Some(official) = &fields.official {
        draft.official = word(official, Official::from_code)?;
    }
    for (given, into) in [
        (&fields.day, &mut draft.day),
        (&fields.decision_day, &mut draft.decision_day),
        (&fields.occasion, &mut draft.occasion),
        (&fields.reason, &mut draft.reason),
        (&fields.document, &mut draft.document),
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

fn value(texts: Texts, gift: &GiftAnswer) -> String {
    let amount = gift.value.as_ref().and_then(|value| {
        let known = Amount::parse(&value.amount)?;
        let currency = Currency::from_code(&value.currency)?;
        Some(format::money(texts.language, known, currency))
    });
    amount.unwrap_or_else(|| texts.get("unknown").into_owned())
}

fn table(page: &mut Page, gifts: &[GiftAnswer]) {
    let texts = page.texts();
    let name = |one: &Option<clientela_app::answers::happenings::NamedAnswer>| {
        one.as_ref()
            .map_or_else(String::new, |one| one.name.clone())
    };
    let row = |one: &GiftAnswer| {
        vec![
            day(texts, &one.day),
            said(texts, "gift-direction", &one.direction),
            one.account.name.clone(),
            name(&one.person),
            one.what.clone(),
            value(texts, one),
            said(texts, "gift-state", &one.state),
            one.id.clone(),
        ]
    };
    let header = [
        ("gift-day", '<'),
        ("gift-direction", '<'),
        ("terminal-name", '<'),
        ("gift-person", '<'),
        ("gift-what", '<'),
        ("gift-value", '>'),
        ("gift-state", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, gifts.iter().map(row).collect());
}

fn balance(page: &mut Page, answer: &GiftsAnswer) {
    let texts = page.texts();
    let both = &answer.balance;
    let currency = Currency::from_code(&both.currency).unwrap_or(Currency::EUR);
    let side = |side: &clientela_app::answers::gifts::GiftSideAnswer| {
        let known = Amount::parse(&side.known).unwrap_or_default();
        let known = format::money(texts.language, known, currency);
        if side.unvalued == 0 {
            texts.with("gift-side", &[("value", &known), ("count", &side.count)])
        } else {
            texts.with(
                "gift-side-unvalued",
                &[
                    ("value", &known),
                    ("count", &side.count),
                    ("unvalued", &side.unvalued),
                ],
            )
        }
    };
    let pairs = [
        (said(texts, "gift-direction", "given"), side(&both.given)),
        (
            said(texts, "gift-direction", "received"),
            side(&both.received),
        ),
    ];
    page.pairs(&pairs);
    if let Some(way) = &both.lopsided {
        page.line(&said(texts, "gift-lopsided", way));
    }
}

fn verdict_words(texts: Texts, verdict: &GiftVerdictAnswer) -> Vec<(String, String)> {
    let currency = Currency::from_code(&verdict.currency).unwrap_or(Currency::EUR);
    let rest = Amount::parse(&verdict.remaining).unwrap_or_default();
    let rest = format::money(texts.language, rest, currency);
    vec![
        (
            texts.get("gift-verdict").into_owned(),
            said(texts, "gift-decision", &verdict.decision),
        ),
        (String::new(), texts.with1("gift-remaining", "value", rest)),
    ]
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    id: GiftId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = show_gift_line(context, viewer, id).await?.answer();
    printer.answer(&answer, |page| {
        let texts = page.texts();
        table(page, std::slice::from_ref(&answer));
        let mut pairs = verdict_words(texts, &answer.verdict);
        if let Some(by) = &answer.decided_by {
            pairs.push((texts.get("gift-decided-by").into_owned(), by.name.clone()));
        }
        if !answer.decision_note.is_empty() {
            let name = texts.get("gift-decision-note").into_owned();
            pairs.push((name, answer.decision_note.clone()));
        }
        if let Some(disposal) = &answer.disposal {
            let name = texts.get("gift-disposal").into_owned();
            pairs.push((name, said(texts, "gift-disposal", disposal)));
        }
        page.pairs(&pairs);
    });
    Ok(Exit::Done)
}

/// The settings with what was given in place of what stood there.
fn changed(now: &GiftSettings, limits: &GiftLimits) -> Result<GiftSettings, Failure> {
    let limit = |given: &Option<String>, now: &Option<String>| {
        let given = given.as_ref().map(|text| text.replace(',', "."));
        given.or_else(|| now.clone())
    };
    let firm_limit = match limits.firm_limit.as_deref() {
        Some("none") => None,
        _ => limit(&limits.firm_limit, &now.firm_limit),
    };
    let cash_allowed = match limits.cash_allowed.as_deref() {
        None => now.cash_allowed,
        Some("yes") => true,
        Some("no") => false,
        Some(other) => return Err(Failure::Usage("usage-word", other.to_owned())),
    };
    Ok(GiftSettings {
        approve_above: limit(&limits.approve_above, &now.approve_above),
        single_limit: limit(&limits.single_limit, &now.single_limit),
        person_limit: limit(&limits.person_limit, &now.person_limit),
        firm_limit,
        official_limit: limit(&limits.official_limit, &now.official_limit),
        cash_allowed,
        tender_days: limits.tender_days.or(now.tender_days),
        version: now.version,
    })
}

async fn policy(
    (context, global): Session<'_>,
    limits: &GiftLimits,
    by: &By,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let viewer = viewer(context, global, by).await?;
    let now = GiftSettings::load(context, &viewer).await?;
    let wanted = changed(&now, limits)?;
    if wanted != now {
        wanted.save(context, &viewer).await?;
    }
    let answer = show_gift_policy(context, &viewer).await?;
    printer.answer(&answer, |page| {
        let texts = page.texts();
        let currency = Currency::from_code(&answer.currency).unwrap_or(Currency::EUR);
        let money = |text: &str| {
            let amount = Amount::parse(text).unwrap_or_default();
            format::money(texts.language, amount, currency)
        };
        let firm = answer.firm_limit.as_deref();
        let cash = if answer.cash_allowed { "yes" } else { "no" };
        let pairs = [
            ("gift-approve-above", money(&answer.approve_above)),
            ("gift-single-limit", money(&answer.single_limit)),
            ("gift-person-limit", money(&answer.person_limit)),
            (
                "gift-firm-limit",
                firm.map_or_else(|| "–".to_owned(), money),
            ),
            ("gift-official-limit", money(&answer.official_limit)),
            ("gift-tender-days", answer.tender_days.to_string()),
            ("gift-cash-allowed", said(texts, "official", cash)),
        ];
        let pairs: Vec<(String, String)> = pairs
            .into_iter()
            .map(|(id, text)| (texts.get(id).into_owned(), text))
            .collect();
        page.pairs(&pairs);
    });
    Ok(Exit::Done)
}
