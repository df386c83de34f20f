//! Competitors, their positions, what was won and lost, and what clients buy, as sheets.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::market::period_text;
use clientela_domain::records::RecordColumn;
use clientela_store::Viewer;
use clientela_store::market::{MarketFilter, NewClientPurchase, NewContest, NewPosition};
use clientela_texts::{Texts, report};

use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::list_market::{MarketLine, all_told};
use crate::read_competitors::{CompetitorLine, list_competitors};

/// Headers of competitors, as message ids.
const COMPETITORS: [&str; 9] = [
    "competitor-name",
    "competitor-strengths",
    "competitor-weaknesses",
    "competitor-clients",
    "competitor-ending",
    "contests-won",
    "contests-lost",
    "contests-unknown",
    "competitor-note",
];

/// Headers of contests.
const CONTESTS: [&str; 11] = [
    "accounts-client",
    "contest-what",
    "contest-product-group",
    "contest-competitor",
    "contest-outcome",
    "contest-reason",
    "contest-reason-source",
    "contest-value",
    "contest-currency",
    "contest-day",
    "contest-note",
];

fn words(texts: Texts, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| texts.get(id).into_owned()).collect()
}

fn amount(amount: Option<Amount>) -> String {
    amount.map(|amount| amount.to_string()).unwrap_or_default()
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// Everything the viewer may see of the market; what was withdrawn is left out.
pub(crate) async fn sheets(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<Vec<ExportSheet>, AppError> {
    let everything = MarketFilter::default();
    let competitors = list_competitors(context, viewer).await?;
    let positions = all_told::<NewPosition>(context, viewer, &everything).await?;
    let contests = all_told::<NewContest>(context, viewer, &everything).await?;
    let purchases = all_told::<NewClientPurchase>(context, viewer, &everything).await?;
    let sheet = |name: &str, header: Vec<String>, rows: Vec<Vec<String>>| ExportSheet {
        name: texts.get(name).into_owned(),
        header,
        rows,
    };
    Ok(vec![
        sheet(
            "nav-competitors",
            competitors_header(texts),
            competitors.iter().map(competitor_row).collect(),
        ),
        sheet(
            "positions-title",
            positions_header(texts),
            positions
                .iter()
                .map(|line| position_row(texts, line))
                .collect(),
        ),
        sheet(
            "contests-title",
            contests_header(texts),
            contests
                .iter()
                .map(|line| contest_row(texts, line))
                .collect(),
        ),
        sheet(
            "wallet-title",
            purchases_header(texts),
            purchases
                .iter()
                .map(|line| purchase_row(texts, line))
                .collect(),
        ),
    ])
}

/// The headers of a table of competitors.
#[must_use]
pub fn competitors_header(texts: Texts) -> Vec<String> {
    words(texts, &COMPETITORS)
}

/// A competitor under [`competitors_header`].
#[must_use]
pub fn competitor_row(line: &CompetitorLine) -> Vec<String> {
    let own = &line.competitor.competitor;
    vec![
        own.name.clone(),
        own.strengths.clone(),
        own.weaknesses.clone(),
        line.clients.to_string(),
        line.ending.to_string(),
        line.rate.won.to_string(),
        line.rate.lost.to_string(),
        line.rate.unknown.to_string(),
        own.note.clone(),
    ]
}

/// What a file of such records may have, but its codes.
fn columns(all: &'static [RecordColumn]) -> impl Iterator<Item = RecordColumn> {
    let all = all.iter().copied();
    all.filter(|column| *column != RecordColumn::Code)
}

/// The headers of a table of positions, by which a file of them is imported again; the last says what holds.
#[must_use]
pub fn positions_header(texts: Texts) -> Vec<String> {
    let name = |column| report::record_column(texts, column);
    let holds = texts.get("position-holds").into_owned();
    let all = columns(RecordColumn::OF_POSITIONS).map(name);
    all.chain([holds]).collect()
}

/// A position under [`positions_header`].
#[must_use]
pub fn position_row(texts: Texts, line: &MarketLine<NewPosition>) -> Vec<String> {
    let own = &line.kept.record;
    let cell = |column| match column {
        RecordColumn::Account => line.account_name.clone(),
        RecordColumn::Competitor => line.competitor_name.clone(),
        RecordColumn::ProductGroup => own.product_group.clone(),
        RecordColumn::ShareLow => amount(own.share_low),
        RecordColumn::ShareHigh => amount(own.share_high),
        RecordColumn::PriceIndex => amount(own.price_index),
        RecordColumn::ContractEnd => day(own.contract_end),
        RecordColumn::Since => day(own.since),
        RecordColumn::KnownFrom => texts.get(own.source.message_id()).into_owned(),
        RecordColumn::Day => own.day.to_string(),
        RecordColumn::Note => own.note.clone(),
        _ => String::new(),
    };
    let holds = texts.get(if line.holds() { "yes" } else { "no" });
    let all = columns(RecordColumn::OF_POSITIONS).map(cell);
    all.chain([holds.into_owned()]).collect()
}

/// The headers of a table of contests.
#[must_use]
pub fn contests_header(texts: Texts) -> Vec<String> {
    words(texts, &CONTESTS)
}

/// A contest under [`contests_header`].
#[must_use]
pub fn contest_row(texts: Texts, line: &MarketLine<NewContest>) -> Vec<String> {
    let own = &line.kept.record;
    let word = |id: Option<&str>| id.map(|id| texts.get(id).into_owned()).unwrap_or_default();
    let currency = own.currency.map(|currency| currency.code().to_owned());
    vec![
        line.account_name.clone(),
        own.what.clone(),
        own.product_group.clone(),
        line.competitor_name.clone(),
        word(Some(own.outcome.message_id())),
        word(own.reason.map(|reason| reason.message_id())),
        word(own.reason_source.map(|source| source.message_id())),
        amount(own.value),
        currency.unwrap_or_default(),
        own.day.to_string(),
        own.note.clone(),
    ]
}

/// The headers of a table of purchases, by which a file of them is imported again.
#[must_use]
pub fn purchases_header(texts: Texts) -> Vec<String> {
    let name = |column| report::record_column(texts, column);
    columns(RecordColumn::OF_PURCHASES).map(name).collect()
}

/// What a client buys under [`purchases_header`].
#[must_use]
pub fn purchase_row(texts: Texts, line: &MarketLine<NewClientPurchase>) -> Vec<String> {
    let own = &line.kept.record;
    let confidence = own.confidence.map(|percent| percent.to_string());
    let cell = |column| match column {
        RecordColumn::Account => line.account_name.clone(),
        RecordColumn::ProductGroup => own.product_group.clone(),
        RecordColumn::Period => period_text(own.period),
        RecordColumn::AmountLow => own.amount_low.to_string(),
        RecordColumn::AmountHigh => amount(own.amount_high),
        RecordColumn::Currency => own.currency.code().to_owned(),
        RecordColumn::KnownFrom => texts.get(own.source.message_id()).into_owned(),
        RecordColumn::Confidence => confidence.clone().unwrap_or_default(),
        RecordColumn::Day => own.day.to_string(),
        RecordColumn::Note => own.note.clone(),
        _ => String::new(),
    };
    columns(RecordColumn::OF_PURCHASES).map(cell).collect()
}
