//! `concentration`: how much depends on few.

use clientela_app::answers::concentration::{ConcentrationAnswer, MarginPartAnswer};
use clientela_app::answers::value::EstimateAnswer;
use clientela_app::measure_concentration::{measure_concentration, shares_by_quarter};
use clientela_domain::amount::Amount;
use clientela_domain::currency::Currency;
use clientela_texts::{Texts, format};

use super::arguments;
use super::key::say_when_sample;
use crate::cli::{ConcentrationArguments, Global, MeasureChoice};
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
    let over_time = shares_by_quarter(&context, &viewer, &request).await?;
    let answer = report.answer(asked.top, &over_time);
    say_when_sample(answer.sample, printer);
    printer.answer(&answer, |page| {
        let words = Words::of(page.texts(), &answer);
        match asked.measure {
            MeasureChoice::Revenue => sales(page, &words, &answer),
            MeasureChoice::Margin => margin(page, &words, &answer),
        }
        over_time_of(page, &answer, asked.measure);
        what_if(page, &words, &answer);
    });
    Ok(Exit::Done)
}

/// Numbers of the answer in the words of a language.
struct Words {
    texts: Texts,
    currency: Currency,
}

impl Words {
    fn of(texts: Texts, answer: &ConcentrationAnswer) -> Self {
        Self {
            texts,
            currency: Currency::from_code(&answer.currency).unwrap_or(Currency::EUR),
        }
    }

    fn money(&self, text: &str) -> String {
        let amount = Amount::parse(text).unwrap_or_default();
        format::money(self.texts.language, amount, self.currency)
    }

    fn share(&self, share: f64) -> String {
        format::share(self.texts.language, share)
    }

    fn estimate(&self, value: &EstimateAnswer, decimals: u32) -> String {
        match value {
            EstimateAnswer::Interval { low, high } if low < high => {
                format::interval(self.texts.language, *low, *high, decimals)
            }
            EstimateAnswer::Interval { low, .. } => {
                format::decimal(self.texts.language, *low, decimals)
            }
            EstimateAnswer::Unknown { unknown } => self.texts.get(unknown).into_owned(),
        }
    }

    /// Indices in one line.
    fn indices(&self, page: &mut Page, hhi: &EstimateAnswer, gini: &EstimateAnswer) {
        let (hhi, gini) = (self.estimate(hhi, 4), self.estimate(gini, 3));
        page.say_with("terminal-hhi", &[("hhi", &hhi), ("gini", &gini)]);
    }
}

fn sales(page: &mut Page, words: &Words, answer: &ConcentrationAnswer) {
    let Some(last) = answer.top.last() else {
        page.say("terminal-no-sales");
        return;
    };
    page.say_with(
        "terminal-concentration-finding",
        &[
            ("accounts", &answer.accounts),
            ("top", &answer.top.len()),
            ("share", &words.share(last.cumulative_share)),
            ("effective", &words.estimate(&answer.effective_accounts, 1)),
        ],
    );
    let rows = answer.top.iter().map(|top| {
        vec![
            top.name.clone(),
            words.money(&top.revenue),
            words.share(top.share),
            words.share(top.cumulative_share),
        ]
    });
    table(page, "terminal-sales", rows.collect());
    let class = |name: &str| answer.classes.get(name).map_or(0, |class| class.accounts);
    page.say_with(
        "terminal-classes",
        &[("a", &class("A")), ("b", &class("B")), ("c", &class("C"))],
    );
    words.indices(page, &answer.hhi, &answer.gini);
    if answer.negative.accounts > 0 {
        let revenue = words.money(&answer.negative.revenue);
        page.say_with(
            "terminal-negative",
            &[
                ("accounts", &answer.negative.accounts),
                ("revenue", &revenue),
            ],
        );
    }
    if answer.unassigned.lines > 0 {
        let revenue = words.money(&answer.unassigned.revenue);
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
}

fn margin(page: &mut Page, words: &Words, answer: &ConcentrationAnswer) {
    let MarginPartAnswer::Known(margin) = &answer.margin else {
        page.say("terminal-margin-unknown");
        return;
    };
    if let Some(share) = margin.known_share {
        page.say_with(
            "terminal-margin-known",
            &[
                ("share", &words.share(share)),
                ("margin", &words.money(&margin.net_total)),
            ],
        );
    }
    if let Some(last) = margin.top.last() {
        page.say_with(
            "terminal-margin-finding",
            &[
                ("accounts", &margin.accounts),
                ("top", &margin.top.len()),
                ("share", &words.share(last.cumulative_share)),
                ("effective", &words.estimate(&margin.effective_accounts, 1)),
            ],
        );
    }
    let rows = margin.top.iter().map(|top| {
        vec![
            top.name.clone(),
            words.money(&top.margin),
            words.share(top.share),
            words.share(top.cumulative_share),
        ]
    });
    table(page, "terminal-margin", rows.collect());
    let class = |name: &str| margin.classes.get(name).map_or(0, |class| class.accounts);
    page.say_with(
        "terminal-classes",
        &[("a", &class("A")), ("b", &class("B")), ("c", &class("C"))],
    );
    words.indices(page, &margin.hhi, &margin.gini);
    if margin.negative.accounts > 0 {
        let negative = words.money(&margin.negative.margin);
        page.say_with(
            "terminal-margin-negative",
            &[
                ("accounts", &margin.negative.accounts),
                ("margin", &negative),
            ],
        );
    }
    if margin.unknown_cost.accounts > 0 {
        let revenue = words.money(&margin.unknown_cost.revenue);
        page.say_with(
            "terminal-margin-without-cost",
            &[
                ("accounts", &margin.unknown_cost.accounts),
                ("revenue", &revenue),
            ],
        );
    }
}

fn table(page: &mut Page, measure: &'static str, rows: Vec<Vec<String>>) {
    let header = [
        ("terminal-name", '<'),
        (measure, '>'),
        ("terminal-share", '>'),
        ("terminal-cumulative", '>'),
    ];
    page.table(&header, rows);
}

/// Share of the five largest, quarter by quarter, on one line.
fn over_time_of(page: &mut Page, answer: &ConcentrationAnswer, measure: MeasureChoice) {
    let texts = page.texts();
    let quarters = answer.over_time.iter().filter_map(|quarter| {
        let share = match measure {
            MeasureChoice::Revenue => Some(quarter.top_5),
            MeasureChoice::Margin => quarter.margin_top_5,
        }?;
        let month = quarter.to.get(5..7)?.parse::<u32>().ok()?;
        let year = quarter.to.get(..4)?;
        let share = format::share(texts.language, share);
        Some(format!("{}/{year} {share}", month.div_ceil(3)))
    });
    let quarters: Vec<String> = quarters.collect();
    if quarters.len() > 1 {
        page.say_with(
            "terminal-top-five-over-time",
            &[("quarters", &quarters.join(" · "))],
        );
    }
}

fn what_if(page: &mut Page, words: &Words, answer: &ConcentrationAnswer) {
    let Some(without) = &answer.without else {
        return;
    };
    let whole = matches!(without.lost_margin_share, EstimateAnswer::Interval { .. });
    let unknown = || words.texts.get("unknown").into_owned();
    let margin = without
        .lost_known_margin_share
        .map_or_else(unknown, |share| words.share(share));
    page.say_with(
        "terminal-what-if",
        &[
            ("lost", &words.money(&without.lost)),
            ("share", &words.share(without.lost_share)),
            ("margin", &margin),
            ("known", &if whole { "whole" } else { "part" }),
            ("effective", &words.estimate(&without.effective_accounts, 1)),
        ],
    );
}
