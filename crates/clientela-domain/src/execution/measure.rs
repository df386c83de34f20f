//! A promise against what is known of its execution.

use crate::day::Date;
use crate::estimate::{Estimate, Truth};
use crate::why::{Input, InputValue, Missing, Source, Why};

use super::complaints::{Complaint, Lasting, Survival};
use super::intervals;
use super::rates::{Counts, Kept, Quality, Volume};
use super::words::{Metric, TermState};

/// Below this, so few successes are not chance any more.
pub const NOT_CHANCE: f64 = 0.05;

/// Everything known of the execution for one client, or for all, in one span of days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Lines.
    pub lines: Kept,
    /// Orders.
    pub orders: Kept,
    /// Quantities.
    pub volume: Volume,
    /// Units looked at.
    pub quality: Quality,
    /// Complaints, the earliest first.
    pub complaints: Vec<Complaint>,
    /// Services that were to be rendered.
    pub services: Counts,
    /// Lines of orders for which no day was promised: nothing can be said of them.
    pub without_promise: u64,
    /// Of the lines, those that come from the sales ledger; the others were recorded one by one.
    pub ledger_lines: u64,
}

/// What was promised of one metric.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Term {
    /// What is measured.
    pub metric: Metric,
    /// The level that was promised, in the metric's own unit (a fraction of one, defects of a million,
    /// working days).
    pub target: f64,
    /// By how much it may be missed and is only at risk.
    pub tolerance: f64,
    /// The span of days is over: what is missing by now is a breach.
    pub closed: bool,
}

/// A metric as measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// What was measured.
    pub metric: Metric,
    /// How a promise stands; `None` when only measured.
    pub state: Option<TermState>,
    /// The level reached.
    pub actual: Estimate,
    /// 95 % interval of the level behind the known cases; exact when something was promised.
    pub likely: Option<(f64, f64)>,
    /// Cases it rests on.
    pub n: u64,
    /// Cases that are due and of which nothing is recorded.
    pub unknown: u64,
    /// Cases that missed.
    pub failed: u64,
    /// How easily chance alone would bring so few successes at the promised level.
    pub chance: Option<f64>,
    /// How it came about.
    pub why: Why,
}

impl Facts {
    /// The counts behind a metric that is a share of cases; `None` for the others.
    #[must_use]
    pub const fn counts(&self, metric: Metric) -> Option<&Counts> {
        match metric {
            Metric::OnTimeLines => Some(&self.lines.on_time),
            Metric::InFullLines => Some(&self.lines.in_full),
            Metric::OtifLines => Some(&self.lines.otif),
            Metric::OnTimeOrders => Some(&self.orders.on_time),
            Metric::OtifOrders => Some(&self.orders.otif),
            Metric::ServiceAttainment => Some(&self.services),
            Metric::VolumeFill | Metric::DefectsPerMillion | Metric::ComplaintDays => None,
        }
    }

    /// How long complaints lasted, as of a day.
    #[must_use]
    pub fn survival(&self, today: Date) -> Survival {
        let lasting: Vec<Lasting> = self
            .complaints
            .iter()
            .map(|complaint| complaint.lasting(today))
            .collect();
        Survival::of(&lasting)
    }

    /// Adds what is known of others.
    pub fn add(&mut self, more: &Self) {
        self.lines += more.lines;
        self.orders += more.orders;
        self.volume += more.volume;
        self.quality += more.quality;
        self.services += more.services;
        self.complaints.extend(more.complaints.iter().cloned());
        self.without_promise += more.without_promise;
        self.ledger_lines += more.ledger_lines;
    }
}

/// A metric without any promise about it.
#[must_use]
pub fn measured(metric: Metric, facts: &Facts, today: Date) -> Measured {
    let (actual, likely, n, unknown, failed) = level(metric, facts, today);
    Measured {
        metric,
        state: None,
        likely,
        n,
        unknown,
        failed,
        chance: None,
        why: why(metric, facts, &actual, likely, today),
        actual,
    }
}

/// A promise as it stands: kept, at risk, breached, or unknown while what is known does not say.
#[must_use]
pub fn held(term: &Term, facts: &Facts, today: Date) -> Measured {
    let mut measured = measured(term.metric, facts, today);
    let counts = facts.counts(term.metric);
    if let Some(counts) = counts {
        measured.likely = counts.exact();
        measured.chance = (counts.known() > 0)
            .then(|| intervals::chance_of_so_few(counts.ok, counts.known(), term.target));
    }
    measured.state = Some(state(term, &measured));
    measured.why.inputs.insert(
        0,
        input(
            "input-target",
            level_value(term.metric, term.target),
            Source::Book,
        ),
    );
    if let Some(chance) = measured.chance.filter(|chance| *chance < NOT_CHANCE) {
        let value = InputValue::Share(chance);
        let named = input("input-chance-of-so-few", value, Source::Book);
        measured.why.inputs.push(named);
    }
    measured
}

fn state(term: &Term, measured: &Measured) -> TermState {
    let reaches = |level: f64| match measured.actual.bounds() {
        None => Truth::Undecided,
        Some(_) if term.metric.more_is_better() => measured.actual.at_least(level),
        Some((low, high)) => Estimate::between(-high, -low).at_least(-level),
    };
    let allowed = if term.metric.more_is_better() {
        term.target - term.tolerance
    } else {
        term.target + term.tolerance
    };
    match (reaches(term.target), reaches(allowed), term.closed) {
        (Truth::True, ..) => TermState::Kept,
        (Truth::Undecided, Truth::Undecided, _) => TermState::Unknown,
        (_, Truth::False, true) => TermState::Breached,
        _ => TermState::AtRisk,
    }
}

type Level = (Estimate, Option<(f64, f64)>, u64, u64, u64);

fn level(metric: Metric, facts: &Facts, today: Date) -> Level {
    if let Some(counts) = facts.counts(metric) {
        let (due, unknown) = (counts.due(), counts.unknown);
        return (counts.rate(), counts.likely(), due, unknown, counts.fail);
    }
    match metric {
        Metric::DefectsPerMillion => {
            let quality = &facts.quality;
            let likely = quality.exact();
            (
                quality.per_million(),
                likely,
                quality.units,
                0,
                quality.defects,
            )
        }
        Metric::ComplaintDays => {
            let survival = facts.survival(today);
            let open = survival.open as u64;
            (survival.median(), None, survival.complaints as u64, 0, open)
        }
        _ => {
            let due = facts.lines.otif.due();
            let (unknown, failed) = (facts.lines.otif.unknown, facts.lines.otif.fail);
            (facts.volume.fill(), None, due, unknown, failed)
        }
    }
}

/// A level in the metric's own unit, as an input.
#[must_use]
pub const fn level_value(metric: Metric, level: f64) -> InputValue {
    if metric.is_share() {
        InputValue::Share(level)
    } else {
        InputValue::Number(level)
    }
}

const fn input(name: &'static str, value: InputValue, source: Source) -> Input {
    Input {
        name,
        value,
        day: None,
        source,
    }
}

fn why(
    metric: Metric,
    facts: &Facts,
    actual: &Estimate,
    likely: Option<(f64, f64)>,
    today: Date,
) -> Why {
    let source = if facts.ledger_lines > 0 {
        Source::Ledger
    } else {
        Source::Book
    };
    let count =
        |name: &'static str, count: u64| input(name, InputValue::Count(count), source.clone());
    let mut why = Why {
        rule: "S8/EXECUTION",
        ..Why::default()
    };
    match (facts.counts(metric), metric) {
        (Some(counts), _) => {
            why.inputs.push(count("input-as-agreed", counts.ok));
            why.inputs.push(count("input-not-as-agreed", counts.fail));
            why.inputs.push(count("input-not-recorded", counts.unknown));
            why.inputs.push(count("input-not-due", counts.not_due));
        }
        (None, Metric::DefectsPerMillion) => {
            why.inputs.push(count("input-units", facts.quality.units));
            why.inputs
                .push(count("input-defects", facts.quality.defects));
            if let Some(most) = facts.quality.at_most() {
                let value = InputValue::Number(most);
                why.inputs
                    .push(input("input-defects-at-most", value, source.clone()));
            }
        }
        (None, Metric::ComplaintDays) => {
            let survival = facts.survival(today);
            why.inputs
                .push(count("input-complaints", survival.complaints as u64));
            why.inputs
                .push(count("input-complaints-open", survival.open as u64));
        }
        (None, _) => {
            let number = |name, quantity: crate::amount::Amount| {
                input(name, InputValue::Number(quantity.as_f64()), source.clone())
            };
            why.inputs
                .push(number("input-ordered", facts.volume.ordered));
            why.inputs
                .push(number("input-in-window", facts.volume.inside));
        }
    }
    if let Some((low, high)) = likely {
        let value = match metric.is_share() {
            true => InputValue::Interval(low * 100.0, high * 100.0),
            false => InputValue::Interval(low, high),
        };
        let name = match metric.is_share() {
            true => "input-likely-percent",
            false => "input-likely",
        };
        why.inputs.push(input(name, value, source.clone()));
    }
    why.missing = missing(metric, facts, actual);
    why
}

/// What is not recorded, and by how much the interval would shrink with it.
fn missing(metric: Metric, facts: &Facts, actual: &Estimate) -> Vec<Missing> {
    let mut missing = Vec::new();
    let width = actual.bounds().map_or(1.0, |(low, high)| high - low);
    let unknown = facts.counts(metric).map_or(0, |counts| counts.unknown);
    if unknown > 0 {
        missing.push(Missing {
            name: "missing-delivery-record",
            effect: width,
        });
    }
    if facts.without_promise > 0 && facts.counts(metric).is_some() {
        missing.push(Missing {
            name: "missing-promised-day",
            effect: 0.0,
        });
    }
    missing
}
