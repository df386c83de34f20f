//! `competitors list|show|add|set|merge|unmerge|positions|stand|set-position|contests|contest|set-contest`.

use clientela_app::answers::market::{CompetitorAnswer, ContestAnswer, PositionAnswer};
use clientela_app::answers::market_prices::PriceStandingAnswer;
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_competitors::{
    change_competitor, find_competitor, merge_competitors, show_competitor, unmerge_competitors,
    write_competitor,
};
use clientela_app::keep_market::{
    ContestDraft, MarketDraft, PositionDraft, change_told, read_source, show_told, write_told,
};
use clientela_app::list_market::{MarketQuery, list_told, read_cursor, show_told_line};
use clientela_app::price_standing::positions_answer;
use clientela_app::read_competitors::{competitor_card, competitors_answer, list_competitors};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_domain::ids::{CompetitorId, CompetitorPositionId, ContestId, MergeId};
use clientela_domain::market::{ContestOutcome, ContestReason, ReasonSource};
use clientela_store::Viewer;
use clientela_store::market::competitors::NewCompetitor;
use clientela_store::market::{MarketFilter, NewContest, NewPosition};
use clientela_texts::{Texts, format};

use super::happenings::{viewer, word};
use super::problems::{account, day, said};
use crate::cli::Global;
use crate::cli::market::{CompetitorCommand, CompetitorFields, ContestFields, PositionFields};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// An amount with a comma or a dot.
pub(super) fn amount(text: &str) -> Result<Amount, Failure> {
    word(&text.replace(',', "."), Amount::parse)
}

pub async fn run(
    global: &Global,
    command: &CompetitorCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        CompetitorCommand::List
        | CompetitorCommand::Show { .. }
        | CompetitorCommand::Positions { .. }
        | CompetitorCommand::Contests { .. } => {
            let viewer = wire::viewer(&context, global).await?;
            read(&context, &viewer, command, printer).await
        }
        CompetitorCommand::Add { by, .. }
        | CompetitorCommand::Set { by, .. }
        | CompetitorCommand::Merge { by, .. }
        | CompetitorCommand::Unmerge { by, .. }
        | CompetitorCommand::Stand { by, .. }
        | CompetitorCommand::SetPosition { by, .. }
        | CompetitorCommand::Contest { by, .. }
        | CompetitorCommand::SetContest { by, .. } => {
            let viewer = viewer(&context, global, by).await?;
            write(&context, &viewer, command, printer).await
        }
    }
}

async fn read(
    context: &Context,
    viewer: &Viewer,
    command: &CompetitorCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        CompetitorCommand::Show { competitor } => {
            let id = find_competitor(context, viewer, competitor).await?;
            show(context, viewer, id, printer).await
        }
        CompetitorCommand::Positions {
            ending_soon,
            limit,
            cursor,
            ..
        } => {
            let query = MarketQuery {
                filter: filter_of(context, viewer, command).await?,
                ending_soon: *ending_soon,
                cursor: cursor
                    .as_deref()
                    .map(|text| word(text, read_cursor))
                    .transpose()?,
                limit: *limit,
            };
            let answer = positions_answer(context, viewer, &query).await?;
            printer.answer(&answer, |page| {
                positions(page, &answer.positions);
                prices(page, &answer.prices);
                more(page, answer.next.as_ref());
            });
            Ok(Exit::Done)
        }
        CompetitorCommand::Contests { limit, cursor, .. } => {
            let query = MarketQuery {
                filter: filter_of(context, viewer, command).await?,
                ending_soon: false,
                cursor: cursor
                    .as_deref()
                    .map(|text| word(text, read_cursor))
                    .transpose()?,
                limit: *limit,
            };
            let answer = list_told::<NewContest>(context, viewer, &query)
                .await?
                .answer();
            printer.answer(&answer, |page| {
                contests(page, &answer.contests);
                more(page, answer.next.as_ref());
            });
            Ok(Exit::Done)
        }
        _ => {
            let answer = competitors_answer(&list_competitors(context, viewer).await?);
            printer.answer(&answer, |page| competitors(page, &answer.competitors));
            Ok(Exit::Done)
        }
    }
}

async fn filter_of(
    context: &Context,
    viewer: &Viewer,
    command: &CompetitorCommand,
) -> Result<MarketFilter, Failure> {
    let mut filter = MarketFilter::default();
    let (of, against) = match command {
        CompetitorCommand::Positions {
            account,
            competitor,
            group,
            ..
        } => {
            filter.product_group.clone_from(group);
            (account, competitor)
        }
        CompetitorCommand::Contests {
            account,
            competitor,
            outcome,
            ..
        } => {
            let outcome = outcome.as_deref();
            let read = outcome.map(|text| word(text, ContestOutcome::from_code));
            filter.outcome = read.transpose()?;
            (account, competitor)
        }
        _ => return Ok(filter),
    };
    if let Some(of) = of {
        filter.account = Some(account(context, viewer, of).await?);
    }
    if let Some(against) = against {
        filter.competitor = Some(find_competitor(context, viewer, against).await?);
    }
    Ok(filter)
}

/// Where the list goes on.
pub(super) fn more(page: &mut Page, next: Option<&String>) {
    if let Some(next) = next {
        page.say_with("terminal-more-entries", &[("cursor", next)]);
    }
}

async fn write(
    context: &Context,
    viewer: &Viewer,
    command: &CompetitorCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        CompetitorCommand::Set {
            competitor,
            name,
            fields,
            ..
        } => {
            let id = find_competitor(context, viewer, competitor).await?;
            let now = show_competitor(context, viewer, id).await?;
            let mut draft = now.competitor;
            draft.name = name.clone().unwrap_or(draft.name);
            describe(&mut draft, fields);
            change_competitor(context, viewer, id, &draft, now.version).await?;
            show(context, viewer, id, printer).await
        }
        CompetitorCommand::Merge {
            competitor, gone, ..
        } => {
            let id = find_competitor(context, viewer, competitor).await?;
            let gone = find_competitor(context, viewer, gone).await?;
            let kept = show_competitor(context, viewer, id).await?.version;
            let version = show_competitor(context, viewer, gone).await?.version;
            merge_competitors(context, viewer, (id, kept), (gone, version)).await?;
            show(context, viewer, id, printer).await
        }
        CompetitorCommand::Unmerge { merge, .. } => {
            let merge = MergeId::parse(merge).ok_or(AppError::NotFound("merge"))?;
            let id = unmerge_competitors(context, viewer, merge).await?;
            show(context, viewer, id, printer).await
        }
        CompetitorCommand::Add { name, fields, .. } => {
            let mut draft = NewCompetitor {
                name: name.clone(),
                ..NewCompetitor::default()
            };
            describe(&mut draft, fields);
            let id = write_competitor(context, viewer, &draft).await?;
            show(context, viewer, id, printer).await
        }
        CompetitorCommand::Stand { .. } | CompetitorCommand::SetPosition { .. } => {
            let id = write_position(context, viewer, command).await?;
            let answer = show_told_line::<NewPosition>(context, viewer, id)
                .await?
                .answer();
            printer.answer(&answer, |page| {
                positions(page, std::slice::from_ref(&answer))
            });
            Ok(Exit::Done)
        }
        _ => {
            let id = write_contest(context, viewer, command).await?;
            let answer = show_told_line::<NewContest>(context, viewer, id)
                .await?
                .answer();
            printer.answer(&answer, |page| {
                contests(page, std::slice::from_ref(&answer))
            });
            Ok(Exit::Done)
        }
    }
}

async fn write_position(
    context: &Context,
    viewer: &Viewer,
    command: &CompetitorCommand,
) -> Result<CompetitorPositionId, Failure> {
    match command {
        CompetitorCommand::SetPosition {
            id,
            source,
            withdrawn,
            fields,
            ..
        } => {
            let id = CompetitorPositionId::parse(id);
            let id = id.ok_or(AppError::NotFound("competitor_position"))?;
            let now = show_told::<NewPosition>(context, viewer, id).await?;
            let mut draft = PositionDraft::of(&now.record);
            if let Some(source) = source {
                draft.source = Some(read_source(source)?);
            }
            draft.withdrawn |= withdrawn;
            place(&mut draft, fields)?;
            change_told(context, viewer, id, &draft, now.version).await?;
            Ok(id)
        }
        CompetitorCommand::Stand {
            account: of,
            competitor,
            group,
            source,
            fields,
            ..
        } => {
            let mut draft = PositionDraft {
                competitor: Some(find_competitor(context, viewer, competitor).await?),
                product_group: group.clone(),
                source: Some(read_source(source)?),
                ..PositionDraft::default()
            };
            place(&mut draft, fields)?;
            let of = account(context, viewer, of).await?;
            Ok(write_told(context, viewer, of, &draft).await?)
        }
        _ => Err(AppError::NotFound("competitor_position").into()),
    }
}

async fn write_contest(
    context: &Context,
    viewer: &Viewer,
    command: &CompetitorCommand,
) -> Result<ContestId, Failure> {
    match command {
        CompetitorCommand::SetContest {
            id,
            outcome,
            what,
            withdrawn,
            fields,
            ..
        } => {
            let id = ContestId::parse(id).ok_or(AppError::NotFound("contest"))?;
            let now = show_told::<NewContest>(context, viewer, id).await?;
            let mut draft = ContestDraft::of(&now.record);
            if let Some(outcome) = outcome {
                draft.outcome = Some(word(outcome, ContestOutcome::from_code)?);
            }
            draft.what = what.clone().unwrap_or(draft.what);
            draft.withdrawn |= withdrawn;
            tell(context, viewer, &mut draft, fields).await?;
            change_told(context, viewer, id, &draft, now.version).await?;
            Ok(id)
        }
        CompetitorCommand::Contest {
            account: of,
            outcome,
            what,
            fields,
            ..
        } => {
            let mut draft = ContestDraft {
                what: what.clone(),
                outcome: Some(word(outcome, ContestOutcome::from_code)?),
                ..ContestDraft::default()
            };
            tell(context, viewer, &mut draft, fields).await?;
            let of = account(context, viewer, of).await?;
            Ok(write_told(context, viewer, of, &draft).await?)
        }
        _ => Err(AppError::NotFound("contest").into()),
    }
}

fn describe(draft: &mut NewCompetitor, fields: &CompetitorFields) {
    for (given, into) in [
        (&fields.strengths, &mut draft.strengths),
        (&fields.weaknesses, &mut draft.weaknesses),
        (&fields.note, &mut draft.note),
    ] {
        if let Some(given) = given {
            into.clone_from(given);
        }
    }
}

fn place(draft: &mut PositionDraft, fields: &PositionFields) -> Result<(), Failure> {
    for (given, into) in [
        (&fields.share_from, &mut draft.share_low),
        (&fields.share_to, &mut draft.share_high),
        (&fields.price_index, &mut draft.price_index),
    ] {
        if let Some(given) = given {
            *into = Some(amount(given)?);
        }
    }
    for (given, into) in [
        (&fields.contract_end, &mut draft.contract_end),
        (&fields.since, &mut draft.since),
        (&fields.day, &mut draft.day),
        (&fields.note, &mut draft.note),
    ] {
        if let Some(given) = given {
            into.clone_from(given);
        }
    }
    Ok(())
}

async fn tell(
    context: &Context,
    viewer: &Viewer,
    draft: &mut ContestDraft,
    fields: &ContestFields,
) -> Result<(), Failure> {
    if let Some(name) = &fields.competitor {
        draft.competitor = Some(find_competitor(context, viewer, name).await?);
    }
    if let Some(reason) = &fields.reason {
        draft.reason = Some(word(reason, ContestReason::from_code)?);
        draft.reason_source = None;
    }
    if fields.client_says {
        draft.reason_source = Some(ReasonSource::Client);
    }
    if let Some(value) = &fields.value {
        draft.value = Some(amount(value)?);
    }
    if let Some(currency) = &fields.currency {
        draft.currency = Some(word(&currency.to_uppercase(), Currency::from_code)?);
    }
    for (given, into) in [
        (&fields.group, &mut draft.product_group),
        (&fields.day, &mut draft.day),
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
    id: CompetitorId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let answer = competitor_card(context, viewer, id).await?.answer();
    printer.answer(&answer, |page| {
        competitors(page, std::slice::from_ref(&answer.competitor));
        if !answer.positions.is_empty() {
            positions(page, &answer.positions);
        }
        prices(page, &answer.prices);
        if !answer.contests.is_empty() {
            contests(page, &answer.contests);
        }
    });
    Ok(Exit::Done)
}

fn unknown(texts: Texts) -> String {
    texts.get("unknown").into_owned()
}

fn competitors(page: &mut Page, all: &[CompetitorAnswer]) {
    let texts = page.texts();
    let row = |one: &CompetitorAnswer| {
        let counted = &one.won_and_lost;
        let rate = counted.rate.map(|rate| format::share(texts.language, rate));
        vec![
            one.name.clone(),
            one.clients.to_string(),
            one.ending.to_string(),
            rate.unwrap_or_else(|| unknown(texts)),
            texts.with(
                "contests-counts",
                &[
                    ("won", &counted.won),
                    ("lost", &counted.lost),
                    ("unknown", &counted.unknown),
                ],
            ),
            one.id.clone(),
        ]
    };
    let header = [
        ("competitor-name", '<'),
        ("competitor-clients", '>'),
        ("competitor-ending", '>'),
        ("contests-rate", '>'),
        ("contests-title", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, all.iter().map(row).collect());
}

fn positions(page: &mut Page, all: &[PositionAnswer]) {
    let texts = page.texts();
    let row = |one: &PositionAnswer| {
        let share = match (&one.share_low, &one.share_high) {
            (None, None) => unknown(texts),
            (Some(low), Some(high)) => format!("{low}–{high} %"),
            (Some(low), None) => format!("≥ {low} %"),
            (None, Some(high)) => format!("≤ {high} %"),
        };
        let end = one.contract_end.as_ref().map(|text| day(texts, text));
        vec![
            day(texts, &one.day),
            one.account.name.clone(),
            one.competitor.name.clone(),
            one.product_group.clone(),
            share,
            one.price_index.clone().unwrap_or_else(|| unknown(texts)),
            end.unwrap_or_default(),
            said(texts, "position-source", &one.source),
            one.id.clone(),
        ]
    };
    let header = [
        ("position-day", '<'),
        ("terminal-name", '<'),
        ("position-competitor", '<'),
        ("position-product-group", '<'),
        ("position-share", '>'),
        ("position-price-index", '>'),
        ("position-contract-end", '<'),
        ("position-source", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, all.iter().map(row).collect());
}

/// Our price among theirs; nothing when no price is known.
fn prices(page: &mut Page, all: &[PriceStandingAnswer]) {
    if all.is_empty() {
        return;
    }
    let texts = page.texts();
    let title = texts.get("prices-title").into_owned();
    page.heading(&title);
    let row = |one: &PriceStandingAnswer| {
        let middle = one
            .middle
            .map(|middle| format::share(texts.language, middle));
        let ends = format::interval(texts.language, one.low * 100.0, one.high * 100.0, 0);
        vec![
            one.product_group.clone(),
            one.month.clone(),
            texts.with1("market-percent", "value", ends),
            middle.unwrap_or_else(|| unknown(texts)),
            texts.with("prices-rank-of", &[("rank", &one.rank), ("of", &one.of)]),
            one.left_out.to_string(),
        ]
    };
    let header = [
        ("position-product-group", '<'),
        ("prices-month", '<'),
        ("prices-ours", '>'),
        ("prices-middle", '>'),
        ("prices-rank", '>'),
        ("prices-left-out", '>'),
    ];
    page.table(&header, all.iter().map(row).collect());
}

fn contests(page: &mut Page, all: &[ContestAnswer]) {
    let texts = page.texts();
    let row = |one: &ContestAnswer| {
        let against = one.competitor.as_ref().map(|one| one.name.clone());
        let reason = one
            .reason
            .as_ref()
            .map(|code| said(texts, "contest-reason", code));
        vec![
            day(texts, &one.day),
            one.account.name.clone(),
            one.what.clone(),
            said(texts, "contest-outcome", &one.outcome),
            against.unwrap_or_else(|| unknown(texts)),
            reason.unwrap_or_else(|| unknown(texts)),
            one.id.clone(),
        ]
    };
    let header = [
        ("contest-day", '<'),
        ("terminal-name", '<'),
        ("contest-what", '<'),
        ("contest-outcome", '<'),
        ("contest-competitor", '<'),
        ("contest-reason", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, all.iter().map(row).collect());
}
