//! What was measured of the execution, in words: levels in their own units, what counts as on time.

use clientela_domain::amount::Amount;
use clientela_domain::estimate::Estimate;
use clientela_domain::execution::lines::TOLERANCE_SCALE;
use clientela_domain::execution::{LineTerms, Measured, Metric};

use crate::{Texts, evidence, format};

/// A level in its metric's own unit: `96,4 %`, `240`, `5`.
#[must_use]
pub fn number(t: Texts, metric: Metric, level: f64) -> String {
    match metric {
        _ if metric.is_share() => format::share(t.language, level),
        Metric::ComplaintDays => format::decimal(t.language, level, 0),
        _ => format::decimal(t.language, level, 1),
    }
}

/// The level reached, as an interval while it is one, or why it is unknown.
#[must_use]
pub fn level(t: Texts, measured: &Measured) -> String {
    let metric = measured.metric;
    match (&measured.actual, measured.actual.bounds()) {
        (Estimate::Known(level), _) => number(t, metric, *level),
        (_, Some((low, high))) if high.is_finite() => {
            let (low, high) = (number(t, metric, low), number(t, metric, high));
            // Ends that are written alike say nothing as an interval.
            if low == high {
                low
            } else {
                format!("{low} – {high}")
            }
        }
        _ => evidence::estimate(t, &measured.actual, 0),
    }
}

/// The level with how many cases it rests on.
#[must_use]
pub fn level_with_cases(t: Texts, measured: &Measured) -> String {
    let level = level(t, measured);
    match (measured.actual.bounds(), measured.unknown) {
        (None, _) => level,
        (Some(_), 0) => t.with(
            "execution-level-of",
            &[("level", &level), ("count", &measured.n)],
        ),
        (Some(_), unknown) => t.with(
            "execution-level-of-unknown",
            &[
                ("level", &level),
                ("count", &measured.n),
                ("unknown", &unknown),
            ],
        ),
    }
}

/// The 95 % interval behind the known cases; empty without one.
#[must_use]
pub fn likely(t: Texts, measured: &Measured) -> String {
    match measured.likely {
        None => String::new(),
        Some((low, high)) => t.with(
            "execution-likely",
            &[
                ("low", &number(t, measured.metric, low)),
                ("high", &number(t, measured.metric, high)),
            ],
        ),
    }
}

/// What is missing of a quantity, or that nobody knows.
#[must_use]
pub fn missing(t: Texts, missing: Option<Amount>) -> String {
    match missing {
        Some(missing) => format::quantity(t.language, missing),
        None => t.get("unknown").into_owned(),
    }
}

/// What counts as on time and in full.
#[must_use]
pub fn definition(t: Texts, terms: &LineTerms) -> String {
    let early = match terms.early {
        None => t.get("execution-early-any").into_owned(),
        Some(days) => t.with1("execution-early-days", "days", days),
    };
    let short = f64::from(terms.short) / f64::from(TOLERANCE_SCALE);
    t.with(
        "execution-definition",
        &[
            ("late", &terms.late),
            ("early", &early),
            ("short", &format::share(t.language, short)),
        ],
    )
}
