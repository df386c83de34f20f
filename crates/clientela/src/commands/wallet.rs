//! `wallet list|show|add|set`.

use clientela_app::answers::market::{ClientPurchaseAnswer, EndsAnswer, WalletGroupAnswer};
use clientela_app::context::Context;
use clientela_app::error::AppError;
use clientela_app::keep_market::{
    ClientPurchaseDraft, MarketDraft, change_told, show_told, write_told,
};
use clientela_app::list_market::{MarketQuery, list_told, read_cursor, show_told_line};
use clientela_app::measure_wallet::measure_wallet;
use clientela_domain::currency::Currency;
use clientela_domain::ids::ClientPurchaseId;
use clientela_domain::market::PurchasesSource;
use clientela_store::Viewer;
use clientela_store::market::{MarketFilter, NewClientPurchase};
use clientela_texts::{Texts, evidence};

use super::competitors::{amount, more};
use super::happenings::{viewer, word};
use super::problems::{account, day, said};
use crate::cli::Global;
use crate::cli::market::{WalletCommand, WalletFields};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    command: &WalletCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    match command {
        WalletCommand::List {
            account: of,
            limit,
            cursor,
        } => {
            let viewer = wire::viewer(&context, global).await?;
            let mut filter = MarketFilter::default();
            if let Some(of) = of {
                filter.account = Some(account(&context, &viewer, of).await?);
            }
            let cursor = cursor.as_deref().map(|text| word(text, read_cursor));
            let query = MarketQuery {
                filter,
                ending_soon: false,
                cursor: cursor.transpose()?,
                limit: *limit,
            };
            let page = list_told::<NewClientPurchase>(&context, &viewer, &query).await?;
            let answer = page.answer();
            printer.answer(&answer, |page| {
                table(page, &answer.purchases);
                more(page, answer.next.as_ref());
            });
            Ok(Exit::Done)
        }
        WalletCommand::Show { account: of } => {
            let viewer = wire::viewer(&context, global).await?;
            let of = account(&context, &viewer, of).await?;
            let answer = measure_wallet(&context, &viewer, of).await?.answer();
            printer.answer(&answer, |page| shares(page, &answer.groups));
            Ok(Exit::Done)
        }
        WalletCommand::Add {
            account: of,
            period,
            amount: low,
            source,
            fields,
            by,
        } => {
            let viewer = viewer(&context, global, by).await?;
            let mut draft = ClientPurchaseDraft {
                period: period.clone(),
                amount_low: Some(amount(low)?),
                source: Some(word(source, PurchasesSource::from_code)?),
                ..ClientPurchaseDraft::default()
            };
            fill(&mut draft, fields)?;
            let of = account(&context, &viewer, of).await?;
            let id = write_told(&context, &viewer, of, &draft).await?;
            print(&context, &viewer, id, printer).await
        }
        WalletCommand::Set { by, .. } => {
            let viewer = viewer(&context, global, by).await?;
            set(&context, &viewer, command, printer).await
        }
    }
}

async fn set(
    context: &Context,
    viewer: &Viewer,
    command: &WalletCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let WalletCommand::Set {
        id,
        period,
        amount: low,
        source,
        withdrawn,
        fields,
        ..
    } = command
    else {
        return Ok(Exit::Done);
    };
    let id = ClientPurchaseId::parse(id).ok_or(AppError::NotFound("client_purchase"))?;
    let now = show_told::<NewClientPurchase>(context, viewer, id).await?;
    let mut draft = ClientPurchaseDraft::of(&now.record);
    draft.period = period.clone().unwrap_or(draft.period);
    if let Some(low) = low {
        draft.amount_low = Some(amount(low)?);
    }
    if let Some(source) = source {
        draft.source = Some(word(source, PurchasesSource::from_code)?);
    }
    draft.withdrawn |= withdrawn;
    fill(&mut draft, fields)?;
    change_told(context, viewer, id, &draft, now.version).await?;
    print(context, viewer, id, printer).await
}

fn fill(draft: &mut ClientPurchaseDraft, fields: &WalletFields) -> Result<(), Failure> {
    if let Some(high) = &fields.at_most {
        draft.amount_high = Some(amount(high)?);
    }
    if let Some(currency) = &fields.currency {
        draft.currency = Some(word(&currency.to_uppercase(), Currency::from_code)?);
    }
    draft.confidence = fields.confidence.or(draft.confidence);
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

async fn print(
    context: &Context,
    viewer: &Viewer,
    id: ClientPurchaseId,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let line = show_told_line::<NewClientPurchase>(context, viewer, id).await?;
    let answer = line.answer();
    printer.answer(&answer, |page| table(page, std::slice::from_ref(&answer)));
    Ok(Exit::Done)
}

fn group_name(texts: Texts, group: &str) -> String {
    match group {
        "" => texts.get("wallet-everything").into_owned(),
        group => group.to_owned(),
    }
}

fn table(page: &mut Page, all: &[ClientPurchaseAnswer]) {
    let texts = page.texts();
    let row = |one: &ClientPurchaseAnswer| {
        let high = one.amount_high.as_deref();
        let ends = high.map_or_else(
            || texts.with1("evidence-at-least", "value", one.amount_low.as_str()),
            |high| format!("{}–{high}", one.amount_low),
        );
        vec![
            day(texts, &one.day),
            one.account.name.clone(),
            group_name(texts, &one.product_group),
            one.period.clone(),
            format!("{ends} {}", one.currency),
            said(texts, "purchases-source", &one.source),
            one.id.clone(),
        ]
    };
    let header = [
        ("wallet-day", '<'),
        ("terminal-name", '<'),
        ("wallet-product-group", '<'),
        ("wallet-period", '<'),
        ("wallet-amount", '>'),
        ("wallet-source", '<'),
        ("terminal-id", '<'),
    ];
    page.table(&header, all.iter().map(row).collect());
}

/// An interval of shares or of money, or why it is unknown.
fn ends(texts: Texts, ends: &EndsAnswer, factor: f64) -> String {
    match (ends.low, &ends.unknown) {
        (Some(low), _) => {
            let high = ends.high.unwrap_or(f64::INFINITY);
            evidence::bounds(texts, (low * factor, high * factor), 0)
        }
        (None, Some(reason)) => texts.get(reason).into_owned(),
        (None, None) => texts.get("unknown").into_owned(),
    }
}

fn shares(page: &mut Page, groups: &[WalletGroupAnswer]) {
    let texts = page.texts();
    let row = |one: &WalletGroupAnswer| {
        let ours = one.ours.as_ref().map(|ours| ours.amount.clone());
        let period = format!(
            "{}–{}",
            day(texts, &one.period.from),
            day(texts, &one.period.to)
        );
        let share = ends(texts, &one.share, 100.0);
        vec![
            group_name(texts, &one.product_group),
            period,
            texts.with1("market-percent", "value", share),
            ours.unwrap_or_else(|| texts.get("unknown").into_owned()),
            ends(texts, &one.purchases, 1.0),
            ends(texts, &one.room, 1.0),
            one.currency.clone(),
        ]
    };
    let header = [
        ("wallet-product-group", '<'),
        ("wallet-period", '<'),
        ("wallet-share", '>'),
        ("wallet-ours", '>'),
        ("wallet-amount", '>'),
        ("wallet-room", '>'),
        ("wallet-currency", '<'),
    ];
    page.table(&header, groups.iter().map(row).collect());
    if groups.iter().any(|one| one.conflict) {
        page.say_with("wallet-conflict", &[]);
    }
}
