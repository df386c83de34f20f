//! Agreements with those who find prospects, what came under them and what was paid, as sheets.

use clientela_domain::amount::Amount;
use clientela_domain::day::Date;
use clientela_domain::prospects::AccrualMonth;
use clientela_store::Viewer;
use clientela_store::spotters::PaidLine;
use clientela_texts::Texts;

use crate::accrue_spotters::SpotterAccrual;
use crate::context::Context;
use crate::error::AppError;
use crate::export_all::ExportSheet;
use crate::keep_spotters::draft_of;
use crate::read_spotters::{NameLine, SpotterCard, SpotterLine, list_spotters, spotter_card};

/// Headers of agreements, as message ids.
const AGREEMENTS: [&str; 21] = [
    "spotter-name",
    "spotter-kind",
    "spotter-contract",
    "spotter-first-day",
    "spotter-last-day",
    "spotter-fee-name",
    "spotter-fee-qualified",
    "spotter-share",
    "spotter-window-days",
    "spotter-most-by-prospect",
    "spotter-list-price",
    "spotter-currency",
    "spotter-payment-days",
    "spotter-official",
    "spotter-employer-consent",
    "spotter-tax-document",
    "spotter-note",
    "spotter-names",
    "spotter-earned",
    "spotter-paid",
    "spotter-due",
];

/// Headers of names.
const NAMES: [&str; 11] = [
    "spotter-name",
    "spotter-prospect",
    "spotter-came",
    "spotter-detail",
    "prospect-stage",
    "spotter-first-paid-on",
    "spotter-fell-on",
    "spotter-fell-why",
    "spotter-earned",
    "spotter-paid",
    "spotter-obstacles",
];

/// Headers of what was paid.
const PAYMENTS: [&str; 7] = [
    "spotter-name",
    "spotter-up-to",
    "spotter-paid-on",
    "spotter-prospect",
    "spotter-fee",
    "spotter-amount",
    "spotter-currency",
];

fn words(texts: Texts, ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| texts.get(id).into_owned()).collect()
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn amount(amount: Option<Amount>) -> String {
    amount.map(|amount| amount.to_string()).unwrap_or_default()
}

/// All of it the viewer may see.
pub(crate) async fn sheets(
    context: &Context,
    viewer: &Viewer,
    texts: Texts,
) -> Result<Vec<ExportSheet>, AppError> {
    let agreements = list_spotters(context, viewer).await?;
    let (mut names, mut payments) = (Vec::new(), Vec::new());
    for line in &agreements {
        let card = spotter_card(context, viewer, line.spotter.id, None).await?;
        names.extend(card.lines.iter().map(|line| name_row(texts, &card, line)));
        for run in card.runs.iter().filter(|run| !run.is_taken_back) {
            let days = (run.run.up_to, run.run.paid_on);
            let rows = run.run.lines.iter();
            payments.extend(rows.map(|line| payment_row(texts, &card, days, line)));
        }
    }
    let sheet = |name: &str, header: &[&str], rows: Vec<Vec<String>>| ExportSheet {
        name: texts.get(name).into_owned(),
        header: words(texts, header),
        rows,
    };
    Ok(vec![
        sheet(
            "nav-spotters",
            &AGREEMENTS,
            agreements
                .iter()
                .map(|line| agreement_row(texts, line))
                .collect(),
        ),
        sheet("spotter-names-title", &NAMES, names),
        sheet("spotter-payments", &PAYMENTS, payments),
    ])
}

/// Headers of months.
const MONTHS: [&str; 7] = [
    "spotter-name",
    "spotter-month",
    "spotter-earned",
    "spotter-clawed-back",
    "spotter-paid",
    "spotter-owed",
    "spotter-currency",
];

/// The headers of what an agreement accrued.
#[must_use]
pub fn accrual_header(texts: Texts) -> Vec<String> {
    words(texts, &MONTHS)
}

/// What an agreement accrued, a month a row, under [`accrual_header`].
#[must_use]
pub fn accrual_rows(of: &SpotterAccrual) -> Vec<Vec<String>> {
    let own = &of.card.spotter.spotter;
    let row = |one: &AccrualMonth| {
        vec![
            own.name.clone(),
            format!("{:04}-{:02}", one.month.year(), one.month.month()),
            one.earned.to_string(),
            one.clawed_back.to_string(),
            one.paid.to_string(),
            one.owed.to_string(),
            own.currency.code().to_owned(),
        ]
    };
    of.months.iter().map(row).collect()
}

/// The headers of a table of agreements.
#[must_use]
pub fn agreements_header(texts: Texts) -> Vec<String> {
    words(texts, &AGREEMENTS)
}

/// An agreement under [`agreements_header`].
#[must_use]
pub fn agreement_row(texts: Texts, line: &SpotterLine) -> Vec<String> {
    let own = &line.spotter.spotter;
    let draft = draft_of(&line.spotter);
    vec![
        own.name.clone(),
        texts.get(own.kind.message_id()).into_owned(),
        own.contract.clone(),
        day(own.first_day),
        day(own.last_day),
        own.terms.for_name.to_string(),
        own.terms.for_qualified.to_string(),
        amount(draft.share),
        own.terms.window_days.to_string(),
        amount(own.terms.most_by_prospect),
        amount(own.list_price),
        own.currency.code().to_owned(),
        own.payment_days.to_string(),
        texts.get(own.official.message_id()).into_owned(),
        own.employer_consent.clone(),
        own.tax_document.clone(),
        own.note.clone(),
        line.totals.names.to_string(),
        line.totals.earned.to_string(),
        line.totals.paid.to_string(),
        line.totals.due.to_string(),
    ]
}

fn name_row(texts: Texts, card: &SpotterCard, line: &NameLine) -> Vec<String> {
    let own = &line.name;
    let obstacles = line.obstacles.iter();
    let obstacles: Vec<String> = obstacles
        .map(|one| texts.get(one.message_id()).into_owned())
        .collect();
    vec![
        card.spotter.spotter.name.clone(),
        own.name.clone(),
        own.came.to_string(),
        own.detail.clone(),
        texts.get(own.stage.message_id()).into_owned(),
        day(own.told.first_paid_on),
        day(own.told.fell_on),
        own.told.fell_why.clone(),
        line.earned.total().to_string(),
        line.paid.total().to_string(),
        obstacles.join("; "),
    ]
}

/// The headers of what a payment is made of.
#[must_use]
pub fn payments_header(texts: Texts) -> Vec<String> {
    words(texts, &PAYMENTS)
}

/// What was paid for one name, up to a day and on a day, under [`payments_header`].
#[must_use]
pub fn payment_row(
    texts: Texts,
    card: &SpotterCard,
    (up_to, paid_on): (Date, Date),
    line: &PaidLine,
) -> Vec<String> {
    vec![
        card.spotter.spotter.name.clone(),
        up_to.to_string(),
        paid_on.to_string(),
        card.name_of(line.prospect_id).to_owned(),
        texts.get(line.fee.message_id()).into_owned(),
        line.amount.to_string(),
        card.currency().code().to_owned(),
    ]
}
