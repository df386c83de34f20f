//! `execution [ACCOUNT]`: what was promised against what was done.

use clientela_app::measure_execution::{
    Execution, ExecutionRequest, FailedOf, measure_execution, read_cursor,
};
use clientela_app::on_time_settings::OnTimeSettings;
use clientela_domain::day::{DayNumber, day_from_number};
use clientela_domain::execution::lines::TOLERANCE_SCALE;
use clientela_domain::execution::{LineTerms, Metric, measured};
use clientela_texts::{Texts, execution, format};

use super::arguments;
use super::happenings::word;
use crate::cli::Global;
use crate::cli::execution::ExecutionArguments;
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

/// Clients and late lines a terminal shows; the JSON has a page of lines, and where it goes on.
const SHOWN: usize = 20;

pub async fn run(
    global: &Global,
    asked: &ExecutionArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let state = context.book_state(&viewer).await?;
    let account = asked
        .account
        .as_deref()
        .map(|wanted| arguments::account(&state.directory, wanted))
        .transpose()?;
    let firm = OnTimeSettings::load(&context, &viewer).await?;
    let request = ExecutionRequest {
        account,
        figures: arguments::figure_request(global)?,
        terms: Some(terms(asked, &firm.terms()?)?),
        failed_after: asked
            .cursor
            .as_deref()
            .map(|text| word(text, read_cursor))
            .transpose()?,
    };
    let execution = measure_execution(&context, &viewer, &request).await?;
    printer.answer(&execution.answer(), |page| told(page, &execution));
    Ok(Exit::Done)
}

/// What was asked for in place of what the firm has.
fn terms(asked: &ExecutionArguments, firm: &LineTerms) -> Result<LineTerms, Failure> {
    let short = match asked.short_percent {
        None => firm.short,
        Some(percent) if (0.0..=100.0).contains(&percent) => {
            // Between nothing and the whole, so it fits.
            (percent / 100.0 * f64::from(TOLERANCE_SCALE)).round() as u32
        }
        Some(percent) => return Err(Failure::Usage("usage-percent", percent.to_string())),
    };
    Ok(LineTerms {
        early: asked.early_days.or(firm.early),
        late: asked.late_days.unwrap_or(firm.late),
        short,
        over: None,
    })
}

fn told(page: &mut Page, told: &Execution) {
    let t = page.texts();
    if let Some((_, name)) = &told.account {
        page.heading(name);
    }
    page.line(&execution::definition(t, &told.terms));
    if told.is_empty() {
        page.say("execution-empty");
        return;
    }
    let pairs: Vec<(String, String)> = Metric::ALL
        .iter()
        .map(|metric| {
            let measured = told.measured(*metric);
            let name = t.get(metric.message_id()).into_owned();
            (name, execution::level_with_cases(t, &measured))
        })
        .collect();
    page.pairs(&pairs);
    if told.account.is_none() {
        by_account(page, told);
    }
    late(page, told);
}

fn by_account(page: &mut Page, told: &Execution) {
    let t = page.texts();
    let rows = told.by_account.iter().take(SHOWN).map(|own| {
        let level = |metric| execution::level(t, &measured(metric, &own.facts, told.today));
        let name = match own.account {
            Some(_) => own.name.clone(),
            None => t.get("execution-without-client").into_owned(),
        };
        vec![
            name,
            level(Metric::OnTimeLines),
            level(Metric::OtifLines),
            format::integer(t.language, i128::from(own.timing.late)),
        ]
    });
    let header = [
        ("terminal-name", '<'),
        ("metric-on-time-lines", '>'),
        ("metric-otif-lines", '>'),
        ("execution-late", '>'),
    ];
    page.table(&header, rows.collect());
}

fn late(page: &mut Page, told: &Execution) {
    let t = page.texts();
    let rows: Vec<Vec<String>> = told
        .failed
        .iter()
        .take(SHOWN)
        .map(|one| row(t, one))
        .collect();
    if rows.is_empty() {
        return;
    }
    page.heading(&t.get("execution-failed-lines"));
    let header = [
        ("execution-document", '<'),
        ("terminal-name", '<'),
        ("execution-promised", '<'),
        ("execution-delivered", '<'),
        ("execution-days", '>'),
        ("execution-missing", '>'),
    ];
    page.table(&header, rows);
}

fn row(t: Texts, one: &FailedOf) -> Vec<String> {
    let day = |number: Option<DayNumber>| match number.and_then(day_from_number) {
        Some(day) => format::day(t.language, day),
        None => t.get("unknown").into_owned(),
    };
    vec![
        one.line.document_number.to_string(),
        one.name.clone(),
        day(Some(one.line.promised)),
        day(one.line.delivered),
        format::integer(t.language, i128::from(one.line.days_late)),
        execution::missing(t, one.line.missing()),
    ]
}
