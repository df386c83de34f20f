//! `concentration`: how much depends on few.

use clientela_app::answers::concentration::ConcentrationAnswer;
use clientela_app::answers::value::EstimateAnswer;
use clientela_app::measure_concentration::measure_concentration;
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_texts::format;

use super::arguments;
use crate::cli::{ConcentrationArguments, Global};
use crate::exit::{Exit, Failure};
use crate::printer::{Page, Printer};
use crate::wire;

pub async fn run(
    global: &Global,
    asked: &ConcentrationArguments,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let context = wire::open_existing(global).await?;
    let viewer = wire::viewer(&context, global).await?;
    let mut request = arguments::figure_request(global)?;
    request.product_group.clone_from(&asked.product_group);
    request
        .sales_representative
        .clone_from(&asked.sales_representative);
    let state = context.book_state(&viewer).await?;
    let lost = asked
        .without
        .iter()
        .map(|wanted| arguments::account(&state.directory, wanted))
        .collect::<Result<Vec<_>, _>>()?;
    let started = std::time::Instant::now();
    let report = measure_concentration(&context, &viewer, &request, &lost).await?;
    if asked.timing {
        printer.say(&format!(
            "recomputed in {:.1} ms",
            started.elapsed().as_secs_f64() * 1e3
        ));
    }
    let answer = report.answer(asked.top);
    printer.answer(&answer, |page| page_of(page, &answer));
    Ok(Exit::Done)
}

fn page_of(page: &mut Page, answer: &ConcentrationAnswer) {
    let texts = page.texts();
    let language = texts.language;
    let currency = Currency::from_code(&answer.currency).unwrap_or(Currency::EUR);
    let money =
        |text: &str| format::money(language, Amount::parse(text).unwrap_or_default(), currency);
    let estimate = |value: &EstimateAnswer, decimals: u32| match value {
        EstimateAnswer::Interval { low, high } if low < high => {
            format::interval(language, *low, *high, decimals)
        }
        EstimateAnswer::Interval { low, .. } => format::decimal(language, *low, decimals),
        EstimateAnswer::Unknown { unknown } => texts.get(unknown).into_owned(),
    };
    let Some(last) = answer.top.last() else {
        page.say("terminal-no-sales");
        return;
    };
    page.say_with(
        "terminal-concentration-finding",
        &[
            ("accounts", &answer.accounts),
            ("top", &answer.top.len()),
            ("share", &format::share(language, last.cumulative_share)),
            ("effective", &estimate(&answer.effective_accounts, 1)),
        ],
    );
    let rows = answer.top.iter().map(|top| {
        vec![
            top.name.clone(),
            money(&top.revenue),
            format::share(language, top.share),
            format::share(language, top.cumulative_share),
        ]
    });
    let header = [
        ("terminal-name", '<'),
        ("terminal-sales", '>'),
        ("terminal-share", '>'),
        ("terminal-cumulative", '>'),
    ];
    page.table(&header, rows.collect());
    let class = |name: &str| answer.classes.get(name).map_or(0, |class| class.accounts);
    page.say_with(
        "terminal-classes",
        &[("a", &class("A")), ("b", &class("B")), ("c", &class("C"))],
    );
    let (hhi, gini) = (estimate(&answer.hhi, 4), estimate(&answer.gini, 3));
    page.say_with("terminal-hhi", &[("hhi", &hhi), ("gini", &gini)]);
    if answer.negative.accounts > 0 {
        let revenue = money(&answer.negative.revenue);
        page.say_with(
            "terminal-negative",
            &[
                ("accounts", &answer.negative.accounts),
                ("revenue", &revenue),
            ],
        );
    }
    if answer.unassigned.lines > 0 {
        let revenue = money(&answer.unassigned.revenue);
        page.say_with(
            "terminal-unassigned",
            &[("lines", &answer.unassigned.lines), ("revenue", &revenue)],
        );
    }
    for other in &answer.other_currencies {
        page.say_with(
            "terminal-other-currency",
            &[("amount", &format!("{} {}", other.amount, other.currency))],
        );
    }
    if let Some(without) = &answer.without {
        let (lost, share) = (
            money(&without.lost),
            format::share(language, without.lost_share),
        );
        let effective = estimate(&without.effective_accounts, 1);
        page.say_with(
            "terminal-what-if",
            &[
                ("lost", &lost),
                ("share", &share),
                ("effective", &effective),
            ],
        );
    }
}
