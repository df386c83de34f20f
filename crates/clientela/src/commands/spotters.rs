//! `spotters list|show|accrual|add|set|tell|run|take-back`.

use clientela_app::accrue_spotters::spotter_accrual;
use clientela_app::answers::spotters::{
    AccrualMonthAnswer, FeeAnswer, SpotterAccrualAnswer, SpotterCardAnswer, SpotterCheckAnswer,
    SpotterLineAnswer, SpotterNameAnswer, SpottersAnswer,
};
use clientela_app::answers::value::MoneyAnswer;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_spotters::{
    NameDraft, SpotterDraft, change_spotter, draft_of, find_spotter, show_spotter, tell_of_name,
    write_spotter,
};
use clientela_app::pay_spotters::{PayDraft, pay_spotter, take_payment_back, up_to};
use clientela_app::read_spotters::{SpotterLine, list_spotters, spotter_card};
use clientela_app::spotter_list::{SpotterQuery, SpotterSort};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::gifts::Official;
use clientela_domain::ids::{ProspectId, SpotterId, SpotterRunId};
use clientela_domain::prospects::SpotterKind;
use clientela_store::Viewer;
use clientela_texts::{Texts, format};

use super::competitors::amount;
use super::happenings::{viewer, word};
use super::problems::{day, said};
use crate::cli::Global;
use crate::cli::spotters::{SpotterCommand, SpotterFields};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    command: &SpotterCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        SpotterCommand::List {
            kind,
            due,
            search,
            sort,
        } => {
            let viewer = wire::viewer(&context, global).await?;
            let kind = kind.as_deref();
            let kind = kind.map(|kind| word(kind, SpotterKind::from_code));
            let sort = sort.as_deref();
            let sort = sort.map(|sort| word(sort, SpotterSort::from_code));
            let query = SpotterQuery {
                kind: kind.transpose()?,
                due: *due,
                search: search.clone().unwrap_or_default(),
                sort: sort.transpose()?.unwrap_or_default(),
            };
            list(&context, &viewer, &query, printer).await
        }
        SpotterCommand::Accrual { spotter } => {
            let viewer = wire::viewer(&context, global).await?;
            let id = find_spotter(&context, &viewer, spotter).await?;
            let answer = spotter_accrual(&context, &viewer, id).await?.answer();
            printer.answer(&answer, |page| months(page, &answer));
            Ok(Exit::Done)
        }
        SpotterCommand::Show { spotter } => {
            let viewer = wire::viewer(&context, global).await?;
            let id = find_spotter(&context, &viewer, spotter).await?;
            show(&context, &viewer, (id, ""), printer).await
        }
        SpotterCommand::Add { by, .. }
        | SpotterCommand::Set { by, .. }
        | SpotterCommand::Tell { by, .. }
        | SpotterCommand::Run { by, .. }
        | SpotterCommand::TakeBack { by, .. } => {
            let viewer = viewer(&context, global, by).await?;
            write(&context, &viewer, command, printer).await
        }
    }
}

async fn list(
    context: &Context,
    viewer: &Viewer,
    query: &SpotterQuery,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let lines = query.applied(list_spotters(context, viewer).await?);
    let answer = SpottersAnswer {
        spotters: lines.iter().map(SpotterLine::answer).collect(),
    };
    printer.answer(&answer, |page| agreements(page, &answer.spotters));
    Ok(Exit::Done)
}

async fn write(
    context: &Context,
    viewer: &Viewer,
    command: &SpotterCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let found = async |text: &str| find_spotter(context, viewer, text).await;
    let (id, asked) = match command {
        SpotterCommand::Add { name, fields, .. } => {
            let mut draft = SpotterDraft {
                kind: Some(SpotterKind::Spotter),
                name: name.clone(),
                ..SpotterDraft::default()
            };
            fill(fields, &mut draft)?;
            (write_spotter(context, viewer, &draft).await?, "")
        }
        SpotterCommand::Set {
            spotter,
            name,
            fields,
            ..
        } => {
            let id = found(spotter).await?;
            let now = show_spotter(context, viewer, id).await?;
            let mut draft = draft_of(&now);
            draft.name = name.clone().unwrap_or(draft.name);
            fill(fields, &mut draft)?;
            change_spotter(context, viewer, id, &draft, now.version).await?;
            (id, "")
        }
        SpotterCommand::Run { spotter, up_to, .. } => {
            let id = found(spotter).await?;
            pay(context, viewer, id, command).await?;
            (id, up_to.as_deref().unwrap_or_default())
        }
        SpotterCommand::Tell { spotter, .. } | SpotterCommand::TakeBack { spotter, .. } => {
            let id = found(spotter).await?;
            turn(context, viewer, id, command).await?;
            (id, "")
        }
        SpotterCommand::List { .. }
        | SpotterCommand::Show { .. }
        | SpotterCommand::Accrual { .. } => return Ok(Exit::Done),
    };
    show(context, viewer, (id, asked), printer).await
}

/// Confirms a payment, when that was asked for.
async fn pay(
    context: &Context,
    viewer: &Viewer,
    id: SpotterId,
    command: &SpotterCommand,
) -> Result<(), Failure> {
    let SpotterCommand::Run {
        up_to,
        confirm: true,
        paid_on,
        note,
        ..
    } = command
    else {
        return Ok(());
    };
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    let draft = PayDraft {
        up_to: text(up_to),
        paid_on: text(paid_on),
        note: text(note),
        expected: None,
    };
    let version = show_spotter(context, viewer, id).await?.version;
    pay_spotter(context, viewer, (id, version), &draft).await?;
    Ok(())
}

/// What became of a name, and payments that are taken back.
async fn turn(
    context: &Context,
    viewer: &Viewer,
    id: SpotterId,
    command: &SpotterCommand,
) -> Result<(), Failure> {
    let version = show_spotter(context, viewer, id).await?.version;
    match command {
        SpotterCommand::Tell {
            prospect,
            first_paid,
            fell,
            why,
            ..
        } => {
            let name = ProspectId::parse(prospect).ok_or(AppError::NotFound("prospect"))?;
            let card = spotter_card(context, viewer, id, None).await?;
            let known = card
                .lines
                .iter()
                .find(|line| line.name.prospect_id == name)
                .map(|line| line.name.told.clone())
                .unwrap_or_default();
            let kept = |given: &Option<String>, known: Option<clientela_domain::day::Date>| {
                let known = known.map(|day| day.to_string()).unwrap_or_default();
                given.clone().unwrap_or(known)
            };
            let draft = NameDraft {
                first_paid_on: kept(first_paid, known.first_paid_on),
                fell_on: kept(fell, known.fell_on),
                fell_why: why.clone().unwrap_or(known.fell_why),
            };
            tell_of_name(context, viewer, (id, version), name, &draft).await?;
        }
        SpotterCommand::TakeBack { payment, .. } => {
            let run = SpotterRunId::parse(payment).ok_or(AppError::NotFound("spotter_run"))?;
            take_payment_back(context, viewer, (id, version), run).await?;
        }
        _ => {}
    }
    Ok(())
}

/// Puts what was given into a draft.
fn fill(fields: &SpotterFields, draft: &mut SpotterDraft) -> Result<(), Failure> {
    if let Some(kind) = &fields.kind {
        draft.kind = Some(word(kind, SpotterKind::from_code)?);
    }
    if let Some(official) = &fields.official {
        draft.official = word(official, Official::from_code)?;
    }
    if let Some(currency) = &fields.currency {
        draft.currency = Some(word(&currency.to_uppercase(), Currency::from_code)?);
    }
    for (given, into) in [
        (&fields.fee_name, &mut draft.fee_name),
        (&fields.fee_qualified, &mut draft.fee_qualified),
        (&fields.share, &mut draft.share),
        (&fields.most_by_prospect, &mut draft.most_by_prospect),
        (&fields.list_price, &mut draft.list_price),
    ] {
        if let Some(given) = given {
            *into = Some(amount(given)?);
        }
    }
    for (given, into) in [
        (&fields.person, &mut draft.person),
        (&fields.contract, &mut draft.contract),
        (&fields.first_day, &mut draft.first_day),
        (&fields.last_day, &mut draft.last_day),
        (&fields.window_days, &mut draft.window_days),
        (&fields.payment_days, &mut draft.payment_days),
        (&fields.employer_consent, &mut draft.employer_consent),
        (&fields.tax_document, &mut draft.tax_document),
        (&fields.note, &mut draft.note),
    ] {
        if let Some(given) = given {
            into.clone_from(given);
        }
    }
    Ok(())
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    (id, asked): (SpotterId, &str),
    printer: &Printer,
) -> Result<Exit, Failure> {
    let day = up_to(context, asked)?;
    let answer = spotter_card(context, viewer, id, Some(day)).await?.answer();
    printer.answer(&answer, |page| {
        let line = SpotterLineAnswer {
            spotter: answer.spotter.clone(),
            totals: answer.totals.clone(),
        };
        agreements(page, std::slice::from_ref(&line));
        checks(page, &answer);
        if !answer.names.is_empty() {
            names(page, &answer.names);
        }
        payments(page, &answer);
    });
    Ok(Exit::Done)
}

fn money(texts: Texts, of: &MoneyAnswer) -> String {
    let known = Amount::parse(&of.amount).zip(Currency::from_code(&of.currency));
    known.map_or_else(
        || format!("{} {}", of.amount, of.currency),
        |(amount, currency)| format::money(texts.language, amount, currency),
    )
}

fn agreements(page: &mut Page, all: &[SpotterLineAnswer]) {
    let texts = page.texts();
    let row = |one: &SpotterLineAnswer| {
        let totals = &one.totals;
        vec![
            one.spotter.name.clone(),
            said(texts, "spotter-kind", &one.spotter.kind),
            totals.names.to_string(),
            totals.qualified.to_string(),
            totals.won.to_string(),
            money(texts, &totals.earned),
            money(texts, &totals.paid),
            money(texts, &totals.due),
            one.spotter.id.clone(),
        ]
    };
    let header = [
        ("spotter-name", '<'),
        ("spotter-kind", '<'),
        ("spotter-names", '>'),
        ("spotter-qualified", '>'),
        ("spotter-won", '>'),
        ("spotter-earned", '>'),
        ("spotter-paid", '>'),
        ("spotter-due", '>'),
        ("terminal-id", '<'),
    ];
    page.table(&header, all.iter().map(row).collect());
}

fn checks(page: &mut Page, answer: &SpotterCardAnswer) {
    let texts = page.texts();
    let row = |one: &SpotterCheckAnswer| {
        let rivals = one.rivals.iter();
        let rivals = rivals.flat_map(|one| one.class.iter().chain(&one.rival).cloned());
        let gifts = one.gifts.iter();
        let gifts = gifts.map(|code| said(texts, "gift-decision", code));
        let evidence: Vec<String> = (one.names.iter().cloned())
            .chain(rivals)
            .chain(gifts)
            .collect();
        vec![
            said(texts, "spotter-check", &one.check),
            said(texts, "check-verdict", &one.verdict),
            evidence.join("; "),
        ]
    };
    let header = [
        ("spotter-check", '<'),
        ("spotter-check-verdict", '<'),
        ("spotter-check-evidence", '<'),
    ];
    page.table(&header, answer.checks.iter().map(row).collect());
}

fn months(page: &mut Page, answer: &SpotterAccrualAnswer) {
    let texts = page.texts();
    let row = |one: &AccrualMonthAnswer| {
        vec![
            one.month.clone(),
            money(texts, &one.earned),
            money(texts, &one.clawed_back),
            money(texts, &one.paid),
            money(texts, &one.owed),
        ]
    };
    let header = [
        ("spotter-month", '<'),
        ("spotter-earned", '>'),
        ("spotter-clawed-back", '>'),
        ("spotter-paid", '>'),
        ("spotter-owed", '>'),
    ];
    page.table(&header, answer.months.iter().map(row).collect());
}

fn fees(texts: Texts, all: &[FeeAnswer]) -> String {
    let fee = |one: &FeeAnswer| {
        let what = said(texts, "spotter-fee", &one.fee);
        format!("{what} {}", money(texts, &one.amount))
    };
    all.iter().map(fee).collect::<Vec<_>>().join(", ")
}

fn names(page: &mut Page, all: &[SpotterNameAnswer]) {
    let texts = page.texts();
    let row = |one: &SpotterNameAnswer| {
        let obstacles = one.obstacles.iter();
        let obstacles: Vec<String> = obstacles
            .map(|code| said(texts, "spotter-obstacle", code))
            .collect();
        vec![
            one.prospect.name.clone(),
            day(texts, &one.came),
            said(texts, "prospect-stage", &one.stage),
            fees(texts, &one.earned),
            fees(texts, &one.due),
            obstacles.join("; "),
            one.prospect.id.clone(),
        ]
    };
    let header = [
        ("spotter-prospect", '<'),
        ("spotter-came", '<'),
        ("prospect-stage", '<'),
        ("spotter-earned", '<'),
        ("spotter-due", '<'),
        ("spotter-obstacles", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, all.iter().map(row).collect());
}

fn payments(page: &mut Page, answer: &SpotterCardAnswer) {
    let texts = page.texts();
    let counted = answer.payments.iter().filter(|one| !one.taken_back);
    let rows: Vec<Vec<String>> = counted
        .map(|one| {
            vec![
                day(texts, &one.paid_on),
                day(texts, &one.up_to),
                money(texts, &one.total),
                one.note.clone(),
                one.id.clone(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    let header = [
        ("spotter-paid-on", '<'),
        ("spotter-up-to", '<'),
        ("spotter-amount", '>'),
        ("spotter-note", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, rows);
}
