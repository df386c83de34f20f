//! `accounts list|show|add|set|delete`: clients, their sales and what people keep about them.

use clientela_app::answers::account::{AccountAnswer, GivenAnswer};
use clientela_app::context::Context;
use clientela_app::edit_account::{change_account, create_account, delete_account};
use clientela_app::error::AppError;
use clientela_app::explain_sight;
use clientela_app::figures::FigureRequest;
use clientela_app::find_similar::{organisation_typed, similar_accounts};
use clientela_app::list_accounts::{AccountQuery, list_accounts};
use clientela_app::set_sector::set_sector;
use clientela_app::show_account::{AccountPage, show_account};
use clientela_app::upsert_records::{AccountMatch, upsert_account};
use clientela_domain::amount::Amount;
use clientela_domain::groups::Rollup;
use clientela_domain::ids::AccountId;
use clientela_domain::sector::Sector;
use clientela_store::Viewer;
use clientela_texts::{Texts, format};

use super::key::{criterion_line, say_when_sample, verdict_words};
use super::{arguments, record_fields, similar};
use crate::cli::people::AccountFilters;
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
    let viewer = wire::viewer(&context, global).await?;
    let request = arguments::figure_request(global)?;
    match command {
        AccountsCommand::List {
            search,
            filters,
            limit,
        } => {
            list(
                &context,
                &viewer,
                (search, filters, *limit),
                request,
                printer,
            )
            .await?
        }
        AccountsCommand::Show { account, group } => {
            let state = context.book_state(&viewer).await?;
            let id = arguments::account(&state.directory, account)?;
            let request = FigureRequest {
                rollup: if *group { Rollup::Groups } else { Rollup::Each },
                ..request
            };
            show(&context, &viewer, id, &request, printer).await?;
        }
        AccountsCommand::Add {
            name,
            match_by,
            anyway,
            fields,
        } => {
            let changes = record_fields::account_changes(Some(name), fields);
            let by = record_fields::word(match_by.as_deref(), AccountMatch::from_code)?;
            if by.is_none() && !anyway {
                let typed = organisation_typed(&changes);
                let found = similar_accounts(&context, &viewer, &typed, None).await?;
                if similar::hold_back(printer, &found) {
                    return Ok(Exit::NotWritten);
                }
            }
            let id = match by {
                None => create_account(&context, &viewer, &changes).await,
                Some(by) => {
                    let done = upsert_account(&context, &viewer, by, &changes).await;
                    done.map(|(id, _)| id)
                }
            };
            let id = id.map_err(AppError::from)?;
            show(&context, &viewer, id, &request, printer).await?;
        }
        AccountsCommand::Set {
            account,
            name,
            fields,
        } => {
            let state = context.book_state(&viewer).await?;
            let id = arguments::account(&state.directory, account)?;
            let changes = record_fields::account_changes(name.as_ref(), fields);
            let changed = change_account(&context, &viewer, id, None, &changes).await;
            changed.map_err(AppError::from)?;
            show(&context, &viewer, id, &request, printer).await?;
        }
        AccountsCommand::Delete { account } => {
            let state = context.book_state(&viewer).await?;
            let id = arguments::account(&state.directory, account)?;
            delete_account(&context, &viewer, id, None).await?;
            let answer = serde_json::json!({ "account": id.to_string(), "deleted": true });
            printer.answer(&answer, |page| page.say("terminal-account-deleted"));
        }
        AccountsCommand::Sector { account, sector } => {
            let state = context.book_state(&viewer).await?;
            let id = arguments::account(&state.directory, account)?;
            let sector = match sector.as_str() {
                "none" => None,
                word => Some(arguments::sector(word)?),
            };
            set_sector(&context, &viewer, id, sector).await?;
            let record = show_account(&context, &viewer, id, &request).await?;
            let answer = record.answer();
            printer.answer(&answer, |page| page_of(page, &record, &answer));
        }
    }
    Ok(Exit::Done)
}

async fn list(
    context: &Context,
    viewer: &Viewer,
    (search, filters, limit): (&Option<String>, &AccountFilters, usize),
    request: FigureRequest,
    printer: &Printer,
) -> Result<(), Failure> {
    let state = context.book_state(viewer).await?;
    let query = AccountQuery {
        search: search.clone().unwrap_or_default(),
        class: record_fields::class(filters)?,
        verdict: record_fields::verdict(filters)?,
        filter: record_fields::filter(&state.directory, filters)?,
        limit: (limit > 0).then_some(limit),
        figures: request,
        ..AccountQuery::default()
    };
    let list = list_accounts(context, viewer, &query).await?;
    let answer = list.answer();
    say_when_sample(answer.sample, printer);
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
    Ok(())
}

async fn show(
    context: &Context,
    viewer: &Viewer,
    id: AccountId,
    request: &FigureRequest,
    printer: &Printer,
) -> Result<(), Failure> {
    let record = show_account(context, viewer, id, request).await?;
    let answer = record.answer();
    say_when_sample(answer.entry.sample, printer);
    printer.answer(&answer, |page| page_of(page, &record, &answer));
    Ok(())
}

fn page_of(page: &mut Page, record: &AccountPage, answer: &AccountAnswer) {
    head(page, record, answer);
    record_fields::account_details(page, record);
    why(page, record, answer);
    record_fields::account_details(page, record);
    months(page, record);
    products(page, record);
    history(page, record, answer);
}

fn head(page: &mut Page, record: &AccountPage, answer: &AccountAnswer) {
    let texts = page.texts();
    let language = texts.language;
    let entry = &answer.entry;
    let sector = answer
        .sector
        .as_deref()
        .and_then(Sector::from_id)
        .map_or_else(String::new, |sector| {
            texts.get(sector.message_id()).into_owned()
        });
    page.line(&format!(
        "{}  {}  {sector}",
        entry.name,
        entry.codes.join(", ")
    ));
    page.line(&explain_sight::sentence(texts, &record.seen_because));
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
    if !answer.sales_representatives.is_empty() {
        let names = answer.sales_representatives.join(", ");
        page.say_with("terminal-sold-by", &[("names", &names)]);
    }
}

/// The five criteria, each with what stands behind it; the points of view; the potential.
fn why(page: &mut Page, record: &AccountPage, answer: &AccountAnswer) {
    let texts = page.texts();
    let language = texts.language;
    if let Some((_, judgement)) = record.judgements.first() {
        page.line("");
        for judged in &judgement.criteria {
            page.line(&criterion_line(texts, judged));
            let latest = answer
                .answers
                .iter()
                .find(|given| given.criterion == judged.criterion.id());
            if let Some(given) = latest {
                page.line(&format!("    {}", evidence_line(texts, given)));
            }
        }
    }
    page.line("");
    for (profile, judgement) in &record.judgements {
        let name = texts.get(&format!("profile-{}", profile.id()));
        let verdict = verdict_words(texts, judgement.verdict.id());
        let score = format::interval(language, judgement.low, judgement.high, 2);
        page.line(&format!("{name}: {verdict} {score}"));
    }
    if let Some(stated) = &record.potential {
        let money = |amount| format::money(language, amount, stated.currency);
        let potential = &stated.potential;
        page.say_with(
            "terminal-potential",
            &[
                ("low", &money(potential.low)),
                ("likely", &money(potential.likely)),
                ("high", &money(potential.high)),
                ("source", &potential.source),
                ("author", &potential.author),
                ("day", &format::day(language, potential.day)),
            ],
        );
    }
}

fn evidence_line(texts: Texts, given: &GivenAnswer) -> String {
    let day = given.day.parse().map_or_else(
        |_| given.day.clone(),
        |day| format::day(texts.language, day),
    );
    let file = given.file.as_ref().map(|file| &file.name);
    let parts = [
        given.text.as_ref(),
        given.figure.as_ref(),
        given.link.as_ref(),
        file,
        Some(&given.author),
        Some(&day),
    ];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    parts.join(" · ")
}

fn months(page: &mut Page, record: &AccountPage) {
    let language = page.texts().language;
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
}

fn products(page: &mut Page, record: &AccountPage) {
    let language = page.texts().language;
    page.line("");
    let products = record
        .sales
        .products
        .iter()
        .take(ROWS_SHOWN)
        .map(|product| {
            vec![
                product.product.clone(),
                product.name.clone(),
                format::quantity(language, product.quantity),
                format::amount(language, product.revenue),
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

/// How the verdict moved, newest first.
fn history(page: &mut Page, record: &AccountPage, answer: &AccountAnswer) {
    if record.status_history.is_empty() {
        return;
    }
    let texts = page.texts();
    page.line("");
    for (status, shown) in record.status_history.iter().zip(&answer.status_history) {
        let day = format::day(texts.language, status.decided_on);
        let score = shown.score.map_or_else(String::new, |score| {
            format::interval(texts.language, score.low, score.high, 2)
        });
        let verdict = verdict_words(texts, &status.verdict);
        let cause = match status.cause.as_str() {
            known @ ("potential" | "import" | "undo" | "settings" | "time") => known,
            _ => "answer",
        };
        let cause = texts.get(&format!("cause-{cause}"));
        page.line(&format!("{day}  {verdict} {score}  {cause}"));
    }
}
