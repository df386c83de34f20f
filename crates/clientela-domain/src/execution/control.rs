//! Is a month out of the ordinary? A control chart of shares (p-chart; Shewhart 1931).

use crate::day::Month;

use super::rates::Counts;

/// Standard errors between the mean and either limit.
const LIMIT_ERRORS: f64 = 3.0;

/// Months with known cases from which on limits say something.
pub const MONTHS_LEAST: usize = 3;

/// One month of the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthShare {
    /// Which month.
    pub month: Month,
    /// How its cases stand.
    pub counts: Counts,
    /// Share of the known cases that is as agreed.
    pub share: f64,
    /// Shares between which chance alone moves it; absent while there are too few months.
    pub limits: Option<(f64, f64)>,
}

impl MonthShare {
    /// Below what chance alone brings.
    #[must_use]
    pub fn is_below(&self) -> bool {
        self.limits.is_some_and(|(low, _)| self.share < low)
    }
}

/// Shares of months with known cases, and the mean of all of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ControlChart {
    /// Mean share of all known cases; `None` without any.
    pub mean: Option<f64>,
    /// Months, the earliest first; those without a known case are left out.
    pub months: Vec<MonthShare>,
}

/// The chart of months, in their order.
#[must_use]
pub fn control_chart(months: impl IntoIterator<Item = (Month, Counts)>) -> ControlChart {
    let months: Vec<(Month, Counts)> = months
        .into_iter()
        .filter(|(_, counts)| counts.known() > 0)
        .collect();
    let mut all = Counts::default();
    months.iter().for_each(|(_, counts)| all += *counts);
    let Some(mean) = all.known_only() else {
        return ControlChart::default();
    };
    let enough = months.len() >= MONTHS_LEAST;
    let shares = months.into_iter().map(|(month, counts)| {
        let known = counts.known() as f64;
        let error = (mean * (1.0 - mean) / known).sqrt() * LIMIT_ERRORS;
        MonthShare {
            month,
            counts,
            share: counts.ok as f64 / known,
            limits: enough.then(|| ((mean - error).max(0.0), (mean + error).min(1.0))),
        }
    });
    ControlChart {
        mean: Some(mean),
        months: shares.collect(),
    }
}
