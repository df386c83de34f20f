//! What was promised against what was done, as it leaves the program.

use clientela_domain::day::day_from_number;
use clientela_domain::execution::{Facts, LineTerms, Measured, Metric, measured};
use serde::Serialize;
use utoipa::ToSchema;

use super::happenings::NamedAnswer;
use super::value::{EstimateAnswer, PeriodAnswer, WhyAnswer};
use crate::measure_execution::{AccountExecution, Execution, FailedOf, cursor_text};

/// Answer of `execution` and of `GET /execution`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct ExecutionAnswer {
    /// Lines that came inside their window.
    pub on_time_lines: RateAnswer,
    /// Orders all lines of which came inside their windows.
    pub on_time_orders: RateAnswer,
    /// Lines that came whole, whenever.
    pub in_full_lines: RateAnswer,
    /// Lines that came whole inside their window.
    pub otif_lines: RateAnswer,
    /// Orders all lines of which came whole inside their windows.
    pub otif_orders: RateAnswer,
    /// The same for each client, those with most failed lines first.
    pub by_account: Vec<AccountExecutionAnswer>,
    /// Lines that came after their window, the latest first; those of one page.
    pub late: Vec<LateLineAnswer>,
    /// Cursor of the page that goes on; absent on the last.
    pub next: Option<String>,
    /// Every metric that is measured, by the side of the work it looks at.
    pub dimensions: Vec<DimensionAnswer>,
    /// Days on which lines were promised; absent for all there are.
    pub period: Option<PeriodAnswer>,
    /// The day on which they are judged.
    pub as_of: String,
    /// What counts as on time and in full.
    pub definition: DefinitionAnswer,
    /// How early and how late lines came.
    pub timing: TimingAnswer,
}

/// A share of cases that are as agreed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct RateAnswer {
    /// From every unknown at its worst to every unknown at its best.
    pub rate: EstimateAnswer,
    /// Cases that are due.
    pub n: u64,
    /// Those of them of which nothing is recorded.
    pub unknown: u64,
    /// Those that are as agreed.
    pub ok: u64,
    /// Those that are not.
    pub failed: u64,
    /// Cases that are not due yet.
    pub not_due: u64,
    /// The share among those of which it is known.
    pub known_only: Option<f64>,
    /// 95 % interval of the share behind the known ones (Wilson).
    pub likely: Option<BetweenAnswer>,
    /// How it came about.
    pub why: WhyAnswer,
}

/// Two ends.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct BetweenAnswer {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// One client.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct AccountExecutionAnswer {
    /// The client; absent for lines without one.
    pub account: Option<String>,
    /// Its name.
    pub name: String,
    /// See [`ExecutionAnswer::on_time_lines`].
    pub on_time_lines: RateAnswer,
    /// See [`ExecutionAnswer::on_time_orders`].
    pub on_time_orders: RateAnswer,
    /// See [`ExecutionAnswer::in_full_lines`].
    pub in_full_lines: RateAnswer,
    /// See [`ExecutionAnswer::otif_lines`].
    pub otif_lines: RateAnswer,
    /// See [`ExecutionAnswer::otif_orders`].
    pub otif_orders: RateAnswer,
}

/// A line that came after its window.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct LateLineAnswer {
    /// Number of the document.
    pub document: String,
    /// Line of the file it stands in.
    pub line: u64,
    /// Days after the window.
    pub days: u32,
    /// The client; absent for a line without one.
    pub account: Option<String>,
    /// Its name.
    pub name: String,
    /// The day promised first.
    pub promised: Option<String>,
    /// The day it came.
    pub delivered: Option<String>,
    /// What.
    pub product: String,
    /// Quantity that is missing; absent when unknown.
    pub missing: Option<String>,
}

/// A metric, what was promised of it and what is reached.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct DimensionAnswer {
    /// `quality`, `delivery`, `deadline` or `service`.
    pub dimension: String,
    /// What is measured.
    pub metric: String,
    /// The level that was promised; absent when nothing was.
    pub target: Option<f64>,
    /// The level reached, in the metric's own unit.
    pub actual: EstimateAnswer,
    /// Cases it rests on.
    pub n: u64,
    /// Days it is measured over; absent for all there are.
    pub period: Option<PeriodAnswer>,
    /// Breaches of what was promised.
    pub breaches: u64,
    /// How it came about.
    pub why: WhyAnswer,
}

/// What counts as on time and in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DefinitionAnswer {
    /// Days a line may come before its promised day; absent when early is never too early.
    pub early_days: Option<u32>,
    /// Days it may come after it.
    pub late_days: u32,
    /// Ten-thousandths of the ordered quantity that may be missing.
    pub short: u32,
    /// Ten-thousandths that may come beyond it; absent when any quantity may.
    pub over: Option<u32>,
}

/// How early and how late lines came.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct TimingAnswer {
    /// Before their promised day.
    pub early: u64,
    /// On it.
    pub on_the_day: u64,
    /// After their window.
    pub late: u64,
    /// Mean number of days by which those came after it.
    pub mean_days_late: Option<f64>,
    /// The most days.
    pub max_days_late: u32,
    /// Lines for which no day was promised.
    pub without_promise: u64,
}

/// Metrics that count lines or orders.
const RATES: [Metric; 5] = [
    Metric::OnTimeLines,
    Metric::OnTimeOrders,
    Metric::InFullLines,
    Metric::OtifLines,
    Metric::OtifOrders,
];

impl Execution {
    /// The answer of the command line and the API.
    #[must_use]
    pub fn answer(&self) -> ExecutionAnswer {
        let [
            on_time_lines,
            on_time_orders,
            in_full_lines,
            otif_lines,
            otif_orders,
        ] = RATES.map(|metric| rate(&self.facts, &self.measured(metric)));
        let late = self.failed.iter().filter(|one| one.line.days_late > 0);
        ExecutionAnswer {
            on_time_lines,
            on_time_orders,
            in_full_lines,
            otif_lines,
            otif_orders,
            by_account: self.by_account.iter().map(|one| self.of(one)).collect(),
            late: late.map(late_line).collect(),
            next: self.failed_next.as_ref().map(cursor_text),
            dimensions: self.dimensions(),
            period: self.period.map(PeriodAnswer::from),
            as_of: self.today.to_string(),
            definition: DefinitionAnswer::from(&self.terms),
            timing: TimingAnswer {
                early: self.timing.early,
                on_the_day: self.timing.on_the_day,
                late: self.timing.late,
                mean_days_late: self.timing.mean_days_late(),
                max_days_late: self.timing.days_late_max,
                without_promise: self.facts.without_promise,
            },
        }
    }

    fn of(&self, own: &AccountExecution) -> AccountExecutionAnswer {
        let [
            on_time_lines,
            on_time_orders,
            in_full_lines,
            otif_lines,
            otif_orders,
        ] = RATES.map(|metric| rate(&own.facts, &measured(metric, &own.facts, self.today)));
        AccountExecutionAnswer {
            account: own.account.map(|id| id.to_string()),
            name: own.name.clone(),
            on_time_lines,
            on_time_orders,
            in_full_lines,
            otif_lines,
            otif_orders,
        }
    }

    fn dimensions(&self) -> Vec<DimensionAnswer> {
        let of = |metric: &Metric| {
            let measured = self.measured(*metric);
            DimensionAnswer {
                dimension: metric.dimension().code().to_owned(),
                metric: metric.code().to_owned(),
                target: None,
                actual: EstimateAnswer::from(&measured.actual),
                n: measured.n,
                period: self.period.map(PeriodAnswer::from),
                breaches: 0,
                why: WhyAnswer::from(&measured.why),
            }
        };
        Metric::ALL.iter().map(of).collect()
    }
}

fn rate(facts: &Facts, measured: &Measured) -> RateAnswer {
    let counts = facts.counts(measured.metric).copied().unwrap_or_default();
    RateAnswer {
        rate: EstimateAnswer::from(&measured.actual),
        n: counts.due(),
        unknown: counts.unknown,
        ok: counts.ok,
        failed: counts.fail,
        not_due: counts.not_due,
        known_only: counts.known_only(),
        likely: measured
            .likely
            .map(|(low, high)| BetweenAnswer { low, high }),
        why: WhyAnswer::from(&measured.why),
    }
}

fn late_line(one: &FailedOf) -> LateLineAnswer {
    let line = &one.line;
    LateLineAnswer {
        document: line.document_number.to_string(),
        line: line.source_line,
        days: line.days_late,
        account: one.account.map(|id| id.to_string()),
        name: one.name.clone(),
        promised: day_from_number(line.promised).map(|day| day.to_string()),
        delivered: line
            .delivered
            .and_then(day_from_number)
            .map(|day| day.to_string()),
        product: line.product.to_string(),
        missing: line.missing().map(|missing| missing.to_string()),
    }
}

impl From<&LineTerms> for DefinitionAnswer {
    fn from(terms: &LineTerms) -> Self {
        Self {
            early_days: terms.early,
            late_days: terms.late,
            short: terms.short,
            over: terms.over,
        }
    }
}

/// Answer of `execution events` and of `GET /execution-events`.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct EventsAnswer {
    /// The events, the latest first.
    pub events: Vec<EventAnswer>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// How many fit.
    pub matching: u64,
}

/// Something that was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct EventAnswer {
    /// Which one.
    pub id: String,
    /// At which client.
    pub account: NamedAnswer,
    /// `delivery`, `moved`, `complaint`, `quality` or `service`.
    pub kind: String,
    /// The day it was noted; of a complaint, the day it was made.
    pub day: String,
    /// Number of the order or the document.
    pub document: String,
    /// The goods, the service.
    pub what: String,
    /// What a complaint is about.
    pub class: String,
    /// The day the client asked for.
    pub requested_day: Option<String>,
    /// The day promised; of a moved one, the new day.
    pub promised_day: Option<String>,
    /// The day it was done; of a complaint, the day it was resolved.
    pub done_day: Option<String>,
    /// Quantity ordered.
    pub ordered: Option<String>,
    /// Quantity delivered; of a quality check, the units looked at.
    pub delivered: Option<String>,
    /// Quantity the client accepted.
    pub received: Option<String>,
    /// Defective units.
    pub defects: Option<u32>,
    /// Who moved the day: `us` or `them`.
    pub moved_by: Option<String>,
    /// Why.
    pub reason: String,
    /// More about it.
    pub note: String,
    /// Written by mistake: it counts nowhere.
    pub withdrawn: bool,
    /// Grows with every change.
    pub version: i64,
}

/// What was recorded just now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct EventWrittenAnswer {
    /// Its id.
    pub execution_event: String,
}
