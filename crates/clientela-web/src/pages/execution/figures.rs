//! Figures of the execution in words, each with how it came about; the chart of months and its table.

use clientela_domain::execution::complaints::repeated;
use clientela_domain::execution::control::MONTHS_LEAST;
use clientela_domain::execution::{Measured, Metric, measured};
use clientela_texts::{Texts, evidence, execution, format};

use super::{AccountRow, MonthRow};
use crate::charts::control::{ControlWords, control_svg};
use crate::markup::Markup;
use crate::views::execution::{AccountExecution, Execution};

/// A figure with how it came about.
pub(in crate::pages) struct Figure {
    pub(in crate::pages) name: &'static str,
    pub(in crate::pages) value: String,
    pub(in crate::pages) cases: String,
    pub(in crate::pages) likely: String,
    pub(in crate::pages) why: Vec<String>,
}

/// Metrics of the page, in their order.
const SHOWN: [Metric; 9] = [
    Metric::OnTimeLines,
    Metric::OnTimeOrders,
    Metric::InFullLines,
    Metric::OtifLines,
    Metric::OtifOrders,
    Metric::VolumeFill,
    Metric::DefectsPerMillion,
    Metric::ComplaintDays,
    Metric::ServiceAttainment,
];

/// Every metric as measured.
pub(in crate::pages) fn figures_of(t: Texts, told: &Execution) -> Vec<Figure> {
    let of = |metric: Metric| figure(t, &told.measured(metric));
    SHOWN.into_iter().map(of).collect()
}

fn figure(t: Texts, measured: &Measured) -> Figure {
    let inputs = measured.why.inputs.iter();
    let inputs = inputs.map(|input| evidence::input(t, input));
    let missing = measured.why.missing.iter();
    let missing = missing.map(|one| evidence::missing(t, one));
    let known = measured.actual.bounds().is_some();
    Figure {
        name: measured.metric.message_id(),
        value: execution::level(t, measured),
        cases: match (known, measured.unknown) {
            (false, _) => String::new(),
            (true, 0) => t.with1(cases_word(measured.metric), "count", measured.n),
            (true, unknown) => t.with(
                "execution-cases-unknown",
                &[("count", &measured.n), ("unknown", &unknown)],
            ),
        },
        likely: execution::likely(t, measured),
        why: inputs.chain(missing).collect(),
    }
}

/// What is counted for a metric.
const fn cases_word(metric: Metric) -> &'static str {
    match metric {
        Metric::DefectsPerMillion => "execution-cases-examined",
        Metric::ComplaintDays => "execution-cases-complaints",
        _ => "execution-cases",
    }
}

/// How early and how late lines came, in a sentence.
pub(super) fn timing(t: Texts, told: &Execution) -> String {
    let timing = &told.timing;
    match timing.mean_days_late() {
        None => t.with(
            "execution-timing-none",
            &[("early", &timing.early), ("on_the_day", &timing.on_the_day)],
        ),
        Some(mean) => t.with(
            "execution-timing",
            &[
                ("early", &timing.early),
                ("on_the_day", &timing.on_the_day),
                ("late", &timing.late),
                ("mean", &format::decimal(t.language, mean, 1)),
                ("max", &timing.days_late_max),
            ],
        ),
    }
}

pub(super) fn chart(t: Texts, told: &Execution) -> Markup {
    let chart = told.chart();
    let Some(mean) = chart.mean else {
        return Markup::default();
    };
    let words = ControlWords {
        title: t.get("execution-chart-title").into_owned(),
        description: finding(t, told),
        mean: t.with1(
            "execution-chart-mean",
            "share",
            format::share(t.language, mean),
        ),
    };
    Markup::safe(control_svg(t.language, &chart, &words))
}

pub(super) fn finding(t: Texts, told: &Execution) -> String {
    let chart = told.chart();
    let Some(mean) = chart.mean else {
        return String::new();
    };
    let mean = format::share(t.language, mean);
    if chart.months.len() < MONTHS_LEAST {
        return t.with1("execution-chart-few", "mean", mean);
    }
    let below: Vec<String> = chart
        .months
        .iter()
        .filter(|one| one.is_below())
        .map(|one| format::month(t.language, one.month))
        .collect();
    t.with(
        "execution-chart-finding",
        &[
            ("mean", &mean),
            ("count", &below.len()),
            ("months", &below.join(", ")),
        ],
    )
}

pub(super) fn months(t: Texts, told: &Execution) -> Vec<MonthRow> {
    let share = |share: f64| format::share(t.language, share);
    let months = told.chart().months;
    let row = |one: &clientela_domain::execution::control::MonthShare| MonthRow {
        month: format::month(t.language, one.month),
        share: share(one.share),
        limits: match one.limits {
            Some((low, high)) => format!("{} – {}", share(low), share(high)),
            None => t.get("unknown").into_owned(),
        },
        cases: format::integer(t.language, i128::from(one.counts.known())),
        said: match (one.limits, one.is_below()) {
            (None, _) => "unknown",
            (_, true) => "execution-chart-below",
            (_, false) => "execution-chart-inside",
        },
        below: one.is_below(),
    };
    months.iter().map(row).collect()
}

pub(super) fn account_row(t: Texts, told: &Execution, own: &AccountExecution) -> AccountRow {
    let level = |metric| execution::level(t, &measured(metric, &own.facts, told.today));
    let on_time = measured(Metric::OnTimeLines, &own.facts, told.today);
    AccountRow {
        name: match own.account {
            Some(_) => own.name.clone(),
            None => t.get("execution-without-client").into_owned(),
        },
        href: String::new(),
        on_time: execution::level(t, &on_time),
        likely: execution::likely(t, &on_time),
        otif: level(Metric::OtifLines),
        orders: level(Metric::OnTimeOrders),
        late: format::integer(t.language, i128::from(own.timing.late)),
        due: format::integer(t.language, i128::from(on_time.n)),
    }
}

/// What was counted of quality, in a sentence.
pub(super) fn quality(t: Texts, told: &Execution) -> String {
    let measured = told.measured(Metric::DefectsPerMillion);
    match measured.actual.bounds() {
        None => t.get("execution-quality-none").into_owned(),
        Some(_) => {
            let parts = [
                execution::level_with_cases(t, &measured),
                execution::likely(t, &measured),
            ];
            parts.join("; ")
        }
    }
}

/// What is known of complaints, in a sentence.
pub(super) fn complaints(t: Texts, told: &Execution) -> String {
    let complaints = &told.facts.complaints;
    if complaints.is_empty() {
        return t.get("execution-complaints-none").into_owned();
    }
    let survival = told.facts.survival(told.today);
    t.with(
        "execution-complaints-said",
        &[
            ("count", &complaints.len()),
            ("open", &survival.open),
            ("repeated", &repeated(complaints)),
        ],
    )
}
