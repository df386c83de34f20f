//! `accounts list`, `accounts show ACCOUNT`: clients and their sales.

use clientela_app::answers::account::AccountAnswer;
use clientela_app::list_accounts::{AccountQuery, list_accounts};
use clientela_app::show_account::{AccountPage, show_account};
use clientela_domain::amount::Amount;
use clientela_store::{Via, Viewer};
use clientela_texts::format;

use super::arguments;
use super::key::{criterion_line, verdict_words};
use crate::cli::{AccountsCommand, Global};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// Products and months a terminal shows; JSON has all of them.
const ROWS_SHOWN: usize = 12;

pub async fn run(
    global: &Global,
    command: &AccountsCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = Viewer::system(Via::Cli, context.clock.now());
    let request = arguments::figure_request(global)?;
    match command {
        AccountsCommand::List { search, limit } => {
            let query = AccountQuery {
                search: search.clone().unwrap_or_default(),
                limit: (*limit > 0).then_some(*limit),
                figures: request,
                ..AccountQuery::default()
            };
            let list = list_accounts(&context, &viewer, &query).await?;
            let answer = list.answer();
            printer.answer(&answer, |page| {
                let texts = page.texts();
                let rows = answer.accounts.iter().map(|entry| {
                    let money = |text: &String| {
                        format::amount(texts.language, Amount::parse(text).unwrap_or_default())
                    };
                    vec![
                        entry.rank.map_or_else(String::new, |rank| rank.to_string()),
                        entry.name.clone(),
                        entry.codes.join(", "),
                        entry.city.clone().unwrap_or_default(),
                        entry.revenue.as_ref().map_or_else(|| "—".to_owned(), money),
                        entry
                            .share
                            .map_or_else(String::new, |share| format::share(texts.language, share)),
                        entry.class.clone().unwrap_or_default(),
                        verdict_words(texts, &entry.verdict),
                    ]
                });
                let header = [
                    ("terminal-rank", '>'),
                    ("terminal-name", '<'),
                    ("terminal-codes", '<'),
                    ("terminal-city", '<'),
                    ("terminal-sales", '>'),
                    ("terminal-share", '>'),
                    ("terminal-class", '<'),
                    ("terminal-verdict", '<'),
                ];
                page.table(&header, rows.collect());
            });
        }
        AccountsCommand::Show { account } => {
            let state = context.book_state(&viewer).await?;
            let id = arguments::account(&state.directory, account)?;
            let record = show_account(&context, &viewer, id, &request).await?;
            let answer = record.answer();
            printer.answer(&answer, |page| page_of(page, &record, &answer));
        }
    }
    Ok(Exit::Done)
}

fn page_of(page: &mut Page, record: &AccountPage, answer: &AccountAnswer) {
    let texts = page.texts();
    let language = texts.language;
    let entry = &answer.entry;
    page.line(&format!("{}  {}", entry.name, entry.codes.join(", ")));
    let score = format::interval(language, answer.score.low, answer.score.high, 2);
    page.line(&format!(
        "{}  {score}",
        verdict_words(texts, &entry.verdict)
    ));
    if let Some(figure) = &record.row.figure {
        let money = format::money(language, figure.revenue, record.figures.currency);
        let share = figure
            .share
            .map_or_else(String::new, |share| format::share(language, share));
        let period = record
            .figures
            .period
            .map_or_else(String::new, |period| format::period(language, period));
        let class = entry.class.clone().unwrap_or_default();
        page.line(&format!("{money}  {share}  {class}  {period}"));
    }
    if let Some((_, judgement)) = record.judgements.first() {
        page.line("");
        for judged in &judgement.criteria {
            page.line(&criterion_line(texts, judged));
        }
    }
    let number = |amount: Amount| format::amount(language, amount);
    page.line("");
    let months = record
        .months
        .iter()
        .rev()
        .take(ROWS_SHOWN)
        .rev()
        .map(|sales| {
            vec![
                format::month(language, sales.month),
                number(sales.revenue),
                sales.year_before.map_or_else(|| "—".to_owned(), number),
            ]
        });
    let header = [
        ("terminal-month", '<'),
        ("terminal-sales", '>'),
        ("terminal-year-before", '>'),
    ];
    page.table(&header, months.collect());
    page.line("");
    let products = record.products().iter().take(ROWS_SHOWN).map(|product| {
        vec![
            product.product.clone(),
            product.name.clone(),
            format::quantity(language, product.quantity),
            number(product.revenue),
            product
                .share
                .map_or_else(String::new, |share| format::share(language, share)),
        ]
    });
    let header = [
        ("terminal-codes", '<'),
        ("terminal-product", '<'),
        ("terminal-quantity", '>'),
        ("terminal-sales", '>'),
        ("terminal-share", '>'),
    ];
    page.table(&header, products.collect());
}
